"""The list of meetings to come reads those alone, however many were held before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0001_meetings")]

    operations = [
        migrations.AddIndex(
            model_name="gathering",
            index=models.Index(
                condition=models.Q(("stage__in", ("called", "under_way", "adjourned"))),
                fields=["scope", "room", "starts_at"],
                name="gathering_to_come",
            ),
        )
    ]
