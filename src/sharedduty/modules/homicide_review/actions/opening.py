"""Referring a death, taking what was referred into a review, and deciding whether one is held (GL-DH-01 to -16)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, grant, open_file, revoke
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.people.api import unnamed
from sharedduty.foundations.process.api import CannotMove, Given, Missing, begin, kept, meet, start_where_known, stop
from sharedduty.modules.homicide_review.actions.steps import recorded, step
from sharedduty.modules.homicide_review.models import HomicideDecision, HomicideNotice, HomicideReview, ReviewedPerson
from sharedduty.modules.homicide_review.policy import LEAD
from sharedduty.modules.homicide_review.process import PROCESS
from sharedduty.modules.homicide_review.queries import choices, notices
from sharedduty.modules.homicide_review.queries.reading import (
    COMPLETE,
    DECIDE,
    NOTIFY,
    PREFIX,
    TELL,
    is_late,
    safety_team,
)
from sharedduty.modules.homicide_review.rules.considering import DHR, NONE, notice_whole

WRITTEN = (
    "victim", "victim_birth_on", "perpetrator", "died_on", "district", "summary", "agreed_with", "coordinator", "telephoned",
    "late_because", "on_behalf", "received_at",
)  # fmt: skip
NOBODY = (
    "No community safety partnership of this area works here. Write to it by secure e-mail, and telephone its lead."
)
TITLES = {
    NOTIFY: "Tell the community safety partnership of the death", DECIDE: "Decide whether a review is held",
    TELL: "Tell the Home Office what was decided", COMPLETE: "Complete the review",
}  # fmt: skip


@transaction.atomic
def notify(*, by: Viewer, given: Given) -> HomicideNotice:
    """Refer a death in writing to the community safety partnership (GL-DH-08 to -10).

    It lies with the partnership from this moment; whoever sent it keeps sight of the notice alone. Raises PermissionDenied;
    CannotMove with what is missing.
    """
    by.must("homicide_notify")
    if by.area_id is None:
        raise PermissionDenied
    own = not by.may("homicide_work")
    facts = {**given, "received_at": timezone.now() if own else given.get("received_at")}
    facts["late"] = notices.came_late(facts.get("died_on"), facts.get("received_at"))
    if own:
        facts["on_behalf"] = ""
    team = safety_team(by, by.area_id)
    missing = notice_whole(facts) + ([] if team else [Missing(NOBODY)])
    if missing or team is None:
        raise CannotMove(missing)
    file = open_file(by=by, kind="homicide_notice", area_id=by.area_id, team_id=team.pk, letter=notices.PREFIX)
    made = HomicideNotice.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team=team, sent_by_id=by.holding,
        sent_words=f"{by.name}, {by.post_title}, {by.organisation_name}", **kept(facts, *WRITTEN),
    )  # fmt: skip
    record_change(
        by=by, verb="referred a death for a homicide review", object_type="homicide notice", object_ref=made.reference,
        file=file.pk, fields=list(WRITTEN),
    )  # fmt: skip
    leads = Appointment.objects.filter(post__team=team, role=LEAD, ended_at__isnull=True, approved_at__isnull=False)
    let_know(by=by, file=file, record=made.reference, template="homicide_notified", whom=leads)
    if own:  # whoever sends it may read it, and change nothing of it any more
        grant(by=by, file=file, level="read", why="sent", appointment_id=by.holding)
        revoke(by=by, file=file, why="sent", appointment_id=by.holding, level="work")
    return made


@transaction.atomic
def open_review(*, by: Viewer, notice: HomicideNotice) -> HomicideReview:
    """Take a notice in: the month to decide runs from when it came, and whose duty it is follows from the district (GL-DH-06).

    Raises PermissionDenied; CannotMove where it was taken in.
    """
    by.must("homicide_work")
    told = HomicideNotice.objects.select_for_update(of=("self",)).select_related("area").get(pk=notice.pk)
    if told.taken_at:
        raise CannotMove([Missing("This notice was taken in before.")])
    file = open_file(
        by=by,
        kind="homicide_review",
        area_id=told.area_id,
        team_id=told.team_id,
        letter=PREFIX,
        out_of=[told.case_file_id],
    )
    held = HomicideReview.objects.create(
        case_file=file, reference=file.reference, area=told.area, team_id=told.team_id, notice=told.reference,
        victim=told.victim, died_on=told.died_on, district=told.district, what_happened=told.summary, came_at=told.received_at,
        body=choices.districts(told.area.local_pack).get(told.district, ""), opened_at=timezone.now(), opened_by_id=by.holding,
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=held, event="death taken in")
    record_change(
        by=by, verb="took a death in for a homicide review", object_type="homicide review", object_ref=held.reference,
        file=file.pk,
    )  # fmt: skip
    for part, name in (("victim", told.victim), ("perpetrator", told.perpetrator)):
        given_names, _, family_name = ("", "", name) if unnamed(name) else name.rpartition(" ")
        ReviewedPerson.objects.create(
            **recorded(by, held), part=part, given_names=given_names or name, family_name=family_name if given_names else "",
            birth_on=told.victim_birth_on if part == "victim" else None,
        )  # fmt: skip
    told.taken_at, told.review = timezone.now(), held.reference
    told.save(update_fields=["taken_at", "review"])
    _start_first_clocks(by, held, told.late_because)
    sender = Appointment.objects.filter(pk=told.sent_by_id)
    let_know(by=by, file=told.case_file, record=told.reference, template="homicide_taken_in", whom=sender)
    return held


def _start_first_clocks(by: Viewer, held: HomicideReview, late_because: str) -> None:
    """The police's days from the death, met by the notice; the month to decide and to tell, from the notice."""
    starts = {NOTIFY: notices.start_of(held.died_on), DECIDE: held.came_at, TELL: held.came_at}
    for key, at in starts.items():
        start_where_known(
            by=by, file=held.case_file, record=held.reference, key=key, at=at, title=TITLES[key], team_id=held.team_id
        )
    meet(by=by, record=held.reference, key=NOTIFY, at=held.came_at, late_because=late_because)


@transaction.atomic
def name_person(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> ReviewedPerson:
    """Name somebody the review is about. Raises as `step` does."""
    step(by, held, "name_person", given, version=version)
    return ReviewedPerson.objects.create(
        **recorded(by, held), **kept(given, "part", "given_names", "family_name", "birth_on")
    )


@transaction.atomic
def settle_body(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Record which partnership has the duty where that was not clear, and what was agreed (GL-DH-05). Raises as `step`."""
    step(by, held, "settle_body", given, version=version, sets=kept(given, "body", "body_because"))


@transaction.atomic
def decide(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> HomicideDecision:
    """Record what the chair decided, with everything weighed; the six months run from here (GL-DH-07, -13, -14).

    Where a review is held the Home Office is still to be told; its clock runs on. Raises as `step` does.
    """
    decided_at = given.get("decided_at")
    late = is_late(held, DECIDE, when=decided_at)
    weighed = choices.considerations(held.area.local_pack)
    number = held.decisions.count() + 1
    outcome = str(given.get("outcome") or "")
    facts = {**given, "considerations": list(weighed), "late": late, "again": number > 1}
    sets = {"decided_at": decided_at, "form": "" if outcome == NONE else outcome}
    step(by, held, "hold_none" if outcome == NONE else "hold_review", facts, version=version, sets=sets)
    reasons = "\n\n".join(
        one for one in (str(given["reasons"]).strip(), str(given.get("against") or "").strip()) if one
    )
    because = str(given.get("late_because") or "").strip() if late else ""
    made = HomicideDecision.objects.create(
        **recorded(by, held), number=number, reasons=reasons, late_because=because,
        weighed={one: str(given[f"weigh_{one}"]).strip() for one in weighed},
        **kept(given, "outcome", "over_16", "relation", "death", "abuse", "specialist", "partners", "panel", "decided_by",
               "decided_at", "why_again"),
    )  # fmt: skip
    meet(by=by, record=held.reference, key=DECIDE, at=made.decided_at, late_because=because)
    if outcome == DHR:
        start_where_known(
            by=by, file=held.case_file, record=held.reference, key=COMPLETE, at=made.decided_at, title=TITLES[COMPLETE],
            team_id=held.team_id,
        )  # fmt: skip
    elif outcome != NONE:
        stop(by=by, record=held.reference, key=TELL, because="A local review is not told to the Home Office.")
    return made


@transaction.atomic
def look_again(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Look again at a decision to hold no review, as when the Home Office asks (GL-DH-16). Raises as `step` does."""
    step(by, held, "look_again", given, version=version, sets={"decided_at": None})


@transaction.atomic
def end_not_held(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Close a death about which no review is held, once the Home Office was told (GL-DH-15). Raises as `step` does."""
    _end(by, held, "end_not_held", given, version)


@transaction.atomic
def pass_on(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Pass a death on to the partnership of the area whose duty it is (GL-DH-05). Raises as `step` does."""
    _end(by, held, "pass_on", given, version)


@transaction.atomic
def set_aside(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Set a review aside that is not to be finished, as when a joint one takes its place (GL-DH-17). Raises as `step`."""
    _end(by, held, "set_aside", given, version)


def _end(by: Viewer, held: HomicideReview, verb: str, given: Given, version: int | None) -> None:
    step(by, held, verb, given, version=version)
    stop(by=by, record=held.reference, because=str(given["reason"]).strip())
