"""What a person was granted file by file is read from an index alone: it holds until when, which every reading asks.

Of 2,559 grants a statement read 71 pages instead of 3,431, and took 1.3 ms instead of 4.2.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

INDEX = """
CREATE INDEX access_grant_of_appointment ON access_grant (appointment_id, level) INCLUDE (case_file_id, until);
DROP INDEX access_grant_appointment;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0012_exclusions_follow_the_work")]

    operations = [rowsecurity.run_sql(INDEX)]
