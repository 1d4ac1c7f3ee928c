"""Receiving a concern: the one way by which every contact comes in, whoever sends it and however.

    receipt = receive(
        by=viewer, area_id=area.pk, source="telephone",
        children=[ReceivedChild(given_names="Robin", family_name="Testwell", birth_on=date(2018, 5, 1))],
        sender=Sender(name="Ada Sample", post="Health visitor", organisation_id=7, telephone="01632 960001"),
        form="telephone", answers={"what_happened": "…", "child_words": "…"},   # or record=<a FormRecord being sent>
    )
    receipt.contact, receipt.reference, receipt.decision_due_at, receipt.is_new

Used by the forms under `/raise/`, by the form for concerns told by telephone, and by the import of notifications. It
opens the concern file (unless `record` already lies in one), keeps the answers as a submitted version, makes the Contact
and its children, hands the file to the area's front door, starts `referral.acknowledge` and `referral.decision` (and
`referral.written` for a professional who rang), writes the first move and the journal: all in the caller's transaction.
The working (`contact`) file is opened later, by the front door itself. Sources: GL-FD-01, GL-FD-03, GL-FD-20; WT-REF-01,
WT-REF-07, WT-REF-08.
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, grant, hand_to_team, open_file, revoke
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.forms.api import FormRecord, keep_submitted, submit
from sharedduty.foundations.guidance.api import opening_hours
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Clock, begin, start_clock
from sharedduty.modules.front_door.models import Contact, ContactChild
from sharedduty.modules.front_door.process import PROCESS

ACKNOWLEDGE, DECIDE, WRITTEN = "referral.acknowledge", "referral.decision", "referral.written"
KIND = "concern"
TITLES = {
    ACKNOWLEDGE: "Acknowledge receipt to the referrer",
    DECIDE: "Decide next steps",
    WRITTEN: "Confirm the telephone concern in writing",
}


@dataclass(frozen=True)
class ReceivedChild:
    """A child as the sender described them. Leave out what is not known; `unborn` children have `expected_on`."""

    given_names: str = ""
    family_name: str = ""
    also_known_as: str = ""
    unborn: bool = False
    birth_on: datetime.date | None = None
    birth_about: str = ""
    expected_on: datetime.date | None = None
    sex: str = ""
    ethnicity: str = ""
    nhs_number: str = ""
    upn: str = ""
    address: str = ""
    postcode: str = ""
    school: str = ""
    gp_practice: str = ""
    registered_in_wales: bool = False


@dataclass(frozen=True)
class Sender:
    """Who raises the concern. `identity_verified` only where they signed in, or the front door knows who rang.

    `appointment_id` for somebody signed in, `link_id` for somebody who came by e-mailed link: they then follow their
    concern on its status page. `is_professional` is False for family, children and the public.
    """

    name: str = ""
    post: str = ""
    email: str = ""
    telephone: str = ""
    organisation_id: int | None = None
    appointment_id: int | None = None
    link_id: int | None = None
    identity_verified: bool = False
    is_professional: bool = True


@dataclass(frozen=True)
class Receipt:
    """What the sender is given: the contact, when its clocks fall due, and whether this sending made it."""

    contact: Contact
    acknowledge_due_at: datetime.datetime | None
    decision_due_at: datetime.datetime | None
    is_new: bool = True

    @property
    def reference(self) -> str:
        """The contact's public reference."""
        return self.contact.reference


class CannotReceive(Exception):
    """The concern cannot be taken in. The message says why, fit to show; nothing was written."""


def receive(
    *,
    by: Viewer,
    area_id: int,
    source: str,
    children: Sequence[ReceivedChild],
    sender: Sender,
    record: FormRecord | None = None,
    form: str = "",
    answers: Mapping[str, Any] | None = None,
    received_at: datetime.datetime | None = None,
    concern_arose_at: datetime.datetime | None = None,
    telephoned_at: datetime.datetime | None = None,
    immediate_danger: bool = False,
    external_number: str = "",
    submission_token: uuid.UUID | None = None,
    out_of: Iterable[int] = (),
) -> Receipt:
    """Take in one concern about one child or several, in the caller's transaction.

    Takes: who writes it down (`by`); the area; `source` (a value of Contact.Source); children and sender as described;
    and either `record`, the draft being sent, or `form` (a form of the area's pack) and `answers`, kept as sent at once.
    `received_at`, by default now, starts the clocks. `external_number` with the sender's organisation, or the
    `submission_token`, say that two sendings are one. `out_of` are the files it comes out of, whose exclusions it takes over
    (with `form`; a draft has taken them over already). Gives: a Receipt; for a sending taken in before, the first one's.
    Raises: CannotReceive (no child, no front door, a number used by a file out of sight); FormNotReady for `record`.
    """
    if not children:
        raise CannotReceive("A concern names at least one child, even if little is known about them.")
    if earlier := _earlier(by, record, sender, external_number, submission_token):
        return receipt_of(by, earlier)
    team = front_door_of(area_id, by=by)
    at = received_at or timezone.now()
    sent = _send(by, record) if record is not None else _keep(by, area_id, form, answers or {}, out_of)
    facts = {
        "received_at": at, "concern_arose_at": concern_arose_at, "telephoned_at": telephoned_at,
        "immediate_danger": immediate_danger, "external_number": external_number, "submission_token": submission_token,
    }  # fmt: skip
    contact = _write_contact(by=by, team=team, source=source, sender=sender, form=sent, facts=facts)
    _write_children(by, contact, children)
    begin(by=by, process=PROCESS, record=contact, event="concern received", at=at)
    clocks = _start_clocks(by, contact)
    record_change(
        by=by, verb="received", object_type="contact", object_ref=contact.reference, file=contact.case_file_id,
        fields=["contact", "children", "form"], reason=source,
    )  # fmt: skip
    _send_receipt(by, contact)
    _hand_over(by, contact, team)
    return _receipt(contact, clocks, is_new=True)


def _send(by: Viewer, record: FormRecord) -> FormRecord:
    submit(by=by, record=record)
    return record


def _keep(by: Viewer, area_id: int, form: str, answers: Mapping[str, Any], out_of: Iterable[int]) -> FormRecord:
    file = open_file(by=by, kind=KIND, area_id=area_id, letter="C", out_of=out_of)
    return keep_submitted(by=by, file=file, form=form, pack=_pack(area_id, by), answers=answers)


def front_door_of(area_id: int, *, by: Viewer) -> Team:
    """The front-door team of an area. Raises CannotReceive where none is set up."""
    team = Team.objects.using(by.database).filter(organisation__area_id=area_id, purpose="front_door").order_by("pk")
    found = team.first()
    if found is None:
        raise CannotReceive("This area has no front door set up yet. Telephone the council instead.")
    return found


def outside_office_hours(at: datetime.datetime, pack_id: str) -> bool:
    """Whether `at` lies outside the area's opening hours. Only a mark for the queue; no limit is counted by it."""
    return not opening_hours(pack_id).open_at(at)


def _pack(area_id: int, by: Viewer) -> str:
    return Area.objects.using(by.database).values_list("local_pack", flat=True).get(pk=area_id)


def _earlier(
    by: Viewer, record: FormRecord | None, sender: Sender, external_number: str, submission_token: uuid.UUID | None
) -> Contact | None:
    contacts = Contact.objects.using(by.database)
    if record is not None and record.submitted_at:
        return contacts.filter(form=record).first()
    if submission_token and (found := contacts.filter(submission_token=submission_token).first()):
        return found
    if external_number and sender.organisation_id:
        return contacts.filter(referrer_organisation_id=sender.organisation_id, external_number=external_number).first()
    return None


def _write_contact(
    *, by: Viewer, team: Team, source: str, sender: Sender, form: FormRecord, facts: Mapping[str, Any]
) -> Contact:
    file = form.case_file
    try:
        with transaction.atomic(using=by.database):
            return Contact.objects.using(by.database).create(
                case_file=file, reference=file.reference, area_id=file.area_id, team=team, stage=PROCESS.first,
                source=Contact.Source(source), form=form, referrer_id=sender.appointment_id,
                referrer_link_id=sender.link_id, referrer_organisation_id=sender.organisation_id,
                referrer_name=sender.name, referrer_post=sender.post, referrer_email=sender.email,
                referrer_telephone=sender.telephone, identity_verified=sender.identity_verified,
                is_professional=sender.is_professional,
                out_of_hours=outside_office_hours(facts["received_at"], _pack(file.area_id, by)), **facts,
            )  # fmt: skip
    except IntegrityError as taken:
        raise CannotReceive(
            "This number was already used by your organisation for a concern you cannot see. Telephone the front door."
        ) from taken


def _write_children(by: Viewer, contact: Contact, children: Sequence[ReceivedChild]) -> None:
    ContactChild.objects.using(by.database).bulk_create(
        [
            ContactChild(
                case_file_id=contact.case_file_id, contact=contact, reference=new_reference("K"), order=order,
                **asdict(child),
            )
            for order, child in enumerate(children, 1)
        ]
    )  # fmt: skip


def _start_clocks(by: Viewer, contact: Contact) -> list[Clock]:
    clocks = [
        start_clock(
            by=by, file=contact.case_file, record=contact.reference, key=key, at=contact.received_at,
            title=TITLES[key], team_id=contact.team_id,
        )
        for key in (ACKNOWLEDGE, DECIDE)
    ]  # fmt: skip
    if contact.source == Contact.Source.TELEPHONE and contact.is_professional:
        clocks.append(
            start_clock(
                by=by, file=contact.case_file, record=contact.reference, key=WRITTEN,
                at=contact.telephoned_at or contact.received_at, title=TITLES[WRITTEN],
                appointment_id=contact.referrer_id,
            )
        )  # fmt: skip
    return [clock for clock in clocks if clock is not None]


def _send_receipt(by: Viewer, contact: Contact) -> None:
    """A mail to whoever raised it themselves, that there is something to see: no child, no reference, no more."""
    if contact.referrer_id and contact.referrer_id == by.appointment_id:
        to: dict[str, Any] = {"to_appointment_id": contact.referrer_id}
    elif by.kind == "link" and contact.referrer_link_id == by.link_id and contact.referrer_email:
        to = {"to_email": contact.referrer_email}
    else:
        return
    if contact.source in (Contact.Source.PROFESSIONAL, Contact.Source.PROFESSIONAL_LINK):
        queue_notice(by=by, file=contact.case_file, record=contact.reference, template="concern received", **to)


def _hand_over(by: Viewer, contact: Contact, team: Team) -> None:
    """Give the file to the front door. The sender keeps sight of it and may add to it, but no longer works it."""
    file = contact.case_file
    if contact.referrer_id:
        grant(by=by, file=file, level="contribute", why="raised it", appointment_id=contact.referrer_id)
    elif contact.referrer_link_id:
        grant(by=by, file=file, level="contribute", why="raised it", link_id=contact.referrer_link_id)
    hand_to_team(by=by, file=file, team_id=team.pk)
    mine = {"link_id": by.link_id} if by.kind == "link" else {"appointment_id": by.appointment_id}
    if by.kind != "system":
        revoke(by=by, file=file, why="handed to the front door", level="work", **mine)


def receipt_of(by: Viewer, contact: Contact) -> Receipt:
    """The receipt of a contact that was taken in before, as the viewer may see it."""
    clocks = Clock.objects.using(by.database).filter(record=contact.reference, key__in=(ACKNOWLEDGE, DECIDE))
    return _receipt(contact, list(clocks), is_new=False)


def _receipt(contact: Contact, clocks: Sequence[Clock], *, is_new: bool) -> Receipt:
    due = {clock.key: clock.due_at for clock in clocks}
    return Receipt(contact, due.get(ACKNOWLEDGE), due.get(DECIDE), is_new)


__all__ = [
    "CannotReceive", "Receipt", "ReceivedChild", "Sender", "front_door_of", "outside_office_hours", "receipt_of", "receive",
]  # fmt: skip
