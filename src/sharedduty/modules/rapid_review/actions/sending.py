"""Telling, sending to the Panel, its reply, disagreement and its answer, and the end."""

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept, meet, start_where_known, stop
from sharedduty.modules.rapid_review.actions.steps import recorded, step
from sharedduty.modules.rapid_review.models import (
    PanelReply,
    RapidReview,
    ReviewDisagreement,
    ReviewTelling,
    Submission,
)
from sharedduty.modules.rapid_review.policy import UNIT
from sharedduty.modules.rapid_review.queries.reading import (
    COMPLETE,
    DISAGREE,
    REPLY,
    is_late,
    last_decision,
    waiting_disagreement,
    waiting_reply,
)
from sharedduty.modules.rapid_review.queries.report import as_sent
from sharedduty.modules.rapid_review.rules.standing import local_follows
from sharedduty.modules.serious_incident.api import holders


def _with_decision(held: RapidReview, given: Given) -> dict[str, object]:
    """What was given, with when it was decided and whether a local review follows."""
    last = last_decision(held)
    return {**given, "decided_at": last.decided_at if last else None, "local": local_follows(held)}


@transaction.atomic
def tell(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> ReviewTelling:
    """Record that somebody was told what was decided (GL-RR-12; WT-RR-06, WT-RR-13). Raises as `step` does."""
    step(by, held, "tell", _with_decision(held, given), version=version)
    return ReviewTelling.objects.create(
        **recorded(by, held), **kept(given, "told", "recipient", "told_at", "told_by", "how", "reviewer")
    )


@transaction.atomic
def send(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> Submission:
    """Record that the review was sent to the Panel, with its copies; the report is kept as it was (GL-RR-13; WT-RR-11).

    After the limit with the reason. Raises as `step` does.
    """
    late = is_late(by, held, COMPLETE, when=given.get("sent_at"))
    facts = {**_with_decision(held, given), "late": late}
    step(by, held, "send", facts, version=version, sets={"completed_at": given.get("sent_at")})
    because = str(given.get("late_because") or "").strip() if late else ""
    made = Submission.objects.create(
        **recorded(by, held), kind="review", **kept(given, "text", "copied_to", "sent_at", "how"), late_because=because,
        as_sent=as_sent(by, held), national="national_review" in _chosen(held),
    )  # fmt: skip
    meet(by=by, record=held.reference, key=COMPLETE, at=made.sent_at, late_because=because)
    start_where_known(
        by=by,
        file=held.case_file,
        record=held.reference,
        key=REPLY,
        at=made.sent_at,
        title="The Panel's reply",
        team_id=held.team_id,
    )
    return made


def _chosen(held: RapidReview) -> list[str]:
    last = last_decision(held)
    return list(last.chosen) if last else []


@transaction.atomic
def send_news(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> Submission:
    """Record new information sent to the Panel, and whether a national review may be right (WT-RR-12). Raises as `step`."""
    step(by, held, "send_news", given, version=version)
    return Submission.objects.create(
        **recorded(by, held), kind="news", **kept(given, "text", "sent_at", "how"), national=bool(given.get("national"))
    )


@transaction.atomic
def record_reply(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> PanelReply:
    """Record what the Panel answered (WT-PAN-01, WT-PAN-04). Raises as `step` does."""
    step(by, held, "record_reply", given, version=version)
    made = PanelReply.objects.create(**recorded(by, held), **kept(given, "view", "text", "received_at", "answer_by_on"))
    meet(by=by, record=held.reference, key=REPLY, at=made.received_at)
    return made


@transaction.atomic
def answer_panel(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> Submission:
    """Record the answer to what the Panel asked, the longest waiting first (WT-RR-14). Raises as `step` does."""
    waiting = waiting_reply(held)
    step(by, held, "answer_panel", {**given, "waiting": waiting}, version=version)
    made = Submission.objects.create(**recorded(by, held), kind="answer", **kept(given, "text", "sent_at", "how"))
    if waiting:
        waiting.answer = made
        waiting.save(update_fields=["answer"])
    return made


@transaction.atomic
def disagree(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> ReviewDisagreement:
    """Record a disagreement in writing; its five working days run from when it came (GL-RR-15). Raises as `step` does.

    Who is not of the business unit writes for their own body, now.
    """
    facts = dict(given)
    if by.role != UNIT:
        facts |= {"agency": f"{by.organisation_name} ({by.name}, {by.post_title})", "received_at": timezone.now()}
    step(by, held, "disagree", _with_decision(held, facts), version=version)
    made = ReviewDisagreement.objects.create(
        **recorded(by, held), reference=new_reference("RD"), **kept(facts, "agency", "text", "received_at")
    )
    start_where_known(
        by=by,
        file=held.case_file,
        record=held.reference,
        key=DISAGREE,
        at=made.received_at,
        title="Answer a disagreement",
        team_id=held.team_id,
        about=made.reference,
    )
    let_know(
        by=by,
        file=held.case_file,
        record=held.reference,
        template="rapid_review_disagreed",
        whom=holders(by, held.area_id, UNIT),
    )
    return made


@transaction.atomic
def answer_disagreement(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> None:
    """Answer a disagreement, with reasons (GL-RR-15). Raises as `step` does."""
    waiting = waiting_disagreement(held, str(given.get("which") or ""))
    late = waiting is not None and is_late(by, held, DISAGREE, about=waiting.reference)
    step(by, held, "answer_disagreement", {**given, "waiting": waiting, "late": late}, version=version)
    if waiting:
        waiting.answer, waiting.answered_at = str(given["answer"]).strip(), timezone.now()
        waiting.answered_by = str(given["answered_by"]).strip()
        waiting.late_because = str(given.get("late_because") or "").strip() if late else ""
        waiting.save(update_fields=["answer", "answered_at", "answered_by", "late_because"])
        meet(by=by, record=held.reference, key=DISAGREE, about=waiting.reference, late_because=waiting.late_because)


@transaction.atomic
def close_review(*, by: Viewer, held: RapidReview, version: int | None = None) -> None:
    """End a review the Panel has answered, once everything it waits for is done. Raises as `step` does."""
    step(by, held, "close", version=version)
    stop(by=by, record=held.reference, because="The review is closed.")
