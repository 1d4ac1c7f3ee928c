"""Joiners, movers and leavers: one person proposes, another approves, and endings count at once."""

import datetime

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access import letters
from sharedduty.foundations.access.actions.own import end_sessions
from sharedduty.foundations.access.models import Account, Appointment
from sharedduty.foundations.access.roles import role as role_of
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team
from sharedduty.foundations.journal.api import Actor, record_change

# Roles that watch over everyone else: only an administrator may so much as propose them.
GUARDED_ROLES = frozenset({"administrator", "privacy_officer"})


class Refused(Exception):
    """An act that a rule forbids. The message is fit to show."""


def _may_propose(by: Viewer, post: Post, role: str) -> None:
    """Raise Refused unless this viewer may propose this role in this post."""
    role_of(role)  # a role that does not exist raises KeyError: no form offers one
    if post.closed_on is not None and post.closed_on <= timezone.localdate():
        raise Refused("That post is closed. Choose another.")
    if by.may("accounts_manage") and post.team.organisation.area_id == by.area_id:
        return
    reach = {"front_door_manager": post.team_id == by.team_id}.get(
        by.role, post.team.organisation_id == by.organisation_id
    )
    if not by.may("appointments_propose") or not reach:
        raise Refused("You can propose people for your own team or organisation only.")
    if role in GUARDED_ROLES:
        raise Refused("Only an administrator can propose this role.")


def invite(*, by: Viewer, name: str, email: str) -> Account:
    """Make an account for a joiner and send them the link to set a password; a returning leaver's is opened again.

    Raises Refused when somebody who has not left uses the address, or the viewer may not.
    """
    if not by.may("appointments_propose"):
        raise Refused("Only an administrator or a manager can make an account.")
    account = Account.objects.filter(email__iexact=email).first()
    if account is not None and account.is_active:
        raise Refused("Somebody with that email address has an account. Open their page to give them another post.")
    if account is None:
        account = Account(email=email)
    account.name, account.is_active = name, True
    account.set_unusable_password()
    account.save()
    record_change(
        by=by, verb="invited", object_type="account", object_ref=account.reference, fields=["name", "email"],
        values={"name": name, "email": email},
    )  # fmt: skip
    letters.send_password_letter(account_id=account.pk, what="welcome")
    return account


def send_new_link(*, by: Viewer, account: Account) -> None:
    """Send the link to set a password once more."""
    _needs_manage(by)
    letters.send_password_letter(account_id=account.pk, what="welcome")
    record_change(by=by, verb="sent a password link", object_type="account", object_ref=account.reference)


def propose_appointment(
    *,
    by: Viewer,
    account: Account,
    post: Post,
    role: str,
    held_from: datetime.date,
    held_until: datetime.date | None = None,
    reports_to: Appointment | None = None,
    deputy_for: Appointment | None = None,
) -> Appointment:
    """Propose that a person holds a post with a role from a day, perhaps until one. It counts once another approves it.

    Raises Refused for a person who has left, a post or role this viewer may not propose, an end before the start, or what
    the same person holds or is proposed for already in those days.
    """
    _may_propose(by, post, role)
    if not account.is_active:
        raise Refused("This person has left. Invite them again first.")
    if held_until is not None and held_until < held_from:
        raise Refused("The last day is before the first day.")
    if by.account_id == account.pk and not by.may("accounts_manage"):
        raise Refused("You cannot propose a post for yourself.")
    _not_twice(account, post, role, held_from, held_until, deputy_for)
    appointment = Appointment.objects.create(
        account=account, post=post, role=role, held_from=held_from, held_until=held_until, reports_to=reports_to,
        proposed_by_id=by.account_id, deputy_for=deputy_for,
    )  # fmt: skip
    record_change(
        by=by, verb="proposed appointment", object_type="appointment", object_ref=appointment.reference,
        fields=["post", "role", "held_from", "held_until", "reports_to", "deputy_for"], values={"role": role, "post": post.pk},
    )  # fmt: skip
    return appointment


def _not_twice(
    account: Account, post: Post, role: str, held_from: datetime.date, held_until: datetime.date | None,
    deputy_for: Appointment | None,
) -> None:  # fmt: skip
    """Raise Refused where the same person has the same post with the same role in some of the same days."""
    same = Appointment.objects.filter(
        account=account, post=post, role=role, deputy_for=deputy_for, ended_at__isnull=True
    )
    same = same.exclude(held_until__lt=held_from)
    if (same.filter(held_from__lte=held_until) if held_until else same).exists():
        raise Refused("They hold this post in those days already, or it waits for approval.")


def propose_deputy(
    *, by: Viewer, account: Account, principal: Appointment, held_from: datetime.date, held_until: datetime.date
) -> Appointment:
    """Propose that a person stands in for somebody in their post, in their own name, from a day until one (GL-XN-02).

    It counts once another approves it, and ends with the appointment of the one stood in for. Raises Refused for standing
    in for oneself or for a deputy, for somebody who holds the post no longer, and as `propose_appointment` does.
    """
    if principal.account_id == account.pk:
        raise Refused("Nobody stands in for themselves. Choose somebody else.")
    if principal.deputy_for_id is not None:
        raise Refused("They stand in for somebody themselves. Choose whose post it is.")
    if principal.ended_at is not None or principal.approved_at is None:
        raise Refused("They do not hold this post now.")
    if principal.held_until is not None and held_until > principal.held_until:
        raise Refused("They hold the post until an earlier day than that.")
    return propose_appointment(
        by=by, account=account, post=principal.post, role=principal.role, held_from=held_from, held_until=held_until,
        reports_to=principal.reports_to, deputy_for=principal,
    )  # fmt: skip


def approve_appointment(*, by: Viewer, appointment: Appointment) -> None:
    """Approve a proposed appointment. Raises Refused for its proposer, for whoever it is about, and when it is decided."""
    _needs_manage(by)
    waiting = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if waiting.approved_at is not None or waiting.ended_at is not None:
        raise Refused("This was decided already.")
    if by.account_id == waiting.proposed_by_id:
        raise Refused("You proposed this, so somebody else must approve it.")
    if by.account_id == waiting.account_id:
        raise Refused("This is about you, so somebody else must approve it.")
    waiting.approved_by_id, waiting.approved_at = by.account_id, timezone.now()
    waiting.save(update_fields=["approved_by", "approved_at"])
    record_change(by=by, verb="approved appointment", object_type="appointment", object_ref=waiting.reference)


def refuse_appointment(*, by: Viewer, appointment: Appointment, reason: str) -> None:
    """Refuse a proposed appointment, or take back one's own proposal, with the reason."""
    if by.account_id != appointment.proposed_by_id:
        _needs_manage(by)
    if appointment.approved_at is not None:
        raise Refused("This was approved already. End it instead.")
    _end(by, appointment, reason, verb="refused appointment")


def end_appointment(*, by: Viewer, appointment: Appointment, reason: str) -> None:
    """End an appointment now: its sight ends with it, in open pages too."""
    _may_end(by, appointment)
    _end(by, appointment, reason, verb="ended appointment")


def _end(by: Viewer, appointment: Appointment, reason: str, verb: str) -> None:
    if appointment.ended_at is not None:
        raise Refused("This has ended already.")
    if not reason.strip():
        raise Refused("Say why.")
    appointment.ended_at, appointment.ended_by_id, appointment.ended_because = timezone.now(), by.account_id, reason
    appointment.save(update_fields=["ended_at", "ended_by", "ended_because"])
    record_change(
        by=by, verb=verb, object_type="appointment", object_ref=appointment.reference, fields=["ended_at"],
        reason=reason,
    )  # fmt: skip
    for deputy in Appointment.objects.filter(deputy_for=appointment, ended_at__isnull=True):
        _end(by, deputy, "Whoever they stood in for holds the post no longer.", verb="ended appointment")


def move(
    *, by: Viewer, appointment: Appointment, post: Post, role: str, held_from: datetime.date, reason: str,
    reports_to: Appointment | None = None,
) -> Appointment:  # fmt: skip
    """Move a person: the old appointment ends the day before, the new one is proposed. Gives the new one.

    Raises Refused as ending and proposing do, and for somebody who only stands in.
    """
    _may_end(by, appointment)
    if appointment.deputy_for_id is not None:
        raise Refused("They only stand in there. End it, and give them a post of their own.")
    with transaction.atomic():
        day_before = held_from - datetime.timedelta(days=1)
        if day_before < timezone.localdate():
            _end(by, appointment, reason, verb="ended appointment")
        else:
            appointment.held_until = day_before
            appointment.save(update_fields=["held_until"])
            _shorten_deputies(by, appointment, day_before)
            record_change(
                by=by, verb="set last day", object_type="appointment", object_ref=appointment.reference,
                fields=["held_until"], reason=reason,
            )  # fmt: skip
        return propose_appointment(
            by=by, account=appointment.account, post=post, role=role, held_from=held_from, reports_to=reports_to
        )


def _shorten_deputies(by: Viewer, appointment: Appointment, last_day: datetime.date) -> None:
    """Nobody stands in for somebody after their last day."""
    for deputy in Appointment.objects.filter(deputy_for=appointment, ended_at__isnull=True, held_until__gt=last_day):
        if deputy.held_from > last_day:
            _end(by, deputy, "Whoever they stood in for moves before it begins.", verb="ended appointment")
            continue
        deputy.held_until = last_day
        deputy.save(update_fields=["held_until"])
        record_change(
            by=by, verb="set last day", object_type="appointment", object_ref=deputy.reference, fields=["held_until"],
            reason="whoever they stand in for moves",
        )  # fmt: skip


def leave(*, by: Viewer, account: Account, reason: str) -> None:
    """A leaver: every appointment ends, the account closes, and every session dies, all at once."""
    _needs_manage(by)
    if account.pk == by.account_id:
        raise Refused("You cannot close your own account. Ask another administrator.")
    for appointment in Appointment.objects.filter(account=account, ended_at__isnull=True):
        _end(by, appointment, reason, verb="ended appointment")
    account.is_active = False
    account.save(update_fields=["is_active"])
    record_change(
        by=by, verb="closed account", object_type="account", object_ref=account.reference, fields=["is_active"],
        reason=reason,
    )  # fmt: skip
    end_sessions(by=by, account_id=account.pk)


def _needs_manage(by: Viewer) -> None:
    if not by.may("accounts_manage"):
        raise Refused("Only an administrator can do this.")


def _may_end(by: Viewer, appointment: Appointment) -> None:
    if by.may("accounts_manage"):
        return
    if not by.may("appointments_propose") or appointment.post.team.organisation_id != by.organisation_id:
        raise Refused("You can end appointments of your own organisation only.")
    if appointment.role in GUARDED_ROLES:
        raise Refused("Only an administrator can end this role.")


def make_first_administrator(*, by: Actor, name: str, email: str, area_key: str, area_name: str) -> Account:
    """Make one of the first two administrators of an installation, approved by themselves: nobody else ever is.

    Two, since every post takes two people: one alone could let nobody in. Makes the area, an organisation, a team and a
    post where they are missing. Raises Refused when two hold office already, or this person does.
    """
    today = timezone.localdate()
    held = Appointment.objects.filter(
        role="administrator", approved_at__isnull=False, ended_at__isnull=True, account__is_active=True
    ).exclude(held_until__lt=today)
    if held.filter(account__email__iexact=email).exists():
        raise Refused("They are an administrator already. The second one must be somebody else.")
    if held.values("account").distinct().count() > 1:
        raise Refused("Two administrators hold office already. They can invite others in People and posts.")
    area, _ = Area.objects.get_or_create(key=area_key, defaults={"name": area_name, "local_pack": ""})
    organisation, _ = Organisation.objects.get_or_create(
        area=area, key="partnership", defaults={"name": f"{area.name} safeguarding partnership", "sector": "other"}
    )
    team, _ = Team.objects.get_or_create(
        organisation=organisation, key="business-unit", defaults={"name": "Business unit", "purpose": "business_unit"}
    )
    post, _ = Post.objects.get_or_create(team=team, title="Administrator of Shared Duty")
    account = Account.objects.filter(email__iexact=email).first() or Account(email=email)
    account.name, account.is_active = name, True
    account.set_unusable_password()
    account.save()
    appointment = Appointment.objects.create(
        account=account, post=post, role="administrator", held_from=today, proposed_by=account, approved_by=account,
        approved_at=timezone.now(),
    )  # fmt: skip
    record_change(by=by, verb="made the first administrator", object_type="account", object_ref=account.reference)
    record_change(by=by, verb="approved appointment", object_type="appointment", object_ref=appointment.reference)
    return account
