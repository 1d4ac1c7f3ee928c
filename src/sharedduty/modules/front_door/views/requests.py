"""What my agency is asked, and the one page on which it answers. Nothing to install; signed in with a second factor."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.design.forms import word_plainly
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import is_reference
from sharedduty.foundations.process.api import CannotMove, Overtaken
from sharedduty.foundations.requests import api as requests
from sharedduty.modules.front_door.forms.enquiring import AnswerForm, answers_for, bases_for
from sharedduty.modules.front_door.queries.choices import labels
from sharedduty.modules.front_door.views.steps import kept_page, show_refusal, version_sent

PAGE = 50


@requires("request_answer")
def asked(request: Request) -> HttpResponse:
    """What my agency's team is asked, by time left; and what it has answered."""
    done = request.GET.get("show") == "answered"
    page = Paginator(requests.asked_of_team(request.viewer, answered=done), PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    record_sight(
        by=request.viewer, verb="listed", object_type="information requests", files=[one.case_file_id for one in shown]
    )
    now = timezone.now()
    rows = [(one, requests.state_of(one, now), requests.left_words(one, now)) for one in shown]
    context = {"rows": rows, "list_page": page, "done": done}
    return render(request, "front_door/desk/requests.html", context)


@requires("request_answer")
def answer(request: Request, reference: str) -> HttpResponse:
    """One request: who is asked about, why, and our answer with its sharing decision."""
    held = requests.by_reference(request.viewer, reference)
    if held is None or held.asked_team_id != request.viewer.team_id:
        raise Http404
    about = requests.wording_of(held.about)
    form = AnswerForm(
        request.POST or None,
        consent=labels("sharing.consent"),
        grounds={**labels("sharing.no_consent_ground"), **about.own_grounds},
        agreements=requests.agreement_choices(request.viewer),
        asks="the front door" if is_reference(held.enquiry, prefix="E") else "those who ask",
        about=about,
    )
    kept, overtaken, elsewhere = kept_page(request), False, []
    word_plainly(form.fields)
    if (there := kept.answer([form])) is not None:
        return there
    if request.method == "POST" and form.is_valid():
        if (there := kept.differs()) is not None:
            return there
        try:
            requests.answer(by=request.viewer, request=held, given=form.cleaned_data, version=version_sent(request))
        except CannotMove as refusal:
            elsewhere = show_refusal(form, refusal)
        except Overtaken:
            overtaken = True
            held = requests.by_reference(request.viewer, reference) or held
        else:
            kept.let_go()
            messages.success(request, "Your agency's answer is with the team that asked. Thank you.")
            return HttpResponseRedirect(reverse("front_door:request", args=[reference]))
    if request.method == "POST":
        if (there := kept.keep()) is not None:
            return there
    else:
        kept.draw(form)
        record_sight(
            by=request.viewer, verb="opened", object_type="information request", object_ref=reference,
            files=[held.case_file_id],
        )  # fmt: skip
    return render(
        request, "front_door/desk/request.html", {**_context(request, held, form, elsewhere, overtaken), **kept.context},
        status=422 if request.method == "POST" else 200,
    )  # fmt: skip


def _context(request: Request, held: Any, form: Any, elsewhere: Any, overtaken: bool) -> dict[str, Any]:
    now, words = timezone.now(), requests.wording_of(held.about)
    return {
        "held": held, "words": words, "form": form, "overtaken": overtaken, "form_token": new_token(),
        "left": requests.left_words(held, now), "state": requests.state_of(held, now),
        "decisions": requests.sharing_decisions(request.viewer, [held.reference]),
        "golden_rules": requests.GOLDEN_RULES, "myths": requests.MYTHS, "answer_words": answers_for(words),
        "bases": bases_for(words),
        "errors": [form, *elsewhere] if form.errors or elsewhere else [],
        "again": request.GET.get("add") == "1" or form.is_bound,
    }  # fmt: skip
