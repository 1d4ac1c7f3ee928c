"""What other rooms may ask of escalations."""

from sharedduty.modules.escalation.actions.raising import raise_disagreement
from sharedduty.modules.escalation.process import PROCESS
from sharedduty.modules.escalation.queries.figuring import Pattern, pattern_of

__all__ = ["PROCESS", "Pattern", "pattern_of", "raise_disagreement"]
