"""The team around the child, and the one lead practitioner (GL-EH-09 to GL-EH-13)."""

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, grant, revoke
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.early_help.actions.steps import notify, of_the_plan, post_of, refuse, run_by, tell
from sharedduty.modules.early_help.models import Lead, Member, Plan
from sharedduty.modules.early_help.rules import consent_stands, needed


@transaction.atomic
def join(
    *, by: Viewer, plan: Plan, capacity: str, appointment: Appointment | None = None, name: str = "",
    organisation_name: str = "",
) -> Member:  # fmt: skip
    """Bring somebody into the team. A practitioner who signs in here sees the plan from now on, once the family agrees.

    Raises PermissionDenied; CannotMove without a name or capacity, for somebody there already, or without consent.
    """
    held = run_by(by, plan)
    if appointment is not None:
        capacity, name = Member.Capacity.PRACTITIONER, appointment.account.name
        organisation_name = appointment.post.team.organisation.name
    missing = needed({"name": name}, "name", "Write who it is.")
    if capacity not in Member.Capacity.values:
        missing.append(Missing("Choose who they are to the child.", "#id_capacity"))
    if capacity == Member.Capacity.PRACTITIONER:
        missing += consent_stands(held, {})
        missing += needed({"o": organisation_name}, "o", "Write where they work.") and [
            Missing("Write where they work.", "#id_organisation_name")
        ]
    if appointment and held.members.filter(appointment=appointment, left_at__isnull=True).exists():
        missing.append(Missing(f"{name} is of the team already."))
    refuse(missing)
    member = Member.objects.create(
        case_file_id=held.case_file_id, reference=new_reference("EM"), plan=held, capacity=capacity, appointment=appointment,
        name=name.strip(), organisation_name=organisation_name.strip(), joined_at=timezone.now(),
    )  # fmt: skip
    if appointment is not None and appointment.pk != by.appointment_id:
        grant(
            by=by, file=held.case_file, level="contribute", why="team around the child", appointment_id=appointment.pk
        )
    tell(by, held, "brought somebody into the team", ("members",))
    notify(by, held, member, "of a team around a child")
    return member


@transaction.atomic
def leave_team(*, by: Viewer, member: Member, because: str) -> None:
    """Somebody leaves the team, and sees the plan no longer. Raises PermissionDenied; CannotMove for the lead."""
    plan = run_by(by, member.plan)
    held = of_the_plan(plan, Member.objects.filter(pk=member.pk).first(), "because")
    missing = needed({"because": because}, "because", "Say why.")
    if plan.leads.filter(member=held, led_until__isnull=True).exists():
        missing.append(Missing("They lead the plan: name another lead practitioner first.", "#id_because"))
    refuse(missing)
    held.left_at, held.left_because = timezone.now(), because.strip()
    held.save(update_fields=["left_at", "left_because"])
    if held.appointment_id:
        revoke(by=by, file=plan.case_file, why="left the team around the child", appointment_id=held.appointment_id)
    tell(by, plan, "ended somebody's part in the team", ("members",), because)


@transaction.atomic
def name_lead(
    *, by: Viewer, plan: Plan, member: Member | None, preference: str, because: str, handed_over: str = ""
) -> Lead:
    """Name the lead practitioner: the first, or another from this moment, without a gap (GL-EH-11; GL-TH-10).

    Takes: who of the team, whom the child and family wanted, why, and when it changes what the next lead must know.
    Raises PermissionDenied; CannotMove with what is missing, or for somebody without an account here.
    """
    locked = run_by(by, plan)
    now = timezone.now()
    before = locked.leads.filter(led_until__isnull=True).select_related("member").first()
    given = {"preference": preference, "because": because, "handed_over": handed_over}
    missing = needed(given, "preference", "Ask the child and family whom they want, and write what they said.")
    missing += needed(given, "because", "Say why this person: whom the family trusts and meets most counts.")
    if before is not None:
        missing += needed(
            given, "handed_over", "Write what the next lead must know: what is done, what is not, what is due."
        )
    if member is None or member.plan_id != locked.pk or member.left_at is not None:
        missing.insert(0, Missing("Choose somebody of the team around the child.", "#id_member"))
        raise CannotMove(missing)  # all of what is missing at once
    chosen = of_the_plan(locked, member, "member")
    if chosen.appointment_id is None:
        missing.append(
            Missing("A lead practitioner signs in here. Choose a practitioner with an account.", "#id_member")
        )
    if before is not None and before.member_id == chosen.pk:
        missing.append(Missing("They lead it already.", "#id_member"))
    refuse(missing)
    if before is not None:
        before.led_until = now
        before.save(update_fields=["led_until"])
    made = Lead.objects.create(
        case_file_id=locked.case_file_id, plan=locked, member=chosen, led_from=now, preference=preference.strip(),
        because=because.strip(), handed_over=handed_over.strip(), recorded_by_id=post_of(by),
    )  # fmt: skip
    tell(by, locked, "named the lead practitioner", ("lead",), because)
    notify(by, locked, chosen, "lead practitioner")
    return made
