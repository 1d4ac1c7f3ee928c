"""The review itself, the notice it came from, the people it is about, and what was decided about holding one."""

from typing import Any

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.people.models import Person


class HomicideNotice(Confidential):
    """A death referred in writing for a review, in a file of its own that its sender reads as a receipt (GL-DH-08 to -10)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", help_text="the community safety partnership"
    )
    victim = models.TextField(help_text="name of who died, or “Not known”")
    victim_birth_on = models.DateField(null=True)
    perpetrator = models.TextField(help_text="name of who is alleged to have done it, or “Not known”")
    died_on = models.DateField(help_text="the day of the death, or of what was survived")
    district = models.TextField(help_text="where the victim normally lived, or was last known to")
    summary = models.TextField(help_text="what happened, as agreed with the investigation")
    agreed_with = models.TextField(help_text="who of the investigation agreed the summary")
    coordinator = models.TextField(help_text="name of the strategic coordinator who supports the partnership")
    telephoned = models.TextField(blank=True, help_text="who was telephoned and when, or why not yet")
    late_because = models.TextField(blank=True)
    on_behalf = models.TextField(blank=True, help_text="who referred it, where it came by secure e-mail")
    received_at = models.DateTimeField(help_text="when the written notice came: the month to decide runs from here")
    sent_words = models.TextField(help_text="name, post and body of who wrote it down here")
    sent_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    review = models.CharField(max_length=14, blank=True, help_text="the review it led to, by reference")

    def __str__(self) -> str:
        return f"notice {self.reference}"


class HomicideReview(Confidential):
    """One domestic homicide review, or learning review, from the notice to the audited plan (GL-DH; DVCVA 2004 s9)."""

    class Form(models.TextChoices):
        DHR = "dhr", "Domestic homicide review"
        LEARNING = "learning_review", "Domestic abuse learning review"
        NEAR_MISS = "near_miss", "Near-miss review"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", help_text="the community safety partnership"
    )
    stage = models.CharField(max_length=40, default="considering")
    version = models.PositiveIntegerField(default=1)
    form = models.CharField(max_length=20, choices=Form, blank=True)
    notice = models.CharField(max_length=14, help_text="the notice it began with, by reference")
    victim = models.TextField()
    died_on = models.DateField()
    district = models.TextField()
    body = models.TextField(help_text="which community safety partnership has the duty, as the area's pack says")
    body_because = models.TextField(blank=True, help_text="what was agreed where that is not clear")
    what_happened = models.TextField()
    came_at = models.DateTimeField(help_text="when the death came to the partnership's notice")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, help_text="day 0 of the six months, where a review is held")
    signed_at = models.DateTimeField(null=True, help_text="when it was complete: signed off and sent")
    cleared_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    publication = models.CharField(max_length=14, blank=True, help_text="the public page, by reference")

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "opened_at"], name="homicide_review_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | (~Q(publication="") & Q(cleared_at__isnull=False)),
                name="a_homicide_review_is_cleared_before_it_is_public",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.called} {self.reference}"

    @property
    def called(self) -> str:
        """What it is: the form it was decided to take, or that nothing is decided."""
        return str(self.get_form_display()) if self.form else "Death to be considered"


class OfReview(Confidential):
    """What every row of a review's file has: its review, when and by whom it was written."""

    review: Any
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ReviewedPerson(OfReview):
    """Somebody a review is about, whose name never stands in anything published."""

    class Part(models.TextChoices):
        VICTIM = "victim", "Victim"
        PERPETRATOR = "perpetrator", "Alleged perpetrator"
        CHILD = "child", "A child of the family"
        OTHER = "other", "Somebody else of the family or household"

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="people")
    part = models.CharField(max_length=20, choices=Part)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    given_names = models.TextField()
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class HomicideDecision(OfReview):
    """Whether a review is held and of which form: the definition, nine things weighed, what partners said, and why."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, help_text="a code of the pack's list homicide.decision")
    over_16 = models.CharField(max_length=12, help_text="yes, no or not_known")
    relation = models.CharField(max_length=20, help_text="a code of the pack's list homicide.relation")
    death = models.CharField(max_length=20, help_text="a code of the pack's list homicide.death")
    abuse = models.TextField(help_text="what is known of violence, abuse, neglect or control")
    weighed = models.JSONField(help_text="by the number of the consideration in the area's pack: what was found")
    specialist = models.TextField(help_text="what those who know domestic abuse said")
    partners = models.TextField(help_text="what the agencies said")
    panel = models.TextField(blank=True, help_text="who advised, where a decision panel met")
    reasons = models.TextField()
    decided_by = models.TextField(help_text="name of the chair of the community safety partnership")
    decided_at = models.DateTimeField()
    why_again = models.TextField(blank=True)
    late_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_homicide_decision_of_a_number"),
            models.CheckConstraint(condition=~Q(reasons=""), name="a_homicide_decision_has_reasons"),
        ]

    def __str__(self) -> str:
        return self.outcome


class HomicideStepReason(OfReview):
    """Why a step was taken that changes a review's course (design section 6)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]
