"""Makes this part of the house known to Django, and takes in every room's process."""

from django.apps import AppConfig

from sharedduty.foundations.process import catalogue


class ProcessConfig(AppConfig):
    """The foundation `process`."""

    name = "sharedduty.foundations.process"
    label = "process"

    def ready(self) -> None:
        """Gather the declared processes once every model is loaded."""
        catalogue.gather()
