"""Makes the desks known to the house."""

from django.apps import AppConfig


class DesksConfig(AppConfig):
    """My work, today, search: pages that read across rooms."""

    name = "sharedduty.desks"
    label = "desks"
