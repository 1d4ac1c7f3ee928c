"""Deciding what is published, sending it ahead, publishing it, renewing the page and taking it down."""

import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Given, Missing, kept, leave, meet, start_where_known, stop
from sharedduty.modules.practice_review.actions.steps import recorded, step
from sharedduty.modules.practice_review.models import (
    Dispatch,
    PracticeReview,
    PublicationComment,
    PublicationDecision,
    PublishedReview,
)
from sharedduty.modules.practice_review.policy import COUNCIL, DELEGATE
from sharedduty.modules.practice_review.process import ACTION_PLAN
from sharedduty.modules.practice_review.queries import limits
from sharedduty.modules.practice_review.queries.choices import labels
from sharedduty.modules.practice_review.queries.publication import (
    Copy,
    check_of,
    copy_of,
    days_near,
    holding,
    is_signed,
    last_publication_decision,
    last_source,
    page_for,
)
from sharedduty.modules.practice_review.queries.reading import is_late
from sharedduty.modules.practice_review.rules.reporting import FIRST, NOTHING
from sharedduty.modules.serious_incident.api import holders

TITLES = {
    limits.STATUTE: "Send it to the Panel and the Secretary of State (regulations)",
    limits.GUIDANCE: "Send it to the Panel and the Secretary of State (guidance)",
    limits.OFSTED: "Send it to Ofsted",
    limits.NO_PUBLISH: "Send the reasons for not publishing",
}


@transaction.atomic
def decide_publication(
    *, by: Viewer, held: PracticeReview, given: Given, version: int | None = None
) -> PublicationDecision:
    """Record what is published, when and why; what must go ahead is counted back from that day (GL-PR-06; WT-LCSPR-12).

    Decided anew, the earlier decision stays and the counting begins again. Raises as `step` does.
    """
    again, planned = held.stage == "decided", given.get("planned_on")
    near = days_near(by, held, planned) if isinstance(planned, datetime.date) else []
    facts = {**given, "again": again, "near": near}
    step(by, held, "decide_again" if again else "decide_publication", facts, version=version)
    words = kept(given, "route", "planned_on", "impact", "decided_by", "why_again")
    words |= {"near": near, "near_because": str(given.get("near_because") or "").strip() if near else ""}
    made = PublicationDecision.objects.create(
        **recorded(by, held), number=held.publication_decisions.count() + 1, decided_at=timezone.now(), **words,
        reasons="" if given["route"] == "full" else str(given["reasons"]).strip(),
    )  # fmt: skip
    keys = (limits.NO_PUBLISH,) if made.route == NOTHING else (limits.STATUTE, limits.GUIDANCE, limits.OFSTED)
    for key in TITLES:
        stop(by=by, record=held.reference, key=key, because="Publication was decided anew.")
    for key in keys:
        start_where_known(
            by=by, file=held.case_file, record=held.reference, key=key, at=limits.noon(made.planned_on),
            title=TITLES[key], team_id=held.team_id,
        )  # fmt: skip
    _meet_sent(by, held, made)
    whom = [one for role in (DELEGATE, COUNCIL) for one in holders(by, held.area_id, role)]
    let_know(by=by, file=held.case_file, record=held.reference, template="practice_review_publication", whom=whom)
    return made


def _meet_sent(by: Viewer, held: PracticeReview, decision: PublicationDecision, because: str = "") -> None:
    """Meet the clocks of what has gone out, each at the moment it had gone to all it must go to."""
    went = limits.went(list(held.dispatches.all()), decision.route)
    if set(FIRST) <= set(went):
        at = max(went[one].sent_at for one in FIRST)
        for key in (*limits.BEFORE, limits.NO_PUBLISH):
            meet(by=by, record=held.reference, key=key, at=at, late_because=because)
    if "ofsted" in went:
        meet(by=by, record=held.reference, key=limits.OFSTED, at=went["ofsted"].sent_at, late_because=because)


@transaction.atomic
def send_ahead(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> Dispatch:
    """Record that it went to the Panel, the Secretary of State or Ofsted (WT-LCSPR-12, -13; GL-PR-07). Raises as `step`."""
    decision, recipient = last_publication_decision(held), str(given.get("recipient") or "")
    key = limits.OFSTED if recipient == "ofsted" else limits.NO_PUBLISH
    keys = limits.BEFORE if recipient in FIRST and decision and decision.route != NOTHING else (key,)
    late = any(is_late(by, held, one, when=given.get("sent_at")) for one in keys)
    decided_at = decision.decided_at if decision and decision.number == 1 else None
    step(by, held, "send_ahead", {**given, "late": late, "decided_at": decided_at}, version=version)
    assert decision is not None  # noqa: S101 (the stage is reached by deciding; for the type checker)
    report = held.reports.order_by("-number", "-pk").values_list("number", flat=True).first()
    because = str(given.get("late_because") or "").strip() if late else ""
    made = Dispatch.objects.create(
        **recorded(by, held), **kept(given, "recipient", "sent_at", "how"), route=decision.route, report=report or 0,
        late_because=because,
    )  # fmt: skip
    _meet_sent(by, held, decision, because)
    return made


@transaction.atomic
def note_comment(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> PublicationComment:
    """Keep what the Panel or the Secretary of State said, and what was made of it (WT-LCSPR-16). Raises as `step` does."""
    step(by, held, "note_comment", given, version=version)
    return PublicationComment.objects.create(
        **recorded(by, held), **kept(given, "who", "received_at", "text", "made_of_it")
    )


@transaction.atomic
def publish(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> PublishedReview:
    """Make the review public: a copy of what was approved, checked for names as it stands this moment (WT-LCSPR-09).

    Refused before the day planned, and until Panel and Secretary of State have had it for both limits. Leaves a hand-over
    “action plan”. Raises as `step` does.
    """
    now, decision = timezone.now(), last_publication_decision(held)
    late = is_late(by, held, limits.PUBLISH, when=now)
    reference = new_reference("LR")
    facts = {
        **given, "late": late, "route": decision.route if decision else "", **_names(by, held),
        "earliest_on": limits.earliest_on(held, decision), "planned_on": decision.planned_on if decision else None,
        "ofsted_in_time": limits.ofsted_in_time(held, decision, timezone.localdate(now)),
    }  # fmt: skip
    step(by, held, "publish", facts, version=version, sets={"published_at": now, "publication": reference})
    copy = _copy(held)
    made = PublishedReview.objects.create(
        reference=reference, area_id=held.area_id, route=copy.route, published_at=now,
        keep_until_on=limits.keep_until(now), **_public(copy),
    )  # fmt: skip
    _record_page(by, held, "published a review", reference)
    because = str(given.get("late_because") or "").strip() if late else ""
    meet(by=by, record=held.reference, key=limits.PUBLISH, at=now, late_because=because)
    _leave_plan(by, held)
    whom = [one for role in (DELEGATE, COUNCIL) for one in holders(by, held.area_id, role)]
    let_know(by=by, file=held.case_file, record=held.reference, template="practice_review_published", whom=whom)
    return made


def _names(by: Viewer, held: PracticeReview) -> dict[str, Any]:
    """What the rules on what leaves need: places still open, who could not be looked up, the comparison, what holds it."""
    check = check_of(by, held)
    page, compare = (reverse(f"practice_review:{one}", args=[held.reference]) for one in ("names", "compare"))
    return {
        "open_hits": check.open_hits, "unseen": check.unseen, "names_page": page, "source": last_source(held),
        "signed": is_signed(held), "compare_page": compare,
        "holding": holding(held, labels("parallel", timezone.localdate(held.opened_at))),
    }  # fmt: skip


def _copy(held: PracticeReview) -> Copy:
    copy = copy_of(held)
    if copy is None:
        raise CannotMove([Missing("There is no report yet.")])
    return copy


def _public(copy: Copy) -> dict[str, Any]:
    """The columns of the public copy."""
    words = [copy.title, *(words for _, words in copy.pieces())]
    return {
        "public_title": copy.title, "reviewer_named": copy.reviewer, "parts": copy.parts, "actions": copy.actions,
        "themes": copy.themes,
        "searched": "\n".join(words),
    }  # fmt: skip


def _record_page(by: Viewer, held: PracticeReview, verb: str, reference: str) -> None:
    record_change(by=by, verb=verb, object_type="published review", object_ref=reference, file=held.case_file_id)


def _leave_plan(by: Viewer, held: PracticeReview) -> None:
    """What was recommended waits for a plan of action, with the business unit."""
    file = open_file(
        by=by, kind="handover", area_id=held.area_id, team_id=held.team_id, letter="HF", out_of=[held.case_file_id]
    )
    count = held.recommendations.count()
    many = "1 recommendation" if count == 1 else f"{count} recommendations, each"
    leave(
        by=by, file=file, from_record=held.reference, start=ACTION_PLAN, owner_team_id=held.team_id,
        summary=f"Practice review {held.reference} has {many} with an owner and a day.",
    )  # fmt: skip


@transaction.atomic
def keep_back(*, by: Viewer, held: PracticeReview, version: int | None = None) -> None:
    """End a review as not published, once the Panel and the Secretary of State have the reasons (WT-LCSPR-16; GL-PR-08).

    Its recommendations are followed all the same. Raises as `step` does.
    """
    decision = last_publication_decision(held)
    route = decision.route if decision else ""
    told = limits.went(list(held.dispatches.all()), route)
    step(by, held, "keep_back", {"route": route, "all_told": set(FIRST) <= set(told)}, version=version)
    stop(
        by=by,
        record=held.reference,
        key=limits.PUBLISH,
        because="It was decided not to publish; the reasons were sent.",
    )
    _leave_plan(by, held)


@transaction.atomic
def renew_page(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> PublishedReview:
    """Make the public page again from the record as it stands: mended words, answers, what is done. Checked as before.

    The day of publication and the year stay. Raises as `step` does.
    """
    step(by, held, "renew_page", {**given, **_names(by, held)}, version=version)
    page = page_for(held)
    assert page is not None  # noqa: S101 (the stage is reached by publishing; for the type checker)
    for name, value in _public(_copy(held)).items():
        setattr(page, name, value)
    page.renewed_at = timezone.now()
    page.save()
    _record_page(by, held, "renewed a published review", page.reference)
    return page


@transaction.atomic
def take_down(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Take the public page down, with why, once it was public for its year (WT-LCSPR-10). Raises as `step` does."""
    page = page_for(held)
    until: datetime.date | None = page.keep_until_on if page else None
    step(by, held, "take_down", {**given, "keep_until_on": until}, version=version)
    if page:
        page.taken_down_at = timezone.now()
        page.save(update_fields=["taken_down_at"])
        _record_page(by, held, "took a published review down", page.reference)
    stop(by=by, record=held.reference, because="The review is closed.")


@transaction.atomic
def close_review(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Close a review that was not published. Raises as `step` does."""
    step(by, held, "close", given, version=version)
    stop(by=by, record=held.reference, because="The review is closed.")
