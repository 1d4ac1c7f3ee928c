"""What stands on a review's record: whether a declared step applies to it, and whether it is done."""

from typing import Any

from sharedduty.modules.serious_case_review.rules.ending import COPIES


def chair_told(record: Any) -> bool:
    """Whether the chair was told (HE-SCR-14)."""
    return record.chair_told_at is not None


def files_secured(record: Any) -> bool:
    """Whether agencies were asked to secure files and say what they had to do with the case (HE-SCR-15)."""
    return bool(record.notices.filter(code="secure_files").exists())


def panel_has_it(record: Any) -> bool:
    """Whether the referral went to the members of the panel (HE-SCR-16)."""
    return bool(record.notices.filter(code="panel_members").exists())


def considered(record: Any) -> bool:
    """Whether criteria and questions were gone through (HE-SCR-04, -05)."""
    return bool(record.writings.filter(kind="consideration").exists())


def group_chaired(record: Any) -> bool:
    """Whether somebody independent chairs the group (HE-SCR-26)."""
    return bool(record.nominations.filter(part="chair", ended_on=None).exists())


def author_found(record: Any) -> bool:
    """Whether somebody independent writes the overview (HE-SCR-27; HE-OVR-07)."""
    return bool(record.nominations.filter(part="author", ended_on=None).exists())


def scope_agreed(record: Any) -> bool:
    """Whether the scoping questions are answered (HE-SCR-29)."""
    return bool(record.writings.filter(kind="scope").exists())


def first_met(record: Any) -> bool:
    """Whether the group met (HE-SCR-28)."""
    return record.first_meeting_at is not None


def told_of_review(record: Any) -> bool:
    """Whether inspectorate and health authority were told of the review (HE-SCR-22)."""
    codes = set(record.notices.filter(code__in=("inspectorate", "health_authority")).values_list("code", flat=True))
    return len(codes) == 2


def family_offered(record: Any) -> bool:
    """Whether the family was offered a part (HE-SCR-40)."""
    return bool(record.notes.filter(kind="family").exists())


def agencies_asked(record: Any) -> bool:
    """Whether agencies were asked for management reviews (HE-SCR-39)."""
    return bool(record.management_reviews.exists())


def overview_written(record: Any) -> bool:
    """Whether an overview is written (HE-OVR-02)."""
    return bool(record.writings.filter(kind="overview").exists())


def disclosure_planned(record: Any) -> bool:
    """Whether it is decided who may know what (HE-DIS-01)."""
    return bool(record.writings.filter(kind="disclosure").exists())


def summary_written(record: Any) -> bool:
    """Whether the executive summary is written (HE-EXS-01)."""
    return bool(record.writings.filter(kind="summary").exists())


def copies_out(record: Any) -> bool:
    """Whether both national bodies had their copies (HE-DIS-02)."""
    return set(COPIES) <= set(record.notices.values_list("code", flat=True))


def plans_in(record: Any) -> bool:
    """Whether agencies sent their plans (HE-ACT-02)."""
    return bool(record.notes.filter(kind="plan").exists())


def signed_up(record: Any) -> bool:
    """Whether every recommendation has a senior signature (HE-ACT-01)."""
    return not record.recommendations.filter(sign_ups=[]).exists()


def debriefed(record: Any) -> bool:
    """Whether staff, family and media were debriefed (HE-DIS-05)."""
    return len(set(record.notes.filter(kind="debrief").values_list("code", flat=True))) == 3


def learning_spread(record: Any) -> bool:
    """Whether it is planned how learning is spread (HE-LRN-01)."""
    return bool(record.notes.filter(kind="spread").exists())


def is_signed(record: Any) -> bool:
    """Whether the board has signed it off."""
    return record.completed_at is not None
