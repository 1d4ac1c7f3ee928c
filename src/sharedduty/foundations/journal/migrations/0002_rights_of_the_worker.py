"""What the role `worker` may do: read and move the queue, and add to the journal. Nothing else of the house."""

from django.db import migrations

from sharedduty.foundations.journal.dbroles import SqlInRoles

RIGHTS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs, procrastinate_periodic_defers, procrastinate_events,
    procrastinate_workers TO {worker};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {worker};
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_journal"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [SqlInRoles(RIGHTS)]
