"""Whoever shares sees when their family member opened it: read from the journal, for files in their own sight alone."""

from django.db import migrations

from sharedduty.foundations.access.rowsecurity import definer, run_sql

# The days come from the journal, so nothing is written down twice and the link that reads needs no right to write.
OPENED = """
CREATE FUNCTION families_opened(the_files bigint[])
RETURNS TABLE (file_id bigint, first_at timestamptz, last_at timestamptz, times bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT f.id, min(e.at), max(e.at), count(*)
    FROM access_casefile f
    JOIN journal_entry e ON e.files @> ARRAY[f.id] AND e.object_type = 'family share' AND e.verb = 'opened'
        AND e.actor LIKE 'link:%'
    WHERE f.id = ANY (the_files) AND f.kind = 'family_share' AND f.scope = ANY ((SELECT my_work_scopes())::integer[])
        AND f.id <> ALL ((SELECT my_exclusions())::bigint[])
    GROUP BY f.id
$body$;
"""


class Migration(migrations.Migration):
    dependencies = [("families", "0001_what_families_are_shown"), ("journal", "0003_segments_begin_again")]

    operations = [run_sql(definer("families_opened(bigint[])", OPENED, others=""))]
