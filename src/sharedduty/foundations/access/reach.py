"""Writing what the rooms' policies say about standing reach into the table that row-level security reads."""

from django.db import transaction

from sharedduty.foundations.access.models import Reach
from sharedduty.foundations.access.registry import declared_reach


def write_reach() -> None:
    """Make the table of standing reach say exactly what the rooms declare; what nobody declares any more is removed.

    Written as the owner at set-up: the serving role may only read it (design section 4). Safe to run again.
    """
    declared = {(one.role, one.kind, one.sensitivity, one.breadth): one.may_work for one in declared_reach()}
    with transaction.atomic(using="owner"):
        held = {(one.role, one.kind, one.sensitivity, one.breadth): one for one in Reach.objects.using("owner")}
        for key in held.keys() - declared.keys():
            held[key].delete(using="owner")
        for key, may_work in declared.items():
            if key not in held:
                role, kind, sensitivity, breadth = key
                Reach.objects.using("owner").create(
                    role=role, kind=kind, sensitivity=sensitivity, breadth=breadth, may_work=may_work
                )
            elif held[key].may_work != may_work:
                held[key].may_work = may_work
                held[key].save(using="owner", update_fields=["may_work"])
