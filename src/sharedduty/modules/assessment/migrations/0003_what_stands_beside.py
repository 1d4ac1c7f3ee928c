"""What stands beside an assessment: household adults, specialist parts, points, supervision, the law, reasons."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0009_the_viewer_is_read_once"),
        ("assessment", "0002_figures"),
        ("forms", "0002_drafts_of_pages"),
        ("people", "0007_review_of_many_checks"),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="came_from",
            field=models.TextField(
                blank=True, db_default="", help_text="the authority whose plan the child moved here with"
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="enquiry",
            field=models.CharField(
                blank=True, db_default="", help_text="the section 47 enquiry that is carried out by it", max_length=14
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="pack_received_on",
            field=models.DateField(help_text="when that authority's information and plan came", null=True),
        ),
        migrations.AddField(
            model_name="service",
            name="impact_seen_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="service",
            name="reference",
            field=models.CharField(max_length=14, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="assessment",
            name="kind",
            field=models.CharField(
                choices=[
                    ("section17", "Assessment under section 17"),
                    ("combined", "Combined assessment, one process with others"),
                    ("young_carer", "Young carer's needs assessment"),
                    ("parent_carer", "Parent carer's needs assessment"),
                    ("disabled", "Assessment of a disabled child"),
                    ("carer", "Assessment of a carer who is not the parent"),
                    ("secure", "Child in a secure establishment"),
                    ("remand", "Child remanded to youth detention"),
                    ("returning", "Child returning home from care"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="service",
            name="impact",
            field=models.TextField(blank=True, help_text="what it did for the child so far"),
        ),
        migrations.CreateModel(
            name="HouseholdAdult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("name", models.TextField()),
                ("relation", models.TextField(help_text="what they are to the child")),
                ("lives_there", models.BooleanField()),
                (
                    "considered",
                    models.TextField(help_text="what they give the child, and what is known or asked of them"),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="adults", to="assessment.assessment"
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
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
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
            name="LegalDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("kind", models.CharField(help_text="a code of the pack's list assessment.legal", max_length=40)),
                (
                    "limb",
                    models.CharField(
                        blank=True, help_text="a code of the pack's list accommodation.limbs", max_length=40
                    ),
                ),
                ("decided_on", models.DateField()),
                ("decided_by", models.TextField(help_text="name and post")),
                ("reasons", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="legal_decisions",
                        to="assessment.assessment",
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
            name="Reason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("verb", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_reasons",
                        to="assessment.assessment",
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
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("held_on", models.DateField()),
                ("impact", models.TextField(help_text="what the help changed for the child")),
                ("pace", models.TextField(help_text="whether change is quick enough for this child")),
                ("decided", models.TextField()),
                ("next_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervisions",
                        to="assessment.assessment",
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
                    "recorded_by",
                    models.ForeignKey(
                        help_text="the supervisor",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.appointment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Transition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("kind", models.CharField(help_text="adulthood, or another change", max_length=20)),
                ("what", models.TextField(blank=True)),
                ("happens_on", models.DateField()),
                ("plan", models.TextField(help_text="who does what from then on")),
                ("agreed_with", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transitions",
                        to="assessment.assessment",
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
            name="Checkpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("due_on", models.DateField()),
                ("about", models.TextField(help_text="what is looked at, and with whom")),
                ("held_on", models.DateField(null=True)),
                ("with_whom", models.TextField(blank=True)),
                ("finding", models.TextField(blank=True, help_text="what was found and decided")),
                ("recorded_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkpoints",
                        to="assessment.assessment",
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("held_on__isnull", True), models.Q(("finding", ""), _negated=True), _connector="OR"
                        ),
                        name="a_point_held_has_a_finding",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Specialist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("section17", "Assessment under section 17"),
                            ("combined", "Combined assessment, one process with others"),
                            ("young_carer", "Young carer's needs assessment"),
                            ("parent_carer", "Parent carer's needs assessment"),
                            ("disabled", "Assessment of a disabled child"),
                            ("carer", "Assessment of a carer who is not the parent"),
                            ("secure", "Child in a secure establishment"),
                            ("remand", "Child remanded to youth detention"),
                            ("returning", "Child returning home from care"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "because",
                    models.CharField(help_text="belief of the authority, or request of somebody", max_length=10),
                ),
                ("asked_by", models.TextField(blank=True, help_text="who asked for it")),
                ("asked_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="specialists",
                        to="assessment.assessment",
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
                    "form",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forms.formrecord"
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
                    models.UniqueConstraint(fields=("assessment", "kind"), name="one_specialist_part_of_a_kind"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("because", "request"), _negated=True),
                            models.Q(("asked_on__isnull", False), models.Q(("asked_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_request_says_who_and_when",
                    ),
                ],
            },
        ),
        rowsecurity.protect("assessment_checkpoint"),
        rowsecurity.protect("assessment_householdadult"),
        rowsecurity.protect("assessment_legaldecision"),
        rowsecurity.protect("assessment_reason"),
        rowsecurity.protect("assessment_specialist"),
        rowsecurity.protect("assessment_supervision"),
        rowsecurity.protect("assessment_transition"),
    ]
