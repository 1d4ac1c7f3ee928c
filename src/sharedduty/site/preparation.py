"""What must be done before the product can serve: roles, database, migrations, collected static files."""

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from sharedduty.foundations.access.reach import write_reach
from sharedduty.site import roles
from sharedduty.site.addresses import Addresses


def migrate(plan_only: bool = False) -> None:
    """Bring the database's tables to this version, as the owner; with `plan_only` print what would be done."""
    call_command("migrate", database="owner", interactive=False, verbosity=1 if plan_only else 0, plan=plan_only)
    if not plan_only:
        roles.give_queue_rights(settings.ADDRESSES)
        write_reach()


def collect_static() -> None:
    """Copy the static files to the folder they are served from, under names that change with their content."""
    call_command("collectstatic", interactive=False, verbosity=0, clear=False)


def prepare(addresses: Addresses) -> None:
    """Do everything a start needs; cheap when there is nothing to do. Raises `Refusal` in one line."""
    roles.set_up(addresses)
    migrate()
    collect_static()
    connections.close_all()
