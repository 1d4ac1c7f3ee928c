"""Recommendations as the partnership keeps them: where each came from, what is wanted, and how it left the register.

Each lies in a case file of its own (kind `recommendation`): its words can be inside knowledge until its review is published.
What an agency is asked and answers lies in other files, one for each agency (`answering.py`).
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Group, Team


class TrackedRecommendation(Confidential):
    """One recommendation of a review, audit or inspection (GSR2021 §3; GL-XN-03)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the business unit")
    stage = models.CharField(max_length=40, default="received")
    version = models.PositiveIntegerField(default=1)
    wording = models.TextField(help_text="the recommendation, in the words of its source")
    source_kind = models.CharField(max_length=20, help_text="a code of the pack's list actionplan.source")
    source_title = models.TextField(help_text="which review, audit or inspection")
    source_record = models.CharField(max_length=14, blank=True, help_text="the record here it came from, by reference")
    source_number = models.CharField(max_length=20, blank=True, help_text="its number in the source")
    handover = models.CharField(max_length=14, blank=True, help_text="the hand-over it was taken up from, by reference")
    modality = models.CharField(max_length=20, help_text="how strongly it is worded: a code of actionplan.modality")
    addressee = models.TextField(blank=True, help_text="whom the source names: bodies and posts")
    gap = models.CharField(max_length=20, blank=True, help_text="where the gap lies: a code of actionplan.gap")
    breadth = models.CharField(max_length=20, blank=True, help_text="local or national: a code of actionplan.breadth")
    made_on = models.DateField(help_text="when the source made it")
    came_at = models.DateTimeField(help_text="when it came into the register")
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="+", help_text="who steers it")
    priority = models.CharField(max_length=20, default="next", help_text="a code of actionplan.priority")
    front_line = models.BooleanField(
        null=True, help_text="whether it means a change at the front line; unknown until looked at"
    )
    hard_to_measure = models.BooleanField(
        default=False, help_text="a concept that needs a definition before it is rated"
    )
    definition = models.TextField(blank=True, help_text="what is meant by it, so that two people rate it alike")
    indicator = models.TextField(blank=True, help_text="what would show it")
    said_before = models.CharField(max_length=14, blank=True, help_text="an earlier one it repeats, by reference")
    said_before_because = models.TextField(blank=True)
    accepted_on = models.DateField(null=True)
    accepted_by = models.TextField(blank=True, help_text="name and post")
    owner = models.TextField(blank=True, help_text="who answers for it as a whole: post and body")
    due_on = models.DateField(null=True)
    intended = models.TextField(blank=True, help_text="what will be different")
    measure = models.TextField(blank=True, help_text="how one will know")
    ended_on = models.DateField(null=True)
    tracker = models.TextField(
        blank=True, db_default="", help_text="the tracker it was taken in from, and the line there"
    )
    tracker_said = models.TextField(
        blank=True, db_default="", help_text="how that tracker put its state, in its own words"
    )
    tracker_means = models.CharField(
        max_length=20, blank=True, db_default="", help_text="what those words meant, as a person said"
    )

    class Meta:
        indexes = [
            models.Index(fields=["scope", "stage", "priority", "due_on"], name="recommendation_board"),
            models.Index(fields=["source_record"], name="recommendation_source"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | (~Q(owner="") & Q(due_on__isnull=False)),
                name="accepted_with_owner_and_day",
            ),
            models.CheckConstraint(
                condition=Q(tracker_said="") | (~Q(tracker_means="") & ~Q(tracker="")),
                name="a_trackers_words_are_translated",
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.reference}"


class OfRecommendation(Confidential):
    """What every row of a recommendation's file has besides its facts."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Proposal(OfRecommendation):
    """That somebody proposed to end it, and what somebody else made of that: nobody closes alone (TRK-18)."""

    class Kind(models.TextChoices):
        CLOSE = "close", "Close it: practice has changed"
        SUPERSEDE = "supersede", "A newer one takes its place"

    recommendation = models.ForeignKey(TrackedRecommendation, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=20, choices=Kind)
    successor = models.CharField(max_length=14, blank=True, help_text="what takes its place, by reference")
    why = models.TextField()
    proposed_by = models.TextField(help_text="name and post")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.TextField(blank=True, help_text="name and post")
    agreed = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"], condition=Q(settled_at__isnull=True), name="one_open_proposal"
            ),
            models.CheckConstraint(
                condition=Q(kind="close") | ~Q(successor=""), name="superseding_names_its_successor"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Retirement(OfRecommendation):
    """That a recommendation went on in another: superseded by a newer one, or merged with others; never as done (TRK-04, -06)."""

    class Kind(models.TextChoices):
        SUPERSEDED = "superseded", "Superseded by"
        MERGED = "merged", "Merged into"

    recommendation = models.ForeignKey(TrackedRecommendation, on_delete=models.PROTECT, related_name="retirements")
    kind = models.CharField(max_length=20, choices=Kind)
    goes_on_in = models.CharField(max_length=14, db_index=True, help_text="where it goes on, by reference")
    why = models.TextField()
    ended_at = models.DateTimeField(null=True, help_text="when it was opened again")

    def __str__(self) -> str:
        return f"{self.kind} {self.goes_on_in}"


class RecommendationReason(OfRecommendation):
    """Why a step was taken that changes a recommendation's course (design section 6)."""

    recommendation = models.ForeignKey(TrackedRecommendation, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]
