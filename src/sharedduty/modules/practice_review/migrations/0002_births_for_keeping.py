"""How long a file is kept counts from the birth of the children in it: the nightly finder may ask for that day alone."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.retention import retentionsql


class Migration(migrations.Migration):
    dependencies = [("practice_review", "0001_practice_reviews"), ("retention", "0001_reviews_and_holds")]

    operations = [rowsecurity.run_sql(retentionsql.births("practice_review_births", ["practice_review_reviewedchild"]))]
