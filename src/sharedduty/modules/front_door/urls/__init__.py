"""The front door's addresses: raising a concern, and the desk that works on it."""

from sharedduty.modules.front_door.urls import desk

app_name = "front_door"
urlpatterns = [*desk.urlpatterns]
