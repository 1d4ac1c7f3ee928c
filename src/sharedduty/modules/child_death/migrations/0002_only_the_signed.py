"""A case of the panel opens for those who have signed the confidentiality agreement, and for nobody else: by the database.

A grant on a child death or on anything of a panel's meeting is refused unless it goes to somebody who sits on the panel and has
signed (GA2019 L1890; GL-CN-10; GL-CD-20). Signing opens the cases that are at the panel, whoever put them there. Left out are
the grant of whoever opened the file in the same moment, and an emergency opening, which is reviewed afterwards.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.foundations.retention import retentionsql

EDITION = "2019-1"  # the agreement that counts; another edition of its words comes with another migration
READS = ("child_death_childdeath", "child_death_panelmember", "child_death_signature")
ONLY_SIGNED = """
CREATE FUNCTION child_death_only_signed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE held record;
BEGIN
    SELECT f.kind, f.opened_at = now() AS just_opened INTO held FROM access_casefile f WHERE f.id = NEW.case_file_id;
    IF held.kind IS NULL OR held.kind NOT IN ('child_death', 'death_panel') OR NEW.level = 'known'
        OR (NEW.why = 'opened it' AND held.just_opened)
        OR (held.kind = 'child_death' AND EXISTS (SELECT 1 FROM access_breakglass b
            WHERE b.appointment_id = NEW.appointment_id AND b.opened_at = now()))
        OR EXISTS (SELECT 1 FROM child_death_panelmember m JOIN child_death_signature s ON s.member_id = m.id
            WHERE m.appointment_id = NEW.appointment_id AND m.ended_at IS NULL AND s.edition = '<edition>')
        OR (TG_OP = 'UPDATE' AND NEW.until IS NOT NULL)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'not signed' USING ERRCODE = 'insufficient_privilege';
END $body$;
CREATE TRIGGER child_death_only_signed BEFORE INSERT OR UPDATE ON access_grant
    FOR EACH ROW EXECUTE FUNCTION child_death_only_signed();
REVOKE ALL ON FUNCTION child_death_only_signed() FROM PUBLIC;
ALTER FUNCTION child_death_only_signed() OWNER TO {sight};
""".replace("<edition>", EDITION)
OPENS_SIGNED = """
CREATE FUNCTION child_death_opens_signed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    INSERT INTO access_grant (case_file_id, scope, appointment_id, level, why, given_at)
    SELECT d.case_file_id, d.scope, m.appointment_id, 'read', 'signed panel member', now()
    FROM child_death_panelmember m
    JOIN access_appointment a ON a.id = m.appointment_id
    JOIN child_death_childdeath d ON d.area_id = m.area_id AND d.stage IN ('panel', 'reviewed')
    JOIN access_casefile f ON f.id = d.case_file_id AND NOT f.sealed
    WHERE m.id = NEW.member_id AND m.ended_at IS NULL AND NEW.edition = '<edition>'
      AND NOT EXISTS (SELECT 1 FROM access_exclusion e WHERE e.case_file_id = f.id AND e.lifted_at IS NULL
                      AND (e.account_id = a.account_id OR e.post_id = a.post_id))
      AND NOT EXISTS (SELECT 1 FROM access_grant g WHERE g.case_file_id = f.id AND g.appointment_id = a.id AND g.until IS NULL);
    RETURN NULL;
END $body$;
CREATE TRIGGER child_death_opens_signed AFTER INSERT ON child_death_signature
    FOR EACH ROW EXECUTE FUNCTION child_death_opens_signed();
REVOKE ALL ON FUNCTION child_death_opens_signed() FROM PUBLIC;
ALTER FUNCTION child_death_opens_signed() OWNER TO {sight};
""".replace("<edition>", EDITION)


class Migration(migrations.Migration):
    dependencies = [("child_death", "0001_child_deaths"), ("retention", "0001_reviews_and_holds")]

    operations = [
        rowsecurity.run_sql(figuresql.read_by_sight(READS) + ONLY_SIGNED + OPENS_SIGNED),
        rowsecurity.run_sql(
            retentionsql.births("child_death_births", ["child_death_childdeath", "child_death_deathnotice"])
        ),
    ]
