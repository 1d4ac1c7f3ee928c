"""Every field of every table with its sensitivity, purpose, retention and scrub rule; and what follows from them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from sharedduty.site.manual.privacy_fields import EXACT
from sharedduty.site.manual.privacy_names import NAMES, OF_ROOMS
from sharedduty.site.manual.privacy_words import ACTIVITIES, INTERNAL, PERSONAL, RETENTION, SPECIAL

UNCLASSIFIED = "unclassified"
COLUMNS = ("model", "field", "sensitivity", "retention", "scrub", "purpose")
WORDS = (models.CharField, models.TextField, models.JSONField, ArrayField, models.GenericIPAddressField)
POINTS_AT_PEOPLE = {"access.Account", "access.Appointment", "people.Person", "access.Link", "front_door.ContactChild"}


@dataclass(frozen=True)
class Classified:
    """One field, classified."""

    model: str
    field: str
    sensitivity: str
    retention: str
    scrub: str
    purpose: str


def _judge(label: str, field: Any) -> tuple[str, str]:
    """Sensitivity and scrub rule: the field itself, then its name, then what its type cannot help being."""
    if found := EXACT.get(f"{label}.{field.name}") or OF_ROOMS.get(f"{label}.{field.name}") or NAMES.get(field.name):
        return found
    if isinstance(field, models.ForeignKey):
        points_at = field.related_model._meta.label
        return (PERSONAL, "pseudonym") if points_at in POINTS_AT_PEOPLE else (INTERNAL, "keep")
    if isinstance(field, models.DateTimeField | models.DateField):
        return INTERNAL, "shift"
    if isinstance(field, WORDS):
        return UNCLASSIFIED, UNCLASSIFIED
    return INTERNAL, "keep"


def classified() -> Iterator[Classified]:
    """Every field of every table, the tables of libraries too, in a fixed order."""
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label):
        label = model._meta.label
        activity = ACTIVITIES.get(model._meta.app_label)
        for field in model._meta.concrete_fields:
            sensitivity, scrub = _judge(label, field)
            retention = RETENTION.get(label) or (activity.retention if activity else UNCLASSIFIED)
            purpose = activity.purpose if activity else UNCLASSIFIED
            yield Classified(label, field.name, sensitivity, retention, scrub, purpose)


def unclassified() -> list[str]:
    """The fields nobody has decided about, as `app.Model.field`."""
    return [
        f"{one.model}.{one.field}"
        for one in classified()
        if UNCLASSIFIED in (one.sensitivity, one.retention, one.scrub, one.purpose)
    ]


def fields_csv() -> str:
    """`docs/privacy/fields.csv`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(one, column) for column in COLUMNS] for one in classified())
    return out.getvalue()


def _kinds_of(app: str) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {PERSONAL: [], SPECIAL: []}
    for one in classified():
        if one.model.split(".")[0] == app and one.sensitivity in kept and one.field not in kept[one.sensitivity]:
            kept[one.sensitivity].append(one.field)
    return kept


def _told(names: list[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names) or "none"


def record_of_processing() -> str:
    """`docs/privacy/record-of-processing.md`: UK GDPR article 30, made from the fields that exist."""
    lines = [
        "# Record of processing activities",
        "",
        "Made from the classification of every field (`docs/privacy/fields.csv`) by `sharedduty docs`. A partnership adds",
        "the names of its controllers, its data protection officers and its own periods for each retention class.",
        "Controllers: each organisation for what it enters; the partnership itself is not a legal body (GL-PA-09).",
        "",
    ]
    installed = {model._meta.app_label for model in apps.get_models()}
    for app, activity in ACTIVITIES.items():
        if app not in installed:
            continue
        kinds = _kinds_of(app)
        lines += [
            f"## {activity.title} (`{app}`)",
            "",
            "| | |",
            "|---|---|",
            f"| Purpose | {activity.purpose} |",
            f"| About | {activity.people} |",
            f"| Personal data | {_told(kinds[PERSONAL])} |",
            f"| Special category, or as delicate | {_told(kinds[SPECIAL])} |",
            f"| Lawful basis to confirm | {activity.basis} |",
            f"| Told to | {activity.told} |",
            f"| Retention class | {', '.join(_retentions(app))} |",
            "",
        ]
    return "\n".join(lines)


def _retentions(app: str) -> list[str]:
    return sorted({one.retention for one in classified() if one.model.split(".")[0] == app})
