"""Makes this part of the house known to Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The foundation `people`."""

    name = "sharedduty.foundations.people"
    label = "people"
