"""Reading the records of children returning home from care."""

from dataclasses import dataclass

from django.db.models import QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.child_protection.models import Judgement, ReturnHome
from sharedduty.modules.child_protection.process import RETURN

CLOSED = [stage.code for stage in RETURN.stages if stage.ends]


def return_by_reference(viewer: Viewer, reference: str) -> ReturnHome | None:
    """One return home; None where there is none in this viewer's sight."""
    return ReturnHome.objects.select_related("case_file", "worker__account").filter(reference=reference).first()


def open_returns(viewer: Viewer) -> QuerySet[ReturnHome]:
    """The returns home in sight that are not closed, the oldest first."""
    return ReturnHome.objects.exclude(stage__in=CLOSED).select_related("worker__account").order_by("opened_at", "pk")


@dataclass
class ReturnView:
    """One return home as its page shows it."""

    home: ReturnHome
    stage: str
    judgements: list[Judgement]
    handovers: list[Handover]


def open_return_page(viewer: Viewer, home: ReturnHome) -> ReturnView:
    """Read a whole return home, and journal that the viewer opened it."""
    record_sight(
        by=viewer, verb="opened", object_type="return home", object_ref=home.reference, files=[home.case_file_id]
    )
    judged = Judgement.objects.filter(record=home.reference).select_related("decided_by__post")
    return ReturnView(
        home, RETURN.stage(home.stage).title, list(judged.order_by("-decided_at", "-pk")),
        list(Handover.objects.filter(from_record=home.reference).order_by("left_at", "pk")),
    )  # fmt: skip
