"""The pages of allegations: the list, referring, one's own referrals, one record, the figures, the employers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.design.dates import day_words
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import yearly as years
from sharedduty.modules.allegations import forms
from sharedduty.modules.allegations.actions import employers as keeping
from sharedduty.modules.allegations.actions import referring
from sharedduty.modules.allegations.queries import choices, figures, reading
from sharedduty.modules.allegations.queries import employers as register
from sharedduty.modules.allegations.views.acts import ACTS
from sharedduty.modules.allegations.views.bench import BENCH

PAGE = 50
TABS = {"open": "Open", "closed": "Closed"}
INTRO = (
    "For a worry that somebody who works with children, paid or not, has harmed a child, may have committed an offence, or "
    "may be a risk to children. If a child is in danger now, ring 999. Do not enquire yourself before you have advice."
)
# What is done next at a stage: the first of these that is open, by its step, with the address of the page where it is done.
NEXT = {
    "looking": (("discussion", "discuss"), ("criteria", "criteria"), ("children", "welfare"), ("", "way")),
    "managed": (
        ("record", "record"), ("meeting", "call"), ("strands", "strand"), ("suspension", "suspension"),
        ("accused", "tell"), ("", "outcome"),
    ),
    "not_met": (("record", "record"), ("children", "welfare"), ("", "close")),
    "advised": (("record", "record"), ("children", "welfare"), ("", "close")),
    "concluded": (
        ("duties", "duty-settle"), ("children", "welfare"), ("record", "record"), ("accused", "tell"), ("family", "tell"),
        ("", "close"),
    ),
}  # fmt: skip


@requires("allegation_work")
def allegations(request: Request) -> HttpResponse:
    """The records in sight, and the referrals that wait to be taken up."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    waiting = reading.waiting(request.viewer)
    record_sight(
        by=request.viewer,
        verb="listed",
        object_type="allegation referrals",
        files=[one.case_file_id for one in waiting],
    )
    tabs = [
        {"text": text, "href": f"{reverse('allegations:allegations')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "waiting": waiting, "wanted": choices.WANTED, "keeps": request.viewer.may("allegation_employers"),
        "counts": request.viewer.may("allegation_figures"), "officers": request.viewer.may("officers_read"),
    }  # fmt: skip
    return render(request, "allegations/allegations.html", context)


@requires("allegation_raise")
def refer(request: Request) -> HttpResponse:
    """Refer an allegation, or ask for advice."""
    today, takes = timezone.localdate(), request.viewer.may("allegation_work")
    first = {"employer": request.viewer.organisation_name}
    if request.viewer.role == "police_mash":
        first = {"source": "police"}
    lists = {
        "wanted": choices.WANTED, "sources": choices.SOURCES, "yes_no": choices.YES_NO, "conflict": choices.CONFLICT,
        "workers": choices.labels("worker", today), "sectors": choices.labels("sector", today),
    }  # fmt: skip
    form = forms.ReferForm(
        request.POST if request.method == "POST" else None, lists=lists, takes=takes, initial={} if takes else first
    )

    def do(version: int | None) -> str:
        made = referring.refer(by=request.viewer, given=form.cleaned_data)
        return reverse("allegations:sent") if takes else reverse("allegations:referral", args=[made.reference])

    return BENCH.take(
        request, None, form, do, does="Tell the designated officer", button="Send it",
        done="It was received.", intro=INTRO, back=reverse("allegations:sent"),
    )  # fmt: skip


@requires("allegation_raise")
def sent(request: Request) -> HttpResponse:
    """What one referred, and whether there is an answer."""
    page = Paginator(reading.sent_by(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type="allegation referrals", files=[one.case_file_id for one in page]
    )
    return render(request, "allegations/sent.html", {"list_page": page, "wanted": choices.WANTED})


@requires("allegation_raise")
def referral(request: Request, reference: str) -> HttpResponse:
    """One referral: for its sender that it came, and the record sent back; for whoever takes it, taking it up."""
    found = reading.referral_by_reference(request.viewer, reference)
    if found is None:
        raise Http404
    on = timezone.localdate(found.told_at)
    own = found.sent_by_id == request.viewer.appointment_id and found.team_id != request.viewer.team_id
    takes = request.viewer.may("allegation_work") and not own
    held = reading.by_reference(request.viewer, found.allegation) if takes and found.allegation else None
    form = forms.NothingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not (takes and not found.allegation):
        raise Http404

    def do(version: int | None) -> str:
        return BENCH.page_of(referring.take_up(by=request.viewer, referral=found))

    return BENCH.take(
        request, None, form, do, does=f"Referral {found.reference}", button="Take it up",
        done="It is taken up. Talk with the employer next.", files=(found.case_file_id,),
        back=reverse("allegations:allegations" if takes else "allegations:sent"), template="allegations/referral.html",
        more={
            "one": found, "takes": takes, "held_record": held, "records": list(found.records_sent.order_by("sent_at", "pk")),
            "clock": reading.clock_of(found), "wanted": choices.WANTED, "sources": choices.SOURCES, "yes_no": choices.YES_NO,
            "workers": choices.labels("worker", on), "sectors": choices.labels("sector", on),
        },
    )  # fmt: skip


@requires("allegation_work")
def allegation(request: Request, reference: str) -> HttpResponse:
    """One record: what to do next, what was judged, the three strands side by side, who was told, what follows."""
    held = BENCH.or_404(request, reference)
    acts, view = BENCH.possible(ACTS, held, request.viewer), reading.view_of(request.viewer, held)
    on = timezone.localdate(held.opened_at)
    slug, words = _next(view, acts)
    names = ("criterion", "concern", "worker", "sector", "strand", "alternative", "told", "outcome", "duty")
    context = {
        "view": view, "held": held, "acts": acts, "first": slug, "next_words": words, "answers": choices.ANSWERS,
        "ways": figures.WAY_WORDS, "welfare": choices.WELFARE_DONE, "opened": choices.OPENED, "suspended": choices.SUSPENDED,
        "yes_no": choices.YES_NO, "wanted": choices.WANTED, "sources": choices.SOURCES,
        "calls": request.viewer.may("allegation_hold"),
        **{name: choices.labels(name, on) for name in names},
    }  # fmt: skip
    return render(request, "allegations/allegation.html", context)


def _next(view: reading.AllegationView, acts: object) -> tuple[str, str]:
    """What is done next, by the address of its step and in words: both empty where it has ended."""
    open_tasks = {one.code: one for one in view.tasks if not one.done}
    headings = {one.slug: one.heading for one in ACTS}
    for code, slug in NEXT.get(view.held.stage, ()):
        if code and code not in open_tasks:
            continue
        title = open_tasks[code].title if code else headings[slug]
        if slug == "welfare" and all(one.child.welfare for one in view.children):
            slug = "child-new"
        when = f" Look at it again by {day_words(view.held.next_on)}." if view.held.next_on else ""
        return slug, f"{title}, as soon as can be.{when}"
    return "", ""


@requires("allegation_figures")
def yearly(request: Request) -> HttpResponse:
    """The figures of a year that is over, by kind of organisation, way and outcome; small numbers are held back."""
    starts = years.year_asked(request.GET.get("year", ""))
    context = {
        "year": figures.of_year(request.viewer, starts), "tabs": years.year_tabs(reverse("allegations:figures"), starts),
    }  # fmt: skip
    return render(request, "allegations/figures.html", context)


@requires("allegation_employers")
def employers(request: Request) -> HttpResponse:
    """The register of contacts at employers."""
    if request.method == "POST":
        found = register.contact_by_reference(request.viewer, request.POST.get("which", ""))
        if found is None:
            raise Http404
        keeping.end_contact(by=request.viewer, contact=found)
        messages.success(request, "They are the contact no more.")
        return HttpResponseRedirect(reverse("allegations:employers"))
    page = Paginator(register.contacts(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type="employer contacts", files=[one.case_file_id for one in page]
    )
    context = {
        "list_page": page, "sectors": choices.labels("sector", timezone.localdate()), "policies": choices.POLICIES,
        "form_token": new_token,
    }  # fmt: skip
    return render(request, "allegations/employers.html", context)


@requires("allegation_employers")
def employer_new(request: Request) -> HttpResponse:
    """Add a contact at an employer."""
    form = forms.EmployerForm(
        request.POST if request.method == "POST" else None, sectors=choices.labels("sector", timezone.localdate()),
        policies=choices.POLICIES,
    )  # fmt: skip

    def do(version: int | None) -> str:
        keeping.add_contact(by=request.viewer, given=form.cleaned_data)
        return reverse("allegations:employers")

    return BENCH.take(
        request, None, form, do, does="Add a contact at an employer", button="Add them", done="They are added.",
        back=reverse("allegations:employers"),
    )  # fmt: skip
