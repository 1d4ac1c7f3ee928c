"""The pages of breaches of personal data: the register, writing one down, one record, and its steps."""

from typing import Any

from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.process.api import Act, StepPages, given, simple
from sharedduty.modules.speaking_up.actions import breaches as acts
from sharedduty.modules.speaking_up.forms import breaches as forms
from sharedduty.modules.speaking_up.forms.desk import ReasonForm
from sharedduty.modules.speaking_up.process import BREACH, BREACH_WORK, NOT_TOLD, REGULATOR, RISKS, TOLD
from sharedduty.modules.speaking_up.queries import breaches as reading
from sharedduty.modules.speaking_up.views.acts import own_name

PAGE = 50
TABS = {"open": "Open", "closed": "Closed"}
BENCH = StepPages(
    process=BREACH, find=reading.by_reference, called="data breach", page="speaking_up:breach", listed="speaking_up:breaches",
    permission=BREACH_WORK, named="breach-",
)  # fmt: skip
NEXT = {
    "risk": "risk",
    "regulator": "regulator",
    "people": "people",
    "measure": "measure",
}  # task to the address of its step


def _learned(request: Request, held: Any, data: Any) -> BaseForm:
    known = {"people": held.people, "data": held.data, "how_many": held.how_many}
    return forms.LearnedForm(data, people=reading.PEOPLE, data_kinds=reading.DATA, initial=known)


def _risk(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.RiskForm(data, risks=RISKS, decided_by=own_name(request))


def _left_regulator(request: Request, held: Any, data: Any) -> BaseForm:
    ways = {code: words for code, words in REGULATOR.items() if code != "told"}
    hint = "If another body tells: which, and how you know."
    return forms.LeftForm(data, ways=ways, decided_by=own_name(request), hint=hint)


def _people(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.PeopleForm(data, ways=TOLD)


def _left_people(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.LeftForm(data, ways=NOT_TOLD, decided_by=own_name(request))


def _happened(request: Request, held: Any) -> list[tuple[str, str]]:
    return [("What happened", held.happened)]


ACTS: tuple[Act, ...] = (
    Act("risk", ("judge_risk",), "Judge the risk to people", "Record it", "Recorded.", _risk, given(acts.judge_risk),
        shows=_happened),
    Act("regulator", ("tell_regulator",), "Record that the regulator was told", "Record it", "Recorded.",
        simple(forms.RegulatorForm), given(acts.tell_regulator),
        "Telling is done with the regulator itself, by its form or telephone line. Nothing is sent from here."),
    Act("regulator-left", ("leave_regulator",), "The regulator is not told by us", "Record it", "Recorded.", _left_regulator,
        given(acts.leave_regulator), "Where a risk to people is likely, the law asks to tell within 72 hours."),
    Act("people", ("tell_people",), "Record that the people were told", "Record it", "Recorded.", _people,
        given(acts.tell_people), "Think first of who opens the letter: telling may not put a child at risk."),
    Act("people-left", ("leave_people",), "The people are not told", "Record it", "Recorded.", _left_people,
        given(acts.leave_people), "Where the risk is high, the law asks to tell them, unless one of its grounds is there."),
    Act("measure", ("note_measure",), "Record what was done about it", "Record it", "Recorded.", simple(forms.MeasureForm),
        given(acts.note_measure)),
    Act("learned", ("learn_more",), "Add what is known now", "Add it", "It is added.", _learned, given(acts.learn_more),
        "The first account stays as it was written."),
    Act("awareness", ("mend_awareness",), "Mend the hour of awareness", "Mend it", "It is mended. The 72 hours are counted anew.",
        simple(forms.AwarenessForm), given(acts.mend_awareness), offered=lambda held: not held.regulator),
    Act("close", ("close",), "Close it", "Close it", "It is closed.", simple(forms.EndedForm), given(acts.close)),
    Act("look-again", ("look_again",), "Look at it again", "Look at it again", "It is open again.", simple(ReasonForm),
        given(acts.look_again)),
)  # fmt: skip


@requires(BREACH_WORK)
def breaches(request: Request) -> HttpResponse:
    """The register of breaches: open or closed."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"text": words, "href": f"{reverse('speaking_up:breaches')}?show={key}", "current": key == which}
        for key, words in TABS.items()
    ]
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "risks": RISKS, "regulator": REGULATOR, "told": reading.TOLD_WORDS,
    }  # fmt: skip
    return render(request, "speaking_up/breaches.html", context)


@requires(BREACH_WORK)
def breach_new(request: Request) -> HttpResponse:
    """Write a breach down."""
    form = forms.BreachForm(
        request.POST if request.method == "POST" else None, people=reading.PEOPLE, data_kinds=reading.DATA,
        initial={"found_by": request.GET.get("found", "")[:60]},
    )  # fmt: skip

    def do(version: int | None) -> str:
        return BENCH.page_of(acts.write_down(by=request.viewer, given=form.cleaned_data))

    return BENCH.take(
        request, None, form, do, does="Write down a data breach", button="Record it", done="It is recorded. The 72 hours run.",
        intro="Data was lost, changed, or seen by somebody who should not have it.", back=reverse("speaking_up:breaches"),
    )  # fmt: skip


@requires(BREACH_WORK)
def breach(request: Request, reference: str) -> HttpResponse:
    """One breach: what is next, what happened, what was judged, told and done."""
    held = BENCH.or_404(request, reference)
    view, acts_here = reading.view_of(request.viewer, held), BENCH.possible(ACTS, held, request.viewer)
    open_tasks = [one.code for one in view.tasks if not one.done]
    first = NEXT[open_tasks[0]] if open_tasks and open_tasks[0] in NEXT else "close"
    context = {
        "view": view, "held": held, "acts": acts_here, "first": first, "risks": RISKS, "regulator": REGULATOR,
        "told": reading.TOLD_WORDS, "people": reading.PEOPLE, "data": reading.DATA,
        "events": {step.verb: step.event for step in BREACH.transitions},
        "chosen": {**RISKS, **REGULATOR, **reading.TOLD_WORDS},
    }  # fmt: skip
    return render(request, "speaking_up/breach.html", context)
