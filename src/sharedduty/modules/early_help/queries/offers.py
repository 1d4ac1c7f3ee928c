"""The help there is: what the area's packs list, narrowed, and what of it fits one child, with the reason for each."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.guidance.api import HelpOffer, help_kinds, help_offers
from sharedduty.modules.early_help.models import Circumstance, Plan
from sharedduty.modules.early_help.rules import (
    ASK,
    FITS,
    LEVEL_OF_TOOL,
    NOT,
    Fit,
    asked_for_by,
    fit,
    fits_age,
    last_day,
    years_on,
)

# How one asks, for a worker and for a family. Ours: the local text says who refers, not how.
ASKING = {
    "direct": "The family can ask.",
    "practitioner": "The school, the doctor or the health visitor can ask.",
    "coordinator": "Ask the early help coordinator.",
}


@dataclass(frozen=True)
class OfferLine:
    """One offer as a page shows it."""

    offer: HelpOffer
    kinds: str
    ages: str
    fit: Fit
    until: datetime.date | None = None
    needs: tuple[str, ...] = ()
    before: str = ""

    @property
    def asking(self) -> str:
        """How one asks for it."""
        return ASKING[self.offer.ask]


def ages_words(offer: HelpOffer) -> str:
    """'0 to 19, to 25 with a disability'; what the local text does not print says so."""
    before = " Before the birth too." if offer.before_birth else ""
    if not offer.has_ages:
        return f"No ages given.{before}"
    if offer.age_to == 0:
        return f"Up to the first birthday, as a rule.{before}"
    higher = f", to {offer.age_to_disabled} with a disability" if offer.age_to_disabled else ""
    rule = "" if offer.ages_printed else ", as a rule"
    return f"{offer.age_from} to {offer.age_to}{higher}{rule}.{before}"


def offers_for(
    pack: str, *, years: int | None = None, disabled: bool = False, kind: str = "", level: int | None = None
) -> list[OfferLine]:
    """The area's help, narrowed by age, kind and level; those that do not fit the age are left out where one is asked for."""
    kinds, found = help_kinds(pack), []
    for offer in help_offers(pack):
        if (kind and kind not in offer.kinds) or (level and level not in offer.levels):
            continue
        state = fits_age(offer, years, disabled=disabled) if years is not None else Fit(FITS, "")
        if state.state != NOT:
            found.append(_line(offer, kinds, state))
    return found


def _line(offer: HelpOffer, kinds: dict[str, str], state: Fit) -> OfferLine:
    return OfferLine(offer, "; ".join(kinds.get(one, one) for one in offer.kinds), ages_words(offer), state)


@dataclass(frozen=True)
class HelpForChild:
    """The help there is for the child of one plan: what fits, what to ask about, what is not for this child."""

    years: int | None
    disabled: bool
    level: int
    fits: list[OfferLine]
    ask: list[OfferLine]
    outside: list[OfferLine]


def help_for(viewer: Viewer, plan: Plan) -> HelpForChild:
    """Every offer of the area with why it fits this child or not; those that answer what is noted on the plan come first."""
    noted = _noted(plan)
    disabled, level = "disabled" in noted, LEVEL_OF_TOOL.get(plan.tool, 2)
    today, kinds = timezone.localdate(), help_kinds(plan.area.local_pack)
    years = years_on(plan.birth_on, today)
    told, chosen = set(plan.signposts.values_list("help_offer", flat=True)), _chosen(plan)
    lines = []
    for offer in help_offers(plan.area.local_pack):
        state = fit(offer, years=years, disabled=disabled, level=level)
        needs = tuple(str(Circumstance.Kind(one).label) for one in asked_for_by(offer, noted))
        before = "Chosen" if offer.key in chosen else "Family told" if offer.key in told else ""
        until = last_day(offer, plan.birth_on, disabled=disabled) if state.state == FITS else None
        plain = _line(offer, kinds, state)
        lines.append(OfferLine(offer, plain.kinds, plain.ages, state, until, needs, before))
    lines.sort(key=lambda one: (not one.needs, level not in one.offer.levels))
    split = {state: [one for one in lines if one.fit.state == state] for state in (FITS, ASK, NOT)}
    return HelpForChild(years, disabled, level, split[FITS], split[ASK], split[NOT])


def _noted(plan: Plan) -> list[str]:
    standing = plan.circumstances.filter(applies_until__isnull=True)
    return list(standing.order_by("applies_from", "pk").values_list("kind", flat=True))


def _chosen(plan: Plan) -> set[str]:
    return set(plan.actions.exclude(help_offer="").values_list("help_offer", flat=True))


def fit_of(plan: Plan, offer: HelpOffer) -> Fit:
    """Whether one offer fits the child of a plan today, and why."""
    return fit(
        offer, years=years_on(plan.birth_on, timezone.localdate()), disabled="disabled" in _noted(plan),
        level=LEVEL_OF_TOOL.get(plan.tool, 2),
    )  # fmt: skip


def offer_of(plan: Plan, key: str) -> HelpOffer | None:
    """An offer of the plan's area by its key; None for another."""
    return next((one for one in help_offers(plan.area.local_pack) if one.key == key), None)


def open_outcomes(plan: Plan) -> dict[str, str]:
    """The plan's outcomes an action may be agreed for, by reference."""
    return {one.reference: one.text for one in plan.outcomes.filter(state="open").order_by("set_at", "pk")}


def levels_named(pack: str) -> dict[str, str]:
    """The levels at which the area lists help, for a filter."""
    found = sorted({level for offer in help_offers(pack) for level in offer.levels})
    return {str(one): f"Level {one}" for one in found}


def circumstances() -> list[str]:
    """The eleven circumstances in which a child may need early help, in words (WT-EH-05)."""
    return [str(words) for words in Circumstance.Kind.labels]
