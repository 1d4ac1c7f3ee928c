import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0010_exclusions_are_taken_over"),
        ("directory", "0002_names_and_seat_holdings"),
        ("people", "0009_births_for_keeping"),
    ]

    operations = [
        migrations.CreateModel(
            name="RapidReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="gathering", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("notification", "An incident the Panel was notified of"),
                            ("considered", "A case that was referred and considered"),
                        ],
                        max_length=20,
                    ),
                ),
                ("because", models.TextField(blank=True, help_text="why a considered case is reviewed")),
                (
                    "incident",
                    models.CharField(blank=True, help_text="the incident it follows, by reference", max_length=14),
                ),
                ("national_reference", models.CharField(blank=True, max_length=60)),
                (
                    "handover",
                    models.CharField(
                        blank=True, help_text="the hand-over it was taken up from, by reference", max_length=14
                    ),
                ),
                ("what_happened", models.TextField()),
                (
                    "begun_at",
                    models.DateTimeField(help_text="when the partnership was told or the case referred: day 0"),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "meeting",
                    models.CharField(blank=True, help_text="the meeting it rests on, by reference", max_length=14),
                ),
                ("met_at", models.DateTimeField(null=True)),
                ("quorate", models.BooleanField(null=True)),
                ("completed_at", models.DateTimeField(help_text="when it was sent to the Panel", null=True)),
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
            name="ParallelProcess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("kind", models.CharField(help_text="a code of the pack's list rapidreview.parallel", max_length=20)),
                ("lead", models.TextField(help_text="who leads it: post and organisation")),
                ("agreed", models.TextField(help_text="how the two go together: what waits, who may speak to whom")),
                ("joint_meeting", models.BooleanField(default=False)),
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parallel_processes",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Findings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("facts", models.TextField()),
                ("immediate", models.TextField()),
                ("improvement", models.TextField()),
                ("next_steps", models.TextField()),
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CriteriaJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("criteria", models.JSONField(help_text="by code: answer and reasons")),
                ("circumstances", models.JSONField(help_text="by code: yes, no or not_known")),
                ("settings", models.JSONField(default=list, help_text="which kinds of institution")),
                ("judged_by", models.TextField(help_text="name and post")),
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CoreMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "capacity",
                    models.CharField(help_text="as the meeting declares them: chair, health, police", max_length=40),
                ),
                ("name", models.TextField()),
                ("body", models.TextField(help_text="post and organisation")),
                ("told_at", models.DateTimeField(null=True)),
                ("told_how", models.TextField(blank=True)),
                ("notice", models.CharField(blank=True, help_text="the message sent, by reference", max_length=14)),
                (
                    "confirmed_at",
                    models.DateTimeField(help_text="that they know the case and can commit their agency", null=True),
                ),
                ("deputy", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "appointment",
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("given_names", models.TextField()),
                ("family_name", models.TextField(blank=True)),
                ("birth_on", models.DateField(null=True)),
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
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("number", models.PositiveIntegerField()),
                ("chosen", models.JSONField(help_text="codes of the pack's list rapidreview.decision")),
                ("reasons", models.TextField()),
                ("focus", models.TextField(blank=True, help_text="what a local review looks at")),
                ("no_actions_because", models.TextField(blank=True)),
                ("why_again", models.TextField(blank=True, help_text="why it was decided anew")),
                ("decided_by", models.TextField(help_text="name and post")),
                ("decided_at", models.DateTimeField()),
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
                        related_name="decisions",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewDisagreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("agency", models.TextField()),
                ("text", models.TextField(help_text="why they disagree")),
                ("received_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                ("answered_by", models.TextField(blank=True, help_text="name and post of whoever answered")),
                ("answered_at", models.DateTimeField(null=True)),
                ("late_because", models.TextField(blank=True)),
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
                        related_name="disagreements",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewStepReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("verb", models.CharField(max_length=60)),
                ("text", models.TextField()),
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
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewTelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("told", models.CharField(help_text="a code of the pack's list rapidreview.told", max_length=20)),
                ("recipient", models.TextField()),
                ("told_at", models.DateTimeField()),
                ("told_by", models.TextField(help_text="name and post")),
                ("how", models.TextField()),
                (
                    "reviewer",
                    models.TextField(blank=True, help_text="the reviewer named to them, where a local review follows"),
                ),
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellings",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SafetyAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("what", models.TextField()),
                ("owner", models.TextField(help_text="post and agency")),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("done", models.TextField(blank=True)),
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safety_actions",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SecuredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("agency", models.TextField()),
                ("records", models.TextField(help_text="which records, and where they are kept")),
                ("secured_at", models.DateTimeField()),
                ("secured_by", models.TextField(help_text="name and post")),
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secured_files",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("review", "The rapid review"),
                            ("news", "New information"),
                            ("answer", "Answer to what the Panel asked"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True, help_text="what was written beside the report")),
                ("national", models.BooleanField(default=False, help_text="that a national review may be right")),
                ("copied_to", models.TextField(blank=True)),
                ("sent_at", models.DateTimeField()),
                ("how", models.TextField()),
                ("late_because", models.TextField(blank=True)),
                ("as_sent", models.JSONField(default=list, help_text="the report as it was when it was sent")),
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="rapid_review.rapidreview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("view", models.CharField(help_text="a code of the pack's list rapidreview.panel", max_length=20)),
                ("text", models.TextField()),
                ("received_at", models.DateTimeField()),
                ("answer_by_on", models.DateField(null=True)),
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="rapid_review.rapidreview",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="rapid_review.submission",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="rapidreview",
            index=models.Index(fields=["scope", "stage", "begun_at"], name="rapid_review_list"),
        ),
        migrations.AddConstraint(
            model_name="rapidreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("met_at__isnull", True), models.Q(("meeting", ""), _negated=True), _connector="OR"),
                name="a_review_that_met_has_its_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="coremember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told_at__isnull", True), models.Q(("told_how", ""), _negated=True), _connector="OR"
                ),
                name="told_how_they_were_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewdecision",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_review_decision_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="reviewdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="a_review_decision_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewdisagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True), models.Q(("answer", ""), _negated=True), _connector="OR"
                ),
                name="a_disagreement_answered_has_its_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetyaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on__isnull", True), models.Q(("done", ""), _negated=True), _connector="OR"),
                name="an_action_done_says_what",
            ),
        ),
        rowsecurity.protect("rapid_review_rapidreview"),
        rowsecurity.protect("rapid_review_parallelprocess"),
        rowsecurity.protect("rapid_review_findings"),
        rowsecurity.protect("rapid_review_criteriajudgement"),
        rowsecurity.protect("rapid_review_coremember"),
        rowsecurity.protect("rapid_review_reviewchild"),
        rowsecurity.protect("rapid_review_reviewdecision"),
        rowsecurity.protect("rapid_review_reviewdisagreement"),
        rowsecurity.protect("rapid_review_reviewstepreason"),
        rowsecurity.protect("rapid_review_reviewtelling"),
        rowsecurity.protect("rapid_review_safetyaction"),
        rowsecurity.protect("rapid_review_securedfile"),
        rowsecurity.protect("rapid_review_submission"),
        rowsecurity.protect("rapid_review_panelreply"),
    ]
