"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """The foundation `access`."""

    name = "sharedduty.foundations.access"
    label = "access"
