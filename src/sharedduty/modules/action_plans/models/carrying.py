"""Policies, procedures and courses that should carry a recommendation, and whether they do once they are issued again.

A document's title, owner and issues are no secret and lie in no file. Which recommendation it should carry lies in that one's.
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area
from sharedduty.modules.action_plans.models.recommending import OfRecommendation, TrackedRecommendation


class Document(models.Model):
    """A policy, procedure, form or course of an agency or of the partnership (TRK-11)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list actionplan.product")
    title = models.TextField()
    owner = models.TextField(help_text="post and body")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["area", "title"], name="document_by_title")]

    def __str__(self) -> str:
        return self.title[:60]


class Reissue(models.Model):
    """That a document was issued again on a day."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="reissues")
    reissued_on = models.DateField()
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "reissued_on"], name="one_reissue_of_a_document_a_day")
        ]

    def __str__(self) -> str:
        return f"issued {self.reissued_on}"


class Carrying(OfRecommendation):
    """That a document should carry a recommendation."""

    recommendation = models.ForeignKey(TrackedRecommendation, on_delete=models.PROTECT, related_name="carryings")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recommendation", "document"], name="a_document_is_named_once")]

    def __str__(self) -> str:
        return f"carried by {self.document_id}"


class Mention(Confidential):
    """Whether an issue of a document carries the recommendation; if not, whether it was left out on purpose, and why."""

    class Says(models.TextChoices):
        YES = "yes", "It carries it"
        NOT_YET = "not_yet", "It was missed: the next issue carries it"
        DECLINED = "declined", "Left out on purpose"

    carrying = models.ForeignKey(Carrying, on_delete=models.PROTECT, related_name="mentions")
    reissue = models.ForeignKey(Reissue, on_delete=models.PROTECT, related_name="+")
    says = models.CharField(max_length=20, choices=Says)
    reason = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["carrying", "reissue"], name="one_answer_for_an_issue"),
            models.CheckConstraint(condition=Q(says="yes") | ~Q(reason=""), name="left_out_says_why"),
        ]

    def __str__(self) -> str:
        return self.says
