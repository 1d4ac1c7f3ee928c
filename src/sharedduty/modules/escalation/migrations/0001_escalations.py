"""Escalations: every table under row-level security; sealed along with the file they are about; counted by two functions."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.modules.escalation.queries.figuring import FUNCTION, OWN, READS

# Whoever is shut out of the file a disagreement is about, also later, has no disagreement about it.
NOT_ROUND = """
CREATE POLICY escalation_escalation_not_round ON escalation_escalation AS RESTRICTIVE FOR SELECT TO {app}
    USING (about_file_id IS NULL OR about_file_id <> ALL ((SELECT my_exclusions())::bigint[]));
"""

# A file that is sealed takes the disagreements about it along, with their meetings.
ALONG = """
CREATE FUNCTION escalation_seal_along(the_sealing bigint) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    sealed bigint[];
BEGIN
    SELECT coalesce(array_agg(access_seal_along(the_sealing, other.file)), '{}') INTO sealed
    FROM (
        SELECT DISTINCT each.file FROM access_sealing s
        JOIN escalation_escalation e ON s.case_file_id IN (e.about_file_id, e.case_file_id)
        CROSS JOIN LATERAL (
            SELECT e.case_file_id AS file
            UNION SELECT g.case_file_id FROM gatherings_gathering g WHERE g.for_record = e.reference
            UNION SELECT p.case_file_id FROM gatherings_part p JOIN gatherings_gathering g ON g.id = p.gathering_id
                WHERE g.for_record = e.reference
            UNION SELECT p.papers_file_id FROM gatherings_part p JOIN gatherings_gathering g ON g.id = p.gathering_id
                WHERE g.for_record = e.reference) each
        WHERE (s.id = the_sealing OR s.along_with_id = the_sealing) AND each.file <> s.case_file_id
    ) other;
    RETURN array_remove(sealed, NULL);
END $body$;
GRANT SELECT (id, case_file_id, for_record) ON gatherings_gathering TO {sight};
CREATE POLICY escalation_seals ON gatherings_gathering FOR SELECT TO {sight} USING (room = 'escalation');
GRANT SELECT (room) ON gatherings_gathering TO {sight};
GRANT SELECT (gathering_id, case_file_id, papers_file_id) ON gatherings_part TO {sight};
CREATE POLICY escalation_seals ON gatherings_part FOR SELECT TO {sight} USING (true);
"""
CLOCKS = """
GRANT SELECT (record, key, due_at, stopped_at) ON process_clock TO {sight};
CREATE POLICY escalation_counts ON process_clock FOR SELECT TO {sight} USING (left(key, 11) = 'escalation.');
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0010_exclusions_are_taken_over"),
        ("directory", "0002_names_and_seat_holdings"),
        ("gatherings", "0002_meetings_to_come"),
        ("process", "0007_clocks_may_end_sooner"),
    ]

    operations = [
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="one", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "about_record",
                    models.CharField(blank=True, help_text="the record it is about, by reference", max_length=14),
                ),
                (
                    "decided_on",
                    models.DateField(help_text="of the decision it is about, where it is about one", null=True),
                ),
                ("what", models.TextField(help_text="which act, inaction or decision")),
                (
                    "topic",
                    models.CharField(help_text="a code of the local pack's list disagreement_subject", max_length=40),
                ),
                ("unsafe_because", models.TextField()),
                ("wanted", models.TextField()),
                (
                    "impact",
                    models.TextField(
                        blank=True, help_text="what it does to the child; empty where it is about no child"
                    ),
                ),
                (
                    "child_status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("plan", "On a child protection plan"),
                            ("care", "In care"),
                            ("both", "On a plan and in care"),
                            ("neither", "Neither"),
                            ("not_known", "Not known"),
                        ],
                        max_length=12,
                    ),
                ),
                ("immediate_harm", models.BooleanField(default=False)),
                ("raised_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "about_file",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.casefile"
                    ),
                ),
                (
                    "against",
                    models.ForeignKey(
                        help_text="the other agency",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.organisation",
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
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "raised_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.organisation"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        help_text="of whoever raised it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("outcome", models.CharField(help_text="a code of the pack's list escalation.outcome", max_length=20)),
                ("agreed", models.TextField()),
                ("loose_ends", models.TextField(blank=True, help_text="how what is open goes on")),
                (
                    "decided_how",
                    models.CharField(blank=True, help_text="direct or panel, where it was decided", max_length=10),
                ),
                ("decided_by", models.TextField(blank=True, help_text="name and post")),
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="escalation.escalation"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Discussion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("number", models.PositiveSmallIntegerField(help_text="the stage")),
                ("talked_at", models.DateTimeField()),
                ("how", models.CharField(help_text="a code of the pack's list escalation.talked", max_length=20)),
                ("between", models.TextField()),
                ("said", models.TextField()),
                ("result", models.CharField(help_text="a code of the pack's list escalation.result", max_length=20)),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discussions",
                        to="escalation.escalation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Debrief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("offered_to", models.TextField()),
                ("answer", models.CharField(help_text="wanted, held or declined", max_length=12)),
                (
                    "learned",
                    models.TextField(blank=True, help_text="what both agencies take from it; no names, no blame"),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="debriefs", to="escalation.escalation"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Logged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("note", models.TextField(blank=True)),
                ("brought_in", models.TextField(blank=True, help_text="members of the board whom they engaged: posts")),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="logged", to="escalation.escalation"
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
            name="MeetingTaken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("kind", models.CharField(help_text="as the process declares it", max_length=30)),
                ("meeting", models.CharField(help_text="by reference", max_length=14)),
                ("met_at", models.DateTimeField()),
                ("quorate", models.BooleanField()),
                ("basis", models.TextField(help_text="on what basis information was shared (GL-CN-09)")),
                ("result", models.TextField()),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="escalation.escalation"
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
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("side", models.CharField(help_text="raised, against, or other", max_length=10)),
                (
                    "part",
                    models.CharField(
                        help_text="worker, manager, senior, decider and others: rules.PARTS", max_length=20
                    ),
                ),
                ("stage", models.PositiveSmallIntegerField(help_text="the stage in which they came in")),
                ("name", models.TextField()),
                ("body", models.TextField(help_text="post and organisation")),
                (
                    "conflict",
                    models.BooleanField(
                        default=False, help_text="decides, and is of an agency in the dispute (GL-ES-22)"
                    ),
                ),
                ("conflict_because", models.TextField(blank=True, help_text="why they decide all the same")),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="escalation.escalation",
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
            name="PlannedAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("number", models.PositiveSmallIntegerField(help_text="the stage in which it was agreed")),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="planned", to="escalation.escalation"
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
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("why", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("how", models.TextField()),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="escalation.escalation",
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
            name="ScrutineerView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="escalation.escalation"
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
            name="StageRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("began_at", models.DateTimeField()),
                (
                    "sooner_at",
                    models.DateTimeField(
                        help_text="by when the child needs an answer, where that is sooner", null=True
                    ),
                ),
                ("sooner_because", models.TextField(blank=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_how",
                    models.CharField(blank=True, help_text="moved up, settled, decided, withdrawn", max_length=20),
                ),
                ("account", models.TextField(blank=True, help_text="what was done and decided, and why it moved up")),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="escalation.escalation"
                    ),
                ),
            ],
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="step_reasons",
                        to="escalation.escalation",
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
            name="Tier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("tier", models.TextField(help_text="which tier: head of service, director")),
                ("raised_side", models.TextField()),
                ("other_side", models.TextField()),
                ("tried_on", models.DateField()),
                ("result", models.TextField()),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tiers", to="escalation.escalation"
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
            name="ToldAbout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("whom", models.CharField(help_text="a code of the pack's list escalation.told", max_length=20)),
                ("recipient", models.TextField()),
                ("told_at", models.DateTimeField()),
                ("how", models.TextField()),
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="told", to="escalation.escalation"
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
            name="WrittenCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        help_text="the stage that ended; the last one's goes with the end"
                    ),
                ),
                ("final", models.BooleanField(default=False)),
                ("notice", models.CharField(blank=True, help_text="the message sent, by reference", max_length=14)),
                ("how", models.TextField(help_text="a notice of this service, or in words")),
                (
                    "sent_at",
                    models.DateTimeField(
                        help_text="empty while somebody without an account here still waits for it", null=True
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
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="escalation.escalation"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="escalation.participant"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="escalation",
            index=models.Index(fields=["area", "raised_at"], name="escalation_of_area"),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.CheckConstraint(
                condition=models.Q(("raised_for", models.F("against")), _negated=True), name="two_agencies_disagree"
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("escalation", "appointment", "part"), name="nobody_takes_one_part_twice"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on__isnull", True), models.Q(("done", ""), _negated=True), _connector="OR"),
                name="what_was_agreed_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagerun",
            constraint=models.UniqueConstraint(fields=("escalation", "number"), name="one_run_of_a_stage"),
        ),
        migrations.AddConstraint(
            model_name="stagerun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sooner_at__isnull", True), models.Q(("sooner_because", ""), _negated=True), _connector="OR"
                ),
                name="sooner_with_a_reason",
            ),
        ),
        rowsecurity.protect("escalation_debrief"),
        rowsecurity.protect("escalation_discussion"),
        rowsecurity.protect("escalation_ending"),
        rowsecurity.protect("escalation_escalation"),
        rowsecurity.protect("escalation_logged"),
        rowsecurity.protect("escalation_meetingtaken"),
        rowsecurity.protect("escalation_participant"),
        rowsecurity.protect("escalation_plannedaction"),
        rowsecurity.protect("escalation_referral"),
        rowsecurity.protect("escalation_scrutineerview"),
        rowsecurity.protect("escalation_stagerun"),
        rowsecurity.protect("escalation_stepreason"),
        rowsecurity.protect("escalation_tier"),
        rowsecurity.protect("escalation_toldabout"),
        rowsecurity.protect("escalation_writtencopy"),
        rowsecurity.run_sql(
            NOT_ROUND
            + figuresql.read_by_sight(READS)
            + CLOCKS
            + rowsecurity.definer("escalation_seal_along(bigint)", ALONG, others="")
            + rowsecurity.definer("escalation_pattern(timestamptz, timestamptz)", FUNCTION, others="")
            + rowsecurity.definer("escalation_own_count(timestamptz, timestamptz)", OWN, others="")
        ),
    ]
