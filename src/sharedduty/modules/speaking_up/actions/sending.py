"""Sending a concern, a complaint or a request, and writing again: by somebody who need not say who they are."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import (
    Appointment,
    CaseFile,
    Viewer,
    declare_conflict,
    exclude,
    grant,
    link_viewer,
    open_file,
    revoke,
    seen_by,
)
from sharedduty.foundations.access.models import Link
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.process.api import CannotMove, Given, begin, kept, start_where_known
from sharedduty.modules.speaking_up.models import Matter, Message, Sending
from sharedduty.modules.speaking_up.policy import SEALED
from sharedduty.modules.speaking_up.process import ACKNOWLEDGE, process_of
from sharedduty.modules.speaking_up.queries import choices, routing
from sharedduty.modules.speaking_up.queries.keys import PURPOSE, digest
from sharedduty.modules.speaking_up.rules.sending import nobody_takes, recorded_whole, sending_whole, written

WRITTEN = (
    "way", "sent_as", "sender_name", "sender_reach", "organisation_words", "told", "affected", "child_at_risk",
    "told_before", "wanted",
)  # fmt: skip
NAMED = "named in it"
SENDER = "Whoever sent it"


def _facts(given: Given) -> dict[str, Any]:
    """What was given, as it is judged and kept: an anonymous sender leaves no name, even if they typed one first."""
    kind = str(given.get("kind"))
    facts = {**given, "way": given.get("way") if kind == "concern" else "named"}
    facts["sent_as"] = given.get("sent_as") or ("" if kind == "complaint" else "other")
    if facts["way"] == "anonymous":
        facts |= {"sender_name": "", "sender_reach": ""}
    return facts


@transaction.atomic
def send(*, by: Viewer, area: Area, given: Given, key: str) -> Sending:
    """Take in what somebody sends who has no account, with the reply key they will come back with (HE-WB-01, HE-WB-03).

    It goes to one post that has no part in it; whoever is named, and whoever they answer to, is shut out. Nothing of the
    browser, the network or a session is kept. Raises CannotMove; ValueError for a key that was used before.
    """
    if Link.objects.filter(token_digest=digest(key)).exists():
        raise ValueError("this key was used before")
    missing = sending_whole(_facts(given))
    if missing:
        raise CannotMove(missing)
    now = timezone.now()
    link = Link.objects.create(
        email_digest=b"",
        token_digest=digest(key),
        purpose=PURPOSE,
        area=area,
        made_at=now,
        expires_at=now,
        consumed_at=now,
    )
    with seen_by(replace(link_viewer(link.pk), name=SENDER)) as sender:
        return _take_in(sender, area, {**given, "sent_at": None}, link)


@transaction.atomic
def record(*, by: Viewer, given: Given) -> Sending:
    """Write down what came by letter, by telephone or in person; whoever handles such things does (design section 1).

    Raises PermissionDenied; CannotMove.
    """
    by.must("speaking_up_work")
    area = choices.area_for(by)
    assert area is not None  # noqa: S101 (whoever holds a post is of an area)
    missing = recorded_whole(_facts(given))
    if missing:
        raise CannotMove(missing)
    return _take_in(by, area, given, None)


def _take_in(by: Viewer, area: Area, given: Given, link: Link | None) -> Sending:
    facts = _facts(given)
    kind, named = str(facts["kind"]), str(facts.get("named") or "")
    body = choices.body_called(by, str(facts.get("organisation") or ""), area.pk)
    shut = routing.with_line(by, routing.accounts_named(by, area.pk, named))
    taker = routing.taker(by, area.pk, kind, shut=shut, organisation_id=body.pk if body else None)
    if missing := nobody_takes({**facts, "taker": taker}):
        raise CannotMove(missing)
    assert taker is not None  # noqa: S101 (the rule above says so)
    about: dict[str, Any] = {"area_id": area.pk, "team_id": taker.post.team_id, "sensitivity": SEALED, "sealed": True}
    file = open_file(by=by, kind="speaking_up_sent", letter="SN", **about)
    work = open_file(by=by, kind="speaking_up", letter="SU", out_of=[file.pk], **about)
    at = facts.get("sent_at") or timezone.now()
    made = Sending.objects.create(
        case_file=file, reference=file.reference, kind=kind, area=area, matter=work.reference, link=link,
        given_to=taker.post, organisation=body, sent_at=at, recorded_by_id=by.appointment_id, **kept(facts, *WRITTEN),
    )  # fmt: skip
    matter = Matter.objects.create(
        case_file=work, reference=work.reference, kind=kind, area=area, sending=made, given_to=taker.post, opened_at=at,
        shut_emails=routing.addresses_in(named), named_words=named.strip(),
    )  # fmt: skip
    begin(by=by, process=process_of(kind), record=matter, event="received", at=at)
    if kind == "data_complaint":
        start_where_known(by=by, file=work, record=matter.reference, key=ACKNOWLEDGE, at=at,
                          title="Acknowledge a complaint about personal data", team_id=taker.post.team_id)  # fmt: skip
    record_change(
        by=by, verb="spoke up", object_type="speaking up", object_ref=matter.reference, files=[file.pk, work.pk],
        fields=list(WRITTEN),
    )  # fmt: skip
    for one in (file, work):
        grant(by=by, file=one, level="work", why="was given it", post_id=taker.post_id)
    _let_go(by, file, work, matter, taker, shut)
    return made


def _let_go(by: Viewer, file: CaseFile, work: CaseFile, matter: Matter, taker: Appointment, shut: set[int]) -> None:
    """Tell the post that answers, shut out whoever is named, and leave the sender its own file alone, to read and write in."""
    let_know(by=by, file=work, record=matter.reference, template="speaking_up", whom=routing.of_post(by, taker.post_id))
    for account in sorted(shut - {by.account_id or 0}):
        exclude(by=by, file=file, account_id=account, reason=NAMED)  # what came out of it follows (ADR 0023)
    if by.kind == "link":
        grant(by=by, file=file, level="contribute", why="sent it", link_id=by.link_id)
        for one in (file, work):
            revoke(by=by, file=one, why="sent", link_id=by.link_id, level="work")
    elif by.post_id != taker.post_id:
        for one in (file, work):
            revoke(by=by, file=one, why="written down", appointment_id=by.holding, level="work")
    if by.account_id in shut:  # last: after it this viewer sees nothing of it any more
        declare_conflict(by=by, file_id=file.pk, reference=file.reference, reason=NAMED)


@transaction.atomic
def write_again(*, by: Viewer, sending: Sending, text: str) -> Message:
    """Write more in one's own file; whoever handles it is told that there is something to do. Raises CannotMove."""
    missing = written({"text": text})
    if missing:
        raise CannotMove(missing)
    made = Message.objects.create(
        case_file_id=sending.case_file_id,
        sending=sending,
        from_sender=True,
        text=text.strip(),
        written_at=timezone.now(),
    )
    record_change(
        by=by, verb="wrote again", object_type="speaking up", object_ref=sending.reference, file=sending.case_file_id,
        fields=["text"],
    )  # fmt: skip
    let_know(by=by, file=sending.case_file, record=sending.matter, template="speaking_up_written",
             whom=routing.of_post(by, sending.given_to_id))  # fmt: skip
    return made
