"""Makes this room known to the house."""

import importlib

from django.apps import AppConfig


class EarlyHelpConfig(AppConfig):
    """Early help: plans with families before anybody needs social care."""

    name = "sharedduty.modules.early_help"
    label = "early_help"

    def ready(self) -> None:
        """Say where this room's records are and what it fills in on other pages, once every model is loaded."""
        importlib.import_module(f"{self.name}.queries.records").make_known()
