"""The journal: entries by month, the chain that seals them, the seals, and incidents."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from sharedduty.foundations.journal.dbroles import SqlInRoles

TABLES = """
CREATE TABLE journal_entry (
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    actor text NOT NULL,
    post text NOT NULL DEFAULT '',
    verb text NOT NULL,
    object_type text NOT NULL DEFAULT '',
    object_ref text NOT NULL DEFAULT '',
    files bigint[] NOT NULL DEFAULT '{}',
    fields text[] NOT NULL DEFAULT '{}',
    reason text NOT NULL DEFAULT '',
    digest bytea,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE journal_entry_other PARTITION OF journal_entry DEFAULT;
CREATE INDEX journal_entry_txid ON journal_entry (txid, id);
CREATE INDEX journal_entry_files ON journal_entry USING gin (files);
CREATE INDEX journal_entry_actor ON journal_entry (actor, at);
CREATE INDEX journal_entry_verb ON journal_entry (verb, at);

CREATE TABLE journal_link (
    position bigint PRIMARY KEY,
    segment integer NOT NULL,
    entry_id bigint NOT NULL,
    entry_at timestamptz NOT NULL,
    row_digest bytea NOT NULL,
    chain_digest bytea NOT NULL
);
CREATE TABLE journal_seal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    segment integer NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_position bigint NOT NULL,
    head bytea NOT NULL,
    up_to xid8 NOT NULL,
    reason text NOT NULL DEFAULT ''
);
CREATE TABLE journal_incident (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finding text NOT NULL,
    closed_at timestamptz,
    closed_by text NOT NULL DEFAULT '',
    closing_note text NOT NULL DEFAULT ''
);

CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $body$;
CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_append_only();

-- What is hashed: every column, each preceded by its length, so that no two rows read alike.
CREATE FUNCTION journal_row_digest(e journal_entry) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE AS $body$
    SELECT sha256(convert_to(
        concat_ws('|', e.id, extract(epoch from e.at)::text, e.txid::text,
            length(e.actor), e.actor, length(e.post), e.post, length(e.verb), e.verb,
            length(e.object_type), e.object_type, length(e.object_ref), e.object_ref,
            e.files::text, length(e.fields::text), e.fields::text, length(e.reason), e.reason,
            coalesce(encode(e.digest, 'hex'), '-')), 'UTF8'))
$body$;

REVOKE ALL ON journal_entry, journal_entry_other, journal_link, journal_seal, journal_incident FROM {app};
GRANT INSERT ON journal_entry TO {app}, {reminder}, {importer}, {worker}, {sealer};
GRANT SELECT ON journal_entry, journal_entry_other TO {sealer}, {sight};
GRANT SELECT, INSERT ON journal_link, journal_seal, journal_incident TO {sealer};
GRANT SELECT ON journal_seal TO {app};
GRANT SELECT, UPDATE (closed_at, closed_by, closing_note) ON journal_incident TO {app};
"""

DROP = """
DROP FUNCTION journal_row_digest(journal_entry);
DROP TABLE journal_entry, journal_link, journal_seal, journal_incident;
DROP FUNCTION journal_append_only();
"""


def month_partitions() -> str:
    """One partition for each month from 2024 to 2031; partitions carry no grants of their own."""
    statements = []
    for year in range(2024, 2032):
        for month in range(1, 13):
            first = datetime.date(year, month, 1)
            following = datetime.date(year + month // 12, month % 12 + 1, 1)
            name = f"journal_entry_{first:%Y_%m}"
            statements.append(
                f"CREATE TABLE {name} PARTITION OF journal_entry FOR VALUES FROM ('{first}') TO ('{following}');"
                f"REVOKE ALL ON {name} FROM {{app}};"
            )
    return "".join(statements)


def unmanaged(name: str, table: str, fields: list[tuple[str, models.Field]]) -> migrations.CreateModel:
    return migrations.CreateModel(name=name, fields=fields, options={"db_table": table, "managed": False})


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        SqlInRoles(TABLES, DROP),
        SqlInRoles(month_partitions()),
        unmanaged(
            "Entry",
            "journal_entry",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("post", models.TextField()),
                ("verb", models.TextField()),
                ("object_type", models.TextField()),
                ("object_ref", models.TextField()),
                ("files", ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("fields", ArrayField(base_field=models.TextField(), size=None)),
                ("reason", models.TextField()),
                ("digest", models.BinaryField(null=True)),
            ],
        ),
        unmanaged(
            "Link",
            "journal_link",
            [
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("segment", models.IntegerField()),
                ("entry_id", models.BigIntegerField()),
                ("entry_at", models.DateTimeField()),
                ("row_digest", models.BinaryField()),
                ("chain_digest", models.BinaryField()),
            ],
        ),
        unmanaged(
            "Seal",
            "journal_seal",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("segment", models.IntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("last_position", models.BigIntegerField()),
                ("head", models.BinaryField()),
                ("up_to", models.TextField()),
                ("reason", models.TextField()),
            ],
        ),
        unmanaged(
            "Incident",
            "journal_incident",
            [
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("found_at", models.DateTimeField()),
                ("finding", models.TextField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.TextField()),
                ("closing_note", models.TextField()),
            ],
        ),
    ]
