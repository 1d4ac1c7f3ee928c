"""What a body was called until when, and who fills a seat from when until when."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_organisations"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="seat",
            name="post",
        ),
        migrations.AddField(
            model_name="organisation",
            name="is_legal_body",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="employs, contracts and holds data; a cluster or a partnership does not",
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="closed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="FormerName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("until", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_names",
                        to="directory.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("organisation", "until"), name="one_name_until_a_day")],
            },
        ),
        migrations.CreateModel(
            name="SeatHolding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.TextField(
                        blank=True, help_text="who it is where no post fills it: a lay member, a representative"
                    ),
                ),
                (
                    "deputy",
                    models.BooleanField(default=False, help_text="stands in when the holder cannot come (GL-SU-05)"),
                ),
                ("held_from", models.DateField()),
                ("held_until", models.DateField(blank=True, null=True)),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seat_holdings",
                        to="directory.post",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="holdings", to="directory.seat"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("post__isnull", True), models.Q(("person", ""), _negated=True)),
                            models.Q(("post__isnull", False), ("person", "")),
                            _connector="OR",
                        ),
                        name="a_seat_is_filled_by_a_post_or_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_until__isnull", True), ("held_until__gte", models.F("held_from")), _connector="OR"
                        ),
                        name="holding_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("held_until__isnull", True)),
                        fields=("seat", "deputy"),
                        name="one_holder_and_one_deputy_at_a_time",
                    ),
                ],
            },
        ),
    ]
