"""Rapid reviews: who takes part, what is known, what was found and decided, whom it was sent to and what came back.

A review lies in a case file of its own (kind `rapid_review`). What agencies answer lies in the files of their requests,
what was said at the meeting in the meeting's. No row here is ever overwritten by another judgement: a later one follows.
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.people.models import Person


class RapidReview(Confidential):
    """One rapid review, of a notified incident or of a case that was considered (WT2018 ch4 ¶20; GL-RR-01)."""

    class Origin(models.TextChoices):
        NOTIFICATION = "notification", "An incident the Panel was notified of"
        CONSIDERED = "considered", "A case that was referred and considered"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the business unit")
    stage = models.CharField(max_length=40, default="gathering")
    version = models.PositiveIntegerField(default=1)
    origin = models.CharField(max_length=20, choices=Origin)
    because = models.TextField(blank=True, help_text="why a considered case is reviewed")
    incident = models.CharField(max_length=14, blank=True, help_text="the incident it follows, by reference")
    national_reference = models.CharField(max_length=60, blank=True)
    handover = models.CharField(max_length=14, blank=True, help_text="the hand-over it was taken up from, by reference")
    what_happened = models.TextField()
    begun_at = models.DateTimeField(help_text="when the partnership was told or the case referred: day 0")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    meeting = models.CharField(max_length=14, blank=True, help_text="the meeting it rests on, by reference")
    met_at = models.DateTimeField(null=True)
    quorate = models.BooleanField(null=True)
    completed_at = models.DateTimeField(null=True, help_text="when it was sent to the Panel")

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "begun_at"], name="rapid_review_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | ~Q(meeting=""), name="a_review_that_met_has_its_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"Rapid review {self.reference}"


class ReviewChild(Confidential):
    """One child of a review: what agencies must know to recognise them."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    given_names = models.TextField()
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class CoreMember(Confidential):
    """Somebody who takes part, as what, when they were given notice, and that they can speak for their agency (GL-RR-10)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="members")
    capacity = models.CharField(max_length=40, help_text="as the meeting declares them: chair, health, police")
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    body = models.TextField(help_text="post and organisation")
    told_at = models.DateTimeField(null=True)
    told_how = models.TextField(blank=True)
    notice = models.CharField(max_length=14, blank=True, help_text="the message sent, by reference")
    confirmed_at = models.DateTimeField(null=True, help_text="that they know the case and can commit their agency")
    deputy = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(told_at__isnull=True) | ~Q(told_how=""), name="told_how_they_were_told"),
        ]

    def __str__(self) -> str:
        return self.name


class SecuredFile(Confidential):
    """That an agency secured its records about the child: which, when, by whom."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="secured_files")
    agency = models.TextField()
    records = models.TextField(help_text="which records, and where they are kept")
    secured_at = models.DateTimeField()
    secured_by = models.TextField(help_text="name and post")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.agency


class Findings(Confidential):
    """The four aims of a rapid review, each answered; a later version follows an earlier one (WT-RR-04; GL-RR-03)."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="findings")
    facts = models.TextField()
    immediate = models.TextField()
    improvement = models.TextField()
    next_steps = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"findings of {self.recorded_at:%Y-%m-%d}"


class SafetyAction(Confidential):
    """Something done at once for children's safety: what, who owns it, by which day, and what was done."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="safety_actions")
    what = models.TextField()
    owner = models.TextField(help_text="post and agency")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(done_on__isnull=True) | ~Q(done=""), name="an_action_done_says_what"),
        ]

    def __str__(self) -> str:
        return self.what[:60]


class CriteriaJudgement(Confidential):
    """The criteria as people judged them, each met, not met or not known yet with reasons (WT-RR-07 to WT-RR-09)."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="judgements")
    criteria = models.JSONField(help_text="by code: answer and reasons")
    circumstances = models.JSONField(help_text="by code: yes, no or not_known")
    settings = models.JSONField(default=list, help_text="which kinds of institution")
    judged_by = models.TextField(help_text="name and post")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"criteria as judged on {self.recorded_at:%Y-%m-%d}"


class ReviewDecision(Confidential):
    """What follows, as people decided it and why: written when it was made, and never changed (GL-RR-07 to GL-RR-09)."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    chosen = models.JSONField(help_text="codes of the pack's list rapidreview.decision")
    reasons = models.TextField()
    focus = models.TextField(blank=True, help_text="what a local review looks at")
    no_actions_because = models.TextField(blank=True)
    why_again = models.TextField(blank=True, help_text="why it was decided anew")
    decided_by = models.TextField(help_text="name and post")
    decided_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_review_decision_of_a_number"),
            models.CheckConstraint(condition=~Q(reasons=""), name="a_review_decision_has_reasons"),
        ]

    def __str__(self) -> str:
        return f"decision {self.number}"


class ReviewTelling(Confidential):
    """That somebody was told what was decided: who, when, how, by whom (GL-RR-12; WT-RR-06, WT-RR-13)."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="tellings")
    told = models.CharField(max_length=20, help_text="a code of the pack's list rapidreview.told")
    recipient = models.TextField()
    told_at = models.DateTimeField()
    told_by = models.TextField(help_text="name and post")
    how = models.TextField()
    reviewer = models.TextField(blank=True, help_text="the reviewer named to them, where a local review follows")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.recipient} told"


class Submission(Confidential):
    """Something sent to the Panel: the review, what was learned later, the answer to what it asked (WT-RR-11, -12, -14)."""

    class Kind(models.TextChoices):
        REVIEW = "review", "The rapid review"
        NEWS = "news", "New information"
        ANSWER = "answer", "Answer to what the Panel asked"

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="submissions")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField(blank=True, help_text="what was written beside the report")
    national = models.BooleanField(default=False, help_text="that a national review may be right")
    copied_to = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    how = models.TextField()
    late_because = models.TextField(blank=True)
    as_sent = models.JSONField(default=list, help_text="the report as it was when it was sent")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} sent on {self.sent_at:%Y-%m-%d}"


class PanelReply(Confidential):
    """What the Panel answered: its view, its words, what it asks and by when (WT-PAN-01, WT-PAN-04)."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="replies")
    view = models.CharField(max_length=20, help_text="a code of the pack's list rapidreview.panel")
    text = models.TextField()
    received_at = models.DateTimeField()
    answer_by_on = models.DateField(null=True)
    answer = models.ForeignKey(Submission, null=True, on_delete=models.PROTECT, related_name="answers")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"reply of {self.received_at:%Y-%m-%d}"


class ReviewDisagreement(Confidential):
    """An agency does not agree with the decision, in writing, and the answer it is owed in five working days (GL-RR-15)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="disagreements")
    agency = models.TextField()
    text = models.TextField(help_text="why they disagree")
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_by = models.TextField(blank=True, help_text="name and post of whoever answered")
    answered_at = models.DateTimeField(null=True)
    late_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="a_disagreement_answered_has_its_answer"
            ),
        ]

    def __str__(self) -> str:
        return self.agency


class ParallelProcess(Confidential):
    """Another investigation of the same events: which, who leads it, and how the two go together (WT-RR-15; GL-RR-18)."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="parallel_processes")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list rapidreview.parallel")
    lead = models.TextField(help_text="who leads it: post and organisation")
    agreed = models.TextField(help_text="how the two go together: what waits, who may speak to whom")
    joint_meeting = models.BooleanField(default=False)
    record = models.CharField(max_length=14, blank=True, help_text="the child death review held here, by reference")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["record"], name="rapid_review_held_with", condition=~Q(record=""))]

    def __str__(self) -> str:
        return self.kind


class ReviewStepReason(Confidential):
    """Why a step was taken that changes a review's course (design section 6)."""

    review = models.ForeignKey(RapidReview, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]
