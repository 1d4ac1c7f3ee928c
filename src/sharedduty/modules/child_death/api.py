"""What other rooms may ask of child deaths."""

from sharedduty.modules.child_death.queries.reading import by_reference as death_by_reference

__all__ = ["death_by_reference"]
