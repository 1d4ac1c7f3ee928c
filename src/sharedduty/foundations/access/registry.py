"""Permissions and standing reach, declared by each room's `policy.py` and gathered here at start-up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sharedduty.foundations.access.roles import ROLES


@dataclass(frozen=True)
class Permission:
    """One thing a role may do: its key and one plain sentence."""

    key: str
    description: str


@dataclass(frozen=True)
class StandingReach:
    """Which files a role reaches without a grant: kind, sensitivity, of its own team, organisation or the whole area."""

    role: str
    kind: str
    breadth: str
    sensitivity: str = "ordinary"
    may_work: bool = True


_holders: dict[str, frozenset[str]] = {}
_described: dict[str, Permission] = {}
_reach: list[StandingReach] = []
_by_role: dict[str, frozenset[str]] = {}


def declare(permissions: Mapping[Permission, Iterable[str]], reach: Iterable[StandingReach] = ()) -> None:
    """Take in one room's policy. Raises ValueError for an unknown role, or a permission declared twice differently."""
    for permission, holders in permissions.items():
        held_by = frozenset(holders)
        if unknown := held_by - set(ROLES):
            raise ValueError(f"{permission.key} is given to roles that do not exist: {', '.join(sorted(unknown))}")
        if permission.key in _holders and (_holders[permission.key], _described[permission.key]) != (
            held_by,
            permission,
        ):
            raise ValueError(f"{permission.key} is declared twice")
        _holders[permission.key] = held_by
        _described[permission.key] = permission
    for one in reach:
        if one.role not in ROLES:
            raise ValueError(f"reach of a role that does not exist: {one.role}")
        if one not in _reach:
            _reach.append(one)
    _by_role.clear()


def permissions_of(role: str, asked: str | None = None) -> frozenset[str]:
    """Every permission that `role` holds. Raises KeyError when `asked` is a permission nobody declared."""
    if asked is not None and asked not in _holders:
        raise KeyError(f"no room declares the permission {asked!r}")
    if role not in _by_role:
        _by_role[role] = frozenset(key for key, holders in _holders.items() if role in holders)
    return _by_role[role]


def who_may(permission: str) -> frozenset[str]:
    """The roles that hold `permission`. Raises KeyError for one nobody declared."""
    return _holders[permission]


def declared_permissions() -> list[tuple[Permission, frozenset[str]]]:
    """Every declared permission with the roles that hold it, by key."""
    return [(_described[key], _holders[key]) for key in sorted(_holders)]


def declared_reach() -> list[StandingReach]:
    """Every declared standing reach."""
    return list(_reach)
