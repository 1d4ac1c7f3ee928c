"""An agency that writes none is no longer waited for, with why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("chronology", "0001_chronologies")]

    operations = [
        migrations.AddField(
            "agencypart",
            "stopped_because",
            models.TextField(blank=True, default="", help_text="why it is no longer waited for"),
            preserve_default=False,
        )
    ]
