"""What other rooms may ask of child deaths."""

from sharedduty.modules.child_death.queries.reading import by_reference as death_by_reference
from sharedduty.modules.child_death.queries.reading import deaths_of

__all__ = ["death_by_reference", "deaths_of"]
