"""The step pages of a chronology, of an agency's part and of a discrepancy."""

from sharedduty.foundations.chronology.process import DOUBT, PART, READ, WHOLE, WORK, WRITE
from sharedduty.foundations.chronology.queries import reading
from sharedduty.foundations.process.api import StepPages

WHOLES = StepPages(
    process=WHOLE, find=reading.by_reference, called="chronology", page="chronology:chronology",
    listed="chronology:chronologies", permission=WORK,
)  # fmt: skip
PARTS = StepPages(
    process=PART, find=reading.part_by_reference, called="agency chronology", page="chronology:part",
    listed="chronology:asked", permission=WRITE,
)  # fmt: skip
DOUBTS = StepPages(
    process=DOUBT, find=reading.doubt_by_reference, called="discrepancy", page="chronology:discrepancy",
    listed="chronology:chronologies", permission=WORK,
)  # fmt: skip
__all__ = ["DOUBTS", "PARTS", "READ", "WHOLES", "WORK", "WRITE"]
