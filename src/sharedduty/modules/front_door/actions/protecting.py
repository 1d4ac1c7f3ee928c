"""Immediate protection, recorded before any other decision about the child (WT2018 ch1 ¶74; flow chart 2)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.front_door.actions.handing import leave_for_written_acceptance
from sharedduty.modules.front_door.actions.steps import as_read, step, working_file
from sharedduty.modules.front_door.models import Contact, ContactChild, ImmediateProtection
from sharedduty.modules.front_door.rules.protecting import LATER_RULES

FIELDS = (
    "course", "acting_agency", "power", "power_reason", "police_ground", "no_order_because", "order_applied_at",
    "order_court", "order_outcome", "order_expires_at", "strategy_discussed_at", "acted_at", "child_seen_at",
    "child_seen_by", "not_seen_because", "legal_advice", "other_children_considered", "other_authority",
    "other_authority_accepted_at", "other_authority_written_on", "responsible_body", "finding_authority",
)  # fmt: skip
# What may still be filled in after the record was made, because it happens later (flow chart 2).
LATER_FIELDS = (
    "order_applied_at", "order_court", "order_outcome", "order_expires_at", "strategy_discussed_at", "acted_at",
    "child_seen_at", "child_seen_by", "other_authority", "other_authority_accepted_at", "other_authority_written_on",
    "responsible_body",
)  # fmt: skip

STILL_OPEN = "applied_for"  # an order the court has not decided about: what it decides is recorded later


@transaction.atomic
def record_immediate_protection(
    *, by: Viewer, contact: Contact, child: ContactChild, given: Mapping[str, Any], version: int | None = None
) -> ImmediateProtection:
    """Record what is done to protect one child at once: power, who, when, child seen, legal advice, other children.

    Takes: values by field name (FIELDS). Raises PermissionDenied, CannotMove with what is missing, Overtaken.
    """
    as_read(contact, version)
    _nothing_in_the_future(given)
    step(by, contact, "record_immediate_protection", {**given, "child": child})
    made = ImmediateProtection.objects.create(
        case_file=working_file(by, contact), child=child, recorded_at=timezone.now(), recorded_by_id=by.holding,
        **{name: given[name] for name in FIELDS if given.get(name) not in (None, "")},
    )  # fmt: skip
    leave_for_written_acceptance(by=by, contact=contact, child=child)
    return made


@transaction.atomic
def add_to_protection(*, by: Viewer, protection: ImmediateProtection, given: Mapping[str, Any]) -> list[str]:
    """Add what happened later: the order, the strategy discussion, the child seen, another authority's acceptance.

    A fact once recorded is not overwritten. Gives: the fields filled in. Raises PermissionDenied; CannotMove where
    nothing is new, or where the record as it would stand does not hold together (WT-IMM-02, WT-IMM-08).
    """
    by.must("contact_decide")
    _nothing_in_the_future(given)
    fresh = {
        name: given[name]
        for name in LATER_FIELDS
        if given.get(name) not in (None, "", STILL_OPEN) and getattr(protection, name) in (None, "", STILL_OPEN)
    }
    if not fresh:
        raise CannotMove([Missing("Nothing new was written. What is already recorded is not changed.")])
    whole = {name: getattr(protection, name) for name in FIELDS} | fresh
    missing = [one for rule in LATER_RULES for one in rule(protection.child.contact, whole)]
    if missing:
        raise CannotMove(missing)
    for name, value in fresh.items():
        setattr(protection, name, value)
    protection.save(update_fields=sorted(fresh))
    record_change(
        by=by, verb="added to immediate protection", object_type="contact",
        object_ref=protection.child.contact.reference, file=protection.case_file_id, fields=sorted(fresh),
    )  # fmt: skip
    leave_for_written_acceptance(by=by, contact=protection.child.contact, child=protection.child)
    return sorted(fresh)


def _nothing_in_the_future(given: Mapping[str, Any]) -> None:
    past = ("acted_at", "child_seen_at", "order_applied_at", "strategy_discussed_at", "other_authority_accepted_at")
    late = [name for name in past if given.get(name) and given[name] > timezone.now()]
    if late:
        raise CannotMove([Missing("This has happened already, so its time cannot be in the future.", f"#id_{late[0]}")])
