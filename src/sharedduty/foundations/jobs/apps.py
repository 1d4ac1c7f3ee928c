"""Makes this part of the house known to Django, and finds every declared job."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """The foundation `jobs`."""

    name = "sharedduty.foundations.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Read the modules in which jobs are declared, so that the web and the worker know the same ones."""
        autodiscover_modules("actions", "letters", "delivery", "timed")
