"""The teams that share a file stand in its scope, so that what a team reaches does not grow with every child it is asked about."""

import django.contrib.postgres.fields
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity, sharingsql


def _teams(help_text: str) -> models.Field:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.BigIntegerField(), db_default=[], help_text=help_text, size=None
    )


class Migration(migrations.Migration):
    dependencies = [("access", "0010_exclusions_are_taken_over")]

    operations = [
        migrations.AddField("scope", "read_by", _teams("other teams that share such files, in order")),
        migrations.AddField("scope", "worked_by", _teams("those of them that may also write in it")),
        migrations.RemoveConstraint("scope", "one_scope"),
        migrations.AddConstraint(
            "scope",
            models.UniqueConstraint(
                fields=("area", "team", "kind", "sensitivity", "read_by", "worked_by"),
                name="one_scope",
                nulls_distinct=False,
            ),
        ),
        migrations.AddField(
            "grant",
            "in_scope",
            models.BooleanField(
                default=False, db_default=False, help_text="the file's scope says so too; the database settles it"
            ),
        ),
        migrations.AddIndex(
            "grant",
            models.Index(
                condition=models.Q(("in_scope", False), ("team__isnull", False)),
                fields=["team"],
                name="grant_beyond_scope",
            ),
        ),
        rowsecurity.run_sql(sharingsql.share()),
        rowsecurity.run_sql(sharingsql.SETTLE_ALL),
    ]
