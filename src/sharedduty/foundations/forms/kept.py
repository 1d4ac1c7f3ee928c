"""What is typed on a page of the desk, kept as it is left: the same savings, versions and choices as a pack's forms have.

A page hands over its request and its forms. `KeptPage` answers the page's own savings, draws the forms as they were
left, asks its author to choose where two windows said different things, and lets the draft go once the step is taken.
Everything works without JavaScript: a form that comes back with errors is kept as well.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from sharedduty.foundations.access.api import Request, new_token, was_taken
from sharedduty.foundations.design.dates import time_words
from sharedduty.foundations.design.forms import DateInputWidget, DateParts
from sharedduty.foundations.forms.actions import TooBusy, choose, conflicts_of, draft_of_page, let_go, save_answers
from sharedduty.foundations.forms.answers import PARTS, SET_ASIDE, clean_text
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.forms.posted import number_of, savings
from sharedduty.foundations.forms.queries import page_draft

OURS = {
    "csrfmiddlewaretoken", "form_token", "version", "draft_version", "autosaved", "autosave_field", "autosave_version",
    "autosave_of", "another", "throw_away", "choosing",
}  # fmt: skip
NAME = re.compile(r"[a-z][a-zA-Z0-9_\-]{0,59}")
MOST_NAMES, MOST_CHARACTERS = 150, 20_000
CHOOSE = "This was answered in two windows at once. Neither answer is lost: choose which to keep."


@dataclass(frozen=True)
class Pair:
    """One answer given in two windows: its question, and both in words."""

    path: str
    question: str
    kept: str
    set_aside: str


class KeptPage:
    """The draft of one page for one person. Takes: the request, and what the page does in a few words."""

    def __init__(self, request: Request, does: str) -> None:
        self.request, self.does = request, does[:60]
        self.about = request.path
        self.record = page_draft(request.viewer, self.about)

    def answer(self, forms: Iterable[BaseForm]) -> HttpResponse | None:
        """The answer where the page was not opened or sent but saves a field, chooses, or throws its draft away."""
        post = self.request.POST
        if "autosave_field" in post:
            return self._save_one(post["autosave_field"])
        if "throw_away" in post:
            self.let_go()
            messages.success(self.request, "What you had typed here is thrown away.")
            return HttpResponseRedirect(self.about)
        if self.record is None or not self.record.answers.get(SET_ASIDE):
            return None
        if self.request.method == "POST" and "choosing" not in post:
            return self.keep() or self._first_choose()
        return self._choose(list(forms))

    def typed(self) -> QueryDict:
        """What is kept, as a browser would send it."""
        held = QueryDict(mutable=True)
        for name, values in (self.record.answers if self.record else {}).items():
            if name != SET_ASIDE:
                held.setlist(name, values)
        return held

    def draw(self, form: BaseForm) -> None:
        """Show a form that was not sent as it was left, on top of what it begins with, and without errors."""
        if self.record is None or self.request.method == "POST":
            return
        data = _begins_with(form)
        for name, values in self.record.answers.items():
            if name != SET_ASIDE:
                data.setlist(name, values)
        form.data, form.files, form.is_bound = data, {}, True  # type: ignore[assignment]  # no files are kept
        form._errors = ErrorDict()  # type: ignore[attr-defined]  # shown as left, not judged
        form.cleaned_data = {}

    def keep(self, extra: Mapping[str, list[str]] | None = None) -> HttpResponse | None:
        """Keep a whole form that was sent and is not taken in yet; an answer where two windows differ."""
        changes = {**self._sent(), **(extra or {})}
        record = draft_of_page(by=self.request.viewer, form=self.does, about=self.about)
        try:
            saved = save_answers(
                by=self.request.viewer, record=record, changes=changes, version=_number(self.request, "draft_version", record),
                own=dict(savings(self.request.POST)),
            )  # fmt: skip
        except TooBusy:
            return None  # what was typed is on the page that comes back
        self.record = record
        return self._first_choose() if saved.conflicts else None

    def differs(self) -> HttpResponse | None:
        """An answer where another window of the same person said otherwise since this one was drawn; nothing is lost."""
        if self.record is None:
            return None
        version = _number(self.request, "draft_version", self.record)
        if not conflicts_of(self.request.viewer, self.record, self._sent(), version, dict(savings(self.request.POST))):
            return None
        return self.keep()

    def let_go(self) -> None:
        """The step is taken, or the draft is not wanted."""
        if self.record is not None:
            let_go(by=self.request.viewer, record=self.record)
            self.record = None

    @property
    def context(self) -> dict[str, Any]:
        """What the page's template needs: `kept` for the notice above the form, and the version it is drawn from."""
        return {
            "kept": self.record if self.request.method != "POST" else None,
            "draft_version": self.record.version if self.record else 1, "keep_at": self.about,
            "throw_token": new_token(),
        }  # fmt: skip

    def _save_one(self, name: str) -> HttpResponse:
        if name in OURS or not NAME.fullmatch(name):
            return JsonResponse({"message": "There is no such question on this page."}, status=422)
        if was_taken(self.request.POST.get("autosave_of", "")):  # its step is taken: nothing is left to keep
            return JsonResponse({"saved_at": time_words(timezone.now())})
        values = [clean_text(value) for value in self.request.POST.getlist(name) if value.strip()]
        held = self.record.answers if self.record else {}
        if sum(map(len, values)) > MOST_CHARACTERS or (name not in held and len(held) >= MOST_NAMES):
            return JsonResponse({"message": "That is longer than 20,000 characters: shorten it."}, status=422)
        record = self.record or draft_of_page(by=self.request.viewer, form=self.does, about=self.about)
        version = _number(self.request, "autosave_version", record)
        try:
            saved = save_answers(
                by=self.request.viewer,
                record=record,
                changes={name: values},
                version=version,
                own=dict(savings(self.request.POST)),
            )
        except TooBusy:
            return JsonResponse({"message": "Not saved yet"}, status=503)  # the page tries again by itself
        except FormRecord.DoesNotExist:  # the step was taken in this very moment, and the draft went with it
            return JsonResponse({"saved_at": time_words(timezone.now())})
        if saved.conflicts:
            return JsonResponse({"message": CHOOSE, "href": self.about}, status=409)
        return JsonResponse({"saved_at": time_words(timezone.now()), "version": str(saved.version)})

    def _sent(self) -> dict[str, list[str]]:
        post = self.request.POST
        names = [name for name in post if name not in OURS and NAME.fullmatch(name)][:MOST_NAMES]
        sent = {
            name: [clean_text(value)[:MOST_CHARACTERS] for value in post.getlist(name) if value.strip()]
            for name in names
        }
        # A box that was ticked when the page was kept and is not sent now has been unticked.
        unticked = [
            name for name in (self.record.answers if self.record else {}) if name not in sent and name != SET_ASIDE
        ]
        return {**{key: [] for key in unticked}, **sent}

    def _first_choose(self) -> HttpResponse:
        messages.warning(self.request, CHOOSE)
        return HttpResponseRedirect(self.about)

    def _choose(self, forms: list[BaseForm]) -> HttpResponse:
        assert self.record is not None  # noqa: S101 (there are two versions of something)
        pairs = [
            Pair(path, *_in_words(forms, path, self.record.answers.get(path) or [], aside["mine"]))
            for path, aside in self.record.answers[SET_ASIDE].items()
        ]
        errors: list[dict[str, str]] = []
        if self.request.method == "POST":
            given = {pair.path: self.request.POST.get(f"choice-{at}", "") for at, pair in enumerate(pairs, 1)}
            errors = [
                {"text": f"Choose a version: {pair.question}", "href": f"#id_choice-{at}"}
                for at, pair in enumerate(pairs, 1)
                if given[pair.path] not in {"kept", "set_aside"}
            ]
            if not errors:
                choose(by=self.request.viewer, record=self.record, choices=given)
                return HttpResponseRedirect(self.about)
        context = {"pairs": pairs, "errors": errors, "form_token": new_token(), "does": self.does}
        return render(self.request, "forms/two_windows.html", context, status=422 if errors else 200)


def _begins_with(form: BaseForm) -> QueryDict:
    """What a form that nobody touched would send."""
    data = QueryDict(mutable=True)
    for bound in form:
        value = bound.value()
        if isinstance(bound.field.widget, DateInputWidget):
            parts = DateParts.of(value)
            for part in PARTS:
                data[f"{bound.html_name}-{part}"] = getattr(parts, part)
        elif isinstance(value, list | tuple | set):
            data.setlist(bound.html_name, [str(one) for one in value])
        elif value is True:
            data[bound.html_name] = "on"
        elif value not in (None, False, ""):
            data[bound.html_name] = str(value)
    return data


def _in_words(forms: list[BaseForm], name: str, kept: list[str], aside: Any) -> tuple[str, str, str]:
    """The question and both answers as a person reads them: choices by their labels."""
    label, choices = name.replace("_", " ").replace("-", " ").capitalize(), {}
    for form in forms:
        for bound in form:
            if name in {bound.html_name, *(f"{bound.html_name}-{part}" for part in PARTS)}:
                part = name.removeprefix(bound.html_name).strip("-")
                label = str(bound.label) + (f" ({part})" if part else "")
                choices = {str(code): str(words) for code, words in getattr(bound.field, "choices", ())}
    kept_words, aside_words = (
        ", ".join(choices.get(one, one) for one in values) for values in (kept, list(aside or []))
    )
    return label, kept_words, aside_words


def _number(request: Request, name: str, record: FormRecord) -> int:
    """The version a page was drawn from; for whoever says none, the draft as it stands."""
    return number_of(request.POST.get(name, "")) or record.version
