"""Escalations: what is disagreed about, who takes part at which stage, what was said, how it ended and who has it in writing.

An escalation lies in a case file of its own (kind `escalation`), opened out of the file it is about: it is sealed where that
is, and whoever is shut out of that is shut out of it. No row here is ever overwritten by another judgement.
"""

from django.db import models
from django.db.models import F, Q

from sharedduty.foundations.access.models import Appointment, CaseFile, Confidential
from sharedduty.foundations.directory.models import Area, Organisation, Team


class Escalation(Confidential):
    """One disagreement between two agencies about a child, or about how the arrangements are used (GL-ES-01, GL-ES-20)."""

    class ChildStatus(models.TextChoices):
        PLAN = "plan", "On a child protection plan"
        CARE = "care", "In care"
        BOTH = "both", "On a plan and in care"
        NEITHER = "neither", "Neither"
        NOT_KNOWN = "not_known", "Not known"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="of whoever raised it")
    stage = models.CharField(max_length=40, default="one")
    version = models.PositiveIntegerField(default=1)
    about_record = models.CharField(max_length=14, blank=True, help_text="the record it is about, by reference")
    about_file = models.ForeignKey(CaseFile, null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True, help_text="of the decision it is about, where it is about one")
    what = models.TextField(help_text="which act, inaction or decision")
    topic = models.CharField(max_length=40, help_text="a code of the local pack's list disagreement_subject")
    unsafe_because = models.TextField()
    wanted = models.TextField()
    impact = models.TextField(blank=True, help_text="what it does to the child; empty where it is about no child")
    child_status = models.CharField(max_length=12, choices=ChildStatus, blank=True)
    immediate_harm = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    raised_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    against = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", help_text="the other agency")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "raised_at"], name="escalation_of_area")]
        constraints = [
            models.CheckConstraint(condition=~Q(raised_for=F("against")), name="two_agencies_disagree"),
        ]

    def __str__(self) -> str:
        return f"Escalation {self.reference}"


class StageRun(Confidential):
    """One stage of an escalation: when it began, the child's own timescale, when and how it ended, and the account of it."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    sooner_at = models.DateTimeField(null=True, help_text="by when the child needs an answer, where that is sooner")
    sooner_because = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=20, blank=True, help_text="moved up, settled, decided, withdrawn")
    account = models.TextField(blank=True, help_text="what was done and decided, and why it moved up")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["escalation", "number"], name="one_run_of_a_stage"),
            models.CheckConstraint(
                condition=Q(sooner_at__isnull=True) | ~Q(sooner_because=""), name="sooner_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"stage {self.number}"


class Participant(Confidential):
    """Somebody who takes part: for which agency, as what, since which stage."""

    reference = models.CharField(max_length=14, unique=True)
    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="participants")
    side = models.CharField(max_length=10, help_text="raised, against, or other")
    part = models.CharField(max_length=20, help_text="worker, manager, senior, decider and others: rules.PARTS")
    stage = models.PositiveSmallIntegerField(help_text="the stage in which they came in")
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    body = models.TextField(help_text="post and organisation")
    conflict = models.BooleanField(default=False, help_text="decides, and is of an agency in the dispute (GL-ES-22)")
    conflict_because = models.TextField(blank=True, help_text="why they decide all the same")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["escalation", "appointment", "part"], name="nobody_takes_one_part_twice"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"


class Discussion(Confidential):
    """A talk at a stage: who, when, how, what was said of the reasons, the change wanted and the child, and what came of it."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="discussions")
    number = models.PositiveSmallIntegerField(help_text="the stage")
    talked_at = models.DateTimeField()
    how = models.CharField(max_length=20, help_text="a code of the pack's list escalation.talked")
    between = models.TextField()
    said = models.TextField()
    result = models.CharField(max_length=20, help_text="a code of the pack's list escalation.result")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"talk of {self.talked_at:%Y-%m-%d}"


class Tier(Confidential):
    """One tier of senior management that tried to settle it, in both agencies (GL-ES-09)."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="tiers")
    tier = models.TextField(help_text="which tier: head of service, director")
    raised_side = models.TextField()
    other_side = models.TextField()
    tried_on = models.DateField()
    result = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.tier


class PlannedAction(Confidential):
    """Something agreed, with who does it and by when; open issues that go on after the end stand here too (GL-ES-14)."""

    reference = models.CharField(max_length=14, unique=True)
    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="planned")
    number = models.PositiveSmallIntegerField(help_text="the stage in which it was agreed")
    what = models.TextField()
    owner = models.TextField(help_text="post and agency")
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(done_on__isnull=True) | ~Q(done=""), name="what_was_agreed_says_what"),
        ]

    def __str__(self) -> str:
        return self.what[:60]


class ToldAbout(Confidential):
    """That somebody outside the talk was told: one's own safeguarding lead, the conference chair, the reviewing officer."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="told")
    whom = models.CharField(max_length=20, help_text="a code of the pack's list escalation.told")
    recipient = models.TextField()
    told_at = models.DateTimeField()
    how = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.recipient} told"


class Logged(Confidential):
    """That the business manager logged what stage three sent, and whom they brought in (GL-ES-10)."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="logged")
    note = models.TextField(blank=True)
    brought_in = models.TextField(blank=True, help_text="members of the board whom they engaged: posts")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"logged on {self.recorded_at:%Y-%m-%d}"


class MeetingTaken(Confidential):
    """A meeting held about it and taken into the record: which, on what basis things were shared, what it came to."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=30, help_text="as the process declares it")
    meeting = models.CharField(max_length=14, help_text="by reference")
    met_at = models.DateTimeField()
    quorate = models.BooleanField()
    basis = models.TextField(help_text="on what basis information was shared (GL-CN-09)")
    result = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} {self.meeting}"


class ScrutineerView(Confidential):
    """What the independent scrutineer said before the last local decision (GL-ES-13)."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="advice")
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"view of {self.recorded_at:%Y-%m-%d}"


class Ending(Confidential):
    """How it ended: settled between the two, decided, referred and answered, or withdrawn; and how open issues go on."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="endings")
    outcome = models.CharField(max_length=20, help_text="a code of the pack's list escalation.outcome")
    agreed = models.TextField()
    loose_ends = models.TextField(blank=True, help_text="how what is open goes on")
    decided_how = models.CharField(max_length=10, blank=True, help_text="direct or panel, where it was decided")
    decided_by = models.TextField(blank=True, help_text="name and post")
    late_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.outcome


class Referral(Confidential):
    """That it was referred to the Secretary of State, and what came back (GL-ES-13; WT2018 ch3 ¶40)."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="referrals")
    why = models.TextField()
    sent_at = models.DateTimeField()
    how = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"referred on {self.sent_at:%Y-%m-%d}"


class WrittenCopy(Confidential):
    """That somebody was sent the record of a stage, or of the end, in writing: by this service or otherwise (GL-ES-14)."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="copies")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="copies")
    number = models.PositiveSmallIntegerField(help_text="the stage that ended; the last one's goes with the end")
    final = models.BooleanField(default=False)
    notice = models.CharField(max_length=14, blank=True, help_text="the message sent, by reference")
    how = models.TextField(help_text="a notice of this service, or in words")
    sent_at = models.DateTimeField(
        null=True, help_text="empty while somebody without an account here still waits for it"
    )
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"copy for {self.participant}"


class Debrief(Confidential):
    """That a debrief was offered, to whom, and what became of it (GL-ES-16)."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="debriefs")
    offered_to = models.TextField()
    answer = models.CharField(max_length=12, help_text="wanted, held or declined")
    learned = models.TextField(blank=True, help_text="what both agencies take from it; no names, no blame")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.answer


class StepReason(Confidential):
    """Why a step was taken that changes the course of an escalation (design section 6)."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]
