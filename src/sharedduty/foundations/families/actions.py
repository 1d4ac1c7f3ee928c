"""Every write of what a family is shown: naming somebody, sharing, taking back, ending; and the links they come by."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, grant, links, open_file, revoke, take_turns
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.families import rules
from sharedduty.foundations.families.declared import FamilyReview
from sharedduty.foundations.families.models import FamilyMember, FamilyShare
from sharedduty.foundations.families.queries import PREFIX, READ, principal_for
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Given, Missing, files_of, text

READ_LINK = "a link to what is shared"  # what is mailed; the principal it stands for has the other purpose
SUBJECT = "Something to read on Shared Duty"
SHARED = """There is something for you to read on Shared Duty.

Go to {address} and type this email address. We will send you a link to it.

This message does not say what it is about, so that nobody else learns of it.
Do not answer this mail: nobody reads the answers.
"""
LINK = """Somebody, we think you, asked to read what is shared with them on Shared Duty.

Open this in the browser you want to use, within 30 minutes:

{address}

It works once. If it has run out, ask for another at {again}
If you did not ask for it, do nothing.
"""


def _refuse(missing: list[Missing]) -> None:
    if missing:
        raise CannotMove(missing)


def _mail(to: str, words: str) -> None:
    transaction.on_commit(lambda: send_mail(SUBJECT, words, None, [to.strip()]))


def _open(by: Viewer, review: FamilyReview, kind: str, letter: str, near: list[CaseFile]) -> CaseFile:
    """A file of this sharing: whoever is shut out of the review is shut out of it, and it is as delicate as the review."""
    sealed = next((one for one in near if one.sealed), None)
    return open_file(
        by=by, kind=kind, area_id=review.area_id, team_id=review.team_id, letter=letter, sealed=sealed is not None,
        sensitivity=sealed.sensitivity if sealed else "ordinary", out_of=[one.pk for one in near],
    )  # fmt: skip


@transaction.atomic
def name_member(*, by: Viewer, review: FamilyReview, given: Given) -> FamilyMember:
    """Name somebody of the family with whom a review shares. Nothing is sent and nothing is shown by this alone.

    Raises PermissionDenied; CannotMove with what is missing, or where somebody of this review has the address.
    """
    by.must("family_share")
    email = text(given, "email")
    there = FamilyMember.objects.filter(record=review.record, email__iexact=email, ended_at__isnull=True).exists()
    _refuse(rules.member_whole(given, there))
    file = _open(by, review, "family_member", PREFIX, files_of(by, review.record))
    area = Area.objects.get(pk=review.area_id)
    principal = principal_for(email) or links.principal_of(by=by, area=area, purpose=READ, email=email)
    made = FamilyMember.objects.create(
        case_file=file, reference=file.reference, record=review.record, area=area, team_id=review.team_id,
        name=text(given, "name"), relation=text(given, "relation"), email=email.lower(), principal=principal,
        added_at=timezone.now(), added_by_id=by.holding,
    )  # fmt: skip
    record_change(
        by=by, verb="named a family member", object_type="family member", object_ref=made.reference, file=file.pk
    )
    return made


def others(review: FamilyReview, member: FamilyMember) -> list[str]:
    """The names of a review's record that are not this family member's own."""
    return [one for one in review.names if one.casefold() != member.name.casefold()]


@transaction.atomic
def share(*, by: Viewer, review: FamilyReview, member: FamilyMember, given: Given) -> FamilyShare:
    """Share words with one family member, in a file that their link alone is granted; they are told to come and read.

    Raises PermissionDenied; CannotMove with what is missing, for a name of somebody else, or after sharing ended.
    """
    by.must("family_share")
    locked = FamilyMember.objects.select_for_update().get(pk=member.pk)
    _refuse([*rules.still_open(locked), *rules.share_whole(given, others(review, locked))])
    file = _open(by, review, "family_share", "FS", [*files_of(by, review.record), locked.case_file])
    made = FamilyShare.objects.create(
        case_file=file, reference=file.reference, member=locked, kind=text(given, "kind"), about=review.plain,
        title=text(given, "title"), text=text(given, "text"), let_stand=bool(given.get("let_stand")),
        shared_at=timezone.now(), shared_by_id=by.holding,
    )  # fmt: skip
    grant(by=by, file=file, level="read", why="shared with the family", link_id=locked.principal_id)
    record_change(
        by=by, verb="shared with the family", object_type="family share", object_ref=made.reference, file=file.pk,
        fields=("title", "text"),
    )  # fmt: skip
    _mail(locked.email, SHARED.format(address=settings.BASE_URL + reverse("families:begin")))
    return made


@transaction.atomic
def take_back(*, by: Viewer, share: FamilyShare, given: Given) -> None:
    """Take back something that was shared, with the reason: from this moment its reader sees nothing of it."""
    by.must("family_share")
    locked = FamilyShare.objects.select_for_update().get(pk=share.pk)
    missing = rules.reason_given(given, "Say why it is taken back.")
    if locked.withdrawn_at:
        missing = [Missing("It was taken back already.")]
    _refuse(missing)
    _close(by, locked, text(given, "reason"))


def _close(by: Viewer, share: FamilyShare, because: str) -> None:
    share.withdrawn_at, share.withdrawn_because = timezone.now(), because
    share.save(update_fields=["withdrawn_at", "withdrawn_because"])
    revoke(by=by, file=share.case_file, why=because, link_id=share.member.principal_id)
    record_change(
        by=by, verb="took back what was shared", object_type="family share", object_ref=share.reference,
        file=share.case_file_id, fields=("withdrawn_at",), reason=because,
    )  # fmt: skip


@transaction.atomic
def end(*, by: Viewer, member: FamilyMember, given: Given) -> None:
    """End sharing with somebody, with the reason: all that was shared is taken back, and their links open nothing."""
    by.must("family_share")
    locked = FamilyMember.objects.select_for_update().get(pk=member.pk)
    _refuse([*rules.still_open(locked), *rules.reason_given(given, "Say why sharing ends.")])
    because = text(given, "reason")
    for one in locked.shares.filter(withdrawn_at__isnull=True).select_related("case_file", "member"):
        _close(by, one, because)
    locked.ended_at, locked.ended_because = timezone.now(), because
    locked.save(update_fields=["ended_at", "ended_because"])
    record_change(
        by=by, verb="ended sharing with the family", object_type="family member", object_ref=locked.reference,
        file=locked.case_file_id, fields=("ended_at",), reason=because,
    )  # fmt: skip
    member.refresh_from_db()


@transaction.atomic
def ask_for_link(*, by: Viewer, email: str) -> None:
    """Send a link to an address with which something was ever shared; to any other nothing goes, and nobody is told so."""
    digest = links.address_digest(email)
    take_turns(f"families:link:{digest.hex()}")
    principal = principal_for(email)
    if principal is None or links.had_enough(email, READ_LINK):
        return
    token = links.make(by=by, email=email, purpose=READ_LINK, area_id=principal.area_id, principal=principal)
    address = settings.BASE_URL + reverse("families:link", args=[token])
    _mail(email, LINK.format(address=address, again=settings.BASE_URL + reverse("families:begin")))


@transaction.atomic
def use_link(*, by: Viewer, token: str, mark: str) -> int | None:
    """Use up a link from the browser that opened it. Gives the principal it stands for, None where it cannot be used."""
    link = links.use(by=by, token=token, mark=mark, purpose=READ_LINK)
    return link.principal_id if link else None
