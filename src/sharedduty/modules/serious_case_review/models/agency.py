"""An agency's own management review, in a file of its own that the agency's team shares: it sees nothing else of the case."""

from typing import Any

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Team
from sharedduty.modules.serious_case_review.models.reviewing import SeriousCaseReview


class ManagementReview(Confidential):
    """What one agency was asked, who writes it and how independent they are, who stands behind it (HE-IMR; HE-SCR-39)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="management_reviews")
    stage = models.CharField(max_length=40, default="asked")
    version = models.PositiveIntegerField(default=1)
    agency = models.TextField()
    asked_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    asking_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60, help_text="whose outline it follows")
    request = models.CharField(max_length=14, help_text="what was asked, by reference")
    about = models.TextField(help_text="whom it is about, as the agency is told")
    question = models.TextField()
    period_from_on = models.DateField(null=True)
    period_to_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    author_name = models.TextField(blank=True)
    author_post = models.TextField(blank=True)
    author_declared_on = models.DateField(null=True)
    endorsed_by = models.TextField(blank=True, help_text="the senior officer: name and post")
    endorsed_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    nil_because = models.TextField(blank=True)
    nil_signed_by = models.TextField(blank=True)
    stopped_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(endorsed_by=""), name="submitted_only_when_endorsed"
            ),
            models.CheckConstraint(condition=~Q(stage="nil") | ~Q(nil_signed_by=""), name="a_nil_return_is_signed"),
        ]

    def __str__(self) -> str:
        return f"Management review {self.reference}"


class OfManagementReview(Confidential):
    """What every row of an agency's part has."""

    part: Any
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ManagementReport(OfManagementReview):
    """The report by the items of the pack's outline; versions are kept (HE-IMR-02, -03, -12)."""

    part = models.ForeignKey(ManagementReview, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    answers = models.JSONField(help_text="by code of the pack's list scr.imr")
    why_again = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="one_management_report_of_a_number")]

    def __str__(self) -> str:
        return f"report {self.number}"


class ManagementAdvice(OfManagementReview):
    """One recommendation of an agency to itself: action, who, when, outcome, how checked (HE-IMR-10)."""

    part = models.ForeignKey(ManagementReview, on_delete=models.PROTECT, related_name="advice")
    number = models.PositiveIntegerField()
    text = models.TextField()
    owner = models.TextField()
    due_on = models.DateField()
    outcome = models.TextField()
    monitored = models.TextField()

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"


class ManagementNote(OfManagementReview):
    """An interview, feedback to staff, support, something urgent, or the bare fact that discipline runs (HE-IMR-04 to -07)."""

    class Kind(models.TextChoices):
        INTERVIEW = "interview", "An interview, with a written record"
        FEEDBACK = "feedback", "Feedback and debrief of staff, with facts put right"
        SECOND = "second", "A second session, after something new in the overview"
        SUPPORT = "support", "Support offered to staff"
        URGENT = "urgent", "Something urgent that was acted on"
        DISCIPLINE = "discipline", "Discipline runs beside it (only that it does)"
        OMBUDSMAN = "ombudsman", "The ombudsman's report on a death in custody"

    part = models.ForeignKey(ManagementReview, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20, choices=Kind)
    who = models.TextField(blank=True, help_text="posts, not names")
    what = models.TextField(blank=True)
    happened_on = models.DateField()
    shared_on = models.DateField(null=True, help_text="when an interview's record was shared with whoever was asked")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kind="discipline") | Q(what=""), name="of_discipline_no_detail"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
