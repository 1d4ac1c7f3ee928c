"""The work of assessing: timescale, visits, reasons, services, agencies, harm suspected, analysis and its challenge."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.forms.api import FormRecord, Saved, choose, save_answers
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, HandedChild, Handover, kept, leave
from sharedduty.foundations.requests.api import InformationRequest, ask
from sharedduty.modules.assessment.actions.steps import recorded, shut_out_family, step
from sharedduty.modules.assessment.models import Assessment, Challenge, Checkpoint, Service, Sighting, Visit
from sharedduty.modules.assessment.queries.choices import labels
from sharedduty.modules.assessment.queries.reading import VISIT_PREFIX
from sharedduty.modules.front_door import api as front_door

TIMESCALE = ("see_child_by_on", "finish_by_on", "timescale_reason", "family_told_on")
EXCEPTIONS = ("not_seen_because", "not_alone_because", "wishes_unknown_because")
NOT_BORN = "Not born yet."
FIRST_POINT = "How the assessment goes, with the child, the family and those who help."


@transaction.atomic
def agree_timescale(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Agree, or agree again, when the child is seen and the assessment finished. Raises as `step` does."""
    verb = "agree_timescale" if held.stage == "open" else "change_timescale"
    step(by, held, verb, given, version=version, sets=kept(given, *TIMESCALE))
    if given.get("point_on"):
        Checkpoint.objects.create(
            reference=new_reference("PT"), **recorded(by, held), due_on=given["point_on"], about=FIRST_POINT
        )


@transaction.atomic
def record_visit(
    *,
    by: Viewer,
    held: Assessment,
    given: Given,
    children: Sequence[tuple[Assessment, Given]],
    version: int | None = None,
) -> Visit:
    """Record one visit to a family, once, and of each child assessed what was seen and heard, in the child's own file.

    Takes: the visit's own facts in `given`; for each assessment it was about, `seen` (alone, with_others, not_seen,
    unborn), `why_not`, `wishes`, `how_heard`. Raises PermissionDenied, CannotMove, Overtaken: then nothing is written.
    """
    step(by, held, "record_visit", {**given, "children": [answers for _, answers in children]}, version=version)
    file = open_file(
        by=by, kind="family_visit", area_id=held.area_id, team_id=held.team_id, letter=VISIT_PREFIX,
        out_of=[one.case_file_id for one, _ in children],
    )  # fmt: skip
    visit = Visit.objects.create(
        case_file=file, reference=file.reference, recorded_at=timezone.now(), recorded_by_id=by.holding,
        **kept(given, "visited_at", "visited_by", "place", "present", "family_said", "observed"),
    )  # fmt: skip
    for one, answers in children:
        shut_out_family(by, one, file)
        if one.pk != held.pk:
            step(by, one, "record_visit", {**given, "children": [answers]})
        seen = answers["seen"]
        why_not = str(answers.get("why_not") or "").strip()
        Sighting.objects.create(
            case_file_id=one.case_file_id, assessment=one, visit=visit, visited_at=visit.visited_at,
            visited_by=visit.visited_by, seen=seen in ("alone", "with_others"), alone=seen == "alone",
            why_not=NOT_BORN if seen == "unborn" else "" if seen == "alone" else why_not,
            **kept(answers, "wishes", "how_heard"),
        )  # fmt: skip
    record_change(
        by=by, verb="recorded a visit", object_type="family visit", object_ref=visit.reference, file=file.pk,
        fields=["family_said", "observed"],
    )  # fmt: skip
    return visit


@transaction.atomic
def give_reason(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Record why a child could not be seen alone, why wishes are not known, or how an unborn child was looked at."""
    written = {name: text for name, text in kept(given, *EXCEPTIONS).items() if text}
    step(by, held, "give_reason", given, version=version, sets=written)


@transaction.atomic
def start_service(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> Service:
    """Record a service decided or started, at any stage: services never wait for the end (WT2018 ch1 ¶76)."""
    step(by, held, "start_service", given, version=version)
    return Service.objects.create(
        reference=new_reference("SV"), **recorded(by, held),
        **kept(given, "service", "agency", "aim", "decided_on", "started_on"),
    )  # fmt: skip


@transaction.atomic
def ask_agencies(
    *, by: Viewer, held: Assessment, teams: Sequence[Team], given: Given, due_at: datetime.datetime | None,
    version: int | None = None,
) -> list[InformationRequest]:  # fmt: skip
    """Ask agencies what they know of the child, each by its own request, which is all they see. Raises as `step` does."""
    step(by, held, "ask_agency", {**given, "teams": list(teams)}, version=version)
    asked = [
        ask(
            by=by, for_record=held.reference, enquiry=held.reference, about=about(by, held), asked_team=team,
            asking_team=held.team, question=given["question"], purpose=given["purpose"], priority="", due_at=due_at,
        )
        for team in teams
    ]  # fmt: skip
    for one in asked:
        shut_out_family(by, held, one.case_file)
    return asked


def about(by: Viewer, held: Assessment) -> dict[str, Any]:
    """What an agency must know to recognise the child, and nothing of the assessment: as the contact describes the child."""
    known = {
        "names": str(held), "birth_on": held.birth_on.isoformat() if held.birth_on else "", "unborn": held.unborn,
        "expected_on": held.expected_on.isoformat() if held.expected_on and held.unborn else "",
    }  # fmt: skip
    return {**front_door.about_child(by, held.child_reference), **known}


@transaction.atomic
def suspect_harm(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> Handover:
    """Harm is suspected: leave a hand-over for a strategy discussion, owned by the team; the assessment goes on (WT-ASM-38)."""
    step(by, held, "suspect_harm", given, version=version)
    known = labels("harm.kinds", timezone.localdate(held.referred_at))
    kinds = "; ".join(known[code] for code in given["kinds"] if code in known)
    file = open_file(
        by=by, kind="handover", area_id=held.area_id, team_id=held.team_id, letter="HF", out_of=[held.case_file_id]
    )
    return leave(
        by=by, file=file, from_record=held.reference, start="strategy discussion",
        about=held.child_reference or held.reference, owner_team_id=held.team_id,
        child=HandedChild(
            held.given_names, held.family_name, held.birth_on or held.expected_on, held.person_id, unborn=held.unborn
        ),
        summary=f"{held}: {given['what'].strip()}\nKinds of harm: {kinds}\nSafe until then: {given['safe_now'].strip()}",
    )  # fmt: skip


@transaction.atomic
def begin_analysis(*, by: Viewer, held: Assessment, version: int | None = None) -> None:
    """Enough is gathered to weigh it. Raises as `step` does."""
    step(by, held, "begin_analysis", version=version)


@transaction.atomic
def gather_more(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Go back from weighing to gathering, with the reason; a sign-off does not outlast it. Raises as `step` does."""
    step(by, held, "gather_more", given, version=version, sets={"signed_off_at": None, "signed_off_by_id": None})


@transaction.atomic
def challenge(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> Challenge:
    """Challenge the analysis as supervisor or as another practitioner. Raises as `step` does."""
    step(by, held, "challenge", given, version=version)
    return Challenge.objects.create(
        case_file_id=held.case_file_id, assessment=held, made_at=timezone.now(), made_by_id=by.holding,
        **kept(given, "text"),
    )  # fmt: skip


@transaction.atomic
def answer_challenge(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Answer the challenge that waits, and go back to the analysis. Raises as `step` does."""
    step(by, held, "answer_challenge", given, version=version)
    waiting = held.challenges.filter(answered_at__isnull=True).latest("made_at")
    waiting.answer, waiting.answered_at, waiting.answered_by_id = given["answer"].strip(), timezone.now(), by.holding
    waiting.save(update_fields=["answer", "answered_at", "answered_by"])


@transaction.atomic
def save_written(
    *, by: Viewer, held: Assessment, changes: Given, version: int, page: str, own: dict[str, int] | None = None
) -> Saved:
    """Save what was typed into the written part. Gives and raises what the forms foundation's `save_answers` does."""
    by.must("assessment_work")
    return save_answers(by=by, record=held.form, changes=changes, version=version, page=page, own=own)


@transaction.atomic
def settle_written(*, by: Viewer, record: FormRecord, choices: dict[str, str]) -> Saved:
    """Settle what two people wrote differently. Raises as the forms foundation's `choose` does."""
    by.must("assessment_work")
    return choose(by=by, record=record, choices=choices)
