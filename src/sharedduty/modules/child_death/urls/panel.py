"""The addresses of the panel's meetings, which only those who have signed can be invited to."""

from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.child_death.queries.meetings import PANELS

app_name = "death_panel"
urlpatterns = addresses_of(PANELS)
