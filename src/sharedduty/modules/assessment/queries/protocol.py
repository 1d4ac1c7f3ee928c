"""The local protocol for assessment, made from the declared process and the packs in force, so that it cannot differ from them.

What an area adds of its own stands in the facts of its pack: how to complain, and when the partners agreed the protocol.
"""

import datetime
from dataclasses import dataclass

from sharedduty.foundations.forms.api import Form
from sharedduty.foundations.guidance.api import Clock, GuidanceError, editions_in_force, local_pack
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.queries.choices import SPECIALIST, written_form
from sharedduty.modules.assessment.queries.reading import CLOCK
from sharedduty.modules.assessment.rules.leading import others_may_lead

GROUPS, NONE_OF_THEM = "groups", "none"
COMPLAINTS, AGREED = "assessment.complaints", "assessment.protocol_agreed"  # facts of a local pack


@dataclass(frozen=True)
class Protocol:
    """What the published protocol says, on one day."""

    editions: list[str]
    area: str
    limit: Clock | None
    others_lead: bool
    groups: list[str]
    parts: list[tuple[str, list[str]]]
    pages: list[tuple[str, list[str]]]
    steps: list[tuple[str, str]]
    complaints: str
    agreed: str


def groups(on: datetime.date) -> dict[str, str]:
    """The ten groups of children that a local protocol names, by code (WT2018 ch1 ¶41), from the form of a day."""
    _, made = written_form(on)
    found = next(one for page in made.pages for one in page.questions if one.key == GROUPS)
    return {one.value: one.text for one in found.choices if one.value != NONE_OF_THEM}


def protocol(on: datetime.date) -> Protocol:
    """The protocol as the editions in force on a day have it (WT-ASM-08 to WT-ASM-11)."""
    editions = [one for one in editions_in_force(on) if one.id.startswith("wt-")]
    try:
        local = local_pack()
    except GuidanceError:  # an area without a local pack: what it adds of its own is missing, and the page says so
        local = None
    facts = {row["key"]: row["fact"] for row in local.rows("facts")} if local else {}
    kinds = dict(Assessment.Kind.choices)
    return Protocol(
        editions=[f"{one.title}, {one.edition}" for one in editions[:1]] + ([local.title] if local else []),
        area=local.area if local else "", limit=editions[0].clocks.get(CLOCK) if editions else None,
        others_lead=others_may_lead(on), groups=list(groups(on).values()),
        parts=[(str(kinds[kind]), _titles(written_form(on, kind)[1])) for kind in SPECIALIST],
        pages=[(page.title, [one.label for one in page.questions]) for page in written_form(on)[1].pages],
        steps=[(step.title, step.who) for step in PROCESS.steps],
        complaints=facts.get(COMPLAINTS, ""), agreed=facts.get(AGREED, ""),
    )  # fmt: skip


def _titles(made: Form) -> list[str]:
    return [page.title for page in made.pages]
