"""Keeping an adopted child's identities apart: the tie lies in a sealed file, and nothing else joins the two records."""

from django.core.exceptions import ValidationError
from django.db import transaction

from sharedduty.foundations.access.api import CaseFile, Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.models import Person, Relationship
from sharedduty.foundations.people.search import refresh


def keep_identities_apart(*, by: Viewer, now: Person, before: Person, reason: str) -> CaseFile:
    """Tie an adopted child's record to the one under the earlier identity, in a sealed file that only its opener reaches.

    From then on both are found by their own family name alone, neither takes another name, neither can be merged, and
    no other row names both. Gives: the sealed file. Raises: PermissionDenied; ValidationError. Journalled by the file's
    reference only, so that the journal does not tie them either.
    """
    rules.require(by, "person_restrict")
    if now.pk == before.pk:
        raise ValidationError("These are one record. Register the new identity as a person of its own first.")
    if not reason.strip():
        raise ValidationError({"reason": "Say on what authority the identities are kept apart."})
    if Relationship.objects.using(by.database).filter(person__in=(now, before), other__in=(now, before)).exists():
        raise ValidationError("A relationship on record joins these two. End and remove it first.")
    with transaction.atomic(using=by.database):
        file = open_file(
            by=by, kind="identity", area_id=now.case_file.area_id, letter="ID", sensitivity="adoption", sealed=True,
            retention_class="adoption",
        )  # fmt: skip
        Relationship.objects.using(by.database).create(case_file=file, person=now, other=before, kind="former_identity")
        for person in (now, before):
            person.identity_restricted = True
            person.save(using=by.database, update_fields=["identity_restricted"])
            refresh(person, by=by)
        record_change(
            by=by, verb="kept identities apart", object_type="identity", object_ref=file.reference, file=file.pk,
            fields=["identity_restricted"], reason=reason,
        )  # fmt: skip
    return file
