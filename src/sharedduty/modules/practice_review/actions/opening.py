"""Taking a practice review up: from the hand-over of a rapid review, or from a decision without one."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, grant, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Given, HandedChild, Handover, Missing, begin, take_up
from sharedduty.modules.practice_review.actions.steps import recorded
from sharedduty.modules.practice_review.models import PracticeReview, ReviewedChild
from sharedduty.modules.practice_review.policy import COUNCIL, DELEGATE
from sharedduty.modules.practice_review.process import PROCESS, START
from sharedduty.modules.practice_review.queries.reading import PREFIX, shut_out
from sharedduty.modules.practice_review.rules.commissioning import opening_whole
from sharedduty.modules.rapid_review.api import review_facts
from sharedduty.modules.serious_incident.api import holders

NO_REVIEW = "The rapid review this follows is not in your sight. Somebody else of the business unit takes this up."


@transaction.atomic
def open_from_handover(*, by: Viewer, handover: Handover) -> PracticeReview:
    """Take the hand-over of a rapid review up in a review of its own; who is shut out of that is shut out of this (GL-PR-01).

    Raises PermissionDenied; CannotMove.
    """
    by.must("practice_work")
    locked = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if locked.owner_team_id != by.team_id and (locked.owner_post_id is None or locked.owner_post_id != by.post_id):
        raise PermissionDenied
    if locked.closed_at or locked.start != START:
        raise CannotMove([Missing("This work was taken up before.")])
    facts = review_facts(by, locked.from_record)
    if facts is None:
        raise CannotMove([Missing(NO_REVIEW)])
    held = _open(
        by, facts.children, out_of=[locked.case_file_id, facts.file_id], origin="rapid_review",
        what_happened=facts.what_happened, proposed_focus=facts.focus, rapid_review=facts.reference,
        incident=facts.incident, handover=locked.reference,
    )  # fmt: skip
    take_up(by=by, handover=locked, led_to=held.reference, outcome=f"Practice review {held.reference} was taken up.")
    return held


@transaction.atomic
def open_without(*, by: Viewer, given: Given) -> PracticeReview:
    """Take a review up that no rapid review handed over, with why (GL-PR-01; WT2018 ch4 ¶17).

    Takes: the facts and the first child in `given`. Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("practice_work")
    if missing := opening_whole(given):
        raise CannotMove(missing)
    child = HandedChild(
        str(given["given_names"]).strip(), str(given.get("family_name") or "").strip(), given.get("birth_on")
    )
    return _open(
        by, [child], out_of=[], origin="other", because=str(given["because"]).strip(),
        what_happened=str(given["what_happened"]).strip(),
    )  # fmt: skip


def _open(by: Viewer, children: Iterable[HandedChild], *, out_of: list[int], **facts: Any) -> PracticeReview:
    """Open the file, the record and its children, and let the partners see it. Inside the caller's act."""
    if by.area_id is None or by.team_id is None:
        raise PermissionDenied
    file = open_file(
        by=by, kind="practice_review", area_id=by.area_id, team_id=by.team_id, letter=PREFIX, out_of=out_of
    )
    held = PracticeReview.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team_id=by.team_id, opened_at=timezone.now(),
        opened_by_id=by.holding, **facts,
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=held, event="practice review taken up")
    record_change(
        by=by, verb="took up a practice review", object_type="practice review", object_ref=held.reference, file=file.pk
    )
    for one in children:
        ReviewedChild.objects.create(
            **recorded(by, held), given_names=one.given_names, family_name=one.family_name, birth_on=one.birth_on,
            person_id=one.person_id,
        )  # fmt: skip
    _let_partners_see(by, held)
    return held


def _let_partners_see(by: Viewer, held: PracticeReview) -> None:
    """Give the delegates of the three partners and the head of service sight of the review, but not who is shut out of it.

    They may add one thing to it: that they compared what is to be published, as somebody who did not write it.
    """
    accounts, posts = shut_out(by, held)
    seen: set[int] = set()
    for role in (DELEGATE, COUNCIL):
        for one in holders(by, held.area_id, role):
            if one.account_id in accounts or one.post_id in posts or one.post_id in seen:
                continue
            seen.add(one.post_id)
            grant(by=by, file=held.case_file, level="contribute", why="practice review", post_id=one.post_id)
