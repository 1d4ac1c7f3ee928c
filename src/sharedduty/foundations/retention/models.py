"""A file whose period is over and what was decided about it, and a file on legal hold. Nothing here deletes anything."""

from django.db import models
from django.db.models import F, Q

from sharedduty.foundations.access.models import Appointment, Confidential


class Review(Confidential):
    """One time a file's period came to its end: which rule, from which day, and, once somebody looked, why it is kept."""

    reference = models.CharField(
        max_length=14, help_text="the file's, for whoever reviews it without sight of the file"
    )
    kind = models.CharField(max_length=40, help_text="the file's kind")
    retention_class = models.CharField(max_length=40)
    pack = models.CharField(max_length=60, help_text="the pack whose rule it was")
    counted_from = models.CharField(max_length=20, help_text="birth, closure, opening, or an earlier review")
    from_on = models.DateField(help_text="the day counted from")
    due_on = models.DateField()
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True, db_default="")
    review_on = models.DateField(null=True, help_text="when the file is looked at again")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_file"], condition=Q(decided_at__isnull=True), name="one_open_review_of_a_file"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, review_on__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, review_on__gt=F("due_on")) & ~Q(reason=""),
                name="kept_by_whom_why_and_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}, due {self.due_on}"


class Hold(Confidential):
    """A file that must stay as it is, whatever its period says: who put it on hold and why, who lifted the hold and why."""

    reference = models.CharField(max_length=14)
    kind = models.CharField(max_length=40)
    set_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    reason = models.TextField()
    lifted_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_file"], condition=Q(lifted_at__isnull=True), name="one_hold_on_a_file"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because=""),
                name="hold_lifted_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} on hold"
