"""Notifying a death, one's own notices, and for the business unit what is done with one: the same death, or a new one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people.api import by_reference as person_by_reference
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.child_death.actions import notifying
from sharedduty.modules.child_death.forms import reviewing as forms
from sharedduty.modules.child_death.queries import choices, matching, reading
from sharedduty.modules.child_death.views.bench import BENCH

PAGE = 50
NEW = "new"
INTRO = (
    "Notify the death of any child, whatever the cause, and a child who lives after an acute life-threatening event. Somebody "
    "else may have done so already: it does no harm to notify again. You see here that it came."
)


@requires("death_notify")
def notify(request: Request) -> HttpResponse:
    """Notify a death: from a child's record (`?about=`), or on its own."""
    about = request.GET.get("about", "")
    person = person_by_reference(request.viewer, about) if about.startswith("PN-") else None
    if person is not None:
        record_sight(
            by=request.viewer, verb="opened", object_type="person", object_ref=person.reference,
            files=[person.case_file_id], purpose="notify a child death",
        )  # fmt: skip
    named = (
        {"given_names": person.given_names, "family_name": person.family_name, "birth_on": person.birth_on}
        if person
        else {}
    )
    form = forms.NoticeForm(
        request.POST if request.method == "POST" else None, kinds=choices.KINDS, coroner=choices.CORONER,
        for_others=request.viewer.may("death_work"), initial=named,
    )  # fmt: skip

    def do(version: int | None) -> str:
        made = notifying.notify(by=request.viewer, given=form.cleaned_data, person=person)
        return reverse("child_death:notice", args=[made.reference])

    return BENCH.take(
        request, None, form, do, does="Notify a child death", button="Send it", done="It was received.", intro=INTRO,
        back=reverse("child_death:notices"),
    )  # fmt: skip


@requires("death_notify")
def notices(request: Request) -> HttpResponse:
    """What one notified, and that it came."""
    page = Paginator(matching.own_notices(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type="death notices", files=[one.case_file_id for one in page]
    )
    return render(request, "child_death/notices.html", {"list_page": page})


@requires("death_notify")
def notice(request: Request, reference: str) -> HttpResponse:
    """One notice: for its sender the receipt; for the business unit whether it is a death known already, or a new one."""
    told = matching.notice_by_reference(request.viewer, reference)
    if told is None:
        raise Http404
    works = request.viewer.may("death_work")
    open_now = works and told.taken_at is None
    found = matching.alike(request.viewer, told) if open_now else []
    options = {
        one.death.reference: f"The same as {one.death}, {one.death.reference}: {one.because}" for one in found
    } | {NEW: "A death that is not on record yet"}
    data = request.POST if request.method == "POST" else None
    if data is not None and not open_now:
        raise Http404
    # Where no death on record is like it there is one answer, and it is chosen already.
    form = forms.SameForm(
        data, label="Is this death known already?", options=options, initial={} if found else {"which": NEW}
    )
    if found:
        form.fields["reason"].help_text = "Only where it is the same."
    else:
        del form.fields["reason"]

    def do(version: int | None) -> str:
        chosen = form.cleaned_data["which"]
        if chosen == NEW:
            return BENCH.page_of(notifying.open_death(by=request.viewer, notice=told))
        held = reading.by_reference(request.viewer, chosen)
        if held is None:
            raise CannotMove([Missing("Say whether this death is known already.", "#id_which")])
        notifying.take_in_notice(
            by=request.viewer, held=held, given={"notice": told.reference, "reason": form.cleaned_data.get("reason")}
        )
        return BENCH.page_of(held)

    taken = reading.by_reference(request.viewer, told.death) if works and told.death else None
    return BENCH.take(
        request, None, form, do, does=f"Notice {told.reference}", button="Take it in", done="The notice is taken in.",
        files=(told.case_file_id,), back=reverse("child_death:deaths" if works else "child_death:notices"),
        template="child_death/notice.html",
        more={"told": told, "works": works, "open_now": open_now, "found": found, "taken": taken, "coroner": choices.CORONER},
    )  # fmt: skip
