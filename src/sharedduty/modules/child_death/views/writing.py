"""Writing a form of a review: every field saves itself as it is left, and nothing times out."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.forms import api as packed
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.child_death.actions import gathering
from sharedduty.modules.child_death.forms.reviewing import NothingForm
from sharedduty.modules.child_death.queries import reading
from sharedduty.modules.child_death.views.bench import BENCH

WRITTEN_AT = ("gathering", "met", "panel")


@dataclass(frozen=True)
class Sheet:
    """One form of a death that is still open, and one of its pages."""

    held: Any
    one: Any
    form: packed.Form

    def at(self, name: str, *more: str) -> str:
        """The address of a page about this form."""
        return reverse(f"child_death:{name}", args=[self.held.reference, self.one.reference, *more])

    def save(self, request: Request, changes: Any, page: str, *, version: int, own: dict[str, int]) -> packed.Saved:
        """Keep what was typed, from the version it was made from."""
        return gathering.save_form(
            by=request.viewer,
            held=self.held,
            record=self.one.form,
            changes=changes,
            page=page,
            version=version,
            own=own,
        )

    @property
    def caption(self) -> str:
        """What form of which death it is."""
        whose = f", {self.one.agency}" if self.one.agency else ""
        return f"{self.form.title} of {self.held.reference}{whose}"


def _or_404(request: Request, reference: str, form_reference: str) -> Sheet:
    held = BENCH.or_404(request, reference)
    one = reading.form_of(held, form_reference)
    if one is None or one.form.submitted_at or held.stage not in WRITTEN_AT:
        raise Http404
    return Sheet(held, one, packed.form(one.form.pack, one.form.form))


def _page_or_404(sheet: Sheet, key: str) -> packed.Page:
    found = sheet.form.page(key)
    if found is None:
        raise Http404
    return found


@requires("death_work")
def write(request: Request, reference: str, form_reference: str, part: str) -> HttpResponse:
    """One page of a form: every field saves itself as it is left, and the button saves all."""
    sheet = _or_404(request, reference, form_reference)
    page = _page_or_404(sheet, part)
    if request.method == "POST":
        typed = packed.read_page(packed.on_page(page, sheet.one.form.answers, sheet.form), request.POST)
        saved = sheet.save(
            request,
            typed,
            page.key,
            version=packed.version_posted(request.POST),
            own=packed.own_savings(request.POST, page),
        )
        if saved.conflicts:
            messages.warning(request, packed.SET_ASIDE_WORDS)
            return HttpResponseRedirect(sheet.at("form-choose"))
        messages.success(request, "Saved.")
        following = sheet.form.page_after(page.key)
        if following is None or "later" in request.POST:
            return HttpResponseRedirect(BENCH.page_of(sheet.held))
        return HttpResponseRedirect(sheet.at("form-write", following.key))
    record_sight(
        by=request.viewer, verb="opened", object_type="child death", object_ref=sheet.held.reference,
        files=[sheet.held.case_file_id], purpose="write a form",
    )  # fmt: skip
    context = {
        "held": sheet.held, "draft": sheet.one.form, "heading": page.title, "back": BENCH.page_of(sheet.held),
        "fields": packed.fields_of(sheet.form, page, sheet.one.form.answers), "form_token": new_token(), "later": True,
        "caption": sheet.caption, "submit_text": "Save and continue", "autosave": sheet.at("form-save", part),
        "autosave_version": sheet.one.form.version, "undecided": packed.two_versions(sheet.one.form),
        "choose_at": sheet.at("form-choose"),
    }  # fmt: skip
    return render(request, "child_death/write.html", context)


@requires("death_work")
def save(request: Request, reference: str, form_reference: str, part: str) -> HttpResponse:
    """Keep one field of a form as it is left; answers as `design/autosave.mjs` expects."""
    if request.method != "POST":
        raise Http404
    sheet = _or_404(request, reference, form_reference)
    page = _page_or_404(sheet, part)
    return packed.save_field(
        request, page, sheet.one.form,
        lambda changes, version, own: sheet.save(request, changes, "", version=version, own=own), sheet.at("form-choose"),
    )  # fmt: skip


@requires("death_work")
def choose(request: Request, reference: str, form_reference: str) -> HttpResponse:
    """Two versions of what was written, side by side: the person chooses."""
    sheet = _or_404(request, reference, form_reference)
    if request.method != "POST":
        record_sight(
            by=request.viewer, verb="opened", object_type="child death", object_ref=sheet.held.reference,
            files=[sheet.held.case_file_id], purpose="two versions",
        )  # fmt: skip
    return packed.choose_page(
        request, sheet.one.form,
        lambda given: gathering.settle_form(by=request.viewer, record=sheet.one.form, choices=given),
        back=BENCH.page_of(sheet.held), caption=sheet.caption,
    )  # fmt: skip


@requires("death_work")
def check(request: Request, reference: str, form_reference: str) -> HttpResponse:
    """The whole form to check, page by page, and to finish for good."""
    sheet = _or_404(request, reference, form_reference)
    record = sheet.one.form
    pages = [(packed.task_of(sheet.form, page, record), sheet.at("form-write", page.key)) for page in sheet.form.pages]

    def do(version: int | None) -> None:
        gathering.finish_form(by=request.viewer, record=record, lacks=lacks(sheet))

    form = NothingForm(request.POST if request.method == "POST" else None)
    return BENCH.take(
        request, sheet.held, form, do, does=sheet.form.title, button="Finish it",
        done="The form is finished. It cannot be changed any more.", template="child_death/check.html",
        more={"pages": pages, "sections": packed.read_form(record), "caption": sheet.caption},
    )  # fmt: skip


def lacks(sheet: Sheet) -> list[tuple[str, str]]:
    """What a form still lacks: in words, and where to write it."""
    record = sheet.one.form
    found = [
        (str(problem.text).rstrip("."), f"{sheet.at('form-write', page.key)}#{problem.anchor}")
        for page in sheet.form.pages
        for problem in packed.check_page(sheet.form, page, record.answers, today=timezone.localdate())
    ]
    if packed.two_versions(record):
        found.append(("Choose between two versions of what was written", sheet.at("form-choose")))
    return found
