from django.db import migrations, models


class Migration(migrations.Migration):
    """A draft may belong to a page of the desk that is no form of a pack."""

    dependencies = [("forms", "0001_answers")]

    operations = [
        migrations.AddField(
            model_name="formrecord",
            name="about",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="for a page of the desk: its address, which names records only",
                max_length=200,
            ),
        ),
        migrations.AddConstraint(
            model_name="formrecord",
            constraint=models.UniqueConstraint(
                condition=models.Q(("about", ""), _negated=True),
                fields=("author", "about"),
                name="one_draft_of_a_page_and_author",
            ),
        ),
    ]
