"""SQL of the second migration: queueing and opening a notice, and what the system viewer that reminds may touch."""

from sharedduty.foundations.access.rowsecurity import definer

# Whoever so much as knows of a file may have a notice about it sent; never to somebody shut out of that file.
QUEUE = """
CREATE FUNCTION notices_queue(the_reference text, the_file bigint, the_record text, the_template text,
    the_appointment bigint, the_email text, the_due timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    the_scope integer;
    new_id bigint;
BEGIN
    SELECT f.scope INTO the_scope FROM access_casefile f WHERE f.id = the_file AND f.id <> ALL (my_exclusions())
        AND (f.id = ANY (my_known()) OR f.scope = ANY (my_scopes()));
    IF the_scope IS NULL THEN
        RAISE EXCEPTION 'a notice needs a file that the sender knows of' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF EXISTS (
        SELECT 1 FROM access_appointment a
        JOIN access_exclusion e ON e.case_file_id = the_file AND (e.account_id = a.account_id OR e.post_id = a.post_id)
        WHERE a.id = the_appointment
    ) THEN
        RETURN NULL;
    END IF;
    INSERT INTO notices_notice (reference, case_file_id, scope, record, template, to_appointment_id, to_email,
        reply_due_at, queued_at, failed_because)
    VALUES (the_reference, the_file, the_scope, the_record, the_template, the_appointment, the_email, the_due, now(), '')
    RETURNING id INTO new_id;
    RETURN new_id;
END $body$;
"""

# Following the link in a notice notes that it was opened, by whoever it was sent to.
OPEN = """
CREATE FUNCTION notices_open(the_reference text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE the_record text;
BEGIN
    UPDATE notices_notice n SET opened_at = coalesce(n.opened_at, now())
    FROM access_appointment a
    WHERE n.reference = the_reference AND a.id = n.to_appointment_id
      AND a.account_id IN (SELECT h.account_id FROM access_held(false) h) AND n.case_file_id <> ALL (my_exclusions())
    RETURNING n.record INTO the_record;
    RETURN the_record;
END $body$;
"""

# What the system viewer that reminds may see and write: ids, times and owners, and the delivery itself.
REMINDER = """
GRANT SELECT, INSERT ON notices_notice TO {reminder};
GRANT UPDATE (sent_at, failed_because) ON notices_notice TO {reminder};
CREATE POLICY notices_notice_delivered ON notices_notice FOR ALL TO {reminder} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON notices_notice TO {sight};
CREATE POLICY notices_notice_sight ON notices_notice FOR ALL TO {sight} USING (true) WITH CHECK (true);
GRANT SELECT (case_file_id, account_id, post_id) ON access_exclusion TO {reminder};
CREATE POLICY access_exclusion_delivered ON access_exclusion FOR SELECT TO {reminder} USING (true);
"""


def delivery() -> str:
    """All SQL of the second migration."""
    queue = definer("notices_queue(text, bigint, text, text, bigint, text, timestamptz)", QUEUE)
    return queue + definer("notices_open(text)", OPEN, others="") + REMINDER
