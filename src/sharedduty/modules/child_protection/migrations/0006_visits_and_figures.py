"""By when a child with a plan is to be seen, and more figures: visits, the child seen, conferences, caseload, unallocated."""

from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.modules.child_protection.policy import FIGURES_INSIDE, FIGURES_OUTSIDE
from sharedduty.modules.child_protection.queries.figuresql import ITEMS

NEW = (
    "child_protection_plancontact", "child_protection_workdone", "child_protection_familypreparation",
    "gatherings_invitation", "gatherings_attendance", "gatherings_part", "gatherings_meetingpaper",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0004_more_figures"),
        ("child_protection", "0005_rests_on_an_assessment"),
        ("gatherings", "0001_meetings"),
        ("process", "0004_handovers_name_the_child"),
    ]

    operations = [
        migrations.AddField(
            model_name="plancontact",
            name="next_by_on",
            field=models.DateField(help_text="by when the child is to be seen next", null=True),
        ),
        migrations.AddField(
            model_name="protectionplan",
            name="visit_by_on",
            field=models.DateField(help_text="by when the child is to be seen first under the plan", null=True),
        ),
        rowsecurity.run_sql(
            figuresql.read_by_sight(NEW)
            + figuresql.counting_again(
                "child_protection_figures", ITEMS, inside=FIGURES_INSIDE, outside=FIGURES_OUTSIDE
            )
        ),
    ]
