"""A check's answer reads once what its asker is shut out of."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.people import sightsql


class Migration(migrations.Migration):
    dependencies = [("people", "0007_review_of_many_checks")]

    operations = [rowsecurity.run_sql(sightsql.make_answer_again())]
