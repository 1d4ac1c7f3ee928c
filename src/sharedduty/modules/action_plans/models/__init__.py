"""Every record of this room."""

from sharedduty.modules.action_plans.models.answering import (
    ActionPart,
    Evidence,
    PartAnswer,
    PartReason,
    Product,
    RagRating,
    Sharing,
)
from sharedduty.modules.action_plans.models.carrying import Carrying, Document, Mention, Reissue
from sharedduty.modules.action_plans.models.recommending import (
    Proposal,
    RecommendationReason,
    Retirement,
    TrackedRecommendation,
)

__all__ = [
    "ActionPart", "Carrying", "Document", "Evidence", "Mention", "PartAnswer", "PartReason", "Product", "Proposal",
    "RagRating", "RecommendationReason", "Reissue", "Retirement", "Sharing", "TrackedRecommendation",
]  # fmt: skip
