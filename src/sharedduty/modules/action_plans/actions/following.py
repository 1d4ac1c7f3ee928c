"""Looking at a recommendation, accepting it, asking agencies, and everything that changes while it is followed."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Shared, Viewer, open_file
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, begin, kept
from sharedduty.modules.action_plans.actions.steps import recorded, step
from sharedduty.modules.action_plans.models import ActionPart, Carrying, Mention, TrackedRecommendation
from sharedduty.modules.action_plans.policy import LEADS, PART, UNIT
from sharedduty.modules.action_plans.process import PART_PROCESS
from sharedduty.modules.action_plans.queries.carrying import open_issues, unnamed_document
from sharedduty.modules.action_plans.queries.choices import group, in_post
from sharedduty.modules.action_plans.queries.reading import PART_PREFIX, by_reference, parts_of

NO = ("", "no")
ASKED_OF_AGENCY = "action_part_asked"


@transaction.atomic
def look_at(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Say how soon it is looked to, whether the front line must change, and whether it was said before (TRK-07, TRK-08).

    Raises as `step` does.
    """
    chosen = str(given.get("repeats") or "").strip()
    earlier = by_reference(by, chosen) if chosen not in NO else None
    earlier = None if earlier is not None and earlier.pk == held.pk else earlier
    sets = {
        "priority": str(given.get("priority") or "next"), "front_line": given.get("front_line") == "yes",
        "hard_to_measure": bool(given.get("hard_to_measure")), "group": group(by, str(given.get("group") or "")),
        "said_before": earlier.reference if earlier else "",
        "said_before_because": str(given.get("said_before_because") or "").strip() if earlier else "",
    }  # fmt: skip
    step(by, held, "look_at", {**given, "earlier": earlier}, version=version, sets=sets)


@transaction.atomic
def accept(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Accept it, with who answers for it, by when, what will be different and how one will know. Raises as `step` does."""
    names = ("accepted_on", "accepted_by", "owner", "due_on", "intended", "measure")
    step(by, held, "accept", given, version=version, sets=kept(given, *names))


@transaction.atomic
def refuse(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Not accept it, with why. Raises as `step` does."""
    step(by, held, "refuse", given, version=version, sets={"ended_on": timezone.localdate()})


@transaction.atomic
def not_for_area(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Record that it does not apply in this area, with why. Raises as `step` does."""
    step(by, held, "not_for_area", given, version=version, sets={"ended_on": timezone.localdate()})


@transaction.atomic
def ask_agencies(
    *, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None
) -> list[ActionPart]:
    """Ask agencies what they do about it, each in a file of its own that only its team shares (TRK-03; HE-ACT-02).

    Who leads on safeguarding in a team asked is told that something waits. Raises as `step` does.
    """
    asked = {one.asked_team_id for one in parts_of(by, held.reference) if one.stage != "withdrawn"}
    teams = [one for one in given.get("teams") or () if one.pk not in asked]
    step(by, held, "ask_agencies", {**given, "teams": teams}, version=version)
    return [_ask(by, held, team, given) for team in teams]


def _ask(by: Viewer, held: TrackedRecommendation, team: Team, given: Given) -> ActionPart:
    sharing = Shared(team.pk, "work", "its part in a recommendation") if team.pk != held.team_id else None
    file = open_file(
        by=by, kind=PART, area_id=held.area_id, team_id=held.team_id, letter="AF", out_of=[held.case_file_id],
        shared_with=sharing,
    )  # fmt: skip
    made = ActionPart.objects.create(
        case_file=file, reference=new_reference(PART_PREFIX), area_id=held.area_id, recommendation=held.reference,
        asked_organisation_id=team.organisation_id, asked_team=team, wording=held.wording, asked_at=timezone.now(),
        asked_by_id=by.holding, front_line=bool(held.front_line), hard_to_measure=held.hard_to_measure,
        definition=held.definition, indicator=held.indicator, **kept(given, "asked", "answer_by_on"),
    )  # fmt: skip
    begin(by=by, process=PART_PROCESS, record=made, event="agency asked")
    record_change(
        by=by, verb="asked an agency", object_type="action part", object_ref=made.reference, file=file.pk,
        fields=["asked", "answer_by_on"],
    )  # fmt: skip
    whom = in_post(held.area_id, post__team=team, role__in=(*LEADS, UNIT))
    let_know(by=by, file=file, record=made.reference, template=ASKED_OF_AGENCY, whom=whom)
    return made


@transaction.atomic
def change_plan(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Change who answers for it, by when or how one will know, with why (TRK-13). Raises as `step` does."""
    step(by, held, "change_plan", given, version=version, sets=kept(given, "owner", "due_on", "measure"))


@transaction.atomic
def set_priority(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Change how soon it is looked to, and which group steers it (TRK-07, TRK-17). Raises as `step` does."""
    sets = {"priority": str(given.get("priority") or ""), "group": group(by, str(given.get("group") or ""))}
    step(by, held, "set_priority", given, version=version, sets=sets)


@transaction.atomic
def define(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Say what is meant and what would show it; each agency's part has it too, and can be rated (TRK-19). Raises as `step`."""
    sets = {**kept(given, "definition", "indicator"), "hard_to_measure": True}
    step(by, held, "define", given, version=version, sets=sets)
    for part in parts_of(by, held.reference):
        part.definition, part.indicator, part.hard_to_measure = held.definition, held.indicator, True
        part.save(update_fields=["definition", "indicator", "hard_to_measure"])
        record_change(
            by=by, verb="defined", object_type="action part", object_ref=part.reference, file=part.case_file_id,
            fields=["definition", "indicator"],
        )  # fmt: skip


@transaction.atomic
def name_carrier(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> Carrying:
    """Name a policy, procedure or course that should carry it (TRK-11). Raises as `step` does."""
    document = unnamed_document(by, held, str(given.get("which") or ""))
    step(by, held, "name_carrier", {**given, "document": document}, version=version)
    assert document is not None  # noqa: S101 (the rule refused otherwise; for the type checker)
    return Carrying.objects.create(**recorded(by, held), document=document, since_on=given["since_on"])


@transaction.atomic
def answer_issue(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> Mention:
    """Say whether a new issue of a document carries it, or why not (TRK-11). Raises as `step` does."""
    issue = {one.key: one for one in open_issues(by, [held])}.get(str(given.get("which") or ""))
    step(by, held, "answer_issue", {**given, "issue": issue}, version=version)
    row: dict[str, Any] = recorded(by, held)
    del row["recommendation"]
    says = str(given["says"])
    reason = "" if says == "yes" else str(given.get("mention_reason") or "").strip()
    assert issue is not None  # noqa: S101 (the rule refused otherwise; for the type checker)
    return Mention.objects.create(
        **row, carrying_id=issue.carrying_id, reissue_id=issue.reissue_id, says=says, reason=reason
    )
