"""What must be done before the product can serve: roles, database, migrations, collected static files."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.state import ProjectState

from sharedduty.foundations.access.reach import write_reach
from sharedduty.site import roles
from sharedduty.site.addresses import Addresses


@contextmanager
def one_model_at_a_time() -> Iterator[None]:
    """Meanwhile, what a migration changes is rendered again alone, and not with every model that is related to it.

    Here all models are related, by way of the case file, and rendering them for each of hundreds of changes was most of a
    first start. The tables come out the same (ADR 0026; tests/deep/test_migrating.py compares them).
    """
    with_all_related = ProjectState.reload_model

    def alone(self: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
        if "apps" in self.__dict__:  # as Django asks: nothing was rendered yet
            self._reload({(app_label, model_name)})  # type: ignore[attr-defined]

    ProjectState.reload_model = alone  # type: ignore[method-assign]
    try:
        yield
    finally:
        ProjectState.reload_model = with_all_related  # type: ignore[method-assign]


def migrate(plan_only: bool = False) -> None:
    """Bring the database's tables to this version, as the owner; with `plan_only` print what would be done."""
    with one_model_at_a_time():
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
