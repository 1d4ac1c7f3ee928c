"""`sharedduty due KEY --at TIME`: when a clock ends, how it was counted, and what the other editions say.

Needs no database. Whatever cannot be answered is said on stderr with exit code 2 and nothing on stdout.
"""

import argparse
import json
import sys
from datetime import UTC, datetime

from sharedduty.foundations.guidance import api as guidance
from sharedduty.foundations.plain.calendar import CalendarError
from sharedduty.foundations.plain.clocks import ClockError, Unit, is_date_only, london, parse_instant
from sharedduty.foundations.plain.words import full_date, limit_words

CANNOT_ANSWER = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `sharedduty due`."""
    parser.add_argument("key", nargs="?", help="a clock such as referral.decision, or a source id such as WT-CLK-02")
    parser.add_argument("--at", help="when it started: 2026-12-24T16:00 (Europe/London unless it has an offset)")
    parser.add_argument("--pack", help="one edition, such as wt-2018; without it all editions in force at that time")
    parser.add_argument("--area", help="local packs of this area only, such as Gloucestershire")
    parser.add_argument("--json", action="store_true", help="the answer as JSON")
    parser.add_argument("--list", action="store_true", help="name every clock")


def run(args: argparse.Namespace) -> int:
    """Answer on stdout and give 0, or say on stderr why not and give 2."""
    try:
        said = _list() if args.list else _answer(args)
    except (guidance.GuidanceError, guidance.PackInvalid, CalendarError, ClockError) as problem:
        print(f"sharedduty due: {problem}", file=sys.stderr)
        return CANNOT_ANSWER
    print(said)
    return 0


def _list() -> str:
    keys = guidance.clock_keys()
    width = max(len(key) for key in keys)
    return "\n".join(f"{key:<{width}}  {title}" for key, title in keys.items())


def _answer(args: argparse.Namespace) -> str:
    if not args.key:
        raise ClockError("name a clock, for example: sharedduty due referral.decision --at 2026-12-24T16:00")
    at = parse_instant(args.at) if args.at else london(datetime.now(UTC).replace(microsecond=0))
    answer = guidance.due(args.key, at, pack=args.pack, explain=True, area=args.area)
    if args.at and is_date_only(args.at) and any(layer.clock.unit is Unit.HOUR for layer in answer.layers):
        raise ClockError(f"{answer.clock.key} counts hours, so --at needs a time of day: {args.at}T09:00 for example.")
    if args.json:
        return json.dumps(answer.as_json(), ensure_ascii=False, indent=2)
    return _in_words(answer)


def _in_words(answer: guidance.DueAnswer) -> str:
    clock = answer.clock
    lines = [
        f"{clock.title} ({clock.key})",
        f"  started   {_instant(answer.at)}",
        f"  due       {_instant(answer.due)}",
    ]
    lines.append(f"  limit     {clock.in_words}: {clock.force}, {clock.citation}, {clock.pack}")
    if clock.caution:
        lines.append(f"  caution   {clock.caution}")
    lines.append("  counted")
    lines += [
        f"    {day.isoformat()}  {n:>3}  {'counts' if counts else '-':<6}  {why}"
        for day, n, counts, why in answer.counted
    ]
    if len(answer.layers) > 1 or answer.unnumbered:
        lines.append("  all editions, the stricter first")
    if len(answer.layers) > 1:
        for layer in answer.layers:
            limit = layer.clock.limit
            said = limit_words(limit) if limit else ""
            lines.append(
                f"    {_instant(layer.due)}  {said}: {layer.clock.force}, {layer.clock.citation}, {layer.clock.pack}"
            )
    lines += [f"    no number: '{c.wording}', {c.citation}, {c.pack}" for c in answer.unnumbered]
    return "\n".join(lines)


def _instant(at: datetime) -> str:
    local = london(at)
    return f"{full_date(local.date())} {local:%H:%M:%S}"
