"""What other rooms may ask of the register: hand recommendations over to it, and say where theirs stand."""

from sharedduty.modules.action_plans.process import START
from sharedduty.modules.action_plans.queries.sources import RECOMMENDED, Advised, AdvisedBy
from sharedduty.modules.action_plans.queries.starting import register_standing

__all__ = ["RECOMMENDED", "START", "Advised", "AdvisedBy", "register_standing"]
