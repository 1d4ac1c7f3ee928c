"""Another investigation of the same events may be a child death review held here, and then one meeting serves both."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rapid_review", "0001_rapid_reviews")]

    operations = [
        migrations.AddField(
            "parallelprocess", "record",
            models.CharField(
                blank=True, default="", help_text="the child death review held here, by reference", max_length=14
            ),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "parallelprocess", models.Index(condition=~models.Q(record=""), fields=["record"], name="rapid_review_held_with"),
        ),
    ]  # fmt: skip
