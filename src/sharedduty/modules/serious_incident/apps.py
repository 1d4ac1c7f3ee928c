"""Makes this room known to the house."""

import importlib

from django.apps import AppConfig


class SeriousIncidentConfig(AppConfig):
    """Serious child safeguarding incidents."""

    name = "sharedduty.modules.serious_incident"
    label = "serious_incident"

    def ready(self) -> None:
        """Say where this room's records are and what it fills in on other pages."""
        importlib.import_module(f"{self.name}.queries.records").make_known()
