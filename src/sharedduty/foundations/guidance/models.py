"""What people say about an edition: its rows checked against the source, who agreed it, and when it was reviewed.

Packs stay files; this is kept over them. Rows here are added and never changed, so that who said what stays readable.
"""

from django.db import models

from sharedduty.foundations.access.api import Account, Appointment
from sharedduty.foundations.directory.models import Organisation


class RowCheck(models.Model):
    """One person's judgement of one row of an edition, as it read that day (guidance-now D16)."""

    class Verdict(models.TextChoices):
        AGREES = "agrees", "It agrees with the source"
        DIFFERS = "differs", "It differs from the source"
        WITHDRAWN = "withdrawn", "I take my check back"

    pack = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, help_text="clock or provision")
    key = models.TextField()
    row_digest = models.CharField(
        max_length=64, help_text="of the row as it read: a row that changes is unchecked again"
    )
    verdict = models.CharField(max_length=10, choices=Verdict)
    note = models.TextField(blank=True, help_text="where in the source, or what differs")
    checked_at = models.DateTimeField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["pack", "kind", "key"], name="row_check_by_row")]

    def __str__(self) -> str:
        return f"{self.pack} {self.key}: {self.verdict}"


class SignOff(models.Model):
    """A partner or relevant agency agreed the threshold document of a local edition (WT2018 ch1 ¶15)."""

    pack = models.CharField(max_length=60, db_index=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    signed_by_post = models.TextField(help_text="the post that agreed for the organisation")
    signed_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.organisation} agreed {self.pack}"


class DocumentReview(models.Model):
    """The threshold document of a local edition was reviewed, and by when it is reviewed again (GL-TH-02)."""

    pack = models.CharField(max_length=60, db_index=True)
    reviewed_on = models.DateField()
    review_due_on = models.DateField()
    conclusion = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review_due_on__gt=models.F("reviewed_on")), name="next_review_after_this_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pack} reviewed {self.reviewed_on}"
