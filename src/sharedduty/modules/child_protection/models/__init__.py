"""The room's records: one child's way from a strategy discussion to the end of a plan, each in the child's own case file.

What was said at a meeting lies with the meeting (`gatherings`); here lies what follows from it for the child. Every step
leaves a `Judgement` with its reasons, so that who decided what, when and why is read in one place.
"""

from sharedduty.modules.child_protection.models.asking import ConferenceRequest
from sharedduty.modules.child_protection.models.enquiry import (
    Discussion,
    FamilyPreparation,
    HelpAfter,
    Judgement,
    ProtectionRecord,
    ReportShared,
    WorkDone,
    WorkerReport,
)
from sharedduty.modules.child_protection.models.homecoming import ReturnHome
from sharedduty.modules.child_protection.models.plan import (
    EndNotice,
    PlanContact,
    PlanItem,
    PlanMeeting,
    PlanMember,
    PlanSupervision,
    PlanVersion,
    ProtectionPlan,
)

__all__ = [
    "ConferenceRequest",
    "Discussion",
    "EndNotice",
    "FamilyPreparation",
    "HelpAfter",
    "Judgement",
    "PlanContact",
    "PlanItem",
    "PlanMeeting",
    "PlanMember",
    "PlanSupervision",
    "PlanVersion",
    "ProtectionPlan",
    "ProtectionRecord",
    "ReportShared",
    "ReturnHome",
    "WorkDone",
    "WorkerReport",
]
