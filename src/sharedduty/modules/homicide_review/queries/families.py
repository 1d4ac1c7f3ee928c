"""What a family may be shown of a homicide review, in first words made from its record (GL-DH-25, GL-DH-44)."""

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.families.api import FamilyReview
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.homicide_review.models import AgencyReport, HomicideReview, PanelMember
from sharedduty.modules.homicide_review.queries.publication import copy_of
from sharedduty.modules.homicide_review.queries.reading import by_reference

WHAT = """We look at what happened, so that it is less likely to happen to somebody else.
An independent chair leads this. A panel of people from different services helps. They do not look for somebody to blame.
You can take part as much or as little as you want. A specialist advocate can help you, and speak for you.
You can read the report before it is finished, in your own time, and say what you think of it."""
ASK = """Call or write to the person who told you about this page.
They can tell you how to reach the chair, and how to get an advocate."""


def family_review(viewer: Viewer, reference: str) -> FamilyReview | None:
    """A review whose family is shown something, for the community safety partnership; None for anybody else."""
    held = by_reference(viewer, reference) if viewer.may("homicide_work") else None
    if held is None:
        return None
    reports = AgencyReport.objects.filter(review=held.reference).exclude(author_words="")
    names = [
        *PanelMember.objects.filter(review=held.reference).values_list("name", flat=True),
        *held.family.values_list("name", flat=True),
        *(words.partition(",")[0] for words in reports.values_list("author_words", flat=True)),
    ]
    return FamilyReview(
        held.reference, f"{held.called} {held.reference}", "a death in your family, and what can be learned", held.area_id,
        held.team_id, f"/homicide-reviews/{held.reference}/", _drafts(held), tuple(dict.fromkeys(names)),
    )  # fmt: skip


def _drafts(held: HomicideReview) -> dict[str, str]:
    found = {"review": WHAT, "contact": ASK}
    terms = held.terms.order_by("-number", "-pk").first()
    if terms:
        found["terms"] = (
            f"We look at the time from {date_words(terms.period_from_on)} to {date_words(terms.period_to_on)}."
        )
    clock = Clock.objects.filter(record=held.reference, met_at=None, stopped_at=None).order_by("due_at", "pk").first()
    if held.published_at:
        found["dates"] = f"The report was published on {date_words(held.published_at)}."
    elif clock and held.decided_at:
        found["dates"] = (
            f"The next step is planned to be done by {date_words(clock.due_at)}. We tell you if that changes."
        )
    copy = copy_of(held)
    if copy:
        found["report"] = "\n".join(line for part in copy.pieces() for line in part)
    return found
