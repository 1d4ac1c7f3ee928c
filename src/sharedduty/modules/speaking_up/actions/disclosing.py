"""Answering a request for one's own information: who asks, what is held, what each document may do, and what goes out."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, grant, revoke
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.plain.clocks import add_months
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Clock, Given, kept, meet, start_clock, stop
from sharedduty.modules.speaking_up.actions.steps import recorded, step, tell
from sharedduty.modules.speaking_up.models import AccessItem, Matter, Release, Released, ReleasePart
from sharedduty.modules.speaking_up.process import RESPOND
from sharedduty.modules.speaking_up.queries import choices, routing
from sharedduty.modules.speaking_up.rules.disclosing import LETTER, still_named

CHECKS = "checks what goes out"
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
def prepare_release(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> Release:
    """Put together what may go out, as it stands now, and ask a second person to check it. Nothing goes out yet.

    Refused while anybody on the list of other people is still named in it, and where nobody else is there. The second person
    sees the file until it is given out or sent back. Raises as `step` does.
    """
    letter = str(given.get("text") or "").strip()
    items = list(held.items.order_by("pk"))
    named = _named(held, [(one.document, one.text) for one in items if one.decision != AccessItem.WITHHOLD], letter)
    shut = routing.shut_accounts(by, held.sending.case_file_id) | {by.account_id or 0}
    checker = routing.taker(by, held.area_id, held.kind, shut=shut, organisation_id=held.sending.organisation_id)
    step(by, held, "prepare_release", {**given, "named": named, "checker": checker}, version=version)
    assert checker is not None  # noqa: S101 (the rule has refused otherwise; for the type checker)
    made = Release.objects.create(**recorded(by, held), letter=letter, asked_of_id=checker.post_id)
    row = {name: value for name, value in recorded(by, held).items() if name != "matter"}
    ReleasePart.objects.bulk_create(
        ReleasePart(
            **row, release=made, document=one.document, decision=one.decision, ground=one.ground, reason=one.reason,
            harm_by=one.harm_by, text=one.text,
        )
        for one in items
    )  # fmt: skip
    for file in _files(held):
        grant(by=by, file=file, level="work", why=CHECKS, post_id=checker.post_id)
    let_know(by=by, file=held.case_file, record=held.reference, template="speaking_up_check",
             whom=routing.of_post(by, checker.post_id))  # fmt: skip
    return made


@transaction.atomic
def send_back(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Send a prepared disclosure back, with why; whoever prepared it may take it back too. Raises as `step` does."""
    step(by, held, "send_back", given, version=version, note="reason")
    for one in held.releases.filter(released_at=None, sent_back_at=None):
        one.sent_back_at, one.sent_back_by_id = timezone.now(), by.holding
        one.sent_back_because = str(given["reason"]).strip()
        one.save(update_fields=["sent_back_at", "sent_back_by_id", "sent_back_because"])
        _checker_leaves(by, held, one)


@transaction.atomic
def release(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> int:
    """Give out what another person prepared: a copy of each text in the sender's own file, where they read it with their key.

    Every earlier disclosure stays as it was, with its version; the requester is shown the newest. Gives how many documents.
    Raises as `step`.
    """
    prepared = held.releases.filter(released_at=None, sent_back_at=None).select_related("recorded_by").last()
    parts = list(prepared.parts.exclude(decision=AccessItem.WITHHOLD).order_by("pk")) if prepared else []
    letter = prepared.letter if prepared else ""
    facts = {
        **given, "prepared": prepared, "named": _named(held, [(one.document, one.text) for one in parts], letter),
        "same_person": prepared is not None and prepared.recorded_by.account_id == by.account_id,
    }  # fmt: skip
    step(by, held, "release", facts, version=version)
    assert prepared is not None  # noqa: S101 (the rule has refused otherwise; for the type checker)
    now, number = timezone.now(), (held.sending.released.aggregate(last=Max("version"))["last"] or 0) + 1
    number = max(number, (held.releases.aggregate(last=Max("version"))["last"] or 0) + 1)
    prepared.released_at, prepared.released_by_id, prepared.version = now, by.holding, number
    prepared.save(update_fields=["released_at", "released_by_id", "version"])
    Released.objects.bulk_create(
        Released(
            case_file_id=held.sending.case_file_id, sending=held.sending, title=one.document, text=one.text,
            redacted=one.decision == AccessItem.REDACT, released_at=now, version=number,
        )
        for one in parts
    )  # fmt: skip
    tell(by, held, letter)
    meet(by=by, record=held.reference, key=RESPOND)
    _checker_leaves(by, held, prepared)
    return len(parts)


def _named(held: Matter, going: list[tuple[str, str]], letter: str) -> list[tuple[str, str]]:
    """Each place where somebody on the list of other people is named: in a title, a text or the letter."""
    protected = [name for one in held.items.all() for name in one.third_parties.splitlines()]
    pieces = [(f"“{document}”", f"{document}\n{words}") for document, words in going]
    return still_named([*pieces, (LETTER, letter)], protected)


def _files(held: Matter) -> list[CaseFile]:
    return list(CaseFile.objects.filter(pk__in=(held.sending.case_file_id, held.case_file_id)).order_by("pk"))


def _checker_leaves(by: Viewer, held: Matter, prepared: Release) -> None:
    """Whoever was asked to check sees the files no longer, unless the matter was handed to them meanwhile."""
    if prepared.asked_of_id != held.given_to_id:
        for file in _files(held):
            revoke(by=by, file=file, why="the check is over", post_id=prepared.asked_of_id)
