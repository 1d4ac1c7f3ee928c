"""The working group, its scope and time; agencies asked; the overview through its gates; notes beside the main steps."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Shared, Viewer, grant, open_file
from sharedduty.foundations.chronology.api import unanswered
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept, meet, stop, text
from sharedduty.foundations.requests.api import ask, of_enquiry, withdraw
from sharedduty.modules.serious_case_review.actions.considering import COMPLETE, FIRST
from sharedduty.modules.serious_case_review.actions.steps import asked_of, part_step, recorded, step, write
from sharedduty.modules.serious_case_review.models import (
    CaseNote,
    CaseRecommendation,
    CaseWriting,
    FairnessConfirmation,
    ManagementReview,
    Nomination,
    SeriousCaseReview,
)
from sharedduty.modules.serious_case_review.policy import PART_KIND
from sharedduty.modules.serious_case_review.queries import choices
from sharedduty.modules.serious_case_review.queries.agency import PREFIX, parts, readers
from sharedduty.modules.serious_case_review.queries.publication import last_writing
from sharedduty.modules.serious_case_review.queries.reading import is_late
from sharedduty.modules.serious_case_review.rules.noting import Noting

HOW = "Write it under “Management reviews asked of us”, or make a nil return there."


@transaction.atomic
def nominate(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> Nomination:
    """Nominate the group's chair, its members, or who writes the overview (HE-SCR-26, -27). Raises as `step` does."""
    step(by, held, "nominate", given, version=version)
    return Nomination.objects.create(
        **recorded(by, held), reference=new_reference("SD"), involved=given["involved"] == "yes",
        board_member=given.get("board_member") == "yes", **kept(given, "part", "name", "body", "nominated_by", "nominated_on"),
    )  # fmt: skip


@transaction.atomic
def end_nomination(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Record that somebody nominated stopped, and why. Raises as `step` does."""
    found = held.nominations.filter(reference=text(given, "which"), ended_on=None).first()
    step(by, held, "end_nomination", {**given, "nomination": found}, version=version)
    if found:
        found.ended_on, found.ended_because = given["ended_on"], text(given, "ended_because")
        found.save(update_fields=["ended_on", "ended_because"])


@transaction.atomic
def agree_scope(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseWriting:
    """Keep the scope: every question answered, the period, the last meeting; earlier ones stay (HE-SCR-29 to -31).

    Raises as `step` does.
    """
    step(by, held, "agree_scope", {**given, **asked_of(held, "scope", ["scr.scoping"])}, version=version)
    days = kept(given, "period_from_on", "period_to_on", "last_meeting_on")
    return write(by, held, "scope", given, choices.labels(held.pack, "scr.scoping"), **days)


@transaction.atomic
def hold_first_meeting(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Record when the group first met, and which member of the board chaired it (HE-SCR-28, -32). Raises as `step` does."""
    at = given.get("first_meeting_at")
    facts = {**given, "late": bool(at) and is_late(by, held, FIRST, at)}
    step(by, held, "hold_first_meeting", facts, version=version, sets={"first_meeting_at": at})
    meet(by=by, record=held.reference, key=FIRST, at=at, late_because=text(given, "late_because"))
    _note(by, held, "progress", {"what": "The group met for the first time.", "who": text(given, "chaired_by"),
                                 "happened_on": timezone.localdate(at)})  # fmt: skip


@transaction.atomic
def agree_extension(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Keep another timescale agreed with the inspectorate; it takes the place of the four months (HE-SCR-33, -34).

    Raises as `step` does.
    """
    until, reason = given.get("agreed_until_on"), text(given, "reason")
    past = bool(held.agreed_until_on and held.agreed_until_on < timezone.localdate())
    facts = {**given, "late": past or is_late(by, held, COMPLETE, None)}
    step(by, held, "agree_extension", facts, version=version, sets={"agreed_until_on": until})
    stop(by=by, record=held.reference, key=COMPLETE, because=f"Another timescale was agreed: {reason}")
    _note(by, held, "timescale", {"what": reason, "who": text(given, "agreed_with"), "due_on": until,
                                  "outcome": text(given, "late_because")})  # fmt: skip


@transaction.atomic
def ask_agencies(
    *, by: Viewer, held: SeriousCaseReview, teams: Sequence[Team], given: Given, version: int | None = None
) -> list[ManagementReview]:
    """Ask agencies for a management review, each in a file that it alone shares, with a request of its own (HE-SCR-39).

    Raises as `step` does.
    """
    step(by, held, "ask_agencies", {**given, "teams": list(teams)}, version=version)
    return [_ask_one(by, held, team, given) for team in teams]


def _ask_one(by: Viewer, held: SeriousCaseReview, team: Team, given: Given) -> ManagementReview:
    about = ", ".join(str(one) for one in held.children.order_by("recorded_at", "pk"))
    request = ask(
        by=by, for_record=held.reference, enquiry=held.reference, about={"names": about}, asked_team=team,
        asking_team=held.team, question=f"{text(given, 'question')}\n\n{HOW}", purpose=text(given, "purpose"), priority="",
        due_at=given.get("due_at"),
    )  # fmt: skip
    file = open_file(
        by=by, kind=PART_KIND, area_id=held.area_id, team_id=held.team_id, letter=PREFIX, out_of=[held.case_file_id],
        shared_with=Shared(team.pk, "contribute", "asked for its management review"),
    )  # fmt: skip
    for post_id in readers(held):
        grant(by=by, file=file, level="read", why="management review of a case they read", post_id=post_id)
    scope = last_writing(held, "scope")
    made = ManagementReview.objects.create(
        case_file=file, reference=file.reference, review=held, asked_team=team, asking_team_id=held.team_id,
        agency=team.name if team.purpose == "mash" else team.organisation.name, request=request.reference, about=about,
        question=text(given, "question"), pack=held.pack, asked_at=timezone.now(), due_at=given.get("due_at"),
        period_from_on=scope.period_from_on if scope else None, period_to_on=scope.period_to_on if scope else None,
    )  # fmt: skip
    record_change(
        by=by,
        verb="asked for a management review",
        object_type="management review",
        object_ref=made.reference,
        file=file.pk,
    )
    return made


@transaction.atomic
def stop_waiting(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Wait no longer for an agency, with why; a request it did not answer is withdrawn (HE-IMR-13). Raises as `step`."""
    because = text(given, "because")
    part = parts().filter(review=held, reference=text(given, "which"), stage__in=("asked", "endorsed")).first()
    step(by, held, "stop_waiting", {**given, "part": part}, version=version)
    if part is None:
        return
    part_step(by, part, "stop", {"reason": because}, sets={"stopped_because": because})
    for one in of_enquiry(by, held.reference):
        if one.reference == part.request and not (one.answered_at or one.withdrawn_at):
            withdraw(by=by, request=one, because=because)


@transaction.atomic
def begin_reviews(*, by: Viewer, held: SeriousCaseReview, version: int | None = None) -> None:
    """Go on to the agencies' own reviews, once group, scope and first meeting stand (HE-SCR-28). Raises as `step` does."""
    step(by, held, "begin_reviews", version=version)


@transaction.atomic
def start_overview(*, by: Viewer, held: SeriousCaseReview, version: int | None = None) -> None:
    """Begin the overview: every agency is settled, the chronology's discrepancies answered (HE-CHR-03). Raises as `step`."""
    step(by, held, "start_overview", {"unanswered": unanswered(by, held.reference)}, version=version)


@transaction.atomic
def write_overview(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseWriting:
    """Keep the overview by the items of the pack's outline; earlier versions stay (HE-OVR-01 to -05). Raises as `step`."""
    step(by, held, "write_overview", {**given, **asked_of(held, "overview", ["scr.overview"])}, version=version)
    return write(by, held, "overview", given, choices.labels(held.pack, "scr.overview"))


@transaction.atomic
def recommend_action(
    *, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None
) -> CaseRecommendation:
    """Keep one recommendation with every field of its plan (HE-ACT-01; HE-OVR-06). Raises as `step` does."""
    step(by, held, "recommend_action", given, version=version)
    words = kept(given, "origin", "text", "owner", "due_on", "outcome", "monitored", "gap", "breadth")
    return CaseRecommendation.objects.create(
        **recorded(by, held), reference=new_reference("SF"), number=held.recommendations.count() + 1, **words
    )


@transaction.atomic
def confirm_fairness(
    *, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None
) -> FairnessConfirmation:
    """Keep what a contributor says of how it is shown, by a senior named officer (HE-OVR-09). Raises as `step` does."""
    step(by, held, "confirm_fairness", given, version=version)
    fair = given["fair"] == "yes"
    return FairnessConfirmation.objects.create(
        **recorded(by, held), fair=fair, **kept(given, "body", "officer", "confirmed_on"),
        objection="" if fair else text(given, "objection"),
    )  # fmt: skip


def pass_gate(
    by: Viewer,
    held: SeriousCaseReview,
    verb: str,
    given: Given,
    code: str,
    *,
    version: int | None,
    sets: Given | None = None,
) -> None:
    """Take the step through a gate of the overview, and keep who opened it and when (HE-OVR-08). Raises as `step` does."""
    step(by, held, verb, given, version=version, sets=sets)
    words = text(given, "none_because") or choices.labels(held.pack, "scr.gate").get(code, code)
    _note(
        by,
        held,
        "gate",
        {"code": code, "who": text(given, "by_whom"), "happened_on": given["passed_on"], "what": words},
    )


@transaction.atomic
def agree_overview(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """The working group agrees the overview; it goes to the panel (HE-OVR-08). Raises as `step` does."""
    pass_gate(by, held, "agree_overview", given, "group", version=version)


@transaction.atomic
def satisfy_panel(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """The panel is content and recommends it to chair and Strategic Board (HE-OVR-08). Raises as `step` does."""
    pass_gate(by, held, "satisfy_panel", given, "panel", version=version)


@transaction.atomic
def send_back(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Send the overview back to be written anew, with why (HE-OVR-08). Raises as `step` does."""
    step(by, held, "send_back", given, version=version)


def _note(by: Viewer, held: SeriousCaseReview, kind: str, given: Given) -> CaseNote:
    words: dict[str, Any] = kept(given, "code", "who", "what", "outcome", "happened_on", "due_on")
    return CaseNote.objects.create(**recorded(by, held), reference=new_reference("SE"), kind=kind, **words)


@transaction.atomic
def note(*, by: Viewer, held: SeriousCaseReview, kind: Noting, given: Given, version: int | None = None) -> CaseNote:
    """Keep one note of a declared kind (`rules/noting.py`). Raises as `step` does."""
    options = list(choices.labels(held.pack, kind.choose)) if kind.choose else []
    step(by, held, kind.verb, {**given, "verb": kind.verb, "options": options}, version=version)
    return _note(by, held, kind.code, given)
