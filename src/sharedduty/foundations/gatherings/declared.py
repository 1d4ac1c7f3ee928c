"""How a room declares the meetings its process holds: plain data, readable aloud by a business manager (design section 6)."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from sharedduty.foundations.access.api import Appointment, Viewer, who_may
from sharedduty.foundations.process.api import Process, Stage, Transition, register

CALLED, UNDER_WAY, ADJOURNED, HELD, CANCELLED = "called", "under_way", "adjourned", "held", "cancelled"


@dataclass(frozen=True)
class Capacity:
    """What somebody comes to a meeting as: social worker, health, police, chair, parent.

    `sectors` and `roles` say who may be invited so (sectors of the directory, roles of the house; empty: anybody).
    `at_least` is the declared minimum attendance. `family` marks a family member or their supporter: they see only what is
    explicitly shared with them.
    """

    code: str
    title: str
    sectors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    at_least: int = 0
    family: bool = False


@dataclass(frozen=True)
class Quorum:
    """Who must really be there, beyond each capacity's own minimum, and where that is written.

    `people` is the fewest in all; `organisations` the fewest different bodies; `share_of_invited` the least share of those
    invited who are not family (1 means all of them); `chair` asks for the chair; `deputies` says whether somebody sent
    instead counts. Those who left, or may not vote, never count.
    """

    citation: str
    people: int = 0
    organisations: int = 0
    share_of_invited: Fraction = Fraction(0)
    chair: bool = False
    deputies: bool = True


@dataclass(frozen=True)
class TeamOf:
    """A team by which guidance has the work of this meeting supported: the pack that says so, and its list of members.

    The codes of the list are capacities of the meeting. Who of them is there is shown and judged nowhere; while the pack is
    not in force, it is local practice (guidance-now C, multi-agency child protection teams).
    """

    pack: str
    members: str


@dataclass(frozen=True)
class PaperUse:
    """A paper that this meeting asks for: what it is, from which capacity, and the clock that counts back from the meeting."""

    code: str
    title: str
    capacity: str
    clock_key: str = ""


@dataclass(frozen=True)
class GatheringUse:
    """One kind of meeting as a room's process holds it.

    `file_kind` is the kind of case file it lies in; the room's policy declares who reaches that kind by standing.
    `notes_form` names a form of the pack `notes_pack`. `minutes_clock` starts when the meeting ends and is met when minutes
    are sent or, where `signs_minutes`, when whoever chaired has signed them; where `minutes_with_next` they go out with the
    papers of the next meeting of this kind, and not before. `minutes_to` names the capacities entitled to them (empty:
    everybody who may hear the part). `meets` are clocks of the room's own record that holding the meeting meets. `duty` is
    the purpose in a sentence, with `citation`.
    `not_yet`, where given, says why somebody with an account may not be invited yet, in words; nothing where they may.
    `team`, where given, is told beside the quorum.
    """

    code: str
    title: str
    duty: str
    file_kind: str
    capacities: tuple[Capacity, ...]
    quorum: Quorum
    chaired_by: str
    citation: str
    papers: tuple[PaperUse, ...] = ()
    minutes_clock: str = ""
    signs_minutes: bool = False
    minutes_with_next: bool = False
    minutes_to: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    notes_form: str = "meeting-notes"
    notes_pack: str = "wt-2018"
    sensitivity: str = "ordinary"
    sealed: bool = False
    retention_class: str = "child"
    not_yet: Callable[[Viewer, Appointment], str] | None = None
    team: TeamOf | None = None

    def __post_init__(self) -> None:
        codes = [capacity.code for capacity in self.capacities]
        named = {self.chaired_by, *self.minutes_to, *(paper.capacity for paper in self.papers)}
        if unknown := named - set(codes):
            raise ValueError(f"{self.code} names capacities it does not declare: {', '.join(sorted(unknown))}")
        if len(codes) != len(set(codes)):
            raise ValueError(f"{self.code} declares one capacity twice")

    def capacity(self, code: str) -> Capacity:
        """The capacity called `code`. Raises KeyError if there is none."""
        return {capacity.code: capacity for capacity in self.capacities}[code]


@dataclass(frozen=True)
class Subject:
    """One thing discussed, usually one child of the room's record: its reference and what the part is called."""

    record: str
    title: str


@dataclass(frozen=True)
class Invitee:
    """Somebody the room's record names already, whom whoever calls a meeting about it need not find or type again.

    With an account (`appointment`) or by name alone; `capacity` is one the kind of meeting declares.
    """

    key: str
    capacity: str
    name: str
    organisation_name: str = ""
    appointment: Appointment | None = None


@dataclass(frozen=True)
class JointWith:
    """A record of another room whose meeting may be held in one with this one: the room, its kind of meeting, the record.

    `seat` is the capacity in which somebody who comes for that record alone sits in the meeting that is held.
    """

    record: str
    room: str
    kind: str
    seat: str


@dataclass(frozen=True)
class About:
    """What a room says of the record that a meeting is about: team and area that hold it, its subjects, its page.

    `people` are those of the record who are invited unless whoever calls the meeting leaves them out; `joint`, the records
    of other rooms with which the meeting may be held jointly; `uses`, the kinds of meeting held about it, all of the room's
    where it names none.
    """

    record: str
    title: str
    team_id: int
    area_id: int
    subjects: tuple[Subject, ...]
    href: str
    people: tuple[Invitee, ...] = ()
    joint: tuple[JointWith, ...] = ()
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoomGatherings:
    """All meetings of one room: which kinds, behind which permissions, under which addresses.

    `prefix` begins the references of its meetings. `hold` is the permission to call, run and record; `take_part` the one to
    see meetings one is invited to, to answer, to declare a conflict, to disagree. `namespace` is the address namespace in
    which the room includes `gatherings.urls.addresses_of(...)`. `about` finds the room's own record, None out of sight.
    """

    code: str
    title: str
    prefix: str
    hold: str
    take_part: str
    namespace: str
    uses: tuple[GatheringUse, ...]
    about: Callable[[Viewer, str], About | None]

    def use(self, code: str) -> GatheringUse:
        """The kind of meeting called `code`. Raises KeyError if there is none."""
        return {use.code: use for use in self.uses}[code]


_rooms: dict[str, RoomGatherings] = {}


def declare_gatherings(room: RoomGatherings, page: Callable[[Viewer, str], str]) -> None:
    """Take in a room's meetings, in its `apps.ready()`; `page` makes the address of one from viewer and reference.

    Raises ValueError where another room has this code or these letters, or where somebody may run meetings and not open
    their pages.
    """
    if shut_out := who_may(room.hold) - who_may(room.take_part):
        raise ValueError(f"{room.hold} without {room.take_part}: {', '.join(sorted(shut_out))}")
    if _rooms.setdefault(room.code, room) is not room:
        raise ValueError(f"two rooms declare the meetings of {room.code}")
    register(room.prefix, page)


def room_called(code: str) -> RoomGatherings:
    """The meetings of the room called `code`. Raises KeyError if it declares none."""
    return _rooms[code]


def prefixes() -> tuple[str, ...]:
    """What the references of meetings begin with, of every room."""
    return tuple(f"{room.prefix}-" for room in _rooms.values())


def process_of(room: RoomGatherings, use: GatheringUse) -> Process:
    """The stages of one kind of meeting, as the engine moves them: called, under way, adjourned, held or cancelled."""
    where = use.citation

    def step(verb: str, sources: tuple[str, ...], to: str, event: str) -> Transition:
        return Transition(verb, sources, to, room.hold, event, citation=where)

    return Process(
        code=use.code,
        title=use.title,
        duty=use.duty,
        first=CALLED,
        stages=(
            Stage(CALLED, "Called"),
            Stage(UNDER_WAY, "Under way"),
            Stage(ADJOURNED, "Adjourned"),
            Stage(HELD, "Held", ends=True),
            Stage(CANCELLED, "Cancelled", ends=True),
        ),
        transitions=(
            step("postpone", (CALLED,), CALLED, "meeting postponed"),
            step("put_off_again", (ADJOURNED,), ADJOURNED, "resumption postponed"),
            step("begin", (CALLED,), UNDER_WAY, "meeting began"),
            step("adjourn", (UNDER_WAY,), ADJOURNED, "meeting adjourned"),
            step("resume", (ADJOURNED,), UNDER_WAY, "meeting resumed"),
            step("end", (UNDER_WAY,), HELD, "meeting held"),
            step("cancel", (CALLED, ADJOURNED), CANCELLED, "meeting cancelled"),
        ),
    )
