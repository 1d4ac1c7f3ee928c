"""The privacy officer's review of checks stays quick when a year of them is on record."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.people import sightsql


class Migration(migrations.Migration):
    dependencies = [("people", "0006_histories_and_telling_apart")]

    operations = [rowsecurity.run_sql(sightsql.make_review_again())]
