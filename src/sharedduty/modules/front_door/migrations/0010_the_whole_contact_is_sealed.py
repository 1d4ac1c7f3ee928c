"""Whoever seals a contact seals all of it: what was told, the working file, what agencies were asked, what was handed over."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

ALONG = """
CREATE FUNCTION front_door_seal_along(the_sealing bigint) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    sealed bigint[];
BEGIN
    SELECT coalesce(array_agg(access_seal_along(the_sealing, other.file)), '{}') INTO sealed
    FROM access_sealing s
    JOIN front_door_contact c ON s.case_file_id IN (c.case_file_id, c.working_file_id)
    CROSS JOIN LATERAL (
        SELECT c.case_file_id AS file UNION SELECT c.working_file_id
        UNION SELECT r.case_file_id FROM requests_informationrequest r WHERE r.for_record = c.reference
        UNION SELECT h.case_file_id FROM process_handover h WHERE h.from_record = c.reference) other
    WHERE s.id = the_sealing AND other.file <> s.case_file_id;
    RETURN array_remove(sealed, NULL);
END $body$;
GRANT SELECT (case_file_id, from_record) ON process_handover TO {sight};
CREATE POLICY process_handover_sight ON process_handover FOR SELECT TO {sight} USING (true);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0008_sealing"),
        ("process", "0003_handovers_say_what_they_led_to"),
        ("front_door", "0009_figures_ask_for_exclusions_once"),
    ]

    operations = [
        rowsecurity.run_sql(rowsecurity.definer("front_door_seal_along(bigint)", ALONG, others="")),
    ]
