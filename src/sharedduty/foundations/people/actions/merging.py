"""Two records that are one person, and one record that was two after all: proposed by one, confirmed by another.

A merge moves nothing: the absorbed record keeps its file and its rows and points to the one kept. So an unmerge is whole.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.models import MergeProposal, NotSame, Person
from sharedduty.foundations.people.search import refresh


def propose_merge(*, by: Viewer, keep: Person, absorb: Person, grounds: str) -> MergeProposal:
    """Propose that two records are one person. Nothing changes until another person confirms it.

    Raises: PermissionDenied; ValidationError where it cannot be: the same record, one already merged, an identity kept
    apart, or a proposal already waiting. Journalled in both files.
    """
    rules.require(by, "person_merge")
    _need(grounds, "grounds", "Say on what grounds these are one person.")
    if keep.pk == absorb.pk:
        raise ValidationError("Choose two different records.")
    if keep.identity_restricted or absorb.identity_restricted:
        # The same words for any restricted record, whichever the other is: they must not tell which belong together.
        raise ValidationError("This record cannot be put together with another.")
    if keep.merged_into_id or absorb.merged_into_id:
        raise ValidationError("One of these has already been put together with another. Take them apart first.")
    if Person.objects.using(by.database).filter(merged_into=absorb).exists():
        raise ValidationError("Another record was put together with this one. Take them apart first.")
    if NotSame.objects.using(by.database).filter(person__in=(keep, absorb), other__in=(keep, absorb), ended_on=None):
        raise ValidationError("Somebody looked at both and said that these are two people. Take that back first.")
    return _propose(by, keep, absorb, grounds, undo=False)


def propose_unmerge(*, by: Viewer, absorbed: Person, grounds: str) -> MergeProposal:
    """Propose to take a merged record out again. Raises as `propose_merge`. Journalled in both files."""
    rules.require(by, "person_merge")
    _need(grounds, "grounds", "Say why these are two people after all.")
    if absorbed.merged_into is None:
        raise ValidationError("This record is not put together with another.")
    return _propose(by, absorbed.merged_into, absorbed, grounds, undo=True)


def _propose(by: Viewer, keep: Person, absorb: Person, grounds: str, *, undo: bool) -> MergeProposal:
    if by.appointment_id is None:
        raise PermissionDenied("A merge is proposed by somebody in a post.")
    with transaction.atomic(using=by.database):
        _hold(by, keep.pk, absorb.pk)
        waiting = MergeProposal.objects.using(by.database).filter(
            absorb__in=(keep, absorb), confirmed_at=None, refused_because=""
        )
        if waiting.exists():
            raise ValidationError("A proposal about this record is already waiting for a second person.")
        proposal = MergeProposal.objects.using(by.database).create(
            case_file_id=keep.case_file_id, keep=keep, absorb=absorb, undo=undo, grounds=grounds.strip(),
            proposed_by_id=by.appointment_id, proposed_at=timezone.now(),
        )  # fmt: skip
        _journal(by, "proposed unmerge" if undo else "proposed merge", proposal, grounds)
    return proposal


def confirm_merge(*, by: Viewer, proposal: MergeProposal) -> Person:
    """Confirm another person's proposal and carry it out. Gives the kept record.

    Raises: PermissionDenied for the proposer, in whichever post; ValidationError where it is settled already or the
    records changed since. Journalled in both files.
    """
    rules.require(by, "person_merge")
    if _proposer(proposal, by) == by.account_id:
        raise PermissionDenied("Somebody other than the proposer confirms.")
    with transaction.atomic(using=by.database):
        held = MergeProposal.objects.using(by.database).select_for_update(of=("self",)).get(pk=proposal.pk)
        _still_open(held)
        keep, absorb = _hold(by, held.keep_id, held.absorb_id)
        expected = keep.pk if held.undo else None
        chained = not held.undo and Person.objects.using(by.database).filter(merged_into=absorb).exists()
        if absorb.merged_into_id != expected or keep.merged_into_id or absorb.identity_restricted or chained:
            raise ValidationError("These records have changed since it was proposed. Refuse it and propose afresh.")
        absorb.merged_into = None if held.undo else keep
        absorb.version += 1
        absorb.save(using=by.database, update_fields=["merged_into", "version"])
        held.confirmed_by_id, held.confirmed_at = by.appointment_id, timezone.now()
        held.save(using=by.database, update_fields=["confirmed_by", "confirmed_at"])
        refresh(absorb, by=by)
        _journal(by, "confirmed unmerge" if held.undo else "confirmed merge", held, "")
    return keep


def refuse_merge(*, by: Viewer, proposal: MergeProposal, because: str) -> None:
    """Refuse a proposal, or withdraw one's own, with the reason. Raises: PermissionDenied; ValidationError. Journalled."""
    rules.require(by, "person_merge")
    _need(because, "because", "Say why not.")
    with transaction.atomic(using=by.database):
        held = MergeProposal.objects.using(by.database).select_for_update(of=("self",)).get(pk=proposal.pk)
        _still_open(held)
        held.refused_because = because.strip()
        held.save(using=by.database, update_fields=["refused_because"])
        _journal(by, "refused unmerge" if held.undo else "refused merge", held, because)


def _hold(by: Viewer, *keys: int) -> list[Person]:
    """The records as they are now, in the order asked for, kept from others until this is done.

    Locked in the order of their row numbers, so that two who hold the same pair never wait for each other.
    """
    held = (
        Person.objects.using(by.database).select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").in_bulk()
    )
    return [held[key] for key in keys]


def _proposer(proposal: MergeProposal, by: Viewer) -> int:
    return Appointment.objects.using(by.database).get(pk=proposal.proposed_by_id).account_id


def _still_open(proposal: MergeProposal) -> None:
    if proposal.confirmed_at or proposal.refused_because:
        raise ValidationError("This proposal has already been settled.")


def _need(text: str, field: str, said: str) -> None:
    if not text.strip():
        raise ValidationError({field: said})


def _journal(by: Viewer, verb: str, proposal: MergeProposal, reason: str) -> None:
    record_change(
        by=by, verb=verb, object_type="person", object_ref=proposal.keep.reference,
        files=[proposal.keep.case_file_id, proposal.absorb.case_file_id], fields=["merged_into"], reason=reason,
    )  # fmt: skip
