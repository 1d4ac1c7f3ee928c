"""What rooms may ask of what families are shown."""

from sharedduty.foundations.families.declared import FamilyReview, declare_review

__all__ = ["FamilyReview", "declare_review"]
