"""Makes this room known to the house."""

import importlib

from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    """The front door: contacts received, looked at and decided."""

    name = "sharedduty.modules.front_door"
    label = "front_door"

    def ready(self) -> None:
        """Say where this room's records are and what it fills in on other pages, once every model is loaded."""
        importlib.import_module(f"{self.name}.queries.records").make_known()
        importlib.import_module(f"{self.name}.queries.people").make_known()
