"""The functions of sight may write the exclusion of whoever declares a conflict; an ended appointment has ended."""

from django.db import migrations

from sharedduty.foundations.access import emergencysql, rowsecurity


class Migration(migrations.Migration):
    dependencies = [("access", "0003_system_viewers_hold_no_post")]
    operations = [
        rowsecurity.run_sql(
            "GRANT INSERT ON access_exclusion TO {sight};" + f"SET LOCAL ROLE {{sight}};{emergencysql.HELD}RESET ROLE;"
        ),
    ]
