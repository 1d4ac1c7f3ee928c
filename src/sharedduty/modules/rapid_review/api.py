"""What other rooms may ask of rapid reviews."""

from sharedduty.modules.rapid_review.queries.handing import ReviewFacts, review_facts

__all__ = ["ReviewFacts", "review_facts"]
