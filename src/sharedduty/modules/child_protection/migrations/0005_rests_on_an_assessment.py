"""A protection record names the assessment it rests on, and a version of the plan what the core group gave to it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("child_protection", "0004_return_home")]

    operations = [
        migrations.AddField(
            model_name="protectionrecord",
            name="assessment",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="the assessment by which enquiries are made (WT-S47-01)",
                max_length=14,
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="assessment",
            field=models.CharField(
                blank=True, db_default="", help_text="the in-depth assessment it rests on (WT-CPP-08)", max_length=14
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="contributions",
            field=models.TextField(
                blank=True,
                db_default="",
                help_text="what the core group gave to that assessment, and what is still to do",
            ),
        ),
    ]
