"""Actions of meetings that are open are found by whose they are, without reading those that were closed long ago."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0002_meetings_to_come")]

    operations = [
        migrations.AddIndex(
            "action", models.Index(fields=["owner", "due_on"], name="action_open", condition=Q(outcome=""))
        ),
    ]
