"""What the rest of the house may ask of guidance. Everything here is read-only; packs are files, loaded once."""

from sharedduty.foundations.guidance.answers import DueAnswer, Layer, bind, clock, clock_keys, due
from sharedduty.foundations.guidance.comparing import Change, Difference, diff
from sharedduty.foundations.guidance.faults import (
    Fault,
    GuidanceError,
    NoArrangements,
    NoNumber,
    PackInvalid,
    UnknownClock,
    UnknownPack,
    UnknownProvision,
)
from sharedduty.foundations.guidance.kinds import Clock, Outcome, Pack, Provision, Table, Term
from sharedduty.foundations.guidance.looking_up import outcomes, provision, term, terms, vocabulary
from sharedduty.foundations.guidance.offers import HelpOffer, help_kinds, help_offers
from sharedduty.foundations.guidance.opening import OpeningHours, opening_hours
from sharedduty.foundations.guidance.shelf import editions_in_force, pack, packs, refused
from sharedduty.foundations.guidance.thresholds import (
    Indicator,
    Level,
    area_in_use,
    dimensions,
    indicators,
    level4_categories,
    local_pack,
    threshold_levels,
)

__all__ = [
    "Change", "Clock", "Difference", "DueAnswer", "Fault", "GuidanceError", "HelpOffer", "Indicator", "Layer", "Level",
    "NoArrangements", "NoNumber", "OpeningHours", "Outcome", "Pack", "PackInvalid", "Provision", "Table", "Term",
    "UnknownClock", "UnknownPack", "UnknownProvision", "area_in_use", "bind", "clock", "clock_keys", "diff",
    "dimensions", "due", "editions_in_force", "help_kinds", "help_offers", "indicators", "level4_categories",
    "local_pack", "opening_hours", "outcomes", "pack", "packs", "provision", "refused", "term", "terms",
    "threshold_levels", "vocabulary",
]  # fmt: skip
