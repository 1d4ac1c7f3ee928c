"""Makes this room known to the house."""

from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    """The front door: contacts received, looked at and decided."""

    name = "sharedduty.modules.front_door"
    label = "front_door"
