"""An assessment led by somebody who is no social worker is signed off by a social-work-qualified manager."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0009_the_viewer_is_read_once"), ("assessment", "0004_more_figures")]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="signed_off_at",
            field=models.DateTimeField(help_text="by a social-work-qualified manager, where another leads", null=True),
        ),
        migrations.AddField(
            model_name="assessment",
            name="signed_off_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
            ),
        ),
    ]
