"""What is known of the birth of a child whose protection record began before it."""

import datetime

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.api import same_person
from sharedduty.modules.assessment.api import standing
from sharedduty.modules.child_protection.models import ProtectionRecord
from sharedduty.modules.front_door import api as front_door


def birth_elsewhere(viewer: Viewer, record: ProtectionRecord) -> datetime.date | None:
    """The birth date that the child's own record or the assessment gives, while this record says "unborn"; else None."""
    if not record.unborn:
        return None
    known = front_door.birth_on_record(viewer, record.person_id)
    resting = standing(viewer, record.assessment) if known is None and record.assessment else None
    return resting.born_on if resting else known


def still_unborn(viewer: Viewer, record: ProtectionRecord) -> list[ProtectionRecord]:
    """The other records in sight of the same child, locked, that say "unborn" too; at most 20."""
    if record.person_id is None:
        return []
    others = ProtectionRecord.objects.select_for_update(of=("self",)).select_related("case_file").exclude(pk=record.pk)
    found = others.filter(person_id__in=same_person(viewer, [record.person_id]), unborn=True)
    return list(found.order_by("pk")[:20])
