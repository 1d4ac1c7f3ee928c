"""Hand-overs are found by the record they left, and the clocks of one key by their dates."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("process", "0007_clocks_may_end_sooner")]

    operations = [
        migrations.AddIndex("handover", models.Index(fields=["from_record"], name="handover_from_record")),
        migrations.AddIndex("clock", models.Index(fields=["key", "due_at"], name="process_clock_figures")),
    ]
