"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The foundation `journal`."""

    name = "sharedduty.foundations.journal"
    label = "journal"
