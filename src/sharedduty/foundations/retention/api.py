"""What the rest of the house may ask of retention."""

from sharedduty.foundations.retention.sources import register_births, register_endings

__all__ = ["register_births", "register_endings"]
