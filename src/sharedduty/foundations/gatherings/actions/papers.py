"""Papers for a meeting: circulated to everyone who may hear the part, or to some of them only."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, grant, open_file
from sharedduty.foundations.gatherings.allowed import declared_for, may_hold, part_taken_by, refuse, tell
from sharedduty.foundations.gatherings.models import Conflict, Invitation, MeetingPaper, Part
from sharedduty.foundations.gatherings.rules import needed
from sharedduty.foundations.papers.api import add_paper
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Missing, meet


@transaction.atomic
def circulate_paper(
    *,
    by: Viewer,
    part: Part,
    title: str,
    upload: UploadedFile | None,
    sent_by: Invitation | None = None,
    code: str = "",
    openers: Sequence[Invitation] = (),
) -> MeetingPaper:
    """Put a paper before a part of a meeting. Without `openers` all who may hear the part open it; else those alone.

    Takes: `code` of the declared paper it answers; then whoever owed it has met its clock. Whoever runs the meeting may add
    any; somebody invited adds their own. Raises PermissionDenied, CannotMove; papers' Refused for a bad file.
    """
    gathering = part.gathering
    if not may_hold(by, gathering):
        part_taken_by(by, gathering, sent_by or Invitation(gathering=gathering))
    missing = needed(title=(title, "Say what the paper is."))
    if upload is None:
        missing.append(Missing("Choose the file.", "#id_file"))
    if missing or upload is None:
        raise CannotMove(missing)
    file, reference = part.papers_file, new_reference("GR")
    if openers:
        file = open_file(
            by=by, kind=file.kind, area_id=file.area_id, team_id=file.team_id, letter="GF",
            sensitivity=file.sensitivity, sealed=file.sealed, retention_class=file.retention_class, out_of=[file.pk],
        )  # fmt: skip
        _grant_openers(by, file, part, openers)
    paper = add_paper(by=by, file=file, record=reference, upload=upload)
    made = MeetingPaper.objects.create(
        case_file=file, reference=reference, part=part, code=code, title=title.strip(), sent_by=sent_by, paper=paper,
        openers=[one.reference for one in openers], circulated_at=timezone.now(), circulated_by_id=by.holding,
    )  # fmt: skip
    _meet_clock(by, part, code, sent_by)
    tell(by=by, verb="circulated a paper", what="meeting paper", record=made, reference=reference)
    return made


def _grant_openers(by: Viewer, file: object, part: Part, openers: Sequence[Invitation]) -> None:
    """Only people who hear the part, and get papers, open a restricted one."""
    kept_from = set(
        part.gathering.conflicts.filter(effect__in=[Conflict.Effect.LEAVES, Conflict.Effect.NO_PAPERS]).values_list(
            "invitation_id", flat=True
        )
    )
    hearing = set(part.hearings.filter(heard_until__isnull=True).values_list("invitation_id", flat=True))
    if wrong := [one.name for one in openers if one.pk not in hearing or one.pk in kept_from]:
        refuse([Missing(f"These may not have papers of this part: {', '.join(wrong)}.", "#id_openers")])
    for one in openers:
        if one.appointment_id and one.appointment_id != by.appointment_id:
            grant(by=by, file=file, level="read", why="paper of a meeting", appointment_id=one.appointment_id)  # type: ignore[arg-type]


def _meet_clock(by: Viewer, part: Part, code: str, sent_by: Invitation | None) -> None:
    _, use = declared_for(part.gathering)
    for paper in use.papers:
        if paper.code == code and paper.clock_key and sent_by is not None:
            meet(by=by, record=part.gathering.reference, key=paper.clock_key, about=sent_by.reference)
