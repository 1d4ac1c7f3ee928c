"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The foundation `notices`."""

    name = "sharedduty.foundations.notices"
    label = "notices"
