"""The child's record up to the conference: discussions, enquiries, their outcome, and what a conference is prepared with."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.people.models import Person


class ProtectionRecord(Confidential):
    """One child's strategy discussions and section 47 enquiries (WT2018 ch1 flow chart 4), from one hand-over."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    child_name = models.TextField()
    birth_on = models.DateField(null=True)
    unborn = models.BooleanField(default=False)
    expected_on = models.DateField(null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    from_record = models.CharField(max_length=14, blank=True, help_text="the contact it came from")
    from_handover = models.CharField(max_length=14, blank=True, help_text="empty for a child who moved in with a plan")
    moved_from = models.TextField(
        blank=True, db_default="", help_text="the authority whose plan the child moved in with"
    )
    notified_on = models.DateField(null=True, help_text="when that authority told us of the permanent move (WT-END-02)")
    after_protection = models.BooleanField(default=False, help_text="immediate protection came first (flow chart 2)")
    referred_at = models.DateTimeField(help_text="the point of referral, from which 45 working days count")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+", help_text="leads the enquiry")
    joint = models.BooleanField(null=True, help_text="with the police; empty until section 47 enquiries start")
    started_by = models.CharField(
        max_length=14, blank=True, help_text="the discussion that started section 47 enquiries"
    )
    anchored_at = models.DateTimeField(
        null=True, help_text="when that discussion was held: 15 working days count from it"
    )
    police_lead = models.TextField(blank=True, db_default="", help_text="who leads the police strand (WT-STR-12)")
    assessment = models.CharField(
        max_length=14, blank=True, db_default="", help_text="the assessment by which enquiries are made (WT-S47-01)"
    )
    conference_by_on = models.DateField(null=True, help_text="when the child needs the conference by (WT-S47O-07)")
    reports_by_on = models.DateField(null=True, help_text="when the agencies' reports are asked for (WT-S47O-10)")

    class Meta:
        indexes = [
            models.Index(fields=["expected_on"], name="protection_unborn", condition=Q(expected_on__isnull=False)),
            models.Index(fields=["scope", "stage", "opened_at"], name="protection_list"),
            models.Index(fields=["person"], name="protection_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(started_by="", anchored_at__isnull=True)
                | (~Q(started_by="") & Q(anchored_at__isnull=False)),
                name="enquiries_started_by_a_discussion",
            ),
            models.UniqueConstraint(
                fields=["from_handover"], condition=~Q(from_handover=""), name="one_record_of_a_handover"
            ),
            models.CheckConstraint(
                condition=~Q(from_handover="") | (~Q(moved_from="") & Q(notified_on__isnull=False)),
                name="record_came_by_a_handover_or_a_move",
            ),
        ]

    def __str__(self) -> str:
        return self.child_name

    @property
    def kinds_done(self) -> set[str]:
        """What of the enquiry's work is on record, done or said why not."""
        return {one.kind for one in self.work.all()}


class Discussion(Confidential):
    """What a strategy discussion decided, taken in from the meeting as it was really held (WT-STR)."""

    protection = models.ForeignKey(ProtectionRecord, on_delete=models.PROTECT, related_name="discussions")
    number = models.PositiveSmallIntegerField()
    meeting = models.CharField(
        max_length=14, help_text="the meeting, by reference; one for brothers and sisters together"
    )
    held_at = models.DateTimeField()
    quorate = models.BooleanField(help_text="social worker, health and police were really there")
    gap_because = models.TextField(blank=True, help_text="why it stands without one of the three")
    cause = models.TextField(help_text="the reasonable cause to suspect significant harm")
    information_shared = models.TextField()
    criminal_investigation = models.TextField()
    risk = models.TextField()
    family_told = models.CharField(max_length=24)
    family_told_note = models.TextField(blank=True)
    may_decide = models.BooleanField(help_text="everybody there could decide for their body")
    medical = models.TextField(blank=True)
    designated = models.TextField(blank=True, db_default="", help_text="named or designated professional called on")
    looked_after = models.BooleanField(
        null=True, help_text="the child is looked after: their carers' service is needed"
    )
    not_there_because = models.TextField(
        blank=True, db_default="", help_text="why a school, the referrer or a carers' service was not there"
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["protection", "number"], name="one_discussion_of_a_number"),
            models.UniqueConstraint(fields=["protection", "meeting"], name="discussion_taken_in_once"),
        ]

    def __str__(self) -> str:
        return f"strategy discussion {self.number}"


class WorkDone(Confidential):
    """One thing done in the enquiry: the child seen, parents interviewed, a strand ended; when, by whom, what came of it."""

    protection = models.ForeignKey(ProtectionRecord, on_delete=models.PROTECT, related_name="work")
    kind = models.CharField(max_length=24)
    done_at = models.DateTimeField(null=True, help_text="empty where it could not be done")
    worker = models.TextField(help_text="who did it")
    alone = models.BooleanField(null=True, help_text="the child was seen alone")
    text = models.TextField()
    not_done_because = models.TextField(blank=True)
    best_evidence = models.BooleanField(null=True, help_text="a joint interview followed Achieving Best Evidence")
    requested_on = models.DateField(null=True, help_text="when a specialist assessment was asked for (WT-S47-06)")
    parents_knew = models.BooleanField(null=True, help_text="the parents knew that the child was spoken to (WT-S47-07)")
    parents_because = models.TextField(blank=True, db_default="", help_text="why they did not know")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | ~Q(not_done_because=""), name="work_done_or_said_why_not"
            )
        ]

    def __str__(self) -> str:
        return self.kind


class HelpAfter(Confidential):
    """What follows where concerns are not substantiated: talked over, help, and looking again (WT-S47O-04, WT-S47O-05)."""

    protection = models.ForeignKey(ProtectionRecord, on_delete=models.PROTECT, related_name="help_after")
    talked_over = models.TextField(help_text="with the child, the parents and the practitioners")
    services = models.TextField(help_text="what help, and who provides it")
    look_again = models.TextField(help_text="against which objectives, or why not again")
    look_again_on = models.DateField(null=True)
    answers_for_it = models.TextField(blank=True)
    impact = models.TextField(blank=True, help_text="what the help changed, once it was looked at")
    impact_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"help after {self.protection}"


class FamilyPreparation(Confidential):
    """How child and parents were made ready for a conference, and offered an advocate (WT-S47O-09)."""

    protection = models.ForeignKey(ProtectionRecord, on_delete=models.PROTECT, related_name="preparations")
    prepared_on = models.DateField()
    child_ready = models.TextField(help_text="how the child was prepared, or is represented")
    parents_ready = models.TextField(help_text="what the parents were told of purpose and attendance")
    advocate = models.CharField(max_length=16, help_text="taken, declined or not_offered")
    advocate_because = models.TextField(blank=True)
    supporter = models.TextField(blank=True, help_text="whom the family brings")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"preparation for {self.protection}"


class WorkerReport(Confidential):
    """The social worker's report to a conference or review, analysed, and shared with the family before (WT-ICPC-08, -09)."""

    protection = models.ForeignKey(ProtectionRecord, on_delete=models.PROTECT, related_name="reports")
    for_review = models.BooleanField(default=False)
    harm = models.TextField(help_text="what was found of abuse or neglect, and its effect on the child")
    needs = models.TextField(help_text="the child's needs, and the parents' capacity to meet them")
    context = models.TextField(help_text="family and surroundings")
    analysis = models.TextField(help_text="what it means; for a review, what the work changed")
    recommendation = models.TextField()
    shared_on = models.DateField(null=True, help_text="when it was shared with child and family")
    not_shared_because = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shared_on__isnull=False) | ~Q(not_shared_because=""), name="report_shared_or_said_why_not"
            )
        ]

    def __str__(self) -> str:
        return "report for a review" if self.for_review else "report for the conference"


class ReportShared(Confidential):
    """Whether one agency's report is shared with the parents, decided with the police and the chair (WT-S47O-11)."""

    record = models.CharField(max_length=14, help_text="the record or the plan, by reference")
    paper = models.CharField(max_length=14, help_text="the meeting's paper, by reference")
    title = models.TextField()
    shared = models.BooleanField()
    note = models.TextField(help_text="when and how, or why not")
    decided_with = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["record"], name="report_shared_of_record")]

    def __str__(self) -> str:
        return self.title


class Judgement(Confidential):
    """One step somebody decided on a record of this room: what, why, who asked for it, who decided and when. Append-only."""

    record = models.CharField(max_length=14, help_text="the enquiry or the plan, by reference")
    verb = models.CharField(max_length=60)
    reasons = models.TextField()
    asked_by = models.TextField(blank=True, help_text="who asked, where somebody else's right is used")
    asked_from = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["record", "decided_at"], name="judgement_of_record")]

    def __str__(self) -> str:
        return self.verb
