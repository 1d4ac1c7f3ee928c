"""The child's plan: what the conference decided, the core group, every line, meeting, contact and version, and the end."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.modules.child_protection.models.enquiry import ProtectionRecord


class ProtectionPlan(Confidential):
    """What an initial conference decided and everything after it, to the end (WT2018 ch1 flow chart 5)."""

    reference = models.CharField(max_length=14, unique=True)
    protection = models.ForeignKey(ProtectionRecord, on_delete=models.PROTECT, related_name="plans")
    stage = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    conference = models.CharField(max_length=14, help_text="the initial conference, by reference")
    held_at = models.DateTimeField()
    chair = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=24, blank=True)
    lead_body = models.CharField(max_length=12, blank=True)
    lead_worker = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=24, blank=True)
    moved_to = models.TextField(blank=True, help_text="the authority the child moved to")
    notified_on = models.DateField(null=True, help_text="when that authority was told of the permanent move")
    received_on = models.DateField(null=True, help_text="when its conference was held")
    chair_met_family_on = models.DateField(null=True, help_text="before the conference (WT-ICPC-07)")
    chair_not_met_because = models.TextField(blank=True, db_default="")
    absent_because = models.TextField(blank=True, db_default="", help_text="practitioners neither there nor in writing")
    core_group_on = models.DateField(null=True, help_text="set by the conference (WT-ICPC-05)")
    detail_by_on = models.DateField(null=True, help_text="set by the conference: the plan in detail, and circulated")
    review_on = models.DateField(null=True, help_text="set by the conference, then by each review (WT-REV-03)")
    visit_by_on = models.DateField(null=True, help_text="by when the child is to be seen first under the plan")
    foreign_link = models.BooleanField(null=True, help_text="the child or family has links with another country")
    embassy = models.TextField(blank=True, db_default="", help_text="whether its embassy is told (WT-CPP-10)")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["protection", "conference"], name="conference_taken_in_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="") | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="plan_ended_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(end_reason="moved") | Q(received_on__isnull=False), name="plan_ends_after_their_conference"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class PlanMember(Confidential):
    """A member of the core group: a practitioner, or one of the family."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="members")
    name = models.TextField()
    part = models.TextField(help_text="what they are in the group: mother, health visitor, teacher")
    family = models.BooleanField(default=False)
    joined_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class PlanItem(Confidential):
    """One line of the plan: what must change, by how much, by when, who does it. A later line may stand instead."""

    reference = models.CharField(max_length=14, unique=True)
    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="items")
    aim = models.CharField(max_length=12, blank=True, db_default="", help_text="safe, develops or family (WT-CPP-01)")
    change = models.TextField(help_text="what must change")
    measure = models.TextField(help_text="by how much: how anybody can tell")
    due_on = models.DateField()
    owner = models.TextField(help_text="who does it")
    outline = models.BooleanField(default=False, help_text="set by the conference itself")
    agreed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.change


class PlanMeeting(Confidential):
    """A core group or a review conference of this plan, taken in from the meeting as it was really held."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=24)
    number = models.PositiveSmallIntegerField()
    meeting = models.CharField(max_length=14)
    held_at = models.DateTimeField()
    quorate = models.BooleanField()
    found = models.TextField(help_text="what it found: progress, and whether the child still suffers or is likely to")
    absent_views = models.TextField(
        blank=True, db_default="", help_text="what those who were not there say (WT-CPP-12)"
    )
    other_chair_because = models.TextField(blank=True, db_default="", help_text="why another chair than before")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "kind", "number"], name="one_plan_meeting_of_a_number"),
            models.UniqueConstraint(fields=["plan", "meeting"], name="plan_meeting_taken_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class PlanVersion(Confidential):
    """The plan as it was written in detail one day: its lines then, who has it, and what the child said (WT-CPP-05, -09)."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    lines = models.JSONField(help_text="each line that stood: what, by how much, by when, who")
    explained_on = models.DateField(help_text="when it was explained to the child and family")
    child_agrees = models.CharField(max_length=8, help_text="yes, no or young")
    child_said = models.TextField(blank=True)
    circulated_on = models.DateField()
    circulated_to = models.TextField()
    offender_plan = models.TextField(
        blank=True, help_text="the risk management plan of an offender it fits (WT-CPP-06)"
    )
    assessment = models.CharField(
        max_length=14, blank=True, db_default="", help_text="the in-depth assessment it rests on (WT-CPP-08)"
    )
    contributions = models.TextField(
        blank=True, db_default="", help_text="what the core group gave to that assessment, and what is still to do"
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_plan_version_of_a_number")]

    def __str__(self) -> str:
        return f"version {self.number}"


class PlanContact(Confidential):
    """Direct work with the child and family under the plan: when, by whom, what they wish and think (WT-CPP-07)."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="contacts")
    done_at = models.DateTimeField()
    worker = models.TextField()
    child_seen = models.BooleanField()
    alone = models.BooleanField(default=False)
    not_seen_because = models.TextField(blank=True)
    next_by_on = models.DateField(null=True, help_text="by when the child is to be seen next")
    wishes = models.TextField(blank=True, help_text="what the child says, wishes and feels")
    parents_view = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(child_seen=True) | (Q(alone=False) & ~Q(not_seen_because="")),
                name="plan_contact_seen_or_why_not",
            )
        ]

    def __str__(self) -> str:
        return f"contact of {self.plan}"


class PlanSupervision(Confidential):
    """A supervisor's note on the plan: what it does for the child, and how fast things change (WT-ASM-27, WT-GEN-14)."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="supervisions")
    held_on = models.DateField()
    impact = models.TextField(help_text="what the plan changed for the child")
    pace = models.TextField(help_text="whether change is quick enough for this child")
    decided = models.TextField()
    next_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+", help_text="the supervisor")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(next_on__gt=models.F("held_on")), name="plan_supervised_again_later")
        ]

    def __str__(self) -> str:
        return f"supervision of {self.held_on}"


class EndNotice(Confidential):
    """One agency representative invited to the initial conference, who is told that the plan ended (WT-END-05)."""

    plan = models.ForeignKey(ProtectionPlan, on_delete=models.PROTECT, related_name="notices")
    invitation = models.CharField(max_length=14)
    name = models.TextField()
    organisation_name = models.TextField(blank=True)
    told_on = models.DateField()

    def __str__(self) -> str:
        return self.name
