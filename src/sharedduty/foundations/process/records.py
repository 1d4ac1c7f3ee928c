"""Where a record's page is, for this viewer: rooms say so for the references they make."""

from collections.abc import Callable

from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design.slots import offer
from sharedduty.foundations.process.models import Handover, Move

DISAGREE = "disagree"
offer(
    DISAGREE,
    gives="text and href of the page on which this viewer disagrees with a record (its reference) or a decision in it "
    "(the day it was made); None for those who may not",
)

Resolver = Callable[[Viewer, str], str]
_resolvers: dict[str, Resolver] = {}
WITH_OFFICER: dict[str, str] = {}  # processes whose records have a case officer, with the permission that runs them


def register(prefix: str, resolver: Resolver, *, officer: tuple[str, str] | None = None) -> None:
    """Say how a reference beginning with `prefix` becomes an address for a viewer. Raises ValueError if taken.

    `officer` is the process of records that have one case officer each, and the permission that runs them (GL-SU-01).
    """
    if _resolvers.get(prefix, resolver) is not resolver:
        raise ValueError(f"references beginning {prefix} already have an address")
    _resolvers[prefix] = resolver
    if officer is not None:
        WITH_OFFICER[officer[0]] = officer[1]


def href(viewer: Viewer, reference: str) -> str:
    """The address of a record's page for this viewer; empty where no room has one."""
    resolver = _resolvers.get(reference.split("-", 1)[0])
    return resolver(viewer, reference) if resolver else ""


def files_of(viewer: Viewer, reference: str) -> list[CaseFile]:
    """The case files in this viewer's sight in which a record lies, its own first; none where it is out of sight.

    A record with stages lies where its history does, a hand-over in its own file. Knowing that a file exists is no sight.
    """
    moved = Move.objects.filter(record=reference).order_by("moved_at", "pk").values_list("case_file_id", flat=True)
    handed = Handover.objects.filter(reference=reference).values_list("case_file_id", flat=True)
    ids = list(dict.fromkeys([*moved, *handed]))
    found = {one.pk: one for one in CaseFile.objects.filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


def person_page(viewer: Viewer, reference: str) -> str:
    """The page of a person's record, for those who may see such pages; whether this one is in sight the page decides."""
    return reverse("people:person", args=[reference]) if viewer.may("person_see") else ""


register("PN", person_page)
