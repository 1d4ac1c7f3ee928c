"""What shows that a designated officer is qualified is written down."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("allegations", "0004_never_with_nobody"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficerStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("social_worker", "Qualified social worker"),
                            ("moved", "Was a designated officer before, here or for another authority"),
                            ("neither", "Neither of both"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "shown_by",
                    models.TextField(
                        help_text="what was seen of it; where neither: why they hold the post all the same"
                    ),
                ),
                ("experience", models.TextField(blank=True)),
                ("seen_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("shown_by", ""), _negated=True),
                        name="an_officers_standing_says_what_shows_it",
                    )
                ],
            },
        ),
        rowsecurity.protect("allegations_officerstanding"),
    ]
