"""Files shared between teams, settled before they are written, as the database would settle them one by one."""

from collections import defaultdict

from sharedduty.foundations.access.models import CaseFile, Grant
from sharedduty.foundations.access.sharingsql import MOST_SHARERS
from sharedduty.site.synthesis.households import Register
from sharedduty.site.synthesis.writing import Batch

WORKS = ("contribute", "work")


def settle(batch: Batch, register: Register) -> None:
    """Give each new file of a batch the scope of the teams that share it, and mark their grants as standing in it.

    What is granted of a file written earlier is left to the database's own trigger.
    """
    grants, files = batch.table(Grant), batch.table(CaseFile)
    file_at, team_at, level_at, in_scope_at = (
        grants.place[name] for name in ("case_file_id", "team_id", "level", "in_scope")
    )
    sharing = defaultdict(list)
    for row in grants.rows:
        if row[team_at] is not None:
            sharing[row[file_at]].append(row)
    id_at, owner_at, kind_at, scope_at = (files.place[name] for name in ("id", "team_id", "kind", "scope"))
    for file in files.rows:
        if not (given := sharing.get(file[id_at])):
            continue
        readers = tuple(sorted(list(dict.fromkeys(row[team_at] for row in given))[:MOST_SHARERS]))
        workers = tuple(
            team for team in readers if any(row[team_at] == team and row[level_at] in WORKS for row in given)
        )
        file[scope_at] = register.scope(file[owner_at], file[kind_at], readers, workers)
        for row in given:
            row[in_scope_at] = row[team_at] in readers
