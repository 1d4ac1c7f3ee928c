"""What would be made public, as it stands, and the check of names over it."""

from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.api import Hit, Term, hits, of_date, of_name, protected_terms
from sharedduty.modules.practice_review.models import (
    PracticeReview,
    PublicationDecision,
    PublishedReview,
    ReportVersion,
)
from sharedduty.modules.practice_review.rules.reporting import FULL, NOTHING

CHILD = "A name of a child of the review"


@dataclass(frozen=True)
class Copy:
    """The public copy as it would be made now: title, reviewer, parts in order, recommendations."""

    route: str
    title: str
    reviewer: str
    parts: list[list[str]]
    actions: list[dict[str, str]]

    def pieces(self) -> list[tuple[str, str]]:
        """Every part with its text, for the check. The reviewer is not in it: the law wants that name published."""
        found = [("Title", self.title), *((part[0], part[1]) for part in self.parts)]
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
        }
        for one in held.recommendations.order_by("number", "pk")
    ]  # fmt: skip
    names = [
        f"{one.name}, {one.body}" if one.body else one.name
        for one in held.reviewers.filter(part="reviewer").order_by("appointed_on", "pk")
    ]
    return Copy(route, report.title, "; ".join(names), parts if route != NOTHING else [], actions)


def check_of(viewer: Viewer, held: PracticeReview) -> Check:
    """The check of names over what would be published now. Journals the records of people it read for it."""
    terms, unseen = terms_of(viewer, held)
    copy = copy_of(held)
    found = hits(copy.pieces(), terms) if copy else []
    reasons = dict(held.justifications.order_by("recorded_at", "pk").values_list("digest", "because"))
    stands = [(one, reasons[one.digest]) for one in found if one.digest in reasons and not one.never]
    kept = {one.digest for one, _ in stands}
    return Check([one for one in found if one.digest not in kept], stands, unseen, len(terms))


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


def published(viewer: Viewer, words: str = "") -> list[PublishedReview]:
    """The reviews that are public now, the latest first; with `words`, those that hold them."""
    found = PublishedReview.objects.filter(taken_down_at__isnull=True).select_related("area")
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
