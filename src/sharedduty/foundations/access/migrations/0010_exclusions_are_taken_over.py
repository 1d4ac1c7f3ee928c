"""A file that is opened out of another takes over who is shut out of that one."""

from django.db import migrations

from sharedduty.foundations.access import emergencysql, rowsecurity

SIGNATURE = "access_open_out_of(text, bigint, bigint, text, text, text, boolean, bigint[])"


class Migration(migrations.Migration):
    dependencies = [("access", "0009_the_viewer_is_read_once")]

    operations = [rowsecurity.run_sql(rowsecurity.definer(SIGNATURE, emergencysql.OPEN_OUT_OF))]
