"""Every record of this room."""

from sharedduty.modules.serious_case_review.models.agency import (
    ManagementAdvice,
    ManagementNote,
    ManagementReport,
    ManagementReview,
    OfManagementReview,
)
from sharedduty.modules.serious_case_review.models.publishing import (
    CaseJustification,
    CaseProtectedWord,
    FairnessConfirmation,
    PublishedSummary,
)
from sharedduty.modules.serious_case_review.models.reviewing import (
    CaseAdult,
    CaseChild,
    CaseNote,
    CaseNotice,
    CaseRecommendation,
    CaseStepReason,
    CaseWriting,
    Nomination,
    OfCaseReview,
    SeriousCaseReview,
)

__all__ = [
    "CaseAdult",
    "CaseChild",
    "CaseJustification",
    "CaseNote",
    "CaseNotice",
    "CaseProtectedWord",
    "CaseRecommendation",
    "CaseStepReason",
    "CaseWriting",
    "FairnessConfirmation",
    "ManagementAdvice",
    "ManagementNote",
    "ManagementReport",
    "ManagementReview",
    "Nomination",
    "OfCaseReview",
    "OfManagementReview",
    "PublishedSummary",
    "SeriousCaseReview",
]
