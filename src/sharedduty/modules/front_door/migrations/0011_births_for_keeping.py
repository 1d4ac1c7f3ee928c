"""How long a file is kept counts from the birth of the children in it: the nightly finder may ask for that day alone."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.retention import retentionsql

# The working file of a contact is about the same children as what was told.
WORKING = """
SELECT c.working_file_id, k.birth_on FROM front_door_contact c JOIN front_door_contactchild k ON k.contact_id = c.id
WHERE k.birth_on IS NOT NULL AND c.working_file_id BETWEEN the_first AND the_last
"""


class Migration(migrations.Migration):
    dependencies = [("front_door", "0010_the_whole_contact_is_sealed"), ("retention", "0001_reviews_and_holds")]

    operations = [rowsecurity.run_sql(retentionsql.births("front_door_births", ["front_door_contactchild"], WORKING))]
