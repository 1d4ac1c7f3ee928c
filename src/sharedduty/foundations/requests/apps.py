"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class RequestsConfig(AppConfig):
    """The foundation `requests`."""

    name = "sharedduty.foundations.requests"
    label = "requests"
