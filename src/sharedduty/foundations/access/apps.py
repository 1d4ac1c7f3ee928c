"""Makes this part of the house known to Django, and takes in every room's policy."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    """The foundation `access`."""

    name = "sharedduty.foundations.access"
    label = "access"

    def ready(self) -> None:
        """Read the `policy.py` of every app: who may do what, and what each role reaches by standing."""
        autodiscover_modules("policy")
