"""Whoever is shut out of a contact gets figures without it: a count that moves would tell them that it is there (goal C5)."""

import importlib

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

FIRST = importlib.import_module("sharedduty.modules.front_door.migrations.0003_figures").FIGURES
FILE, CLOCK = "ON f.id = c.case_file_id AND NOT f.sealed", "ON f.id = k.case_file_id AND NOT f.sealed"


def again() -> str:
    """SQL that makes the figures anew, as their owner `sight`, leaving out the files the viewer is shut out of."""
    made = FIRST.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    for joined in (FILE, CLOCK):
        if made.count(joined) != 1:
            raise ValueError(f"the figures do not join a file by: {joined}")
        made = made.replace(joined, f"{joined} AND f.id <> ALL (my_exclusions())")
    return f"SET LOCAL ROLE {{sight}};{made}RESET ROLE;"


class Migration(migrations.Migration):
    dependencies = [("front_door", "0006_the_whole_contact_in_an_emergency")]

    operations = [rowsecurity.run_sql(again())]
