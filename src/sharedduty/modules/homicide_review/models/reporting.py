"""The overview report, what it recommends, how it was checked, and how the partnership signed it off."""

from django.db import models
from django.db.models import Q

from sharedduty.modules.homicide_review.models.root import HomicideReview, OfReview


class ReportVersion(OfReview):
    """The overview report as text, as it is meant for the public; kept to participants until then (GL-DH-50)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    title = models.TextField()
    summary = models.TextField(help_text="the executive summary")
    account = models.TextField(help_text="what happened, written so that nobody is known by it")
    analysis = models.TextField()
    lessons = models.TextField()
    good_practice = models.TextField()
    family_words = models.TextField(help_text="the part of the family, and what they said, or that they took none")
    independence = models.TextField(help_text="the chair's statement of independence")
    received_on = models.DateField()
    approved_by = models.TextField(blank=True, help_text="that chair and panel agreed to a change")
    why_again = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_homicide_report_of_a_number")]

    def __str__(self) -> str:
        return f"report {self.number}"


class Recommendation(OfReview):
    """What should change: who, by when, to what end; tested with the agency, its day agreed at a senior level (GL-DH-52)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField()
    text = models.TextField()
    owner = models.TextField(help_text="post and agency")
    due_on = models.DateField()
    outcome = models.TextField(help_text="what will be different")
    measure = models.TextField(help_text="how one will know")
    earlier = models.JSONField(default=list, help_text="what it said before it was mended")
    tested_with = models.TextField(
        blank=True, help_text="with whom of the agency the action was tested, and what came of it"
    )
    senior = models.TextField(blank=True, help_text="who agreed the day at a senior level: name and post")
    tested_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_homicide_recommendation_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.number}"


class Checklist(OfReview):
    """The panel's four checks of the report, or the four things the Home Office panel tests (GL-DH-51, -61)."""

    class List(models.TextChoices):
        REPORT = "report_check", "The panel's checks of the report"
        SUBMISSION = "submission_check", "What the Home Office panel tests"

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="checklists")
    checklist = models.CharField(max_length=20, choices=List)
    report = models.PositiveIntegerField(help_text="which version of the report")
    answers = models.JSONField(help_text="by code: yes or no, and what it rests on")
    checked_by = models.TextField(help_text="name and post")

    def __str__(self) -> str:
        return self.checklist


class ReturnedChange(OfReview):
    """A change the partnership would like: put to chair and panel, who decide (GL-DH-54)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="changes")
    text = models.TextField()
    put_on = models.DateField()
    answer = models.TextField(blank=True, help_text="what chair and panel decided")
    answered_by = models.TextField(blank=True, help_text="name and post")
    answered_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.reference


class SignOff(OfReview):
    """That the partnership signed report, summary and plan off, with each of its six tasks (GL-DH-53)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="sign_offs")
    report = models.PositiveIntegerField(help_text="which version of the report")
    tasks = models.JSONField(help_text="codes of the pack's list homicide.sign_off that are done")
    feedback = models.TextField(help_text="how staff, family and media are told")
    signed_by = models.TextField(help_text="name and post")
    sent_at = models.DateTimeField()
    how = models.TextField(help_text="by which secure way")
    late_because = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(signed_by=""), name="a_sign_off_says_who")]

    def __str__(self) -> str:
        return f"report {self.report} signed off"
