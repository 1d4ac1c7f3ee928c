"""What a team is asked is found without reading all it was ever asked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0004_sharing_agreements")]

    operations = [
        migrations.AddIndex(
            "informationrequest",
            models.Index(
                condition=models.Q(("answered_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=["asked_team", "due_at"],
                name="request_waits",
            ),
        ),
        migrations.AddIndex(
            "informationrequest", models.Index(fields=["asked_team", "answered_at"], name="request_answered")
        ),
    ]
