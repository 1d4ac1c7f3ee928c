"""A meeting as a calendar file (RFC 5545). Its words give nothing away: calendars are shared, printed and read over shoulders."""

import datetime

from django.conf import settings

from sharedduty.foundations.gatherings.declared import CANCELLED
from sharedduty.foundations.gatherings.models import Gathering

SUMMARY = "Meeting (see Shared Duty)"
DESCRIPTION = "You have something to do on Shared Duty. Sign in to see what this is."
WIDEST = 75  # octets of a line, the line end not counted


def calendar_file(gathering: Gathering, path: str, now: datetime.datetime) -> str:
    """One event: when, and where to sign in. No name, kind, place or child.

    Takes: the address of the meeting's page, and when the file is made. A moved meeting has the same id and a higher sequence
    number, so that calendars move it; a cancelled one is cancelled there too.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Shared Duty//Meetings//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        "BEGIN:VEVENT", f"UID:{gathering.reference.lower()}@shared-duty", f"SEQUENCE:{gathering.times_moved}",
        f"DTSTAMP:{_instant(now)}", f"DTSTART:{_instant(gathering.starts_at)}", f"DTEND:{_instant(gathering.ends_at)}",
        f"SUMMARY:{_text(SUMMARY)}", f"DESCRIPTION:{_text(DESCRIPTION)}", f"URL:{settings.BASE_URL}{path}",
        "CLASS:PRIVATE", f"STATUS:{'CANCELLED' if gathering.stage == CANCELLED else 'CONFIRMED'}",
        "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(_folded(line) + "\r\n" for line in lines)


def _instant(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line of at most 75 octets; what is longer goes on in the next, after a space."""
    octets = line.encode()
    if len(octets) <= WIDEST:
        return line
    pieces: list[str] = []
    rest = octets
    while rest:
        width = WIDEST if not pieces else WIDEST - 1
        cut = min(width, len(rest))
        while cut < len(rest) and rest[cut] & 0xC0 == 0x80:  # never inside one letter
            cut -= 1
        pieces.append(rest[:cut].decode())
        rest = rest[cut:]
    return "\r\n ".join(pieces)
