"""The system viewer that reminds may compute an open clock again when the calendar changes: its rule, times and layers."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

RIGHTS = """
GRANT SELECT (key, started_at, calendar_version) ON process_clock TO {reminder};
GRANT UPDATE (key, pack, started_at, due_at, force, citation, status, layers, calendar_version) ON process_clock
    TO {reminder};
"""


class Migration(migrations.Migration):
    dependencies = [("process", "0005_endings_for_keeping")]
    operations = [rowsecurity.run_sql(RIGHTS)]
