"""The queue: what the front door has to look at, with what is left of each clock. Few queries, however long the list."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.process.api import Clock, ClockLine, Move, clock_line
from sharedduty.modules.front_door.models import Contact, ContactChild, Feedback

OPEN = ("received", "in_hand", "returned", "enquiring")
FILTERS = {
    "open": "All open",
    "mine": "Mine",
    "unclaimed": "Unclaimed",
    "late": "Late",
    "today": "Due today",
    "returned": "Sent back",
    "enquiring": "Enquiring",
    "danger": "Immediate danger",
    "out_of_hours": "Came out of hours",
}
SORTS = {
    "": ("-immediate_danger", "received_at", "pk"),
    "received": ("received_at", "pk"),
    "-received": ("-received_at", "-pk"),
    "stage": ("stage", "received_at", "pk"),
    "-stage": ("-stage", "received_at", "pk"),
    "source": ("source", "received_at", "pk"),
    "-source": ("-source", "received_at", "pk"),
}
SHORT = {
    "referral.acknowledge": "Acknowledge",
    "referral.decision": "Decide",
    "referral.written": "Written form",
}
REPEAT_WITHIN = datetime.timedelta(days=365)
# No guidance gives a number for telling the referrer (WT2018 ch1 ¶22): this is only when the list calls it overdue.
TELL_WITHIN = datetime.timedelta(days=2)
TELL_WITHIN_WORDS = "2 days"


@dataclass(frozen=True)
class ContactClock(ClockLine):
    """One clock as the desk shows it: by its short name in a list, and whether its rule still waits for two people."""

    title: str = ""
    draft: bool = False  # by a rule carried from an earlier edition that two people have not confirmed yet

    @property
    def late(self) -> bool:
        """Whether the limit is broken."""
        return self.broken


@dataclass
class QueueRow:
    """One contact as the queue shows it."""

    contact: Contact
    children: list[ContactChild] = field(default_factory=list)
    clocks: list[ContactClock] = field(default_factory=list)
    repeats: int = 0
    known_to: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[int]:
        """The case files this row showed something from."""
        return [one for one in (self.contact.case_file_id, self.contact.working_file_id) if one is not None]


def _clocks_due(before: datetime.datetime) -> Exists:
    running = Clock.objects.filter(
        record=OuterRef("reference"), met_at__isnull=True, stopped_at__isnull=True, due_at__lt=before,
        key__in=("referral.acknowledge", "referral.decision"),
    )  # fmt: skip
    return Exists(running)


def _midnight() -> datetime.datetime:
    tomorrow = timezone.localtime().date() + datetime.timedelta(days=1)
    return timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time()))


def _conditions(viewer: Viewer) -> dict[str, Q]:
    now = timezone.now()
    return {
        "open": Q(),
        "mine": Q(claimed_by_id=viewer.appointment_id),
        "unclaimed": Q(claimed_by__isnull=True),
        "late": Q(_clocks_due(now)),
        "today": Q(_clocks_due(_midnight())) & ~Q(_clocks_due(now)),
        "returned": Q(stage="returned"),
        "enquiring": Q(stage="enquiring"),
        "danger": Q(immediate_danger=True),
        "out_of_hours": Q(out_of_hours=True),
    }


def queue(viewer: Viewer, which: str = "open", sort: str = "") -> QuerySet[Contact]:
    """The open contacts this viewer's sight reaches, filtered (a key of FILTERS) and in order (a key of SORTS).

    An unknown filter or order is the first one. Immediate danger stands on top unless another order is asked for.
    """
    conditions = _conditions(viewer)
    found = _as_shown().filter(conditions.get(which, Q()), stage__in=OPEN)
    return found.order_by(*SORTS.get(sort, SORTS[""]))


def _as_shown() -> QuerySet[Contact]:
    """Contacts with what a line of a list shows of them and nothing else: a list makes dozens at a time."""
    related = Contact.objects.select_related("claimed_by__account", "referrer_organisation")
    return related.only(
        "reference", "case_file", "working_file", "stage", "version", "source", "received_at", "immediate_danger",
        "out_of_hours", "identity_verified", "referrer_name", "referrer_organisation__name", "claimed_by__account__name",
    )  # fmt: skip


# The filters of `_conditions`, counted in one reading of the open contacts. A contact's first limit says whether it is
# late or due today, so each contact's clocks are looked at once.
_COUNTS = """
WITH open AS MATERIALIZED (  -- once: each count would look for the first limit again
    SELECT c.*, (
        SELECT min(k.due_at) FROM process_clock k WHERE k.record = c.reference AND k.met_at IS NULL
        AND k.stopped_at IS NULL AND k.key IN ('referral.acknowledge', 'referral.decision')
    ) AS first_due FROM front_door_contact c WHERE c.stage = ANY (%(open)s)
)
SELECT count(*), count(*) FILTER (WHERE claimed_by_id = %(mine)s), count(*) FILTER (WHERE claimed_by_id IS NULL),
    count(*) FILTER (WHERE first_due < %(now)s),
    count(*) FILTER (WHERE first_due >= %(now)s AND first_due < %(midnight)s),
    count(*) FILTER (WHERE stage = 'returned'), count(*) FILTER (WHERE stage = 'enquiring'),
    count(*) FILTER (WHERE immediate_danger), count(*) FILTER (WHERE out_of_hours),
    (SELECT count(*) FROM front_door_contact WHERE stage = 'decided')
FROM open
"""
_COUNTED = ("open", "mine", "unclaimed", "late", "today", "returned", "enquiring", "danger", "out_of_hours", "untold")


def counts(viewer: Viewer) -> dict[str, int]:
    """How many open contacts each filter holds, and under `untold` how many decided ones are to be told; one query."""
    values = {"open": list(OPEN), "mine": viewer.appointment_id, "now": timezone.now(), "midnight": _midnight()}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, values)
        return dict(zip(_COUNTED, cursor.fetchone(), strict=True))


def contact_clock(
    clock: Clock, now: datetime.datetime, *, short: bool = False, confirmed: bool = False
) -> ContactClock:
    """One clock ready to show; `short` for a line of a list, where the words say everything and the bar is a mark."""
    line = clock_line(clock, now, short=short)
    return ContactClock(
        **{one.name: getattr(line, one.name) for one in fields(line)},
        title=SHORT.get(clock.key, clock.title) if short else clock.title,
        draft=not short and clock.status == "draft" and not confirmed,
    )


def rows(viewer: Viewer, contacts: Sequence[Contact]) -> list[QueueRow]:
    """The contacts of one page with their children, running clocks, repeats and who already knows the children."""
    made = {one.pk: QueueRow(one) for one in contacts}
    by_reference = {one.reference: one.pk for one in contacts}
    now = timezone.now()
    named = ContactChild.objects.filter(contact__in=made, withdrawn_at__isnull=True).order_by("contact", "order", "pk")
    for child in named.only("contact", "given_names", "family_name", "birth_on", "unborn"):
        made[child.contact_id].children.append(child)
    running = Clock.objects.filter(record__in=by_reference, met_at__isnull=True, stopped_at__isnull=True)
    running = running.only("record", "key", "title", "started_at", "due_at", "met_at", "force")
    for clock in running.order_by("due_at", "key"):
        made[by_reference[clock.record]].clocks.append(contact_clock(clock, now, short=True))
    for contact_id, number in repeats(made).items():
        made[contact_id].repeats = number
    for contact_id, names in known_to(made).items():
        made[contact_id].known_to = names
    return list(made.values())


# A repeat is another contact about the same child received in the 12 months before: the same person once identified, or
# the same NHS number, or the same birth date and family name as described. Withdrawn contacts and children do not count.
# What is compared is named in arrays first, which the indexes are asked with whatever the planner thinks it will find.
_REPEATS = """
WITH page AS MATERIALIZED (
    SELECT c.id AS contact_id, c.received_at, k.id AS child_id, k.nhs_number, k.birth_on, lower(k.family_name) AS family,
           i.person_id
    FROM front_door_contact c JOIN front_door_contactchild k ON k.contact_id = c.id AND k.withdrawn_at IS NULL
    LEFT JOIN front_door_identification i ON i.child_id = k.id AND i.undone_at IS NULL
    WHERE c.id = ANY (%s)
), others AS MATERIALIZED (
    SELECT p.contact_id, p.received_at, k.contact_id AS other_id FROM page p
    JOIN front_door_contactchild k ON k.nhs_number = p.nhs_number AND k.withdrawn_at IS NULL
    WHERE k.nhs_number <> '' AND k.nhs_number = ANY (ARRAY(SELECT nhs_number FROM page))
    UNION
    SELECT p.contact_id, p.received_at, k.contact_id FROM page p
    JOIN front_door_contactchild k ON k.birth_on = p.birth_on AND lower(k.family_name) = p.family AND p.family <> ''
        AND k.withdrawn_at IS NULL
    WHERE k.birth_on = ANY (ARRAY(SELECT birth_on FROM page))
    UNION
    SELECT p.contact_id, p.received_at, k.contact_id FROM page p
    JOIN front_door_identification o ON o.person_id = p.person_id AND o.undone_at IS NULL
    JOIN front_door_contactchild k ON k.id = o.child_id AND k.withdrawn_at IS NULL
    WHERE o.person_id = ANY (ARRAY(SELECT person_id FROM page))
)
SELECT o.contact_id, count(DISTINCT o.other_id) FROM others o JOIN front_door_contact c ON c.id = o.other_id
WHERE c.id = ANY (ARRAY(SELECT other_id FROM others)) AND o.other_id <> o.contact_id AND c.stage <> 'withdrawn'
  AND c.received_at <= o.received_at AND c.received_at > o.received_at - %s::interval
GROUP BY o.contact_id
"""


def repeats(contact_ids: Iterable[int]) -> Mapping[int, int]:
    """How many earlier contacts of the last 12 months each contact's children already had, as far as sight reaches."""
    with connection.cursor() as cursor:
        cursor.execute(_REPEATS, (list(contact_ids), f"{REPEAT_WITHIN.days} days"))
        return dict(cursor.fetchall())


_KNOWN_TO = """
SELECT DISTINCT k.contact_id, v.kind FROM front_door_contactchild k
JOIN front_door_identification i ON i.child_id = k.id AND i.undone_at IS NULL
JOIN people_involvement v ON v.person_id = i.person_id AND v.closed_on IS NULL
WHERE k.contact_id = ANY (%s) ORDER BY 1, 2
"""


def known_to(contact_ids: Iterable[int]) -> Mapping[int, list[str]]:
    """What services are open to each contact's identified children: existence only, as far as sight reaches."""
    found: dict[int, list[str]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_TO, [list(contact_ids)])
        for contact_id, kind in cursor.fetchall():
            found[contact_id].append(kind)
    return found


def to_be_told(viewer: Viewer) -> QuerySet[Contact]:
    """Contacts that are decided and whose referrer has not been told of every child, oldest decision first (WT-REF-12)."""
    return (
        Contact.objects.filter(stage="decided")
        .select_related("claimed_by__account", "referrer_organisation")
        .prefetch_related("children")
        .order_by("decided_at", "pk")
    )


def pack_of_area(viewer: Viewer) -> str:
    """The local pack of the viewer's area; empty where none is named."""
    return Area.objects.filter(pk=viewer.area_id or 0).values_list("local_pack", flat=True).first() or ""


def out_of_hours_between(viewer: Viewer, start: datetime.datetime, end: datetime.datetime) -> QuerySet[Contact]:
    """Contacts that came while the front door was closed, between two instants, oldest first."""
    return (
        _as_shown()
        .filter(out_of_hours=True, received_at__gte=start, received_at__lt=end)
        .order_by("-immediate_danger", "received_at", "pk")
    )


def feedback_of(contact: Contact) -> QuerySet[Feedback]:
    """What the referrer has been told, latest first."""
    return contact.feedback.select_related("child", "sent_by__post").order_by("-sent_at", "-pk")


def files_of(rows_shown: Iterable[QueueRow]) -> list[int]:
    """Every case file a list showed, for the journal."""
    return [one for row in rows_shown for one in row.files]


def done_between(
    viewer: Viewer, contacts: Sequence[Contact], start: datetime.datetime, end: datetime.datetime
) -> Mapping[str, list[Move]]:
    """What was done to each contact in a stretch of time, oldest first, by the contact's reference."""
    found: dict[str, list[Move]] = defaultdict(list)
    moves = Move.objects.filter(
        record__in=[one.reference for one in contacts], moved_at__gte=start, moved_at__lt=end
    ).exclude(verb="begin")
    for move in moves.order_by("moved_at", "pk"):
        found[move.record].append(move)
    return found
