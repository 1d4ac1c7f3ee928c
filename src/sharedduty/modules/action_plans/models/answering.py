"""What one agency is asked about a recommendation, and what it answers: done, adopted and effect are three answers.

Each agency's part lies in a case file of its own (kind `recommendation_part`) that its team shares: it reads and answers its
own part, and nothing of what others answer.
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team


class ActionPart(Confidential):
    """One agency's part in one recommendation (TRK-03, TRK-08; HE-ACT-01)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    recommendation = models.CharField(max_length=14, db_index=True, help_text="by reference: it lies in another file")
    stage = models.CharField(max_length=40, default="asked")
    version = models.PositiveIntegerField(default=1)
    asked_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    wording = models.TextField(help_text="what the agency is told of the recommendation")
    asked = models.TextField(help_text="what this agency is asked")
    front_line = models.BooleanField(default=True, help_text="whether a change at the front line is meant")
    hard_to_measure = models.BooleanField(default=False, help_text="it cannot be rated before it is defined")
    definition = models.TextField(blank=True)
    indicator = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    answer_by_on = models.DateField(null=True)
    answered_on = models.DateField(null=True, help_text="when it first answered: planned, or not for us")
    what = models.TextField(blank=True, help_text="what the agency does")
    owner = models.TextField(blank=True, help_text="who does it: post")
    owner_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    intended = models.TextField(blank=True, help_text="what will be different")
    monitored = models.TextField(blank=True, help_text="how it is watched and reviewed")
    signed_by = models.TextField(blank=True, help_text="the senior who signed up to it: name and post")
    own_plan = models.TextField(blank=True, help_text="where it stands in the agency's own plan or tracker")
    not_for_us = models.TextField(blank=True, help_text="why it does not apply to this agency")
    done_on = models.DateField(null=True)
    adopted_on = models.DateField(null=True, help_text="when the change took effect in practice")
    effect_on = models.DateField(null=True, help_text="when the effect was checked and shown")
    colour = models.CharField(max_length=10, blank=True, help_text="the latest rating")
    rated_on = models.DateField(null=True)
    look_on = models.DateField(null=True, help_text="when its effect is to be looked at")
    look_how = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "due_on"], name="action_part_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(colour="") | Q(rated_on__isnull=False), name="no_colour_without_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(stage="not_applicable") | ~Q(not_for_us=""), name="not_applicable_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"Action {self.reference}"


class OfPart(Confidential):
    """What every row of a part's file has besides its facts."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class PartAnswer(OfPart):
    """One answer to one of three questions: is it done, is it in place, what is the effect (TRK-08). Earlier ones stay."""

    class Question(models.TextChoices):
        DONE = "done", "What was done"
        ADOPTED = "adopted", "Is it in place"
        EFFECT = "effect", "What is the effect at the front line"

    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20, choices=Question)
    holds = models.BooleanField(help_text="whether the answer is yes; a look that found nothing yet is a no")
    text = models.TextField()
    known_from = models.TextField(blank=True, help_text="how that is known: audit, supervision, what children say")
    found_on = models.DateField()

    def __str__(self) -> str:
        return self.question


class RagRating(OfPart):
    """A colour with its reason and its day, and the agency's own word where its tracker has another scale (TRK-05, -16)."""

    class Colour(models.TextChoices):
        RED = "red", "Red"
        AMBER = "amber", "Amber"
        GREEN = "green", "Green"

    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="ratings")
    colour = models.CharField(max_length=10, choices=Colour)
    reason = models.TextField()
    rated_on = models.DateField()
    own_words = models.TextField(blank=True, help_text="as it stands in the agency's own tracker")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="no_colour_without_its_reason")]

    def __str__(self) -> str:
        return self.colour


class Evidence(OfPart):
    """A piece of evidence: what it is, where it is kept, what it shows; it can be used again elsewhere (TRK-09)."""

    reference = models.CharField(max_length=14, unique=True)
    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list actionplan.evidence")
    title = models.TextField()
    kept_at = models.TextField(help_text="where it is kept: a link, a file, a system")
    shows = models.TextField(help_text="what it shows, in a sentence")
    dated_on = models.DateField()
    lever = models.CharField(max_length=20, blank=True, help_text="what it is about: a code of actionplan.lever")
    lever_worked = models.BooleanField(null=True)
    first_given = models.CharField(max_length=14, blank=True, help_text="the piece it uses again, by reference")

    def __str__(self) -> str:
        return self.title[:60]


class Sharing(OfPart):
    """That staff were told what changed and why: whom, by what way, when, and that it reached them (TRK-12)."""

    reference = models.CharField(max_length=14, unique=True)
    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="sharings")
    changed = models.TextField(help_text="what changed, and why")
    audience = models.TextField()
    channel = models.TextField()
    shared_on = models.DateField()
    received_on = models.DateField(null=True)
    received = models.TextField(blank=True, help_text="who confirmed it, and how many of how many")
    understood = models.TextField(blank=True, help_text="how it was seen that they understood it")

    def __str__(self) -> str:
        return self.audience[:60]


class Product(OfPart):
    """Something made in response: a strategy, a toolkit, a form, a course; with an outcome of its own (TRK-14)."""

    reference = models.CharField(max_length=14, unique=True)
    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="products")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list actionplan.product")
    title = models.TextField()
    kept_at = models.TextField()
    made_on = models.DateField()
    came_of_it = models.TextField(blank=True, help_text="what came of it, apart from its being there")
    came_of_it_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.title[:60]


class PartReason(OfPart):
    """Why a step was taken that changes a part's course (design section 6)."""

    part = models.ForeignKey(ActionPart, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]
