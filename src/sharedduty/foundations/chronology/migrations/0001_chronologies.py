"""Chronologies, agencies' parts and their lines, discrepancies: every table under row-level security from the start."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.retention import retentionsql


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("retention", "0001_reviews_and_holds"),
        ("directory", "0002_names_and_seat_holdings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Chronology",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "for_record",
                    models.CharField(help_text="the room's own record, by reference", max_length=14, unique=True),
                ),
                ("stage", models.CharField(default="gathering", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("period_from_on", models.DateField()),
                ("period_to_on", models.DateField()),
                (
                    "gap_weeks",
                    models.PositiveSmallIntegerField(
                        help_text="how long without being seen is a gap; a person says", null=True
                    ),
                ),
                (
                    "people",
                    models.JSONField(
                        default=list, help_text="ids of the children's records in People, where the room knows them"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("shared_at", models.DateTimeField(null=True)),
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
                    "key_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        help_text="who runs it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AgencyPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("agency", models.CharField(help_text="what the agency is called on every line", max_length=200)),
                ("stage", models.CharField(default="asked", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "request",
                    models.CharField(blank=True, help_text="the request it is asked by, by reference", max_length=14),
                ),
                (
                    "children",
                    models.JSONField(
                        help_text="label and name of each child, so that the agency knows whom it writes about"
                    ),
                ),
                ("period_from_on", models.DateField()),
                ("period_to_on", models.DateField()),
                ("guidance", models.TextField(blank=True, help_text="what the agency is asked to look for")),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "asked_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
                (
                    "asking_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
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
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.appointment",
                    ),
                ),
                (
                    "chronology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="chronology.chronology"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ChronologyChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("label", models.CharField(help_text="a pseudonym, like Child A", max_length=40)),
                ("birth_on", models.DateField(null=True)),
                ("died_on", models.DateField(null=True)),
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
                    "chronology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="children", to="chronology.chronology"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Discrepancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="found", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("kind", models.CharField(max_length=20)),
                (
                    "mark",
                    models.CharField(help_text="what was compared, so that it is not suggested again", max_length=64),
                ),
                ("why", models.TextField(help_text="what does not fit, as the comparison or the finder says it")),
                ("note", models.TextField(blank=True, help_text="what the finder adds")),
                ("entries", models.JSONField(help_text="the lines, by reference")),
                ("parts", models.JSONField(help_text="the agencies' parts, by reference")),
                ("found_at", models.DateTimeField()),
                (
                    "explanation",
                    models.TextField(blank=True, help_text="what the agencies say, as the team took it in"),
                ),
                (
                    "outcome",
                    models.TextField(
                        blank=True, help_text="what was corrected, how it differs still, or why it is none"
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
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
                    "chronology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discrepancies",
                        to="chronology.chronology",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DiscrepancyNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("discrepancy", models.CharField(help_text="by reference: the agency cannot open it", max_length=14)),
                ("question", models.TextField()),
                ("entries", models.JSONField(help_text="the agency's own lines it is about, by reference")),
                ("sent_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.appointment",
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
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="chronology.agencypart"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14)),
                ("number", models.PositiveIntegerField(help_text="the version, from 1")),
                ("stands", models.BooleanField(default=True, help_text="the last version")),
                (
                    "struck",
                    models.BooleanField(
                        default=False, help_text="taken out by its agency, with why; it stays on record"
                    ),
                ),
                ("happened_at", models.DateTimeField(help_text="the first moment it may have been")),
                ("until_at", models.DateTimeField(help_text="the end, where it lasted", null=True)),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("exact", "The exact time"),
                            ("day", "The day, not the time"),
                            ("month", "The month, not the day"),
                            ("about", "About that day"),
                        ],
                        max_length=8,
                    ),
                ),
                ("event", models.TextField()),
                ("decision", models.TextField(blank=True)),
                ("service", models.TextField(blank=True, help_text="what was offered or given")),
                ("action", models.TextField(blank=True)),
                ("source", models.TextField(help_text="the document or system it was taken from")),
                ("who", models.TextField(blank=True, help_text="role or pseudonym")),
                ("place", models.TextField(blank=True)),
                ("child", models.CharField(blank=True, help_text="which child, by label; empty: all", max_length=40)),
                ("seen", models.CharField(blank=True, help_text="yes, no, or not said", max_length=3)),
                ("views_sought", models.CharField(blank=True, max_length=3)),
                ("views_given", models.CharField(blank=True, max_length=3)),
                ("comment", models.TextField(blank=True)),
                ("because", models.TextField(blank=True, help_text="why it was corrected or taken out")),
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
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="chronology.agencypart"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Grouping",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("entries", models.JSONField(help_text="the lines, by reference")),
                ("recorded_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_because", models.TextField(blank=True)),
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
                    "chronology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groupings",
                        to="chronology.chronology",
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pseudonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("label", models.CharField(max_length=40)),
                ("stands_for", models.TextField()),
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
                    "chronology",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pseudonyms",
                        to="chronology.chronology",
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
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="chronology",
            index=models.Index(fields=["scope", "stage", "opened_at"], name="chronology_list"),
        ),
        migrations.AddConstraint(
            model_name="chronology",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_to_on__gte", models.F("period_from_on"))), name="chronology_period_runs_on"
            ),
        ),
        migrations.AddIndex(
            model_name="agencypart",
            index=models.Index(fields=["asked_team", "asked_at"], name="chronology_part_of_team"),
        ),
        migrations.AddConstraint(
            model_name="agencypart",
            constraint=models.UniqueConstraint(fields=("chronology", "asked_team"), name="one_part_a_team"),
        ),
        migrations.AddConstraint(
            model_name="chronologychild",
            constraint=models.UniqueConstraint(fields=("chronology", "label"), name="one_child_a_label"),
        ),
        migrations.AddIndex(
            model_name="discrepancy",
            index=models.Index(fields=["chronology", "stage"], name="chronology_discrepancies"),
        ),
        migrations.AddConstraint(
            model_name="discrepancy",
            constraint=models.UniqueConstraint(fields=("chronology", "mark"), name="found_once"),
        ),
        migrations.AddConstraint(
            model_name="discrepancynotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True)),
                    models.Q(("answered_at__isnull", False), models.Q(("answer", ""), _negated=True)),
                    _connector="OR",
                ),
                name="notice_answered_in_words",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("stands", True), ("struck", False)),
                fields=["part", "happened_at"],
                name="chronology_lines",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("reference", "number"), name="one_version_a_number"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stands", True)), fields=("reference",), name="one_version_stands"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", 1), models.Q(("because", ""), _negated=True), _connector="OR"),
                name="a_line_changes_with_a_reason",
            ),
        ),
        rowsecurity.protect("chronology_chronology"),
        rowsecurity.protect("chronology_chronologychild"),
        rowsecurity.protect("chronology_pseudonym"),
        rowsecurity.protect("chronology_agencypart"),
        rowsecurity.protect("chronology_entry"),
        rowsecurity.protect("chronology_grouping"),
        rowsecurity.protect("chronology_discrepancy"),
        rowsecurity.protect("chronology_discrepancynotice"),
        rowsecurity.run_sql(retentionsql.births("chronology_births", ["chronology_chronologychild"])),
    ]
