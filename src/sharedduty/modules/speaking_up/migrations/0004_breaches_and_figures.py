"""Breaches of personal data have a register; a year that is over has figures of complaints and requests."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process.yearly import SMALL_HELD_BACK

RIGHTS = """
GRANT SELECT (record, key, due_at, met_at, stopped_at) ON process_clock TO {sight};
CREATE POLICY speaking_up_counts ON process_clock FOR SELECT TO {sight} USING (key::text = ANY (ARRAY['complaint.ack', 'dsar.respond']::text[]));
"""
# What was owed of each kind: a complaint by the day promised, a complaint about data by its acknowledgement, a request by its
# month or, extended, by the day promised. The first answer counts. A file the viewer is shut out of is not counted for them.
FIGURES = """
CREATE FUNCTION speaking_up_figures(the_start timestamptz, the_end timestamptz)
RETURNS TABLE (list text, code text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH viewer AS (
        SELECT h.area_id FROM access_held(true) h
        WHERE h.role IN ('business_manager', 'partner', 'scrutineer', 'head_of_service', 'privacy_officer')
            AND the_end <= now()
    ), sent AS (
        SELECT m.kind, s.sent_as, m.outcome, m.stage, m.reference,
            (m.promised_on + 1)::timestamp AT TIME ZONE 'Europe/London' AS promised,
            (SELECT min(v.moved_at) FROM process_move v WHERE v.record = m.reference AND v.verb IN ('answer', 'release'))
                AS answered
        FROM speaking_up_matter m JOIN speaking_up_sending s ON s.id = m.sending_id
        JOIN access_casefile f ON f.id = m.case_file_id JOIN viewer w ON w.area_id = f.area_id
        WHERE m.opened_at >= the_start AND m.opened_at < the_end
            AND f.id <> ALL ((SELECT my_exclusions())::bigint[])
    ), owed AS (
        SELECT t.kind, t.stage,
            CASE WHEN t.kind = 'complaint' THEN t.promised
                WHEN t.kind = 'access' AND t.promised IS NOT NULL THEN t.promised
                ELSE c.due_at END AS due,
            CASE WHEN t.kind = 'data_complaint' THEN c.met_at ELSE t.answered END AS done
        FROM sent t LEFT JOIN LATERAL (
            SELECT k.due_at, k.met_at FROM process_clock k
            WHERE k.record = t.reference AND k.key IN ('complaint.ack', 'dsar.respond')
            ORDER BY k.due_at LIMIT 1) c ON true
        WHERE t.kind <> 'concern'
    ), timed AS (
        SELECT 'time_' || o.kind AS list,
            CASE WHEN o.done IS NULL AND o.stage = 'closed' THEN 'ended'
                WHEN o.due IS NULL THEN 'no_limit'
                WHEN coalesce(o.done, now()) <= o.due THEN 'in_time'
                ELSE 'late' END AS code
        FROM owed o
    ), counted AS (
        SELECT 'kind' AS list, t.kind::text AS code, count(*) AS number FROM sent t GROUP BY t.kind
        UNION ALL SELECT 'sender', t.sent_as, count(*) FROM sent t WHERE t.kind = 'complaint' GROUP BY t.sent_as
        UNION ALL SELECT 'outcome', t.outcome, count(*) FROM sent t WHERE t.kind = 'complaint' AND t.outcome <> ''
            GROUP BY t.outcome
        UNION ALL SELECT m.list, m.code, count(*) FROM timed m GROUP BY m.list, m.code
        UNION ALL SELECT 'all', 'all', count(*) FROM sent t HAVING count(*) > 0
    )<small>
$body$;
""".replace("<small>", SMALL_HELD_BACK)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("directory", "0002_names_and_seat_holdings"),
        ("speaking_up", "0003_releases_are_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataBreach",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14, unique=True)),
                ("stage", models.CharField(default="found", max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("happened", models.TextField(help_text="what happened to the data; no name of whoever it is about")),
                ("happened_on", models.DateField(help_text="empty where the day is not known", null=True)),
                ("aware_at", models.DateTimeField(help_text="when somebody here became aware of it: hour 0 of the 72")),
                (
                    "people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), help_text="whose data, by kind: codes of PEOPLE"
                    ),
                ),
                (
                    "how_many",
                    models.PositiveIntegerField(help_text="about how many people; empty where not known", null=True),
                ),
                (
                    "data",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), help_text="which data, by kind: codes of DATA"
                    ),
                ),
                (
                    "found_by",
                    models.CharField(
                        blank=True, help_text="an opening, an alarm or a complaint, by reference", max_length=60
                    ),
                ),
                ("risk", models.CharField(blank=True, help_text="a code of RISKS, as last judged", max_length=12)),
                ("regulator", models.CharField(blank=True, help_text="a code of REGULATOR", max_length=12)),
                ("regulator_at", models.DateTimeField(help_text="when the regulator was first told", null=True)),
                ("regulator_reference", models.CharField(blank=True, max_length=60)),
                ("told_people", models.CharField(blank=True, help_text="a code of TOLD or NOT_TOLD", max_length=20)),
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
            ],
        ),
        migrations.CreateModel(
            name="BreachNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("verb", models.CharField(max_length=40)),
                ("chosen", models.CharField(blank=True, max_length=20)),
                ("text", models.TextField()),
                ("decided_by", models.TextField(blank=True)),
                ("happened_at", models.DateTimeField(help_text="when they were told, where somebody was", null=True)),
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
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="speaking_up.databreach"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="databreach",
            index=models.Index(fields=["scope", "stage", "aware_at"], name="breach_list"),
        ),
        migrations.AddConstraint(
            model_name="databreach",
            constraint=models.CheckConstraint(
                condition=models.Q(("regulator_at__isnull", True), ("regulator", "told"), _connector="OR"),
                name="a_regulator_told_is_said_so",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="a_breach_note_has_words"
            ),
        ),
        rowsecurity.protect("speaking_up_breachnote"),
        rowsecurity.protect("speaking_up_databreach"),
        rowsecurity.run_sql(
            RIGHTS + rowsecurity.definer("speaking_up_figures(timestamptz, timestamptz)", FIGURES, others="")
        ),
    ]
