"""What a row of the help there is must say before a family is told of it (WT-EH-15; GL-EH-22, GL-EH-23)."""

import re
from collections.abc import Mapping

from sharedduty.foundations.guidance.checking import Checks
from sharedduty.foundations.guidance.kinds import Table

# Where the ages of an offer come from: the local text, what such a service usually is for, or nobody said.
PRINTED, USUAL, NONE = "printed", "usual", "none"
BASES = (PRINTED, USUAL, NONE)
# Who asks: the family itself, a worker who knows it, or through the early help coordinator.
WAYS = ("direct", "practitioner", "coordinator")
AGE = re.compile(r"\d{1,2}\Z")
OLDEST = 25


# The kinds of help that the national guidance names (WT2018 ch1 ¶12): the codes of its list `early_help.kinds`. A local
# pack is read alone, so they stand here too; a test holds the two lists together.
NATIONAL_KINDS = ("universal", "parenting", "health", "outside_home", "domestic_abuse", "drugs_alcohol", "family_life")


def check_offers(folder: str, tables: Mapping[str, Table], checks: Checks) -> None:
    """Each offer names known kinds and levels, whole ages in order with where they come from, and a way to ask.

    A kind is one of the national list or of the pack's own vocabulary `help_kind`. Faults go to `checks`.
    """
    table = tables.get("help_offers")
    levels = {row["level"] for row in tables["levels"].rows} if "levels" in tables else set()
    own = tables["vocabularies"].rows if "vocabularies" in tables else ()
    known = {*NATIONAL_KINDS, *(row["code"] for row in own if row["vocabulary"] == "help_kind")}
    for row in table.rows if table else ():
        for said in _faults(row, levels, known):
            checks.fault(f"{folder}/help_offers.csv", row.line, row["key"], said)


def _faults(row: Mapping[str, str], levels: set[str], known: set[str]) -> list[str]:
    found = []
    if row["age_basis"] not in BASES:
        found.append(f"age_basis: '{row['age_basis']}' is not one of {', '.join(BASES)}")
    if row["ask"] not in WAYS:
        found.append(f"ask: '{row['ask']}' is not one of {', '.join(WAYS)}")
    found += [
        f"levels: '{one}' is no level of this pack" for one in row["levels"].split(";") if one.strip() not in levels
    ]
    found += [f"kinds: '{one}' is in no list of kinds" for one in row["kinds"].split(";") if one.strip() not in known]
    ages = [row[name] for name in ("age_from", "age_to", "age_to_disabled")]
    if any(one and not (AGE.match(one) and int(one) <= OLDEST) for one in ages):
        return [*found, f"ages are whole years, from 0 to {OLDEST}"]
    low, high, disabled = (int(one) if one else None for one in ages)
    if (row["age_basis"] == NONE) != (low is None and high is None):
        found.append("ages are given exactly where age_basis says where they come from")
    elif (low is None) != (high is None):
        found.append("give both ages, or neither")
    elif low is not None and high is not None and (low > high or (disabled is not None and disabled <= high)):
        found.append("the ages are not in order")
    return found
