"""A partnership's published arrangements out of its local pack: bodies with validity and succession, districts, groups."""

import datetime

from django.db import transaction
from django.utils.text import slugify

from sharedduty.foundations.directory.models import Area, District, Group, Organisation, Seat, Succession
from sharedduty.foundations.guidance.api import pack
from sharedduty.foundations.journal.api import Actor, record_change

DATABASE = "owner"
SECTORS = {
    "local authority": "local_authority", "police": "police", "police governance": "police", "district council": "district",
    "NHS commissioner": "health", "NHS provider": "health", "NHS (Wales)": "health", "education": "education",
    "academic": "education", "voluntary": "voluntary", "faith": "voluntary", "youth service": "voluntary",
}  # fmt: skip
DUTIES = {"safeguarding partner": "safeguarding_partner", "child death review partner": "child_death_review_partner"}


def load_arrangements(area: Area, *, using: str = DATABASE) -> None:
    """Make what the area's local pack says of its bodies, districts, groups and seats, where it is missing (GL-PA-01).

    As the owner at set-up, or on the connection `using`; changes nothing that is there. Raises UnknownPack for an area
    whose pack is not on the shelf.
    """
    local = pack(area.local_pack)
    with transaction.atomic(using=using):
        tags: dict[str, list[str]] = {}
        for row in local.rows("organisation_duties"):
            tags.setdefault(row["organisation"], []).append(row["duty"])
        _organisations(using, area, [dict(row) for row in local.rows("organisations")], tags)
        for row in local.rows("districts"):
            District.objects.using(using).get_or_create(
                area=area, name=row["district"], defaults={"council": row.get("council", "")}
            )
        _groups(using, area, [dict(row) for row in local.rows("groups")])
        _seats(using, area, [dict(row) for row in local.rows("seats")])


@transaction.atomic
def adopt(*, by: Actor, area: Area, pack_id: str) -> None:
    """Give an area its local pack and make the bodies, districts, groups and seats it names where they are missing.

    Work begun under another pack goes on under it. Raises UnknownPack for one that is not on the shelf.
    """
    pack(pack_id)
    area.local_pack = pack_id
    area.save(update_fields=["local_pack"])
    load_arrangements(area, using="default")
    record_change(
        by=by, verb="chose local arrangements", object_type="area", object_ref=area.key, fields=["local_pack"],
        values={"local_pack": pack_id},
    )  # fmt: skip


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _organisations(using: str, area: Area, rows: list[dict[str, str]], tags: dict[str, list[str]]) -> None:
    """Bodies with their duties (GL-PA-03, -05, -09) and who took over from whom, the day after the earlier one ended."""
    held = {one.name: one for one in Organisation.objects.using(using).filter(area=area)}
    for row in rows:
        name = row["organisation"]
        if name not in held:
            duties = [DUTIES[role] for role in row["roles"].split("; ") if role in DUTIES] + tags.get(name, [])
            held[name] = Organisation.objects.using(using).create(
                area=area, key=slugify(name)[:80], name=name, sector=SECTORS.get(row["sector"], "other"), duties=duties,
                exists_from=_day(row["valid_from"]), exists_until=_day(row["valid_to"]), citation=_cited(row),
            )  # fmt: skip
    for row in rows:
        later = held.get(row["succeeded_by"])
        if later and row["valid_to"]:
            Succession.objects.using(using).get_or_create(
                predecessor=held[row["organisation"]], successor=later,
                defaults={
                    "took_effect_on": datetime.date.fromisoformat(row["valid_to"]) + datetime.timedelta(days=1),
                    "note": row["note"],
                },
            )  # fmt: skip


def _groups(using: str, area: Area, rows: list[dict[str, str]]) -> None:
    """Standing groups of each era, under the group they answer to (GL-PA-08)."""
    made = {}
    for row in rows:
        made[row["group_id"]], _ = Group.objects.using(using).get_or_create(
            area=area, key=row["group_id"], era=row["era"],
            defaults={
                "name": row["name"], "kind": row["kind"], "frequency": row["frequency_text"], "citation": _cited(row),
            },
        )  # fmt: skip
    for row in rows:
        group, parent = made[row["group_id"]], made.get(row["parent_group_id"])
        if parent and group.parent_id is None and parent != group:
            group.parent = parent
            group.save(using=using, update_fields=["parent"])


def _seats(using: str, area: Area, rows: list[dict[str, str]]) -> None:
    """Places in a group: who fills them, and who takes the chair; a group that has seats already keeps them."""
    empty = {one.key: one for one in Group.objects.using(using).filter(area=area, seats=None)}
    Seat.objects.using(using).bulk_create(
        Seat(
            group=empty[row["group_id"]], order=int(row["order"]), role_title=row["role_title"], body=row["organisation"],
            membership=row["membership_type"], is_chair=row["is_chair"] == "yes",
            is_vice_chair=row["is_vice_chair"] == "yes", citation=_cited(row),
        )
        for row in rows
        if row["group_id"] in empty
    )  # fmt: skip


def _cited(row: dict[str, str]) -> str:
    """Which document and lines of the published arrangements a row stands on."""
    return f"arrangements {row['seed']}, L{row['line']}" if row.get("seed") else ""
