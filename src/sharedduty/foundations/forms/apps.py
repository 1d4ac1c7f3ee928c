"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """The foundation `forms`."""

    name = "sharedduty.foundations.forms"
    label = "forms"
