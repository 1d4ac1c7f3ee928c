"""The plan as the front door reads it when early help steps up: everything known, so that nothing is typed twice (WT-EH-13)."""

from collections.abc import Mapping

from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.forms.api import FormRecord, read_form
from sharedduty.modules.early_help.models import Plan
from sharedduty.modules.early_help.rules import MY_ASSESSMENT, has_consent


def carried_over(plan: Plan, given: Mapping[str, str]) -> dict[str, str]:
    """The plan as answers of the form `step-up`: what was noticed, assessed, tried, agreed, advised and said."""
    said = list(plan.words.order_by("said_on", "pk"))
    told = "Yes" if given["told"] == "yes" else f"No: {given['not_told_because'].strip()}"
    return {
        "what_happened": given["worry"].strip(),
        "danger_now": given["harm"],
        "tried": given["tried"].strip(),
        "early_help_plan": f"{plan.reference}, {plan.get_tool_display()}\n{plan.noticed}",
        "outcomes_actions": "\n".join(_outcomes(plan)),
        "assessment": "\n".join(_assessed(plan)),
        "circumstances": "\n".join(
            f"{one}, since {date_words(one.applies_from)}. {one.note}".strip()
            for one in plan.circumstances.filter(applies_until__isnull=True).order_by("applies_from", "pk")
        ),
        "advice": "\n".join(
            f"{one}, {date_words(one.taken_on)}: {one.advice}" for one in plan.advice.order_by("taken_on", "pk")
        ),
        "child_words": "\n".join(one.words for one in said if one.capacity == "child"),
        "family_words": "\n".join(one.words for one in said if one.capacity != "child"),
        "consent": "given" if has_consent(plan) else "refused" if plan.consents.exists() else "not_asked",
        "told_family": told,
    }


def _outcomes(plan: Plan) -> list[str]:
    lines = []
    for outcome in plan.outcomes.prefetch_related("actions__owner").order_by("set_at", "pk"):
        lines.append(f"{outcome.text} ({outcome.state})")
        lines += [
            f"- {one.what}: {one.owner.name}, by {one.due_on:%d %B %Y} ({one.state})" for one in outcome.actions.all()
        ]
    return lines


def _assessed(plan: Plan) -> list[str]:
    """The newest finished My Assessment, question by question; empty where there is none."""
    finished = FormRecord.objects.filter(
        case_file_id=plan.case_file_id, form=MY_ASSESSMENT, submitted_at__isnull=False
    ).order_by("-submitted_at", "-pk")  # fmt: skip
    record = finished.first()
    if record is None:
        return []
    rows = [row for section in read_form(record) for page in section["pages"] for row in page["rows"]]
    return [f"{row['key']}: {row['value']}" for row in rows if row["value"]]
