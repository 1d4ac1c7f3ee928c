"""A child returning home from care: opening the record, each step with what it asks, and asking for a strategy discussion."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, HandedChild, Missing, begin, leave
from sharedduty.modules.child_protection.actions.steps import Given, held, judge, permitted, said, step
from sharedduty.modules.child_protection.models import ReturnHome
from sharedduty.modules.child_protection.process import RETURN
from sharedduty.modules.child_protection.queries.records import OURS
from sharedduty.modules.child_protection.rules import ENTRIES, dates_of_child

STARTS = {"suspect_harm": OURS[0], "find_in_need": "assessment"}  # the work that a step hands over, by its verb
DAYS = ("assessed_on", "approved_on", "home_on", "explained_on", "considered_on", "reviewed_on")


@transaction.atomic
def open_return(*, by: Viewer, given: Given) -> ReturnHome:
    """Open the record of a looked-after child who is to come home, or came. Raises PermissionDenied, CannotMove."""
    permitted(by)
    if by.team_id is None or by.area_id is None:
        raise PermissionDenied
    named = said(given, "child_name", "care")
    asked = {"child_name": "Write the child's name.", "care": "Write since when and how the child is looked after."}
    missing = [Missing(words, f"#id_{name}") for name, words in asked.items() if not named[name]]
    if missing := [*missing, *dates_of_child(given, timezone.localdate())]:
        raise CannotMove(missing)
    file = open_file(by=by, kind="return_home", area_id=by.area_id, team_id=by.team_id, letter="RH")
    made = ReturnHome.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team_id=by.team_id, stage=RETURN.first, **named,
        birth_on=given.get("birth_on"), opened_at=timezone.now(), opened_by_id=by.holding, worker_id=by.holding,
    )  # fmt: skip
    begin(by=by, process=RETURN, record=made, event="return home record opened", at=made.opened_at)
    record_change(
        by=by, verb="opened a return home record", object_type="return home", object_ref=made.reference, file=file.pk
    )
    return made


@transaction.atomic
def take_home_step(*, by: Viewer, home: ReturnHome, verb: str, given: Given, version: int | None = None) -> None:
    """Take one step of a return home; each answer it asks for is kept as a judgement of its own.

    Where significant harm is suspected a hand-over for a strategy discussion is left to the team (WT-HOME-04), where the
    child is in need one for an assessment (flow chart 6). Raises PermissionDenied, CannotMove, Overtaken.
    """
    permitted(by)
    home = held(home, version)
    days = {one.name: given[one.name] for one in ENTRIES[verb] if one.day and given.get(one.name)}
    asked = {one.name for one in ENTRIES[verb]}
    days["next_by_on"] = given.get("next_by_on") if "next_by_on" in asked else None  # a step taken keeps no old day
    step(by, home, verb, {**given, "verb": verb}, days)
    for one in ENTRIES[verb]:
        if not one.day and not one.to_come and one.name != "reasons":
            judge(by, home, f"{verb}.{one.name}", str(given[one.name]).strip(), {})
    if verb in STARTS:
        given_names, _, family_name = home.child_name.strip().rpartition(" ")
        child = HandedChild(
            given_names or family_name, family_name if given_names else "", home.birth_on, home.person_id
        )
        leave(
            by=by, file=home.case_file, from_record=home.reference, start=STARTS[verb], about=home.reference,
            summary=f"{home.child_name}: {str(given['reasons']).strip()}", owner_team_id=home.team_id, child=child,
        )  # fmt: skip
