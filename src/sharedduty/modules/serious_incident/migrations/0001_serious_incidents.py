import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0009_the_viewer_is_read_once"),
        ("directory", "0002_names_and_seat_holdings"),
        ("forms", "0002_drafts_of_pages"),
        ("people", "0008_exclusions_are_read_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="IncidentChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("given_names", models.TextField()),
                ("family_name", models.TextField(blank=True)),
                ("birth_on", models.DateField(null=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("died", "Died"),
                            ("harmed", "Was seriously harmed"),
                            ("harmed_others", "Harmed others, and may be the subject too"),
                            ("sibling", "Brother, sister or another child of the household"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "abuse",
                    models.CharField(help_text="known, suspected, not_suspected or not_known yet", max_length=20),
                ),
                (
                    "care",
                    models.CharField(
                        choices=[("none", "Neither"), ("looked_after", "Looked after"), ("care_leaver", "Care leaver")],
                        max_length=20,
                    ),
                ),
                ("died_on", models.DateField(null=True)),
                (
                    "other_area",
                    models.TextField(
                        blank=True, help_text="another area that has a part: placed there, or answers for the child"
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
                    "form",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forms.formrecord"
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
        ),
        migrations.CreateModel(
            name="SeriousIncident",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="considered", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "round",
                    models.PositiveIntegerField(
                        default=1, help_text="how often it was considered; new facts begin another round"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("agency", "An agency asked us to consider it"),
                            ("council", "The council's own work"),
                            ("youth_justice", "Youth justice"),
                            ("child_death", "The child death review"),
                            ("other", "Another way"),
                        ],
                        max_length=20,
                    ),
                ),
                ("what_happened", models.TextField()),
                ("happened_on", models.DateField(help_text="unknown where empty", null=True)),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("here", "In this area"),
                            ("abroad", "Outside England, and the child normally lives in this area"),
                            ("elsewhere", "In another area of England"),
                        ],
                        max_length=20,
                    ),
                ),
                ("where_words", models.TextField(blank=True)),
                (
                    "aware_at",
                    models.DateTimeField(help_text="when the council became aware: the start of the five working days"),
                ),
                ("opened_at", models.DateTimeField()),
                ("national_reference", models.CharField(blank=True, max_length=60)),
                ("sent_at", models.DateTimeField(help_text="when the national system took the notice", null=True)),
                ("late_because", models.TextField(blank=True)),
                (
                    "as_sent",
                    models.JSONField(
                        default=dict, help_text="what the record knew when the notice was sent, for each part of it"
                    ),
                ),
                (
                    "same_as",
                    models.CharField(blank=True, help_text="the incident it was recorded as before", max_length=14),
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
                    "form",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="forms.formrecord"
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
                        help_text="the team that decides",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SafetyCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("checked_on", models.DateField()),
                ("found", models.TextField(help_text="where they are, and whether they are safe")),
                ("done", models.TextField(help_text="what was done for their safety, by whom")),
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
                    "child",
                    models.ForeignKey(
                        help_text="none: the others of the household",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="serious_incident.incidentchild",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="safety_checks",
                        to="serious_incident.seriousincident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnerView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("round", models.PositiveIntegerField()),
                ("partner", models.CharField(help_text="local_authority, police or health", max_length=20)),
                ("view", models.CharField(help_text="notifiable, not_notifiable or unsure", max_length=20)),
                ("reasons", models.TextField()),
                ("given_by", models.TextField(help_text="name and post")),
                ("given_at", models.DateTimeField()),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="views",
                        to="serious_incident.seriousincident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("received_at", models.DateTimeField()),
                ("reply_by_on", models.DateField(null=True)),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_messages",
                        to="serious_incident.seriousincident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IncidentDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("round", models.PositiveIntegerField()),
                ("outcome", models.CharField(help_text="notifiable or not_notifiable", max_length=20)),
                (
                    "abuse_met",
                    models.CharField(
                        help_text="abuse or neglect known or suspected: yes, no or unknown", max_length=10
                    ),
                ),
                (
                    "harm_met",
                    models.CharField(
                        help_text="a child died or was seriously harmed: yes, no or unknown", max_length=10
                    ),
                ),
                (
                    "place_met",
                    models.CharField(
                        help_text="in this area, or abroad and living here: yes, no or unknown", max_length=10
                    ),
                ),
                ("reasons", models.TextField()),
                ("decided_by", models.TextField(help_text="name and post")),
                (
                    "signed_off_by",
                    models.TextField(blank=True, help_text="the director, where it was put to them (GL-SN-08)"),
                ),
                ("without_views", models.TextField(blank=True, help_text="why it could not wait for a partner's view")),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="serious_incident.seriousincident",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="incidentchild",
            name="incident",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="serious_incident.seriousincident",
            ),
        ),
        migrations.CreateModel(
            name="IncidentChallenge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("text", models.TextField(help_text="the new facts, or why they disagree")),
                ("made_by_words", models.TextField()),
                ("made_at", models.DateTimeField()),
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
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="challenges",
                        to="serious_incident.seriousincident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Awareness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("aware_at", models.DateTimeField()),
                ("reason", models.TextField()),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awareness",
                        to="serious_incident.seriousincident",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StepReason",
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_reasons",
                        to="serious_incident.seriousincident",
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
            name="Telling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("told", models.CharField(help_text="a code of the pack's list incident.told", max_length=20)),
                ("recipient", models.TextField(help_text="who was told")),
                ("told_at", models.DateTimeField()),
                ("told_by", models.TextField(help_text="name and post")),
                ("how", models.TextField()),
                ("late_because", models.TextField(blank=True)),
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
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellings",
                        to="serious_incident.seriousincident",
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
            name="RequestToConsider",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("agency", "An agency asked us to consider it"),
                            ("council", "The council's own work"),
                            ("youth_justice", "Youth justice"),
                            ("child_death", "The child death review"),
                            ("other", "Another way"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "about",
                    models.CharField(blank=True, help_text="the record it was asked from, by reference", max_length=14),
                ),
                (
                    "children_words",
                    models.TextField(help_text="the children, one on a line, with what is known of their birth"),
                ),
                ("what_happened", models.TextField()),
                ("why", models.TextField(help_text="why it may be a serious incident")),
                ("safe_now", models.TextField(help_text="what is known of the children's safety now")),
                ("asked_by_words", models.TextField(help_text="name, post and organisation")),
                ("asked_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(help_text="when the council took it in", null=True)),
                (
                    "incident",
                    models.CharField(
                        blank=True, help_text="the incident it was taken into, by reference", max_length=14
                    ),
                ),
                (
                    "decided",
                    models.CharField(blank=True, help_text="notifiable, not_notifiable or declined", max_length=20),
                ),
                ("answer", models.TextField(blank=True, help_text="the reasons, as told to whoever asked")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.area"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
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
                    "team",
                    models.ForeignKey(
                        help_text="the team that decides",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["scope", "answered_at", "asked_at"], name="incident_request_list")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True), models.Q(("answer", ""), _negated=True), _connector="OR"
                        ),
                        name="an_answer_to_a_request_has_reasons",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="seriousincident",
            index=models.Index(fields=["scope", "stage", "aware_at"], name="serious_incident_list"),
        ),
        migrations.AddConstraint(
            model_name="seriousincident",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_at__isnull", True), models.Q(("national_reference", ""), _negated=True), _connector="OR"
                ),
                name="a_notice_sent_has_its_reference",
            ),
        ),
        migrations.AddConstraint(
            model_name="incidentdecision",
            constraint=models.UniqueConstraint(fields=("incident", "round"), name="one_decision_in_a_round"),
        ),
        migrations.AddConstraint(
            model_name="incidentchild",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("part", "died"), _negated=True), ("died_on__isnull", False), _connector="OR"
                ),
                name="a_child_who_died_has_the_day",
            ),
        ),
        rowsecurity.protect("serious_incident_seriousincident"),
        rowsecurity.protect("serious_incident_incidentchild"),
        rowsecurity.protect("serious_incident_awareness"),
        rowsecurity.protect("serious_incident_partnerview"),
        rowsecurity.protect("serious_incident_safetycheck"),
        rowsecurity.protect("serious_incident_incidentdecision"),
        rowsecurity.protect("serious_incident_telling"),
        rowsecurity.protect("serious_incident_panelmessage"),
        rowsecurity.protect("serious_incident_incidentchallenge"),
        rowsecurity.protect("serious_incident_requesttoconsider"),
        rowsecurity.protect("serious_incident_stepreason"),
    ]
