"""A clock keeps the earlier end that somebody set because the child needs it, and why; the calendar leaves it alone."""

from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    dependencies = [("process", "0006_clocks_follow_the_calendar")]

    operations = [
        migrations.AddField(
            model_name="clock",
            name="sooner_at",
            field=models.DateTimeField(
                help_text="an earlier end that somebody set because the child needs it", null=True
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="sooner_because",
            field=models.TextField(blank=True, db_default=""),
        ),
        rowsecurity.run_sql("GRANT SELECT (sooner_at) ON process_clock TO {reminder};"),
    ]
