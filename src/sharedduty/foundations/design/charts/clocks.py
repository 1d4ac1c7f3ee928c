"""A clock as a bar: how much of the limit has gone, where the due mark is, and whether it was broken."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from ..dates import due_words, moment_words, span_words
from .picture import Picture, box, hatch, key_for, picture

WIDTH, HEIGHT, BAR, DUE_AT = 220, 26, 12, 160
TOP = (HEIGHT - BAR) / 2
MARK = Markup(
    '<svg class="sd-chart sd-chart--clock" aria-hidden="true" focusable="false" viewBox="0 0 %d %d" width="%d" height="%d">'
    "%s%s</svg>"
)
GONE = Markup(
    '<rect x="0" y="%g" width="%d" height="%d" class="sd-clock__track"/>'
    '<rect x="0" y="%g" width="%d" height="%d" class="sd-clock__gone"/>'
)
DUE = Markup(
    '<line x1="%d" y1="1" x2="%d" y2="%d" class="sd-clock__due"/>'
    '<path d="M%d 1h9l-3 3.5l3 3.5h-9z" class="sd-clock__flag"/>'
) % (DUE_AT, DUE_AT, HEIGHT - 1, DUE_AT)
TICK = Markup('<path d="M%d %gl4 4l7 -8" class="sd-clock__tick"/>')
NOTHING = Markup()
GROUP = Markup('<g class="sd-clock sd-clock--%s">%s</g>')
STATES = {
    "running": "Running",
    "soon": "Nearly due",
    "late": "Late",
    "met": "Done in time",
    "met_late": "Done late",
    "no_date": "No date",
}


@dataclass(frozen=True)
class ClockReading:
    """What a clock says at one moment. `state` is a key of STATES; `words` say it; `share` is elapsed over limit."""

    state: str
    words: str
    share: float

    @property
    def broken(self) -> bool:
        """True when the limit has been passed, whether or not the thing was done afterwards."""
        return self.state in ("late", "met_late")


def read_clock(
    started_at: dt.datetime,
    due_at: dt.datetime | None,
    now: dt.datetime,
    *,
    met_at: dt.datetime | None = None,
    soon: dt.timedelta | None = None,
) -> ClockReading:
    """Read a clock. `soon` is the length of time before the due instant that counts as nearly (a fifth by default).

    All instants carry a time zone. Something done exactly at the due instant is in time.
    """
    if due_at is None:
        return ClockReading("no_date", "The guidance gives no number for this", 0.0)
    limit = due_at - started_at
    until = met_at or now
    share = (until - started_at) / limit if limit > dt.timedelta(0) else (2.0 if until > due_at else 1.0)
    if met_at is not None:
        if met_at <= due_at:
            return ClockReading("met", f"Done with {span_words(due_at - met_at)} to spare", share)
        return ClockReading("met_late", f"Done {span_words(met_at - due_at)} late", share)
    if now > due_at:
        return ClockReading("late", f"{span_words(now - due_at)} late", share)
    near = soon if soon is not None else limit / 5
    return ClockReading("soon" if due_at - now <= near else "running", f"{span_words(due_at - now)} left", share)


def clock_bar(
    label: str,
    started_at: dt.datetime,
    due_at: dt.datetime | None,
    now: dt.datetime,
    *,
    met_at: dt.datetime | None = None,
    soon: dt.timedelta | None = None,
    force: str = "must",
    key: str = "",
) -> Picture:
    """One clock as a small bar, to stand beside its words.

    Time gone is solid; a flagged line marks the due instant; what went past it is hatched. Only a broken `must` is red:
    a broken `should` or local limit is drawn dark.
    """
    reading = read_clock(started_at, due_at, now, met_at=met_at, soon=soon)
    rows = [[label, moment_words(started_at), due_words(due_at), STATES[reading.state], reading.words]]
    key = key or key_for("clock", label, rows)
    hatched, drawn = _drawn(reading, dated=due_at is not None, force=force, key=key)
    due = f"Due {due_words(due_at)}. " if due_at else ""
    return picture(
        kind="clock",
        title=f"{label}: {STATES[reading.state].lower()}",
        summary=f"{due}{reading.words}.",
        size=(WIDTH, HEIGHT),
        inside=[drawn],
        headers=["Clock", "Started", "Due", "State", "Time"],
        rows=rows,
        key=key,
        defs=[hatched],
    )


def clock_mark(reading: ClockReading, *, force: str = "must", key: str) -> Markup:
    """The same bar for a line of a list whose words say it all: drawn only, and passed over by whatever reads aloud.

    `key` tells it from every other bar of the page.
    """
    hatched, drawn = _drawn(reading, dated=reading.state != "no_date", force=force, key=key)
    return MARK % (WIDTH, HEIGHT, WIDTH, HEIGHT, hatched, drawn)


def _drawn(reading: ClockReading, *, dated: bool, force: str, key: str) -> tuple[Markup, Markup]:
    """The hatching a broken limit needs, and the bar."""
    breach = reading.broken and force == "must"
    look = "breach" if breach else reading.state.replace("_", "-")
    gone = round(DUE_AT * min(max(reading.share, 0), 1))
    if not reading.broken:
        return NOTHING, _bar(look, gone, dated, reading.state == "met")
    over = (WIDTH - DUE_AT) * min(max((reading.share - 1), 0.15), 1)
    past = box(DUE_AT, TOP, over, BAR, "sd-clock__over", f"url(#{key}-h1)")
    hatched = hatch(key, 1, "sd-hatch-breach" if breach else "sd-hatch-late")
    return hatched, _bar(look, gone, dated, reading.state == "met_late", past)


@lru_cache(maxsize=2048)  # of whole points, so that a list draws the same few at every look
def _bar(look: str, gone: int, dated: bool, done: bool, past: Markup = NOTHING) -> Markup:
    """The bar from patterns, not element by element: a list draws a hundred. `past` is what went over the due mark."""
    drawn = GONE % (TOP, WIDTH if past else DUE_AT, BAR, TOP, gone, BAR) + past
    if dated:
        drawn += DUE
    if done:
        drawn += TICK % (max(gone - 14, 3), HEIGHT / 2)
    return GROUP % (look, drawn)
