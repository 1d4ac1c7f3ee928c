"""The one officer of the unit who carries a review, a child death or an allegation; and which has nobody (GL-SU-01).

Rooms declare their process once. The officer's name lies in the record's own file, so a sealed room tells nobody of it.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, CaseFile, Viewer
from sharedduty.foundations.access.models import Exclusion
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.process.catalogue import process_called
from sharedduty.foundations.process.models import CaseOfficer, Move
from sharedduty.foundations.process.records import WITH_OFFICER, href

SLOT = "case_officer"
PERMISSION = "case_officer_name"
slots.offer(SLOT, gives="a CarriedBy for a record whose process has a case officer; None for any other record")


@dataclass(frozen=True)
class CarriedBy:
    """Who carries a record, as its page shows it: the name and since when, or that nobody does; where one names them."""

    name: str
    since: datetime.datetime | None
    said: str
    href: str

    @property
    def is_gap(self) -> bool:
        """Whether nobody of the unit carries it now."""
        return not self.name


@dataclass(frozen=True)
class Carried:
    """One open record in sight with who carries it: its reference, what it is, its stage, its page."""

    record: str
    what: str
    stage: str
    href: str
    file: CaseFile
    by: CarriedBy


def current(record: str) -> CaseOfficer | None:
    """Who was named last for a record and not relieved, whether or not they still hold their post; None for nobody."""
    return _named(CaseOfficer.objects.filter(record=record)).first()


def _named(found: QuerySet[CaseOfficer]) -> QuerySet[CaseOfficer]:
    return found.filter(until__isnull=True).select_related("officer__account", "officer__post")


def still_holds(one: Appointment) -> bool:
    """Whether somebody holds the post they were named in today."""
    today = timezone.localdate()
    over = one.ended_at is not None or (one.held_until is not None and one.held_until < today)
    return not over and one.account.is_active


def _carried_by(viewer: Viewer, record: str, held: CaseOfficer | None) -> CarriedBy:
    there = held is not None and still_holds(held.officer)
    said = ""
    if held is not None and not there:
        said = f"{held.officer.account.name} was named and holds the post no longer."
    link = reverse("case_officer", args=[record]) if viewer.may(PERMISSION) else ""
    name = f"{held.officer.account.name}, {held.officer.post.title}" if held and there else ""
    return CarriedBy(name, held.named_at if held and there else None, said, link)


def record_in_sight(viewer: Viewer, record: str) -> Move | None:
    """The latest move of a record that has a case officer and that this viewer may run; None for any other."""
    codes = [code for code, permission in WITH_OFFICER.items() if viewer.may(permission)]
    moves = Move.objects.filter(record=record, process__in=codes).select_related("case_file")
    return moves.order_by("-moved_at", "-pk").first()


def on_page(viewer: Viewer, record: str) -> CarriedBy | None:
    """Who carries a record, for everybody who may open its page; None for a record without such an officer."""
    if not Move.objects.filter(record=record, process__in=list(WITH_OFFICER)).exists():
        return None
    shown = _carried_by(viewer, record, current(record))
    return shown if record_in_sight(viewer, record) else CarriedBy(shown.name, shown.since, shown.said, "")


def carried(viewer: Viewer) -> list[Carried]:
    """Every open record of the viewer's own team that has a case officer, those that nobody carries first."""
    codes = [code for code, permission in WITH_OFFICER.items() if viewer.may(permission)]
    if not viewer.may(PERMISSION) or viewer.team_id is None or not codes:
        return []
    latest = Move.objects.filter(process__in=codes, case_file__team_id=viewer.team_id).select_related("case_file")
    moves = [one for one in latest.order_by("record", "-moved_at", "-pk").distinct("record") if not _ended(one)]
    named = {one.record: one for one in _named(CaseOfficer.objects.filter(record__in=[one.record for one in moves]))}
    found = [_line(viewer, one, named.get(one.record)) for one in moves]
    return sorted(found, key=lambda one: (not one.by.is_gap, one.file.opened_at, one.record))


def _ended(move: Move) -> bool:
    process = process_called(move.process)
    return process is None or process.stage(move.to_stage).ends


def _line(viewer: Viewer, move: Move, held: CaseOfficer | None) -> Carried:
    process = process_called(move.process)
    what, stage = (process.title, process.stage(move.to_stage).title) if process else (move.process, move.to_stage)
    by = _carried_by(viewer, move.record, held)
    return Carried(move.record, what, stage, href(viewer, move.record), move.case_file, by)


def may_carry(viewer: Viewer, move: Move) -> dict[str, Appointment]:
    """Those of the team that holds a record who could carry it today, by reference: nobody who is shut out of its file."""
    today, file = timezone.localdate(), move.case_file
    out = Exclusion.objects.filter(case_file=file, lifted_at__isnull=True)
    held = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), post__team_id=file.team_id or 0, approved_at__isnull=False,
        ended_at__isnull=True, held_from__lte=today, account__is_active=True,
    ).exclude(account_id__in=out.exclude(account__isnull=True).values("account_id"))  # fmt: skip
    held = held.exclude(post_id__in=out.exclude(post__isnull=True).values("post_id"))
    return {one.reference: one for one in held.select_related("account", "post").order_by("account__name", "pk")}


def history(record: str) -> list[CaseOfficer]:
    """Everybody who carried a record, the latest first."""
    return list(
        CaseOfficer.objects.filter(record=record)
        .select_related("officer__account", "officer__post")
        .order_by("-named_at", "-pk")
    )


def owed(viewer: Viewer) -> list[Owed]:
    """One line on my work of whoever names officers: how many open records of their team nobody carries."""
    gaps = [one for one in carried(viewer) if one.by.is_gap]
    if not gaps:
        return []
    number = "1 case has" if len(gaps) == 1 else f"{len(gaps)} cases have"
    first = min(one.file.opened_at for one in gaps)
    return [
        Owed(f"{number} no case officer: name one", "", reverse("case_officers"), citation="GL-SU-01", since=first)
    ]  # fmt: skip


def my_records(viewer: Viewer) -> list[str]:
    """The references of the open records this viewer carries."""
    runs_any = any(
        viewer.may(permission) for permission in WITH_OFFICER.values()
    )  # others are never named, and ask nothing
    if viewer.kind != "account" or not viewer.appointment_id or not runs_any:
        return []
    mine = CaseOfficer.objects.filter(officer_id=viewer.appointment_id, until__isnull=True)
    records = list(mine.order_by("-named_at", "-pk").values_list("record", flat=True))
    moves = Move.objects.filter(record__in=records).order_by("record", "-moved_at", "-pk").distinct("record")
    open_ones = {one.record for one in moves if not _ended(one)}
    return [one for one in records if one in open_ones]


def files_of_lines(lines: Iterable[Carried]) -> list[int]:
    """The files a list of them names, for the journal."""
    return sorted({one.file.pk for one in lines})


def make_known() -> None:
    """Fill in who carries a case on its page, what is owed and what is in hand, once every model is loaded."""
    slots.fill(SLOT, "process", lambda *, viewer, record: on_page(viewer, record))
    slots.fill("my_work", "case_officers", lambda *, viewer: owed(viewer), order=90)
    slots.fill("my_records", "case_officers", lambda *, viewer: my_records(viewer), order=90)
