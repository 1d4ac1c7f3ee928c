"""The addresses of the desk; those for raising a concern are in `raising` and stand outside this namespace."""

from sharedduty.modules.front_door.urls.desk import urlpatterns

__all__ = ["app_name", "urlpatterns"]
app_name = "front_door"
