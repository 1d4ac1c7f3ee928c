"""A file that is open already may go on with another's work: a meeting that is called, and then held for two records."""

from django.db import migrations

from sharedduty.foundations.access import followingsql, rowsecurity


class Migration(migrations.Migration):
    dependencies = [("access", "0013_grants_are_read_from_their_index")]

    operations = [rowsecurity.run_sql(followingsql.come_out_of_more())]
