"""An invented room that holds meetings, for tests only: nothing of it ships.

It borrows permissions and a kind of case file that the house declares anyway, so that a run of tests leaves the house's
policy as it found it: whoever asks agencies runs meetings, and whoever may open a file in an emergency takes part.
"""

from fractions import Fraction

from django.urls import include, path, reverse

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.gatherings.api import (
    About,
    Capacity,
    GatheringUse,
    PaperUse,
    Quorum,
    RoomGatherings,
    Subject,
    declare_gatherings,
)
from sharedduty.foundations.gatherings.urls import addresses_of
from sharedduty.site import urls as house

CAPACITIES = (
    Capacity("chair", "Chair"),
    Capacity("social_worker", "Social worker", sectors=("local_authority",), at_least=1),
    Capacity("health", "Health", sectors=("health",), at_least=1),
    Capacity("police", "Police", sectors=("police",), at_least=1),
    Capacity("school", "School or nursery", sectors=("education",)),
    Capacity("parent", "Parent", family=True),
    Capacity("supporter", "Supporter of the family", family=True),
)
DISCUSSION = GatheringUse(
    code="invented_discussion",
    title="Invented strategy discussion",
    duty="Share what is known and decide who does what by when.",
    file_kind="information_request",
    capacities=CAPACITIES,
    quorum=Quorum(citation="Working Together 2018, chapter 1, flow chart 3", organisations=3),
    chaired_by="chair",
    citation="WT2018 ch1 box L1847-1861",
    minutes_clock="cdop.actions",
    minutes_to=("chair", "social_worker", "health", "police"),
    papers=(PaperUse("report", "Report for the meeting", "health", "cdop.papers"),),
    meets=("icpc.hold",),
)
EVERYBODY = GatheringUse(
    code="invented_conference",
    title="Invented conference",
    duty="Decide together what must change.",
    file_kind="information_request",
    capacities=CAPACITIES,
    quorum=Quorum(citation="Dorset scorecard", share_of_invited=Fraction(1), chair=True, deputies=False),
    chaired_by="chair",
    citation="WT2018 ch1 box L1997",
)

RECORDS: dict[str, About] = {}


def about(viewer: Viewer, record: str) -> About | None:
    """The records that a test has put in."""
    return RECORDS.get(record)


def page(viewer: Viewer, reference: str) -> str:
    """The address of a meeting."""
    return reverse("invented:meeting", args=[reference])


ROOM = RoomGatherings(
    code="invented", title="Invented room", prefix="GX", hold="person_amend", take_part="search_use",
    namespace="invented", uses=(DISCUSSION, EVERYBODY), about=about,
)  # fmt: skip
declare_gatherings(ROOM, page)


def put(record: str, team_id: int, area_id: int, *children: str) -> About:
    """A record of the invented room about children by these names."""
    subjects = tuple(Subject(f"{record[:10]}-{number}", name) for number, name in enumerate(children, 1))
    RECORDS[record] = About(record, f"Record {record}", team_id, area_id, subjects, "/design/gallery/")
    return RECORDS[record]


urlpatterns = [
    path("invented/meetings/", include((addresses_of(ROOM), "invented"))),
    *house.urlpatterns,
]
