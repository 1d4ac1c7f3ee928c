"""Writing answers: every saving is a new version, two savings at once are put together, and nothing is overwritten.

A saving says which version it was made from. What others changed since then stays; where both changed the same answer
to different things, the later one is set aside in the draft until somebody chooses (design section 8; quality.md R5).
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, open_file
from sharedduty.foundations.forms.answers import (
    ID,
    SEEN,
    SET_ASIDE,
    find_item,
    get_path,
    is_blank,
    items_of,
    new_item_id,
    set_path,
)
from sharedduty.foundations.forms.checking import Problem, check_form
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.foundations.forms.shelf import form as form_of
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference

SAVED, SUBMITTED = "saved", "submitted"
DRAFTS = "own_drafts"
TRIES = 5


class AlreadySubmitted(Exception):
    """The form was sent: what was sent is not changed any more."""


class FormNotReady(Exception):
    """A form with answers to mend, or with two versions of one to choose between. `problems` says which."""

    def __init__(self, problems: list[Problem], undecided: int = 0) -> None:
        self.problems, self.undecided = problems, undecided
        super().__init__(f"{len(problems)} answers to mend, {undecided} to choose")


class TooBusy(Exception):
    """Others kept changing the same draft; nothing was lost, and the saving may be tried again."""


@dataclass(frozen=True)
class Saved:
    """What became of a saving: the version reached, and the paths where somebody else had answered otherwise."""

    version: int
    conflicts: tuple[str, ...] = ()


def start_form(
    *, by: Viewer, file: CaseFile, form: str, pack: str, answers: Mapping[str, Any] | None = None
) -> FormRecord:
    """Begin a form inside a case file. Raises UnknownForm. Gives: the draft, at version 1. Journalled."""
    form_of(pack, form)
    now = timezone.now()
    record = FormRecord.objects.using(by.database).create(
        case_file=file, reference=new_reference("F"), form=form, pack=pack, answers=dict(answers or {}), version=1,
        started_at=now, saved_at=now, author_id=by.appointment_id, author_name=by.name,
    )  # fmt: skip
    _keep(by, record, SAVED)
    record_change(by=by, verb="started form", object_type=form, object_ref=record.reference, file=file.pk)
    return record


def save_answers(
    *,
    by: Viewer,
    record: FormRecord,
    changes: Mapping[str, Any],
    version: int,
    page: str = "",
    own: Mapping[str, int] | None = None,
) -> Saved:
    """Save what somebody typed, made from `version` of the draft.

    Takes: answers by path (all that a page holds, changed or not), the version the page was drawn from, the page's key,
    which is then marked as seen, and for paths this page saved itself since then the version of that. Gives: the new
    version and the paths set aside because somebody else answered them otherwise meanwhile. Raises: AlreadySubmitted;
    TooBusy; DoesNotExist where the draft has gone meanwhile. Journalled with paths, never values.
    """
    for _ in range(TRIES):
        if record.submitted_at:
            raise AlreadySubmitted
        bases = {at: _answers_at(by, record, at) for at in {version, *(own or {}).values()}}
        base = {path: get_path(bases[(own or {}).get(path, version)], path) for path in changes}
        answers = copy.deepcopy(record.answers)
        changed, conflicts = _merge(answers, base, changes, by)
        if page and page not in answers.get(SEEN, []):
            answers[SEEN] = [*answers.get(SEEN, []), page]
        if answers == record.answers:
            return Saved(record.version)
        if _write(by, record, answers, SAVED):
            record_change(
                by=by, verb="saved draft", object_type=record.form, object_ref=record.reference,
                file=record.case_file_id, fields=sorted({*changed, *conflicts}),
            )  # fmt: skip
            return Saved(record.version, tuple(conflicts))
        record.refresh_from_db(using=by.database)
    raise TooBusy


def conflicts_of(
    by: Viewer, record: FormRecord, changes: Mapping[str, Any], version: int, own: Mapping[str, int] | None = None
) -> list[str]:
    """The paths that `save_answers` would set aside; nothing is written."""
    bases = {at: _answers_at(by, record, at) for at in {version, *(own or {}).values()}}
    base = {path: get_path(bases[(own or {}).get(path, version)], path) for path in changes}
    return _merge(copy.deepcopy(record.answers), base, changes, by)[1]


def _merge(
    answers: dict[str, Any], base: Mapping[str, Any], changes: Mapping[str, Any], by: Viewer
) -> tuple[list[str], list[str]]:
    """Put `changes` into `answers`; `base` is what they were made from. Gives the paths changed and those set aside."""
    changed, conflicts = [], []
    for path, mine in changes.items():
        before, now = base[path], get_path(answers, path)
        if _same(mine, before) or _same(mine, now):
            continue
        if _same(now, before):
            if set_path(answers, path, mine):
                changed.append(path)
            continue
        aside = {"mine": mine, "name": by.name, "at": timezone.now().isoformat()}
        answers[SET_ASIDE] = {**answers.get(SET_ASIDE, {}), path: aside}
        conflicts.append(path)
    return changed, conflicts


def _same(one: Any, other: Any) -> bool:
    return one == other or (is_blank(one) and is_blank(other))


def choose(*, by: Viewer, record: FormRecord, choices: Mapping[str, str]) -> Saved:
    """Settle answers given in two versions: for each path `set_aside` takes the one set aside, `kept` the one that stands.

    Raises: AlreadySubmitted; TooBusy. Both versions remain among the kept versions. Journalled.
    """
    for _ in range(TRIES):
        if record.submitted_at:
            raise AlreadySubmitted
        answers = copy.deepcopy(record.answers)
        aside = dict(answers.get(SET_ASIDE, {}))
        settled = [path for path in choices if path in aside]
        for path in settled:
            if choices[path] == "set_aside" and not set_path(answers, path, aside[path]["mine"]):
                _bring_back(answers, path, aside[path]["mine"])
            aside.pop(path)
        answers[SET_ASIDE] = aside
        if _write(by, record, answers, SAVED):
            record_change(
                by=by, verb="chose between two answers", object_type=record.form, object_ref=record.reference,
                file=record.case_file_id, fields=settled,
            )  # fmt: skip
            return Saved(record.version)
        record.refresh_from_db(using=by.database)
    raise TooBusy


def _bring_back(answers: dict[str, Any], path: str, value: Any) -> None:
    """An answer chosen for an item that somebody removed meanwhile: the item is there again, with that answer."""
    group, item, key = path.split("/")
    answers[group] = [*items_of(answers, group), {ID: item, key: value}]


def add_item(*, by: Viewer, record: FormRecord, group: str, at_most: int) -> str | None:
    """Add an empty item to a repeated page. Gives its id, or None where there are already `at_most`."""
    made = new_item_id()

    def add(answers: dict[str, Any]) -> bool:
        if len(items_of(answers, group)) >= at_most:
            return False
        answers[group] = [*items_of(answers, group), {ID: made}]
        return True

    return made if _change(by, record, add, "added an item", group) else None


def remove_item(*, by: Viewer, record: FormRecord, group: str, item: str) -> bool:
    """Take an item out of a repeated page; the versions kept still have it. False where it is gone already."""

    def remove(answers: dict[str, Any]) -> bool:
        found = find_item(answers, group, item)
        if found is None:
            return False
        answers[group] = [one for one in answers[group] if one is not found]
        return True

    return _change(by, record, remove, "removed an item", group)


def _change(by: Viewer, record: FormRecord, change: Any, verb: str, field: str) -> bool:
    for _ in range(TRIES):
        if record.submitted_at:
            raise AlreadySubmitted
        answers = copy.deepcopy(record.answers)
        if not change(answers):
            return False
        if _write(by, record, answers, SAVED):
            record_change(
                by=by, verb=verb, object_type=record.form, object_ref=record.reference, file=record.case_file_id,
                fields=[field],
            )  # fmt: skip
            return True
        record.refresh_from_db(using=by.database)
    raise TooBusy


def draft_of_page(*, by: Viewer, form: str, about: str) -> FormRecord:
    """The draft of a page that is no form of a pack, begun now where there is none yet.

    It lies in a file that its author alone reaches, whatever record the page is about, so that half a sentence is
    nobody else's to read; one such file for each appointment. Takes: what the page does (`form`) and its address.
    Raises PermissionDenied for a viewer without a post. Journalled.
    """
    if by.appointment_id is None or by.area_id is None:
        raise PermissionDenied
    held = FormRecord.objects.using(by.database).filter(author_id=by.appointment_id).exclude(about="")
    if found := held.filter(about=about).first():
        return found
    other = held.select_related("case_file").first()
    file = other.case_file if other else open_file(by=by, kind=DRAFTS, area_id=by.area_id, letter="DR")
    now = timezone.now()
    try:
        with transaction.atomic(using=by.database):
            record = FormRecord.objects.using(by.database).create(
                case_file=file, reference=new_reference("F"), form=form, pack="", answers={}, version=1, started_at=now,
                saved_at=now, author_id=by.appointment_id, author_name=by.name, about=about,
            )  # fmt: skip
    except IntegrityError:  # another window of the same person began it in this very moment
        return FormRecord.objects.using(by.database).get(author_id=by.appointment_id, about=about)
    _keep(by, record, SAVED)
    record_change(by=by, verb="started draft", object_type=form, object_ref=record.reference, file=file.pk)
    return record


def let_go(*, by: Viewer, record: FormRecord) -> None:
    """Remove the draft of a page whose step was taken, or which its author throws away: a fact is kept once. Journalled."""
    if not record.about:
        raise AlreadySubmitted
    # Held first: a field may be saving itself at this very moment, and its version has to go too.
    FormRecord.objects.using(by.database).select_for_update().filter(pk=record.pk).first()
    FormVersion.objects.using(by.database).filter(record=record).delete()
    FormRecord.objects.using(by.database).filter(pk=record.pk).delete()
    record_change(
        by=by, verb="let a draft go", object_type=record.form, object_ref=record.reference, file=record.case_file_id
    )


def submit(*, by: Viewer, record: FormRecord) -> None:
    """Send a form: every answer is right, and from now on what was sent stays as it is.

    Raises: AlreadySubmitted; FormNotReady with what to mend. Journalled.
    """
    if record.submitted_at:
        raise AlreadySubmitted
    made = form_of(record.pack, record.form)
    problems = check_form(made, record.answers, today=timezone.localdate())
    undecided = len(record.answers.get(SET_ASIDE, {}))
    if problems or undecided:
        raise FormNotReady(problems, undecided)
    if not _write(by, record, record.answers, SUBMITTED):
        raise AlreadySubmitted
    record_change(
        by=by, verb="sent form", object_type=record.form, object_ref=record.reference, file=record.case_file_id
    )


def keep_submitted(*, by: Viewer, file: CaseFile, form: str, pack: str, answers: Mapping[str, Any]) -> FormRecord:
    """Keep answers that came whole and at once (by telephone, in bulk) as a sent form. Raises UnknownForm. Journalled."""
    record = start_form(by=by, file=file, form=form, pack=pack, answers=answers)
    _write(by, record, record.answers, SUBMITTED)
    record_change(by=by, verb="sent form", object_type=form, object_ref=record.reference, file=file.pk)
    return record


def _answers_at(by: Viewer, record: FormRecord, version: int) -> Mapping[str, Any]:
    """The answers as they were at a version; those of now for a version that never was."""
    if version == record.version:
        return record.answers
    held = FormVersion.objects.using(by.database).filter(record=record, number=version).first()
    return held.answers if held else record.answers


def _write(by: Viewer, record: FormRecord, answers: dict[str, Any], kind: str) -> bool:
    """Move the draft one version on, only from the version it was read at. False where another was first."""
    now = timezone.now()
    fresh: dict[str, Any] = {"answers": answers, "version": record.version + 1, "saved_at": now}
    if kind == SUBMITTED:
        fresh["submitted_at"] = now
    moved = (
        FormRecord.objects.using(by.database)
        .filter(pk=record.pk, version=record.version, submitted_at__isnull=True)
        .update(**fresh)
    )
    if not moved:
        return False
    for name, value in fresh.items():
        setattr(record, name, value)
    _keep(by, record, kind)
    return True


def _keep(by: Viewer, record: FormRecord, kind: str) -> None:
    FormVersion.objects.using(by.database).create(
        case_file_id=record.case_file_id, record=record, number=record.version, kind=kind, answers=record.answers,
        saved_at=record.saved_at, saved_by_name=by.name,
    )  # fmt: skip
