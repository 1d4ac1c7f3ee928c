"""What a family may be shown of the review of a child's death, in first words made from its record (GL-CD-13; WT-CDR-17)."""

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.families.api import FamilyReview
from sharedduty.modules.child_death.models import ChildDeath
from sharedduty.modules.child_death.queries.reading import by_reference

WHAT = """When a child dies, people from health, the police and others look at what happened.
They want to know what could keep other children alive and well. They do not look for somebody to blame.
You can tell them what you want them to know, and what you want to ask.
They meet without you. The person who works with you tells you what they found."""


def family_review(viewer: Viewer, reference: str) -> FamilyReview | None:
    """A death whose family is shown something, for the business unit; None for anybody else."""
    held = by_reference(viewer, reference) if viewer.may("death_work") else None
    if held is None:
        return None
    names = [*held.sheet.values_list("name", flat=True), *held.work_log.values_list("by_whom", flat=True)]
    return FamilyReview(
        held.reference, f"Child death review {held.reference}", "the death of a child, and what can be learned", held.area_id,
        held.team_id, f"/child-deaths/{held.reference}/", _drafts(held), tuple(dict.fromkeys(names)),
    )  # fmt: skip


def _drafts(held: ChildDeath) -> dict[str, str]:
    found = {"review": WHAT, "contact": "Call the person who works with you. They can also tell you who else can help."}
    contact = held.family_log.filter(kind="key_contact").order_by("-recorded_at", "-pk").first()
    if contact:
        found["contact"] = f"Your key contact is {contact.who}.\nThey can also tell you who else can help."
    days = []
    if held.met_at:
        days.append(f"Those who cared for the child met on {date_words(held.met_at)}.")
    if held.reviewed_at:
        days.append(f"The panel looked at it on {date_words(held.reviewed_at)}.")
    if days:
        found["dates"] = "\n".join(days)
    return found
