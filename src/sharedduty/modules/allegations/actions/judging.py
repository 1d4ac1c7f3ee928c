"""The initial discussion, the criteria, the way it goes, the record sent to the employer, the children's welfare."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, HandedChild, kept, leave
from sharedduty.modules.allegations.actions.steps import recorded, step
from sharedduty.modules.allegations.models import (
    Allegation,
    AllegationDecision,
    AllegationJudgement,
    ConcernedChild,
    Discussion,
    Referral,
    SentRecord,
)
from sharedduty.modules.allegations.process import WAYS, WELFARE
from sharedduty.modules.allegations.queries import routing
from sharedduty.modules.allegations.queries.choices import labels


@transaction.atomic
def discuss(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> Discussion:
    """Keep what was discussed with the employer and advised (GL-AL-05, GL-AL-06; WT-LADO-01). Raises as `step` does."""
    step(by, held, "discuss", given, version=version, sets={"concern": str(given.get("concern") or "")})
    return Discussion.objects.create(
        **recorded(by, held),
        **kept(given, "discussed_at", "spoke_with", "concern", "at_once", "employment", "safeguarding", "talk"),
    )


@transaction.atomic
def judge(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> AllegationJudgement:
    """Keep how people judged each criterion, the position of trust and the transfer of risk; it decides nothing.

    Raises as `step` does.
    """
    known = labels("criterion", timezone.localdate(held.opened_at))
    step(by, held, "judge", {**given, "known": known}, version=version)

    def answer(code: str) -> dict[str, str]:
        return {"answer": str(given[code]), "why": str(given[f"{code}_why"]).strip()}

    return AllegationJudgement.objects.create(
        **recorded(by, held), criteria={code: answer(code) for code in known}, trust=answer("trust"),
        transfer=answer("transfer"), **kept(given, "judged_by"),
    )  # fmt: skip


@transaction.atomic
def decide_way(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> AllegationDecision:
    """Decide the way a concern goes: managed, criteria not met, advice only (GL-AL-07, -09; WT-LADO-07). Raises as `step`."""
    way = str(given.get("way") or "")
    step(by, held, WAYS.get(way, "find_met"), given, version=version)
    return AllegationDecision.objects.create(
        **recorded(by, held), what="way", chosen=way, **kept(given, "reasons", "decided_by")
    )


@transaction.atomic
def look_again(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> None:
    """Look at it again, with why: what was decided stays on record (GL-AL-10). Raises as `step` does."""
    step(by, held, "look_again", given, version=version, sets={"outcome": ""})


@transaction.atomic
def send_record(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> SentRecord:
    """Send the employer the record of the discussion (GL-AL-09).

    Whoever referred it with an account here reads it beside what they sent, and is told that there is something to see.
    Raises as `step` does.
    """
    step(by, held, "send_record", given, version=version)
    referral = Referral.objects.select_related("case_file").get(reference=held.referral)
    made = SentRecord.objects.create(
        case_file_id=referral.case_file_id, referral=referral, sent_at=timezone.now(), recorded_by_id=by.holding,
        **kept(given, "text", "sent_to", "how"),
    )  # fmt: skip
    record_change(
        by=by, verb="sent a record", object_type="allegation referral", object_ref=referral.reference,
        file=referral.case_file_id,
    )  # fmt: skip
    if not referral.by_telephone:
        let_know(by=by, file=referral.case_file, record=referral.reference, template="allegation_record",
                 whom=Appointment.objects.filter(pk=referral.sent_by_id))  # fmt: skip
    return made


@transaction.atomic
def name_child(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> ConcernedChild:
    """Name a child it is about (WT-LADO-03). Raises as `step` does."""
    step(by, held, "name_child", given, version=version)
    return ConcernedChild.objects.create(
        **recorded(by, held), reference=new_reference("AW"), **kept(given, "given_names", "family_name", "birth_on")
    )


@transaction.atomic
def settle_welfare(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> ConcernedChild | None:
    """Decide what is done for a child's own welfare; to the front door it is handed over at once (WT-LADO-03).

    The hand-over holds the child and the words written for it, not the person accused nor this record's reference; it is
    shut to everybody this record is shut to. Raises as `step` does.
    """
    child = held.children.filter(reference=str(given.get("which") or "")).first()
    team = routing.front_door_of(held.area_id) if given.get("welfare") == "handed" else None
    step(by, held, "settle_welfare", {**given, "child": child, "nobody": team is None}, version=version)
    if child is None:
        return None
    child.welfare, child.welfare_why = str(given["welfare"]), str(given["welfare_why"]).strip()
    child.welfare_at = timezone.now()
    child.save(update_fields=["welfare", "welfare_why", "welfare_at"])
    if team is not None:
        _hand(by, held, child, team)
    return child


def _hand(by: Viewer, held: Allegation, child: ConcernedChild, team: Any) -> None:
    file = open_file(
        by=by, kind="handover", area_id=held.area_id, team_id=team.pk, letter="HF", out_of=[held.case_file_id]
    )
    leave(
        by=by, file=file, from_record=child.reference, start=WELFARE, summary=f"{child}: {child.welfare_why}",
        owner_team_id=team.pk,
        child=HandedChild(child.given_names, child.family_name, child.birth_on),
    )  # fmt: skip
