"""Who looks, what they hold and what they are shut out of is read once a query, not once for every row beside it."""

from django.db import migrations

from sharedduty.foundations.access import emergencysql, rowsecurity

GRANTED = ("my_grants", "my_work_grants", "my_known")


def again() -> str:
    """SQL that makes anew, as their owner `sight`, the functions that say what a viewer reaches."""
    granted = [body for name, body in rowsecurity.FUNCTIONS if name.split("(")[0] in GRANTED]
    made = "".join(body.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") for body in granted)
    seen = emergencysql.SIGHTINGS.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    return (
        f"SET LOCAL ROLE {{sight}}; {emergencysql.HELD} {made} {rowsecurity.STANDING_EXCLUSIONS}"
        f" {emergencysql.OPENINGS} {seen} RESET ROLE;"
    )


class Migration(migrations.Migration):
    dependencies = [("access", "0008_sealing")]

    operations = [rowsecurity.run_sql(again())]
