"""The public threshold guide: the windscreen, the levels, the indicators, what to do next.

It never works out a level.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sharedduty.foundations.access.api import Request, public_page
from sharedduty.foundations.design.charts.windscreen import Band, windscreen
from sharedduty.foundations.guidance import api
from sharedduty.foundations.guidance.forms import IndicatorFilter
from sharedduty.foundations.guidance.queries import DocumentReview, last_review, review_warning
from sharedduty.foundations.guidance.thresholds import DOMAINS
from sharedduty.foundations.guidance.views import shown
from sharedduty.foundations.plain.words import full_date

LEVEL_FACTS = (
    ("Response", "response"),
    ("Plan", "plan"),
    ("Lead practitioner", "lead_practitioner"),
    ("Team around the child or family", "team_around"),
    ("Agreement to share information", "consent_to_share"),
    ("What it is meant to reach", "intended_outcome"),
)


@public_page
def thresholds(request: Request) -> HttpResponse:
    """The guide on one page, the indicators narrowed by level, part of life and words."""
    levels = api.threshold_levels()
    asked = IndicatorFilter(request.GET)
    chosen = asked.cleaned_data if asked.is_valid() else {}
    found = _found(chosen)
    pack = api.local_pack()
    review = last_review(request.viewer, pack)
    overdue = review is not None and review.review_due_on < timezone.localdate()
    context = {
        "warning": review_warning(review, timezone.localdate()) if overdue else "",
        "standing": _standing(pack, review),
        "pack": shown.pack_link(pack),
        "area": pack.area,
        "picture": windscreen(
            "Levels of need", [Band(str(level.number), level.name, level.description) for level in levels], key="levels"
        ),
        "levels": [_level(level) for level in levels],
        "categories": api.level4_categories(),
        "filter": asked,
        "domains": _grouped(found),
        "shown_count": len(found),
        "all_count": len(api.indicators()),
        "narrowed": any(chosen.values()),
    }
    return render(request, "guidance/thresholds.html", context)


def _standing(pack: api.Pack, review: DocumentReview | None) -> str:
    """Which version this is and when it is reviewed next (GL-TH-02)."""
    held = next((row for row in pack.rows("documents") if row["document"] == "thresholds"), None)
    version = f"Version {held['version']}, {held['dated']}. " if held else ""
    if review is None:
        return f"{version}No review date is set."
    return f"{version}To be reviewed by {full_date(review.review_due_on, weekday=False)}."


def _level(level: api.Level) -> dict[str, Any]:
    facts: list[tuple[str, Any]] = [(words, getattr(level, name)) for words, name in LEVEL_FACTS]
    facts.append(("Who may help", list(level.services)))
    if level.examples:
        facts.append(("Examples of need", list(level.examples)))
    return {
        "number": level.number,
        "name": level.name,
        "description": level.description,
        "facts": facts,
        "source": level.source,
    }


def _found(chosen: dict[str, Any]) -> list[api.Indicator]:
    level = int(chosen["level"]) if chosen.get("level") else None
    words = (chosen.get("words") or "").casefold().split()
    return [
        one
        for one in api.indicators(level=level, dimension=chosen.get("dimension") or None)
        if all(word in f"{one.text} {one.dimension}".casefold() for word in words)
    ]


def _grouped(found: list[api.Indicator]) -> list[dict[str, Any]]:
    """Indicators by domain and dimension, then by level, in the order of the document."""
    domains = []
    for domain, words in DOMAINS.items():
        groups = []
        for at, name in enumerate(api.dimensions().get(domain, [])):
            rows = [one for one in found if one.dimension == name and one.domain == domain]
            if rows:
                groups.append({"key": f"{domain}-{at}", "name": name, "count": len(rows), "levels": _by_level(rows)})
        if groups:
            domains.append({"name": words, "groups": groups})
    return domains


def _by_level(rows: list[api.Indicator]) -> list[dict[str, Any]]:
    return [
        {"level": f"Level {number}", "signs": [_sign(one) for one in rows if one.level == number]}
        for number in sorted({one.level for one in rows})
    ]


def _sign(one: api.Indicator) -> Any:
    return {"tag": "Weigh in context", "kind": "active", "text": one.text} if one.in_context else one.text
