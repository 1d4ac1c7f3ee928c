"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The foundation `directory`."""

    name = "sharedduty.foundations.directory"
    label = "directory"
