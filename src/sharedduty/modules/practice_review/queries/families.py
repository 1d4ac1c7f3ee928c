"""What a family may be shown of a practice review, in first words made from its record (WT-LCSPR-05)."""

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.families.api import FamilyReview
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.practice_review.models import PracticeReview
from sharedduty.modules.practice_review.queries.publication import copy_of
from sharedduty.modules.practice_review.queries.reading import by_reference

WHAT = """We look at what happened, so that other children are safer.
We look at how the people who should help worked together. We do not look for somebody to blame.
You can tell us what it was like for you. You can also say no, and you can change your mind.
At the end we write a report. It names nobody. You can read it before anybody else does."""
ASK = """Call or write to the person who told you about this page.
They can tell you what happens next, and who can help you."""


def family_review(viewer: Viewer, reference: str) -> FamilyReview | None:
    """A review whose family is shown something, for the business unit; None for anybody else."""
    held = by_reference(viewer, reference) if viewer.may("practice_work") else None
    if held is None:
        return None
    return FamilyReview(
        held.reference, f"Practice review {held.reference}", "how people worked together to keep a child safe", held.area_id,
        held.team_id, f"/practice-reviews/{held.reference}/", _drafts(held),
        tuple(held.participants.order_by("recorded_at", "pk").values_list("name", flat=True)),
    )  # fmt: skip


def _drafts(held: PracticeReview) -> dict[str, str]:
    found = {"review": WHAT, "contact": ASK}
    terms = held.terms.order_by("-number", "-pk").first()
    if terms:
        period = f"We look at the time from {date_words(terms.period_from_on)} to {date_words(terms.period_to_on)}."
        found["terms"] = "\n".join(["We ask these questions:", terms.questions, period])
    clock = Clock.objects.filter(record=held.reference, met_at=None, stopped_at=None).order_by("due_at", "pk").first()
    if held.published_at:
        found["dates"] = f"The report was published on {date_words(held.published_at)}."
    elif clock:
        found["dates"] = f"We want to publish the report by {date_words(clock.due_at)}. We tell you first."
    copy = copy_of(held)
    if copy:
        found["report"] = "\n".join(line for part in copy.pieces() for line in part)
    return found
