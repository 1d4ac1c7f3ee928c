"""Meetings: who was invited and who came, quorum, conflicts, what was written, decided, agreed, sent and shared.

Envelopes keep apart who may know what (docs/adr/0015). The meeting, with invitations and attendance, lies in one file; each
part (one child, or the whole) in another; its papers in a third; what is shared with one family member in one of its own.
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, CaseFile, Confidential
from sharedduty.foundations.directory.models import Organisation, Team
from sharedduty.foundations.papers.models import Paper

STANDING = ("called", "under_way", "adjourned")  # neither held nor cancelled: few of all the meetings there ever were


class Gathering(Confidential):
    """One meeting of a declared kind: what for, when, where, who chairs, how far it is."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        VIDEO = "video", "By video"
        TELEPHONE = "telephone", "By telephone"
        MIXED = "mixed", "Some in person, some by video or telephone"

    reference = models.CharField(max_length=14, unique=True)
    room = models.CharField(max_length=40)
    kind = models.CharField(max_length=40, help_text="the declared kind, by its code")
    for_record = models.CharField(max_length=14, help_text="the room's own record, by reference")
    purpose = models.TextField()
    stage = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    mode = models.CharField(max_length=12, choices=Mode)
    place = models.TextField(blank=True, help_text="the room, or how to join")
    held_by = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    called_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    times_moved = models.PositiveSmallIntegerField(default=0, help_text="the calendar file's sequence number")

    class Meta:
        indexes = [
            models.Index(fields=["for_record", "starts_at"], name="gathering_of_record"),
            models.Index(fields=["scope", "room", "starts_at"], name="gathering_of_room"),
            models.Index(fields=["scope", "room", "starts_at"], name="gathering_to_come", condition=Q(stage__in=STANDING)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.reference


class Change(Confidential):
    """A meeting postponed, cancelled, adjourned, resumed or made joint: from when to when, and why. Append-only."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="changes")
    what = models.CharField(max_length=20)
    was_at = models.DateTimeField()
    now_at = models.DateTimeField(null=True)
    because = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.what


class Part(Confidential):
    """What a meeting discusses about one child, or as a whole, in an envelope that only those who may hear it open."""

    reference = models.CharField(max_length=14, unique=True)
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="parts")
    order = models.PositiveSmallIntegerField()
    title = models.TextField()
    record = models.CharField(max_length=14, help_text="the child or record discussed, by reference")
    room = models.CharField(max_length=40, blank=True, help_text="another room, whose meeting this one is as well")
    kind = models.CharField(max_length=40, blank=True, help_text="that room's kind of meeting, by its code")
    notes = models.CharField(max_length=14, blank=True, help_text="the notes being taken: a form, by reference")
    papers_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        indexes = [
            models.Index(fields=["record"], name="gathering_part_record"),
            models.Index(fields=["room"], name="gathering_part_joint", condition=~Q(room="")),
        ]

    def __str__(self) -> str:
        return self.title


class Invitation(Confidential):
    """Who was invited, in which capacity, by whom and when. Kept for ever, apart from who really came."""

    reference = models.CharField(max_length=14, unique=True)
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="invitations")
    capacity = models.CharField(max_length=40)
    family = models.BooleanField(default=False)
    chairs = models.BooleanField(default=False)
    takes_notes = models.BooleanField(default=False)
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    organisation_name = models.TextField(blank=True)
    sector = models.CharField(max_length=20, blank=True)
    supports = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="supporters")
    email = models.EmailField(blank=True)
    told_by = models.CharField(max_length=12, help_text="account, email, post or hand")
    invited_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["appointment"], name="gathering_invited")]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "appointment"], condition=Q(withdrawn_at__isnull=True), name="invited_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""), name="uninvited_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Hearing(Confidential):
    """Who may hear a part, since when, and until when: the account of who heard what. It lies in the part's envelope."""

    capacity = models.CharField(max_length=40, blank=True, help_text="in a part of another room: as what")

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="hearings")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="hearings")
    heard_from = models.DateTimeField()
    heard_until = models.DateTimeField(null=True)
    because = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.invitation} hears {self.part}"


class Reply(Confidential):
    """An answer to an invitation; the newest stands, none is overwritten."""

    class Answer(models.TextChoices):
        COMES = "comes", "Will come"
        DEPUTY = "deputy", "Sends a deputy"
        REPORT = "report", "Sends a report instead"
        APOLOGISES = "apologises", "Cannot come"

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="replies")
    answer = models.CharField(max_length=12, choices=Answer)
    deputy_name = models.TextField(blank=True)
    note = models.TextField(blank=True)
    replied_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.answer


class Attendance(Confidential):
    """Somebody who was really there: themselves, a deputy, or uninvited; from when until when. Mistakes are struck out."""

    reference = models.CharField(max_length=14, unique=True)
    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="attendances")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.PROTECT, related_name="attendances")
    capacity = models.CharField(max_length=40)
    name = models.TextField()
    organisation_name = models.TextField(blank=True)
    sector = models.CharField(max_length=20, blank=True)
    as_deputy = models.BooleanField(default=False)
    may_decide = models.BooleanField(null=True, help_text="senior enough to decide for their body (WT-STR-06)")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_because = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True)
    struck_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) | ~Q(struck_because=""), name="attendance_struck_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.name


class QuorumFinding(Confidential):
    """What the quorum rule said of who was there at one moment, and who decided to go on or not when it was not met."""

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="findings")
    part = models.ForeignKey(Part, null=True, on_delete=models.PROTECT, related_name="findings", help_text="joint part")
    judged_at = models.DateTimeField()
    judged_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    quorate = models.BooleanField()
    present = models.JSONField(help_text="name, capacity and whether each counted, as it was then")
    missing = models.JSONField()
    citation = models.TextField()
    went_on = models.BooleanField(null=True)
    decided_by_name = models.TextField(blank=True)
    because = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(went_on__isnull=True, decided_at__isnull=True)
                | (Q(went_on__isnull=False, decided_at__isnull=False) & ~Q(decided_by_name="") & ~Q(because="")),
                name="quorum_decided_by_whom_and_why",
            )
        ]

    def __str__(self) -> str:
        return "quorate" if self.quorate else "not quorate"


class Conflict(Confidential):
    """A conflict of interest somebody has: what it is, in which part, and what followed."""

    class Effect(models.TextChoices):
        LEAVES = "leaves", "Leaves, and sees nothing of it"
        NO_PAPERS = "no_papers", "Stays, and gets no papers"
        NO_VOTE = "no_vote", "Stays, and does not decide"
        NOTED = "noted", "Noted only"

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="conflicts")
    part = models.ForeignKey(Part, null=True, on_delete=models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="conflicts")
    what = models.TextField()
    effect = models.CharField(max_length=12, choices=Effect)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.effect


class WrittenView(Confidential):
    """What somebody says in writing who does not come, or could not say it there (WT-CPP-12)."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="views")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="views")
    text = models.TextField()
    written_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"view of {self.invitation}"


class Decision(Confidential):
    """What a meeting decided about one part, and why. A later decision may stand instead; none is overwritten."""

    reference = models.CharField(max_length=14, unique=True)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="decisions")
    question = models.TextField(blank=True)
    text = models.TextField()
    reason = models.TextField()
    instead_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    decided_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.reference


class Dissent(Confidential):
    """Somebody who does not agree with a decision, and why. It stays beside the decision."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="dissents")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    dissented_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"dissent from {self.decision}"


class Action(Confidential):
    """What somebody agreed to do by a day (WT-STR-08: who does what by when)."""

    reference = models.CharField(max_length=14, unique=True)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    owner = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="actions")
    due_on = models.DateField()
    agreed_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, blank=True, help_text="done or dropped; empty while open")
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["owner", "due_on"], name="action_open", condition=Q(outcome=""))]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True) | (~Q(outcome="") & Q(closed_at__isnull=False)),
                name="action_closed_has_outcome_and_when",
            )
        ]

    def __str__(self) -> str:
        return self.reference


class ActionStep(Confidential):
    """What became of an action: done, a later day, dropped; with the words for why. Append-only."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=12)
    note = models.TextField()
    was_due_on = models.DateField()
    due_on = models.DateField(null=True)
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.what


class Minutes(Confidential):
    """One version of the minutes of a part, put together from what was recorded. A correction is another version."""

    reference = models.CharField(max_length=14, unique=True)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField()
    note = models.TextField(blank=True)
    agreed_by_name = models.TextField(help_text="who agreed that they are right")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="one_minutes_of_a_number")]

    def __str__(self) -> str:
        return self.reference


class Sending(Confidential):
    """Minutes sent to one person: when, and how."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="sendings")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    how = models.CharField(max_length=12)

    def __str__(self) -> str:
        return f"{self.minutes} to {self.invitation}"


class MeetingPaper(Confidential):
    """A paper for one part: what it is, from whom, and who may open it. A restricted one has an envelope of its own."""

    reference = models.CharField(max_length=14, unique=True)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="papers")
    code = models.CharField(max_length=40, blank=True, help_text="the declared paper it answers")
    title = models.TextField()
    sent_by = models.ForeignKey(Invitation, null=True, on_delete=models.PROTECT, related_name="papers")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    openers = models.JSONField(default=list, help_text="invitations it is restricted to, by reference; empty for all")
    circulated_at = models.DateTimeField()
    circulated_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title


class Shared(Confidential):
    """Something given to a family member, in an envelope of its own, or withheld, with the part; they see what is given."""

    reference = models.CharField(max_length=14, unique=True)
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    gathering_reference = models.CharField(max_length=14)
    invitation_reference = models.CharField(max_length=14)
    title = models.TextField()
    text = models.TextField(blank=True)
    withheld = models.BooleanField(default=False)
    because = models.TextField(blank=True)
    how = models.CharField(max_length=12, blank=True)
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(withheld=False) | ~Q(because=""), name="withheld_with_a_reason")
        ]

    def __str__(self) -> str:
        return self.title
