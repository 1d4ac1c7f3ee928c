"""What stands on a review's record: whether a declared step applies to it, and whether it is done."""

from typing import Any

from sharedduty.modules.homicide_review.rules.considering import DHR


def is_dhr(record: Any) -> bool:
    """Whether a domestic homicide review was decided on."""
    return bool(record.form == DHR)


def to_be_held(record: Any) -> bool:
    """Whether it is past the decision: before, or where none is held, nothing of a review is still to do."""
    return record.stage not in ("considering", "not_held")


def chair_appointed(record: Any) -> bool:
    """Whether a chair is in post (GL-DH-19)."""
    return bool(record.chairs.filter(part__in=("chair", "chair_only"), ended_on__isnull=True).exists())


def terms_agreed(record: Any) -> bool:
    """Whether terms of reference are agreed (GL-DH-40)."""
    return bool(record.terms.exists())


def family_considered(record: Any) -> bool:
    """Whether the victim's family was invited, or it is said why not (GL-DH-24, -25)."""
    return bool(record.family.filter(side="victim").exists())


def other_family_considered(record: Any) -> bool:
    """Whether it was decided about the alleged perpetrator's family (GL-DH-27)."""
    return bool(record.family.filter(side="perpetrator").exists())


def home_office_told(record: Any) -> bool:
    """Whether the Home Office was told of the decision (GL-DH-15)."""
    return bool(record.log.filter(log="home_office", kind="told").exists())


def administrator_named(record: Any) -> bool:
    """Whether an administrator is named (GL-DH-28)."""
    return bool(record.administrators.exists())


def investigator_linked(record: Any) -> bool:
    """Whether the chair and the investigator spoke about the criminal case (GL-DH-18)."""
    return bool(record.overlaps.filter(kind="criminal").exists())


def has_recommendations(record: Any) -> bool:
    """Whether at least one recommendation is on record."""
    return bool(record.recommendations.exists())


def all_tested(record: Any) -> bool:
    """Whether every recommendation was tested with its agency (GL-DH-52)."""
    return record.recommendations.exists() and not record.recommendations.filter(tested_with="").exists()


def panel_checked(record: Any) -> bool:
    """Whether the panel's checks of the report as it stands are on record (GL-DH-51)."""
    return _checked(record, "report_check")


def submission_checked(record: Any) -> bool:
    """Whether what the Home Office panel tests was checked of the report as it stands (GL-DH-61)."""
    return _checked(record, "submission_check")


def _checked(record: Any, name: str) -> bool:
    last = record.reports.order_by("-number").values_list("number", flat=True).first()
    return bool(last and record.checklists.filter(checklist=name, report=last).exists())


def planned(record: Any) -> bool:
    """Whether a day of publication is agreed."""
    return bool(record.publication_plans.exists())


def is_out(record: Any) -> bool:
    """Whether it was published."""
    return record.published_at is not None


def linked(record: Any) -> bool:
    """Whether the Home Office was sent the link (GL-DH-57)."""
    return bool(record.log.filter(log="home_office", kind="link").exists())


def audited(record: Any) -> bool:
    """Whether the last audit found the plan carried out (GL-DH-59)."""
    last = record.audits.order_by("audited_on", "pk").last()
    return bool(last and last.carried_out)


def published_dhr(record: Any) -> bool:
    """Whether a domestic homicide review was published."""
    return is_dhr(record) and is_out(record)
