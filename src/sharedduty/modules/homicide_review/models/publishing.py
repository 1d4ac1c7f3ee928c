"""Clearance by the Home Office panel, the check of names, the plan for publication, what anybody may read, the audit."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.directory.models import Area
from sharedduty.modules.homicide_review.models.root import HomicideReview, OfReview


class Clearance(OfReview):
    """What the Home Office panel answered, its letter word for word (GL-DH-55)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="clearances")
    outcome = models.CharField(max_length=20, help_text="a code of the pack's list homicide.assurance")
    letter = models.TextField()
    answered_on = models.DateField()
    panel_told = models.TextField(
        blank=True, help_text="how the review panel was told, or met again, where changes are asked"
    )

    def __str__(self) -> str:
        return self.outcome


class ProtectedWord(OfReview):
    """A word that must not stand in what is published: a name, a place, a date that the house does not know by itself."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="protected_words")
    word = models.TextField()
    why = models.TextField()

    def __str__(self) -> str:
        return "a protected word"


class Justification(OfReview):
    """Why a person lets one place stand where a protected word was found; another text there asks again."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="justifications")
    digest = models.CharField(max_length=64, help_text="of the word, the part and the words around it")
    excerpt = models.TextField()
    because = models.TextField()
    justified_by = models.TextField(help_text="name and post")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="a_homicide_justification_has_reasons")]

    def __str__(self) -> str:
        return "a place let stand"


class PublicationPlan(OfReview):
    """On which day it is published, that the family agreed to it, and what is said to the media (GL-DH-57, -33)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="publication_plans")
    number = models.PositiveIntegerField()
    planned_on = models.DateField()
    avoided = models.TextField(help_text="days that mean something to the family, or that none were named")
    family_agreed = models.TextField(help_text="who of the family agreed to day and media, or why nobody was asked")
    media = models.TextField(help_text="who speaks, what the press release says, which best practice is shown")
    agencies_have = models.TextField(help_text="that each agency has report and plan")
    decided_by = models.TextField(help_text="name and post")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_homicide_publication_plan_of_a_number")
        ]

    def __str__(self) -> str:
        return f"for {self.planned_on}"


class PlanAudit(OfReview):
    """The partnership's audit of the action plan: what was looked at, what was found, whether it is carried out (GL-DH-59)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="audits")
    audited_on = models.DateField()
    audited_by = models.TextField(help_text="name and post")
    looked_at = models.TextField()
    audit_found = models.TextField()
    carried_out = models.BooleanField(help_text="whether the plan is carried out in full")

    def __str__(self) -> str:
        return f"audit of {self.audited_on}"


class PublishedHomicideReview(models.Model):
    """What anybody may read of a review: a copy of what was approved, and nothing that leads back to a case file (ADR 0020)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=20, choices=HomicideReview.Form)
    public_title = models.TextField()
    chair_named = models.TextField(help_text="chair and panel: the only names")
    parts = models.JSONField(help_text="titles and texts, in order")
    actions = models.JSONField(help_text="the recommendations with owner and day")
    searched = models.TextField(help_text="every public word in one, to be found by")
    published_at = models.DateTimeField()
    renewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(public_title=""), name="a_public_homicide_review_has_a_title")
        ]

    def __str__(self) -> str:
        return self.public_title
