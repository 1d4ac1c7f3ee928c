"""Every address stands behind a guard whose permission some room declares; no row number is ever in an address."""

import re

from sharedduty.foundations.access.api import ROLES, declared_permissions, who_may
from tests.house import survey
from tests.house.addresses import UNGUARDED, addresses

# Numbers that count nothing: a year, a month.
NUMBERS_ALLOWED = frozenset({"year", "month"})
# Every kind of guard there is (access/guards.py); a new one needs a row in the access matrix.
GUARDS = frozenset({"public", "own_account", "signed_in", "permission", "link"})
# What outside checks open (design section 6). A room must not move these.
FIXED = (
    "/ /sign-in/ /thresholds/ /raise/ /when-is-it-due/ /guidance/ /front-door/ /my-work/ /today/ /search/ /help/ /health/"
).split()


def test_every_address_has_a_guard() -> None:
    open_doors = [one.name for one in addresses() if one.guard is None and one.name not in UNGUARDED]
    assert not open_doors, survey.told(open_doors, "every view is public_page, signed_in, by_link or requires(...)")


def test_every_guard_asks_for_a_permission_that_some_room_declares() -> None:
    declared = {permission.key for permission, _ in declared_permissions()}
    wrong = [
        f"{one.name}: {one.guard.permission}"
        for one in addresses()
        if one.guard and one.guard.kind == "permission" and one.guard.permission not in declared
    ]
    assert not wrong, survey.told(wrong, "a page's permission is declared in a policy.py")
    assert {one.guard.kind for one in addresses() if one.guard} <= GUARDS


def test_every_permission_is_held_and_described() -> None:
    for permission, holders in declared_permissions():
        assert holders, f"nobody holds {permission.key}"
        assert holders <= set(ROLES)
        assert permission.description.endswith("."), f"{permission.key} is described in one sentence"
        assert who_may(permission.key) == holders


def test_no_row_number_is_in_an_address() -> None:
    counted = [
        f"{one.route}: <{kind}:{name}>"
        for one in addresses()
        for name, kind in one.parameters
        if (kind == "int" and name not in NUMBERS_ALLOWED)
        or name in {"id", "pk"}
        or (name.endswith("_id") and kind != "slug")
    ]
    assert not counted, survey.told(counted, "addresses carry random references, never row ids (design section 6)")


def test_addresses_are_words_a_person_can_read_out() -> None:
    unreadable = [
        one.route
        for one in addresses()
        if not re.fullmatch(r"(/[a-z0-9-]+|/<(\w+:)?\w+>(\.\w+)?)*/?(\.\w+)?", one.route)
    ]
    assert not unreadable, survey.told(unreadable, "an address is nouns in lower case with hyphens")


def test_no_two_addresses_have_one_name() -> None:
    names = [one.name for one in addresses()]
    assert all(names), survey.told([one.route for one in addresses() if not one.name], "every address has a name")
    twice = {name for name in names if names.count(name) > 1}
    assert not twice, survey.told(sorted(twice), "an address's name is its own")


def test_the_fixed_addresses_are_there() -> None:
    there = {one.route for one in addresses()}
    missing = [route for route in FIXED if route not in there]
    assert not missing, survey.told(missing, "checks from outside open these (design section 6)")


def test_nobody_signs_up() -> None:
    assert not [one.name for one in addresses() if re.search(r"sign-?up|register", one.route + one.name)]
