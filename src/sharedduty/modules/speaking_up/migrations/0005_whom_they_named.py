"""Whoever answers reads whom the sender named, in the sender's own words: most of them have no account to shut out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column, of the matter alone: the sender's own file does not hold it."""

    dependencies = [("speaking_up", "0004_breaches_and_figures")]

    operations = [
        migrations.AddField(
            model_name="matter",
            name="named_words",
            field=models.TextField(
                blank=True, default="", help_text="whom the sender named, in the sender's words: they see nothing of it"
            ),
            preserve_default=False,
        ),
    ]
