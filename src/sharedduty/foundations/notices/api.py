"""What the rest of the house may ask of notices."""

from sharedduty.foundations.notices.actions import let_know, queue_notice
from sharedduty.foundations.notices.delivery import remind
from sharedduty.foundations.notices.models import Notice

__all__ = ["Notice", "let_know", "queue_notice", "remind"]
