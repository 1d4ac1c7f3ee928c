"""Who may lead an assessment, by the edition that binds it: always a social worker, and others where an edition says so."""

import datetime
from typing import Any

from django.utils import timezone

from sharedduty.foundations.guidance.api import editions_in_force
from sharedduty.foundations.process.api import Given, Missing, required

SOCIAL_WORKERS = ("social_worker", "social_work_manager")  # the roles of social workers, as `policy` has them
FACT = "s17.lead"  # the pack's fact that a lead practitioner who is no social worker may lead under section 17


def others_may_lead(on: datetime.date) -> bool:
    """Whether the editions in force on a day let somebody lead who is no social worker (guidance-now C-01)."""
    return any(row["key"] == FACT for one in editions_in_force(on) for row in one.rows("facts"))


def _edition(on: datetime.date) -> str:
    """What the guidance in force on a day is called."""
    return next((one.title for one in editions_in_force(on) if one.id.startswith("wt-")), "the edition in force")


def lacks_to_lead(role: str, on: datetime.date) -> list[Missing]:
    """A social worker leads an assessment; a lead practitioner who is none only where the edition in force allows it (C-01)."""
    if role in SOCIAL_WORKERS or others_may_lead(on):
        return []
    words = f"A social worker leads this assessment under {_edition(on)}. Choose a social worker of the team."
    return [Missing(words, "#id_to")]


def lead_allowed(record: Any, given: Given) -> list[Missing]:
    """Whoever leads may lead by the edition of the referral, and section 47 enquiries by a social worker alone (C-01)."""
    to = given.get("to")
    if to is None or to.role in SOCIAL_WORKERS:
        return []
    if record.enquiry:
        words = f"Section 47 enquiries rest on this assessment ({record.enquiry}). A social worker leads them."
        return [Missing(words, "#id_to")]
    return lacks_to_lead(to.role, timezone.localdate(record.referred_at))


def enquiry_led_by_social_worker(record: Any, given: Given) -> list[Missing]:
    """Section 47 enquiries are led by a social worker, whatever the edition (WT-S47-02, C-01)."""
    if given.get("lead_role") in SOCIAL_WORKERS:
        return []
    return [Missing("A social worker leads section 47 enquiries. Change who leads this assessment first.")]


def oversight_written(record: Any, given: Given) -> list[Missing]:
    """A social-work-qualified manager says what they looked at before they sign the assessment off (C-01)."""
    return required(given, reason="Write what you looked at, and what you think of it.")


def led_by_another(record: Any) -> bool:
    """Whether somebody leads who is no social worker."""
    return record.lead.role not in SOCIAL_WORKERS


def signed_off(record: Any) -> bool:
    """Whether a social-work-qualified manager signed the assessment off."""
    return record.signed_off_at is not None
