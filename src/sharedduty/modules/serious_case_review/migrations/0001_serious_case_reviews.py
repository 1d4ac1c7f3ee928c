import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("directory", "0002_names_and_seat_holdings"),
        ("forms", "0003_found_while_not_sent"),
        ("people", "0009_births_for_keeping"),
    ]

    operations = [
        migrations.CreateModel(
            name="ManagementReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="asked", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("agency", models.TextField()),
                ("pack", models.CharField(help_text="whose outline it follows", max_length=60)),
                ("request", models.CharField(help_text="what was asked, by reference", max_length=14)),
                ("about", models.TextField(help_text="whom it is about, as the agency is told")),
                ("question", models.TextField()),
                ("period_from_on", models.DateField(null=True)),
                ("period_to_on", models.DateField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("author_name", models.TextField(blank=True)),
                ("author_post", models.TextField(blank=True)),
                ("author_declared_on", models.DateField(null=True)),
                ("endorsed_by", models.TextField(blank=True, help_text="the senior officer: name and post")),
                ("endorsed_at", models.DateTimeField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("nil_because", models.TextField(blank=True)),
                ("nil_signed_by", models.TextField(blank=True)),
                ("stopped_because", models.TextField(blank=True)),
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
            ],
        ),
        migrations.CreateModel(
            name="ManagementAdvice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("owner", models.TextField()),
                ("due_on", models.DateField()),
                ("outcome", models.TextField()),
                ("monitored", models.TextField()),
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
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="advice",
                        to="serious_case_review.managementreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublishedSummary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("public_title", models.TextField()),
                ("parts", models.JSONField(help_text="titles and texts, in order")),
                ("actions", models.JSONField(help_text="the recommendations with owner and day")),
                ("published_at", models.DateTimeField()),
                ("taken_down_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.area"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SeriousCaseReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="referred", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("pack", models.CharField(help_text="the pack it was begun under, by id", max_length=60)),
                ("begun_on", models.DateField(help_text="when the case was begun under that pack")),
                ("happened_on", models.DateField(help_text="when the child died or was hurt")),
                (
                    "why_here",
                    models.CharField(
                        choices=[
                            ("carry_on", "It is not finished and is carried on"),
                            ("keep", "It has ended and is kept here"),
                        ],
                        max_length=20,
                    ),
                ),
                ("held_in", models.TextField(help_text="where the older file is")),
                (
                    "follows",
                    models.CharField(
                        blank=True, help_text="an earlier decision it asks to look at again", max_length=14
                    ),
                ),
                (
                    "safety",
                    models.TextField(help_text="how other children at risk were looked to, before anything else"),
                ),
                ("referred_by", models.TextField(help_text="the named senior manager: name, post and agency")),
                ("received_by", models.TextField(help_text="the manager, or in their absence the deputy director")),
                ("received_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("chair_told_at", models.DateTimeField(help_text="day 0 of the chair's month", null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True, help_text="what the panel recommended: a code of scr.outcome", max_length=20
                    ),
                ),
                ("decided_at", models.DateTimeField(help_text="day 0 of the four months", null=True)),
                ("first_meeting_at", models.DateTimeField(null=True)),
                (
                    "agreed_until_on",
                    models.DateField(help_text="another timescale agreed with the inspectorate", null=True),
                ),
                ("completed_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("publication", models.CharField(blank=True, help_text="the public page, by reference", max_length=14)),
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
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "recommended",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forms.formrecord"
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forms.formrecord"
                    ),
                ),
                (
                    "ruling",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forms.formrecord"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        help_text="the business unit",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("chair", "Chair of the working group"),
                            ("author", "Independent report writer"),
                            ("member", "Member of the working group"),
                            ("link", "Link with one who writes a management review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.TextField()),
                ("body", models.TextField()),
                ("involved", models.BooleanField(help_text="whether they or their body had any part in the case")),
                ("board_member", models.BooleanField(default=False)),
                ("nominated_by", models.TextField()),
                ("nominated_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("ended_because", models.TextField(blank=True)),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="managementreview",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="management_reviews",
                to="serious_case_review.seriouscasereview",
            ),
        ),
        migrations.CreateModel(
            name="FairnessConfirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("body", models.TextField()),
                ("officer", models.TextField(help_text="name and post")),
                ("fair", models.BooleanField()),
                ("objection", models.TextField(blank=True)),
                ("confirmed_on", models.DateField()),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseWriting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        help_text="consideration, panel, scope, disclosure, overview, summary", max_length=20
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("answers", models.JSONField(help_text="by code of the pack's list: the answer, and the words to it")),
                ("title", models.TextField(blank=True)),
                ("signed_by", models.TextField(help_text="name and post")),
                ("period_from_on", models.DateField(null=True)),
                ("period_to_on", models.DateField(null=True)),
                (
                    "last_meeting_on",
                    models.DateField(help_text="the meeting that agrees overview and summary", null=True),
                ),
                ("why_again", models.TextField(blank=True)),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="writings",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseStepReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("verb", models.CharField(max_length=60)),
                ("text", models.TextField()),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_reasons",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseRecommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("origin", models.TextField(help_text="the overview, or whose management review")),
                ("text", models.TextField()),
                ("owner", models.TextField()),
                ("due_on", models.DateField()),
                ("outcome", models.TextField(help_text="what is to be different")),
                ("monitored", models.TextField(help_text="how it is seen that things are better")),
                ("gap", models.CharField(help_text="a code of the pack's list actionplan.gap", max_length=20)),
                ("breadth", models.CharField(help_text="a code of the pack's list actionplan.breadth", max_length=20)),
                (
                    "sign_ups",
                    models.JSONField(default=list, help_text="for each body: who signed at senior level, and the day"),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseProtectedWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("word", models.TextField()),
                ("why", models.TextField()),
                (
                    "of_child",
                    models.BooleanField(default=False, help_text="a name of a child: it can never be let stand"),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="protected_words",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "code",
                    models.CharField(help_text="a code of the pack's list scr.notice, or `incident`", max_length=40),
                ),
                ("recipient", models.TextField(help_text="the body, and the post there")),
                ("sent_at", models.DateTimeField()),
                ("how", models.TextField()),
                ("categories", models.JSONField(default=list, help_text="codes of the pack's list scr.incident")),
                (
                    "confirmed",
                    models.BooleanField(default=False, help_text="whether a review was decided on, or only possible"),
                ),
                (
                    "form_version",
                    models.TextField(blank=True, help_text="which issue of the recipient's own form was used"),
                ),
                ("text", models.TextField(blank=True)),
                ("reply", models.TextField(blank=True)),
                ("replied_on", models.DateField(null=True)),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("kind", models.CharField(max_length=20)),
                ("code", models.CharField(blank=True, help_text="a code of a list of the pack", max_length=40)),
                ("who", models.TextField(blank=True)),
                ("what", models.TextField()),
                ("outcome", models.TextField(blank=True)),
                ("happened_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseJustification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("digest", models.CharField(help_text="of the word, the part and the words around it", max_length=64)),
                ("excerpt", models.TextField()),
                ("because", models.TextField()),
                ("justified_by", models.TextField(help_text="name and post")),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="justifications",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("given_names", models.TextField()),
                ("family_name", models.TextField(blank=True)),
                ("birth_on", models.DateField(null=True)),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaseAdult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("name", models.TextField()),
                ("role", models.TextField()),
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
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adults",
                        to="serious_case_review.seriouscasereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ManagementReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("answers", models.JSONField(help_text="by code of the pack's list scr.imr")),
                ("why_again", models.TextField(blank=True)),
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
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="serious_case_review.managementreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("part", "number"), name="one_management_report_of_a_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="ManagementNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interview", "An interview, with a written record"),
                            ("feedback", "Feedback and debrief of staff, with facts put right"),
                            ("second", "A second session, after something new in the overview"),
                            ("support", "Support offered to staff"),
                            ("urgent", "Something urgent that was acted on"),
                            ("discipline", "Discipline runs beside it (only that it does)"),
                            ("ombudsman", "The ombudsman's report on a death in custody"),
                        ],
                        max_length=20,
                    ),
                ),
                ("who", models.TextField(blank=True, help_text="posts, not names")),
                ("what", models.TextField(blank=True)),
                ("happened_on", models.DateField()),
                (
                    "shared_on",
                    models.DateField(
                        help_text="when an interview's record was shared with whoever was asked", null=True
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
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="serious_case_review.managementreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "discipline"), _negated=True), ("what", ""), _connector="OR"
                        ),
                        name="of_discipline_no_detail",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="seriouscasereview",
            index=models.Index(fields=["scope", "stage", "opened_at"], name="case_review_list"),
        ),
        migrations.AddConstraint(
            model_name="seriouscasereview",
            constraint=models.CheckConstraint(
                condition=models.Q(("happened_on__lte", models.F("begun_on"))), name="a_case_is_begun_after_the_event"
            ),
        ),
        migrations.AddConstraint(
            model_name="seriouscasereview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True), models.Q(("publication", ""), _negated=True), _connector="OR"
                ),
                name="a_public_summary_has_its_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part__in", ("chair", "author")), _negated=True), ("involved", False), _connector="OR"
                ),
                name="chair_and_author_had_no_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="managementreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("submitted_at__isnull", True), models.Q(("endorsed_by", ""), _negated=True), _connector="OR"
                ),
                name="submitted_only_when_endorsed",
            ),
        ),
        migrations.AddConstraint(
            model_name="managementreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "nil"), _negated=True),
                    models.Q(("nil_signed_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_nil_return_is_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="fairnessconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("fair", True), models.Q(("objection", ""), _negated=True), _connector="OR"),
                name="what_is_unfair_is_said",
            ),
        ),
        migrations.AddConstraint(
            model_name="casewriting",
            constraint=models.UniqueConstraint(
                fields=("review", "kind", "number"), name="one_case_writing_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="caserecommendation",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_case_recommendation_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="casejustification",
            constraint=models.CheckConstraint(
                condition=models.Q(("because", ""), _negated=True), name="a_place_stands_for_a_reason"
            ),
        ),
        rowsecurity.protect("serious_case_review_managementreview"),
        rowsecurity.protect("serious_case_review_managementadvice"),
        rowsecurity.protect("serious_case_review_seriouscasereview"),
        rowsecurity.protect("serious_case_review_nomination"),
        rowsecurity.protect("serious_case_review_fairnessconfirmation"),
        rowsecurity.protect("serious_case_review_casewriting"),
        rowsecurity.protect("serious_case_review_casestepreason"),
        rowsecurity.protect("serious_case_review_caserecommendation"),
        rowsecurity.protect("serious_case_review_caseprotectedword"),
        rowsecurity.protect("serious_case_review_casenotice"),
        rowsecurity.protect("serious_case_review_casenote"),
        rowsecurity.protect("serious_case_review_casejustification"),
        rowsecurity.protect("serious_case_review_casechild"),
        rowsecurity.protect("serious_case_review_caseadult"),
        rowsecurity.protect("serious_case_review_managementreport"),
        rowsecurity.protect("serious_case_review_managementnote"),
    ]
