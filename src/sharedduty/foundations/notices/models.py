"""Outgoing messages and what became of them (GL-XN-04). No message about a file says more than "something to do"."""

from django.db import models

from sharedduty.foundations.access.models import Appointment, Confidential


class Notice(Confidential):
    """One message to one person: what for, when due to go, sent, failed, opened."""

    reference = models.CharField(max_length=14, unique=True)
    record = models.CharField(max_length=14)
    template = models.CharField(max_length=60)
    to_appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    to_email = models.TextField(blank=True)
    reply_due_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failed_because = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.template} for {self.record}"
