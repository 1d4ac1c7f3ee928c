"""The database's side of “is this child known?”: functions that look where the asker may not, and say as little as they can.

They belong to the role `sight`. Every asking is a row made by `people_begin_check`, which also holds the hourly limit,
so that not even SQL slipped into a page asks unrecorded. Sealed files, files the asker is shut out of, other areas,
protected addresses and the tie between an adopted child's identities never come into question (design section 4).
"""

from sharedduty.foundations.access.rowsecurity import definer

# Who may be found by which spelling: the words of names in use, each under itself, under itself less one letter
# (so that words one slip apart share an entry) and under how it sounds. No person stands in this table.
SPELLINGS = """
CREATE TABLE people_spelling (part "char" NOT NULL, key text COLLATE "C" NOT NULL, word text COLLATE "C" NOT NULL,
    PRIMARY KEY (part, key, word));
REVOKE ALL ON people_spelling FROM {app}, {importer};
GRANT SELECT, INSERT ON people_spelling TO {sight};
"""

KEEP_SPELLINGS = """
CREATE FUNCTION people_keep_spellings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    INSERT INTO people_spelling (part, key, word)
    WITH words AS (
        SELECT w.part, w.word FROM (
            SELECT DISTINCT 's'::"char" AS part, family AS word FROM added WHERE family <> ''
            UNION ALL SELECT DISTINCT 'g'::"char", given FROM added WHERE given <> '') w
        WHERE NOT EXISTS (SELECT 1 FROM people_spelling p WHERE p.part = w.part AND p.key = w.word AND p.word = w.word)
    )
    SELECT part, word, word FROM words
    UNION SELECT part, substr(word, 1, at - 1) || substr(word, at + 1), word
        FROM words, generate_series(1, length(word)) at WHERE length(word) > 1
    UNION SELECT part, '~' || dmetaphone(word), word FROM words WHERE word ~ '^[a-z]+$'
    UNION SELECT part, '~' || dmetaphone_alt(word), word FROM words WHERE word ~ '^[a-z]+$'
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $body$;
"""

HANG_TRIGGER = """
SET ROLE {sight}; GRANT EXECUTE ON FUNCTION people_keep_spellings() TO {owner}; RESET ROLE;
CREATE TRIGGER people_searchname_keeps_spellings AFTER INSERT ON people_searchname
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION people_keep_spellings();
"""

RIGHTS = """
GRANT SELECT ON people_person, people_searchname, people_identifier, people_involvement TO {sight};
GRANT SELECT, INSERT, UPDATE ON people_check TO {sight};
GRANT USAGE ON SEQUENCE people_check_id_seq TO {sight};
GRANT DELETE ON people_searchname TO {importer};
CREATE POLICY people_person_sight ON people_person FOR SELECT TO {sight} USING (true);
CREATE POLICY people_searchname_sight ON people_searchname FOR SELECT TO {sight} USING (true);
CREATE POLICY people_identifier_sight ON people_identifier FOR SELECT TO {sight} USING (true);
CREATE POLICY people_involvement_sight ON people_involvement FOR SELECT TO {sight} USING (true);
CREATE POLICY people_check_sight ON people_check FOR ALL TO {sight} USING (true) WITH CHECK (true);
CREATE INDEX access_casefile_sealed ON access_casefile (id) WHERE sealed;
"""

# A check is never written, changed or removed by the serving role itself, but for the privacy officer's finding.
CHECKS_CLOSED = """
DROP POLICY people_check_added ON people_check;
DROP POLICY people_check_changed ON people_check;
DROP POLICY people_check_removed ON people_check;
REVOKE INSERT, UPDATE, DELETE ON people_check FROM {app};
GRANT UPDATE (reviewed_at, reviewed_by_id, finding) ON people_check TO {app};
CREATE POLICY people_check_review ON people_check FOR SELECT TO {app}
    USING (id IN (SELECT unnest(people_checks_to_review())));
CREATE POLICY people_check_finding ON people_check FOR UPDATE TO {app}
    USING (id IN (SELECT unnest(people_checks_to_review())));
"""

TO_REVIEW = """
CREATE FUNCTION people_checks_to_review() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT coalesce(array_agg(c.id), '{}') FROM access_held(true) h
    JOIN people_check c ON c.area_id = h.area_id AND c.account_id <> h.account_id
        AND c.case_file_id <> ALL ((SELECT my_exclusions())::bigint[])
        AND NOT EXISTS (SELECT 1 FROM access_casefile f WHERE f.id = c.case_file_id AND f.sealed)
    WHERE h.role = 'privacy_officer'
$body$;
"""

# Null when the hour's askings are used up; an error where the asker has no sight of an open file to ask for.
BEGIN_CHECK = """
CREATE FUNCTION people_begin_check(the_file bigint, the_record text, the_purpose text, hourly integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    asker record;
    the_scope integer;
    new_id bigint;
BEGIN
    SELECT * INTO asker FROM access_held(true);
    SELECT f.scope INTO the_scope FROM access_casefile f
    WHERE f.id = the_file AND f.closed_at IS NULL AND f.kind IN ('contact', 'concern') AND f.area_id = asker.area_id
      AND (f.scope = ANY (my_work_scopes()) OR f.id = ANY (my_work_grants())) AND f.id <> ALL (my_exclusions());
    IF the_scope IS NULL OR the_purpose IS NULL OR btrim(the_purpose) = '' THEN
        RAISE EXCEPTION 'no open contact to ask for' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('people_check'), asker.account_id::integer);
    IF (SELECT count(*) FROM people_check c
        WHERE c.account_id = asker.account_id AND c.asked_at > now() - interval '1 hour') >= least(hourly, 200) THEN
        RETURN NULL;
    END IF;
    INSERT INTO people_check (case_file_id, scope, account_id, appointment_id, area_id, record, purpose, asked_at,
        answered, finding)
    VALUES (the_file, the_scope, asker.account_id, asker.appointment_id, asker.area_id, the_record, the_purpose, now(),
        '{}', '')
    RETURNING id INTO new_id;
    RETURN new_id;
END $body$;
"""

# Who comes into question: at most 120, the likeliest first; once for each check. Costs are rough: the scoring judges.
# Restricted people (an adopted child's identities) are found only under the family name asked for, spelt as it is.
CANDIDATES = """
CREATE FUNCTION people_candidates(the_check bigint, surnames text[], givens text[], short_forms text[],
    birth date, slips date[], the_districts text[], systems text[], numbers text[])
RETURNS TABLE (person_id bigint, file_id bigint, reference text, family text, given text, birth_on date,
    birth_known text, sex text, kind text, districts text[], main boolean, number text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET jit = off
    SET plan_cache_mode = force_generic_plan AS $body$
DECLARE
    the_area bigint;
    shut_out bigint[] := my_exclusions();
    near_families text[];
    families text[];
    forenames text[];
    costs float8[];
    best bigint[];
BEGIN
    SELECT c.area_id INTO the_area FROM people_check c
    JOIN access_held(true) h ON h.appointment_id = c.appointment_id
    WHERE c.id = the_check AND c.asked_at = now() AND c.considered IS NULL;
    IF the_area IS NULL THEN
        RAISE EXCEPTION 'no check was begun' USING ERRCODE = 'insufficient_privilege';
    END IF;
    WITH asked AS (
        SELECT 's'::"char" AS part, w AS word FROM unnest(surnames) w WHERE w <> ''
        UNION SELECT 'g', w FROM unnest(givens) w WHERE w <> ''
    ), keys AS MATERIALIZED (
        SELECT a.part, a.word, k.key FROM asked a, LATERAL (
            SELECT a.word UNION SELECT substr(a.word, 1, at - 1) || substr(a.word, at + 1)
                FROM generate_series(1, length(a.word)) at WHERE length(a.word) > 1
            UNION SELECT '~' || dmetaphone(a.word) WHERE a.word ~ '^[a-z]+$'
            UNION SELECT '~' || dmetaphone_alt(a.word) WHERE a.word ~ '^[a-z]+$') k(key)
    ), near AS MATERIALIZED (
        -- `role` is what the word was asked as, `part` what it stands as on record: they differ when names are swapped.
        SELECT r.role, r.part, r.word, r.cost FROM (
            SELECT n.role, n.part, n.word, min(n.cost) AS cost,
                row_number() OVER (PARTITION BY n.role, n.part ORDER BY min(n.cost), n.word) AS place
            FROM (
                SELECT k.part AS role, p.part, p.word, levenshtein(left(p.word, 60), left(k.word, 60))
                    + CASE WHEN p.part = k.part THEN 0 ELSE 0.75 END AS cost
                FROM keys k JOIN people_spelling p ON p.key = k.key AND p.part IN ('s', 'g')
                UNION ALL SELECT 'g', 'g', w, 0.5 FROM unnest(short_forms) w) n
            WHERE n.cost < 4 GROUP BY 1, 2, 3) r
        WHERE r.place <= 60
    ), alike AS (
        SELECT CASE WHEN s.part = 's' THEN s.word ELSE g.word END AS family,
            CASE WHEN s.part = 's' THEN g.word ELSE s.word END AS given, s.cost + g.cost AS cost
        FROM near s JOIN near g ON s.role = 's' AND g.role = 'g' AND g.part <> s.part AND s.cost + g.cost <= 4
        -- With a birth date most are found by it; the pairs then only catch a date wrong in an unusual way.
        ORDER BY 3 LIMIT CASE WHEN birth IS NULL THEN 800 ELSE 60 END
    )
    SELECT coalesce(array_agg(a.family), '{}'), coalesce(array_agg(a.given), '{}'), coalesce(array_agg(a.cost), '{}'),
        (SELECT coalesce(array_agg(DISTINCT near.word), '{}') FROM near WHERE near.role = 's' AND near.part = 's')
    INTO families, forenames, costs, near_families FROM alike a;
    WITH hits AS (
        -- Each pair is looked up by the index on its own: OFFSET 0 keeps the planner from reading the table whole.
        SELECT n.*, a.cost FROM unnest(families, forenames, costs) a(family, given, cost), LATERAL (
            SELECT m.person_id, m.answers_as_id, m.case_file_id, m.area_id, m.birth_on, m.districts, m.main, m.restricted,
                m.family
            FROM people_searchname m WHERE m.family = a.family AND m.given = a.given OFFSET 0) n
        UNION ALL
        SELECT n.person_id, n.answers_as_id, n.case_file_id, n.area_id, n.birth_on, n.districts, n.main, n.restricted,
            n.family,
            3 * (2 - coalesce(greatest(similarity(n.family, surnames[1]), similarity(n.given, surnames[1])), 0)
            - coalesce(greatest(similarity(n.given, givens[1]), similarity(n.family, givens[1]),
                CASE WHEN n.given = ANY (short_forms) THEN 0.9 ELSE 0 END), 0))
        FROM people_searchname n WHERE n.birth_on = birth
        UNION ALL
        SELECT n.person_id, n.answers_as_id, n.case_file_id, n.area_id, n.birth_on, n.districts, n.main, n.restricted,
            n.family, 1.5
        FROM unnest(slips) d(day), LATERAL (
            SELECT * FROM people_searchname m
            WHERE m.birth_on = d.day AND m.given = ANY (givens || short_forms || surnames)
              AND m.family = ANY (near_families || givens)
            OFFSET 0) n
        UNION ALL
        SELECT n.person_id, n.answers_as_id, n.case_file_id, n.area_id, n.birth_on, n.districts, n.main, n.restricted,
            n.family, -9
        FROM unnest(systems, numbers) x(system, number), LATERAL (
            SELECT i.person_id FROM people_identifier i
            WHERE i.system = x.system AND i.value = x.number AND NOT i.was_wrong OFFSET 0) i,
            LATERAL (SELECT * FROM people_searchname m WHERE m.person_id = i.person_id AND m.main OFFSET 0) n
    ), allowed AS (
        SELECT h.answers_as_id, bool_or(h.answers_as_id <> h.person_id) AS merged, min(h.cost
            - CASE WHEN h.birth_on = birth THEN 4 WHEN h.birth_on = ANY (slips) THEN 2 ELSE 0 END
            - CASE WHEN h.districts && the_districts THEN 1 ELSE 0 END) AS weight
        FROM hits h
        WHERE h.area_id = the_area AND h.case_file_id <> ALL (shut_out)
          AND NOT EXISTS (SELECT 1 FROM access_casefile f WHERE f.id = h.case_file_id AND f.sealed)
          AND (NOT h.restricted OR h.main AND h.family = surnames[1])
        GROUP BY h.answers_as_id
    ), likeliest AS (
        -- Whoever was merged is answered as the record kept, whose own file must be one that may be answered.
        SELECT a.answers_as_id, a.weight FROM allowed a
        WHERE NOT a.merged OR EXISTS (
            SELECT 1 FROM people_person k JOIN access_casefile f ON f.id = k.case_file_id AND NOT f.sealed
            WHERE k.id = a.answers_as_id AND k.case_file_id <> ALL (shut_out))
        ORDER BY a.weight, a.answers_as_id LIMIT CASE WHEN birth IS NULL THEN 120 ELSE 30 END
    )
    SELECT coalesce(array_agg(l.answers_as_id ORDER BY l.weight, l.answers_as_id), '{}') INTO best FROM likeliest l;
    UPDATE people_check c SET considered = best WHERE c.id = the_check;
    RETURN QUERY
    SELECT p.id, p.case_file_id, p.reference::text, n.family, n.given, n.birth_on, p.birth_known::text, p.sex::text,
        p.kind::text, n.districts, n.main,
        CASE WHEN cardinality(numbers) = 0 THEN '' ELSE coalesce((
            SELECT min(i.system) FROM unnest(systems, numbers) x(system, number) JOIN people_identifier i
            ON i.system = x.system AND i.value = x.number AND i.person_id = n.person_id AND NOT i.was_wrong), '') END::text
    FROM unnest(best) b(id), LATERAL (SELECT * FROM people_person k WHERE k.id = b.id OFFSET 0) p,
        LATERAL (SELECT * FROM people_searchname m WHERE m.answers_as_id = b.id OFFSET 0) n
    WHERE (NOT n.restricted OR n.main) AND n.case_file_id <> ALL (shut_out)
        AND NOT EXISTS (SELECT 1 FROM access_casefile f WHERE f.id = n.case_file_id AND f.sealed);
END $body$;
"""

# What the asker is told of: only people this check considered, and only which team of which body to ask.
ANSWER = """
CREATE FUNCTION people_answer(the_check bigint, people bigint[])
RETURNS TABLE (person_id bigint, team text, organisation text, open_now boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    UPDATE people_check c SET answered = people
    FROM access_held(true) h
    WHERE c.id = the_check AND h.appointment_id = c.appointment_id AND c.asked_at = now() AND people <@ c.considered;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no check was begun' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY
    SELECT p.answers_as_id, coalesce(t.name, '')::text, coalesce(o.name, '')::text, bool_or(i.closed_on IS NULL)
    FROM (SELECT DISTINCT n.answers_as_id, n.person_id FROM people_searchname n
          WHERE n.answers_as_id = ANY (people)) p
    JOIN people_involvement i ON i.person_id = p.person_id
    JOIN access_casefile w ON w.id = i.case_file_id AND NOT w.sealed AND w.id <> ALL ((SELECT my_exclusions())::bigint[])
    LEFT JOIN directory_team t ON t.id = i.team_id
    LEFT JOIN directory_organisation o ON o.id = coalesce(i.organisation_id, t.organisation_id)
    GROUP BY p.answers_as_id, t.name, o.name;
END $body$;
"""

# From a child check to the emergency opening: the file of one person it answered becomes known to exist, for a day.
KNOW = """
CREATE FUNCTION people_know(the_check bigint, the_reference text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    the_appointment bigint;
    the_file bigint;
    the_scope integer;
BEGIN
    SELECT h.appointment_id, f.id, f.scope INTO the_appointment, the_file, the_scope
    FROM people_check c
    JOIN access_held(true) h ON h.appointment_id = c.appointment_id
    JOIN people_person p ON p.reference = the_reference AND p.id = ANY (c.answered)
    JOIN access_casefile f ON f.id = p.case_file_id AND NOT f.sealed AND f.id <> ALL (my_exclusions())
    WHERE c.id = the_check AND c.asked_at > now() - interval '1 day';
    IF the_file IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO access_grant (case_file_id, scope, appointment_id, level, why, given_at, until)
    VALUES (the_file, the_scope, the_appointment, 'known', 'child check', now(), now() + interval '1 day');
    RETURN the_file;
END $body$;
"""


def make_check() -> str:
    """SQL for the tables, rights and functions of the child check, in the order they need each other."""
    functions = [
        ("people_begin_check(bigint, text, text, integer)", BEGIN_CHECK),
        ("people_candidates(bigint, text[], text[], text[], date, date[], text[], text[], text[])", CANDIDATES),
        ("people_answer(bigint, bigint[])", ANSWER),
        ("people_know(bigint, text)", KNOW),
        ("people_checks_to_review()", TO_REVIEW),
    ]
    return (
        SPELLINGS
        + RIGHTS
        + definer("people_keep_spellings()", KEEP_SPELLINGS, app=False)
        + HANG_TRIGGER
        + "".join(definer(signature, body, others="") for signature, body in functions)
        + CHECKS_CLOSED
    )


def make_candidates_again() -> str:
    """SQL that makes the look-up anew, as its owner `sight`, in a database that has an earlier one."""
    return f"SET LOCAL ROLE {{sight}};{CANDIDATES.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION')}RESET ROLE;"


def make_answer_again() -> str:
    """SQL that makes people_answer anew: what the asker is shut out of is read once, not once for every involvement."""
    return f"SET LOCAL ROLE {{sight}};{ANSWER.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION')}RESET ROLE;"


def make_review_again() -> str:
    """SQL that makes the review's look-up and its policies anew in a database that has earlier ones.

    A year holds tens of thousands of checks: the exclusions are asked for once, not once a row, and ids are looked up in
    a hash, not along an array.
    """
    again = f"SET LOCAL ROLE {{sight}};{TO_REVIEW.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION')}RESET ROLE;"
    for name in ("review", "finding"):
        again += f"ALTER POLICY people_check_{name} ON people_check USING (id IN (SELECT unnest(people_checks_to_review())));"
    return again
