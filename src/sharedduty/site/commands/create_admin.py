"""Make one of the first two administrators, and print a one-time address to set the password."""

import argparse
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from sharedduty.foundations.access.api import Refused, make_first_administrator, password_link
from sharedduty.site.refusals import Refusal

NEEDS_DJANGO = True


@dataclass(frozen=True)
class AtTheTerminal:
    """Whoever sits at the server's own terminal: how the journal names them."""

    actor_key: str = "terminal"
    post_title: str = "At the server's terminal"
    database: str = "default"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take who they are and which area they administer."""
    parser.add_argument("--email", required=True, help="their work address, which they sign in with")
    parser.add_argument("--name", required=True, help="their name as others see it")
    parser.add_argument("--area", default="Our area", help="the area's name, for example Gloucestershire")
    parser.add_argument("--area-key", help="the area's short name in addresses; made from its name if left out")


def run(args: argparse.Namespace) -> int:
    """Make them and print the address. Raises `Refusal` when somebody administers already or the address is wrong."""
    if not args.name.strip():
        raise Refusal("--name must say who they are", code=2)
    try:
        validate_email(args.email)
        with transaction.atomic():
            account = make_first_administrator(
                by=AtTheTerminal(), name=args.name.strip(), email=args.email, area_name=args.area,
                area_key=args.area_key or slugify(args.area),
            )  # fmt: skip
    except ValidationError as error:
        raise Refusal(f"{args.email} is not an email address", code=2) from error
    except Refused as refusal:
        raise Refusal(str(refusal)) from refusal
    print(f"{account.name} is an administrator. Within 24 hours open, once:\n{password_link(account)}")
    print("Two are needed, since nobody approves what they asked for themselves. If this is the first, make another.")
    return 0
