"""Panel members and what they declare; agencies' own reports, from the commission to the panel (GL-DH-36 to -49)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, grant, open_file, revoke
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.gatherings.api import end_part_in
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.plain.words import as_said
from sharedduty.foundations.process.api import CannotMove, Given, Missing, begin, kept, required
from sharedduty.modules.homicide_review.actions.steps import report_step, written
from sharedduty.modules.homicide_review.models import (
    AgencyReport,
    HomicideReview,
    Interview,
    PanelMember,
    StaffFeedback,
)
from sharedduty.modules.homicide_review.process import COMMISSIONING, CONSIDERING, ENDORSED, REPORT_PROCESS, REVIEWING
from sharedduty.modules.homicide_review.queries import choices, meetings, members, reading
from sharedduty.modules.homicide_review.rules.agencies import commission_whole, declaration_whole, member_whole

OPEN_TO = {"decision": (CONSIDERING,), "review": (COMMISSIONING, REVIEWING, "drafted", "signed", "cleared")}
SITS = "sits on the review panel"


@transaction.atomic
def name_member(*, by: Viewer, held: HomicideReview, given: Given) -> PanelMember:
    """Ask somebody to advise or to sit, in a file of their own: nothing of the review opens for them by this (GL-DH-12, -36).

    Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("homicide_work")
    panel = str(given.get("panel") or "")
    if panel in OPEN_TO and held.stage not in OPEN_TO[panel]:
        raise CannotMove([Missing("Nobody is asked to this panel at this stage.", "#id_panel")])
    typed = str(given.get("email") or "").strip()
    one = members.account_named(by, typed)
    facts = {
        **given, "unknown": bool(typed) and one is None, "there": one is not None and members.seat_open(by, held, one, panel),
    }  # fmt: skip
    if one:
        facts["name"], facts["body"] = members.words_of(one)
    if missing := member_whole(facts) + required(facts, shown="Write what they are told of the death."):
        raise CannotMove(missing)
    file = open_file(
        by=by, kind="homicide_member", area_id=held.area_id, team_id=held.team_id, letter=members.MEMBER,
        out_of=[held.case_file_id],
    )  # fmt: skip
    politician = facts["politician"] == "yes"
    made = PanelMember.objects.create(
        case_file=file, reference=file.reference, area_id=held.area_id, team_id=held.team_id, review=held.reference,
        appointment=one, politician=politician, recorded_at=timezone.now(), recorded_by_id=by.holding,
        fitness=str(facts.get("fitness") or "").strip() if politician else "",
        **kept(facts, "panel", "seat", "name", "body", "shown"),
    )  # fmt: skip
    _journal(by, made, "asked somebody to a panel", "panel", "seat", "name")
    if one:
        _let_in(by, one, made)
        let_know(by=by, file=file, record=made.reference, template="homicide_member_named", whom=[one])
    return made


def _let_in(by: Viewer, one: Appointment, made: PanelMember | AgencyReport) -> None:
    if one.pk != by.appointment_id:
        grant(by=by, file=made.case_file, level="contribute", why="asked", appointment_id=one.pk)


def _journal(by: Viewer, held: PanelMember, verb: str, *fields: str) -> None:
    record_change(
        by=by, verb=verb, object_type="homicide panel member", object_ref=held.reference, file=held.case_file_id,
        fields=list(fields),
    )  # fmt: skip


@transaction.atomic
def declare(*, by: Viewer, member: PanelMember, given: Given) -> PanelMember:
    """Declare oneself free to sit; or record from paper that somebody without an account did (GL-DH-39).

    A tie is named, and the chair says what is made of it. Raises PermissionDenied; CannotMove.
    """
    held = PanelMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    own = held.appointment_id is not None and held.appointment_id == by.appointment_id
    by_hand = held.appointment_id is None and by.may("homicide_work")
    if not (own or by_hand) or held.ended_at or held.declared_at:
        raise PermissionDenied
    points = choices.labels("member")
    if missing := declaration_whole({**given, "points": points, "by_hand": by_hand}):
        raise CannotMove(missing)
    held.declared = {code: given[f"point_{code}"] for code in points}
    held.conflict = str(given.get("conflict") or "").strip() if given["tied"] == "yes" else ""
    held.on_paper = str(given.get("on_paper") or "").strip() if by_hand else ""
    held.declared_at = timezone.now()
    held.save(update_fields=["declared", "conflict", "on_paper", "declared_at"])
    _journal(by, held, "declared themselves free to sit", "declared", "conflict", "declared_at")
    return held


@transaction.atomic
def settle_tie(*, by: Viewer, member: PanelMember, given: Given) -> None:
    """Record what the chair made of a tie a member declared (GL-DH-39). Raises PermissionDenied; CannotMove."""
    by.must("homicide_work")
    held = PanelMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if held.ended_at or not held.conflict:
        raise PermissionDenied
    if missing := required(given, settled="Write what the chair made of it, and what guards against it."):
        raise CannotMove(missing)
    held.settled = str(given["settled"]).strip()
    held.save(update_fields=["settled"])
    _journal(by, held, "settled a tie of a panel member", "settled")


@transaction.atomic
def end_membership(*, by: Viewer, member: PanelMember, given: Given) -> None:
    """End a membership with the reason: review, agencies' reports and meetings of the panel are shut to them from now on.

    A report they write or answer for themselves stays theirs. Raises as `settle_tie` does.
    """
    by.must("homicide_work")
    held = PanelMember.objects.select_for_update(of=("self",)).select_related("case_file").get(pk=member.pk)
    if held.ended_at:
        raise PermissionDenied
    if missing := required(given, because="Say why."):
        raise CannotMove(missing)
    held.ended_at, held.ended_because = timezone.now(), str(given["because"]).strip()
    held.save(update_fields=["ended_at", "ended_because"])
    review = HomicideReview.objects.filter(reference=held.review).select_related("case_file").first()
    if held.appointment_id is not None and review:
        _shut(by, held, review, held.appointment_id)
    _journal(by, held, "ended a panel membership", "ended_at", "ended_because")


def _shut(by: Viewer, held: PanelMember, review: HomicideReview, sits_id: int) -> None:
    files = [held.case_file]
    if held.panel == "review":
        reports = reading.reports_of(by, review)
        files += [review.case_file, *(one.case_file for one in reports)]
    for file in files:  # what one contributes to, one's own agency's report, was not opened by the seat
        level = {} if file.pk == held.case_file_id else {"level": "read"}
        revoke(by=by, file=file, why="no longer of the panel", appointment_id=sits_id, **level)
    room = {"decision": "homicide_decision", "review": "homicide_panel"}[held.panel]
    called = [one for one in meetings.meetings_of(by, review) if one.room == room]
    end_part_in(by=by, meetings=called, appointment_id=sits_id, because="no longer of the panel")


def let_panel_in(*, by: Viewer, held: HomicideReview) -> int:
    """Give every member free to sit sight of the review and of the agencies' reports that are in. Gives how many grants."""
    accounts, posts = reading.shut_out(by, held)
    files = [
        held.case_file,
        *(one.case_file for one in reading.reports_of(by, held) if one.stage in (ENDORSED, "presented")),
    ]
    there = set(
        Grant.objects.filter(case_file__in=files, until__isnull=True).values_list("case_file_id", "appointment_id")
    )
    given = 0
    for one in members.declared(by, held):
        sits = one.appointment
        if sits is None or sits.account_id in accounts or sits.post_id in posts or sits.pk == by.appointment_id:
            continue
        for file in files:
            if (file.pk, sits.pk) not in there:
                grant(by=by, file=file, level="read", why=SITS, appointment_id=sits.pk)
                given += 1
    return given


@transaction.atomic
def open_to_panel(*, by: Viewer, held: HomicideReview) -> int:
    """Let the members who are free to sit read the review and what agencies reported (GL-CN-11). Raises PermissionDenied."""
    by.must("homicide_work")
    return let_panel_in(by=by, held=held)


@transaction.atomic
def commission_report(*, by: Viewer, held: HomicideReview, given: Given) -> AgencyReport:
    """Ask an agency, through a senior manager, for its own report, in a file of its own (GL-DH-45 to -47).

    Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("homicide_work")
    if held.stage not in (COMMISSIONING, REVIEWING):
        raise CannotMove([Missing("Reports are asked for before the overview report is in.")])
    typed = str(given.get("email") or "").strip()
    one = members.account_named(by, typed)
    facts = {**given, "unknown": bool(typed) and one is None}
    if one:
        facts["manager_words"] = ", ".join(members.words_of(one))
    if missing := commission_whole(facts):
        raise CannotMove(missing)
    file = open_file(
        by=by, kind="homicide_report", area_id=held.area_id, team_id=held.team_id, letter=members.REPORT,
        out_of=[held.case_file_id],
    )  # fmt: skip
    sits = {as_said(seat) for member in reading.members_of(by, held, "review") for seat in (member.seat, member.body)}
    agency = str(facts["agency"]).strip()
    made = AgencyReport.objects.create(
        case_file=file, reference=file.reference, area_id=held.area_id, team_id=held.team_id, review=held.reference,
        manager=one, on_panel=any(as_said(agency) in seat for seat in sits), recorded_at=timezone.now(),
        recorded_by_id=by.holding, **kept(facts, "agency", "asked", "due_on", "manager_words"),
    )  # fmt: skip
    begin(by=by, process=REPORT_PROCESS, record=made, event="report asked for")
    record_change(
        by=by, verb="asked an agency for its own report", object_type="homicide report", object_ref=made.reference, file=file.pk,
        fields=["agency", "asked", "due_on"],
    )  # fmt: skip
    if one:
        _let_in(by, one, made)
        let_know(by=by, file=file, record=made.reference, template="homicide_report_asked", whom=[one])
    return made


def _must_be_asked(by: Viewer, held: AgencyReport) -> None:
    """Only the agency's manager, its author and the partnership act on a report; a reader of the panel does not."""
    if by.may("homicide_work"):
        return
    if by.appointment_id is None or by.appointment_id not in (held.manager_id, held.author_id):
        raise PermissionDenied


@transaction.atomic
def name_author(*, by: Viewer, held: AgencyReport, given: Given, version: int | None = None) -> None:
    """Name who writes the report, with the declaration that they stand outside the case (GL-DH-47; HE-IMR-01). As `step`."""
    _must_be_asked(by, held)
    typed = str(given.get("email") or "").strip()
    one = members.account_named(by, typed)
    facts = {
        **given,
        "unknown": bool(typed) and one is None,
        "author_is_manager": one is not None and one.pk == held.manager_id,
    }
    if one:
        facts["author_words"] = ", ".join(members.words_of(one))
    before = held.author
    sets = {
        "author_id": one.pk if one else None, "author_words": str(facts.get("author_words") or "").strip(),
        "no_part": given.get("no_part") == "yes", "no_line": given.get("no_line") == "yes",
        **kept(given, "independent_because"),
    }  # fmt: skip
    report_step(by, held, "name_author", facts, version=version, sets=sets)
    if before and before.pk not in (by.appointment_id, one.pk if one else None):
        revoke(by=by, file=held.case_file, why="no longer the author", appointment_id=before.pk)
    if one and one.pk != (before.pk if before else None):
        _let_in(by, one, held)
        let_know(by=by, file=held.case_file, record=held.reference, template="homicide_report_author", whom=[one])


@transaction.atomic
def write_report(*, by: Viewer, held: AgencyReport, given: Given, version: int | None = None) -> None:
    """Write the four parts of the report (HE-IMR-02, -03). Raises as `step` does."""
    _must_be_asked(by, held)
    names = ("account", "analysis", "learning", "good_practice", "recommended")
    report_step(by, held, "write", given, version=version, sets=kept(given, *names))


@transaction.atomic
def record_interview(*, by: Viewer, held: AgencyReport, given: Given, version: int | None = None) -> Interview:
    """Keep the record of an interview as it was shared (GL-DH-48; HE-IMR-04). Raises as `step` does."""
    _must_be_asked(by, held)
    report_step(by, held, "record_interview", given, version=version)
    return Interview.objects.create(
        **written(by, held), **kept(given, "who", "interviewed_on", "text", "shared_on", "kept_at")
    )


@transaction.atomic
def record_feedback(*, by: Viewer, held: AgencyReport, given: Given, version: int | None = None) -> StaffFeedback:
    """Record that staff heard what was found (GL-DH-49; HE-IMR-05). Raises as `step` does."""
    _must_be_asked(by, held)
    report_step(by, held, "record_feedback", given, version=version)
    return StaffFeedback.objects.create(**written(by, held), **kept(given, "who", "given_on", "corrected", "apart"))


@transaction.atomic
def endorse(*, by: Viewer, held: AgencyReport, given: Given, version: int | None = None) -> None:
    """Endorse the report as the senior manager who answers for it; the panel may read it from here (GL-DH-47; HE-IMR-08).

    Whoever wrote it cannot. Raises as `step` does.
    """
    _must_be_asked(by, held)
    own = held.author_id is not None and held.author_id == by.appointment_id
    sets = {**kept(given, "endorsed_by", "owns"), "endorsed_at": timezone.now()}
    report_step(by, held, "endorse", {**given, "own": own}, version=version, sets=sets)


@transaction.atomic
def say_nothing(*, by: Viewer, held: AgencyReport, given: Given, version: int | None = None) -> None:
    """Say in writing that there is nothing to report (HE-IMR-13). Raises as `step` does."""
    _must_be_asked(by, held)
    report_step(by, held, "say_nothing", given, version=version, sets=kept(given, "nil_because", "endorsed_by"))


@transaction.atomic
def give_back(*, by: Viewer, held: AgencyReport, given: Given, version: int | None = None) -> None:
    """Give a report back to its agency, with why. Raises as `step` does."""
    report_step(by, held, "give_back", given, version=version, sets={"endorsed_at": None})


@transaction.atomic
def present(*, by: Viewer, held: AgencyReport, given: Given, version: int | None = None) -> None:
    """Record that a report was presented to the panel, and what it made of it (GL-DH-43, -45). Raises as `step` does."""
    report_step(by, held, "present", given, version=version, sets=kept(given, "presented_on", "panel_said"))
    review = HomicideReview.objects.filter(reference=held.review).select_related("case_file", "area").first()
    if review:
        let_panel_in(by=by, held=review)
