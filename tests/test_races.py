"""Rules over several rows hold when two act at the same moment (quality goals R5 and R6).

RACES says how often each rule is raced (3); `make test-deep` races them all two hundred times and more.
"""

import os
from collections.abc import Callable

import pytest

from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership
from tests.races import RULES, Race, run

pytestmark = [pytest.mark.alone, pytest.mark.django_db(transaction=True)]
RACES = int(os.environ.get("RACES", "3"))


@pytest.mark.parametrize("rule", RULES, ids=[rule.__name__ for rule in RULES])
def test_a_rule_holds_when_two_act_at_once(rule: Callable[[Partnership], Race]) -> None:
    house = make_partnership()
    assert [broken for _ in range(RACES) if (broken := run(rule(house)))] == []
