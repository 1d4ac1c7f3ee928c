"""The step pages of a child death."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.child_death.process import PROCESS
from sharedduty.modules.child_death.queries import reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="child death", page="child_death:death",
    listed="child_death:deaths", permission="death_work",
)  # fmt: skip
