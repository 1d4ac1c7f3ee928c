"""A contact's full reference together with the name of a child on it: enough to open it in an emergency (design section 4).

One security-definer function compares; what leaves it is the file's number, and that only where both fit. It notes the
file as known to the viewer for an hour, which never happens for a sealed file or for the excluded (`access_note_known`).
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

NAMED = """
CREATE FUNCTION front_door_named_child(the_reference text, the_name text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    the_file bigint;
BEGIN
    SELECT c.case_file_id INTO the_file FROM front_door_contact c
    WHERE c.reference = the_reference
      AND EXISTS (SELECT 1 FROM access_held(true) h WHERE h.area_id = c.area_id)
      AND EXISTS (
          SELECT 1 FROM front_door_contactchild k
          WHERE k.contact_id = c.id AND k.withdrawn_at IS NULL AND the_name <> ''
            AND lower(regexp_replace(btrim(k.given_names || ' ' || k.family_name), '\\s+', ' ', 'g'))
                = lower(regexp_replace(btrim(the_name), '\\s+', ' ', 'g')));
    IF the_file IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN access_note_known(the_file, 'the child was named');
END $body$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_endings_and_emergencies"),
        ("front_door", "0004_sender_messages"),
    ]

    operations = [
        rowsecurity.run_sql(rowsecurity.definer("front_door_named_child(text, text)", NAMED, others="")),
    ]
