"""Makes this part of the house known to Django."""

import importlib

from django.apps import AppConfig

from sharedduty.foundations.design import slots


class GatheringsConfig(AppConfig):
    """The foundation `gatherings`."""

    name = "sharedduty.foundations.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        """Put what meetings ask of a post on its “my work”, once every model is loaded."""
        owing = importlib.import_module("sharedduty.foundations.gatherings.owing")
        slots.fill("my_work", "gatherings", lambda *, viewer: owing.owed(viewer), order=60)
        slots.fill("named", "gatherings", lambda *, viewer, records: owing.named(viewer, records), order=60)
