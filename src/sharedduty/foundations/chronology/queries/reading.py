"""Chronologies, parts and discrepancies as their pages show them."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.chronology.models import AgencyPart, Chronology, Discrepancy, DiscrepancyNotice, Entry
from sharedduty.foundations.chronology.process import DOUBT, PART, WHOLE
from sharedduty.foundations.chronology.rules.running import UNANSWERED
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Move
from sharedduty.foundations.requests.api import InformationRequest, of_enquiry


def _known(reference: str, prefix: str) -> str:
    try:
        return normalise_reference(reference, prefix=prefix)
    except NotAReference:
        return ""


def chronologies() -> QuerySet[Chronology]:
    """Chronologies with what every page names of them."""
    return Chronology.objects.select_related("case_file", "team__organisation", "area", "opened_by__account")


def by_reference(viewer: Viewer, reference: str) -> Chronology | None:
    """The chronology with this reference; None where it does not exist or is out of sight."""
    return chronologies().filter(reference=_known(reference, "CH")).first()


def of_record(viewer: Viewer, record: str) -> Chronology | None:
    """The chronology of a room's record, where there is one in sight."""
    return chronologies().filter(for_record=record).first()


def listed(viewer: Viewer, *, ended: bool = False) -> QuerySet[Chronology]:
    """The chronologies in sight, with how many parts were asked for and sent and what is not answered; the latest first."""
    found = chronologies().filter(stage="closed") if ended else chronologies().exclude(stage="closed")
    return found.annotate(
        asked=Count("parts", distinct=True), sent=Count("parts", filter=Q(parts__stage="sent"), distinct=True),
        unanswered=Count("discrepancies", filter=Q(discrepancies__stage__in=UNANSWERED), distinct=True),
    ).order_by("-opened_at", "-pk")  # fmt: skip


def parts() -> QuerySet[AgencyPart]:
    """Parts with what every page names of them; not the chronology, which their agency cannot open."""
    return AgencyPart.objects.select_related("case_file", "asked_team", "asking_team__organisation")


def part_by_reference(viewer: Viewer, reference: str) -> AgencyPart | None:
    """An agency's part for that agency's team and for whoever runs the chronology.

    Those who read the whole, because it was shared, read its lines there: None for them, and for what is out of sight.
    """
    own = Q(asked_team_id=viewer.team_id) if viewer.may("chronology_write") else Q(pk__in=())
    runs = Q() if viewer.may("chronology_work") else own
    return parts().filter(runs, reference=_known(reference, "CA")).first()


def asked_of_team(viewer: Viewer) -> QuerySet[AgencyPart]:
    """The parts the viewer's own team is asked for, those to be written first, then the latest."""
    return parts().filter(asked_team_id=viewer.team_id).order_by("stage", "-asked_at", "-pk")


def parts_of(viewer: Viewer, held: Chronology) -> list[AgencyPart]:
    """A chronology's parts in sight, with the number of their standing lines."""
    standing = Count("entries", filter=Q(entries__stands=True, entries__struck=False))
    return list(parts().filter(chronology=held).annotate(lines=standing).order_by("agency", "pk"))


def requests_of(viewer: Viewer, held: Chronology) -> list[InformationRequest]:
    """What was asked of agencies for a chronology, in the order of asking."""
    return of_enquiry(viewer, held.reference)


def entry_called(held: AgencyPart, reference: str) -> Entry | None:
    """A line of a part as it stands; None where it was taken out, or is none of this part."""
    return held.entries.filter(reference=_known(reference, "CE"), stands=True, struck=False).first()


def versions_of(held: AgencyPart, reference: str) -> list[Entry]:
    """Every version of a line, the first first."""
    found = held.entries.filter(reference=_known(reference, "CE")).select_related(
        "recorded_by__account", "recorded_by__post"
    )
    return list(found.order_by("number", "pk"))


def lines_of_part(held: AgencyPart) -> QuerySet[Entry]:
    """A part's standing lines in the order of time."""
    return held.entries.filter(stands=True, struck=False).order_by("happened_at", "pk")


def struck_of_part(held: AgencyPart) -> int:
    """How many lines were taken out."""
    return held.entries.filter(stands=True, struck=True).count()


def notices_of(held: AgencyPart) -> list[DiscrepancyNotice]:
    """What an agency was told of discrepancies, the unanswered first."""
    return list(held.notices.order_by("answered_at", "sent_at", "pk"))


def notices_waiting(held: AgencyPart) -> dict[str, str]:
    """What an agency has still to answer, by reference."""
    found = held.notices.filter(answered_at__isnull=True).order_by("sent_at", "pk")
    return {one.reference: one.question[:120] for one in found}


def doubt_by_reference(viewer: Viewer, reference: str) -> Discrepancy | None:
    """A discrepancy, for whoever runs the chronology; None out of sight."""
    found = Discrepancy.objects.select_related("case_file", "chronology__case_file", "found_by__account")
    return found.filter(reference=_known(reference, "CD")).first()


@dataclass(frozen=True)
class DoubtView:
    """A discrepancy with its lines as they stand, what each agency was told and answered, and its history."""

    held: Discrepancy
    stage: str
    entries: list[Entry]
    notices: list[DiscrepancyNotice]
    moves: list[Move]

    @property
    def files(self) -> list[int]:
        """The files it shows."""
        return sorted({self.held.case_file_id, *(one.case_file_id for one in (*self.entries, *self.notices))})


def doubt_view(viewer: Viewer, held: Discrepancy) -> DoubtView:
    """Read a discrepancy whole."""
    entries = Entry.objects.filter(reference__in=held.entries, stands=True).select_related("part")
    notices = DiscrepancyNotice.objects.filter(discrepancy=held.reference).select_related(
        "part", "answered_by__account"
    )
    return DoubtView(
        held, DOUBT.stage(held.stage).title, list(entries.order_by("happened_at", "pk")),
        list(notices.order_by("part__agency", "pk")), moves_of(held.reference),
    )  # fmt: skip


def moves_of(reference: str) -> list[Move]:
    """The steps taken on a record, the latest first."""
    return list(Move.objects.filter(record=reference).order_by("-moved_at", "-pk"))


def stage_title(held: Chronology | AgencyPart | Discrepancy) -> str:
    """The words of the stage a record stands at."""
    process = WHOLE if isinstance(held, Chronology) else PART if isinstance(held, AgencyPart) else DOUBT
    return process.stage(held.stage).title


def people_of(viewer: Viewer, held: Chronology) -> list[Person]:
    """The records in People of the children, as far as this viewer sees them."""
    return list(Person.objects.filter(pk__in=held.people).order_by("pk")) if held.people else []
