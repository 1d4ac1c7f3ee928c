"""The adults of a household: who is on the child's record already."""

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.api import family
from sharedduty.foundations.people.models import Person
from sharedduty.modules.assessment.models import Assessment

CHILDREN = ("sibling", "half_sibling", "child")


def relatives(viewer: Viewer, held: Assessment) -> dict[str, tuple[Person, str]]:
    """Whom the child's record names as family, other than other children: by reference, the person and words."""
    if held.person is None:
        return {}
    return {
        one.person.reference: (one.person, f"{one.person}, {one.kind.replace('_', ' ')}")
        for one in family(viewer, held.person)
        if one.kind not in CHILDREN and not one.ended
    }
