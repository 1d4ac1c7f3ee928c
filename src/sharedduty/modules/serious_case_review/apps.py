"""Makes this room known to the house."""

import importlib

from django.apps import AppConfig


class SeriousCaseReviewConfig(AppConfig):
    """Serious case reviews of the older law."""

    name = "sharedduty.modules.serious_case_review"
    label = "serious_case_review"

    def ready(self) -> None:
        """Say where this room's records and meetings are and what it fills in on other pages."""
        importlib.import_module(f"{self.name}.queries.records").make_known()
        importlib.import_module(f"{self.name}.queries.meetings").make_known()
