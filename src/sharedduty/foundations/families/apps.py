"""Makes this part of the house known to Django."""

import importlib

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """The foundation `families`."""

    name = "sharedduty.foundations.families"
    label = "families"

    def ready(self) -> None:
        """Say where what families are shown is found, once every model is loaded."""
        importlib.import_module(f"{self.name}.queries").make_known()
