"""Files people attach: kept outside the web root under random names, served as attachments only."""

from django.db import models

from sharedduty.foundations.access.models import Appointment, Confidential, Link


class Paper(Confidential):
    """One uploaded file: what it is called, what it really is, and where its bytes lie."""

    reference = models.CharField(max_length=14, unique=True)
    record = models.CharField(max_length=14, help_text="the form or record it belongs to, by reference")
    name = models.TextField(help_text="the name as given, cleaned; shown, never used as a path")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    stored_as = models.CharField(max_length=64, unique=True)
    digest = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    added_by_link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    scanned_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
