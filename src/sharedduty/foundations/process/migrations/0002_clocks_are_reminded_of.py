"""The system viewer that reminds sees a clock's record, due time and owner, and notes that it warned. Nothing else."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

RIGHTS = """
GRANT SELECT (id, case_file_id, record, due_at, owed_by_appointment_id, met_at, stopped_at, warned_at) ON process_clock
    TO {reminder};
GRANT UPDATE (warned_at) ON process_clock TO {reminder};
CREATE POLICY process_clock_reminded ON process_clock FOR ALL TO {reminder} USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = [("process", "0001_moves_and_clocks"), ("notices", "0002_delivery")]
    operations = [rowsecurity.run_sql(RIGHTS)]
