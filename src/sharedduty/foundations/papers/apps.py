"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The foundation `papers`."""

    name = "sharedduty.foundations.papers"
    label = "papers"
