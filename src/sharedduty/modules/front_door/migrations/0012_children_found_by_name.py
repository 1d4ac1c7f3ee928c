"""Children are found by a part of their names through an index, which row-level security keeps a plain search from using.

One security-definer function searches; what leaves it are ids, of rows that the viewer sees, filtered before they are ranked
(design section 4). The longest word asks the index, all of them are compared.
"""

from django.db import migrations, models
from django.db.models import Q

from sharedduty.foundations.access import rowsecurity

INDEX = """
CREATE INDEX contact_child_words ON front_door_contactchild
    USING gin (lower(given_names || ' ' || family_name || ' ' || also_known_as) gin_trgm_ops);
"""

CALLED = """
CREATE FUNCTION front_door_children_called(the_longest text, the_parts text[], the_most integer) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT k.id FROM front_door_contactchild k JOIN front_door_contact c ON c.id = k.contact_id
    WHERE lower(k.given_names || ' ' || k.family_name || ' ' || k.also_known_as) LIKE the_longest
      AND lower(k.given_names || ' ' || k.family_name || ' ' || k.also_known_as) LIKE ALL (the_parts)
      AND k.withdrawn_at IS NULL
      AND (k.scope = ANY ((SELECT my_scopes())::integer[]) OR k.case_file_id = ANY ((SELECT my_grants())::bigint[]))
      AND k.case_file_id <> ALL ((SELECT my_exclusions())::bigint[])
    ORDER BY c.received_at DESC, k.id DESC LIMIT the_most
$body$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0011_teams_share_in_the_scope"),
        ("front_door", "0011_births_for_keeping"),
    ]

    operations = [
        migrations.AddIndex(
            "contact",
            models.Index(condition=~Q(external_number=""), fields=["external_number"], name="contact_numbered"),
        ),
        rowsecurity.run_sql(INDEX),
        rowsecurity.run_sql(
            rowsecurity.definer("front_door_children_called(text, text[], integer)", CALLED, others="")
        ),
    ]
