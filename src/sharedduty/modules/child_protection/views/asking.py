"""The pages on which an agency that took part asks for a conference, and on which it is answered."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import Act, StepPages, simple
from sharedduty.modules.child_protection import forms
from sharedduty.modules.child_protection.actions import asking as acting
from sharedduty.modules.child_protection.process.asking import ASK, ASKING
from sharedduty.modules.child_protection.queries import asking
from sharedduty.modules.child_protection.views.words import REQUEST_WORDS, REQUEST_WORDS_TEAM, events

PAGE = 50


def _caption(held: Any) -> str:
    return f"{held.child_name}, {held.reference}"


OWN = StepPages(
    process=ASKING, find=asking.own, called="conference request", page="child_protection:conference-request",
    listed="child_protection:conference-requests", permission=ASK, caption=_caption,
)  # fmt: skip
TEAM = StepPages(
    process=ASKING, find=asking.by_reference, called="conference request", page="child_protection:conference-request",
    listed="child_protection:lists", permission="protection_work", caption=_caption,
)  # fmt: skip


def _ask(request: Request, held: Any, form: Any, version: int | None) -> None:
    acting.ask_for_conference(by=request.viewer, asked=held, given=form.cleaned_data, version=version)


def _answer(request: Request, held: Any, form: Any, version: int | None) -> None:
    acting.answer_agency(by=request.viewer, asked=held, given=form.cleaned_data, version=version)


def _why(request: Request, held: Any) -> list[tuple[str, str]]:
    """What the agency wrote, above the form of the answer."""
    said = [one for one in asking.said_in(request.viewer, held) if one.verb == "ask"]
    return [(f"{held.agency.organisation.name}, {one.decided_by.post.title}", one.reasons) for one in said]


ASK_ACT = Act(
    "ask", ("ask",), "Ask for a child protection conference", "Ask for a conference",
    "Your request is with the social worker who leads the enquiry. The answer will stand on this page.",
    simple(forms.AskForConferenceForm), _ask,
    "Any agency that took part may ask, where it is seriously concerned. It has a right to an answer with reasons.",
)  # fmt: skip
ANSWER_ACT = Act(
    "answer", ("agree", "refuse"), "Answer an agency that asks for a conference", "Send the answer",
    "The agency has your answer.", simple(forms.AnswerAgencyForm), _answer,
    "If you agree, the conference is prepared next. A refusal is not the end: the agency may take it further, and the difference "
    "stays open on the child’s record until somebody resolves it.",
    shows=_why,
)  # fmt: skip


@requires(ASK)
def requests_of_agency(request: Request) -> HttpResponse:
    """Where my own agency may ask for a conference, or asked for one."""
    page = Paginator(asking.of_agency(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type="conference requests", files=[one.case_file_id for one in page]
    )
    rows = [(one, ASKING.stage(one.stage).title) for one in page]
    return render(request, "child_protection/conference_requests.html", {"rows": rows, "list_page": page})


@requires("protection_join")
def request_page(request: Request, reference: str) -> HttpResponse:
    """One request: for the agency what it may do or was answered, for the team that leads the enquiry the way to answer."""
    held = asking.by_reference(request.viewer, reference)
    if held is None:
        raise Http404
    view = asking.open_request(request.viewer, held)
    works = not view.ours and request.viewer.may("protection_work")
    act, name = (ANSWER_ACT, "conference-answer") if works else (ASK_ACT, "conference-ask")
    pages = TEAM if works else OWN
    offered = pages.possible([act], held, request.viewer) if works or view.ours else {}
    context = {
        "view": view, "works": works, "events": events(ASKING),
        "next_words": (REQUEST_WORDS_TEAM if works else REQUEST_WORDS)[held.stage],
        "offered": [{"text": act.heading, "href": reverse(f"child_protection:{name}", args=[reference])}] if offered else [],
    }  # fmt: skip
    return render(request, "child_protection/conference_request.html", context)


@requires(ASK)
def ask(request: Request, reference: str) -> HttpResponse:
    """Ask for a conference for one's agency."""
    return OWN.act(request, ASK_ACT, reference)


@requires("protection_work")
def answer(request: Request, reference: str) -> HttpResponse:
    """Answer an agency that asks for a conference."""
    return TEAM.act(request, ANSWER_ACT, reference)


@requires(ASK)
def know_this_family(request: Request, reference: str) -> HttpResponse:
    """Declare that one knows the family: out of sight go the request and whatever the agency took part in."""
    held = OWN.or_404(request, reference)
    form = forms.KnowsFamilyForm(request.POST or None)

    def do(version: int | None) -> str:
        acting.know_this_family(by=request.viewer, asked=held, given=form.cleaned_data, version=version)
        return reverse("child_protection:conference-requests")

    return OWN.take(
        request, held, form, do, does="I know this family", button="Declare the conflict",
        done="You no longer see anything of this child here. Tell your manager, who gives it to somebody else.",
        intro="From that moment you no longer see this request, nor the meetings and requests your agency took part in.",
    )  # fmt: skip
