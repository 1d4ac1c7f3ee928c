"""How long a file is kept counts from the birth of the children in it: the nightly finder may ask for that day alone."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.retention import retentionsql


class Migration(migrations.Migration):
    dependencies = [("early_help", "0002_advice_circumstances_and_steps"), ("retention", "0001_reviews_and_holds")]

    operations = [rowsecurity.run_sql(retentionsql.births("early_help_births", ["early_help_plan"]))]
