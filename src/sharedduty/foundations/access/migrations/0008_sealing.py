"""A file may be sealed after it was opened, and is unsealed by two people."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity, sealingsql


def _account(**more: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **more
    )


class Migration(migrations.Migration):
    dependencies = [("access", "0007_deputies")]

    operations = [
        migrations.CreateModel(
            name="Sealing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("sealed_at", models.DateTimeField()),
                ("reason", models.TextField()),
                (
                    "sensitivity",
                    models.CharField(
                        help_text="the file's sensitivity before, given back when unsealed", max_length=20
                    ),
                ),
                (
                    "ended_grants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="grants to teams and posts, given back when unsealed",
                        size=None,
                    ),
                ),
                ("unseal_asked_at", models.DateTimeField(null=True)),
                ("unseal_because", models.TextField(blank=True, db_default="")),
                ("unsealed_at", models.DateTimeField(null=True)),
                (
                    "along_with",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="along",
                        to="access.sealing",
                    ),
                ),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                ("sealed_by", _account()),
                ("unseal_asked_by", _account(null=True)),
                ("unsealed_by", _account(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("unsealed_at__isnull", True)),
                        fields=("case_file",),
                        name="one_seal_on_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unsealed_at__isnull", True), ("unsealed_by__isnull", True)),
                            models.Q(
                                ("unseal_asked_by__isnull", False),
                                ("unsealed_at__isnull", False),
                                ("unsealed_by__isnull", False),
                                models.Q(("unsealed_by", models.F("unseal_asked_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="unsealing_takes_two_people",
                    ),
                ],
            },
        ),
        rowsecurity.protect("access_sealing"),
        rowsecurity.run_sql(sealingsql.make_sealing()),
    ]
