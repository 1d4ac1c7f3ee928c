"""What higher rooms may ask of assessments: start or continue one for an enquiry, tell of a birth, and how one stands."""

from sharedduty.modules.assessment.actions.beside import join_enquiry
from sharedduty.modules.assessment.actions.birth import birth_told
from sharedduty.modules.assessment.actions.opening import Child, open_assessment, open_for_enquiry
from sharedduty.modules.assessment.forms.birth import BirthForm
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.queries.standing import Standing, child_handed_over, standing, standings
from sharedduty.modules.assessment.rules.birth import birth_whole, birth_words

__all__ = [
    "PROCESS", "BirthForm", "Child", "Standing", "birth_told", "birth_whole", "birth_words", "child_handed_over",
    "join_enquiry", "open_assessment", "open_for_enquiry", "standing", "standings",
]  # fmt: skip
