"""Every record of this room. A review lies in a file of its own; so does each notice, panel member and agency's report."""

from sharedduty.modules.homicide_review.models.agencies import (
    AgencyReport,
    Interview,
    PanelMember,
    ReportReason,
    StaffFeedback,
)
from sharedduty.modules.homicide_review.models.publishing import (
    Clearance,
    Justification,
    PlanAudit,
    ProtectedWord,
    PublicationPlan,
    PublishedHomicideReview,
)
from sharedduty.modules.homicide_review.models.reporting import (
    Checklist,
    Recommendation,
    ReportVersion,
    ReturnedChange,
    SignOff,
)
from sharedduty.modules.homicide_review.models.reviewing import (
    Administrator,
    Chair,
    Complaint,
    Cost,
    Extension,
    FamilyMember,
    LogEntry,
    Overlap,
    Terms,
)
from sharedduty.modules.homicide_review.models.root import (
    HomicideDecision,
    HomicideNotice,
    HomicideReview,
    HomicideStepReason,
    OfReview,
    ReviewedPerson,
)

__all__ = [
    "Administrator", "AgencyReport", "Chair", "Checklist", "Clearance", "Complaint", "Cost", "Extension", "FamilyMember",
    "HomicideDecision", "HomicideNotice", "HomicideReview", "HomicideStepReason", "Interview", "Justification", "LogEntry",
    "OfReview", "Overlap", "PanelMember", "PlanAudit", "ProtectedWord", "PublicationPlan", "PublishedHomicideReview",
    "Recommendation", "ReportReason", "ReportVersion", "ReturnedChange", "ReviewedPerson", "SignOff", "StaffFeedback", "Terms",
]  # fmt: skip
