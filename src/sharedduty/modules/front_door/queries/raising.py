"""What somebody who raises a concern may read: their drafts, what they sent, and what became of it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, read_together
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.forms.api import FormRecord, drafts, read_form
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.papers.api import Paper
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.front_door.models import Contact, ContactChild, Feedback, Question, SenderMessage

FORM = "concern"
A_YEAR = datetime.timedelta(days=365)
# What the sender is told of each stage: only that it is looked at, never what is being done in the working file.
STAGES = {
    "received": ("Received", "It is with the front door. Nobody has taken it up yet."),
    "in_hand": ("Being looked at", "A social worker at the front door is looking at it."),
    "returned": ("Questions for you", "The front door needs to know more from you. Its time limit goes on running."),
    "enquiring": ("Being looked at", "A social worker at the front door is looking at it."),
    "decided": ("Decided", "The front door has decided what happens next."),
    "closed": ("Decided", "The front door has decided what happens next."),
    "withdrawn": ("Withdrawn", "This concern was withdrawn."),
}


@dataclass(frozen=True)
class Followed:
    """One concern as its sender may see it."""

    contact: Contact
    state: str
    words: str
    children: list[str]
    questions: list[Question]
    feedback: list[Feedback]
    messages: list[SenderMessage]
    acknowledge: Clock | None
    decision: Clock | None
    written: Clock | None

    @property
    def open_questions(self) -> list[Question]:
        """Questions that wait for the sender's answer."""
        return [one for one in self.questions if one.answered_at is None]

    @property
    def running_decision(self) -> Clock | None:
        """The clock of the decision while it runs; None once it was met or set aside."""
        return self.decision if self.decision and not (self.decision.met_at or self.decision.stopped_at) else None


def areas() -> list[Area]:
    """Every area, in the order they were set up."""
    return list(Area.objects.order_by("pk"))


def area_called(key: str) -> Area | None:
    """The area with this key, or None."""
    return Area.objects.filter(key=key).first() if key else None


def area_for(viewer: Viewer) -> Area | None:
    """The viewer's own area, else the first one set up; None before set-up."""
    found = Area.objects.filter(pk=viewer.area_id).first() if viewer.area_id else None
    return found or Area.objects.order_by("pk").first()


def my_drafts(viewer: Viewer) -> QuerySet[FormRecord]:
    """The concerns this viewer has begun and not sent."""
    return drafts(viewer, FORM).filter(case_file__kind="concern")


def _mine(viewer: Viewer) -> QuerySet[Contact]:
    contacts = Contact.objects.select_related("case_file", "area")
    if viewer.kind == "link":
        return contacts.filter(referrer_link_id=viewer.link_id)
    if viewer.kind == "account" and viewer.appointment_id:
        return contacts.filter(referrer_id=viewer.appointment_id)
    return contacts.none()


def my_concern(viewer: Viewer, reference: str) -> Contact | None:
    """A concern this viewer raised; None for anybody else's, as for what does not exist."""
    try:
        known = normalise_reference(reference, prefix="C")
    except NotAReference:
        return None
    return _mine(viewer).filter(reference=known).first()


def concern_of_form(viewer: Viewer, record: FormRecord) -> Contact | None:
    """The concern that was sent, or confirmed in writing, with this form, where it is the viewer's own."""
    sent = _mine(viewer).filter(form=record).first()
    return sent or my_concern(viewer, str(record.answers.get("rang_reference") or ""))


def my_concerns(viewer: Viewer, *, earlier: bool = False) -> QuerySet[Contact]:
    """What this viewer raised in the last year, or `earlier`; the latest first, with the children named on each."""
    named = Prefetch("children", ContactChild.objects.filter(withdrawn_at__isnull=True).order_by("order", "pk"))
    return _of_the_year(_mine(viewer), earlier=earlier).prefetch_related(named).order_by("-received_at", "-pk")


def raised_before(viewer: Viewer) -> bool:
    """Whether this viewer raised anything more than a year ago."""
    return _of_the_year(_mine(viewer), earlier=True).exists()


def _of_the_year(contacts: QuerySet[Contact], *, earlier: bool) -> QuerySet[Contact]:
    a_year_ago = timezone.now() - A_YEAR
    return contacts.filter(received_at__lt=a_year_ago) if earlier else contacts.filter(received_at__gte=a_year_ago)


def listed(viewer: Viewer, contacts: Iterable[Contact]) -> None:
    """Journals one page of one's own concerns, naming every file on it."""
    record_sight(by=viewer, verb="listed", object_type="concern", files=[one.case_file_id for one in contacts])


def follow(viewer: Viewer, contact: Contact) -> Followed:
    """What the sender may see of a concern. Journalled as an opening."""
    record_sight(
        by=viewer, verb="opened", object_type="concern", object_ref=contact.reference, files=[contact.case_file_id]
    )
    clocks = {clock.key: clock for clock in Clock.objects.filter(record=contact.reference)}
    state, words = STAGES[contact.stage]
    return Followed(
        contact=contact,
        state=state,
        words=words,
        children=[str(child) for child in contact.children.filter(withdrawn_at__isnull=True).order_by("order", "pk")],
        questions=list(contact.questions.order_by("asked_at", "pk")),
        feedback=list(
            contact.feedback.exclude(channel="not_possible").select_related("child").order_by("sent_at", "pk")
        ),
        messages=list(contact.messages.order_by("at", "pk")),
        acknowledge=clocks.get("referral.acknowledge"),
        decision=clocks.get("referral.decision"),
        written=clocks.get("referral.written"),
    )


@dataclass(frozen=True)
class FromSender:
    """What came from the sender beside the form: files, what was added later, the written form of a call."""

    papers: list[Paper]
    messages: list[SenderMessage]
    written: list[dict[str, Any]]


def from_sender(viewer: Viewer, contact: Contact) -> FromSender:
    """What the front door reads of the sender's beside the form itself, through the viewer's own sight."""
    files = Paper.objects.filter(case_file_id=contact.case_file_id, removed_at__isnull=True).order_by("added_at", "pk")
    written = FormRecord.objects.filter(case_file_id=contact.case_file_id, form=FORM, submitted_at__isnull=False)
    first = contact.form.reference if contact.form else ""
    later = written.exclude(reference=first).order_by("-submitted_at", "-pk")[:1]
    messages = contact.messages.order_by("at", "pk")
    read_together(files, messages, later)
    return FromSender(
        papers=list(files), messages=list(messages), written=[section for one in later for section in read_form(one)]
    )


def open_draft(viewer: Viewer, record: FormRecord, page: str = "") -> None:
    """Journal that a draft was opened."""
    record_sight(
        by=viewer, verb="opened", object_type="concern draft", object_ref=record.reference,
        files=[record.case_file_id], purpose=page,
    )  # fmt: skip


def waits_for_writing(contact: Contact) -> bool:
    """Whether a concern told by telephone still waits for its written form."""
    told = contact.source == Contact.Source.TELEPHONE and contact.is_professional
    return told and contact.written_received_at is None


def message_kinds() -> list[tuple[str, str]]:
    """What a sender may add later, as choices."""
    return list(SenderMessage.Kind.choices)


def is_late(clock: Clock | None, now: datetime.datetime) -> bool:
    """Whether a clock still runs past its limit."""
    return clock is not None and clock.met_at is None and clock.stopped_at is None and now > clock.due_at
