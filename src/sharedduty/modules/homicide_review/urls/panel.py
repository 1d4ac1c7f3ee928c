"""The addresses of the review panel's meetings."""

from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.modules.homicide_review.queries.meetings import PANELS

app_name = "homicide_panel"
urlpatterns = addresses_of(PANELS)
