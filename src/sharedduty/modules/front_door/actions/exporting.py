"""An accepted contact for the council's own case system: JSON or CSV, journalled, cells made harmless."""

from typing import Any

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.front_door.models import Contact, Decision
from sharedduty.modules.front_door.queries.contact import answers, identification
from sharedduty.modules.front_door.rules import live_children


def export_contact(*, by: Viewer, contact: Contact) -> dict[str, Any]:
    """A decided contact as plain values: who, what was said, who the children are, what was decided and why.

    Raises PermissionDenied; CannotMove before next steps are decided for every child. Journalled as an export.
    """
    by.must("contact_export")
    if contact.decided_at is None:
        raise CannotMove([Missing("A contact is exported once next steps are decided for every child.")])
    files = [one for one in (contact.case_file_id, contact.working_file_id) if one is not None]
    record_sight(
        by=by, verb="exported", object_type="contact", object_ref=contact.reference, files=files,
        purpose="to the council's case system",
    )  # fmt: skip
    return {
        "contact": contact.reference,
        "source": contact.source,
        "received_at": contact.received_at.isoformat(),
        "decided_at": contact.decided_at.isoformat(),
        "immediate_danger": contact.immediate_danger,
        "external_number": contact.external_number,
        "referrer": {
            "name": contact.referrer_name,
            "post": contact.referrer_post,
            "organisation": contact.referrer_organisation.name if contact.referrer_organisation else "",
            "identity_verified": contact.identity_verified,
        },
        "said": [
            {"question": row["key"], "answer": _plain(row["value"])}
            for section in answers(contact)
            for page in section["pages"]
            for row in page["rows"]
        ],
        "children": [_child(child) for child in live_children(contact)],
    }


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("text", ""))
    if isinstance(value, (list, tuple)):
        return "; ".join(_plain(one) for one in value)
    return "" if value is None else str(value)


def _child(child: Any) -> dict[str, Any]:
    known = identification(child)
    decision = Decision.objects.filter(child=child, standing=True).first()
    return {
        "reference": child.reference,
        "person": known.person.reference if known else "",
        "given_names": child.given_names,
        "family_name": child.family_name,
        "also_known_as": child.also_known_as,
        "sex": child.sex,
        "ethnicity": child.ethnicity,
        "unborn": "yes" if child.unborn else "no",
        "birth_on": child.birth_on.isoformat() if child.birth_on else "",
        "birth_about": child.birth_about,
        "expected_on": child.expected_on.isoformat() if child.expected_on else "",
        "nhs_number": child.nhs_number,
        "upn": child.upn,
        "address": child.address,
        "postcode": child.postcode,
        "school": child.school,
        "gp_practice": child.gp_practice,
        "outcomes": decision.outcomes if decision else [],
        "determinations": decision.determinations if decision else {},
        "level": decision.level if decision else None,
        "reasons": decision.reasons if decision else "",
        "child_wishes": decision.child_wishes if decision else "",
        "edition": decision.pack if decision else "",
    }
