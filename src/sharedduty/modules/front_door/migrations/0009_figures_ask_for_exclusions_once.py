"""The figures ask once what the viewer is shut out of, not once for every contact of the year."""

import importlib

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

EARLIER = importlib.import_module("sharedduty.modules.front_door.migrations.0007_figures_for_the_excluded")
FOR_EACH, ONCE = "<> ALL (my_exclusions())", "<> ALL ((SELECT my_exclusions())::bigint[])"


def again() -> str:
    """SQL that makes the figures anew, as their owner `sight`, with the exclusions asked for once a query."""
    return EARLIER.again().replace(FOR_EACH, ONCE)


class Migration(migrations.Migration):
    dependencies = [("front_door", "0008_seen_heard_and_told")]

    operations = [rowsecurity.run_sql(again())]
