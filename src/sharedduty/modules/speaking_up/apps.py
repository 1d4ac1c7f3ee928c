"""Makes this room known to the house."""

import importlib

from django.apps import AppConfig


class SpeakingUpConfig(AppConfig):
    """Speaking up."""

    name = "sharedduty.modules.speaking_up"
    label = "speaking_up"

    def ready(self) -> None:
        """Say where this room's records are and what is owed here."""
        importlib.import_module(f"{self.name}.queries.records").make_known()
