"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The foundation `jobs`."""

    name = "sharedduty.foundations.jobs"
    label = "jobs"
