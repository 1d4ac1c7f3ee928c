"""How long a file is kept counts from the birth of the children in it: the nightly finder may ask for that day alone."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.retention import retentionsql


class Migration(migrations.Migration):
    dependencies = [("child_protection", "0006_visits_and_figures"), ("retention", "0001_reviews_and_holds")]

    operations = [
        rowsecurity.run_sql(
            retentionsql.births(
                "child_protection_births", ["child_protection_protectionrecord", "child_protection_returnhome"]
            )
        )
    ]
