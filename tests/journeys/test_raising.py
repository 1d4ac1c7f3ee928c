"""A teacher raises a concern about two children, from the first page to the receipt and what becomes of it."""

import pytest

from tests.journeys.conftest import Arrive
from tests.journeys.steps import raise_concern

pytestmark = pytest.mark.browser


@pytest.mark.rows("GL-FD-01", "GL-FD-20", "WT-REF-04", "WT-REF-16")
def test_a_teacher_raises_a_concern_about_two_children(arrive: Arrive) -> None:
    who = arrive("teacher", fresh=True)
    reference = raise_concern(who, ("Aster Sampleton", "Bryony Sampleton"))
    who.must_see("about 2 children")
    who.follow("See how far it is").meets("Received")
    who.must_see(reference, "Aster Sampleton", "Bryony Sampleton", "Decision due")
    who.go("/raise/mine/").meets("My concerns").must_see(reference)
