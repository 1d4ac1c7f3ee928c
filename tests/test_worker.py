"""The worker reads its queue as its own role, and a job asked for is a job done."""

import os
import subprocess
import sys

import pytest
from django.db import connections

from sharedduty.site import roles
from sharedduty.site.addresses import Addresses


@pytest.mark.django_db(databases=["worker"])
def test_the_worker_reaches_the_queue_and_nothing_else(test_addresses: Addresses) -> None:
    with connections["worker"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            " AND relname NOT LIKE 'procrastinate%%' AND has_table_privilege(oid, 'UPDATE')"
        )
        assert cursor.fetchall() == []


def test_the_worker_does_what_waits_and_ends(django_db_setup: None, test_addresses: Addresses) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", WORKER, test_addresses.database],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with roles.session(test_addresses.logins["owner"]) as owner:
        found = owner.execute(
            "SELECT status::text FROM procrastinate_jobs WHERE task_name = 'a test of work'"
        ).fetchall()
    assert "worked on 7" in done.stdout
    assert found == []  # what succeeded leaves the queue; the journal says what was done


WORKER = """
import argparse, sys, django
from django.conf import settings
for entry in settings.DATABASES.values():
    entry["NAME"] = sys.argv[1]
django.setup()
from sharedduty.foundations.jobs.api import enqueue, job
from sharedduty.site.commands import worker

@job("a test of work")
def work(number):
    print("worked on", number, flush=True)

enqueue("a test of work", number=7)
parser = argparse.ArgumentParser()
worker.add_arguments(parser)
sys.exit(worker.run(parser.parse_args(["--one-shot"])))
"""
