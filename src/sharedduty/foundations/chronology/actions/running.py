"""Opening a chronology, asking agencies for theirs and for more, naming pseudonyms, putting lines together, sharing it."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Level, Shared, Viewer, grant, open_file
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.chronology.actions.steps import step, written
from sharedduty.foundations.chronology.declared import Source
from sharedduty.foundations.chronology.models import AgencyPart, Chronology, ChronologyChild, Grouping, Pseudonym
from sharedduty.foundations.chronology.process import PART, WHOLE, WORK
from sharedduty.foundations.chronology.queries.lines import lines_of
from sharedduty.foundations.chronology.rules.running import opening_whole
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Given, Missing, begin, kept, text
from sharedduty.foundations.requests.api import InformationRequest, ask, chase, of_enquiry, withdraw

PREFIX, PART_PREFIX = "CH", "CA"
HOW = "Write it under “Chronologies asked of us”, or take it in there from a spreadsheet."


@transaction.atomic
def open_chronology(*, by: Viewer, source: Source, given: Given) -> Chronology:
    """Open the chronology of a record, out of its file; who reads that by name of their post reads this (HE-CHR-02).

    Takes: the period and `children` (label, birth_on, died_on, in the order of the source's own). What the children are
    called is kept with their names in the key. Raises PermissionDenied; CannotMove, also where there is one already.
    """
    by.must(WORK)
    if missing := opening_whole(given):
        raise CannotMove(missing)
    if Chronology.objects.filter(for_record=source.reference).exists():
        raise CannotMove([Missing("This record has a chronology already.")])
    near = CaseFile.objects.get(reference=source.reference)
    file, key_file = (
        _open(by, source, kind, letter, [near.pk])
        for kind, letter in (("chronology", PREFIX), ("chronology_key", "CK"))
    )
    known = [one.person_id for one in source.children if one.person_id]
    held = Chronology.objects.create(
        case_file=file, reference=file.reference, for_record=source.reference, area_id=source.area_id,
        team_id=source.team_id, key_file=key_file, people=known, opened_at=timezone.now(), opened_by_id=by.holding,
        gap_weeks=given.get("gap_weeks"), **kept(given, "period_from_on", "period_to_on"),
    )  # fmt: skip
    begin(by=by, process=WHOLE, record=held, event="chronology opened")
    record_change(by=by, verb="opened a chronology", object_type="chronology", object_ref=held.reference, file=file.pk)
    for number, one in enumerate(given["children"]):
        ChronologyChild.objects.create(
            case_file=file,
            chronology=held,
            label=one["label"],
            birth_on=one.get("birth_on"),
            died_on=one.get("died_on"),
        )
        if number < len(source.children):
            _keep_pseudonym(by, held, one["label"], source.children[number].name)
    _let_read(by, file, _readers(near))
    return held


def _open(by: Viewer, source: Any, kind: str, letter: str, out_of: list[int], shared: Shared | None = None) -> CaseFile:
    return open_file(
        by=by,
        kind=kind,
        area_id=source.area_id,
        team_id=source.team_id,
        letter=letter,
        out_of=out_of,
        shared_with=shared,
    )


def _readers(file: CaseFile) -> list[int]:
    """The posts that were given sight of a file."""
    found = Grant.objects.filter(
        case_file=file, post_id__isnull=False, until__isnull=True, level__in=(Level.READ, Level.CONTRIBUTE)
    )
    return sorted(set(found.values_list("post_id", flat=True)))


def _let_read(by: Viewer, file: CaseFile, posts: Iterable[int]) -> None:
    for post_id in posts:
        grant(by=by, file=file, level="read", why="chronology of a record they read", post_id=post_id)


@transaction.atomic
def set_terms(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> None:
    """Set the period anew, and after how many weeks without being seen a gap is named (HE-CHR-01, -06). Raises as `step`."""
    sets = {name: given.get(name) for name in ("period_from_on", "period_to_on", "gap_weeks")}
    step(by, WHOLE, held, "set_terms", given, version=version, sets=sets)


@transaction.atomic
def ask_agencies(
    *, by: Viewer, held: Chronology, teams: Sequence[Team], given: Given, version: int | None = None
) -> list[AgencyPart]:
    """Ask agencies for their own chronology, each in a file that it alone shares, with a request of its own (HE-CHR-01).

    Raises as `step` does.
    """
    step(by, WHOLE, held, "ask_agencies", {**given, "teams": list(teams)}, version=version)
    return [_ask_one(by, held, team, given) for team in teams]


def _ask_one(by: Viewer, held: Chronology, team: Team, given: Given) -> AgencyPart:
    due_at: datetime.datetime | None = given.get("due_at")
    question = f"{text(given, 'question')}\n\n{HOW}"
    request = _request(by, held, team, {**given, "question": question}, due_at)
    shared = Shared(team.pk, "contribute", "asked for its chronology")
    file = _open(by, held, "agency_chronology", PART_PREFIX, [held.case_file_id], shared)
    _let_read(by, file, _readers(held.case_file))
    made = AgencyPart.objects.create(
        case_file=file, reference=file.reference, chronology=held, agency=_called(held, team), asked_team=team,
        asking_team_id=held.team_id, request=request.reference, children=_named(held), guidance=text(given, "question"),
        period_from_on=held.period_from_on, period_to_on=held.period_to_on, asked_at=timezone.now(), due_at=due_at,
    )  # fmt: skip
    record_change(
        by=by, verb="asked for a chronology", object_type="agency chronology", object_ref=made.reference, file=file.pk,
        fields=["guidance", "period"],
    )  # fmt: skip
    return made


def _called(held: Chronology, team: Team) -> str:
    """What an agency is called on its lines: a team of the hub by its own name, others by their body's, with both told apart."""
    name = team.name if team.purpose == "mash" else team.organisation.name
    return f"{team.organisation.name}: {team.name}" if held.parts.filter(agency=name).exists() else name


def _named(held: Chronology) -> list[dict[str, str]]:
    """Label and name of each child, so that an agency knows whom it writes about."""
    names = dict(held.pseudonyms.values_list("label", "stands_for"))
    return [{"label": one.label, "name": names.get(one.label, "")} for one in held.children.order_by("pk")]


def _request(
    by: Viewer, held: Chronology, team: Team, given: Given, due_at: datetime.datetime | None
) -> InformationRequest:
    """Ask in the house's one way: an answer or a refusal with its reasons comes back by it."""
    children = list(held.children.order_by("pk"))
    born = children[0].birth_on if len(children) == 1 else None
    about = {
        "names": ", ".join(f"{one['name'] or one['label']} ({one['label']})" for one in _named(held)),
        "birth_on": born.isoformat() if born else "",
    }
    return ask(
        by=by, for_record=held.reference, enquiry=held.reference, about=about, asked_team=team, asking_team=held.team,
        question=text(given, "question"), purpose=text(given, "purpose"), priority="", due_at=due_at,
    )  # fmt: skip


@transaction.atomic
def ask_more(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> None:
    """Ask one agency for more than its chronology holds (HE-CHR-09). Raises as `step` does."""
    part = held.parts.select_related("asked_team__organisation").filter(reference=text(given, "which")).first()
    step(by, WHOLE, held, "ask_more", {**given, "part": part}, version=version)
    if part:
        _request(by, held, part.asked_team, given, given.get("due_at"))


@transaction.atomic
def remind(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> None:
    """Remind an agency that has not answered (HE-CHR-01). Raises as `step` does."""
    waiting = {
        one.reference: one for one in of_enquiry(by, held.reference) if not (one.answered_at or one.withdrawn_at)
    }
    found = waiting.get(text(given, "which"))
    step(by, WHOLE, held, "remind", {**given, "request": found}, version=version)
    if found:
        chase(by=by, request=found)


@transaction.atomic
def stop_waiting(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> None:
    """Wait no longer for an agency that writes none, with why; a request it did not answer is withdrawn (HE-CHR-01).

    Raises as `step` does.
    """
    part = _waited_for(held).filter(reference=text(given, "which")).first()
    step(by, WHOLE, held, "stop_waiting", {**given, "part": part}, version=version)
    if part:
        _stop(by, held, [part], text(given, "because"))


def _waited_for(held: Chronology) -> QuerySet[AgencyPart]:
    return held.parts.select_related("case_file").filter(stage="asked").order_by("pk")


def _stop(by: Viewer, held: Chronology, parts: Iterable[AgencyPart], because: str) -> None:
    asked = {one.reference: one for one in of_enquiry(by, held.reference) if not (one.answered_at or one.withdrawn_at)}
    for part in parts:
        step(by, PART, part, "stop", {"reason": because}, sets={"stopped_because": because})
        if part.request in asked:
            withdraw(by=by, request=asked[part.request], because=because)


@transaction.atomic
def name_pseudonym(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> Pseudonym:
    """Keep who stands behind a pseudonym, in the key's own file (HE-CHR-08). Raises as `step` does."""
    step(by, WHOLE, held, "name_pseudonym", given, version=version)
    return _keep_pseudonym(by, held, text(given, "label"), text(given, "stands_for"))


def _keep_pseudonym(by: Viewer, held: Chronology, label: str, stands_for: str) -> Pseudonym:
    return Pseudonym.objects.create(
        case_file_id=held.key_file_id, chronology=held, label=label, stands_for=stands_for, **written(by)
    )


@transaction.atomic
def put_together(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> Grouping:
    """Put lines of several agencies beside each other as one event; none is changed (HE-CHR-07). Raises as `step` does.

    Lines that stand with others already bring those along.
    """
    chosen = set(given.get("lines") or ())
    standing = list(held.groupings.filter(undone_at__isnull=True))
    touched = [one for one in standing if chosen & set(one.entries)]
    chosen.update(*(one.entries for one in touched))
    lines = [one for one in lines_of(by, held) if one.reference in chosen]
    step(by, WHOLE, held, "put_together", {**given, "lines": lines}, version=version)
    for one in touched:
        one.undone_at, one.undone_because = timezone.now(), "Put together with more lines"
        one.save(update_fields=["undone_at", "undone_because"])
    return Grouping.objects.create(
        case_file_id=held.case_file_id, reference=new_reference("CG"), chronology=held,
        entries=[one.reference for one in lines], **written(by),
    )  # fmt: skip


@transaction.atomic
def take_apart(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> None:
    """Take lines apart again, with why; that they stood together stays on record (HE-CHR-07). Raises as `step` does."""
    found = held.groupings.filter(reference=text(given, "which"), undone_at__isnull=True).first()
    step(by, WHOLE, held, "take_apart", {**given, "grouping": found}, version=version)
    if found:
        found.undone_at, found.undone_because = timezone.now(), text(given, "because")
        found.save(update_fields=["undone_at", "undone_because"])


@transaction.atomic
def share(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> int:
    """Let every agency that sent its part read the whole, and all parts that are sent (HE-CHR-02). Gives to how many teams.

    The key is not shared. Raises as `step` does.
    """
    step(by, WHOLE, held, "share", given, version=version, sets={"shared_at": held.shared_at or timezone.now()})
    sent = list(held.parts.filter(stage="sent").select_related("case_file").order_by("pk"))
    teams = {one.asked_team_id for one in sent}
    files = {one.case_file_id: one.case_file for one in sent} | {held.case_file_id: held.case_file}
    had = set(
        Grant.objects.filter(case_file__in=files, team_id__in=teams, until__isnull=True).values_list(
            "case_file_id", "team_id"
        )
    )
    for file in files.values():
        for team_id in sorted(teams):
            if (file.pk, team_id) not in had:
                grant(by=by, file=file, level="read", why="the composite chronology is shared", team_id=team_id)
    return len(teams)


@transaction.atomic
def close(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> None:
    """Close a chronology that is no longer worked on, with why; nobody is waited for (HE-CHR-02). Raises as `step` does."""
    step(by, WHOLE, held, "close", given, version=version)
    _stop(by, held, _waited_for(held), text(given, "reason"))
