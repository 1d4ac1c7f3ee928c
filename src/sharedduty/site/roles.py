"""Makes the database, its roles and their first rights; migrations narrow the rest (design section 4).

The owner migrates and never serves; `app` serves and owns nothing; `sight` cannot sign in and owns the security-definer
functions; each system viewer has a login of its own which `app` cannot become. None is a superuser, none bypasses
row-level security, on the embedded server as on an outside one. Everything here may be run again at any time.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
from psycopg import errors
from psycopg.sql import SQL, Composable, Identifier, Literal

from sharedduty.site.addresses import SYSTEM_LOGINS, Address, Addresses
from sharedduty.site.refusals import Refusal

OLDEST_SERVER = 18
EXTENSIONS = ("pg_trgm", "fuzzystrmatch", "unaccent", "btree_gist")
type Session = psycopg.Connection[tuple[object, ...]]


def set_up(addresses: Addresses, template: str | None = None) -> None:
    """Make roles, database, extensions and first rights where they are missing.

    `template` is a database to copy when the database is made (tests). Raises `Refusal` with one line naming the
    privilege that is missing, a server that is too old, or roles that belong to another installation.
    """
    try:
        with _as_maker(addresses) as maker:
            _check_server(maker)
            if addresses.kind != "given":
                _make_owner(maker, addresses)
            _make_database(maker, addresses, template)
        with session(addresses.logins["owner"]) as owner:
            _check_owner(owner, addresses)
            _make_others(owner, addresses)
            _give_first_rights(owner, addresses)
    except errors.InsufficientPrivilege as error:
        raise Refusal(_lacking(addresses, str(error).splitlines()[0])) from error


@contextmanager
def session(address: Address) -> Iterator[Session]:
    """Open an autocommit session. Raises `Refusal` in one line when the server cannot be reached or says no."""
    try:
        connection = psycopg.connect(**address.as_driver(), autocommit=True)
    except psycopg.OperationalError as error:
        reason = " ".join(str(error).split())
        raise Refusal(f"the database {address.name} cannot be reached as {address.user}: {reason}") from error
    try:
        yield connection
    finally:
        connection.close()


def give_queue_rights(addresses: Addresses) -> None:
    """Let the role `worker` work the job queue's tables, which belong to a library and come with its own migrations."""
    with session(addresses.logins["owner"]) as owner:
        found = owner.execute(
            "SELECT relname, relkind FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            " AND relname LIKE 'procrastinate\\_%' AND relkind IN ('r', 'S')"
        ).fetchall()
        for name, kind in found:
            rights = "USAGE ON SEQUENCE" if kind == "S" else "SELECT, INSERT, UPDATE, DELETE ON TABLE"
            words = SQL("GRANT " + rights + " {} TO {}")  # one of the two phrases above, never input
            owner.execute(words.format(Identifier(str(name)), Identifier(addresses.roles["worker"])))


def exists(addresses: Addresses) -> bool:
    """Say whether the database is there."""
    with _beside(addresses) as maker:
        return _database_owner(maker, addresses.database) is not None


def is_empty(addresses: Addresses) -> bool:
    """Say whether the database holds no table at all, so that a restore cannot overwrite anything."""
    with session(addresses.logins["owner"]) as owner:
        found = owner.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
        return found is not None and found[0] == 0


def drop_database(addresses: Addresses) -> None:
    """Drop the database and cut whoever is still in it. For tests and for `restore --replace`."""
    name = Identifier(addresses.database)
    with _beside(addresses) as maker:
        if _database_owner(maker, addresses.database) is None:
            return
        if addresses.kind == "made":
            maker.execute(SQL("SET ROLE {}").format(Identifier(addresses.roles["owner"])))
        maker.execute(SQL("ALTER DATABASE {} IS_TEMPLATE false").format(name))
        maker.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def make_template(addresses: Addresses) -> None:
    """Let the database be copied by whoever may make databases. For tests."""
    with session(addresses.logins["owner"]) as owner:
        owner.execute(SQL("ALTER DATABASE {} IS_TEMPLATE true").format(Identifier(addresses.database)))


def drop_roles(addresses: Addresses) -> None:
    """Drop the roles set-up made; every database that used them must be gone. For tests on a shared server."""
    made = [addresses.roles[key] for key in ("sight", *SYSTEM_LOGINS)]
    if addresses.kind != "given":
        made.append(addresses.roles["app"])
    with session(addresses.logins["owner"].at("postgres")) as owner:
        for name in made:
            owner.execute(SQL("DROP ROLE IF EXISTS {}").format(Identifier(name)))
    if addresses.kind != "given":
        with _beside(addresses) as maker:
            maker.execute(SQL("DROP ROLE IF EXISTS {}").format(Identifier(addresses.roles["owner"])))


@contextmanager
def _beside(addresses: Addresses) -> Iterator[Session]:
    """Open the maker's session in the database every server has, so that ours can be made or dropped."""
    with session(addresses.maker.at("postgres")) as maker:
        if addresses.kind == "made":
            maker.execute("SET createrole_self_grant = 'set'")
        yield maker


@contextmanager
def _as_maker(addresses: Addresses) -> Iterator[Session]:
    """Open the maker's session where it may be let in: beside our database, else in the one it was given."""
    with ExitStack() as stack:
        try:
            maker = stack.enter_context(_beside(addresses))
        except Refusal:
            if addresses.kind == "embedded" or addresses.maker.name == "postgres":
                raise
            maker = stack.enter_context(session(addresses.maker))
        yield maker


def _check_server(maker: Session) -> None:
    version = maker.info.server_version // 10_000
    if version < OLDEST_SERVER:
        raise Refusal(f"PostgreSQL {OLDEST_SERVER} or later is needed; the server given is {version}")


def _role(session_: Session, name: str) -> tuple[bool, bool, bool, bool] | None:
    """Give (superuser, may make roles, may make databases, bypasses row-level security) of a role, None if absent."""
    found = session_.execute(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = %s", [name]
    ).fetchone()
    return None if found is None else (bool(found[0]), bool(found[1]), bool(found[2]), bool(found[3]))


def _make_owner(maker: Session, addresses: Addresses) -> None:
    given = _role(maker, addresses.maker.user)
    superuser, may_make_roles = (given[0], given[1]) if given else (False, False)
    if not superuser and not may_make_roles:
        raise Refusal(_lacking(addresses, "CREATEROLE"))
    owner = addresses.roles["owner"]
    _make_login(maker, addresses, "owner", "CREATEROLE")
    if not superuser:
        maker.execute(
            SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(
                Identifier(owner), Identifier(addresses.maker.user)
            )
        )


def _make_login(maker: Session, addresses: Addresses, key: str, attributes: str = "NOCREATEROLE") -> None:
    address = addresses.logins[key]
    words = SQL("LOGIN NOCREATEDB " + attributes)  # fixed words of ours, never input
    if _role(maker, address.user) is None:
        _run(maker, SQL("CREATE ROLE {} {} PASSWORD {}"), Identifier(address.user), words, _kept_secret(maker, address))
    elif not _lets_in(address):
        if addresses.kind != "embedded" and _used_elsewhere(maker, address):
            raise Refusal(
                f"the role {address.user} belongs to another database on this server: "
                "set DATABASE_ROLE_SUFFIX to keep two installations apart"
            )
        _run(maker, SQL("ALTER ROLE {} {} PASSWORD {}"), Identifier(address.user), words, _kept_secret(maker, address))


def _run(maker: Session, words: SQL, *parts: Composable) -> None:
    maker.execute(words.format(*parts))


def _kept_secret(maker: Session, address: Address) -> Literal:
    """Give the password as the server keeps it, made here, so that the plain one never stands in the server's log."""
    kept = maker.pgconn.encrypt_password(address.password.encode(), address.user.encode(), b"scram-sha-256")
    return Literal(kept.decode())


def _lets_in(address: Address) -> bool:
    for name in (address.name, "postgres"):
        try:
            psycopg.connect(**address.at(name).as_driver()).close()
        except psycopg.OperationalError:
            continue
        return True
    return False


def _used_elsewhere(maker: Session, address: Address) -> bool:
    found = maker.execute(
        "SELECT count(*) FROM pg_shdepend d"
        " JOIN pg_roles r ON r.oid = d.refobjid AND d.refclassid = 'pg_authid'::regclass"
        " JOIN pg_database b ON b.oid = d.dbid WHERE r.rolname = %s AND b.datname <> %s",
        [address.user, address.name],
    ).fetchone()
    return found is not None and found[0] != 0


def _database_owner(maker: Session, name: str) -> str | None:
    found = maker.execute(
        "SELECT r.rolname FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba WHERE d.datname = %s", [name]
    ).fetchone()
    return None if found is None else str(found[0])


def _make_database(maker: Session, addresses: Addresses, template: str | None) -> None:
    name, owner = addresses.database, addresses.roles["owner"]
    held_by = _database_owner(maker, name)
    if held_by == owner:
        return
    if held_by is not None:
        if addresses.kind == "given":
            raise Refusal(f"the role {owner} does not own the database {name}: ALTER DATABASE {name} OWNER TO {owner}")
        maker.execute(SQL("ALTER DATABASE {} OWNER TO {}").format(Identifier(name), Identifier(owner)))
        return
    made_like = (
        SQL("TEMPLATE {}").format(Identifier(template))
        if template
        else SQL("TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'")
    )
    maker.execute(SQL("CREATE DATABASE {} OWNER {} {}").format(Identifier(name), Identifier(owner), made_like))


def _check_owner(owner: Session, addresses: Addresses) -> None:
    """Refuse roles under which row-level security or the separation of roles would not hold."""
    for key in ("owner", "app"):
        name = addresses.roles[key]
        found = _role(owner, name)
        if found is not None and (found[0] or found[3]):
            raise Refusal(
                f"the role {name} is a superuser or bypasses row-level security: Shared Duty refuses to use it"
            )
        if key == "owner" and found is not None and not found[1]:
            raise Refusal(_lacking(addresses, "CREATEROLE"))
    if addresses.kind == "given":
        become = owner.execute(
            "SELECT pg_has_role(%s, %s, 'MEMBER')", [addresses.roles["app"], addresses.roles["owner"]]
        ).fetchone()
        if become is not None and become[0]:
            raise Refusal(f"the serving role {addresses.roles['app']} can become the owner: revoke that membership")


def _make_others(owner: Session, addresses: Addresses) -> None:
    roles = addresses.roles
    for key in SYSTEM_LOGINS if addresses.kind == "given" else ("app", *SYSTEM_LOGINS):
        _make_login(owner, addresses, key)
    sight = Identifier(roles["sight"])
    if _role(owner, roles["sight"]) is None:
        owner.execute(SQL("CREATE ROLE {} NOLOGIN").format(sight))
    # The owner may hand functions to `sight` (ALTER FUNCTION .. OWNER TO) but does not see what `sight` sees.
    owner.execute(SQL("GRANT {} TO {} WITH INHERIT FALSE, SET TRUE").format(sight, Identifier(roles["owner"])))


def _give_first_rights(owner: Session, addresses: Addresses) -> None:
    names = {key: Identifier(name) for key, name in addresses.roles.items()}
    names["database"] = Identifier(addresses.database)
    everyone = SQL(", ").join(names[key] for key in ("app", "sight", *SYSTEM_LOGINS))
    logins = SQL(", ").join(names[key] for key in ("app", *SYSTEM_LOGINS))
    for line in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
        "GRANT CONNECT ON DATABASE {database} TO {logins}",
        "GRANT TEMPORARY ON DATABASE {database} TO {importer}",
        "ALTER DATABASE {database} SET timezone TO 'UTC'",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {everyone}",
        "GRANT CREATE ON SCHEMA public TO {sight}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE ON SEQUENCES TO {app}",
    ):
        owner.execute(SQL(line).format(everyone=everyone, logins=logins, **names))
    there = {str(name) for (name,) in owner.execute("SELECT extname FROM pg_extension")}
    for extension in EXTENSIONS:
        if extension not in there:
            owner.execute(SQL("CREATE EXTENSION {} SCHEMA public").format(Identifier(extension)))


def _lacking(addresses: Addresses, privilege: str) -> str:
    return (
        f"the role {addresses.maker.user} lacks a privilege that set-up needs: {privilege}. Give DATABASE_URL a role "
        "with CREATEROLE and CREATEDB, or make two roles yourself and give DATABASE_OWNER_URL as well"
    )
