"""What would be made public, as it stands, and the check of names over it."""

from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.api import Hit, Term, look_through, of_date, of_name, protected_terms
from sharedduty.modules.serious_case_review.models import CaseWriting, PublishedSummary, SeriousCaseReview
from sharedduty.modules.serious_case_review.queries.choices import labels

CHILD = "A name of a child of the review"
BY_THE_CHECK = "e_10"  # “anonymised” is no text of the summary: the check of names sees to it


@dataclass(frozen=True)
class Copy:
    """The public copy as it would be made now: title, parts in order, recommendations."""

    title: str
    parts: list[list[str]]
    actions: list[dict[str, str]]

    def pieces(self) -> list[tuple[str, str]]:
        """Every part with its text, for the check."""
        found = [("Title", self.title), *((one[0], one[1]) for one in self.parts)]
        for one in self.actions:
            found += [(f"Recommendation {one['number']}: {name}", one[name]) for name in ("text", "who", "outcome")]
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


def last_writing(held: SeriousCaseReview, kind: str) -> CaseWriting | None:
    """The latest version of something written by a list of the pack."""
    return held.writings.filter(kind=kind).order_by("-number", "-pk").first()


def copy_of(held: SeriousCaseReview) -> Copy | None:
    """What would be published now; None without a summary."""
    summary = last_writing(held, "summary")
    if summary is None:
        return None
    named = labels(held.pack, "scr.summary")
    parts = [[label, summary.answers.get(code, "")] for code, label in named.items() if code != BY_THE_CHECK]
    actions = [
        {
            "number": str(one.number), "text": one.text, "who": one.owner, "by": one.due_on.isoformat(), "outcome": one.outcome,
        }
        for one in held.recommendations.order_by("number", "pk")
    ]  # fmt: skip
    return Copy(summary.title, [one for one in parts if one[1]], actions)


def is_cleared(held: SeriousCaseReview) -> bool:
    """Whether the summary that stands was cleared by the chair of the group, after it was written (HE-EXS-01)."""
    summary, clearance = last_writing(held, "summary"), last_writing(held, "clearance")
    return bool(summary and clearance and clearance.answers.get("summary") == str(summary.number))


def check_of(viewer: Viewer, held: SeriousCaseReview) -> Check:
    """The check of names over what would be published now. Journals the records of people it read for it."""
    terms, unseen = terms_of(viewer, held)
    copy = copy_of(held)
    reasons = dict(held.justifications.order_by("recorded_at", "pk").values_list("digest", "because"))
    found = look_through(copy.pieces() if copy else [], terms, reasons)
    return Check(found.left, found.stands, unseen, found.terms)


def terms_of(viewer: Viewer, held: SeriousCaseReview) -> tuple[list[Term], list[str]]:
    """What must not stand in a public text, and the children whose records in People this viewer cannot open."""
    children = list(held.children.order_by("recorded_at", "pk"))
    found: list[Term] = [Term(held.reference, "A reference of a file", never=True)]
    for one in children:
        found += of_name(one.given_names, one.family_name, CHILD, never=True)
        if one.birth_on:
            found += of_date(one.birth_on, "A birthday of a child of the review", never=True)
    found += of_date(held.happened_on, "The day it happened", never=False)
    for adult in held.adults.order_by("recorded_at", "pk"):
        found += of_name(adult.name, "", "A name of an adult of the review", never=False)
    for word in held.protected_words.order_by("recorded_at", "pk"):
        found.append(Term(word.word, "A word protected for this review", word.of_child))
    more, unseen = protected_terms(
        viewer, {one.person_id: str(one) for one in children if one.person_id}, record=held.reference,
        child="a child of the review", purpose="check of names before publication",
    )  # fmt: skip
    return found + more, unseen


def published(viewer: Viewer) -> list[PublishedSummary]:
    """The summaries that are public now, the latest first."""
    found = PublishedSummary.objects.filter(taken_down_at__isnull=True).select_related("area")
    return list(found.order_by("-published_at", "-pk")[:200])


def public_page(viewer: Viewer, reference: str) -> PublishedSummary | None:
    """One public summary by its reference; None where it was never published or is no longer public."""
    found = PublishedSummary.objects.filter(reference=reference, taken_down_at__isnull=True)
    return found.select_related("area").first()
