"""Every address of the product, in one place."""

from django.urls import path

from sharedduty.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
]

handler400 = "sharedduty.site.views.bad_request"
handler403 = "sharedduty.site.views.refused"
handler404 = "sharedduty.site.views.not_found"
handler500 = "sharedduty.site.views.failed"
