"""The addresses for raising a concern and following what becomes of it."""

from django.urls import path

from sharedduty.modules.front_door.views import links, raising, status

urlpatterns = [
    path("raise/", raising.start, name="raise"),
    path("raise/new/", raising.new, name="raise_new"),
    path("raise/tell/", links.tell_us, name="raise_tell"),
    path("raise/told/<str:reference>/", links.told, name="raise_told"),
    path("raise/by-link/", links.by_link_start, name="raise_by_link"),
    path("raise/by-link/sent/", links.by_link_sent, name="raise_by_link_sent"),
    path("raise/by-link/new/", links.link_new, name="raise_link_new"),
    path("raise/by-link/leave/", links.leave, name="raise_leave"),
    path("raise/link/<str:token>/", links.link, name="raise_link"),
    path("raise/draft/<str:reference>/", raising.task_list, name="raise_draft"),
    path("raise/draft/<str:reference>/choose/", raising.choose, name="raise_choose"),
    path("raise/draft/<str:reference>/check/", raising.check, name="raise_check"),
    path("raise/draft/<str:reference>/<slug:page>/", raising.page, name="raise_page"),
    path("raise/draft/<str:reference>/<slug:page>/save/", raising.autosave, name="raise_save"),
    path("raise/draft/<str:reference>/<slug:page>/<slug:item>/", raising.item, name="raise_item"),
    path("raise/draft/<str:reference>/<slug:page>/<slug:item>/save/", raising.autosave, name="raise_save_item"),
    path("raise/sent/<str:reference>/", status.sent, name="raise_sent"),
    path("raise/status/<str:reference>/", status.status, name="raise_status"),
    path("raise/status/<str:reference>/write/", status.write, name="raise_write"),
    path("raise/mine/", status.mine, name="raise_mine"),
]
