"""Whoever opens a contact in an emergency reads all of it: what was told, the working file, and what agencies answered.

Half a record would read as "nobody answered" (design section 4). One security-definer function names the other files;
`access_open_along` opens each under the same opening, never a sealed one and never for the excluded.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

ALONG = """
CREATE FUNCTION front_door_open_along(the_opening bigint) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    opened bigint[];
BEGIN
    SELECT coalesce(array_agg(access_open_along(the_opening, other.file)), '{}') INTO opened
    FROM access_breakglass b
    JOIN front_door_contact c ON b.case_file_id IN (c.case_file_id, c.working_file_id)
    CROSS JOIN LATERAL (
        SELECT c.case_file_id AS file UNION SELECT c.working_file_id
        UNION SELECT r.case_file_id FROM requests_informationrequest r WHERE r.for_record = c.reference) other
    WHERE b.id = the_opening AND other.file <> b.case_file_id;
    RETURN array_remove(opened, NULL);
END $body$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0005_emergency_opens_the_whole_record"),
        ("requests", "0003_found_by_their_record"),
        ("front_door", "0005_naming_a_child"),
    ]

    operations = [
        rowsecurity.run_sql(rowsecurity.definer("front_door_open_along(bigint)", ALONG, others="")),
    ]
