"""Opening a record for an old case: by the pack it was begun under, which takes no new ones."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, grant, open_file
from sharedduty.foundations.forms.api import FormRecord, keep_submitted
from sharedduty.foundations.guidance.api import Pack
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Given, Missing, begin, kept, text
from sharedduty.modules.serious_case_review.actions.steps import recorded
from sharedduty.modules.serious_case_review.models import CaseChild, SeriousCaseReview
from sharedduty.modules.serious_case_review.policy import COUNCIL, DELEGATE, KIND
from sharedduty.modules.serious_case_review.process import PROCESS
from sharedduty.modules.serious_case_review.queries import choices
from sharedduty.modules.serious_case_review.queries.agency import shut_out
from sharedduty.modules.serious_case_review.queries.reading import PREFIX, by_reference
from sharedduty.modules.serious_case_review.rules.considering import opening_whole
from sharedduty.modules.serious_incident.api import holders

WORDS = (
    "safety", "why_here", "held_in", "referred_by", "received_by", "begun_on", "happened_on", "received_on",
)  # fmt: skip
NO_PACK = "No arrangements are known here under which a serious case review could have been begun."
NO_SUCH = "There is no earlier decision with this reference in your sight: look at it again, or leave it empty."


@transaction.atomic
def open_review(*, by: Viewer, given: Given) -> SeriousCaseReview:
    """Open a record for a case begun under a pack that takes no new ones, to carry it on or to keep it (HE-SCR-12, -25).

    Takes: the facts, the first child, the answers of the referral form, `pack` where several would do, `follows`.
    Raises PermissionDenied; CannotMove with what is missing, also for an event or a case after the pack's end.
    """
    by.must("scr_work")
    pack = _pack_of(given)
    facts = {
        **given, "questions": choices.lacks(pack.id, choices.REFERRAL), "from_on": pack.in_force_from,
        "until_on": pack.in_force_to,
    }  # fmt: skip
    earlier = by_reference(by, text(given, "follows")) if text(given, "follows") else None
    missing = opening_whole(facts)
    if text(given, "follows") and earlier is None:
        missing.append(Missing(NO_SUCH, "#id_follows"))
    if missing:
        raise CannotMove(missing)
    if by.area_id is None or by.team_id is None:
        raise PermissionDenied
    out_of = [earlier.case_file_id] if earlier else []
    file = open_file(by=by, kind=KIND, area_id=by.area_id, team_id=by.team_id, letter=PREFIX, out_of=out_of)
    held = SeriousCaseReview.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team_id=by.team_id, opened_at=timezone.now(),
        opened_by_id=by.holding, pack=pack.id, follows=earlier.reference if earlier else "", **kept(given, *WORDS),
        referral=keep_form(by, file, pack.id, choices.REFERRAL, given),
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=held, event="referral received")
    record_change(
        by=by,
        verb="opened a serious case review",
        object_type="serious case review",
        object_ref=held.reference,
        file=file.pk,
    )
    CaseChild.objects.create(**recorded(by, held), **kept(given, "given_names", "family_name", "birth_on"))
    _let_partners_see(by, held)
    return held


def _pack_of(given: Given) -> Pack:
    """The pack chosen, or the only one there is."""
    known = {one.id: one for one in choices.legacy_packs()}
    if not known:
        raise CannotMove([Missing(NO_PACK)])
    if len(known) == 1:
        return next(iter(known.values()))
    chosen = known.get(text(given, "pack"))
    if chosen is None:
        raise CannotMove([Missing("Choose the arrangements it was begun under.", "#id_pack")])
    return chosen


def keep_form(by: Viewer, file: CaseFile, pack: str, name: str, given: Given) -> FormRecord:
    """Keep the answers to one part of the referral form as the pack's form has them (HE-SCR-21: the form is filed)."""
    answers: dict[str, Any] = {one.key: text(given, one.key) for one in choices.questions(pack, name)}
    return keep_submitted(by=by, file=file, form=name, pack=pack, answers=answers)


def _let_partners_see(by: Viewer, held: SeriousCaseReview) -> None:
    """Give the delegates of the partners and the head of service sight of it: they sit for their services on the panel.

    Whoever is shut out of it stays out.
    """
    accounts, posts = shut_out(by, held)
    whom = [one for role in (DELEGATE, COUNCIL) for one in holders(by, held.area_id, role)]
    for post_id in sorted({one.post_id for one in whom if one.account_id not in accounts} - posts):
        grant(by=by, file=held.case_file, level="read", why="serious case review", post_id=post_id)
