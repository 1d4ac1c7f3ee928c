import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("directory", "0002_names_and_seat_holdings"),
    ]

    operations = [
        migrations.CreateModel(
            name="PoliceNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("candidate", models.TextField(help_text="a code or initials that only the employer can read")),
                ("came_on", models.DateField()),
                ("handled", models.TextField(help_text="where it is kept and who decided; never its content")),
                ("destroy_on", models.DateField(null=True)),
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
            name="Procedure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("where", models.TextField(blank=True, help_text="where staff find it")),
                ("lead", models.TextField(blank=True, help_text="post of whoever leads it")),
                (
                    "line",
                    models.TextField(blank=True, help_text="the direct line or address apart from one's own manager"),
                ),
                (
                    "leaflet",
                    models.TextField(
                        blank=True, help_text="leaflet naming an independent charity for advice, and its version"
                    ),
                ),
                (
                    "protects",
                    models.CharField(
                        blank=True, help_text="yes, no or not_known: no manager of the reporter reads it", max_length=12
                    ),
                ),
                ("reviewed_on", models.DateField(null=True)),
                ("next_on", models.DateField(null=True)),
                (
                    "works",
                    models.CharField(
                        blank=True, help_text="yes, no or not_known: what the yearly check found", max_length=12
                    ),
                ),
                ("works_why", models.TextField(blank=True)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
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
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("concern", "Concern about an organisation"),
                            ("complaint", "Complaint about joint work"),
                            ("data_complaint", "Complaint about personal data"),
                            ("access", "Request for one's own information"),
                        ],
                        max_length=20,
                    ),
                ),
                ("matter", models.CharField(help_text="the record of the work on it, by reference", max_length=14)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("anonymous", "Nobody knows who they are"),
                            ("confidential", "Only whoever handles it knows who they are"),
                            ("named", "They gave their name"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "sent_as",
                    models.CharField(
                        choices=[
                            ("child", "Child or young person"),
                            ("family", "Parent, carer or relative"),
                            ("professional", "Somebody who works or volunteers with children"),
                            ("other", "Somebody else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sender_name", models.TextField(blank=True)),
                ("sender_reach", models.TextField(blank=True)),
                ("organisation_words", models.TextField(blank=True)),
                ("told", models.TextField(help_text="what happened, or what is asked for")),
                ("affected", models.TextField(blank=True, help_text="which children, as far as the sender says")),
                ("child_at_risk", models.CharField(blank=True, help_text="yes, no or not_known", max_length=12)),
                ("told_before", models.TextField(blank=True, help_text="whom they told before, and what came of it")),
                ("wanted", models.TextField(blank=True, help_text="what they would like to happen")),
                ("sent_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        default="received", help_text="where it stands, as its sender is told", max_length=20
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
                    "given_to",
                    models.ForeignKey(
                        help_text="the post that answers",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.post",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.link"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
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
            name="Released",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("title", models.TextField()),
                ("text", models.TextField()),
                ("redacted", models.BooleanField(default=False)),
                ("released_at", models.DateTimeField()),
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
                    "sending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="released", to="speaking_up.sending"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("from_sender", models.BooleanField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
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
                    "sending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="speaking_up.sending"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("concern", "Concern about an organisation"),
                            ("complaint", "Complaint about joint work"),
                            ("data_complaint", "Complaint about personal data"),
                            ("access", "Request for one's own information"),
                        ],
                        max_length=20,
                    ),
                ),
                ("stage", models.CharField(default="received", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "shut_emails",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        default=list,
                        help_text="addresses of people named, shut out also later",
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                (
                    "promised_on",
                    models.DateField(help_text="when an answer was promised, or is owed after an extension", null=True),
                ),
                (
                    "details_at",
                    models.DateTimeField(
                        help_text="when identity and details were complete: day 0 of a request", null=True
                    ),
                ),
                ("outcome", models.CharField(blank=True, help_text="a code of OUTCOMES", max_length=20)),
                ("child_seen_to", models.CharField(blank=True, help_text="handed, known or none", max_length=12)),
                (
                    "handed",
                    models.CharField(
                        blank=True, help_text="the hand-over to the front door, by reference", max_length=14
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
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
                    "given_to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.post"
                    ),
                ),
                (
                    "sending",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="speaking_up.sending"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ElementState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("element", models.CharField(help_text="a code of the pack's lists recruitment.*", max_length=30)),
                ("state", models.CharField(max_length=12)),
                ("evidence", models.TextField()),
                ("seen_on", models.DateField()),
                ("next_on", models.DateField(null=True)),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
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
                        condition=models.Q(("evidence", ""), _negated=True), name="a_state_of_recruitment_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("document", models.TextField()),
                ("held_by", models.TextField(blank=True, help_text="where it is kept")),
                (
                    "third_parties",
                    models.TextField(blank=True, help_text="names of other people in it, one on each line"),
                ),
                ("decision", models.CharField(blank=True, help_text="disclose, redact or withhold", max_length=12)),
                (
                    "ground",
                    models.CharField(
                        blank=True, help_text="a code of GROUNDS, where something is held back", max_length=20
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "harm",
                    models.CharField(
                        blank=True, help_text="none or serious: what a professional judged", max_length=12
                    ),
                ),
                ("harm_why", models.TextField(blank=True)),
                ("harm_by", models.TextField(blank=True, help_text="the professional who judged it: name and post")),
                ("text", models.TextField(blank=True, help_text="as it may go out")),
                ("judged_at", models.DateTimeField(null=True)),
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
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="speaking_up.matter"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", ""),
                            models.Q(
                                models.Q(("harm_by", ""), _negated=True), models.Q(("harm_why", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="an_item_judged_has_its_harm_test",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatterNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("verb", models.CharField(max_length=40)),
                ("chosen", models.CharField(blank=True, max_length=20)),
                ("text", models.TextField()),
                ("decided_by", models.TextField(blank=True)),
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
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="speaking_up.matter"
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
                        condition=models.Q(("text", ""), _negated=True), name="a_matters_note_has_words"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["scope", "stage", "opened_at"], name="matter_list"),
        ),
        rowsecurity.protect("speaking_up_accessitem"),
        rowsecurity.protect("speaking_up_elementstate"),
        rowsecurity.protect("speaking_up_matter"),
        rowsecurity.protect("speaking_up_matternote"),
        rowsecurity.protect("speaking_up_message"),
        rowsecurity.protect("speaking_up_policenote"),
        rowsecurity.protect("speaking_up_procedure"),
        rowsecurity.protect("speaking_up_released"),
        rowsecurity.protect("speaking_up_sending"),
    ]
