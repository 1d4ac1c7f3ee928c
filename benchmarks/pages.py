"""The ten most used pages and the lists of the rooms behind them, each asked for by somebody who uses it; for `growth`."""

from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.browsing import session_of
from benchmarks.demonstration import viewer
from benchmarks.figures import percentile, timed
from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.front_door.models import Identification

SCANNED = "SELECT relname, seq_tup_read FROM pg_stat_user_tables"


class Pages:
    """The pages of one partnership, with the browsers of the people who ask for them."""

    def __init__(self, owner) -> None:
        self.owner = owner
        worker = viewer("front_door_worker")
        with seen_by(worker):
            known = Identification.objects.filter(child__contact__stage="in_hand", undone_at=None)
            newest = known.select_related("child__contact", "person").order_by("-child__contact__received_at").first()
            if newest is None:
                raise RuntimeError("no contact in hand has a child who is known")
            contact, person = newest.child.contact, newest.person
            name = newest.child.family_name
        self.asked = [
            ("front_door_worker", "/my-work/", {}),
            ("front_door_manager", "/today/", {}),
            ("front_door_worker", "/front-door/", {}),
            ("front_door_worker", f"/front-door/contacts/{contact.reference}/", {}),
            ("front_door_worker", f"/people/{person.reference}/", {}),
            ("front_door_worker", "/search/", {"words": name}),
            ("front_door_worker", "/front-door/to-be-told/", {}),
            ("front_door_manager", "/front-door/figures/", {}),
            ("police_mash", "/front-door/requests/", {}),
            ("teacher", "/raise/mine/", {}),
            ("social_worker", "/assessments/", {}),
            ("social_worker", "/protection/", {}),
            ("early_help_coordinator", "/early-help/", {}),
            ("early_help_coordinator", "/front-door/handovers/", {}),
            ("social_work_manager", "/my-work/", {}),
            ("teacher", "/my-work/", {}),
        ]
        self.browsers = {}
        for role, _, _ in self.asked:
            self.browsers[role] = Client(headers={"host": "localhost"})
            self.browsers[role].cookies["session"] = session_of(role)

    def _get(self, role: str, path: str, sent: dict[str, str]) -> None:
        browser = self.browsers[role]
        answer = browser.post(path, sent) if sent else browser.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    def time(self, calls: int) -> dict[str, float]:
        """Milliseconds, p95, of each page."""
        return {
            _name(role, path): percentile([timed(partial(self._get, role, path, sent)) for _ in range(calls)], 0.95)
            for role, path, sent in self.asked
        }

    def look(self, scan_rows: int) -> dict[str, dict[str, object]]:
        """For each page: the statements it takes, and the tables of which it reads so many rows from end to end."""
        told = {}
        for role, path, sent in self.asked:
            self._get(role, path, sent)  # what is noted once a minute or read every ten seconds is done
            self._flush()
            before = dict(self.owner.execute(SCANNED).fetchall())
            with CaptureQueriesContext(connection) as captured:
                self._get(role, path, sent)
            self._flush()
            read = {name: rows - before.get(name, 0) for name, rows in self.owner.execute(SCANNED).fetchall()}
            scans = [f"{name} ({rows:,} rows)" for name, rows in read.items() if rows > scan_rows]
            told[_name(role, path)] = {"statements": len(captured), "scans": scans}
        return told

    def _flush(self) -> None:
        """Make this process's session hand in what it counted, and read the counts afresh."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_force_next_flush()")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        self.owner.execute("SELECT pg_stat_clear_snapshot()")


def _name(role: str, path: str) -> str:
    """Who asks, and for which page, without the reference in its address."""
    return f"{role} " + "/".join(
        "…" if part[1:2] == "-" or (part[2:3] == "-" and part[:2].isupper()) else part for part in path.split("/")
    )
