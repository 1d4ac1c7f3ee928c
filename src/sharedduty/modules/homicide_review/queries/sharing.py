"""How a cost of a review is shared between those who pay, by the area's pack (GL-DH-29 to -32)."""

from dataclasses import dataclass

from sharedduty.modules.homicide_review.queries import choices

COMMISSIONER = "Police and crime commissioner"
PENCE = 100


@dataclass(frozen=True)
class Share:
    """Who bears how much of a cost in pence, by which rule in words, whether it is over the limit, whether it is agreed."""

    shares: dict[str, int]
    rule: str
    over: bool
    by_agreement: bool = False


def equally(pence: int, names: list[str]) -> dict[str, int]:
    """A sum split equally; what does not divide goes a penny each to the first of them, so that it adds up."""
    if not names:
        return {}
    each, left = divmod(pence, len(names))
    return {name: each + (1 if place < left else 0) for place, name in enumerate(names)}


def share_of(local_pack: str, item: str, pence: int, *, joint: bool) -> Share:
    """Work out the shares of a cost.

    Takes: the code of the item in the table `dhr_costs`, the sum in pence, whether the review is a joint one.
    Gives: the shares, the rule, and whether it is over the limit of the pack. The partnerships of all the area's districts count,
    which the text leaves open. A joint review is shared as was agreed with the other board, so nothing is worked out.
    """
    rows = choices.costs(local_pack)
    row = rows.get(item)
    if joint:
        return Share({}, rows["joint"]["share_rule"], False, by_agreement=True)
    if row is None or item == "joint":
        return Share({}, row["share_rule"] if row else "", False, by_agreement=item == "joint")
    limit = int(row["amount_gbp"] or 0) * PENCE
    districts = list(choices.districts(local_pack))
    if item in ("advocacy", "advocacy_complex"):
        return Share(equally(pence, [COMMISSIONER, *districts]), row["share_rule"], bool(limit) and pence > limit)
    if item == "chair":
        half = pence // 2
        bears = min(half, limit) if limit else half
        return Share(
            {COMMISSIONER: bears, **equally(pence - bears, districts)}, row["share_rule"], bool(limit) and half > limit
        )
    return Share(equally(pence, districts), row["share_rule"], bool(limit) and pence > limit)
