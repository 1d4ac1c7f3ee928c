"""What a sender adds to a concern after sending it."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_accounts_and_files"),
        ("front_door", "0003_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="SenderMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("more", "Something more to tell"),
                            ("consent_given", "Consent was given since"),
                            ("consent_refused", "Consent was refused or taken back"),
                            ("withdraw", "A wish to withdraw the concern"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="front_door.contact"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        rowsecurity.protect("front_door_sendermessage"),
    ]
