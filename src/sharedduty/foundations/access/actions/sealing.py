"""Sealing a file: gone for everybody but those named, until one of its two keepers asks and the other confirms."""

from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.actions.people import Refused
from sharedduty.foundations.access.models import Appointment, CaseFile, Grant, Sealing
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.journal.api import record_change

KEEPS = "keeps it sealed"

# Takes (by, the sealing's id), in the transaction of that sealing; seals the other files of the same record along with it
# and gives their ids. The room's own definer function decides which those are (`access_seal_along`).
SealedAlong = Callable[[Viewer, int], list[int]]
_along: list[SealedAlong] = []


def register_sealed_along(sealer: SealedAlong) -> None:
    """Plug in how one room seals the rest of a record with the file that is sealed. Twice changes nothing."""
    if sealer not in _along:
        _along.append(sealer)


def seal(*, by: Viewer, file: CaseFile, second: Appointment, reason: str) -> list[int]:
    """Seal a file and the other files of its record. Gives the ids of the files sealed, none where it was not to be.

    Nobody reaches it by standing any more, nor through a team, post, organisation or emergency; search, counts, figures
    and the child check leave it out. It stays with `by`, with `second`, and with each person who was given sight of it by
    name. Raises Refused without a reason, or for a second keeper who may not be one. Journalled.
    """
    if not by.may("file_seal"):
        raise Refused("Only those who may seal a file can do this.")
    if not reason.strip():
        raise Refused("Say why it is sealed.")
    if second.account_id == by.account_id:
        raise Refused("Choose somebody else: a seal is opened by two people.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_seal(%s, %s, %s)", [file.pk, reason.strip(), second.pk])
        sealing: int | None = cursor.fetchone()[0]
    if sealing is None:
        return []
    sealed = [file.pk, *(one for sealer in _along for one in sealer(by, sealing))]
    record_change(
        by=by, verb="sealed file", object_type=file.kind, object_ref=file.reference, files=sealed,
        fields=["sealed", "sensitivity"], reason=reason.strip(), values={"second keeper": second.reference},
    )  # fmt: skip
    return sealed


def ask_unsealing(*, by: Viewer, sealing: Sealing, reason: str) -> None:
    """Ask, as one keeper, that a file is unsealed. Raises Refused without a reason or when it was asked already."""
    _keeper(by)
    if not reason.strip():
        raise Refused("Say why it can be opened again.")
    asked = Sealing.objects.filter(pk=sealing.pk, unsealed_at=None, unseal_asked_at=None).update(
        unseal_asked_by=by.account_id, unseal_asked_at=timezone.now(), unseal_because=reason.strip()
    )
    if not asked:
        raise Refused("Somebody asked for this already.")
    _journal(by, sealing, "asked to unseal", reason.strip())


def withdraw_unsealing(*, by: Viewer, sealing: Sealing) -> None:
    """Leave a file sealed though somebody asked. Raises Refused when nobody did."""
    _keeper(by)
    waiting = Sealing.objects.filter(pk=sealing.pk, unsealed_at=None, unseal_asked_at__isnull=False)
    if not waiting.update(unseal_asked_by=None, unseal_asked_at=None, unseal_because=""):
        raise Refused("Nobody asks for this any more.")
    _journal(by, sealing, "left it sealed", "")


def unseal(*, by: Viewer, sealing: Sealing) -> list[int]:
    """Unseal, as the second of two people, the file and all that was sealed with it. Gives the ids of the files.

    Raises Refused for whoever asked, and when nobody did. Who saw it by standing, team or post before sees it again.
    """
    _keeper(by)
    first = Sealing.objects.select_for_update().get(pk=sealing.pk)
    if first.unsealed_at is not None or first.unseal_asked_by_id is None:
        raise Refused("Nobody asks for this any more.")
    if first.unseal_asked_by_id == by.account_id:
        raise Refused("You asked for this, so the other keeper must confirm it.")
    every = [first, *Sealing.objects.filter(along_with=first, unsealed_at=None)]
    files = [one.case_file_id for one in every]
    record_change(
        by=by, verb="unsealed file", object_type="file", object_ref=first.case_file.reference, files=files,
        fields=["sealed", "sensitivity"], reason=first.unseal_because,
    )  # fmt: skip
    for one in every:
        _open_again(by, one, first)
    # Last, for with it ends the keepers' own sight where they have no other.
    Grant.objects.filter(case_file__in=files, why=KEEPS, until=None).update(until=timezone.now())
    return files


def _open_again(by: Viewer, one: Sealing, first: Sealing) -> None:
    Sealing.objects.filter(pk=one.pk).update(
        unseal_asked_by=first.unseal_asked_by_id, unseal_asked_at=first.unseal_asked_at, unsealed_by=by.account_id,
        unsealed_at=timezone.now(),
    )  # fmt: skip
    Grant.objects.filter(pk__in=one.ended_grants).update(until=None)
    file = one.case_file
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_casefile SET sealed = false, sensitivity = %s, scope = access_scope_of(id, %s, %s) WHERE id = %s",
            [one.sensitivity, file.team_id, one.sensitivity, file.pk],
        )


def _keeper(by: Viewer) -> None:
    if not by.may("file_seal"):
        raise Refused("Only those who may seal a file can do this.")


def _journal(by: Viewer, sealing: Sealing, verb: str, reason: str) -> None:
    record_change(
        by=by, verb=verb, object_type="file", object_ref=sealing.case_file.reference, file=sealing.case_file_id,
        reason=reason,
    )  # fmt: skip
