"""A child who comes home from care: one record from care planning to the review of support (flow chart 6)."""

from django.db import models

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.people.models import Person


class ReturnHome(Confidential):
    """One child's way home from care. What each step asked lies in the judgements of this record (WT-HOME)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    child_name = models.TextField()
    birth_on = models.DateField(null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    care = models.TextField(help_text="since when and under which provision the child is looked after")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField(null=True, help_text="while looked after (WT-HOME-01)")
    approved_on = models.DateField(null=True)
    home_on = models.DateField(null=True)
    explained_on = models.DateField(null=True)
    considered_on = models.DateField(null=True, help_text="immediate concerns after an unplanned return (WT-HOME-03)")
    reviewed_on = models.DateField(null=True)
    next_by_on = models.DateField(null=True, help_text="the day agreed for what comes next; no guidance sets a number")

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "opened_at"], name="return_home_list")]

    def __str__(self) -> str:
        return self.child_name
