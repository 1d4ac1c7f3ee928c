"""The pages of assessments: the list, one assessment, beginning one, its written part, one visit, one action."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.assessment.actions import ending, opening
from sharedduty.modules.assessment.forms.ending import FinishForm
from sharedduty.modules.assessment.forms.steps import StartForm
from sharedduty.modules.assessment.queries import letters, reading, starting, writing
from sharedduty.modules.assessment.queries.choices import labels
from sharedduty.modules.assessment.queries.protocol import groups
from sharedduty.modules.assessment.views.acts import ACTS
from sharedduty.modules.assessment.views.bench import BENCH

PAGE = 50
TABS = {"open": "All open", "mine": "Mine", "ended": "Ended"}


@requires("assessment_read")
def assessments(request: Request) -> HttpResponse:
    """The team's assessments and plans: who leads, next clock, when the child was last seen."""
    which, known = request.GET.get("show", "open"), groups(timezone.localdate())
    group = request.GET.get("group", "") if request.GET.get("group", "") in known else ""
    page = Paginator(reading.of_team(request.viewer, which, group), PAGE).get_page(request.GET.get("page"))
    rows = reading.rows(request.viewer, list(page))
    tabs = [
        {
            "text": text,
            "href": f"?{urlencode({'show': key, 'group': group} if group else {'show': key})}",
            "current": key == which,
        }
        for key, text in TABS.items()
    ]
    context = {"rows": rows, "list_page": page, "tabs": tabs, "which": TABS.get(which, TABS["open"]),
               "show": which if which in TABS else "open", "groups": known, "group": group}  # fmt: skip
    return render(request, "assessment/assessments.html", context)


@requires("assessment_read")
def assessment(request: Request, reference: str) -> HttpResponse:
    """One assessment: who, what stage, what is due, who is late, who has seen the child and when."""
    held = BENCH.or_404(request, reference)
    on, view = timezone.localdate(held.referred_at), reading.view_of(request.viewer, held)
    context = {
        "view": view, "held": held,
        "acts": BENCH.possible(ACTS, held, request.viewer),
        "pages": writing.pages(request.viewer, held), "written": writing.to_read(request.viewer, held.form),
        "parts": [
            (one, pages, writing.to_read(request.viewer, one.form)) for one, pages in writing.parts(request.viewer, held)
        ],
        "legal_words": {**labels("assessment.legal", on), **labels("accommodation.limbs", on)},
        "outcomes": labels("assessment.outcomes", on), "limbs": labels("assessment.in_need", on),
        "from_page": starting.page_of_contact(request.viewer, held.contact),
        "led_to": starting.pages_of(request.viewer, [one.led_to for one in view.handovers]),
        "enquiry_page": starting.page_of_enquiry(request.viewer, held.enquiry),
    }  # fmt: skip
    return render(request, "assessment/assessment.html", context)


@requires("assessment_work")
def start(request: Request, handover_reference: str) -> HttpResponse:
    """Begin what was handed over: a new assessment, or work added to the one that is open for this child."""
    given = starting.handed_over(request.viewer, handover_reference)
    if given is None:
        raise Http404
    existing = {one.reference: f"In {one.reference}, open since {one.opened_at:%-d %B}" for one in given.existing}
    form = StartForm(request.POST or None, kinds=starting.kinds(), existing=existing, initial={"kind": given.kind})

    def do(version: int | None) -> str:
        chosen = next((one for one in given.existing if one.reference == form.cleaned_data.get("where")), None)
        if chosen is not None:
            opening.add_to_open(by=request.viewer, handover=given.handover, held=chosen)
            return BENCH.page_of(chosen)
        child = opening.Child(**given.child)
        made = opening.open_from_handover(
            by=request.viewer, handover=given.handover, child=child, kind=form.cleaned_data["kind"],
            question=form.cleaned_data["question"],
        )  # fmt: skip
        return BENCH.page_of(made)

    return BENCH.take(
        request, None, form, do, does="Begin an assessment", button="Begin", done="The assessment is open, and you lead it.",
        heading=f"Begin an assessment of {given.name}", back=starting.handover_page(request.viewer, given.handover),
        files=given.files, more={"shown": [("", given.handover.summary)]},
    )  # fmt: skip


@requires("assessment_read")
def visit(request: Request, reference: str, visit_reference: str) -> HttpResponse:
    """One visit to the family, as recorded once for all its children."""
    held = BENCH.or_404(request, reference)
    found = reading.visit(request.viewer, visit_reference)
    if found is None or not held.sightings.filter(visit=found).exists():
        raise Http404
    record_sight(
        by=request.viewer, verb="opened", object_type="family visit", object_ref=found.reference,
        files=[found.case_file_id, held.case_file_id],
    )  # fmt: skip
    context = {"held": held, "visit": found, "sighting": held.sightings.get(visit=found), "back": BENCH.page_of(held)}
    return render(request, "assessment/visit.html", context)


@requires("assessment_work")
def finish(request: Request, reference: str, action_reference: str) -> HttpResponse:
    """What came of one action of the plan."""
    held = BENCH.or_404(request, reference)
    action = held.actions.filter(reference=action_reference, done_on__isnull=True).first()
    if action is None:
        raise Http404
    form = FinishForm(request.POST or None)

    def do(version: int | None) -> None:
        ending.finish_action(by=request.viewer, held=held, action=action, given=form.cleaned_data, version=version)

    return BENCH.take(
        request, held, form, do, does="Finish an action", button="Record it", done="What came of it is recorded.",
        intro=action.action,
    )  # fmt: skip


@requires("assessment_read")
def letter(request: Request, reference: str, whom: str) -> HttpResponse:
    """The outcome in writing, made from the record: to print for the family, an agency that took part, or the referrer."""
    held = BENCH.or_404(request, reference)
    if whom not in letters.WHOM or held.concluded_at is None:
        raise Http404
    record_sight(
        by=request.viewer, verb="opened", object_type="assessment", object_ref=held.reference,
        files=[held.case_file_id], purpose=f"letter to {whom}",
    )  # fmt: skip
    context = {"held": held, "letter": letters.letter(request.viewer, held, whom), "back": BENCH.page_of(held)}
    return render(request, "assessment/letter.html", context)
