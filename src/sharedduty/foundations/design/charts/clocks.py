"""A clock as a bar: how much of the limit has gone, where the due mark is, and whether it was broken."""

import datetime as dt
from dataclasses import dataclass

from ..dates import moment_words, span_words
from .picture import Picture, box, element, hatch, key_for, line, picture

WIDTH, HEIGHT, BAR, DUE_AT = 220, 26, 12, 160
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
    breach = reading.broken and force == "must"
    look = "sd-clock--breach" if breach else f"sd-clock--{reading.state.replace('_', '-')}"
    rows = [[label, moment_words(started_at), moment_words(due_at), STATES[reading.state], reading.words]]
    key = key or key_for("clock", label, rows)
    top = (HEIGHT - BAR) / 2
    gone = DUE_AT * min(max(reading.share, 0), 1)
    inside = [
        box(0, top, WIDTH if reading.broken else DUE_AT, BAR, "sd-clock__track"),
        box(0, top, gone, BAR, "sd-clock__gone"),
    ]
    if reading.broken:
        over = (WIDTH - DUE_AT) * min(max((reading.share - 1), 0.15), 1)
        inside.append(box(DUE_AT, top, over, BAR, "sd-clock__over", f"url(#{key}-h1)"))
    if due_at is not None:
        inside += [
            line(DUE_AT, 1, DUE_AT, HEIGHT - 1, "sd-clock__due"),
            element("path", d=f"M{DUE_AT} 1h9l-3 3.5l3 3.5h-9z", class_="sd-clock__flag"),
        ]
    if reading.state in ("met", "met_late"):
        inside.append(element("path", d=f"M{max(gone - 14, 3):.1f} {HEIGHT / 2}l4 4l7 -8", class_="sd-clock__tick"))
    due = f"Due {moment_words(due_at)}. " if due_at else ""
    return picture(
        kind="clock",
        title=f"{label}: {STATES[reading.state].lower()}",
        summary=f"{due}{reading.words}.",
        size=(WIDTH, HEIGHT),
        inside=[element("g", *inside, class_=f"sd-clock {look}")],
        headers=["Clock", "Started", "Due", "State", "Time"],
        rows=rows,
        key=key,
        defs=[hatch(key, 1, "sd-hatch-breach" if breach else "sd-hatch-late")],
    )
