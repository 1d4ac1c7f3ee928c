"""The numbers to ring when the service is down, kept in files: the database may be what is down.

`sharedduty setup-database` and `sharedduty down-page` write them; the page for when the records are away reads them, and
the proxy in front shows the other page when nothing answers at all (docs/how-to/run-in-production.md).
"""

import json
import os
from pathlib import Path

from django.conf import settings

from sharedduty.foundations.design.frame import down_page
from sharedduty.site.queries import areas

NUMBERS, PAGE = "telephone-numbers.json", "down.html"
OUT_OF_HOURS = "Evenings, nights and weekends"


def keep() -> Path:
    """Write every area's numbers, and the page that shows them. Gives the page's path. Raises OSError."""
    lines = []
    for area in areas():
        for number, hours in ((area.front_door_telephone, ""), (area.out_of_hours_telephone, OUT_OF_HOURS)):
            if number:
                lines.append({"who": area.name, "number": number, "hours": hours})
    _write(NUMBERS, json.dumps(lines, ensure_ascii=False))
    return _write(PAGE, down_page(lines))


def kept() -> list[dict[str, str]]:
    """The numbers as last written; none where they never were. Asks no database and raises nothing."""
    try:
        found: list[dict[str, str]] = json.loads((Path(settings.VAR) / NUMBERS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return found


def _write(name: str, text: str) -> Path:
    path = Path(settings.VAR) / name
    draft = path.with_name(f".{name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.rename(path)
    return path
