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
            name="PracticeReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="to_decide", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("rapid_review", "A rapid review that decided on it"),
                            ("other", "A decision of the partners without a rapid review that was handed over"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "because",
                    models.TextField(blank=True, help_text="why it is taken up where no rapid review was handed over"),
                ),
                (
                    "rapid_review",
                    models.CharField(blank=True, help_text="the rapid review it follows, by reference", max_length=14),
                ),
                (
                    "incident",
                    models.CharField(blank=True, help_text="the incident behind it, by reference", max_length=14),
                ),
                (
                    "handover",
                    models.CharField(
                        blank=True, help_text="the hand-over it was taken up from, by reference", max_length=14
                    ),
                ),
                ("what_happened", models.TextField()),
                (
                    "proposed_focus",
                    models.TextField(blank=True, help_text="what the rapid review said it should look at"),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "begun_at",
                    models.DateTimeField(help_text="when it was decided to begin: day 0 of the six months", null=True),
                ),
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
            name="PartnersResponse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("text", models.TextField()),
                ("given_by", models.TextField(help_text="in whose name")),
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
                        related_name="responses",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("family", "Family"),
                            ("child", "A surviving child"),
                            ("practitioner", "Practitioner"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.TextField()),
                ("role", models.TextField(help_text="who they are: mother, health visitor")),
                ("invited_on", models.DateField(null=True)),
                ("how", models.TextField(blank=True)),
                (
                    "told",
                    models.TextField(blank=True, help_text="what they were told to expect, and that nobody is blamed"),
                ),
                ("support", models.TextField(blank=True, help_text="who stands by them")),
                ("not_invited_because", models.TextField(blank=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True, help_text="a code of the pack's list practicereview.answer", max_length=20
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("views", models.TextField(blank=True)),
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
                        related_name="participants",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OtherProcess",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.CharField(help_text="a code of the pack's list practicereview.parallel", max_length=20),
                ),
                ("lead", models.TextField(help_text="who leads it: post and organisation")),
                ("agreed", models.TextField(help_text="how the two go together")),
                ("joint", models.BooleanField(default=False)),
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
                        related_name="other_processes",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LearningShared",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("audience", models.TextField()),
                ("how", models.TextField()),
                ("shared_on", models.DateField()),
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
                        related_name="shared_learning",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Justification",
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
                        to="practice_review.practicereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EarlyLearning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("what", models.TextField()),
                ("action", models.TextField()),
                ("owner", models.TextField(help_text="post and agency")),
                ("due_on", models.DateField()),
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
                        related_name="early_learning",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "recipient",
                    models.CharField(help_text="a code of the pack's list practicereview.recipient", max_length=20),
                ),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("full", "The report in full"),
                            ("improvements", "What should be better, without the report"),
                            ("nothing", "Nothing"),
                        ],
                        help_text="what was sent",
                        max_length=20,
                    ),
                ),
                ("report", models.PositiveIntegerField(help_text="which version of the report")),
                ("sent_at", models.DateTimeField()),
                ("how", models.TextField()),
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
                        related_name="dispatches",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DelayNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reasons", models.TextField()),
                ("expected_on", models.DateField(help_text="when publication is now expected")),
                ("panel_told_at", models.DateTimeField()),
                ("secretary_told_at", models.DateTimeField()),
                ("how", models.TextField()),
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
                        related_name="delays",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BeginDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("begins", models.BooleanField()),
                ("reasons", models.TextField()),
                ("advice", models.TextField(help_text="what the rapid review found and the case review group advised")),
                ("agreed", models.BooleanField(help_text="whether the partners were of one mind")),
                ("consulted", models.TextField(blank=True, help_text="what the scrutineer said where they were not")),
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
                        related_name="begin_decisions",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PracticeStepReason",
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
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProtectedWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("word", models.TextField()),
                ("why", models.TextField()),
                (
                    "of_child",
                    models.BooleanField(default=False, help_text="a name of the child: it can never be justified"),
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
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublicationComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "who",
                    models.CharField(help_text="a code of the pack's list practicereview.recipient", max_length=20),
                ),
                ("received_at", models.DateTimeField()),
                ("text", models.TextField()),
                ("made_of_it", models.TextField()),
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
                        related_name="comments",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublicationDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("full", "The report in full"),
                            ("improvements", "What should be better, without the report"),
                            ("nothing", "Nothing"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reasons", models.TextField(blank=True, help_text="why the report is not published in full")),
                ("planned_on", models.DateField()),
                ("impact", models.TextField(help_text="how the effect on the family, children and staff is looked to")),
                ("decided_by", models.TextField(help_text="name and post")),
                ("decided_at", models.DateTimeField()),
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
                        related_name="publication_decisions",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublishedReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "route",
                    models.CharField(
                        choices=[
                            ("full", "The report in full"),
                            ("improvements", "What should be better, without the report"),
                            ("nothing", "Nothing"),
                        ],
                        max_length=20,
                    ),
                ),
                ("public_title", models.TextField()),
                ("reviewer_named", models.TextField()),
                ("parts", models.JSONField(help_text="titles and texts, in order")),
                ("actions", models.JSONField(help_text="the recommendations with owner, day, answer and whether done")),
                ("searched", models.TextField(help_text="every public word in one, to be found by")),
                ("published_at", models.DateTimeField()),
                ("keep_until_on", models.DateField(help_text="the last day on which it must still be public")),
                ("renewed_at", models.DateTimeField(null=True)),
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
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("owner", models.TextField(help_text="posts and agencies: each alone, or together")),
                ("due_on", models.DateField()),
                ("outcome", models.TextField(help_text="what will be different for children")),
                ("learned_from", models.TextField(blank=True, help_text="a national report it also follows")),
                ("earlier", models.JSONField(default=list, help_text="what it said before it was mended")),
                ("response", models.TextField(blank=True, help_text="what the partners answer, and what is done")),
                ("responded_on", models.DateField(null=True)),
                ("done_on", models.DateField(null=True)),
                ("evidence", models.TextField(blank=True, help_text="what shows that practice has changed")),
                ("audited_on", models.DateField(null=True)),
                ("audit_found", models.TextField(blank=True)),
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
                        to="practice_review.practicereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("account", models.TextField(help_text="what happened, written so that nobody is known by it")),
                ("analysis", models.TextField(help_text="the reasons that lie in the system or beneath")),
                ("improvements", models.TextField(help_text="a summary of what should be better")),
                ("received_on", models.DateField()),
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
                        related_name="reports",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewedChild",
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
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reviewer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "part",
                    models.CharField(choices=[("reviewer", "Reviewer"), ("chair", "Independent chair")], max_length=20),
                ),
                ("name", models.TextField()),
                ("body", models.TextField(help_text="where they work, or that they work for themselves")),
                ("checks", models.JSONField(help_text="by code: what was found")),
                (
                    "linked",
                    models.BooleanField(
                        help_text="whether they have any tie to the agencies or the people of the case"
                    ),
                ),
                ("conflict", models.TextField(blank=True, help_text="which tie")),
                (
                    "managed",
                    models.TextField(
                        blank=True, help_text="why they are appointed all the same, and what guards against it"
                    ),
                ),
                ("appointed_by", models.TextField(help_text="name and post")),
                ("appointed_on", models.DateField()),
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
                        related_name="reviewers",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Supervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("asked", models.TextField(blank=True, help_text="the request as it was written")),
                ("asked_of", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("answer_by_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("judged", models.TextField(blank=True, help_text="what the partners make of progress and quality")),
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
                        related_name="supervisions",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("focus", models.TextField(help_text="the one thing it looks at closely, and why")),
                ("questions", models.TextField(help_text="what it is to find out: why, and not only what")),
                ("period_from_on", models.DateField()),
                ("period_to_on", models.DateField()),
                (
                    "method",
                    models.CharField(help_text="a code of the pack's list practicereview.method", max_length=20),
                ),
                ("why_method", models.TextField()),
                ("levels", models.TextField(help_text="how practice, organisations and their learning are looked at")),
                ("child_view", models.TextField(help_text="how the child's side of it is seen")),
                ("agreed_by", models.TextField(help_text="name and post")),
                ("agreed_on", models.DateField()),
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
                        related_name="terms",
                        to="practice_review.practicereview",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="practicereview",
            index=models.Index(fields=["scope", "stage", "opened_at"], name="practice_review_list"),
        ),
        migrations.AddConstraint(
            model_name="practicereview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True), models.Q(("publication", ""), _negated=True), _connector="OR"
                ),
                name="a_published_review_has_its_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("invited_on__isnull", False), models.Q(("not_invited_because", ""), _negated=True), _connector="OR"
                ),
                name="invited_or_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="justification",
            constraint=models.CheckConstraint(
                condition=models.Q(("because", ""), _negated=True), name="a_justification_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="begindecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("agreed", True), models.Q(("consulted", ""), _negated=True), _connector="OR"),
                name="where_partners_differ_the_scrutineer_is_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationdecision",
            constraint=models.UniqueConstraint(
                fields=("review", "number"), name="one_publication_decision_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("route", "full"), models.Q(("reasons", ""), _negated=True), _connector="OR"),
                name="less_than_all_is_justified",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_down_at__isnull", True),
                    ("taken_down_at__date__gt", models.F("keep_until_on")),
                    _connector="OR",
                ),
                name="a_published_review_stays_its_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_recommendation_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True), models.Q(("evidence", ""), _negated=True), _connector="OR"
                ),
                name="done_on_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_report_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("analysis", ""), _negated=True), models.Q(("improvements", ""), _negated=True)
                ),
                name="a_report_has_what_the_law_asks",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewer",
            constraint=models.CheckConstraint(
                condition=models.Q(("linked", False), models.Q(("managed", ""), _negated=True), _connector="OR"),
                name="a_tie_is_answered",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), models.Q(("ended_because", ""), _negated=True), _connector="OR"
                ),
                name="a_reviewer_ends_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_set_of_terms_of_a_number"),
        ),
        rowsecurity.protect("practice_review_practicereview"),
        rowsecurity.protect("practice_review_partnersresponse"),
        rowsecurity.protect("practice_review_participant"),
        rowsecurity.protect("practice_review_otherprocess"),
        rowsecurity.protect("practice_review_learningshared"),
        rowsecurity.protect("practice_review_justification"),
        rowsecurity.protect("practice_review_earlylearning"),
        rowsecurity.protect("practice_review_dispatch"),
        rowsecurity.protect("practice_review_delaynotice"),
        rowsecurity.protect("practice_review_begindecision"),
        rowsecurity.protect("practice_review_practicestepreason"),
        rowsecurity.protect("practice_review_protectedword"),
        rowsecurity.protect("practice_review_publicationcomment"),
        rowsecurity.protect("practice_review_publicationdecision"),
        rowsecurity.protect("practice_review_recommendation"),
        rowsecurity.protect("practice_review_reportversion"),
        rowsecurity.protect("practice_review_reviewedchild"),
        rowsecurity.protect("practice_review_reviewer"),
        rowsecurity.protect("practice_review_supervision"),
        rowsecurity.protect("practice_review_terms"),
    ]
