"""This room's addresses: for anybody under /speak-up/, for those who handle what was sent under /speaking-up/, breaches."""

from django.urls import include, path

from sharedduty.modules.speaking_up.views import breaches, pages, public, registers
from sharedduty.modules.speaking_up.views.acts import ACTS
from sharedduty.modules.speaking_up.views.bench import BENCH

app_name = "speaking_up"
_public = [
    path("", public.start, name="start"),
    path("sent/", public.sent, name="sent"),
    path("written-down/", public.noted, name="noted"),
    path("reply/", public.reply, name="reply"),
    path("answer/", public.answer, name="answer-read"),
    path("leave/", public.leave, name="leave"),
    path("<str:way>/", public.send, name="send"),
]
_desk = [
    path("", pages.matters, name="matters"),
    path("figures/", registers.yearly, name="figures"),
    path("new/", pages.record_new, name="record-new"),
    path("procedures/", registers.procedures, name="procedures"),
    path("procedures/new/", registers.procedure_new, name="procedure-new"),
    path("safe-recruitment/", registers.recruitment, name="recruitment"),
    path("safe-recruitment/police-information/", registers.police, name="police"),
    path("safe-recruitment/police-information/new/", registers.police_new, name="police-new"),
    path("safe-recruitment/<slug:organisation>/", registers.agency, name="agency"),
    path("safe-recruitment/<slug:organisation>/<slug:element>/", registers.element, name="element"),
    path("<str:reference>/", pages.matter, name="matter"),
    *BENCH.paths(ACTS),
]
_breaches = [
    path("", breaches.breaches, name="breaches"),
    path("new/", breaches.breach_new, name="breach-new"),
    path("<str:reference>/", breaches.breach, name="breach"),
    *breaches.BENCH.paths(breaches.ACTS),
]
urlpatterns = [
    path("speak-up/", include(_public)), path("speaking-up/", include(_desk)), path("data-breaches/", include(_breaches)),
]  # fmt: skip
