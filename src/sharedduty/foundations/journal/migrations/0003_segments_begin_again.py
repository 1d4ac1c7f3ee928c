"""A seal knows from which row its segment counts, so that sealing goes on after a restore."""

from django.db import migrations

from sharedduty.foundations.journal.dbroles import SqlInRoles

SQL = """
ALTER TABLE journal_seal ADD COLUMN floor bigint NOT NULL DEFAULT 0;
CREATE INDEX journal_link_segment ON journal_link (segment, position);
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_rights_of_the_worker")]
    operations = [SqlInRoles(SQL)]
