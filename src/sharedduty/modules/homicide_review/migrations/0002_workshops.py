"""A log of the workshop of a learning review: how agencies challenged each other, how the victim was heard."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("homicide_review", "0001_homicide_reviews")]

    operations = [
        migrations.AlterField(
            "logentry", "log",
            models.CharField(
                choices=[
                    ("family", "Family"), ("media", "Media"), ("home_office", "Home Office"), ("workshop", "Workshop"),
                ],
                max_length=20,
            ),
        ),
    ]  # fmt: skip
