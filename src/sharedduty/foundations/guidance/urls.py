"""The addresses of guidance. All are public but those where something is checked, agreed or reviewed."""

from django.urls import path

from sharedduty.foundations.guidance import views

urlpatterns = [
    path("guidance/", views.guidance, name="guidance"),
    path("guidance/clocks/", views.clocks, name="guidance_clocks"),
    path("guidance/clocks/<str:key>/", views.clock_page, name="guidance_clock"),
    path("guidance/compare/", views.compare, name="guidance_compare"),
    path("guidance/not-checked/", views.not_checked, name="guidance_not_checked"),
    path("guidance/provision/", views.provision_page, name="guidance_provision"),
    path("guidance/checking/", views.checking, name="guidance_checking"),
    path("guidance/checking/<slug:pack_id>/", views.checking_edition, name="guidance_checking_edition"),
    path("guidance/checking/<slug:pack_id>/row/", views.checking_row, name="guidance_checking_row"),
    path("guidance/checking/<slug:pack_id>/export/", views.checking_export, name="guidance_checking_export"),
    path("guidance/search/", views.find, name="guidance_search"),
    path("guidance/threshold-document/", views.threshold_document, name="guidance_threshold_document"),
    path("guidance/threshold-document/agreed/", views.record_sign_off, name="guidance_sign_off"),
    path("guidance/threshold-document/reviewed/", views.record_review, name="guidance_review"),
    path("guidance/who-is-bound/", views.who_is_bound, name="guidance_who_is_bound"),
    path("guidance/watch-list/", views.watch_list, name="guidance_watch_list"),
    path("guidance/editions/<slug:pack_id>/", views.pack_page, name="guidance_pack"),
    path("guidance/editions/<slug:pack_id>/<slug:part>/", views.pack_page, name="guidance_pack_part"),
    path("when-is-it-due/", views.when_is_it_due, name="when_is_it_due"),
    path("thresholds/", views.thresholds, name="thresholds"),
]
