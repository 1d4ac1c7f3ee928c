"""The step pages of a recommendation and of an agency's part."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.action_plans.process import PART_PROCESS, PROCESS
from sharedduty.modules.action_plans.queries import answering, reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="recommendation", page="action_plans:recommendation",
    listed="action_plans:board", permission="plan_work",
)  # fmt: skip
PARTS = StepPages(
    process=PART_PROCESS, find=answering.part_by_reference, called="action part", page="action_plans:part",
    listed="action_plans:parts", permission="plan_answer",
)  # fmt: skip
