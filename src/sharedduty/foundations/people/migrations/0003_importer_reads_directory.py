"""The importer reads areas, bodies and teams, to say whose work it takes in."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    dependencies = [("people", "0002_known_check")]

    operations = [
        rowsecurity.run_sql("GRANT SELECT ON directory_area, directory_organisation, directory_team TO {importer};"),
    ]
