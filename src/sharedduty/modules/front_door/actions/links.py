"""E-mailed links for people without an account, and the passing principal of somebody who tells us without one.

A link works once, for half an hour. The mail's address shows a button; pressing it, in a browser that opened the
address, consumes the link. Of address and token only digests are kept (design section 4).
"""

import secrets
from dataclasses import replace

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from sharedduty.foundations.access.api import Viewer, link_viewer, links, take_turns
from sharedduty.foundations.access.models import Link
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.journal.api import record_change

RAISE, TELL = "raise a concern", "tell us"
BY_SHORT_FORM = "Sender by the short form"
MAIL = """Somebody, we think you, asked for a link to Shared Duty with this address.

Open it in the browser you want to use, within 30 minutes:

{address}

It works once. If it has run out, ask for another at {again}
If you did not ask for it, do nothing.

If a child is in immediate danger, call 999. Do not answer this mail: nobody reads the answers.
"""


@transaction.atomic
def ask_for_link(*, by: Viewer, email: str, area: Area) -> None:
    """Send a link to an e-mail address, whoever it belongs to.

    An address that had its share this hour gets none, and nobody is told so. The mail names no child and no file.
    """
    take_turns(f"front_door:link:{links.address_digest(email).hex()}")
    if links.had_enough(email, RAISE):
        return
    token = links.make(by=by, email=email, purpose=RAISE, area_id=area.pk)
    again = settings.BASE_URL + reverse("raise_by_link")
    address = settings.BASE_URL + reverse("raise_link", args=[token])
    text = MAIL.format(address=address, again=again)
    transaction.on_commit(lambda: send_mail("Your link to Shared Duty", text, None, [email.strip()]))


def is_own_address(by: Viewer, email: str) -> bool:
    """Whether an address is the one this viewer's link was sent to: only there do notices find them again."""
    if by.link_id is None:
        return False
    held = Link.objects.filter(pk=by.link_id).values_list("email_digest", flat=True).first()
    return held is not None and constant_time_compare(bytes(held), links.address_digest(email))


def find_link(token: str) -> Link | None:
    """The link with this token if it can still be used, else None."""
    return links.find(token, RAISE)


@transaction.atomic
def consume(*, by: Viewer, token: str, mark: str) -> int | None:
    """Use up a link from the browser that opened it.

    Takes: the token, and the mark that browser kept. Gives: the id of the principal, which for an address that came
    before is its first link, so that it sees what it sent then; None where the link is used, run out or another's.
    """
    link = links.use(by=by, token=token, mark=mark, purpose=RAISE)
    if link is None:
        return None
    earlier = (
        Link.objects.filter(
            email_digest=link.email_digest, purpose=RAISE, area_id=link.area_id, consumed_at__isnull=False,
            principal__isnull=True,
        )
        .exclude(pk=link.pk)
        .order_by("consumed_at", "pk")
        .first()
    )  # fmt: skip
    if earlier is not None:
        Link.objects.filter(pk=link.pk).update(principal=earlier)
    record_change(by=by, verb="came by a link", object_type="link", object_ref=str(earlier.pk if earlier else link.pk))
    return earlier.pk if earlier else link.pk


def passing_principal(*, area: Area) -> Viewer:
    """A principal for one sending by somebody with no account and no address: used up at once, and never again."""
    now = timezone.now()
    link = Link.objects.create(
        email_digest=b"", token_digest=secrets.token_bytes(32), purpose=TELL, area=area, made_at=now, expires_at=now,
        consumed_at=now,
    )  # fmt: skip
    return replace(link_viewer(link.pk), name=BY_SHORT_FORM)
