"""The right of an agency that took part to ask for a conference where none is held (WT-S47O-02)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.modules.child_protection.models.enquiry import ProtectionRecord


class ConferenceRequest(Confidential):
    """One agency's right to ask for a conference about one child, in a file of its own: told, asked, answered.

    The agency sees who the child is and what it took part in, and nothing of the enquiries. Why it asks, and what it was
    answered, are judgements of this record.
    """

    protection = models.ForeignKey(ProtectionRecord, on_delete=models.PROTECT, related_name="conference_requests")
    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    child_name = models.TextField()
    birth_on = models.DateField(null=True)
    unborn = models.BooleanField(default=False)
    expected_on = models.DateField(null=True)
    agency = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the team that took part")
    took_part = ArrayField(
        models.CharField(max_length=14), help_text="the requests it answered and the meetings it was at, by reference"
    )
    worker = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, related_name="+", help_text="who answers: whoever leads the enquiry"
    )
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "stage"], name="conference_request_of_agency"),
            models.Index(fields=["worker", "stage"], name="conference_request_to_answer"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["protection", "agency"], condition=models.Q(stage="may_ask"), name="one_right_open_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(asked_at__isnull=True, asked_by__isnull=True)
                | models.Q(asked_at__isnull=False, asked_by__isnull=False),
                name="conference_asked_for_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.child_name
