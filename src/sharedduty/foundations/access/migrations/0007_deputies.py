"""Whoever stands in for somebody holds an appointment of their own, which says for whom and until when (GL-XN-02)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0006_exclusions_may_be_lifted")]

    operations = [
        migrations.AddField(
            "appointment",
            "deputy_for",
            models.ForeignKey(
                blank=True,
                help_text="the appointment whose post this person fills in their own name, from and until (GL-XN-02)",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deputies",
                to="access.appointment",
            ),
        ),
        migrations.AddConstraint(
            "appointment",
            models.CheckConstraint(
                condition=models.Q(("deputy_for__isnull", True), ("held_until__isnull", False), _connector="OR"),
                name="deputy_until_a_day",
            ),
        ),
    ]
