"""Answers to forms that packs define: a draft that saves itself, and every version kept (design section 6)."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential


class FormRecord(Confidential):
    """One form being filled in or sent: which definition, the answers as they stand, and a version to compare with.

    A draft of a page that is no form of a pack says its page's address in `about`; it goes once its step is taken.
    """

    reference = models.CharField(max_length=14, unique=True)
    form = models.CharField(max_length=60)
    pack = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    author = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    author_name = models.TextField(blank=True)
    about = models.CharField(
        max_length=200,
        blank=True,
        db_default="",
        help_text="for a page of the desk: its address, which names records only",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["author", "about"], condition=~Q(about=""), name="one_draft_of_a_page_and_author"
            )
        ]
        indexes = [
            models.Index(fields=["form", "saved_at"], condition=Q(submitted_at__isnull=True), name="form_not_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.reference}"


class FormVersion(Confidential):
    """The answers as they were at one saving: never overwritten."""

    record = models.ForeignKey(FormRecord, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, help_text="saved, submitted or corrected")
    answers = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by_name = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="one_form_version_of_a_number")]

    def __str__(self) -> str:
        return f"{self.record} version {self.number}"
