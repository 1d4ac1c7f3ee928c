"""A gauge per agency: who was asked, how much of its time has gone, and what it said."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .picture import Picture, box, element, hatch, key_for, line, picture, short, text

ANSWERED = ("nothing_held", "shared", "part_shared", "declined")
ROW, NAME, TRACK, WORDS, TOP = 40, 210, 200, 210, 8
STATES = {
    "waiting": ("Waiting", "…"),
    "soon": ("Nearly due", "!"),
    "late": ("Late", "!!"),
    "nothing_held": ("Holds nothing", "○"),
    "shared": ("Shared", "✓"),
    "part_shared": ("Shared in part", "◐"),
    "declined": ("Declined", "✕"),
    "not_asked": ("Not asked", "–"),
}


@dataclass(frozen=True)
class AgencyAnswer:
    """One agency: its name, a key of STATES, the share of its time gone (1 is the due instant), and its own words."""

    agency: str
    state: str
    share: float = 0.0
    words: str = ""

    @property
    def late(self) -> bool:
        """Whether its time ran out before it answered, whatever it said then."""
        return self.state != "not_asked" and (self.state == "late" or self.share > 1)


def agency_gauge(title: str, answers: Sequence[AgencyAnswer], *, key: str = "") -> Picture:
    """One row an agency: a bar of its time with the due mark, a sign and a word for its answer.

    Raises ValueError for a state nobody knows.
    """
    unknown = sorted({one.state for one in answers} - set(STATES))
    if unknown:
        raise ValueError(f"no such answer state: {', '.join(unknown)}")
    rows = [[one.agency, STATES[one.state][0], one.words] for one in answers]
    key = key or key_for("gauge", title, rows)
    summary = _counted([one for one in answers if one.state != "not_asked"])
    return picture(
        kind="gauge",
        title=title,
        summary=summary,
        size=(NAME + TRACK + WORDS, TOP * 2 + ROW * max(len(answers), 1)),
        inside=[_row(at, one, key) for at, one in enumerate(answers)],
        headers=["Agency", "Answer", "Detail"],
        rows=rows,
        key=key,
        defs=[hatch(key, 1, "sd-hatch-breach")],
    )


def _counted(asked: Sequence[AgencyAnswer]) -> str:
    """How many agencies answered, how many of these late, and how many are late and have not; withdrawn ones do not count."""
    answered = [one for one in asked if one.state in ANSWERED]
    late, silent = sum(one.late for one in answered), sum(one.late for one in asked if one.state not in ANSWERED)
    said = f"{len(answered)} of {len(asked)} agencies have answered, {late} of them late"
    return f"{said}; {silent} late and without an answer. Each is in the table."


def _row(at: int, one: AgencyAnswer, key: str) -> Markup:
    y = TOP + ROW * at
    words, sign = STATES[one.state]
    due = TRACK * 0.75
    gone = due * min(max(one.share, 0), 1)
    inside = [
        text(0, y + 24, short(one.agency, 21)),
        box(NAME, y + 12, TRACK, 14, "sd-clock__track"),
        box(NAME, y + 12, gone, 14, "sd-clock__gone"),
    ]
    if one.late:
        over = (TRACK - due) * min(max(one.share - 1, 0.2), 1)
        inside.append(box(NAME + due, y + 12, over, 14, "sd-clock__over", f"url(#{key}-h1)"))
    inside += [
        line(NAME + due, y + 5, NAME + due, y + 33, "sd-clock__due"),
        element("path", d=f"M{NAME + due} {y + 5}h9l-3 3.5l3 3.5h-9z", class_="sd-clock__flag"),
        text(NAME + TRACK + 14, y + 25, sign, "sd-chart__text--sign"),
        text(NAME + TRACK + 40, y + 24, short(words, 24)),
    ]
    state = "breach" if one.state == "late" else one.state.replace("_", "-")
    return element("g", *inside, class_=f"sd-clock sd-clock--{state}")
