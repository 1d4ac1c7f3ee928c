"""What a recommendation taken in from another tracker keeps of it: where it stood, and its state in that tracker's words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_exclusions_follow_the_work"),
        ("action_plans", "0002_figures"),
        ("directory", "0002_names_and_seat_holdings"),
    ]

    operations = [
        migrations.AddField(
            model_name="trackedrecommendation",
            name="tracker",
            field=models.TextField(
                blank=True, db_default="", help_text="the tracker it was taken in from, and the line there"
            ),
        ),
        migrations.AddField(
            model_name="trackedrecommendation",
            name="tracker_means",
            field=models.CharField(
                blank=True, db_default="", help_text="what those words meant, as a person said", max_length=20
            ),
        ),
        migrations.AddField(
            model_name="trackedrecommendation",
            name="tracker_said",
            field=models.TextField(
                blank=True, db_default="", help_text="how that tracker put its state, in its own words"
            ),
        ),
        migrations.AddConstraint(
            model_name="trackedrecommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("tracker_said", ""),
                    models.Q(models.Q(("tracker_means", ""), _negated=True), models.Q(("tracker", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_trackers_words_are_translated",
            ),
        ),
    ]
