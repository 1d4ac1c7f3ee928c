"""sight: a work list under the real policy against the same list filtered in the application (stack.md 16).

1,000,000 files, 200 teams, 2,000 users, 500 grants on the busiest, exclusions. p95 of the list of 25, newest first.
"""

from benchmarks.figures import Figure, percentile, timed
from benchmarks.place import own_partnership

FILES = 1_000_000
TEAMS = 200
ROUNDS = 5
CALLS = 200

LIST = "SELECT id, reference, stage, received_at FROM front_door_contact WHERE stage = 'received'{more} ORDER BY received_at DESC LIMIT 25"


def fill(owner) -> None:
    """Teams, users, files and contacts, as the owner with row security lifted for the load."""
    owner.execute("""
        INSERT INTO directory_area (key, name, local_pack, front_door_telephone, out_of_hours_telephone, front_door_name)
        VALUES ('bench', 'Bench', 'x', '', '', '');
        INSERT INTO directory_organisation (area_id, key, name, sector, duties, citation)
        SELECT 1, 'o' || n, 'Organisation ' || n, 'other', '[]', '' FROM generate_series(1, 20) n;
    """)
    owner.execute(
        "INSERT INTO directory_team (organisation_id, key, name, purpose)"
        f" SELECT 1 + n %% 20, 't' || n, 'Team ' || n, 'front_door' FROM generate_series(1, {TEAMS}) n".replace(
            "%%", "%"
        )
    )
    owner.execute("""
        INSERT INTO directory_post (team_id, title) SELECT 1 + n % 200, 'Post ' || n FROM generate_series(1, 2000) n;
        INSERT INTO access_account (reference, email, name, password, is_active, made_at)
        SELECT 'A-' || n, n || '@example.org', 'User ' || n, '!', true, now() FROM generate_series(1, 2000) n;
        INSERT INTO access_appointment (reference, account_id, post_id, role, held_from, approved_by_id, approved_at, ended_because)
        SELECT 'P-' || n, n, n, 'front_door_worker', '2020-01-01', n, now(), '' FROM generate_series(1, 2000) n;
        INSERT INTO access_scope (area_id, team_id, kind, sensitivity)
        SELECT 1, t.id, 'bench', 'ordinary' FROM directory_team t ORDER BY t.id;
        INSERT INTO access_reach (role, kind, sensitivity, breadth, may_work)
        VALUES ('front_door_worker', 'bench', 'ordinary', 'team', true);
    """)
    for table in ("access_casefile", "access_grant", "access_exclusion", "front_door_contact"):
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE TRIGGER USER")
    owner.execute(
        "INSERT INTO access_casefile (reference, area_id, team_id, kind, sensitivity, scope, sealed, opened_at, retention_class,"
        " legal_hold) SELECT 'C-' || n, 1, s.team_id, 'bench', 'ordinary', s.id, false, now(), 'child', false"
        f" FROM generate_series(1, {FILES}) n JOIN access_scope s ON s.id = 1 + n % {TEAMS}"
    )
    owner.execute(
        "INSERT INTO front_door_contact (case_file_id, scope, reference, area_id, team_id, stage, version, source, received_at,"
        " referrer_name, referrer_post, referrer_email, referrer_telephone, identity_verified, is_professional,"
        " immediate_danger, out_of_hours, external_number)"
        " SELECT f.id, f.scope, f.reference, 1, f.team_id,"
        " (ARRAY['received', 'in_hand', 'enquiring', 'decided', 'closed'])[1 + (f.id % 5)], 1, 'professional',"
        " now() - f.id * interval '37 seconds', '', '', '', '', true, true, false, false, '' FROM access_casefile f"
    )
    owner.execute(
        "INSERT INTO access_grant (case_file_id, scope, appointment_id, level, why, given_at)"
        " SELECT f.id, f.scope, 1, 'work', 'invited', now() FROM access_casefile f WHERE f.id % 1999 = 0 LIMIT 500;"
    )
    owner.execute(
        "INSERT INTO access_grant (case_file_id, scope, appointment_id, level, why, given_at)"
        " SELECT f.id, f.scope, 2 + f.id % 1998, 'read', 'invited', now() FROM access_casefile f WHERE f.id % 50 = 0;"
    )
    owner.execute(
        "INSERT INTO access_exclusion (case_file_id, scope, account_id, reason, made_at)"
        " SELECT f.id, f.scope, 1 + f.id % 2000, 'conflict', now() FROM access_casefile f WHERE f.id % 100 = 0;"
    )
    for table in ("access_casefile", "access_grant", "access_exclusion", "front_door_contact"):
        owner.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY; ALTER TABLE {table} ENABLE TRIGGER USER")
    owner.execute("VACUUM ANALYZE")


def main() -> Figure:
    """Measure and give the figure."""
    with own_partnership():
        import psycopg  # noqa: PLC0415 - only once the place is known
        from django.db import connections  # noqa: PLC0415 - as above

        with psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True) as owner:
            fill(owner)
        app = psycopg.connect(**connections["default"].get_connection_params())
        return measure(app, connections["owner"].get_connection_params())


def measure(app, owner_parameters) -> Figure:
    """The list by policy and by an application's own filter (as a role that row security does not bind), in turns."""
    import psycopg  # noqa: PLC0415 - only once the place is known

    owner = psycopg.connect(**owner_parameters)
    owner.execute("ALTER TABLE front_door_contact NO FORCE ROW LEVEL SECURITY; ALTER TABLE access_grant NO FORCE ROW LEVEL SECURITY;"
                  "ALTER TABLE access_exclusion NO FORCE ROW LEVEL SECURITY")  # fmt: skip
    owner.commit()

    def by_policy() -> None:
        app.execute("SELECT set_config('app.viewer', 'account:1:1', true)")
        app.execute(LIST.format(more="")).fetchall()
        app.commit()

    def by_application() -> None:
        scopes = [r[0] for r in owner.execute(
            "SELECT s.id FROM access_appointment a JOIN directory_post p ON p.id = a.post_id JOIN access_scope s"
            " ON s.team_id = p.team_id WHERE a.id = 1").fetchall()]  # fmt: skip
        grants = [
            r[0] for r in owner.execute("SELECT case_file_id FROM access_grant WHERE appointment_id = 1").fetchall()
        ]
        barred = [
            r[0] for r in owner.execute("SELECT case_file_id FROM access_exclusion WHERE account_id = 1").fetchall()
        ]
        owner.execute(
            LIST.format(more=" AND (scope = ANY (%s) OR case_file_id = ANY (%s)) AND case_file_id <> ALL (%s)"),
            [scopes, grants, barred],
        ).fetchall()
        owner.commit()

    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(percentile([timed(by_policy) for _ in range(CALLS)], 0.95))
        peer.append(percentile([timed(by_application) for _ in range(CALLS)], 0.95))
    app.execute("SELECT set_config('app.viewer', 'account:1:1', true)")
    print("\n".join(r[0] for r in app.execute("EXPLAIN (ANALYZE, BUFFERS) " + LIST.format(more="")).fetchall()))
    worst = max(a / b for a, b in zip(ours, peer, strict=True))
    return Figure("sight", "ms p95", ours, "filtered in the application", peer, "<= 1.2", worst <= 1.2)


if __name__ == "__main__":
    print("\n".join(main().lines()))
