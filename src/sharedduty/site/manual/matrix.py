"""`docs/access-matrix.md`: every address and who may open it, and which files each role reaches by standing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from sharedduty.foundations.access.api import ROLES, Guard, declared_permissions, declared_reach, who_may

EVERYBODY = frozenset(ROLES)


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf, with the guard before it."""

    name: str
    route: str
    guard: Guard | None
    parameters: tuple[tuple[str, str], ...]  # (parameter, converter)

    def filled(self, values: dict[str, str]) -> str:
        """The route with its parameters filled in. Raises KeyError for one not given."""
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found.group(1)], self.route)

    @property
    def roles(self) -> frozenset[str]:
        """The roles whose holders get past the guard; what they then see, the database decides."""
        if self.guard is None:
            return frozenset()
        return who_may(self.guard.permission) if self.guard.kind == "permission" else EVERYBODY


def _walk(patterns: Any, route: str, namespace: str) -> Iterator[Address]:
    for one in patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, here, f"{namespace}{one.namespace}:" if one.namespace else namespace)
        elif isinstance(one, URLPattern):
            kinds = tuple(
                (name, type(converter).__name__.removesuffix("Converter").lower())
                for name, converter in one.pattern.converters.items()
            )
            yield Address(f"{namespace}{one.name or ''}", f"/{here}", getattr(one.callback, "guard", None), kinds)


def addresses() -> tuple[Address, ...]:
    """Every address, in the order of the URLconf."""
    return tuple(_walk(get_resolver().url_patterns, "", ""))


def _answer(guard: Guard | None) -> tuple[str, str]:
    """(what the signed-out get, what a link gets)."""
    if guard is None:
        return "unguarded", "unguarded"
    if guard.kind == "public":
        return "the page", "the page"
    if guard.kind == "link":
        return "how to get a new link", "its own only"
    return "sign-in", "sign-in"


def access_matrix() -> str:
    """The page as text."""
    lines = [
        "# Access matrix",
        "",
        "Made from the addresses, guards and policies that run, by `sharedduty docs`; `tests/access/test_matrix.py` asks every",
        "cell. A mark means the role gets past the guard. Which records are then there, row-level security decides: somebody",
        "of another organisation, a former post-holder and the subject of a file get the same 404 as for what does not exist.",
        "",
        "## Addresses",
        "",
        "| Address | Guard | Signed out | Link | Roles |",
        "|---|---|---|---|---|",
    ]
    for one in addresses():
        out, link = _answer(one.guard)
        guard = "none" if one.guard is None else one.guard.permission or one.guard.kind.replace("_", " ")
        lines.append(f"| `{one.route}` | {guard} | {out} | {link} | {_told(one)} |")
    lines += ["", "## Permissions", "", "| Permission | What it allows | Held by |", "|---|---|---|"]
    for permission, holders in declared_permissions():
        lines.append(f"| `{permission.key}` | {permission.description} | {_names(holders)} |")
    lines += ["", "## Standing reach", "", "Files a role reaches without a grant.", ""]
    lines += ["| Role | Kind of file | Of | Sensitivity | Works in it |", "|---|---|---|---|---|"]
    for reach in sorted(declared_reach(), key=lambda one: (one.role, one.kind, one.breadth)):
        works = "yes" if reach.may_work else "reads"
        lines.append(
            f"| {ROLES[reach.role].title} | {reach.kind} | its {reach.breadth} | {reach.sensitivity} | {works} |"
        )
    lines += ["", "## Roles", "", "| Key | Role | What it does |", "|---|---|---|"]
    lines += [f"| `{role.key}` | {role.title} | {role.description} |" for role in ROLES.values()]
    return "\n".join([*lines, ""])


def _told(one: Address) -> str:
    return "everybody signed in" if one.roles == EVERYBODY else _names(one.roles)


def _names(roles: frozenset[str]) -> str:
    return ", ".join(f"`{role}`" for role in ROLES if role in roles) or "nobody"
