"""What plans tell of local need is counted for those who see figures and no plan; what families are told of is protected."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.modules.early_help.queries.needs import FUNCTION, GRANTS, READS, counting


class Migration(migrations.Migration):
    dependencies = [("early_help", "0006_help_chosen_and_told")]

    operations = [
        rowsecurity.run_sql(
            figuresql.read_by_sight(READS)
            + GRANTS
            + rowsecurity.definer(f"{FUNCTION}(timestamptz, timestamptz)", counting(), others="")
        )
    ]
