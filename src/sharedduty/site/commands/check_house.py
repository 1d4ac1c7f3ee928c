"""Say whether this installation is in order: settings, roles, tables, row-level security, secrets, disk."""

import argparse
import shutil
from collections.abc import Callable, Iterator

from django.apps import apps
from django.conf import settings
from django.core.checks import run_checks
from django.db import connections
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from sharedduty.foundations.access.models import Confidential
from sharedduty.site.addresses import SYSTEM_LOGINS

NEEDS_DJANGO = True
LEAST_FREE = 0.10  # of the disk; below it uploads are refused (quality goal R7)
type Faults = Iterator[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(args: argparse.Namespace) -> int:
    """Print one line for each thing looked at, with what is wrong below it. Gives 1 if anything is."""
    wrong = 0
    for title, look in CHECKS.items():
        faults = list(look())
        print(f"{'NOT IN ORDER' if faults else 'in order':12}  {title}")
        for fault in faults:
            print(f"{'':14}{fault}")
        wrong += len(faults)
    return 1 if wrong else 0


def settings_faults() -> Faults:
    """What Django's own checks find; those about TLS only where this installation is reached by https."""
    for message in run_checks(include_deployment_checks=settings.SECURE):
        if message.level >= 30 and not message.is_silenced():
            yield f"{message.id}: {message.msg}"


def migration_faults() -> Faults:
    """Migrations not applied, and models changed without one."""
    executor = MigrationExecutor(connections["owner"])
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield f"not applied: {migration.app_label}.{migration.name} (sharedduty migrate)"
    loader = MigrationLoader(None)
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("sharedduty.")}
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    for label in sorted(ours & changes.keys()):
        yield f"the models of {label} have changed and no migration says so"


def role_faults() -> Faults:
    """Roles that stand above row-level security, that `app` could become, or that own what they must not."""
    names = settings.DATABASE_ROLES
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = ANY(%s)", [list(names.values())]
        )
        found = dict(cursor.fetchall())
        for name in names.values():
            if name not in found:
                yield f"the role {name} is missing (sharedduty setup-database)"
            elif found[name]:
                yield f"the role {name} is a superuser or bypasses row-level security"
        for key in ("owner", "sight", *SYSTEM_LOGINS):
            if found.keys() >= {names["app"], names[key]}:
                cursor.execute("SELECT pg_has_role(%s, %s, 'MEMBER')", [names["app"], names[key]])
                if cursor.fetchone() == (True,):
                    yield f"the serving role can become {names[key]}"
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = %s",
            [names["app"]],
        )
        for (table,) in cursor.fetchall():
            yield f"the serving role owns {table}"


def guard_faults() -> Faults:
    """Confidential tables without forced row-level security or without a policy."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relforcerowsecurity"
            " AND c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)"
        )
        guarded = {name for (name,) in cursor.fetchall()}
    for model in apps.get_models():
        if issubclass(model, Confidential) and model._meta.db_table not in guarded:
            yield f"the table {model._meta.db_table} holds confidential facts and is not guarded"


def secret_faults() -> Faults:
    """Secrets that others on this machine could read."""
    folder = settings.SECRETS
    for path in (folder, *folder.glob("*")):
        if path.exists() and path.stat().st_mode & 0o077:
            yield f"{path} can be read by others: chmod go= {path}"


def disk_faults() -> Faults:
    """Too little space for the files and the database."""
    usage = shutil.disk_usage(settings.VAR)
    if usage.free < LEAST_FREE * usage.total:
        yield f"{usage.free / usage.total:.0%} of the disk of {settings.VAR} is free"


CHECKS: dict[str, Callable[[], Faults]] = {
    "settings": settings_faults,
    "tables as this version wants them": migration_faults,
    "roles in the database": role_faults,
    "row-level security on every confidential table": guard_faults,
    "secrets closed to others": secret_faults,
    "free space": disk_faults,
}
