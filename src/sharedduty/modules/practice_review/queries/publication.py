"""What would be made public, as it stands, and the check of names over it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.people.api import (
    Hit,
    Term,
    family_days,
    look_through,
    of_date,
    of_name,
    protected_terms,
    taken_out,
)
from sharedduty.foundations.plain.changes import Row, side_by_side
from sharedduty.foundations.plain.clocks import add_months
from sharedduty.modules.practice_review.models import (
    PracticeReview,
    PublicationDecision,
    PublishedReview,
    ReportVersion,
    SourceReport,
)
from sharedduty.modules.practice_review.rules.reporting import FULL, NOTHING

CHILD = "A name of a child of the review"
NEAR = 7  # days before and after a birthday or an anniversary that are warned of: our own number
PARTS = {
    "title": "Title", "account": "What happened", "analysis": "Why it happened", "improvements": "What should be better",
}  # fmt: skip


@dataclass(frozen=True)
class Copy:
    """The public copy as it would be made now: title, reviewer, parts in order, recommendations."""

    route: str
    title: str
    reviewer: str
    parts: list[list[str]]
    actions: list[dict[str, str]]
    themes: list[str]

    def pieces(self) -> list[tuple[str, str]]:
        """Every part with its text, for the check. The reviewer is not in it: the law wants that name published."""
        found = [("Title", self.title), *((part[0], part[1]) for part in self.parts)]
        found += [("Themes", one) for one in self.themes]
        for one in self.actions:
            found += [
                (f"Recommendation {one['number']}: {name}", one[name]) for name in ("text", "who", "outcome", "answer")
            ]
        return [(place, words) for place, words in found if words]


@dataclass(frozen=True)
class Check:
    """The check of names over a copy: what must be mended, what a person let stand, and whom it could not look up."""

    open_hits: list[Hit]
    justified: list[tuple[Hit, str]]
    unseen: list[str]
    terms: int

    @property
    def clean(self) -> bool:
        """Whether nothing is left that must be mended."""
        return not self.open_hits


def last_report(held: PracticeReview) -> ReportVersion | None:
    """The report as it stands."""
    return held.reports.order_by("-number", "-pk").first()


def last_publication_decision(held: PracticeReview) -> PublicationDecision | None:
    """What was last decided about publishing."""
    return held.publication_decisions.order_by("-number", "-pk").first()


def last_source(held: PracticeReview) -> SourceReport | None:
    """The report as it came, with names, as it was last kept; None where it is not kept."""
    return held.sources.order_by("-number", "-pk").first()


def last_themes(held: PracticeReview) -> list[str]:
    """The themes last named."""
    last = held.themes_named.order_by("-recorded_at", "-pk").first()
    return list(last.themes) if last else []


def is_signed(held: PracticeReview) -> bool:
    """Whether a person compared the report as it stands with the report as it came, and signed."""
    report, source = last_report(held), last_source(held)
    return bool(report and source and held.comparisons.filter(report=report, source=source).exists())


def wrote(viewer: Viewer, held: PracticeReview) -> bool:
    """Whether the viewer, in whichever post, wrote a version for the public: then they do not sign the comparison."""
    return viewer.account_id in held.reports.values_list("recorded_by__account_id", flat=True)


def holding(held: PracticeReview, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """What publication waits for: each process that holds it and has not ended, with why."""
    found = held.other_processes.filter(holds=True, ended_on__isnull=True).order_by("recorded_at", "pk")
    return [(labels.get(one.kind, one.kind).lower(), one.holds_because) for one in found]


def days_near(viewer: Viewer, held: PracticeReview, planned: datetime.date) -> list[str]:
    """Each birthday or anniversary of the family within a week of a day, in a sentence that names nobody (WT-LCSPR-11)."""
    children = list(held.children.order_by("recorded_at", "pk"))
    child = "a child of the review"
    days = [(one.birth_on, f"The birthday of {child}") for one in children if one.birth_on]
    days += family_days(
        viewer, {one.person_id: str(one) for one in children if one.person_id}, record=held.reference, child=child,
        purpose="days of the family near a publication",
    )  # fmt: skip
    said: dict[str, None] = {}
    for day, words in days:
        for year in (planned.year - 1, planned.year, planned.year + 1):
            again = anniversary(day, year)
            if abs((again - planned).days) <= NEAR:
                said[f"{words} is {date_words(again)}."] = None
    return list(said)


def anniversary(day: datetime.date, year: int) -> datetime.date:
    """The same day of another year; for 29 February, where there is none, the last of the month."""
    return add_months(day, 12 * (year - day.year))


def draft_of(viewer: Viewer, held: PracticeReview) -> dict[str, str]:
    """A first draft of what the public may read: the report as it came, with every protected word taken out of it."""
    source = last_source(held)
    if source is None:
        return {}
    terms, _ = terms_of(viewer, held)
    return {name: taken_out(getattr(source, name), terms) for name in PARTS}


def compared(held: PracticeReview) -> list[tuple[str, list[Row]]]:
    """The report as it came next to the version for the public, part by part; empty without both."""
    source, report = last_source(held), last_report(held)
    if source is None or report is None:
        return []
    return [(title, side_by_side(getattr(source, name), getattr(report, name))) for name, title in PARTS.items()]


def copy_of(held: PracticeReview) -> Copy | None:
    """What would be published now; None without a report. Before it is decided the report in full is taken."""
    report, decision = last_report(held), last_publication_decision(held)
    if report is None:
        return None
    route = decision.route if decision else FULL
    response = held.responses.order_by("-recorded_at", "-pk").first()
    parts = [["What should be better", report.improvements]]
    if route == FULL:
        parts = [["What happened", report.account], ["Why it happened", report.analysis], *parts]
    if response:
        parts.append(["What the partnership answers", response.text])
    actions = [
        {
            "number": str(one.number), "text": one.text, "who": one.owner, "by": one.due_on.isoformat(),
            "outcome": one.outcome, "answer": one.response, "done": one.done_on.isoformat() if one.done_on else "",
            "state": "done" if one.done_on else "under way" if one.response else "not answered yet",
        }
        for one in held.recommendations.order_by("number", "pk")
    ]  # fmt: skip
    names = [
        f"{one.name}, {one.body}" if one.body else one.name
        for one in held.reviewers.filter(part="reviewer").order_by("appointed_on", "pk")
    ]
    return Copy(route, report.title, "; ".join(names), parts if route != NOTHING else [], actions, last_themes(held))


def check_of(viewer: Viewer, held: PracticeReview) -> Check:
    """The check of names over what would be published now. Journals the records of people it read for it."""
    terms, unseen = terms_of(viewer, held)
    copy = copy_of(held)
    reasons = dict(held.justifications.order_by("recorded_at", "pk").values_list("digest", "because"))
    found = look_through(copy.pieces() if copy else [], terms, reasons)
    return Check(found.left, found.stands, unseen, len(terms))


def terms_of(viewer: Viewer, held: PracticeReview) -> tuple[list[Term], list[str]]:
    """What must not stand in a published text, and the children whose records in People this viewer cannot open."""
    children = list(held.children.order_by("recorded_at", "pk"))
    found: list[Term] = []
    for one in children:
        found += of_name(one.given_names, one.family_name, CHILD, never=True)
        if one.birth_on:
            found += of_date(one.birth_on, "A birthday of a child of the review", never=True)
    for part in held.participants.order_by("recorded_at", "pk"):
        found += of_name(part.name, "", "A name of somebody who took part", never=False)
    for word in held.protected_words.order_by("recorded_at", "pk"):
        found.append(Term(word.word, "A word protected for this review", word.of_child))
    references = (held.reference, held.rapid_review, held.incident)
    found += [Term(one, "A reference of a file", never=True) for one in references if one]
    wanted = {one.person_id: str(one) for one in children if one.person_id}
    more, unseen = protected_terms(
        viewer,
        wanted,
        record=held.reference,
        child="a child of the review",
        purpose="check of names before publication",
    )
    return found + more, unseen


def themes_of(viewer: Viewer) -> list[str]:
    """Every theme of the reviews that are public now, in order of the alphabet."""
    found = PublishedReview.objects.filter(taken_down_at__isnull=True).order_by("pk").values_list("themes", flat=True)
    return sorted({one for themes in found for one in themes}, key=str.casefold)


def published(viewer: Viewer, words: str = "", theme: str = "") -> list[PublishedReview]:
    """The reviews that are public now, the latest first: all, or those that hold these words or touch this theme."""
    found = PublishedReview.objects.filter(taken_down_at__isnull=True).select_related("area")
    if theme:
        found = found.filter(themes__contains=[theme])
    for word in words.split()[:6]:
        found = found.filter(searched__icontains=word)
    return list(found.order_by("-published_at", "-pk")[:200])


def public_page(viewer: Viewer, reference: str) -> PublishedReview | None:
    """One published review by its public reference; None where it was never published or is no longer public."""
    return (
        PublishedReview.objects.filter(reference=reference, taken_down_at__isnull=True).select_related("area").first()
    )


def page_for(held: PracticeReview) -> PublishedReview | None:
    """The public page of a review, taken down or not."""
    return PublishedReview.objects.filter(reference=held.publication).first() if held.publication else None
