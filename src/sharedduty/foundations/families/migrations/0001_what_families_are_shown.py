"""Whom a review shares with, and each thing shared, in files of their own."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0013_grants_are_read_from_their_index"),
        ("directory", "0002_names_and_seat_holdings"),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("record", models.CharField(help_text="the review, by reference", max_length=14)),
                ("name", models.TextField()),
                ("relation", models.TextField(help_text="how they belong: the mother, an adult brother")),
                ("email", models.EmailField(max_length=254)),
                ("added_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.TextField(blank=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.area"
                    ),
                ),
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
                    "principal",
                    models.ForeignKey(
                        help_text="whom their links stand for",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.link",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FamilyShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("review", "What this review is, and what it will do"),
                            ("terms", "What the review looks at"),
                            ("dates", "When things happen"),
                            ("contact", "Whom to ask, and who can help"),
                            ("report", "The report, before it is published"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.TextField(help_text="which review, in words for the family")),
                ("title", models.TextField()),
                ("text", models.TextField()),
                (
                    "let_stand",
                    models.BooleanField(default=False, help_text="a name found in it was looked at and left"),
                ),
                ("shared_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.TextField(blank=True)),
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
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shares",
                        to="families.familymember",
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="familymember",
            index=models.Index(fields=["record"], name="family_member_record"),
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("ended_because", ""), _negated=True), _connector="OR"
                ),
                name="family_sharing_ends_with_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="familyshare",
            index=models.Index(fields=["scope", "shared_at"], name="family_share_list"),
        ),
        migrations.AddConstraint(
            model_name="familyshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True), models.Q(("withdrawn_because", ""), _negated=True), _connector="OR"
                ),
                name="family_share_taken_back_with_a_reason",
            ),
        ),
        rowsecurity.protect("families_familymember"),
        rowsecurity.protect("families_familyshare"),
    ]
