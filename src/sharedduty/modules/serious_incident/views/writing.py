"""Writing the sheet of the notice: every field saves itself as it is left, and nothing times out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.forms import api as packed
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.serious_incident.actions import considering
from sharedduty.modules.serious_incident.queries import reading
from sharedduty.modules.serious_incident.views.bench import BENCH


@dataclass(frozen=True)
class Sheet:
    """One page of one part of the sheet: of the incident, or of one child."""

    held: Any
    child: Any  # None for the incident itself
    record: packed.FormRecord
    form: packed.Form
    page: packed.Page

    def at(self, name: str, *more: str) -> str:
        """The address of a page about this part: `write`, `save` or `choose`."""
        ending = "-child" if self.child else ""
        child = [self.child.reference] if self.child else []
        return reverse(f"serious_incident:{name}{ending}", args=[self.held.reference, *child, *more])

    def save(self, request: Request, changes: Any, page: str, *, version: int, own: dict[str, int]) -> packed.Saved:
        """Keep what was typed, from the version it was made from."""
        return considering.save_sheet(
            by=request.viewer, held=self.held, record=self.record, changes=changes, page=page, version=version, own=own
        )


def _record_or_404(request: Request, reference: str, child_reference: str) -> tuple[Any, Any, packed.FormRecord]:
    """The incident, the child where one is named, and what is written of them; or 404, also once the notice was sent."""
    held = BENCH.or_404(request, reference)
    child = reading.child_of(held, child_reference) if child_reference else None
    if child_reference and child is None:
        raise Http404
    record = child.form if child else held.form
    if record.submitted_at or held.stage not in ("considered", "notifiable"):
        raise Http404
    return held, child, record


def _sheet_or_404(request: Request, reference: str, key: str, child_reference: str) -> Sheet:
    held, child, record = _record_or_404(request, reference, child_reference)
    form = packed.form(record.pack, record.form)
    found = form.page(key)
    if found is None:
        raise Http404
    return Sheet(held, child, record, form, found)


@requires("incident_decide")
def write(request: Request, reference: str, part: str, child_reference: str = "") -> HttpResponse:
    """One page of the sheet: every field saves itself as it is left, and the button saves all."""
    sheet = _sheet_or_404(request, reference, part, child_reference)
    if request.method == "POST":
        typed = packed.read_page(packed.on_page(sheet.page, sheet.record.answers, sheet.form), request.POST)
        saved = sheet.save(
            request, typed, sheet.page.key, version=packed.version_posted(request.POST),
            own=packed.own_savings(request.POST, sheet.page),
        )  # fmt: skip
        if saved.conflicts:
            messages.warning(request, packed.SET_ASIDE_WORDS)
            return HttpResponseRedirect(sheet.at("choose"))
        messages.success(request, "Saved.")
        following = sheet.form.page_after(sheet.page.key)
        if following is None or "later" in request.POST:
            return HttpResponseRedirect(BENCH.page_of(sheet.held))
        return HttpResponseRedirect(sheet.at("write", following.key))
    record_sight(
        by=request.viewer, verb="opened", object_type="serious incident", object_ref=sheet.held.reference,
        files=[sheet.held.case_file_id], purpose="write the notice",
    )  # fmt: skip
    context = {
        "held": sheet.held, "draft": sheet.record, "heading": sheet.page.title, "back": BENCH.page_of(sheet.held),
        "fields": packed.fields_of(sheet.form, sheet.page, sheet.record.answers), "form_token": new_token(), "later": True,
        "caption": f"Notice of {sheet.held.reference}" + (f", {sheet.child}" if sheet.child else ""),
        "submit_text": "Save and continue", "autosave": sheet.at("save", part), "autosave_version": sheet.record.version,
        "undecided": packed.two_versions(sheet.record), "choose_at": sheet.at("choose"),
    }  # fmt: skip
    return render(request, "serious_incident/write.html", context)


@requires("incident_decide")
def save(request: Request, reference: str, part: str, child_reference: str = "") -> HttpResponse:
    """Keep one field of the sheet as it is left; answers as `design/autosave.mjs` expects."""
    if request.method != "POST":
        raise Http404
    sheet = _sheet_or_404(request, reference, part, child_reference)
    return packed.save_field(
        request, sheet.page, sheet.record,
        lambda changes, version, own: sheet.save(request, changes, "", version=version, own=own), sheet.at("choose"),
    )  # fmt: skip


@requires("incident_decide")
def choose(request: Request, reference: str, child_reference: str = "") -> HttpResponse:
    """Two versions of what was written, side by side: the person chooses."""
    held, child, record = _record_or_404(request, reference, child_reference)
    if request.method != "POST":
        record_sight(
            by=request.viewer, verb="opened", object_type="serious incident", object_ref=held.reference,
            files=[held.case_file_id], purpose="two versions",
        )  # fmt: skip
    return packed.choose_page(
        request, record, lambda given: considering.settle_sheet(by=request.viewer, record=record, choices=given),
        back=BENCH.page_of(held), caption=f"Notice of {held.reference}" + (f", {child}" if child else ""),
    )  # fmt: skip
