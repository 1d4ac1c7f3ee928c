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
            name="ChildDeath",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="notified", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("death", "A child died"),
                            ("alte", "Acute life-threatening event: a child collapsed without a known cause and lives"),
                        ],
                        max_length=10,
                    ),
                ),
                ("given_names", models.TextField()),
                ("family_name", models.TextField(blank=True)),
                ("birth_on", models.DateField(null=True)),
                ("happened_on", models.DateField(help_text="the day of the death, or of the event")),
                ("died_on", models.DateField(help_text="the day of the death; none while the child lives", null=True)),
                ("home", models.TextField(help_text="where the child normally lived, in words")),
                ("place", models.TextField(help_text="where it happened")),
                ("what_happened", models.TextField()),
                (
                    "category",
                    models.CharField(
                        blank=True, help_text="a code of the pack's list childdeath.category", max_length=20
                    ),
                ),
                (
                    "incident_request",
                    models.CharField(blank=True, help_text="asked to be considered as an incident", max_length=14),
                ),
                (
                    "meeting",
                    models.CharField(
                        blank=True, help_text="the review meeting it rests on, by reference", max_length=14
                    ),
                ),
                ("met_at", models.DateTimeField(null=True)),
                (
                    "panel_meeting",
                    models.CharField(blank=True, help_text="the panel's meeting, by reference", max_length=14),
                ),
                ("panel_at", models.DateTimeField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                (
                    "output",
                    models.CharField(
                        blank=True, help_text="what was given out without names, by reference", max_length=14
                    ),
                ),
                ("opened_at", models.DateTimeField()),
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
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
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
            name="CriminalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("lead", models.TextField(help_text="who leads the investigation: post and force")),
                ("agreed", models.TextField(help_text="what waits, and who may speak to whom")),
                ("began_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="child_death.childdeath"
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
            name="DeathForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("code", models.CharField(help_text="the form of the pack", max_length=40)),
                ("agency", models.TextField(blank=True, help_text="whose account it is")),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="written_forms",
                        to="child_death.childdeath",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeathNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("death", "A child died"),
                            ("alte", "Acute life-threatening event: a child collapsed without a known cause and lives"),
                        ],
                        max_length=10,
                    ),
                ),
                ("given_names", models.TextField()),
                ("family_name", models.TextField(blank=True)),
                ("birth_on", models.DateField(null=True)),
                ("happened_on", models.DateField()),
                ("home", models.TextField()),
                ("place", models.TextField()),
                ("what_happened", models.TextField()),
                ("coroner_told", models.CharField(help_text="yes, no, not_needed or not_known", max_length=12)),
                (
                    "on_behalf",
                    models.TextField(blank=True, help_text="who told it, where somebody writes it down for them"),
                ),
                ("sent_words", models.TextField(help_text="name, post and organisation of whoever sent it")),
                ("sent_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "death",
                    models.CharField(blank=True, help_text="the death it was taken into, by reference", max_length=14),
                ),
                (
                    "same_because",
                    models.TextField(blank=True, help_text="why a person found it to be a death known already"),
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
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
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
            name="DeathReason",
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_reasons",
                        to="child_death.childdeath",
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
            name="FamilyEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("kind", models.CharField(help_text="a code of the pack's list childdeath.family", max_length=20)),
                (
                    "who",
                    models.TextField(
                        help_text="who of the family; for a key contact, name, post and how to reach them"
                    ),
                ),
                ("words", models.TextField(help_text="what was said, asked or offered, in plain words")),
                ("happened_at", models.DateTimeField()),
                ("by_whom", models.TextField(help_text="name and post")),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="family_log",
                        to="child_death.childdeath",
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
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("text", models.TextField()),
                ("body", models.TextField(help_text="who should act")),
                ("informed_at", models.DateTimeField(null=True)),
                ("informed_how", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True, help_text="what they decided, with reasons")),
                ("answered_on", models.DateField(null=True)),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="child_death.childdeath",
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
            name="IncomingNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("kind", models.CharField(help_text="a code of the pack's list childdeath.incoming", max_length=30)),
                ("event_at", models.DateTimeField(help_text="when it was registered, decided or found")),
                ("received_at", models.DateTimeField()),
                ("words", models.TextField(blank=True)),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incoming",
                        to="child_death.childdeath",
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
            name="LearningOutput",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("title", models.TextField()),
                ("learning", models.TextField()),
                ("for_whom", models.TextField(help_text="who should read it")),
                ("checked_terms", models.PositiveIntegerField(help_text="how many protected words were looked for")),
                ("given_out_on", models.DateField()),
                ("given_out_by", models.TextField(help_text="name and post")),
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
            name="PanelMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("seat", models.CharField(help_text="as the panel's meeting declares them", max_length=40)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("core", "Core member"),
                            ("co_opted", "Co-opted for a kind of case"),
                            ("observer", "Observer"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.TextField()),
                ("body", models.TextField(help_text="post and organisation")),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_because", models.TextField(blank=True)),
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
                    "deputy_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deputies",
                        to="child_death.panelmember",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
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
            name="PanelReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("number", models.PositiveIntegerField()),
                ("cause", models.TextField(help_text="cause and manner of death")),
                (
                    "cause_group",
                    models.CharField(help_text="a code of the pack's list childdeath.cause", max_length=20),
                ),
                ("factors", models.TextField(blank=True, help_text="modifiable factors, one to a line")),
                ("modifiable", models.CharField(help_text="yes, no or not_known", max_length=12)),
                ("answers", models.JSONField(help_text="by code: answer and words")),
                (
                    "not_earlier",
                    models.TextField(blank=True, help_text="why it was not seen earlier that a review may be needed"),
                ),
                ("learning", models.TextField()),
                ("why_again", models.TextField(blank=True)),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_reviews",
                        to="child_death.childdeath",
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
            name="ResponseJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("criteria", models.JSONField(help_text="by code: answer and reasons")),
                ("decided", models.CharField(help_text="yes, no or not_yet", max_length=12)),
                ("reasons", models.TextField()),
                (
                    "lead",
                    models.TextField(blank=True, help_text="who leads the response for health, and for the police"),
                ),
                (
                    "guideline",
                    models.TextField(
                        blank=True, help_text="the edition of the multi-agency guidelines that is followed"
                    ),
                ),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="child_death.childdeath",
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
            name="ScopeJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("answers", models.JSONField(help_text="by code: yes, no or not_known")),
                (
                    "weeks",
                    models.PositiveSmallIntegerField(
                        help_text="weeks of pregnancy at birth, where that matters", null=True
                    ),
                ),
                ("area_answer", models.CharField(help_text="here, elsewhere or both", max_length=20)),
                ("other_area", models.TextField(blank=True, help_text="the other area, and whom there was told")),
                ("other_told_at", models.DateTimeField(null=True)),
                ("agreed", models.TextField(blank=True, help_text="which area reviews and how the other hears")),
                ("reasons", models.TextField()),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="scopes", to="child_death.childdeath"
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
            name="SheetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("meeting", models.CharField(help_text="by reference", max_length=14)),
                ("name", models.TextField()),
                ("capacity", models.CharField(max_length=40)),
                (
                    "independent",
                    models.BooleanField(help_text="had no responsibility for the child in life (WT-CDR-31)"),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheet", to="child_death.childdeath"
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
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("edition", models.CharField(max_length=40)),
                ("signed_at", models.DateTimeField()),
                (
                    "on_paper",
                    models.TextField(
                        blank=True, help_text="where the paper is kept, for a member without an account here"
                    ),
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="child_death.panelmember",
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
            name="WorkEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("kind", models.CharField(help_text="a code of the pack's list childdeath.work", max_length=20)),
                ("whom", models.TextField(blank=True, help_text="with whom, or to whom")),
                ("words", models.TextField()),
                ("happened_at", models.DateTimeField()),
                ("by_whom", models.TextField(help_text="name and post")),
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
                    "death",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_log",
                        to="child_death.childdeath",
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
            model_name="childdeath",
            index=models.Index(fields=["scope", "stage", "happened_on"], name="child_death_list"),
        ),
        migrations.AddConstraint(
            model_name="childdeath",
            constraint=models.CheckConstraint(
                condition=models.Q(("met_at__isnull", True), models.Q(("meeting", ""), _negated=True), _connector="OR"),
                name="a_death_that_was_met_about_has_its_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="childdeath",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "alte"), ("died_on__isnull", False), _connector="OR"),
                name="a_death_has_its_day",
            ),
        ),
        migrations.AddIndex(
            model_name="deathnotice",
            index=models.Index(fields=["scope", "sent_at"], name="death_notice_list"),
        ),
        migrations.AddConstraint(
            model_name="deathnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("taken_at__isnull", True), models.Q(("death", ""), _negated=True), _connector="OR"),
                name="a_notice_taken_has_its_death",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("ended_because", ""), _negated=True), _connector="OR"
                ),
                name="a_membership_ended_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelreview",
            constraint=models.UniqueConstraint(fields=("death", "number"), name="one_panel_review_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="responsejudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="a_response_judgement_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(fields=("member", "edition"), name="one_signature_of_an_edition"),
        ),
        rowsecurity.protect("child_death_childdeath"),
        rowsecurity.protect("child_death_criminalhold"),
        rowsecurity.protect("child_death_deathform"),
        rowsecurity.protect("child_death_deathnotice"),
        rowsecurity.protect("child_death_deathreason"),
        rowsecurity.protect("child_death_familyentry"),
        rowsecurity.protect("child_death_finding"),
        rowsecurity.protect("child_death_incomingnotice"),
        rowsecurity.protect("child_death_learningoutput"),
        rowsecurity.protect("child_death_panelmember"),
        rowsecurity.protect("child_death_panelreview"),
        rowsecurity.protect("child_death_responsejudgement"),
        rowsecurity.protect("child_death_scopejudgement"),
        rowsecurity.protect("child_death_sheetline"),
        rowsecurity.protect("child_death_signature"),
        rowsecurity.protect("child_death_workentry"),
    ]
