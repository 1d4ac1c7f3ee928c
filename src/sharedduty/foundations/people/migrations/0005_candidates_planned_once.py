"""The child check's look-up is planned once for a session, reads no more than it ranks, and finds swapped names on a near date."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.people import sightsql


class Migration(migrations.Migration):
    dependencies = [("people", "0004_candidates_by_index")]

    operations = [rowsecurity.run_sql(sightsql.make_candidates_again())]
