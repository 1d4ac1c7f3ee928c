"""Makes this part of the house known to Django."""

import importlib

from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    """The foundation `chronology`."""

    name = "sharedduty.foundations.chronology"
    label = "chronology"

    def ready(self) -> None:
        """Say where chronologies are and what is owed on them, once every model is loaded."""
        importlib.import_module(f"{self.name}.queries.records").make_known()
