"""What is not sent yet is found without reading every form that ever was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forms", "0002_drafts_of_pages")]

    operations = [
        migrations.AddIndex(
            "formrecord",
            models.Index(
                condition=models.Q(("submitted_at__isnull", True)), fields=["form", "saved_at"], name="form_not_sent"
            ),
        ),
    ]
