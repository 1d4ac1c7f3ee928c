"""What rooms may ask of requests."""

from sharedduty.foundations.requests.actions import answer, ask, chase, withdraw
from sharedduty.foundations.requests.agreements import choices as agreement_choices
from sharedduty.foundations.requests.asking import AgenciesForm, agencies
from sharedduty.foundations.requests.models import Answer, InformationRequest, SharingDecision
from sharedduty.foundations.requests.queries import (
    asked_of_team,
    by_reference,
    gauge,
    left_words,
    of_enquiry,
    sharing_decisions,
    state_of,
)
from sharedduty.foundations.requests.rules import GOLDEN_RULES, MYTHS, question_whole
from sharedduty.foundations.requests.wording import ADULT, CHILD, Wording, wording_of

__all__ = [
    "ADULT", "CHILD", "GOLDEN_RULES", "MYTHS", "AgenciesForm", "Answer", "InformationRequest", "SharingDecision", "Wording",
    "agencies", "agreement_choices", "answer", "ask", "asked_of_team", "by_reference", "chase", "gauge", "left_words",
    "of_enquiry", "question_whole", "sharing_decisions", "state_of", "withdraw", "wording_of",
]  # fmt: skip
