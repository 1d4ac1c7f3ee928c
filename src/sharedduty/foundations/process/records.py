"""Where a record's page is, for this viewer: rooms say so for the references they make."""

from collections.abc import Callable

from django.urls import reverse

from sharedduty.foundations.access.api import Viewer

Resolver = Callable[[Viewer, str], str]
_resolvers: dict[str, Resolver] = {}


def register(prefix: str, resolver: Resolver) -> None:
    """Say how a reference beginning with `prefix` becomes an address for a viewer. Raises ValueError if taken."""
    if _resolvers.get(prefix, resolver) is not resolver:
        raise ValueError(f"references beginning {prefix} already have an address")
    _resolvers[prefix] = resolver


def href(viewer: Viewer, reference: str) -> str:
    """The address of a record's page for this viewer; empty where no room has one."""
    resolver = _resolvers.get(reference.split("-", 1)[0])
    return resolver(viewer, reference) if resolver else ""


def person_page(viewer: Viewer, reference: str) -> str:
    """The page of a person's record, for those who may see such pages; whether this one is in sight the page decides."""
    return reverse("people:person", args=[reference]) if viewer.may("person_see") else ""


register("PN", person_page)
