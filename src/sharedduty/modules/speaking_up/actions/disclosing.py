"""Answering a request for one's own information: who asks, what is held, what each document may do, and what goes out."""

import datetime

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.plain.clocks import add_months
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Clock, Given, kept, meet, start_clock, stop
from sharedduty.modules.speaking_up.actions.steps import recorded, step, tell
from sharedduty.modules.speaking_up.models import AccessItem, Matter, Released
from sharedduty.modules.speaking_up.process import RESPOND
from sharedduty.modules.speaking_up.queries import choices
from sharedduty.modules.speaking_up.rules.disclosing import still_named

MONTHS_WITH_EXTENSION = 3  # one month and the two more of UK GDPR art 12
JUDGED = ("decision", "ground", "reason", "harm", "harm_why", "harm_by", "text")


@transaction.atomic
def accept_details(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> Clock | None:
    """Keep how it was checked who asks; the month runs from the day the last detail came. Raises as `step` does."""
    at = given.get("details_at")
    step(by, held, "accept_details", given, version=version, note="note", sets={"details_at": at})
    assert isinstance(at, datetime.datetime)  # noqa: S101 (the step's rule says so)
    return start_clock(by=by, file=held.case_file, record=held.reference, key=RESPOND, at=at,
                       title="Answer a request for one's own information", team_id=by.team_id)  # fmt: skip


@transaction.atomic
def extend(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> datetime.date | None:
    """Take two months more for a complex request, and tell the person why within the first month. Gives the new day.

    The month's clock is set aside with the reason, and the day promised takes its place. Raises as `step` does.
    """
    clock = Clock.objects.filter(record=held.reference, key=RESPOND, met_at=None, stopped_at=None).first()
    extended = Clock.objects.filter(record=held.reference, key=RESPOND, stopped_at__isnull=False).exists()
    late = bool(clock and clock.due_at < timezone.now())
    began = held.details_at or timezone.now()
    day = add_months(timezone.localdate(began), MONTHS_WITH_EXTENSION)
    facts = {**given, "extended": extended, "too_late": late}
    step(by, held, "extend", facts, version=version, note="reason", sets={"promised_on": day})
    stop(by=by, record=held.reference, key=RESPOND, because="extended by two months: the request is complex")
    tell(by, held, str(given["text"]))
    return day


@transaction.atomic
def list_item(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> AccessItem:
    """Put a document on the list, with the other people in it. Raises as `step` does."""
    step(by, held, "list_item", given, version=version)
    return AccessItem.objects.create(
        **recorded(by, held), reference=new_reference("SI"), **kept(given, "document", "held_by", "third_parties")
    )


@transaction.atomic
def find_nothing(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Say that nothing is held, and where it was looked for. Raises as `step` does."""
    step(by, held, "find_nothing", given, version=version, note="note")


@transaction.atomic
def judge_item(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> AccessItem | None:
    """Keep what a named professional judged of a document, and what becomes of it; judged again, the note of before stays.

    Raises as `step` does.
    """
    item = held.items.filter(reference=str(given.get("which") or "")).first()
    facts = {**given, "item": item}
    becomes = choices.DECISIONS.get(str(given.get("decision")), "")
    words = {"word": f"{item}: {becomes}. {given.get('harm_why')}" if item else ""}
    step(by, held, "judge_item", {**facts, **words, "decided_by": given.get("harm_by")}, version=version, note="word",
         chosen=str(given.get("decision") or ""))  # fmt: skip
    if item is None:
        return None
    for name, value in kept(given, *JUDGED).items():
        setattr(item, name, value)
    if item.decision == AccessItem.WITHHOLD:
        item.text = ""
    if item.decision == AccessItem.DISCLOSE:
        item.ground = item.reason = ""
    item.judged_at = timezone.now()
    item.save(update_fields=[*JUDGED, "judged_at"])
    return item


@transaction.atomic
def release(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> int:
    """Put out what may go: a copy of each text in the sender's own file, where they read it with their key.

    Nothing goes while anybody on the list of other people is still named in it. Gives how many documents. Raises as `step`.
    """
    items = [one for one in held.items.order_by("pk") if one.decision in (AccessItem.DISCLOSE, AccessItem.REDACT)]
    protected = [name for one in held.items.all() for name in one.third_parties.splitlines()]
    named = still_named([(f"“{one.document}”", f"{one.document}\n{one.text}") for one in items], protected)
    named += still_named([("your letter", str(given.get("text") or ""))], protected)
    now = timezone.now()
    step(by, held, "release", {**given, "named": named}, version=version)
    Released.objects.filter(sending=held.sending).delete()  # put out again, only the last stands
    Released.objects.bulk_create(
        Released(
            case_file_id=held.sending.case_file_id, sending=held.sending, title=one.document, text=one.text,
            redacted=one.decision == AccessItem.REDACT, released_at=now,
        )
        for one in items
    )  # fmt: skip
    tell(by, held, str(given["text"]))
    meet(by=by, record=held.reference, key=RESPOND)
    return len(items)
