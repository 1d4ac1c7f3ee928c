"""Reading forms: drafts, what is left to do on them, and what was sent."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.forms.answers import SEEN, SET_ASIDE, asked, get_path, is_blank, items_of
from sharedduty.foundations.forms.checking import check_page
from sharedduty.foundations.forms.definitions import Form, Page
from sharedduty.foundations.forms.drawing import in_words, summary_of
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.foundations.forms.shelf import form as form_of


@dataclass(frozen=True)
class Task:
    """One page on the task list: how far it is, in words, and the look of that state."""

    page: Page
    state: str
    kind: str

    @property
    def done(self) -> bool:
        """Whether nothing is left to do on it."""
        return self.kind == "done"


@dataclass(frozen=True)
class TwoVersions:
    """An answer given in two versions: its path, the question, and both in words."""

    path: str
    question: str
    kept: Any
    set_aside: Any
    name: str


def drafts(viewer: Viewer, form: str = "") -> QuerySet[FormRecord]:
    """The drafts this viewer can see, the one saved last first."""
    found = FormRecord.objects.using(viewer.database).filter(submitted_at__isnull=True, about="")
    found = found.select_related("case_file")
    return (found.filter(form=form) if form else found).order_by("-saved_at", "-pk")


def page_drafts(viewer: Viewer) -> QuerySet[FormRecord]:
    """What this viewer typed on pages of the desk and has not sent, the oldest first."""
    held = FormRecord.objects.using(viewer.database).filter(author_id=viewer.appointment_id, submitted_at__isnull=True)
    return held.exclude(about="").order_by("saved_at", "pk")


def page_draft(viewer: Viewer, about: str) -> FormRecord | None:
    """This viewer's draft of the page at an address, if there is one."""
    return page_drafts(viewer).filter(about=about).first()


def form_record(viewer: Viewer, reference: str) -> FormRecord | None:
    """A form by its reference; None where there is none in this viewer's sight."""
    records = FormRecord.objects.using(viewer.database).select_related("case_file")
    return records.filter(reference=reference).first()


def versions(viewer: Viewer, record: FormRecord) -> QuerySet[FormVersion]:
    """Every version kept of a form, the first one first."""
    return FormVersion.objects.using(viewer.database).filter(record=record).order_by("number")


def read_form(record: FormRecord) -> list[dict[str, Any]]:
    """A form to read: sections, pages and rows of question and answer in words (see `drawing.summary_of`)."""
    made = form_of(record.pack, record.form)
    return summary_of(made, record.answers, today=timezone.localdate())


def task_of(made: Form, page: Page, record: FormRecord, *, files: int = 0) -> Task:
    """How far one page of a draft is."""
    answers = record.answers
    if page.files:
        words = f"{files} added" if files else "Optional"
        return Task(page, words, "done" if files else "")
    seen = page.key in answers.get(SEEN, [])
    begun = seen or _begun(page, answers)
    problems = check_page(made, page, answers, today=timezone.localdate())
    if not begun:
        needed = problems or any(question.required for question in asked(page, answers, made))
        return Task(page, "Not started", "") if needed else Task(page, "Optional", "")
    if problems:
        return Task(page, "Not finished", "active")
    return Task(page, "Done", "done")


def _begun(page: Page, answers: dict[str, Any]) -> bool:
    if page.repeat is not None:
        return bool(items_of(answers, page.repeat.key))
    return any(not is_blank(answers.get(question.key)) for question in page.questions)


def two_versions(record: FormRecord) -> list[TwoVersions]:
    """The answers of a draft that were given in two versions, to choose between."""
    made = form_of(record.pack, record.form)
    found = []
    for path, aside in record.answers.get(SET_ASIDE, {}).items():
        question = made.question(path.split("/")[-1])
        if question is None:
            continue
        words = [
            in_words(question, value, pack=made.pack, today=timezone.localdate())
            for value in (get_path(record.answers, path), aside["mine"])
        ]
        found.append(TwoVersions(path, question.label, words[0], words[1], str(aside.get("name", ""))))
    return found
