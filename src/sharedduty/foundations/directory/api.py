"""What the rest of the house may ask of the directory."""

from sharedduty.foundations.directory.queries import PARTNER_KINDS, body_at, name_at

__all__ = ["PARTNER_KINDS", "body_at", "name_at"]
