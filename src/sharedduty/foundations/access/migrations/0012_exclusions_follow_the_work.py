"""Whoever is shut out of a file later is shut out of what was opened out of it too, until that is lifted."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import followingsql, rowsecurity


class Migration(migrations.Migration):
    dependencies = [("access", "0011_teams_share_in_the_scope")]

    operations = [
        migrations.AddField(
            "casefile",
            "came_out_of",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                db_default=[],
                help_text="ids of the files whose work this one goes on with",
                size=None,
            ),
        ),
        migrations.AddField(
            "exclusion",
            "follows",
            models.ForeignKey(
                help_text="the exclusion from another file that this one came with, and ends with",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="access.exclusion",
            ),
        ),
        rowsecurity.run_sql(followingsql.follow()),
    ]
