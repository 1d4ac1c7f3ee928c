"""What higher rooms may ask of assessments: start or continue one for an enquiry, and how one stands."""

from sharedduty.modules.assessment.actions.beside import join_enquiry
from sharedduty.modules.assessment.actions.opening import Child, open_assessment, open_for_enquiry
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.queries.standing import Standing, child_handed_over, standing, standings

__all__ = [
    "PROCESS", "Child", "Standing", "child_handed_over", "join_enquiry", "open_assessment", "open_for_enquiry", "standing",
    "standings",
]  # fmt: skip
