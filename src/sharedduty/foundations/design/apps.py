"""The Django app of the design foundation: templates, static files and the gallery. It has no tables."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """App `design`."""

    name = "sharedduty.foundations.design"
    label = "design"
    verbose_name = "Design"
