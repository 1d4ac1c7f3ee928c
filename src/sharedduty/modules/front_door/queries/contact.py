"""One contact with everything its page shows, each part read through the viewer's own sight."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, read_together
from sharedduty.foundations.design import slots
from sharedduty.foundations.forms.api import UnknownForm, read_form
from sharedduty.foundations.guidance.api import GuidanceError, due
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people.api import Candidate
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import full_date
from sharedduty.foundations.process.api import Clock, Handover, Move, confirmed_since
from sharedduty.modules.front_door.models import (
    Contact,
    ContactChild,
    Decision,
    Departure,
    Enquiry,
    Feedback,
    Identification,
    ImmediateProtection,
    KnownCheck,
    Note,
    Question,
)
from sharedduty.modules.front_door.policy import DESK
from sharedduty.modules.front_door.process import PROCESS
from sharedduty.modules.front_door.queries.queue import ContactClock, contact_clock, known_to, repeats
from sharedduty.modules.front_door.rules import NOT_MET

slots.offer("front_door.contact.panels", gives="a mapping: title, html")
slots.offer(
    "front_door.request.panels", gives="a mapping: text, href, of what a request led to for the agency that answered"
)


@dataclass
class ChildView:
    """One child of a contact: as described, who they turned out to be, and what was done and decided."""

    child: ContactChild
    person: Any = None
    identified: bool = False
    checked: bool = False
    protections: list[ImmediateProtection] = field(default_factory=list)
    decision: Decision | None = None
    earlier: list[Decision] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)


@dataclass
class ContactView:
    """Everything on a contact's page."""

    contact: Contact
    stage: str
    children: list[ChildView]
    removed: list[ContactChild]
    clocks: list[ContactClock]
    moves: list[Move]
    notes: list[Note]
    departures: list[Departure]
    questions: list[Question]
    feedback: list[Feedback]
    handovers: list[Handover]
    repeats: int
    known_to: list[str]

    @property
    def undecided(self) -> list[ChildView]:
        """The children with no standing decision."""
        return [one for one in self.children if one.decision is None]

    @property
    def next_clock(self) -> ContactClock | None:
        """The running clock that ends first."""
        return next((one for one in self.clocks if one.clock.met_at is None and one.clock.stopped_at is None), None)

    @property
    def late(self) -> list[ContactClock]:
        """Running clocks that are past their limit."""
        return [one for one in self.clocks if one.state == "late"]


def contacts_in_sight(viewer: Viewer, references: Iterable[str]) -> set[str]:
    """Which of these are contacts that this viewer has sight of: for another room's page that would link them."""
    return set(Contact.objects.filter(reference__in=list(references)).values_list("reference", flat=True))


def contact_by_reference(viewer: Viewer, reference: str) -> Contact | None:
    """The contact with this reference, forgiving how it was typed; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix="C")
    except NotAReference:
        return None
    held = Contact.objects.select_related(
        "case_file", "working_file", "claimed_by__account", "claimed_by__post", "claimed_by__reports_to__account",
        "claimed_by__reports_to__post", "referrer_organisation", "form", "team",
        "referrer__account",
    )  # fmt: skip
    return held.filter(reference=known).first()


def child_of(contact: Contact, reference: str) -> ContactChild | None:
    """One live child of a contact by reference, or None."""
    return contact.children.filter(reference=reference, withdrawn_at__isnull=True).first()


def _clock_lines(viewer: Viewer, found: Iterable[Clock]) -> list[ContactClock]:
    """Clocks as a contact's page shows them, all as at one moment."""
    now, clocks = timezone.now(), list(found)
    checked = confirmed_since(viewer, clocks)
    return [contact_clock(one, now, confirmed=one.pk in checked) for one in clocks]


def open_contact(viewer: Viewer, contact: Contact) -> ContactView:
    """Read a whole contact, and journal that the viewer opened it."""
    files = [one for one in (contact.case_file_id, contact.working_file_id) if one is not None]
    record_sight(by=viewer, verb="opened", object_type="contact", object_ref=contact.reference, files=files)
    children = contact.children.order_by("order", "pk")
    clocks = Clock.objects.filter(record=contact.reference, stopped_at__isnull=True).order_by("met_at", "due_at", "key")
    moves = Move.objects.filter(record=contact.reference).order_by("-moved_at", "-pk")
    departures = contact.departures.select_related("by__post").order_by("at", "pk")
    notes = contact.notes.select_related("by__post", "by__account").order_by("-at", "-pk")
    questions = contact.questions.select_related("asked_by__post").order_by("-asked_at", "-pk")
    feedback = contact.feedback.select_related("child", "sent_by__post").order_by("-sent_at", "-pk")
    handovers = (
        Handover.objects.filter(from_record=contact.reference)
        .select_related("owner_team", "owner_post", "accepted_by__account", "accepted_by__post")
        .order_by("left_at", "pk")
    )
    of_children = _OfChildren(contact)
    read_together(
        children, clocks, moves, departures, notes, questions, feedback, handovers, *of_children.lists()
    )  # fmt: skip
    return ContactView(
        contact=contact,
        stage=PROCESS.stage(contact.stage).title,
        children=of_children.views(children),
        removed=[one for one in children if one.withdrawn_at],
        clocks=sorted(_clock_lines(viewer, clocks), key=lambda line: line.clock.met_at is not None),
        moves=list(moves),
        departures=list(departures),
        notes=list(notes),
        questions=list(questions),
        feedback=list(feedback),
        handovers=list(handovers),
        repeats=repeats([contact.pk]).get(contact.pk, 0),
        known_to=list(known_to([contact.pk]).get(contact.pk, [])),
    )


class _OfChildren:
    """What was recorded of each child of a contact, in lists that are read together."""

    def __init__(self, contact: Contact) -> None:
        of_them = {"child__contact": contact, "child__withdrawn_at__isnull": True}
        decisions = Decision.objects.filter(**of_them).select_related("decided_by__post")
        self.decisions = decisions.order_by("-decided_at", "-pk")
        self.protections = ImmediateProtection.objects.filter(**of_them).order_by("recorded_at", "pk")
        self.enquiries = Enquiry.objects.filter(**of_them).order_by("opened_at", "pk")
        self.checked = KnownCheck.objects.filter(**of_them).values_list("child_id", flat=True)
        standing = Identification.objects.filter(**of_them, undone_at__isnull=True)
        self.who = standing.values_list("child_id", "person_id")
        # A person's own record may lie out of this viewer's sight.
        self.people = Person.objects.filter(pk__in=standing.values("person_id"))

    def lists(self) -> list[QuerySet[Any]]:
        """The lists, to be read."""
        return [self.decisions, self.protections, self.enquiries, self.checked, self.who, self.people]

    def views(self, children: Iterable[ContactChild]) -> list[ChildView]:
        """Each child that is on the contact still, with what was recorded of them."""
        live = {one.pk: ChildView(one) for one in children if not one.withdrawn_at}
        for decision in self.decisions:
            view = live[decision.child_id]
            if decision.standing:
                view.decision = decision
            else:
                view.earlier.append(decision)
        for protection in self.protections:
            live[protection.child_id].protections.append(protection)
        for enquiry in self.enquiries:
            live[enquiry.child_id].enquiries.append(enquiry)
        for checked in self.checked:
            live[checked].checked = True
        people = {one.pk: one for one in self.people}
        for child, person in self.who:
            live[child].identified, live[child].person = True, people.get(person)
        return list(live.values())


def moves_since(contact: Contact, version: int) -> list[Move]:
    """What others did to a contact since the version somebody had before them, oldest first."""
    newer = max(contact.version - version, 0)
    return list(Move.objects.filter(record=contact.reference).order_by("-moved_at", "-pk")[:newer])[::-1]


def is_late(viewer: Viewer, contact: Contact, key: str) -> bool:
    """Whether a running clock of the contact is past its limit."""
    return Clock.objects.filter(
        record=contact.reference, key=key, met_at__isnull=True, stopped_at__isnull=True, due_at__lt=timezone.now()
    ).exists()


def colleagues(viewer: Viewer, contact: Contact) -> QuerySet[Appointment]:
    """Those who may hold the contact: who works today at its front door or in the area's emergency duty team."""
    today = timezone.localdate()
    return (
        Appointment.objects.filter(
            Q(held_until__isnull=True) | Q(held_until__gte=today),
            Q(post__team_id=contact.team_id) | Q(post__team__purpose="out_of_hours"),
            role__in=DESK, held_from__lte=today, approved_at__isnull=False,
            post__team__organisation__area_id=contact.area_id, account__is_active=True,
        )
        .select_related("account", "post__team")
        .order_by("account__name", "pk")
    )  # fmt: skip


@dataclass(frozen=True)
class Why:
    """Why a clock falls due when it does: the event, the rule with its source, the counting and the other layers."""

    event: str
    rule: str
    citation: str
    counted: list[str]
    layers: list[str]
    caution: str


def why(line: ContactClock) -> Why:
    """The explanation of one running or met clock, from the pack that judged it."""
    clock = line.clock
    started = timezone.localtime(clock.started_at)
    event = f"It started at {started:%H:%M} on {full_date(started.date())}."
    try:
        answer = due(clock.key, clock.started_at, clock.pack, explain=True)
    except GuidanceError as gone:
        return Why(event, str(gone), clock.citation, [], [], "")
    counted = [
        f"{full_date(day)}: " + (f"day {number}" if counts else f"not counted ({reason})")
        for day, number, counts, reason in answer.counted
    ]
    layers = [_layer_words(one) for one in clock.layers if one.get("pack") != clock.pack]
    rule = f"{answer.clock.title} {answer.clock.in_words}"
    # Two people may have checked it here: before the clock began, or since.
    caution = "" if clock.status == "verified" or (clock.status == "draft" and not line.draft) else answer.clock.caution
    return Why(event, rule, clock.citation, counted, layers, caution)


def _layer_words(layer: dict[str, Any]) -> str:
    until = timezone.localtime(datetime.datetime.fromisoformat(layer["due"]))
    return f"{layer['pack']}: {full_date(until.date())} ({layer['citation']})"


@dataclass(frozen=True)
class DecidingFacts:
    """What stands beside the form while somebody decides: clocks, what is already recorded, who else is on the contact."""

    clocks: list[ContactClock]
    checked: bool
    person: Any
    protections: list[ImmediateProtection]
    siblings: list[ContactChild]
    repeats: int
    pictures: list[Enquiry]
    earlier: list[Decision]


def facts_for_deciding(viewer: Viewer, contact: Contact, child: ContactChild) -> DecidingFacts:
    """Read what a worker needs beside them to decide for one child."""
    running = Clock.objects.filter(record=contact.reference, met_at__isnull=True, stopped_at__isnull=True)
    identified = child.identifications.filter(undone_at__isnull=True).select_related("person").first()
    return DecidingFacts(
        clocks=_clock_lines(viewer, running.order_by("due_at", "pk")),
        checked=child.known_checks.exists(),
        person=identified.person if identified else None,
        protections=list(child.protections.order_by("recorded_at", "pk")),
        siblings=list(contact.children.filter(withdrawn_at__isnull=True).exclude(pk=child.pk).order_by("order", "pk")),
        repeats=repeats([contact.pk]).get(contact.pk, 0),
        pictures=list(Enquiry.objects.filter(child=child, closed_at__isnull=False).order_by("-closed_at", "-pk")),
        earlier=list(
            child.decisions.filter(standing=False).select_related("decided_by__post").order_by("-decided_at", "-pk")
        ),
    )


def latest_protection(child: ContactChild) -> ImmediateProtection | None:
    """The latest record of immediate protection of a child, or None."""
    return child.protections.order_by("-recorded_at", "-pk").first()


def standing_decisions(contact: Contact) -> list[Decision]:
    """The decisions that stand, one for each child decided about."""
    held = Decision.objects.filter(child__contact=contact, child__withdrawn_at__isnull=True, standing=True)
    return list(held.select_related("child", "decided_by__post").order_by("child__order", "pk"))


def threshold_not_met(contact: Contact, children: Iterable[ContactChild]) -> bool:
    """Whether, for any of these children, nothing by children's social care follows."""
    held = Decision.objects.filter(child__in=list(children), standing=True)
    return any(set(one.outcomes) <= NOT_MET for one in held)


def identification(child: ContactChild) -> Identification | None:
    """Who a child is said to be at present, or None."""
    return child.identifications.filter(undone_at__isnull=True).select_related("person", "made_by__post").first()


def checks(child: ContactChild) -> list[KnownCheck]:
    """Every asking whether a child is known, latest first."""
    return list(child.known_checks.select_related("asked_by__post").order_by("-asked_at", "-pk"))


def people_in_sight(viewer: Viewer, candidates: Iterable[Candidate]) -> dict[str, Person]:
    """The candidates whose record the viewer may see, by reference."""
    wanted = [one.reference for one in candidates if one.may_open]
    return {one.reference: one for one in Person.objects.filter(reference__in=wanted)}


def answers(contact: Contact) -> list[dict[str, Any]]:
    """What the sender wrote, section by section, as pages of question and answer; what they left out is left out."""
    if contact.form is None:
        return []
    try:
        sections = read_form(contact.form)
    except (UnknownForm, GuidanceError):
        rows = [{"key": key, "value": value} for key, value in contact.form.answers.items()]
        return [{"title": "As it was sent", "pages": [{"key": "all", "title": "", "item": "", "rows": rows}]}]
    for section in sections:
        for page in section["pages"]:
            page["rows"] = [row for row in page["rows"] if row["value"] not in (None, "", [])]
        section["pages"] = [page for page in section["pages"] if page["rows"]]
    return [section for section in sections if section["pages"]]
