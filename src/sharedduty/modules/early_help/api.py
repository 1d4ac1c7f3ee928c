"""What higher rooms may ask of early help: begin a plan that steps down from theirs, read plans of a person."""

from sharedduty.modules.early_help.actions.moving import close_plan, step_up
from sharedduty.modules.early_help.actions.opening import begin_from, begin_plan, hand_down
from sharedduty.modules.early_help.models import Plan
from sharedduty.modules.early_help.process import PROCESS, START
from sharedduty.modules.early_help.queries.plans import plan_by_reference, plans_of

__all__ = [
    "PROCESS",
    "START",
    "Plan",
    "begin_from",
    "begin_plan",
    "close_plan",
    "hand_down",
    "plan_by_reference",
    "plans_of",
    "step_up",
]
