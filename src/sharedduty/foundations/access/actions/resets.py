"""A lost second factor: asked for by one administrator, confirmed by another (issue A point 2)."""

from allauth.mfa.models import Authenticator
from django.utils import timezone

from sharedduty.foundations.access import letters
from sharedduty.foundations.access.actions.own import end_sessions
from sharedduty.foundations.access.actions.people import Refused
from sharedduty.foundations.access.models import Account, SecondFactorReset
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.journal.api import record_change


def ask_reset(*, by: Viewer, account: Account, reason: str) -> SecondFactorReset:
    """Ask that a person's second factors are removed. Raises Refused for oneself, without a reason, or when one waits."""
    if not by.may("accounts_manage"):
        raise Refused("Only an administrator can do this.")
    if account.pk == by.account_id:
        raise Refused("You cannot ask this for yourself. Ask another administrator.")
    if not reason.strip():
        raise Refused("Say how you know it is them, and what they lost.")
    Account.objects.select_for_update().get(pk=account.pk)  # another administrator may ask at the same moment
    if SecondFactorReset.objects.filter(account=account, confirmed_at__isnull=True).exists():
        raise Refused("A reset already waits for a second person.")
    asked = SecondFactorReset.objects.create(
        account=account, reason=reason, asked_by_id=by.account_id or 0, asked_at=timezone.now()
    )
    record_change(
        by=by, verb="asked for second factor reset", object_type="account", object_ref=account.reference, reason=reason
    )
    return asked


def confirm_reset(*, by: Viewer, account: Account) -> None:
    """Confirm, as a second person, and remove every second factor; sessions end and the owner is told.

    Raises Refused for whoever asked, for whoever it is about, and when nothing waits.
    """
    if not by.may("accounts_manage"):
        raise Refused("Only an administrator can do this.")
    waiting = SecondFactorReset.objects.select_for_update().filter(account=account, confirmed_at__isnull=True).first()
    if waiting is None:
        raise Refused("No reset waits for this person.")
    if by.account_id in (waiting.asked_by_id, account.pk):
        raise Refused("A second person must confirm this: not whoever asked, and not whoever it is about.")
    waiting.confirmed_by_id, waiting.confirmed_at = by.account_id, timezone.now()
    waiting.save(update_fields=["confirmed_by", "confirmed_at"])
    Authenticator.objects.filter(user=account).delete()
    end_sessions(by=by, account_id=account.pk)
    record_change(
        by=by, verb="confirmed second factor reset", object_type="account", object_ref=account.reference,
        fields=["second factor"],
    )  # fmt: skip
    letters.tell_of_change(email=account.email, what="second factor reset")


def withdraw_reset(*, by: Viewer, account: Account) -> None:
    """Take a waiting reset back. Raises Refused when nothing waits or the viewer may not."""
    if not by.may("accounts_manage"):
        raise Refused("Only an administrator can do this.")
    gone, _ = SecondFactorReset.objects.filter(account=account, confirmed_at__isnull=True).delete()
    if not gone:
        raise Refused("No reset waits for this person.")
    record_change(by=by, verb="withdrew second factor reset", object_type="account", object_ref=account.reference)
