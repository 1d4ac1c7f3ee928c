"""Reading the records of children returning home from care."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.clocks import END_OF_DAY
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.child_protection.models import Judgement, ReturnHome
from sharedduty.modules.child_protection.process import RETURN
from sharedduty.modules.child_protection.rules import NEXT

MOST = 100
CLOSED = [stage.code for stage in RETURN.stages if stage.ends]


def return_by_reference(viewer: Viewer, reference: str) -> ReturnHome | None:
    """One return home; None where there is none in this viewer's sight."""
    return ReturnHome.objects.select_related("case_file", "worker__account").filter(reference=reference).first()


def open_returns(viewer: Viewer) -> QuerySet[ReturnHome]:
    """The returns home in sight that are not closed, the oldest first."""
    return ReturnHome.objects.exclude(stage__in=CLOSED).select_related("worker__account").order_by("opened_at", "pk")


def owed_for(home: ReturnHome) -> Owed | None:
    """What one return home waits for, by the day agreed; without a day, since when it waits is not known here."""
    if home.stage not in NEXT or home.next_by_on is None:
        return None
    return Owed(
        NEXT[home.stage], home.reference, reverse("child_protection:return", args=[home.reference]),
        datetime.datetime.combine(home.next_by_on, END_OF_DAY, tzinfo=LONDON), citation="WT2018 ch1 box: children returning home",
        file=home.case_file_id,
    )  # fmt: skip


def returns_owed(viewer: Viewer) -> list[Owed]:
    """What the viewer owes children who came home, by the day agreed, the soonest first; at most 100."""
    mine = ReturnHome.objects.filter(worker_id=viewer.appointment_id, stage__in=list(NEXT), next_by_on__isnull=False)
    return [one for one in map(owed_for, mine.order_by("next_by_on", "pk")[:MOST]) if one]


@dataclass
class ReturnView:
    """One return home as its page shows it."""

    home: ReturnHome
    stage: str
    judgements: list[Judgement]
    handovers: list[Handover]

    @property
    def next(self) -> Owed | None:
        """What comes next and by when, as agreed; None where nothing is left to be done."""
        return owed_for(self.home)


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
