"""A part may be another room's, whose meeting is held in one with this; its people come to it as something, and it has its quorum."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0003_open_actions")]

    operations = [
        migrations.AddField(
            "part", "room",
            models.CharField(blank=True, default="", help_text="another room, whose meeting this one is as well", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            "part", "kind",
            models.CharField(blank=True, default="", help_text="that room's kind of meeting, by its code", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            "hearing", "capacity",
            models.CharField(blank=True, default="", help_text="in a part of another room: as what", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            "quorumfinding", "part",
            models.ForeignKey(
                help_text="joint part", null=True, on_delete=django.db.models.deletion.PROTECT, related_name="findings",
                to="gatherings.part",
            ),
        ),
        migrations.AddIndex(
            "part", models.Index(condition=~models.Q(room=""), fields=["room"], name="gathering_part_joint"),
        ),
    ]  # fmt: skip
