"""An agency's own count is for whoever leads on safeguarding there: a colleague learns nothing from a number."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.modules.escalation.queries.figuring import OWN


class Migration(migrations.Migration):
    dependencies = [("escalation", "0001_escalations")]

    operations = [
        rowsecurity.run_sql(
            "SET LOCAL ROLE {sight};" + OWN.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") + "RESET ROLE;"
        )
    ]
