"""Makes this room known to the house."""

import importlib

from django.apps import AppConfig


class HomicideReviewConfig(AppConfig):
    """Domestic homicide reviews."""

    name = "sharedduty.modules.homicide_review"
    label = "homicide_review"

    def ready(self) -> None:
        """Say where this room's records and meetings are and what it fills in on other pages."""
        importlib.import_module(f"{self.name}.queries.meetings").make_known()
        importlib.import_module(f"{self.name}.queries.records").make_known()
