"""Taking in the council's existing children and the work open with them, from a CSV file, again every night (issue A 6 h2).

Every row is checked before anything is written: bad ones are listed with line, column and why, and nothing is taken in;
the good ones only on request. A child is known again by the council's own number, so that the same file twice changes
nothing the second time.
"""

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.importing.reading import COLUMNS, NEEDED, Imported, read_rows
from sharedduty.foundations.people.importing.writing import Held, close_the_rest, take_in
from sharedduty.foundations.plain.tables import CannotRead, Fault, decode

__all__ = ["COLUMNS", "NEEDED", "CannotRead", "Fault", "Imported", "decode", "import_children"]


def import_children(
    text: str, *, by: Viewer, area: Area, source: str, good_rows: bool = False, complete: bool = False
) -> Imported:
    """Take in children and open work from CSV text, in one transaction: the importer every night, or who may import.

    Takes: `source`, the name of the system the numbers come from; `good_rows` to take in what is right when some is not;
    `complete` to say that the file names all open work, so that what it leaves out is closed. Gives: what was done and
    every fault. Raises: CannotRead; PermissionDenied. Journalled.
    """
    rules.require(by, "people_import")
    done = Imported()
    ready = read_rows(text, by, area, done)
    done.good = len(ready)
    if done.faults and not good_rows:
        return done
    with transaction.atomic(using=by.database):
        held = Held(by, area, source, ready)
        if complete and not done.faults:
            close_the_rest(by, held, ready, done)
        for one in ready:
            take_in(by, area, source, held, one, done)
        record_change(
            by=by, verb="imported children", object_type="area", object_ref=area.key, fields=["people", "involvements"],
            reason=f"{source}: {done.registered} registered, {done.changed} changed, {done.opened} opened, {done.closed} closed",
        )  # fmt: skip
    done.taken_in = True
    return done
