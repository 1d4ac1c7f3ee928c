"""Makes this part of the house known to Django."""

import importlib

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """The foundation `retention`."""

    name = "sharedduty.foundations.retention"
    label = "retention"

    def ready(self) -> None:
        """Say what waits for review, on the desk of one's own work, once every model is loaded."""
        importlib.import_module(f"{self.name}.queries").make_known()
