"""Writing the parts of an assessment: every field saves itself as it is left, specialist parts like the main one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.forms import api as packed
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.assessment.actions import beside, working
from sharedduty.modules.assessment.views.bench import BENCH


@dataclass(frozen=True)
class Sheet:
    """One page of one written part: of the assessment itself, or of a specialist kind."""

    held: Any
    part: Any  # the specialist part, None for the assessment itself
    record: packed.FormRecord
    form: packed.Form
    page: packed.Page

    def at(self, name: str, *more: str) -> str:
        """The address of a page about this part: `write`, `save` or `choose`."""
        names = {"write": "write-part", "save": "save-part", "choose": "choose-part"} if self.part else {}
        kind = [self.part.kind] if self.part else []
        return reverse(f"assessment:{names.get(name, name)}", args=[self.held.reference, *kind, *more])

    def save(self, request: Request, changes: Any, page: str, *, version: int, own: dict[str, int]) -> packed.Saved:
        """Keep what was typed, from the version it was made from."""
        if self.part:
            return beside.save_specialist(
                by=request.viewer, part=self.part, changes=changes, page=page, version=version, own=own
            )
        return working.save_written(
            by=request.viewer, held=self.held, changes=changes, page=page, version=version, own=own
        )


def part_or_404(held: Any, kind: str) -> tuple[Any, packed.FormRecord]:
    """The specialist part of a kind and what is written in it; the assessment's own where no kind is given. Or 404."""
    if not kind:
        return None, held.form
    part = held.specialists.select_related("form").filter(kind=kind).first()
    if part is None:
        raise Http404
    return part, part.form


def _sheet_or_404(request: Request, reference: str, key: str, kind: str) -> Sheet:
    held = BENCH.or_404(request, reference)
    part, record = part_or_404(held, kind)
    form = packed.form(record.pack, record.form)
    found = form.page(key)
    if found is None or record.submitted_at:
        raise Http404
    return Sheet(held, part, record, form, found)


@requires("assessment_work")
def write(request: Request, reference: str, part: str, kind: str = "") -> HttpResponse:
    """One page of a written part: every field saves itself as it is left, and the button saves all."""
    sheet = _sheet_or_404(request, reference, part, kind)
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
        by=request.viewer, verb="opened", object_type="assessment", object_ref=sheet.held.reference,
        files=[sheet.held.case_file_id], purpose="write",
    )  # fmt: skip
    context = {
        "held": sheet.held, "draft": sheet.record, "heading": sheet.page.title, "back": BENCH.page_of(sheet.held),
        "fields": packed.fields_of(sheet.form, sheet.page, sheet.record.answers), "form_token": new_token(), "later": True,
        "caption": f"{sheet.held}, {sheet.part or sheet.held.reference}", "submit_text": "Save and continue",
        "autosave": sheet.at("save", part), "autosave_version": sheet.record.version, "source": sheet.page,
        "undecided": packed.two_versions(sheet.record), "choose_at": sheet.at("choose"),
    }  # fmt: skip
    return render(request, "assessment/write.html", context)


@requires("assessment_work")
def save(request: Request, reference: str, part: str, kind: str = "") -> HttpResponse:
    """Keep one field of a written part as it is left; answers as `design/autosave.mjs` expects."""
    if request.method != "POST":
        raise Http404
    sheet = _sheet_or_404(request, reference, part, kind)
    return packed.save_field(
        request, sheet.page, sheet.record,
        lambda changes, version, own: sheet.save(request, changes, "", version=version, own=own), sheet.at("choose"),
    )  # fmt: skip


@requires("assessment_work")
def choose(request: Request, reference: str, kind: str = "") -> HttpResponse:
    """Two versions of what was written, side by side: the person chooses."""
    held = BENCH.or_404(request, reference)
    part, record = part_or_404(held, kind)
    if request.method != "POST":
        record_sight(
            by=request.viewer, verb="opened", object_type="assessment", object_ref=held.reference,
            files=[held.case_file_id], purpose="two versions",
        )  # fmt: skip
    return packed.choose_page(
        request, record, lambda given: working.settle_written(by=request.viewer, record=record, choices=given),
        back=BENCH.page_of(held), caption=f"{held}, {part or held.reference}",
    )  # fmt: skip
