"""Migrations have names, come one after another, and are all there (design section 9)."""

import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.house import survey


def _own_labels() -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name.startswith("sharedduty.")}


def test_every_migration_has_a_name_that_says_what_it_does() -> None:
    nameless = [
        source.name
        for source in survey.sources()
        if source.is_migration
        and source.path.stem != "__init__"
        and (
            not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]*", source.path.stem)
            or re.search(r"_auto_|_initial$|_merge", source.path.stem)
        )
    ]
    assert not nameless, survey.told(nameless, "name it: 0002_feedback_channel.py, never auto, initial or merge")


def test_migrations_of_a_room_come_one_after_another() -> None:
    graph = MigrationLoader(None).graph
    forks = [f"{label}: {names}" for label in _own_labels() if len(names := graph.leaf_nodes(label)) > 1]
    assert not forks, survey.told(forks, "one line of migrations a room")
    for label in _own_labels():
        numbers = sorted(name for app, name in graph.nodes if app == label)
        assert [int(name[:4]) for name in numbers] == list(range(1, len(numbers) + 1)), label


@pytest.mark.django_db
def test_no_model_has_moved_on_without_its_migration() -> None:
    out = StringIO()
    try:
        call_command("makemigrations", "--check", "--dry-run", *sorted(_own_labels()), stdout=out, stderr=out)
    except SystemExit:
        pytest.fail(out.getvalue())


def test_migrations_make_no_roles_and_no_people() -> None:
    seeding = [
        source.name
        for source in survey.sources()
        if source.is_migration and re.search(r"\.objects\.|create_user|Appointment\(", source.text)
    ]
    assert not seeding, survey.told(seeding, "who holds which post is data, entered by people, never by a migration")


@pytest.mark.django_db
def test_every_table_of_the_house_is_in_the_database() -> None:
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    missing = [
        model._meta.label
        for label in _own_labels()
        for model in apps.get_app_config(label).get_models()
        if model._meta.db_table not in there
    ]
    assert not missing
