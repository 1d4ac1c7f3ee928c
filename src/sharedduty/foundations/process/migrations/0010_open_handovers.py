"""Hand-overs that are open are found by whose they are, without reading those that were closed long ago."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("process", "0009_clocks_keep_a_closed_pack")]

    operations = [
        migrations.AddIndex(
            "handover",
            models.Index(fields=["owner_team", "left_at"], name="handover_open", condition=Q(closed_at__isnull=True)),
        ),
    ]
