"""Every address of the product with its guard, read from the URLconf: the tests of guards, pages and access share it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from sharedduty.foundations.access.api import Guard

# Addresses of libraries that carry no guard of ours, each with the reason. Empty while every one is wrapped.
UNGUARDED: dict[str, str] = {}


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf."""

    name: str
    route: str
    guard: Guard | None
    view: Any
    parameters: tuple[tuple[str, str], ...]  # (parameter, converter)

    @property
    def label(self) -> str:
        return self.name or self.route


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
            name = f"{namespace}{one.name}" if one.name else ""
            yield Address(name, f"/{here}", getattr(one.callback, "guard", None), one.callback, kinds)


@cache
def addresses() -> tuple[Address, ...]:
    """Every address, in the order of the URLconf."""
    return tuple(_walk(get_resolver().url_patterns, "", ""))


def filled(address: Address, values: dict[str, str]) -> str:
    """The route with its parameters filled in. Raises KeyError for one not given."""
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values[found.group(1)], address.route)
