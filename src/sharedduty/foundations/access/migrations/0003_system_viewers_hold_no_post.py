"""A system viewer's name is never read as a number, in whatever order the database weighs the conditions."""

from django.db import migrations

from sharedduty.foundations.access import emergencysql, rowsecurity

NUMBERED = ("my_grants", "my_work_grants", "my_known", "my_exclusions")


def again() -> str:
    """SQL that makes anew, as their owner `sight`, the functions that read a number from the viewer."""
    bodies = [body for name, body in rowsecurity.FUNCTIONS if name.split("(")[0] in NUMBERED]
    made = "".join(body.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") for body in bodies)
    return f"SET LOCAL ROLE {{sight}}; {emergencysql.HELD} {made} RESET ROLE;"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_endings_and_emergencies")]

    operations = [rowsecurity.run_sql(again())]
