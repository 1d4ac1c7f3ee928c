"""How long a file is kept may count from the end of the work in it: the nightly finder may ask for each record's last move."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.retention import retentionsql

LAST_MOVES = """
CREATE FUNCTION process_last_moves(the_first bigint, the_last bigint)
RETURNS TABLE (file bigint, process text, stage text, moved_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT DISTINCT ON (m.case_file_id, m.record, m.process) m.case_file_id, m.process, m.to_stage,
        (m.moved_at AT TIME ZONE 'Europe/London')::date
    FROM process_move m WHERE m.case_file_id BETWEEN the_first AND the_last
    ORDER BY m.case_file_id, m.record, m.process, m.moved_at DESC, m.id DESC
$body$;
"""
READ = """
GRANT SELECT ON process_move TO {sight};
CREATE POLICY process_move_ended ON process_move FOR SELECT TO {sight} USING (true);
"""


class Migration(migrations.Migration):
    dependencies = [("process", "0004_handovers_name_the_child"), ("retention", "0001_reviews_and_holds")]

    operations = [
        rowsecurity.run_sql(
            READ
            + rowsecurity.definer("process_last_moves(bigint, bigint)", LAST_MOVES, app=False, others="{reminder}")
            + retentionsql.births("process_births", ["process_handover"])
        )
    ]
