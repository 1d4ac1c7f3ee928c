"""Lists of choices and the area's own tables, from the guidance packs."""

import datetime

from sharedduty.foundations.guidance.api import Pack, UnknownPack, editions_in_force, pack, term
from sharedduty.modules.homicide_review.models import (
    Chair,
    Checklist,
    FamilyMember,
    HomicideReview,
    PanelMember,
    ReviewedPerson,
)

NATIONAL, AREA = "dhr", "gloucestershire-2019"  # which packs first held the lists, and the area's tables
YES_NO = {"yes": "Yes", "no": "No"}
KNOWN = {"yes": "Yes", "no": "No", "not_known": "Not known yet"}
FORMS = {str(code): str(label) for code, label in HomicideReview.Form.choices}
PARTS = {str(code): str(label) for code, label in ReviewedPerson.Part.choices}
SIDES = {str(code): str(label) for code, label in FamilyMember.Side.choices}
PANELS = {str(code): str(label) for code, label in PanelMember.Panel.choices}
CHAIRS = {str(code): str(label) for code, label in Chair.Part.choices}
CHECKLISTS = {str(code): str(label) for code, label in Checklist.List.choices}
OTHER = "Another body"
LATER_NAME = "DARDR"


def _local(local_pack: str) -> Pack:
    """The area's own pack; the first that held these tables where the area has none."""
    try:
        return pack(local_pack)
    except UnknownPack:
        return pack(AREA)


def labels(name: str, on: datetime.date | None = None) -> dict[str, str]:
    """Code to words of a list `homicide.NAME`, from the highest edition in force on a day that has it."""
    key = f"homicide.{name}"
    held = next((one for one in editions_in_force(on) if key in one.outcomes), None) if on else None
    return {one.code: one.label for one in (held or pack(NATIONAL)).outcomes[key]}


def table(name: str, local_pack: str) -> list[dict[str, str]]:
    """The rows of a table of the area's pack, such as `dhr_topics`; of the first that held it where the area has none."""
    rows = _local(local_pack).rows(name) or pack(AREA).rows(name)
    return [dict(row) for row in rows]


def considerations(local_pack: str) -> dict[str, str]:
    """What is weighed in deciding, by number (GL-DH-13)."""
    return {row["order"]: row["consideration"] for row in table("dhr_considerations", local_pack)}


def topics(local_pack: str) -> dict[str, str]:
    """What terms of reference answer, by number (GL-DH-40)."""
    return {row["order"]: row["topic"] for row in table("dhr_topics", local_pack)}


def bodies(local_pack: str) -> list[tuple[str, str]]:
    """Who sits on a review panel: the body as it is called today, and what is asked of it (GL-DH-36 to -38)."""
    later = {
        row["succeeds"]: row["organisation"] for row in table("organisations", local_pack) if row.get("succeeds", "")
    }
    found = []
    for row in table("dhr_panel_organisations", local_pack):
        name = row["organisation"]
        follows = next((new for old, new in later.items() if old.endswith(name)), name)
        found.append((follows, row["requirement"]))
    return found


def seats(local_pack: str, panel: str) -> dict[str, str]:
    """The seats of a panel by name: those the area's pack lists, and another body."""
    if panel == "decision":
        names = [row["agency"] for row in table("dhr_decision_panel", local_pack)]
    else:
        names = [name for name, asks in bodies(local_pack) if asks in ("some or all of these", "mandatory specialist")]
    return {**{one: one for one in names}, OTHER: OTHER}


def districts(local_pack: str) -> dict[str, str]:
    """The districts of an area, each with the community safety partnership whose duty a death there is (GL-DH-06)."""
    return {
        row["district"]: row["community_safety_partnership_dhr_body"].partition(" (")[0]
        for row in table("districts", local_pack)
    }


def costs(local_pack: str) -> dict[str, dict[str, str]]:
    """What a review may cost, by code: the words, the limit, how it is shared (GL-DH-29 to -32)."""
    return {row["code"]: row for row in table("dhr_costs", local_pack)}


def later_name(on: datetime.date) -> str:
    """What the edition in force calls these reviews, where it is another name than here; empty where it is the same."""
    try:
        found = term("dom_homicide_review", on=on)
    except KeyError:
        return ""
    return f"{found.term} ({found.short})" if found.short == LATER_NAME else ""
