"""Records of children not born yet are found by the day they are expected, without reading all the others."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("child_protection", "0011_the_day_agreed_at_home")]

    operations = [
        migrations.AddIndex(
            "protectionrecord",
            models.Index(fields=["expected_on"], name="protection_unborn", condition=Q(expected_on__isnull=False)),
        ),
    ]
