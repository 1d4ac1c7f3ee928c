"""The data protection impact assessment that every partnership must finish: the parts the product can say for itself."""

from collections import Counter

from sharedduty.foundations.access.api import ROLES, declared_permissions, declared_reach
from sharedduty.site.manual.privacy import classified

RISKS = (
    ("Somebody reads a child's file without needing to", "row-level security in the database; every opening journalled; "
     "the privacy officer's reviews", "tests/house/test_confidential.py, tests/access/test_sight_journalled.py"),
    ("The subject of a file, or their line manager, looks at it", "exclusions beat every grant and every role",
     "tests/access/test_sight.py"),
    ("A wrong child is matched to a concern", "a person decides, with grounds, and can undo it; two people merge", ""),
    ("Information is withheld that would have protected a child", "sharing and withholding are recorded alike, with reasons",
     ""),
    ("An e-mail tells more than it should", "messages say only that there is something to do", ""),
    ("A protected address becomes known", "protected addresses lie in a file of their own and never in search", ""),
    ("A spreadsheet that leaves is misused", "exports are journalled and neutralised", "tests/house/test_exports.py"),
    ("The record is altered afterwards", "sealed hash chain, exported seals", ""),
)  # fmt: skip


def template() -> str:
    """`docs/privacy/dpia.md`: the seven steps of the ICO, with what is already known filled in."""
    counted = Counter(one.sensitivity for one in classified())
    roles = "\n".join(
        f"| {role.title} | {_reach_of(role.key)} | {_permissions_of(role.key)} |" for role in ROLES.values()
    )
    risks = "\n".join(
        f"| {risk} | ___ | ___ | {measure} | {test or 'see THREAT_MODEL.md'} | ___ |" for risk, measure, test in RISKS
    )
    return f"""# Data protection impact assessment: template

Made by `sharedduty docs`. Lines of ___ are for the partnership. Needed for every deployment: special category and
criminal offence data about children, on a large scale.

## 1. Why an assessment is needed
Case records of children with {counted["special"]} special-category and {counted["personal"]} personal fields
(`docs/privacy/fields.csv`), matched across agencies.

## 2. What is done with the data
See `record-of-processing.md`. Sources: practitioners, families, the public, notifications by police and ambulance,
the council's own list of open cases. Volume in this partnership: ___. Where the server stands: ___.

## 3. Who was asked
Children and families: ___. Practitioners: ___. Data protection officers of each controller: ___.

## 4. Necessity and proportion
Lawful basis confirmed by: ___. Consent is recorded as context and is never the gate (WT-INF-07, guidance-now D7).
The standing reach and permissions of each role, from the code that runs:

| Role | Files it reaches without a grant | Permissions |
|---|---|---|
{roles}

## 5 and 6. Risks and what is done about each

| Risk | Likelihood | Severity | Measure in the product | Shown by | What remains |
|---|---|---|---|---|---|
{risks}

## 7. Signed off
Measures approved by: ___ on ___. Remaining risk accepted by: ___ on ___. Advice of the data protection officers: ___.
To be looked at again on: ___ and at every new module.
"""


def _reach_of(role: str) -> str:
    found = sorted({f"{one.kind} of its {one.breadth}" for one in declared_reach() if one.role == role})
    return ", ".join(found) or "none"


def _permissions_of(role: str) -> int:
    return sum(role in holders for _, holders in declared_permissions())
