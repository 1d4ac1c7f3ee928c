"""What this room keeps."""

from sharedduty.modules.child_death.models.panel import (
    Finding,
    LearningOutput,
    PanelMember,
    PanelReview,
    SheetLine,
    Signature,
)
from sharedduty.modules.child_death.models.reviewing import (
    ChildDeath,
    CriminalHold,
    DeathForm,
    DeathNotice,
    DeathReason,
    FamilyEntry,
    IncomingNotice,
    ResponseJudgement,
    ScopeJudgement,
    WorkEntry,
)

__all__ = [
    "ChildDeath", "CriminalHold", "DeathForm", "DeathNotice", "DeathReason", "FamilyEntry", "Finding", "IncomingNotice",
    "LearningOutput", "PanelMember", "PanelReview", "ResponseJudgement", "ScopeJudgement", "SheetLine", "Signature",
    "WorkEntry",
]  # fmt: skip
