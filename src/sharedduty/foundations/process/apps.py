"""Makes this part of the house known to Django, and takes in every room's process."""

import importlib

from django.apps import AppConfig

from sharedduty.foundations.process import catalogue
from sharedduty.foundations.process.endings import endings
from sharedduty.foundations.retention.api import register_births, register_endings


class ProcessConfig(AppConfig):
    """The foundation `process`."""

    name = "sharedduty.foundations.process"
    label = "process"

    def ready(self) -> None:
        """Gather the declared processes once every model is loaded, and say when the work in a file ended."""
        catalogue.gather()
        register_births("process_births")
        register_endings(endings)
        importlib.import_module(f"{self.name}.officers").make_known()
