"""Practice reviews: who reviews, on which terms, who took part, what the report says, and what was made public.

A review lies in a case file of its own (kind `practice_review`). What anybody may read is a copy without a case file
(`PublishedReview`), written when it is published and taken from nowhere else.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.people.models import Person


class PracticeReview(Confidential):
    """One local child safeguarding practice review (Children Act 2004 s16F; WT2018 ch4 ¶31-43; GL-PR)."""

    class Origin(models.TextChoices):
        RAPID_REVIEW = "rapid_review", "A rapid review that decided on it"
        OTHER = "other", "A decision of the partners without a rapid review that was handed over"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the business unit")
    stage = models.CharField(max_length=40, default="to_decide")
    version = models.PositiveIntegerField(default=1)
    origin = models.CharField(max_length=20, choices=Origin)
    because = models.TextField(blank=True, help_text="why it is taken up where no rapid review was handed over")
    rapid_review = models.CharField(max_length=14, blank=True, help_text="the rapid review it follows, by reference")
    incident = models.CharField(max_length=14, blank=True, help_text="the incident behind it, by reference")
    handover = models.CharField(max_length=14, blank=True, help_text="the hand-over it was taken up from, by reference")
    what_happened = models.TextField()
    proposed_focus = models.TextField(blank=True, help_text="what the rapid review said it should look at")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True, help_text="when it was decided to begin: day 0 of the six months")
    published_at = models.DateTimeField(null=True)
    publication = models.CharField(max_length=14, blank=True, help_text="the public page, by reference")

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "opened_at"], name="practice_review_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(publication=""), name="a_published_review_has_its_page"
            ),
        ]

    def __str__(self) -> str:
        return f"Practice review {self.reference}"


class OfReview(Confidential):
    """What every row of a review's file has: its review, when and by whom it was written."""

    review: Any
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ReviewedChild(OfReview):
    """One child a review is about, whose name never stands in anything published."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    given_names = models.TextField()
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class BeginDecision(OfReview):
    """Whether the review begins, as the partners decided it and why; who was asked where they did not agree (GL-PR-01, -02)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="begin_decisions")
    begins = models.BooleanField()
    reasons = models.TextField()
    advice = models.TextField(help_text="what the rapid review found and the case review group advised")
    agreed = models.BooleanField(help_text="whether the partners were of one mind")
    consulted = models.TextField(blank=True, help_text="what the scrutineer said where they were not")
    decided_by = models.TextField(help_text="name and post")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed=True) | ~Q(consulted=""), name="where_partners_differ_the_scrutineer_is_asked"
            ),
        ]

    def __str__(self) -> str:
        return "begins" if self.begins else "does not begin"


class Reviewer(OfReview):
    """Somebody appointed to lead or to chair: the six things weighed, independence and conflicts on record (WT-LCSPR-02)."""

    class Part(models.TextChoices):
        REVIEWER = "reviewer", "Reviewer"
        CHAIR = "chair", "Independent chair"

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="reviewers")
    part = models.CharField(max_length=20, choices=Part)
    name = models.TextField()
    body = models.TextField(help_text="where they work, or that they work for themselves")
    checks = models.JSONField(help_text="by code: what was found")
    linked = models.BooleanField(help_text="whether they have any tie to the agencies or the people of the case")
    conflict = models.TextField(blank=True, help_text="which tie")
    managed = models.TextField(blank=True, help_text="why they are appointed all the same, and what guards against it")
    appointed_by = models.TextField(help_text="name and post")
    appointed_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(linked=False) | ~Q(managed=""), name="a_tie_is_answered"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""), name="a_reviewer_ends_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Terms(OfReview):
    """Terms of reference and method; a later version follows an earlier one and says why (WT-LCSPR-03, -04; GL-PR-03, -05)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveIntegerField()
    focus = models.TextField(help_text="the one thing it looks at closely, and why")
    questions = models.TextField(help_text="what it is to find out: why, and not only what")
    period_from_on = models.DateField()
    period_to_on = models.DateField()
    method = models.CharField(max_length=20, help_text="a code of the pack's list practicereview.method")
    why_method = models.TextField()
    levels = models.TextField(help_text="how practice, organisations and their learning are looked at")
    child_view = models.TextField(help_text="how the child's side of it is seen")
    agreed_by = models.TextField(help_text="name and post")
    agreed_on = models.DateField()
    why_again = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_set_of_terms_of_a_number")]

    def __str__(self) -> str:
        return f"terms {self.number}"


class Participant(OfReview):
    """A practitioner, family member or child: how they were asked to take part, or why not, and what came (WT-LCSPR-05)."""

    class Kind(models.TextChoices):
        FAMILY = "family", "Family"
        CHILD = "child", "A surviving child"
        PRACTITIONER = "practitioner", "Practitioner"

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="participants")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.TextField()
    role = models.TextField(help_text="who they are: mother, health visitor")
    invited_on = models.DateField(null=True)
    how = models.TextField(blank=True)
    told = models.TextField(blank=True, help_text="what they were told to expect, and that nobody is blamed")
    support = models.TextField(blank=True, help_text="who stands by them")
    not_invited_because = models.TextField(blank=True)
    answer = models.CharField(max_length=20, blank=True, help_text="a code of the pack's list practicereview.answer")
    answered_on = models.DateField(null=True)
    views = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(invited_on__isnull=False) | ~Q(not_invited_because=""), name="invited_or_why_not"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Supervision(OfReview):
    """Progress asked of the reviewer in writing, with the answer; or a note on quality (WT-LCSPR-06)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="supervisions")
    asked = models.TextField(blank=True, help_text="the request as it was written")
    asked_of = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True)
    answer_by_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    judged = models.TextField(blank=True, help_text="what the partners make of progress and quality")

    def __str__(self) -> str:
        return self.reference


class EarlyLearning(OfReview):
    """Something learned and acted on before the review has ended (WT-LCSPR-17)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="early_learning")
    what = models.TextField()
    action = models.TextField()
    owner = models.TextField(help_text="post and agency")
    due_on = models.DateField()

    def __str__(self) -> str:
        return self.what[:60]


class DelayNotice(OfReview):
    """Why the review takes longer, and that the Panel and the Secretary of State were told (WT-LCSPR-15)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="delays")
    reasons = models.TextField()
    expected_on = models.DateField(help_text="when publication is now expected")
    panel_told_at = models.DateTimeField()
    secretary_told_at = models.DateTimeField()
    how = models.TextField()

    def __str__(self) -> str:
        return f"delay noted on {self.recorded_at:%Y-%m-%d}"


class OtherProcess(OfReview):
    """Another investigation or review of the same events, and whether one process serves both (GL-PR-11)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="other_processes")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list practicereview.parallel")
    lead = models.TextField(help_text="who leads it: post and organisation")
    agreed = models.TextField(help_text="how the two go together")
    joint = models.BooleanField(default=False)
    reference = models.CharField(max_length=14, blank=True)
    holds = models.BooleanField(default=False, help_text="whether publication waits for its end")
    holds_because = models.TextField(blank=True)
    expected_on = models.DateField(null=True, help_text="when its end is expected")
    ended_on = models.DateField(null=True)
    ended_how = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(holds=False) | ~Q(holds_because=""), name="what_holds_publication_has_why"
            ),
            models.CheckConstraint(condition=Q(ended_on__isnull=True) | ~Q(ended_how=""), name="what_ended_says_how"),
        ]

    def __str__(self) -> str:
        return self.kind


class PracticeStepReason(OfReview):
    """Why a step was taken that changes a review's course (design section 6)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]
