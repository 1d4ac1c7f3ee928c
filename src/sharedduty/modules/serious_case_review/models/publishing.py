"""Who confirms the overview, the check of names, and what anybody may read."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.directory.models import Area
from sharedduty.modules.serious_case_review.models.reviewing import OfCaseReview, SeriousCaseReview


class FairnessConfirmation(OfCaseReview):
    """That a contributor finds itself fairly represented in the overview, by a senior named officer (HE-OVR-09)."""

    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="confirmations")
    body = models.TextField()
    officer = models.TextField(help_text="name and post")
    fair = models.BooleanField()
    objection = models.TextField(blank=True)
    confirmed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(fair=True) | ~Q(objection=""), name="what_is_unfair_is_said"),
        ]

    def __str__(self) -> str:
        return self.body


class CaseProtectedWord(OfCaseReview):
    """A word that must not stand in the public summary, and that the house does not know by itself (HE-EXS-03)."""

    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="protected_words")
    word = models.TextField()
    why = models.TextField()
    of_child = models.BooleanField(default=False, help_text="a name of a child: it can never be let stand")

    def __str__(self) -> str:
        return "a protected word"


class CaseJustification(OfCaseReview):
    """Why a person lets one place stand where a protected word was found; another text there asks again."""

    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="justifications")
    digest = models.CharField(max_length=64, help_text="of the word, the part and the words around it")
    excerpt = models.TextField()
    because = models.TextField()
    justified_by = models.TextField(help_text="name and post")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="a_place_stands_for_a_reason")]

    def __str__(self) -> str:
        return "a place let stand"


class PublishedSummary(models.Model):
    """What anybody may read of a review: a copy of the cleared summary, and nothing that leads back to a case file (ADR 0020)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    public_title = models.TextField()
    parts = models.JSONField(help_text="titles and texts, in order")
    actions = models.JSONField(help_text="the recommendations with owner and day")
    published_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_title
