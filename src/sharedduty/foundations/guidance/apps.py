"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """The foundation `guidance`."""

    name = "sharedduty.foundations.guidance"
    label = "guidance"
