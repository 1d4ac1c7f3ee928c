"""What the rest of the house may ask of notices."""

from sharedduty.foundations.notices.actions import queue_notice
from sharedduty.foundations.notices.delivery import remind
from sharedduty.foundations.notices.models import Notice

__all__ = ["Notice", "queue_notice", "remind"]
