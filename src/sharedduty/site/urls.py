"""Every address of the product, in one place."""

from django.urls import include, path

from sharedduty.foundations.access.api import public_page, requires
from sharedduty.foundations.design import urls as design
from sharedduty.foundations.directory import urls as directory
from sharedduty.site import area, views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("menu/<slug:slug>/", views.menu_group, name="menu_group"),
    path("help/", views.help_index, name="help"),
    path("help/<slug:slug>/", views.help_page, name="help_page"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("our-area/", area.our_area, name="our_area"),
    path("our-area/change/", area.change_area, name="our_area_change"),
    path("our-area/arrangements/", area.choose_arrangements, name="our_area_arrangements"),
    path("", include("sharedduty.desks.urls")),
    *design.patterns(public_page),
    *directory.patterns(requires),
    path("", include("sharedduty.foundations.access.urls")),
    path("", include("sharedduty.foundations.notices.urls")),
    path("", include("sharedduty.foundations.people.urls")),
    path("", include("sharedduty.foundations.process.urls")),
    path("", include("sharedduty.foundations.guidance.urls")),
    path("", include("sharedduty.foundations.papers.urls")),
    path("", include("sharedduty.foundations.retention.urls")),
    path("", include("sharedduty.foundations.requests.urls")),
    path("", include("sharedduty.foundations.families.urls")),
    path("chronologies/", include("sharedduty.foundations.chronology.urls")),
    path("", include("sharedduty.modules.front_door.urls.raising")),
    path("", include("sharedduty.modules.front_door.urls")),
    path("assessments/", include("sharedduty.modules.assessment.urls")),
    path("protection/", include("sharedduty.modules.child_protection.urls")),
    path("serious-incidents/", include("sharedduty.modules.serious_incident.urls")),
    path("allegations/", include("sharedduty.modules.allegations.urls")),
    path("child-deaths/", include("sharedduty.modules.child_death.urls")),
    path("child-death-panel/", include("sharedduty.modules.child_death.urls.panel")),
    path("rapid-reviews/", include("sharedduty.modules.rapid_review.urls")),
    path("practice-reviews/", include("sharedduty.modules.practice_review.urls")),
    path("homicide-reviews/", include("sharedduty.modules.homicide_review.urls")),
    path("homicide-panels/", include("sharedduty.modules.homicide_review.urls.panel")),
    path("homicide-learning/", include("sharedduty.modules.homicide_review.urls.public")),
    path("serious-case-reviews/", include("sharedduty.modules.serious_case_review.urls")),
    path("learning/serious-case-reviews/", include("sharedduty.modules.serious_case_review.urls.public")),
    path("action-plans/", include("sharedduty.modules.action_plans.urls")),
    path("learning/", include("sharedduty.modules.practice_review.urls.public")),
    path("escalations/", include("sharedduty.modules.escalation.urls")),
    path("", include("sharedduty.modules.speaking_up.urls")),
    path("", include("sharedduty.modules.early_help.urls")),
]

handler400 = "sharedduty.site.views.bad_request"
handler403 = "sharedduty.site.views.refused"
handler404 = "sharedduty.site.views.not_found"
handler429 = "sharedduty.foundations.access.views.sign_in.too_many"
handler500 = "sharedduty.site.views.failed"
