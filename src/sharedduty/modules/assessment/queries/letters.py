"""The outcome in writing for each who is to be told: each letter holds what its reader may know and nothing besides."""

from dataclasses import dataclass, field

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.queries.choices import labels
from sharedduty.modules.assessment.rules.ending import IN_NEED

# What was decided, as a family reads it: not the name that guidance gives it alone.
TO_FAMILY = {
    IN_NEED: "Your child needs more help. We make a plan of help with you and the people who help you. It is called a child in "
    "need plan.",
    "early_help": "Your child does not need a social worker. Other people near you can help. This is called early help.",
    "other_services": "Your child does not need a social worker. Other services can help. They are named below.",
    "no_further_action": "Your child does not need a social worker. We will do nothing more.",
    "section47_enquiries": "We are worried that your child may be harmed. So we now look into it with the police, health and "
    "others.",
}
WHOM = {"family": "the child and family", "agency": "an agency that took part", "referrer": "the referrer"}


@dataclass(frozen=True)
class Letter:
    """A letter: to whom, its paragraphs, and the lines of the plan where its reader has a part in it."""

    to: str
    opening: str
    outcome: str
    reasons: str = ""
    actions: list[tuple[str, str, str]] = field(default_factory=list)
    review: str = ""
    closing: str = ""


def letter(viewer: Viewer, held: Assessment, whom: str) -> Letter:
    """The letter to one of WHOM. Raises KeyError for anybody else.

    The family reads the reasons and the plan; an agency the outcome and the plan it has a part in; a referrer what was
    or will be done and nothing of the family (WT-ASM-35). No letter names a worker's private address or number.
    """
    words = labels("assessment.outcomes", timezone.localdate(held.referred_at))
    outcome = words.get(held.outcome, held.outcome)
    to = WHOM[whom]
    if whom == "referrer":
        planned = held.outcome == IN_NEED
        done = "There is a plan of help, and it is reviewed." if planned and held.reviews.exists() else outcome
        done = "There will be a plan of help." if planned and not held.reviews.exists() else done
        return Letter(to, "You told us that you were worried about a child. A social worker has looked at it.", done,
                      closing="If your worry grows, or something new happens, tell us again. Do not wait.")  # fmt: skip
    actions = [
        (one.action, one.agency, f"{one.due_on:%-d %B %Y}")
        for one in held.actions.order_by("due_on", "pk")
        if not one.done_on
    ]
    ahead = held.reviews.filter(held_on__isnull=True).first()
    review = f"{ahead.due_on:%-d %B %Y}" if ahead else ""
    if whom == "agency":
        return Letter(to, f"You took part in our assessment of {held}.", outcome, actions=actions, review=review,
                      closing="If you are worried that a child is not safe, tell us at once.")  # fmt: skip
    return Letter(
        to, f"We have finished our assessment of {held}. This letter says what we found and what happens next.",
        TO_FAMILY.get(held.outcome, outcome),
        held.reasons, actions, review,
        "If you think something here is wrong, tell us: we write down what you say. You can also make a complaint.",
    )  # fmt: skip
