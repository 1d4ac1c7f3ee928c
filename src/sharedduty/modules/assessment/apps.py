"""Makes this room known to the house."""

import importlib

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Assessments under section 17, combined assessments, and child in need plans."""

    name = "sharedduty.modules.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Say where this room's records are, and what it can take up, once every model is loaded."""
        importlib.import_module(f"{self.name}.queries.records").make_known()
