"""Every address of the product with its guard: the tests of guards, pages and access share it."""

from functools import cache

from sharedduty.site.manual import matrix
from sharedduty.site.manual.matrix import Address

# Addresses of libraries that carry no guard of ours, each with the reason. Empty while every one is wrapped.
UNGUARDED: dict[str, str] = {}


@cache
def addresses() -> tuple[Address, ...]:
    """Every address, in the order of the URLconf."""
    return matrix.addresses()
