"""The panel: its members and what they sign, a case put to it, its sheet and findings, and what goes out without names."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, grant, open_file, revoke
from sharedduty.foundations.access.models import Exclusion, Grant
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.people.api import look_through
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.plain.words import same_person
from sharedduty.foundations.process.api import CannotMove, Given, kept, required, start_where_known
from sharedduty.modules.child_death.actions.gathering import end_everything
from sharedduty.modules.child_death.actions.steps import recorded, step
from sharedduty.modules.child_death.models import (
    ChildDeath,
    Finding,
    LearningOutput,
    PanelMember,
    PanelReview,
    SheetLine,
    Signature,
)
from sharedduty.modules.child_death.process import REVIEWED
from sharedduty.modules.child_death.queries.learning import pieces_of, terms_of
from sharedduty.modules.child_death.queries.meetings import PANELS, held_meetings, who_came
from sharedduty.modules.child_death.queries.members import PREFIX, account_named, signed_members, sits_already
from sharedduty.modules.child_death.queries.reading import ACTIONS
from sharedduty.modules.child_death.rules.panel import QUESTIONS, member_whole, signature_whole
from sharedduty.modules.child_death.rules.standing import EDITION

WHY = "signed panel member"


@transaction.atomic
def name_panel_member(*, by: Viewer, given: Given) -> PanelMember:
    """Name somebody to the panel, in a file of their own; who has an account is told that something waits (GL-CD-17).

    Nothing of any case opens for them by this. Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("death_work")
    if by.area_id is None or by.team_id is None:
        raise PermissionDenied
    typed = str(given.get("email") or "").strip()
    one = account_named(by, typed)
    deputy_of = PanelMember.objects.filter(reference=str(given.get("deputy_of") or ""), area_id=by.area_id).first()
    facts = {
        **given, "unknown": bool(typed) and one is None, "there": one is not None and sits_already(by, one),
        "lay_deputy": deputy_of is not None and deputy_of.seat == "lay",
    }  # fmt: skip
    if one:
        facts |= {"name": one.account.name, "body": f"{one.post.title}, {one.post.team.organisation.name}"}
    if missing := member_whole(facts):
        raise CannotMove(missing)
    file = open_file(by=by, kind="death_panel_member", area_id=by.area_id, team_id=by.team_id, letter=PREFIX)
    made = PanelMember.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team_id=by.team_id, appointment=one,
        deputy_of=deputy_of, recorded_at=timezone.now(), recorded_by_id=by.holding,
        **kept(facts, "seat", "part", "name", "body"),
    )  # fmt: skip
    record_change(
        by=by, verb="named a panel member", object_type="panel member", object_ref=made.reference, file=file.pk,
        fields=["seat", "part", "name"],
    )  # fmt: skip
    if one:
        if one.pk != by.appointment_id:
            grant(by=by, file=file, level="contribute", why="sits on the panel", appointment_id=one.pk)
        let_know(by=by, file=file, record=made.reference, template="death_panel_named", whom=[one])
    return made


@transaction.atomic
def sign(*, by: Viewer, member: PanelMember, given: Given) -> Signature:
    """Sign the confidentiality agreement for oneself, or record that somebody without an account signed on paper (GL-CD-20).

    The cases at the panel open for the member from this moment. Raises PermissionDenied; CannotMove.
    """
    held = PanelMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    own = held.appointment_id is not None and held.appointment_id == by.appointment_id
    by_hand = held.appointment_id is None and by.may("death_work")
    if not (own or by_hand) or held.ended_at:
        raise PermissionDenied
    if missing := signature_whole({**given, "by_hand": by_hand}):
        raise CannotMove(missing)
    now = timezone.now()
    made, new = Signature.objects.get_or_create(
        member=held, edition=EDITION,
        defaults={
            "case_file_id": held.case_file_id, "signed_at": now, "recorded_at": now, "recorded_by_id": by.holding,
            "on_paper": str(given.get("on_paper") or "").strip() if by_hand else "",
        },
    )  # fmt: skip
    if new:
        record_change(
            by=by, verb="signed the confidentiality agreement", object_type="panel member", object_ref=held.reference,
            file=held.case_file_id, fields=["signed_at"],
        )  # fmt: skip
    return made


def let_members_in(*, by: Viewer, held: ChildDeath) -> int:
    """Give every member who has signed sight of a case at the panel, who is not shut out and has none yet. Gives how many."""
    there = set(
        Grant.objects.filter(case_file=held.case_file, until__isnull=True).values_list("appointment_id", flat=True)
    )
    shut = Exclusion.objects.filter(case_file=held.case_file, lifted_at=None).values_list("account_id", "post_id")
    accounts, posts = {one for one, _ in shut if one}, {one for _, one in shut if one}
    given = 0
    for one in signed_members(by, held.area_id):
        appointment = one.appointment
        if appointment is None or appointment.pk in there or appointment.pk == by.appointment_id:
            continue
        if appointment.account_id in accounts or appointment.post_id in posts:
            continue
        grant(by=by, file=held.case_file, level="read", why=WHY, appointment_id=appointment.pk)
        given += 1
    return given


@transaction.atomic
def end_membership(*, by: Viewer, member: PanelMember, given: Given) -> None:
    """End a membership with the reason: from now on no case opens for them. Raises PermissionDenied; CannotMove."""
    by.must("death_work")
    held = PanelMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if held.ended_at:
        raise PermissionDenied
    because = str(given.get("because") or "").strip()
    if not because:
        raise CannotMove(required(given, because="Say why."))
    held.ended_at, held.ended_because = timezone.now(), because
    held.save(update_fields=["ended_at", "ended_because"])
    if held.appointment_id:
        kinds = ("child_death", "death_panel", "death_panel_member")
        granted = Grant.objects.filter(appointment_id=held.appointment_id, until__isnull=True).values("case_file_id")
        for file in CaseFile.objects.filter(kind__in=kinds, pk__in=granted):
            revoke(by=by, file=file, why="no longer of the panel", appointment_id=held.appointment_id)
    record_change(
        by=by, verb="ended a membership", object_type="panel member", object_ref=held.reference,
        file=held.case_file_id, fields=["ended_at"], reason=because,
    )  # fmt: skip


@transaction.atomic
def put_to_panel(*, by: Viewer, held: ChildDeath, version: int | None = None) -> int:
    """Put a case to the panel: it opens for the members who have signed, and for nobody else (GL-CD-20). Gives for how many.

    Raises as `step` does.
    """
    step(by, held, "put_to_panel", {"signed": bool(signed_members(by, held.area_id))}, version=version)
    given = let_members_in(by=by, held=held)
    whom = [one.appointment for one in signed_members(by, held.area_id) if one.appointment]
    let_know(by=by, file=held.case_file, record=held.reference, template="death_at_panel", whom=whom)
    return given


@transaction.atomic
def defer(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """The chair puts the case off: too few, or the wrong mix (GL-CD-19). Raises as `step` does."""
    step(by, held, "defer", given, version=version)


@transaction.atomic
def sign_sheet(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> list[SheetLine]:
    """Take a meeting of the panel in, with its sheet: everybody there had signed, and confirmed it (GL-CD-21; WT-CDR-31).

    Starts the limit for sharing the action points. Raises as `step` does.
    """
    found = {one.reference: one for one in held_meetings(by, held, PANELS)}
    chosen = found.get(str(given.get("meeting") or ""))
    came = who_came(by, held, chosen) if chosen else []
    signed = signed_members(by, held.area_id)
    posts, names = {one.appointment_id for one in signed}, [one.name for one in signed if not one.appointment_id]
    unsigned = [
        name for name, _, _, appointment in came
        if (appointment is None or appointment.pk not in posts) and not any(same_person(name, one) for one in names)
    ]  # fmt: skip
    sets = {"panel_meeting": chosen.reference, "panel_at": chosen.began_at or chosen.starts_at} if chosen else {}
    step(by, held, "sign_sheet", {**given, "meeting": chosen, "unsigned": unsigned}, version=version, sets=sets)
    lines = [
        SheetLine.objects.create(
            **recorded(by, held), meeting=held.panel_meeting, name=name, capacity=capacity, independent=True
        )
        for name, capacity, _, _ in came
    ]
    if held.panel_at:
        start_where_known(
            by=by, file=held.case_file, record=held.reference, key=ACTIONS, at=held.panel_at,
            title="Send the action points to the members", team_id=held.team_id,
        )  # fmt: skip
    return lines


@transaction.atomic
def conclude(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> PanelReview:
    """Keep what the panel found; looked at anew, the earlier finding stays (WT-CDR-31, WT-CDR-32). Raises as `step` does."""
    again = held.stage == REVIEWED
    number, now = held.panel_reviews.count() + 1, timezone.now()
    step(
        by, held, "conclude_again" if again else "conclude", {**given, "again": again}, version=version,
        sets={} if again else {"reviewed_at": now},
    )  # fmt: skip
    answers = {
        code: {"answer": given[code], "words": str(given.get(f"{code}_why") or "").strip()} for code in QUESTIONS
    }
    written = kept(
        given, "cause", "cause_group", "factors", "modifiable", "not_earlier", "learning", "why_again", "decided_by"
    )
    return PanelReview.objects.create(
        case_file_id=held.case_file_id, death=held, number=number, answers=answers, decided_at=now,
        recorded_by_id=by.holding, **{**written, "factors": written["factors"] if given.get("modifiable") == "yes" else ""},
    )  # fmt: skip


@transaction.atomic
def add_finding(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> Finding:
    """Keep something that somebody should act on (WT-CDR-05). Raises as `step` does."""
    step(by, held, "add_finding", given, version=version)
    return Finding.objects.create(**recorded(by, held), reference=new_reference("DX"), **kept(given, "text", "body"))


@transaction.atomic
def send_finding(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Record that whoever should act was told (WT-CDR-05). Raises as `step` does."""
    one = held.findings.filter(reference=str(given.get("which") or ""), informed_at__isnull=True).first()
    step(by, held, "send_finding", {**given, "finding": one}, version=version)
    _keep(one, kept(given, "informed_at", "informed_how"))


@transaction.atomic
def answer_finding(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Record what was decided on a finding (GL-CD-28). Raises as `step` does."""
    open_ones = held.findings.filter(informed_at__isnull=False, answered_on__isnull=True)
    one = open_ones.filter(reference=str(given.get("which") or "")).first()
    step(by, held, "answer_finding", {**given, "finding": one}, version=version)
    _keep(one, kept(given, "answer", "answered_on"))


def _keep(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


@transaction.atomic
def give_out(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> LearningOutput:
    """Give out what was learned, in a file that names no death, once nothing in it names anybody (GL-CD-22; GL-CN-10).

    Raises as `step` does.
    """
    terms, unseen = terms_of(by, held)
    found = look_through(pieces_of(given), terms).left
    checked = bool(str(given.get("checked_by") or "").strip())
    facts = {**given, "hits": found, "unseen": [] if checked else unseen}
    step(by, held, "give_out", facts, version=version)
    file = open_file(by=by, kind="death_learning", area_id=held.area_id, team_id=held.team_id, letter="DL")
    held.output = file.reference
    held.save(update_fields=["output"])
    made = LearningOutput.objects.create(
        case_file=file, reference=file.reference, area_id=held.area_id, checked_terms=len(terms),
        given_out_on=timezone.localdate(), given_out_by=f"{by.name}, {by.post_title}", recorded_by_id=by.holding,
        **kept(given, "title", "learning", "for_whom"),
    )  # fmt: skip
    record_change(
        by=by,
        verb="gave out learning",
        object_type="learning of child deaths",
        object_ref=made.reference,
        file=made.case_file_id,
    )
    return made


@transaction.atomic
def close_death(*, by: Viewer, held: ChildDeath, version: int | None = None) -> None:
    """End a review once everything it waits for is done. Raises as `step` does."""
    step(by, held, "close", version=version)
    end_everything(by, held, "The review is closed.")
