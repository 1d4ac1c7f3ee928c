"""Whoever sees a hand-over for early help may ask where the plan it led to stands, and nothing else of the plan (GL-FD-16)."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

STANDS = """
CREATE FUNCTION early_help_stands(the_handover text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT p.stage FROM process_handover h
    JOIN access_casefile f ON f.id = h.case_file_id
    JOIN early_help_plan p ON p.reference = h.led_to AND p.from_handover = h.reference
    JOIN access_casefile g ON g.id = p.case_file_id AND NOT g.sealed
    WHERE h.reference = the_handover
        AND (f.scope = ANY ((SELECT my_scopes())::integer[]) OR f.id = ANY ((SELECT my_grants())::bigint[]))
        AND f.id <> ALL ((SELECT my_exclusions())::bigint[]) AND g.id <> ALL ((SELECT my_exclusions())::bigint[])
$body$;
"""
HANDOVERS = """
GRANT SELECT ON process_handover TO {sight};
CREATE POLICY early_help_stands ON process_handover FOR SELECT TO {sight} USING (true);
"""


class Migration(migrations.Migration):
    dependencies = [("early_help", "0004_figures"), ("process", "0003_handovers_say_what_they_led_to")]

    operations = [rowsecurity.run_sql(HANDOVERS + rowsecurity.definer("early_help_stands(text)", STANDS, others=""))]
