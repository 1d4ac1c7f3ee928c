"""Whoever puts two records of a person together shuts the account of either out of what is about the other."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

# A record and the one it was put together with are one person: in both ways, one step deep, as `people` keeps it.
PERSON_LINKED = """
CREATE OR REPLACE FUNCTION allegations_person_linked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    kept bigint := coalesce(NEW.merged_into_id, NEW.id);
    one bigint;
    the_records text[] := ARRAY(
        SELECT a.reference FROM allegations_allegation a
        WHERE a.accused_id IN (NEW.id, kept)
           OR a.accused_id IN (SELECT p.id FROM people_person p WHERE p.merged_into_id = kept));
BEGIN
    IF cardinality(the_records) > 0 THEN
        FOR one IN SELECT p.account_id FROM people_person p
            WHERE p.account_id IS NOT NULL AND (p.id = kept OR p.merged_into_id = kept OR p.id = NEW.id)
        LOOP
            PERFORM allegations_shut_out(one, the_records);
        END LOOP;
    END IF;
    RETURN NULL;
END $body$;
"""
AGAIN = """
CREATE TRIGGER allegations_recheck_together AFTER UPDATE OF merged_into_id ON people_person
    FOR EACH ROW EXECUTE FUNCTION allegations_person_linked();
"""


class Migration(migrations.Migration):
    dependencies = [("allegations", "0002_who_must_not_see")]

    operations = [
        rowsecurity.run_sql(
            f"SET LOCAL ROLE {{sight}};{PERSON_LINKED}"
            "GRANT EXECUTE ON FUNCTION allegations_person_linked() TO {owner};RESET ROLE;" + AGAIN
        ),
    ]
