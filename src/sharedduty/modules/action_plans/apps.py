"""Makes this room known to the house."""

import importlib

from django.apps import AppConfig


class ActionPlansConfig(AppConfig):
    """The register of recommendations."""

    name = "sharedduty.modules.action_plans"
    label = "action_plans"

    def ready(self) -> None:
        """Say where this room's records are and what it fills in on other pages."""
        importlib.import_module(f"{self.name}.queries.records").make_known()
