"""What would be made public, as it stands, and the check of names over it."""

from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.api import Hit, Term, look_through, of_date, of_name, protected_terms
from sharedduty.modules.homicide_review.models import AgencyReport, HomicideReview, PanelMember, PublishedHomicideReview
from sharedduty.modules.homicide_review.queries.reading import last_report, last_terms

ABOUT = "A name of somebody the review is about"


@dataclass(frozen=True)
class Copy:
    """The public copy as it would be made now: title, chair and panel, parts in order, recommendations."""

    title: str
    chair: str
    parts: list[list[str]]
    actions: list[dict[str, str]]

    def pieces(self) -> list[tuple[str, str]]:
        """Every part with its text, for the check. Chair and panel are not in it: only their names may stand (GL-DH-53)."""
        found = [("Title", self.title), *((part[0], part[1]) for part in self.parts)]
        for one in self.actions:
            found += [
                (f"Recommendation {one['number']}: {name}", one[name]) for name in ("text", "who", "outcome", "measure")
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


def copy_of(held: HomicideReview) -> Copy | None:
    """What would be published now; None without a report."""
    report = last_report(held)
    if report is None:
        return None
    parts = [
        ["Summary", report.summary], ["What happened", report.account], ["Why it happened", report.analysis],
        ["What is to be learned", report.lessons], ["Good practice", report.good_practice],
        ["The family", report.family_words], ["The chair's independence", report.independence],
    ]  # fmt: skip
    actions = [
        {
            "number": str(one.number), "text": one.text, "who": one.owner, "by": one.due_on.isoformat(), "outcome": one.outcome,
            "measure": one.measure,
        }
        for one in held.recommendations.order_by("number", "pk")
    ]  # fmt: skip
    chairs = held.chairs.filter(ended_on__isnull=True).order_by("appointed_on", "pk")
    members = PanelMember.objects.filter(
        review=held.reference, panel="review", ended_at__isnull=True, declared_at__isnull=False
    )
    names = [f"{one.name} ({one.get_part_display().lower()})" for one in chairs]
    names += [f"{one.name}, {one.body}" for one in members.order_by("seat", "pk")]
    return Copy(report.title, "; ".join(names), parts, actions)


def check_of(viewer: Viewer, held: HomicideReview) -> Check:
    """The check of names over what would be published now. Journals the records of people it read for it."""
    terms, unseen = terms_of(viewer, held)
    copy = copy_of(held)
    reasons = dict(held.justifications.order_by("recorded_at", "pk").values_list("digest", "because"))
    found = look_through(copy.pieces() if copy else [], terms, reasons)
    return Check(found.left, found.stands, unseen, found.terms)


def terms_of(viewer: Viewer, held: HomicideReview) -> tuple[list[Term], list[str]]:
    """What must not stand in a published text, and the people whose records in People this viewer cannot open."""
    people = list(held.people.order_by("recorded_at", "pk"))
    found: list[Term] = []
    for one in people:
        found += of_name(one.given_names, one.family_name, ABOUT, never=True)
        if one.birth_on:
            found += of_date(one.birth_on, "A birthday of somebody the review is about", never=True)
    for relative in held.family.order_by("recorded_at", "pk"):
        found += of_name(relative.name, "", "A name of the family", never=False)
    for report in AgencyReport.objects.filter(review=held.reference).exclude(author_words=""):
        found += of_name(
            report.author_words.partition(",")[0], "", "A name of somebody who wrote an agency's report", never=False
        )
    for word in held.protected_words.order_by("recorded_at", "pk"):
        found.append(Term(word.word, "A word protected for this review"))
    found += of_date(held.died_on, "The day of the death", never=False)
    found += [Term(one, "A reference of a file", never=True) for one in (held.reference, held.notice) if one]
    wanted = {one.person_id: str(one) for one in people if one.person_id}
    more, unseen = protected_terms(
        viewer, wanted, record=held.reference, child="somebody the review is about",
        purpose="check of names before publication",
    )  # fmt: skip
    return found + more, unseen


def published(viewer: Viewer, words: str = "") -> list[PublishedHomicideReview]:
    """The reviews that are public, the latest first; with `words`, those that hold them."""
    found = PublishedHomicideReview.objects.select_related("area")
    for word in words.split()[:6]:
        found = found.filter(searched__icontains=word)
    return list(found.order_by("-published_at", "-pk")[:200])


def public_page(viewer: Viewer, reference: str) -> PublishedHomicideReview | None:
    """One published review by its public reference; None where it was never published."""
    return PublishedHomicideReview.objects.filter(reference=reference).select_related("area").first()


def holding_statement(held: HomicideReview) -> str:
    """What is said to the media while the review runs, as the terms have it."""
    terms = last_terms(held)
    return terms.holding_statement if terms else ""
