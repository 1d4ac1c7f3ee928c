"""The register of contacts at employers (WT-LADO-07, WT-LADO-09)."""

from django.db.models import QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.modules.allegations.models import EmployerContact


def contacts(viewer: Viewer, *, over: bool = False) -> QuerySet[EmployerContact]:
    """The contacts in sight, by organisation; with `over` those who are contacts no more."""
    return EmployerContact.objects.filter(ended_at__isnull=not over).order_by("organisation", "contact", "pk")


def contact_by_reference(viewer: Viewer, reference: str) -> EmployerContact | None:
    """The contact with this reference that still stands; None where there is none in sight."""
    found = EmployerContact.objects.select_related("case_file").filter(reference=reference, ended_at__isnull=True)
    return found.first()
