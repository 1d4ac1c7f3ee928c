"""Makes this room known to the house."""

import importlib

from django.apps import AppConfig


class PracticeReviewConfig(AppConfig):
    """Practice reviews."""

    name = "sharedduty.modules.practice_review"
    label = "practice_review"

    def ready(self) -> None:
        """Say where this room's records are and what it fills in on other pages."""
        importlib.import_module(f"{self.name}.queries.records").make_known()
