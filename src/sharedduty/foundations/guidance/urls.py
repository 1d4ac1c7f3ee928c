"""The addresses of guidance. All of them are public."""

from django.urls import path

from sharedduty.foundations.guidance import views

urlpatterns = [
    path("guidance/", views.guidance, name="guidance"),
    path("guidance/clocks/", views.clocks, name="guidance_clocks"),
    path("guidance/clocks/<str:key>/", views.clock_page, name="guidance_clock"),
    path("guidance/compare/", views.compare, name="guidance_compare"),
    path("guidance/not-checked/", views.not_checked, name="guidance_not_checked"),
    path("guidance/provision/", views.provision_page, name="guidance_provision"),
    path("guidance/watch-list/", views.watch_list, name="guidance_watch_list"),
    path("guidance/editions/<slug:pack_id>/", views.pack_page, name="guidance_pack"),
    path("guidance/editions/<slug:pack_id>/<slug:part>/", views.pack_page, name="guidance_pack_part"),
    path("when-is-it-due/", views.when_is_it_due, name="when_is_it_due"),
    path("thresholds/", views.thresholds, name="thresholds"),
]
