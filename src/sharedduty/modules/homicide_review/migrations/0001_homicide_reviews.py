"""Homicide reviews: everything confidential behind row-level security from the first; what is published is a copy."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("directory", "0002_names_and_seat_holdings"),
        ("people", "0009_births_for_keeping"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="asked", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("review", models.CharField(help_text="the review, by reference", max_length=14)),
                ("agency", models.TextField()),
                (
                    "on_panel",
                    models.BooleanField(help_text="whether the agency sits on the panel; others are commissioned too"),
                ),
                ("asked", models.TextField(help_text="what it is to look at: from the terms of reference")),
                ("due_on", models.DateField()),
                (
                    "manager_words",
                    models.TextField(help_text="the senior manager who commissions and endorses it: name and post"),
                ),
                ("author_words", models.TextField(blank=True, help_text="name and post")),
                ("no_part", models.BooleanField(help_text="that the author had no direct part in the case", null=True)),
                (
                    "no_line",
                    models.BooleanField(help_text="that the author managed nobody who worked in it", null=True),
                ),
                ("independent_because", models.TextField(blank=True, help_text="what the declaration rests on")),
                (
                    "account",
                    models.TextField(
                        blank=True, help_text="the chronology: what the agency did, in order, or where it lies"
                    ),
                ),
                ("analysis", models.TextField(blank=True, help_text="why, and not only what")),
                ("learning", models.TextField(blank=True)),
                ("good_practice", models.TextField(blank=True)),
                (
                    "recommended",
                    models.TextField(blank=True, help_text="action, who, by when, to what end, how it is reviewed"),
                ),
                ("endorsed_by", models.TextField(blank=True, help_text="name and post")),
                ("endorsed_at", models.DateTimeField(null=True)),
                (
                    "owns",
                    models.TextField(blank=True, help_text="how the senior manager answers for the recommendations"),
                ),
                ("nil_because", models.TextField(blank=True, help_text="why there is nothing to report")),
                ("presented_on", models.DateField(null=True)),
                ("panel_said", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.area"
                    ),
                ),
                (
                    "author",
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
                    "manager",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.appointment",
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
            name="HomicideNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("victim", models.TextField(help_text="name of who died, or “Not known”")),
                ("victim_birth_on", models.DateField(null=True)),
                ("perpetrator", models.TextField(help_text="name of who is alleged to have done it, or “Not known”")),
                ("died_on", models.DateField(help_text="the day of the death, or of what was survived")),
                ("district", models.TextField(help_text="where the victim normally lived, or was last known to")),
                ("summary", models.TextField(help_text="what happened, as agreed with the investigation")),
                ("agreed_with", models.TextField(help_text="who of the investigation agreed the summary")),
                (
                    "coordinator",
                    models.TextField(help_text="name of the strategic coordinator who supports the partnership"),
                ),
                ("telephoned", models.TextField(blank=True, help_text="who was telephoned and when, or why not yet")),
                ("late_because", models.TextField(blank=True)),
                (
                    "on_behalf",
                    models.TextField(blank=True, help_text="who referred it, where it came by secure e-mail"),
                ),
                (
                    "received_at",
                    models.DateTimeField(help_text="when the written notice came: the month to decide runs from here"),
                ),
                ("sent_words", models.TextField(help_text="name, post and body of who wrote it down here")),
                ("taken_at", models.DateTimeField(null=True)),
                ("review", models.CharField(blank=True, help_text="the review it led to, by reference", max_length=14)),
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
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        help_text="the community safety partnership",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HomicideReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="considering", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("dhr", "Domestic homicide review"),
                            ("learning_review", "Domestic abuse learning review"),
                            ("near_miss", "Near-miss review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("notice", models.CharField(help_text="the notice it began with, by reference", max_length=14)),
                ("victim", models.TextField()),
                ("died_on", models.DateField()),
                ("district", models.TextField()),
                (
                    "body",
                    models.TextField(
                        help_text="which community safety partnership has the duty, as the area's pack says"
                    ),
                ),
                ("body_because", models.TextField(blank=True, help_text="what was agreed where that is not clear")),
                ("what_happened", models.TextField()),
                ("came_at", models.DateTimeField(help_text="when the death came to the partnership's notice")),
                ("opened_at", models.DateTimeField()),
                (
                    "decided_at",
                    models.DateTimeField(help_text="day 0 of the six months, where a review is held", null=True),
                ),
                ("signed_at", models.DateTimeField(help_text="when it was complete: signed off and sent", null=True)),
                ("cleared_at", models.DateTimeField(null=True)),
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
                        help_text="the community safety partnership",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HomicideDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("outcome", models.CharField(help_text="a code of the pack's list homicide.decision", max_length=20)),
                ("over_16", models.CharField(help_text="yes, no or not_known", max_length=12)),
                ("relation", models.CharField(help_text="a code of the pack's list homicide.relation", max_length=20)),
                ("death", models.CharField(help_text="a code of the pack's list homicide.death", max_length=20)),
                ("abuse", models.TextField(help_text="what is known of violence, abuse, neglect or control")),
                (
                    "weighed",
                    models.JSONField(help_text="by the number of the consideration in the area's pack: what was found"),
                ),
                ("specialist", models.TextField(help_text="what those who know domestic abuse said")),
                ("partners", models.TextField(help_text="what the agencies said")),
                ("panel", models.TextField(blank=True, help_text="who advised, where a decision panel met")),
                ("reasons", models.TextField()),
                ("decided_by", models.TextField(help_text="name of the chair of the community safety partnership")),
                ("decided_at", models.DateTimeField()),
                ("why_again", models.TextField(blank=True)),
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
                        related_name="decisions",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FamilyMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("victim", "The victim's family or friends"),
                            ("perpetrator", "The alleged perpetrator's family"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.TextField()),
                ("tie", models.TextField(help_text="who they are: mother, brother, friend")),
                ("invited_on", models.DateField(null=True)),
                ("not_invited_because", models.TextField(blank=True)),
                ("letter", models.JSONField(default=list, help_text="codes of the pack's list homicide.family_letter")),
                (
                    "delivered",
                    models.TextField(
                        blank=True, help_text="who gave the letter: the family liaison officer where possible"
                    ),
                ),
                (
                    "advocate",
                    models.TextField(blank=True, help_text="which specialist service was offered, and the answer"),
                ),
                ("contact", models.TextField(blank=True, help_text="how they want to be reached")),
                ("every_days", models.PositiveIntegerField(help_text="how often they want to hear", null=True)),
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
                        related_name="family",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("until_on", models.DateField()),
                ("reasons", models.TextField()),
                ("agreed_by", models.TextField(help_text="name and post")),
                ("agreed_on", models.DateField()),
                ("referred_on", models.DateField(help_text="when it was referred to the Home Office panel")),
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
                        related_name="extensions",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Cost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("item", models.CharField(help_text="a code of the pack's table dhr_costs", max_length=20)),
                ("pence", models.PositiveIntegerField()),
                ("shares", models.JSONField(help_text="who bears it and how much, in pence; they add up to the whole")),
                ("rule", models.TextField(help_text="the rule it was shared by, in words")),
                ("over_because", models.TextField(blank=True, help_text="why it is more than the limit")),
                ("agreed_by", models.TextField(blank=True)),
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
                        related_name="costs",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("kind", models.CharField(help_text="a code of the pack's list homicide.complaint", max_length=20)),
                ("who", models.TextField()),
                ("text", models.TextField()),
                ("received_on", models.DateField()),
                ("answered_by", models.TextField(help_text="the body that answers it")),
                ("answer", models.TextField(blank=True)),
                ("answered_on", models.DateField(null=True)),
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
                        related_name="complaints",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Clearance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("outcome", models.CharField(help_text="a code of the pack's list homicide.assurance", max_length=20)),
                ("letter", models.TextField()),
                ("answered_on", models.DateField()),
                (
                    "panel_told",
                    models.TextField(
                        blank=True, help_text="how the review panel was told, or met again, where changes are asked"
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
                        related_name="clearances",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Checklist",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "checklist",
                    models.CharField(
                        choices=[
                            ("report_check", "The panel's checks of the report"),
                            ("submission_check", "What the Home Office panel tests"),
                        ],
                        max_length=20,
                    ),
                ),
                ("report", models.PositiveIntegerField(help_text="which version of the report")),
                ("answers", models.JSONField(help_text="by code: yes or no, and what it rests on")),
                ("checked_by", models.TextField(help_text="name and post")),
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
                        related_name="checklists",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Chair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("chair", "Chair and author of the report"),
                            ("chair_only", "Chair; somebody else writes the report"),
                            ("author", "Author of the report"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.TextField()),
                ("body", models.TextField(help_text="where they work, or that they work for themselves")),
                (
                    "tests",
                    models.JSONField(
                        help_text="by code of the pack's list homicide.chair: yes or no, and what it rests on"
                    ),
                ),
                (
                    "register",
                    models.TextField(help_text="whether on the register of accredited chairs, and the references"),
                ),
                ("chosen_by", models.TextField(help_text="the parties who chose, by post; boards where it is joint")),
                ("contract", models.TextField(help_text="who issued the contract")),
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
                        related_name="chairs",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Administrator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("name", models.TextField(help_text="name and post")),
                ("supplied_by", models.TextField(help_text="the district's partnership, or the chair for a fee")),
                ("supervised_by", models.TextField(help_text="who gives the enhanced supervision")),
                ("duties", models.JSONField(help_text="codes of the pack's list homicide.administrator")),
                ("since_on", models.DateField()),
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
                        related_name="administrators",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HomicideStepReason",
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
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Interview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("who", models.TextField(help_text="post, and initials")),
                ("interviewed_on", models.DateField()),
                ("text", models.TextField(help_text="the record, as it was shared")),
                ("shared_on", models.DateField(help_text="when it was shared with who was interviewed")),
                ("kept_at", models.TextField(help_text="where it is kept for disclosure")),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interviews",
                        to="homicide_review.agencyreport",
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
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "log",
                    models.CharField(
                        choices=[("family", "Family"), ("media", "Media"), ("home_office", "Home Office")],
                        max_length=20,
                    ),
                ),
                ("kind", models.CharField(help_text="a code of the pack's list homicide.LOG", max_length=20)),
                ("member", models.CharField(blank=True, help_text="of the family: whom, by reference", max_length=14)),
                ("words", models.TextField()),
                ("by_whom", models.TextField(help_text="name and post")),
                ("happened_at", models.DateTimeField()),
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
                        related_name="log",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Overlap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("kind", models.CharField(help_text="a code of the pack's list homicide.overlap", max_length=20)),
                ("consulted", models.TextField(help_text="board or investigator: name and post")),
                ("consulted_on", models.DateField()),
                ("joint", models.BooleanField(default=False)),
                (
                    "agreed",
                    models.TextField(
                        help_text="how the two go together, or what the chair and the investigator agreed"
                    ),
                ),
                ("agreed_chair", models.TextField(blank=True)),
                ("agreed_money", models.TextField(blank=True)),
                ("agreed_terms", models.TextField(blank=True)),
                ("held_to_account", models.TextField(blank=True, help_text="how both boards hold it to account")),
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
                        related_name="overlaps",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("review", models.CharField(help_text="the review, by reference", max_length=14)),
                (
                    "panel",
                    models.CharField(
                        choices=[("decision", "Decision panel"), ("review", "Review panel")], max_length=20
                    ),
                ),
                ("seat", models.TextField(help_text="which body of the area's pack they sit for, or another")),
                ("name", models.TextField()),
                ("body", models.TextField(help_text="post and organisation")),
                (
                    "shown",
                    models.TextField(
                        help_text="what they are told of the death: all that a member reads before they declare"
                    ),
                ),
                (
                    "politician",
                    models.BooleanField(default=False, help_text="whether they also hold a local political office"),
                ),
                (
                    "fitness",
                    models.TextField(
                        blank=True, help_text="that they sit for their employer, agreed by partnership and chair"
                    ),
                ),
                (
                    "declared",
                    models.JSONField(default=dict, help_text="by code of the pack's list homicide.member: yes or no"),
                ),
                (
                    "conflict",
                    models.TextField(blank=True, help_text="any tie to the case or its people, in their words"),
                ),
                ("settled", models.TextField(blank=True, help_text="what the chair made of a tie")),
                ("declared_at", models.DateTimeField(null=True)),
                (
                    "on_paper",
                    models.TextField(
                        blank=True, help_text="where the declaration is kept, for a member without an account"
                    ),
                ),
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
            name="PlanAudit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("audited_on", models.DateField()),
                ("audited_by", models.TextField(help_text="name and post")),
                ("looked_at", models.TextField()),
                ("audit_found", models.TextField()),
                ("carried_out", models.BooleanField(help_text="whether the plan is carried out in full")),
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
                        related_name="audits",
                        to="homicide_review.homicidereview",
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
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PublicationPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("planned_on", models.DateField()),
                (
                    "avoided",
                    models.TextField(help_text="days that mean something to the family, or that none were named"),
                ),
                (
                    "family_agreed",
                    models.TextField(help_text="who of the family agreed to day and media, or why nobody was asked"),
                ),
                (
                    "media",
                    models.TextField(help_text="who speaks, what the press release says, which best practice is shown"),
                ),
                ("agencies_have", models.TextField(help_text="that each agency has report and plan")),
                ("decided_by", models.TextField(help_text="name and post")),
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
                        related_name="publication_plans",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublishedHomicideReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=14, unique=True)),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("dhr", "Domestic homicide review"),
                            ("learning_review", "Domestic abuse learning review"),
                            ("near_miss", "Near-miss review"),
                        ],
                        max_length=20,
                    ),
                ),
                ("public_title", models.TextField()),
                ("chair_named", models.TextField(help_text="chair and panel: the only names")),
                ("parts", models.JSONField(help_text="titles and texts, in order")),
                ("actions", models.JSONField(help_text="the recommendations with owner and day")),
                ("searched", models.TextField(help_text="every public word in one, to be found by")),
                ("published_at", models.DateTimeField()),
                ("renewed_at", models.DateTimeField(null=True)),
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
                ("owner", models.TextField(help_text="post and agency")),
                ("due_on", models.DateField()),
                ("outcome", models.TextField(help_text="what will be different")),
                ("measure", models.TextField(help_text="how one will know")),
                ("earlier", models.JSONField(default=list, help_text="what it said before it was mended")),
                (
                    "tested_with",
                    models.TextField(
                        blank=True, help_text="with whom of the agency the action was tested, and what came of it"
                    ),
                ),
                (
                    "senior",
                    models.TextField(blank=True, help_text="who agreed the day at a senior level: name and post"),
                ),
                ("tested_on", models.DateField(null=True)),
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
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportReason",
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_reasons",
                        to="homicide_review.agencyreport",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("summary", models.TextField(help_text="the executive summary")),
                ("account", models.TextField(help_text="what happened, written so that nobody is known by it")),
                ("analysis", models.TextField()),
                ("lessons", models.TextField()),
                ("good_practice", models.TextField()),
                (
                    "family_words",
                    models.TextField(help_text="the part of the family, and what they said, or that they took none"),
                ),
                ("independence", models.TextField(help_text="the chair's statement of independence")),
                ("received_on", models.DateField()),
                ("approved_by", models.TextField(blank=True, help_text="that chair and panel agreed to a change")),
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
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReturnedChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("text", models.TextField()),
                ("put_on", models.DateField()),
                ("answer", models.TextField(blank=True, help_text="what chair and panel decided")),
                ("answered_by", models.TextField(blank=True, help_text="name and post")),
                ("answered_on", models.DateField(null=True)),
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
                        related_name="changes",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("victim", "Victim"),
                            ("perpetrator", "Alleged perpetrator"),
                            ("child", "A child of the family"),
                            ("other", "Somebody else of the family or household"),
                        ],
                        max_length=20,
                    ),
                ),
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
                        related_name="people",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("report", models.PositiveIntegerField(help_text="which version of the report")),
                ("tasks", models.JSONField(help_text="codes of the pack's list homicide.sign_off that are done")),
                ("feedback", models.TextField(help_text="how staff, family and media are told")),
                ("signed_by", models.TextField(help_text="name and post")),
                ("sent_at", models.DateTimeField()),
                ("how", models.TextField(help_text="by which secure way")),
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
                        related_name="sign_offs",
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StaffFeedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("who", models.TextField()),
                ("given_on", models.DateField()),
                ("corrected", models.TextField(help_text="what they put right, or that there was nothing")),
                ("apart", models.TextField(help_text="that discipline, if there is any, runs apart from the review")),
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
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="homicide_review.agencyreport",
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
                ("scope_words", models.TextField(help_text="what the review covers, in proportion to what happened")),
                ("period_from_on", models.DateField()),
                ("period_to_on", models.DateField()),
                (
                    "topics",
                    models.JSONField(
                        help_text="by the number of the topic in the area's pack: what is asked, or why it is not"
                    ),
                ),
                ("holding_statement", models.TextField()),
                ("data_protection", models.TextField()),
                ("panel_met_on", models.DateField(help_text="the first meeting of the panel, which agreed them")),
                ("agreed_by", models.TextField(help_text="name of the chair, who has the last word")),
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
                        to="homicide_review.homicidereview",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="agencyreport",
            index=models.Index(fields=["review", "stage"], name="homicide_reports"),
        ),
        migrations.AddConstraint(
            model_name="agencyreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("endorsed_at__isnull", True), models.Q(("endorsed_by", ""), _negated=True), _connector="OR"
                ),
                name="an_agency_report_says_who_endorsed",
            ),
        ),
        migrations.AddIndex(
            model_name="homicidereview",
            index=models.Index(fields=["scope", "stage", "opened_at"], name="homicide_review_list"),
        ),
        migrations.AddConstraint(
            model_name="homicidereview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(models.Q(("publication", ""), _negated=True), ("cleared_at__isnull", False)),
                    _connector="OR",
                ),
                name="a_homicide_review_is_cleared_before_it_is_public",
            ),
        ),
        migrations.AddConstraint(
            model_name="homicidedecision",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_homicide_decision_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="homicidedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="a_homicide_decision_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="familymember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("invited_on__isnull", False), models.Q(("not_invited_because", ""), _negated=True), _connector="OR"
                ),
                name="family_invited_or_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="chair",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), models.Q(("ended_because", ""), _negated=True), _connector="OR"
                ),
                name="a_homicide_chair_ends_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="justification",
            constraint=models.CheckConstraint(
                condition=models.Q(("because", ""), _negated=True), name="a_homicide_justification_has_reasons"
            ),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(fields=["review", "log", "happened_at"], name="homicide_log"),
        ),
        migrations.AddConstraint(
            model_name="overlap",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("joint", False),
                    models.Q(
                        models.Q(("agreed_chair", ""), _negated=True),
                        models.Q(("agreed_money", ""), _negated=True),
                        models.Q(("agreed_terms", ""), _negated=True),
                        models.Q(("held_to_account", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_joint_review_says_chair_money_terms_and_account",
            ),
        ),
        migrations.AddIndex(
            model_name="panelmember",
            index=models.Index(fields=["review", "panel"], name="homicide_members"),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("ended_because", ""), _negated=True), _connector="OR"
                ),
                name="a_homicide_member_ends_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("politician", False), models.Q(("fitness", ""), _negated=True), _connector="OR"),
                name="a_politician_sits_for_an_employer_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationplan",
            constraint=models.UniqueConstraint(
                fields=("review", "number"), name="one_homicide_publication_plan_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedhomicidereview",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_title", ""), _negated=True), name="a_public_homicide_review_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                fields=("review", "number"), name="one_homicide_recommendation_of_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_homicide_report_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.CheckConstraint(
                condition=models.Q(("signed_by", ""), _negated=True), name="a_sign_off_says_who"
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                fields=("review", "number"), name="one_set_of_homicide_terms_of_a_number"
            ),
        ),
        rowsecurity.protect("homicide_review_agencyreport"),
        rowsecurity.protect("homicide_review_homicidenotice"),
        rowsecurity.protect("homicide_review_homicidereview"),
        rowsecurity.protect("homicide_review_homicidedecision"),
        rowsecurity.protect("homicide_review_familymember"),
        rowsecurity.protect("homicide_review_extension"),
        rowsecurity.protect("homicide_review_cost"),
        rowsecurity.protect("homicide_review_complaint"),
        rowsecurity.protect("homicide_review_clearance"),
        rowsecurity.protect("homicide_review_checklist"),
        rowsecurity.protect("homicide_review_chair"),
        rowsecurity.protect("homicide_review_administrator"),
        rowsecurity.protect("homicide_review_homicidestepreason"),
        rowsecurity.protect("homicide_review_interview"),
        rowsecurity.protect("homicide_review_justification"),
        rowsecurity.protect("homicide_review_logentry"),
        rowsecurity.protect("homicide_review_overlap"),
        rowsecurity.protect("homicide_review_panelmember"),
        rowsecurity.protect("homicide_review_planaudit"),
        rowsecurity.protect("homicide_review_protectedword"),
        rowsecurity.protect("homicide_review_publicationplan"),
        rowsecurity.protect("homicide_review_recommendation"),
        rowsecurity.protect("homicide_review_reportreason"),
        rowsecurity.protect("homicide_review_reportversion"),
        rowsecurity.protect("homicide_review_returnedchange"),
        rowsecurity.protect("homicide_review_reviewedperson"),
        rowsecurity.protect("homicide_review_signoff"),
        rowsecurity.protect("homicide_review_stafffeedback"),
        rowsecurity.protect("homicide_review_terms"),
    ]
