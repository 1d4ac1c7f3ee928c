"""What an employer's policy says of time and support is kept, and where it is found (Working Together 2018 2.7)."""

from django.db import migrations, models

HELP = {
    "policy_time": "how long an enquiry takes, by the policy",
    "policy_support": "who supports and advises the person, by the policy",
    "policy_where": "where the policy is found, and of which day it is",
}


class Migration(migrations.Migration):
    """Three columns; of the contacts kept before nothing is known."""

    dependencies = [("allegations", "0005_who_the_officers_are")]

    operations = [
        migrations.AddField(
            model_name="employercontact",
            name=name,
            field=models.TextField(blank=True, default="", help_text=words),
            preserve_default=False,
        )
        for name, words in HELP.items()
    ]
