"""Whoever was taken for the subject of a file by mistake is let in again; that they were shut out stays on record."""

from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    dependencies = [("access", "0005_emergency_opens_the_whole_record")]

    operations = [
        migrations.AddField(
            model_name="exclusion",
            name="lifted_at",
            field=models.DateTimeField(
                help_text="when it turned out that they were not the subject after all", null=True
            ),
        ),
        migrations.AddField(
            model_name="exclusion",
            name="lifted_because",
            field=models.TextField(blank=True, db_default=""),
        ),
        rowsecurity.run_sql(f"SET LOCAL ROLE {{sight}};{rowsecurity.STANDING_EXCLUSIONS}RESET ROLE;"),
    ]
