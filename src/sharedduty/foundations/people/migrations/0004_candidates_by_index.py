"""The child check's look-up goes by its indexes one pair of names at a time, whatever the planner makes of the numbers."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.people import sightsql


class Migration(migrations.Migration):
    dependencies = [("people", "0003_importer_reads_directory")]

    operations = [rowsecurity.run_sql(sightsql.make_candidates_again())]
