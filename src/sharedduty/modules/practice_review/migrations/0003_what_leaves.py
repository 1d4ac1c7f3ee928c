"""The report as it came, comparisons that are signed, documents looked through, themes; what publication waits for."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("practice_review", "0002_births_for_keeping"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparisonSigned",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("found", models.TextField(help_text="what was changed, and that the meaning stands")),
                ("signed_by", models.TextField(help_text="name and post")),
            ],
        ),
        migrations.CreateModel(
            name="DocumentSeen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "file_name",
                    models.TextField(help_text="as it would leave; empty where a protected word stands in it"),
                ),
                ("digest", models.CharField(help_text="SHA-256 of its bytes: another file has another", max_length=64)),
                ("may_leave", models.BooleanField()),
                ("found", models.PositiveIntegerField(help_text="places where something protected stood")),
                ("unread", models.TextField(blank=True, help_text="what a person must look at: pictures")),
                ("looked_by", models.TextField(blank=True, help_text="who looked at that: name and post")),
            ],
        ),
        migrations.CreateModel(
            name="SourceReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("account", models.TextField()),
                ("analysis", models.TextField()),
                ("improvements", models.TextField()),
                ("received_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="ThemesNamed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("themes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="otherprocess",
            name="ended_how",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="otherprocess",
            name="ended_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="otherprocess",
            name="expected_on",
            field=models.DateField(help_text="when its end is expected", null=True),
        ),
        migrations.AddField(
            model_name="otherprocess",
            name="holds",
            field=models.BooleanField(default=False, help_text="whether publication waits for its end"),
        ),
        migrations.AddField(
            model_name="otherprocess",
            name="holds_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="otherprocess",
            name="reference",
            field=models.CharField(blank=True, max_length=14),
        ),
        migrations.AddField(
            model_name="publicationdecision",
            name="near",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(),
                default=list,
                help_text="days of the family near the day planned, as it was warned",
            ),
        ),
        migrations.AddField(
            model_name="publicationdecision",
            name="near_because",
            field=models.TextField(blank=True, help_text="why that day all the same"),
        ),
        migrations.AddField(
            model_name="publishedreview",
            name="themes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, help_text="to be found by"
            ),
        ),
        migrations.AddConstraint(
            model_name="otherprocess",
            constraint=models.CheckConstraint(
                condition=models.Q(("holds", False), models.Q(("holds_because", ""), _negated=True), _connector="OR"),
                name="what_holds_publication_has_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="otherprocess",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), models.Q(("ended_how", ""), _negated=True), _connector="OR"
                ),
                name="what_ended_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("near", []), models.Q(("near_because", ""), _negated=True), _connector="OR"),
                name="a_day_near_one_of_the_family_has_why",
            ),
        ),
        migrations.AddField(
            model_name="comparisonsigned",
            name="case_file",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.casefile"
            ),
        ),
        migrations.AddField(
            model_name="comparisonsigned",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
            ),
        ),
        migrations.AddField(
            model_name="comparisonsigned",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice_review.reportversion"
            ),
        ),
        migrations.AddField(
            model_name="comparisonsigned",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="comparisons",
                to="practice_review.practicereview",
            ),
        ),
        migrations.AddField(
            model_name="documentseen",
            name="case_file",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.casefile"
            ),
        ),
        migrations.AddField(
            model_name="documentseen",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
            ),
        ),
        migrations.AddField(
            model_name="documentseen",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents_seen",
                to="practice_review.practicereview",
            ),
        ),
        migrations.AddField(
            model_name="sourcereport",
            name="case_file",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.casefile"
            ),
        ),
        migrations.AddField(
            model_name="sourcereport",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
            ),
        ),
        migrations.AddField(
            model_name="sourcereport",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sources", to="practice_review.practicereview"
            ),
        ),
        migrations.AddField(
            model_name="comparisonsigned",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="practice_review.sourcereport"
            ),
        ),
        migrations.AddField(
            model_name="themesnamed",
            name="case_file",
            field=models.ForeignKey(
                db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.casefile"
            ),
        ),
        migrations.AddField(
            model_name="themesnamed",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
            ),
        ),
        migrations.AddField(
            model_name="themesnamed",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="themes_named",
                to="practice_review.practicereview",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentseen",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("may_leave", False),
                    models.Q(
                        ("found", 0),
                        models.Q(("unread", ""), models.Q(("looked_by", ""), _negated=True), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="a_document_that_may_leave_is_clean",
            ),
        ),
        migrations.AddConstraint(
            model_name="sourcereport",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_source_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="comparisonsigned",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("found", ""), _negated=True), models.Q(("signed_by", ""), _negated=True)),
                name="a_comparison_is_signed",
            ),
        ),
        rowsecurity.protect("practice_review_sourcereport"),
        rowsecurity.protect("practice_review_comparisonsigned"),
        rowsecurity.protect("practice_review_documentseen"),
        rowsecurity.protect("practice_review_themesnamed"),
    ]
