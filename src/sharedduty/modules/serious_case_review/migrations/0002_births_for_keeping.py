"""How long a file is kept counts from the birth of the children in it: the nightly finder may ask for that day alone."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.retention import retentionsql


class Migration(migrations.Migration):
    dependencies = [("serious_case_review", "0001_serious_case_reviews"), ("retention", "0001_reviews_and_holds")]

    operations = [
        rowsecurity.run_sql(retentionsql.births("serious_case_review_births", ["serious_case_review_casechild"]))
    ]
