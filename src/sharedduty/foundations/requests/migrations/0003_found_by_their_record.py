"""The functions of sight may tell which file each request lies in, and for which record: nothing else of it."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

FOUND = """
GRANT SELECT (case_file_id, for_record) ON requests_informationrequest TO {sight};
CREATE POLICY requests_informationrequest_sight ON requests_informationrequest FOR SELECT TO {sight} USING (true);
"""


class Migration(migrations.Migration):
    dependencies = [("requests", "0002_chasing")]
    operations = [rowsecurity.run_sql(FOUND)]
