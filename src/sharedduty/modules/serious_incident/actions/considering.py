"""Considering an incident: opening it, its children, when the council became aware, the partners' views, safety."""

import contextlib
import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, grant, open_file
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.directory.api import PARTNER_KINDS
from sharedduty.foundations.forms.api import FormRecord, Saved, choose, save_answers, start_form
from sharedduty.foundations.guidance.api import GuidanceError
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import (
    CannotMove,
    Given,
    Missing,
    Overtaken,
    begin,
    kept,
    open_clocks,
    recompute,
    start_where_known,
    stop,
)
from sharedduty.modules.serious_incident.actions.asking import locked_request, take_in
from sharedduty.modules.serious_incident.actions.steps import recorded, step
from sharedduty.modules.serious_incident.models import (
    Awareness,
    IncidentChild,
    PartnerView,
    SafetyCheck,
    SeriousIncident,
)
from sharedduty.modules.serious_incident.policy import DELEGATE
from sharedduty.modules.serious_incident.process import PROCESS
from sharedduty.modules.serious_incident.queries.choices import CHILD_SHEET, SHEET, written_form
from sharedduty.modules.serious_incident.queries.partners import holders, to_be_told
from sharedduty.modules.serious_incident.queries.reading import DEATH, PANEL, PARTNERS, PREFIX
from sharedduty.modules.serious_incident.rules.deciding import incident_whole
from sharedduty.modules.serious_incident.rules.standing import noon

FACTS = ("source", "what_happened", "happened_on", "place", "where_words", "aware_at")
CHILD = ("given_names", "family_name", "birth_on", "part", "abuse", "care", "died_on", "other_area")
TITLES = {PANEL: "Notify the Panel", PARTNERS: "Tell the safeguarding partners"}
FIRST_KNOWN = "As first recorded."


@transaction.atomic
def open_incident(*, by: Viewer, given: Given, request: str = "") -> SeriousIncident:
    """Open an incident in the viewer's team, its clocks running from when the council became aware (WT-INC-05).

    Takes: the facts; `request`, the reference of the request it comes from, which is taken in. The delegates of the three
    partners are given sight of it and told that something waits for them. Raises PermissionDenied; CannotMove.
    """
    by.must("incident_decide")
    if by.area_id is None or by.team_id is None:
        raise PermissionDenied
    asked = locked_request(request) if request else None
    missing = incident_whole(given)
    missing += [Missing("This request was taken in before.")] if request and asked is None else []
    missing += _not_later_than_asked(given, asked)
    if missing:
        raise CannotMove(missing)
    file = open_file(by=by, kind="serious_incident", area_id=by.area_id, team_id=by.team_id, letter=PREFIX)
    pack, made = written_form(timezone.localdate(given["aware_at"]), SHEET)
    held = SeriousIncident.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team_id=by.team_id, opened_at=timezone.now(),
        opened_by_id=by.holding, form=start_form(by=by, file=file, form=made.id, pack=pack), **kept(given, *FACTS),
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=held, event="incident opened")
    record_change(
        by=by, verb="opened an incident", object_type="serious incident", object_ref=held.reference, file=file.pk
    )
    Awareness.objects.create(**recorded(by, held), aware_at=held.aware_at, reason=FIRST_KNOWN)
    start_clocks(by, held)
    if asked is not None:
        take_in(by, asked, held)
    give_partners_sight(by, held)
    let_know(by=by, file=file, record=held.reference, template="incident_opened", whom=to_be_told(by, held.area_id))
    return held


def _not_later_than_asked(given: Given, asked: Any) -> list[Missing]:
    """The council knew at the latest when it was asked."""
    aware: datetime.datetime | None = given.get("aware_at")
    if asked is None or aware is None or aware <= asked.asked_at.replace(second=59, microsecond=999999):
        return []
    return [Missing("The council knew at the latest when it was asked. Correct it later with a reason if that is wrong.",
                    "#id_aware_at")]  # fmt: skip


def start_clocks(by: Viewer, held: SeriousIncident) -> None:
    """Start the clocks of becoming aware. Inside the caller's act."""
    for key, title in TITLES.items():
        start_where_known(
            by=by,
            file=held.case_file,
            record=held.reference,
            key=key,
            at=held.aware_at,
            title=title,
            team_id=held.team_id,
        )


def give_partners_sight(by: Viewer, held: SeriousIncident) -> None:
    """Give the posts of the partners' delegates sight of one incident, those that have none yet. Inside the caller's act."""
    there = set(Grant.objects.filter(case_file=held.case_file, until__isnull=True).values_list("post_id", flat=True))
    for post in sorted({one.post_id for one in holders(by, held.area_id, DELEGATE)} - there):
        grant(by=by, file=held.case_file, level="contribute", why="safeguarding partner", post_id=post)


@transaction.atomic
def join_request(*, by: Viewer, held: SeriousIncident, request: str, version: int | None = None) -> None:
    """Take another request into an incident that is considered already. Raises as `step` does."""
    asked = locked_request(request)
    step(by, held, "join_request", {"request": asked}, version=version)
    take_in(by, asked, held)


@transaction.atomic
def name_child(
    *, by: Viewer, held: SeriousIncident, given: Given, person: Person | None = None, version: int | None = None
) -> IncidentChild:
    """Name one child of the incident, with a page of the notice of their own. Raises as `step` does."""
    step(by, held, "name_child", given, version=version)
    pack, made = written_form(timezone.localdate(held.aware_at), CHILD_SHEET)
    child = IncidentChild.objects.create(
        reference=new_reference("SC"), person=person, form=start_form(by=by, file=held.case_file, form=made.id, pack=pack),
        **recorded(by, held), **kept(given, *CHILD),
    )  # fmt: skip
    _clock_of_death(by, held, child)
    return child


@transaction.atomic
def correct_child(
    *, by: Viewer, held: SeriousIncident, child: IncidentChild, given: Given, version: int | None = None
) -> None:
    """Correct what is known of a child: a name found, a death after harm, being looked after. Raises as `step` does."""
    step(by, held, "correct_child", given, version=version)
    changed = {name: value for name, value in kept(given, *CHILD).items() if getattr(child, name) != value}
    for name, value in changed.items():
        setattr(child, name, value)
    child.save(update_fields=list(changed))
    if changed.keys() & {"part", "care", "died_on"}:
        stop(
            by=by,
            record=held.reference,
            key=DEATH,
            about=child.reference,
            because="What is known of the child changed.",
        )
        _clock_of_death(by, held, child)


def _clock_of_death(by: Viewer, held: SeriousIncident, child: IncidentChild) -> None:
    """A looked-after child who died is to be told of within the limit, counted from the death (WT-INC-07)."""
    if child.part == "died" and child.care == "looked_after" and child.died_on:
        start_where_known(
            by=by, file=held.case_file, record=held.reference, key=DEATH, at=noon(child.died_on),
            title="Tell the Secretary of State and Ofsted of a death", about=child.reference, team_id=held.team_id,
        )  # fmt: skip


@transaction.atomic
def correct_awareness(*, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None) -> None:
    """Correct when the council became aware, with the reason; running clocks are computed again. Raises as `step` does."""
    step(by, held, "correct_awareness", given, version=version, sets=kept(given, "aware_at"))
    Awareness.objects.create(**recorded(by, held), aware_at=held.aware_at, reason=given["reason"].strip())
    for key in TITLES:
        for clock in open_clocks(by, held.reference, key):
            with contextlib.suppress(GuidanceError):  # no edition in force then has a number: the clock stays as it was
                recompute(by=by, clock=clock, because=given["reason"].strip(), started_at=held.aware_at)


@transaction.atomic
def give_view(*, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None) -> PartnerView:
    """Record what a safeguarding partner thinks: by its delegate, or by the council as the partner told it (GL-SN-05).

    A delegate speaks for their own body alone. Raises as `step` does.
    """
    facts = dict(given)
    if by.role == DELEGATE:
        facts |= {"partner": by.sector, "given_by": f"{by.name}, {by.post_title}"}
    facts["foreign"] = facts.get("partner") not in (*PARTNER_KINDS, None, "")
    step(by, held, "give_view", facts, version=version)
    return PartnerView.objects.create(
        case_file_id=held.case_file_id, incident=held, round=held.round, given_at=timezone.now(), recorded_by_id=by.holding,
        **kept(facts, "partner", "view", "reasons", "given_by"),
    )  # fmt: skip


@transaction.atomic
def check_safety(
    *, by: Viewer, held: SeriousIncident, child: IncidentChild | None, given: Given, version: int | None = None
) -> SafetyCheck:
    """Record that a child, or with none the others of the household, were looked to (GL-SN-07). Raises as `step` does."""
    step(by, held, "check_safety", given, version=version)
    return SafetyCheck.objects.create(**recorded(by, held), child=child, **kept(given, "checked_on", "found", "done"))


@transaction.atomic
def save_sheet(
    *,
    by: Viewer,
    held: SeriousIncident,
    record: FormRecord,
    changes: Given,
    page: str,
    version: int,
    own: dict[str, int],
) -> Saved:
    """Keep what was typed on the sheet, from the version it was made from. Raises PermissionDenied; Overtaken; TooBusy."""
    by.must("incident_decide")
    if held.stage not in ("considered", "notifiable"):
        raise Overtaken
    return save_answers(by=by, record=record, changes=changes, page=page, version=version, own=own)


@transaction.atomic
def settle_sheet(*, by: Viewer, record: FormRecord, choices: dict[str, str]) -> Saved:
    """Settle what two people wrote differently. Raises as the forms foundation's `choose` does."""
    by.must("incident_decide")
    return choose(by=by, record=record, choices=choices)
