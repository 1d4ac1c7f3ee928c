"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    """The foundation `process`."""

    name = "sharedduty.foundations.process"
    label = "process"
