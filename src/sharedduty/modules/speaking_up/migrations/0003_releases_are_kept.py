"""Every disclosure is kept with its version, who prepared it and who gave it out; nobody can delete one, nor change one given out."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity

KEPT = """
REVOKE UPDATE, DELETE, TRUNCATE ON speaking_up_released, speaking_up_releasepart FROM {app};
REVOKE DELETE, TRUNCATE ON speaking_up_release FROM {app};
CREATE FUNCTION speaking_up_release_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $body$
BEGIN
    IF (OLD.released_at IS NOT NULL OR OLD.sent_back_at IS NOT NULL)
        AND to_jsonb(NEW) - 'scope' IS DISTINCT FROM to_jsonb(OLD) - 'scope' THEN
        RAISE EXCEPTION 'a disclosure that went out, or was sent back, is not changed';
    END IF;
    IF (NEW.letter, NEW.recorded_by_id, NEW.recorded_at, NEW.matter_id)
        IS DISTINCT FROM (OLD.letter, OLD.recorded_by_id, OLD.recorded_at, OLD.matter_id) THEN
        RAISE EXCEPTION 'what was prepared is not changed';
    END IF;
    RETURN NEW;
END $body$;
CREATE TRIGGER speaking_up_release_stays BEFORE UPDATE ON speaking_up_release
    FOR EACH ROW EXECUTE FUNCTION speaking_up_release_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("directory", "0002_names_and_seat_holdings"),
        ("speaking_up", "0002_who_must_not_see"),
    ]

    operations = [
        migrations.AddField(
            model_name="released",
            name="version",
            field=models.PositiveIntegerField(
                default=1, help_text="which disclosure it was part of; none is ever deleted"
            ),
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("letter", models.TextField(help_text="what goes with it, as the requester reads it")),
                ("version", models.PositiveIntegerField(help_text="given when it went out", null=True)),
                ("released_at", models.DateTimeField(null=True)),
                ("sent_back_at", models.DateTimeField(null=True)),
                ("sent_back_because", models.TextField(blank=True)),
                (
                    "asked_of",
                    models.ForeignKey(
                        help_text="the post that checks it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.post",
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
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="releases", to="speaking_up.matter"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.appointment",
                    ),
                ),
                (
                    "sent_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.appointment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReleasePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("recorded_at", models.DateTimeField()),
                ("document", models.TextField()),
                ("decision", models.CharField(help_text="disclose, redact or withhold", max_length=12)),
                (
                    "ground",
                    models.CharField(
                        blank=True, help_text="a code of GROUNDS, where something is held back", max_length=20
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("harm_by", models.TextField(help_text="the professional who judged it: name and post")),
                ("text", models.TextField(blank=True, help_text="as it goes out; empty where it is held back")),
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
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="speaking_up.release"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.UniqueConstraint(fields=("matter", "version"), name="one_disclosure_of_a_version"),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at__isnull", True), ("released_by__isnull", True), ("version__isnull", True)),
                    models.Q(
                        ("released_at__isnull", False),
                        ("released_by__isnull", False),
                        ("sent_back_at__isnull", True),
                        ("version__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_disclosure_out_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("released_by__isnull", True),
                    models.Q(("released_by", models.F("recorded_by")), _negated=True),
                    _connector="OR",
                ),
                name="a_disclosure_takes_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_back_at__isnull", True), models.Q(("sent_back_because", ""), _negated=True), _connector="OR"
                ),
                name="a_disclosure_sent_back_has_why",
            ),
        ),
        rowsecurity.protect("speaking_up_release"),
        rowsecurity.protect("speaking_up_releasepart"),
        rowsecurity.run_sql(KEPT),
    ]
