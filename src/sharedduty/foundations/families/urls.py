"""Addresses of what families are shown: /family/ for them, /shared-with-families/ for whoever shares."""

from django.urls import path

from sharedduty.foundations.families import views

app_name = "families"
urlpatterns = [
    path("family/", views.begin, name="begin"),
    path("family/sent/", views.sent, name="sent"),
    path("family/leave/", views.leave, name="leave"),
    path("family/mine/", views.mine, name="mine"),
    path("family/read/<str:reference>/", views.read, name="read"),
    path("family/link/<str:token>/", views.link, name="link"),
    path("shared-with-families/of/<str:record_reference>/", views.members, name="members"),
    path("shared-with-families/of/<str:record_reference>/new/", views.new, name="new"),
    path("shared-with-families/<str:reference>/", views.member, name="member"),
    path("shared-with-families/<str:reference>/share/", views.share, name="share"),
    path("shared-with-families/<str:reference>/end/", views.end, name="end"),
    path("shared-with-families/<str:reference>/<str:share_reference>/take-back/", views.take_back, name="take-back"),
]
