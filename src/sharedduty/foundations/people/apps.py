"""Makes this part of the house known to Django."""

import importlib

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The foundation `people`."""

    name = "sharedduty.foundations.people"
    label = "people"

    def ready(self) -> None:
        """Say what waits for a second person, on the desk of one's own work, once every model is loaded."""
        importlib.import_module(f"{self.name}.pages").make_known()
