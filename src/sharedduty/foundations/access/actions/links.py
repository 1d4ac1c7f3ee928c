"""E-mailed links: a token that works once, for half an hour, in the browser that opened it. Only digests are kept (design 4).

A room says what its links are for (`purpose`) and writes the mail; whoever comes by one is a principal that sees what was
granted to it and nothing else.
"""

import datetime
import hashlib
import secrets

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from sharedduty.foundations.access.models import Link
from sharedduty.foundations.access.tries import too_often
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.journal.api import record_change

LIFE = datetime.timedelta(minutes=30)
PER_ADDRESS, PER_NETWORK = 5, 30  # in an hour


def digest(text: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(text.encode()).digest()


def address_digest(email: str) -> bytes:
    """What is kept of an e-mail address: the same for every way of writing it."""
    return salted_hmac("front_door.link", email.strip().lower(), algorithm="sha256").digest()


def too_many(network: str, what: str) -> bool:
    """Count one more from a network address; whether that is more than an hour allows."""
    return too_often(f"front_door:{what}:{digest(network).hex()[:32]}", PER_NETWORK)


def had_enough(email: str, purpose: str) -> bool:
    """Whether an address had its share of links of a purpose this hour."""
    since = timezone.now() - datetime.timedelta(hours=1)
    recent = Link.objects.filter(email_digest=address_digest(email), purpose=purpose, made_at__gt=since)
    return recent.count() >= PER_ADDRESS


def make(*, by: Viewer, email: str, purpose: str, area_id: int, principal: Link | None = None) -> str:
    """A link that can be used once; `principal`, whom its use stands for. Gives the token that its mail carries."""
    token, now = secrets.token_urlsafe(32), timezone.now()
    link = Link.objects.create(
        email_digest=address_digest(email), token_digest=digest(token), purpose=purpose, area_id=area_id, made_at=now,
        expires_at=now + LIFE, principal=principal,
    )  # fmt: skip
    record_change(by=by, verb="sent a link", object_type="link", object_ref=str(link.pk))
    return token


def principal_of(*, by: Viewer, area: Area, purpose: str, email: str) -> Link:
    """A principal that no token ever opens: things are granted to it, and links that are mailed later stand for it."""
    now = timezone.now()
    made = Link.objects.create(
        email_digest=address_digest(email), token_digest=secrets.token_bytes(32), purpose=purpose, area=area, made_at=now,
        expires_at=now, consumed_at=now,
    )  # fmt: skip
    record_change(by=by, verb="made a principal for links", object_type="link", object_ref=str(made.pk))
    return made


def find(token: str, purpose: str) -> Link | None:
    """The link with this token if it can still be used, else None."""
    return Link.objects.filter(
        token_digest=digest(token), purpose=purpose, consumed_at__isnull=True, expires_at__gt=timezone.now()
    ).first()


def browser_mark(token: str) -> str:
    """What a browser that opened a link keeps of it, to show when the button is pressed."""
    return salted_hmac("front_door.browser", token, algorithm="sha256").hexdigest()


def use(*, by: Viewer, token: str, mark: str, purpose: str) -> Link | None:
    """Use up a link from the browser that opened it; None where it is used, run out or another browser's."""
    if not constant_time_compare(mark, browser_mark(token)):
        return None
    link = find(token, purpose)
    used = link and Link.objects.filter(pk=link.pk, consumed_at__isnull=True).update(
        consumed_at=timezone.now(), browser_digest=digest(secrets.token_hex(16) + mark)
    )
    if link is None or not used:
        return None
    record_change(by=by, verb="used a link", object_type="link", object_ref=str(link.pk))
    return link
