"""Assessments and child in need plans.

Each child has an assessment of their own, in a case file of its own (kind `assessment`). A visit to a family is recorded
once, in its own file (kind `family_visit`); what was seen and heard of each child stands in that child's assessment.
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.words import child_called


class Assessment(Confidential):
    """The assessment of one child, and the plan it may lead to (WT2018 ch1 ¶38-77; flow chart 3)."""

    class Kind(models.TextChoices):
        SECTION17 = "section17", "Assessment under section 17"
        COMBINED = "combined", "Combined assessment, one process with others"
        YOUNG_CARER = "young_carer", "Young carer's needs assessment"
        PARENT_CARER = "parent_carer", "Parent carer's needs assessment"
        DISABLED = "disabled", "Assessment of a disabled child"
        CARER = "carer", "Assessment of a carer who is not the parent"
        SECURE = "secure", "Child in a secure establishment"
        REMAND = "remand", "Child remanded to youth detention"
        RETURNING = "returning", "Child returning home from care"

    reference = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the team that assesses")
    lead = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    contact = models.CharField(max_length=14, blank=True, help_text="the contact it came from, by reference")
    child_reference = models.CharField(max_length=14, blank=True, help_text="the child on that contact, by reference")
    handover = models.CharField(max_length=14, blank=True)
    enquiry = models.CharField(
        max_length=14, blank=True, db_default="", help_text="the section 47 enquiry that is carried out by it"
    )
    came_from = models.TextField(
        blank=True, db_default="", help_text="the authority whose plan the child moved here with"
    )
    pack_received_on = models.DateField(null=True, help_text="when that authority's information and plan came")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    given_names = models.TextField(blank=True)
    family_name = models.TextField(blank=True)
    unborn = models.BooleanField(default=False)
    birth_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    stage = models.CharField(max_length=40, default="open")
    version = models.PositiveIntegerField(default=1)
    question = models.TextField(help_text="what the assessment is to find out, and why now")
    referred_at = models.DateTimeField(help_text="the point of referral, from which 45 working days count")
    opened_at = models.DateTimeField()
    see_child_by_on = models.DateField(null=True, help_text="agreed for this child (WT-ASM-34)")
    finish_by_on = models.DateField(null=True, help_text="agreed for this child (WT-ASM-29)")
    timescale_reason = models.TextField(blank=True)
    family_told_on = models.DateField(null=True, help_text="when they were told how it works (WT-ASM-33)")
    not_seen_because = models.TextField(blank=True, help_text="only for an unborn child")
    not_alone_because = models.TextField(blank=True)
    wishes_unknown_because = models.TextField(blank=True)
    signed_off_at = models.DateTimeField(null=True, help_text="by a social-work-qualified manager, where another leads")
    signed_off_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    form = models.OneToOneField(FormRecord, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=40, blank=True, help_text="a code of the pack's list assessment.outcomes")
    limb = models.CharField(max_length=40, blank=True, help_text="a code of the pack's list assessment.in_need")
    reasons = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["scope", "stage", "referred_at"], name="assessment_open"),
            models.Index(fields=["contact"], name="assessment_of_contact"),
            models.Index(fields=["lead", "stage"], name="assessment_of_lead"),
        ]

    def __str__(self) -> str:
        return child_called(self.given_names, self.family_name, unborn=self.unborn)


class Visit(Confidential):
    """One visit to a family, recorded once for every child it was about (file of its own; WT2018 ch1 box: assessment)."""

    reference = models.CharField(max_length=14, unique=True)
    visited_at = models.DateTimeField()
    visited_by = models.TextField(help_text="who visited, in the field's words: name and post")
    place = models.TextField()
    present = models.TextField(help_text="who was there, every adult of the household named")
    family_said = models.TextField(help_text="what the parents and others said, together and apart")
    observed = models.TextField(help_text="what was seen, apart from what was said")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"visit {self.reference}"


class Sighting(Confidential):
    """Whether one child was seen at a visit, seen alone, and what they wish and feel (the child's own file; WT-ASM-02)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="sightings")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    visited_at = models.DateTimeField()
    visited_by = models.TextField()
    seen = models.BooleanField()
    alone = models.BooleanField(default=False)
    why_not = models.TextField(blank=True, help_text="why not seen, or not seen alone")
    wishes = models.TextField(blank=True, help_text="the child's wishes and feelings, in their words where possible")
    how_heard = models.TextField(blank=True, help_text="how the child was heard: language, interpreter, play, drawing")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "visit"], name="one_sighting_of_a_child_at_a_visit"),
            models.CheckConstraint(condition=Q(seen=True) | Q(alone=False), name="seen_alone_means_seen"),
            models.CheckConstraint(
                condition=Q(seen=True, alone=True) | ~Q(why_not=""), name="not_seen_or_not_alone_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} at {self.visit}"


class Service(Confidential):
    """A service started for the child or family, without waiting for the end (WT2018 ch1 ¶45, ¶76)."""

    reference = models.CharField(max_length=14, unique=True, null=True)  # noqa: DJ001 (unique where there is one)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="services")
    service = models.TextField()
    agency = models.TextField()
    aim = models.TextField(help_text="what it is to change for the child")
    decided_on = models.DateField()
    started_on = models.DateField(null=True)
    impact = models.TextField(blank=True, help_text="what it did for the child so far")
    impact_seen_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.service[:60]


class Challenge(Confidential):
    """A supervisor's or practitioner's challenge to the analysis, and what was answered (WT2018 ch1 ¶56, ¶58)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="challenges")
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]


class Telling(Confidential):
    """That somebody was told the outcome in writing (WT-ASM-35): the child and family, an agency, the referrer."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="tellings")
    told = models.CharField(max_length=20, help_text="family, referrer or agency")
    recipient = models.TextField()
    told_on = models.DateField(null=True)
    what = models.TextField(help_text="what was written, or why they are not told")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.recipient} told"


class PlanAction(Confidential):
    """One line of a child in need plan: what changes for the child, how one will know, who does what by when (WT-ASM-25)."""

    reference = models.CharField(max_length=14, unique=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="actions")
    aim = models.TextField(help_text="what will be better for the child")
    measure = models.TextField(help_text="how everybody will know")
    action = models.TextField()
    agency = models.TextField(help_text="which agency, or the parent, gives or does it")
    owner = models.TextField(help_text="who answers for it")
    due_on = models.DateField()
    expected_of_parents = models.TextField(blank=True)
    result = models.TextField(blank=True)
    done_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.action[:60]


class PlanReview(Confidential):
    """An agreed review point of a plan and, once held, what was found: sufficient and sustained? (WT2018 ch1 ¶66)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    held_on = models.DateField(null=True)
    attended = models.TextField(blank=True)
    child_views = models.TextField(blank=True)
    sufficient = models.CharField(max_length=10, blank=True, help_text="yes, partly or no")
    sustained = models.CharField(max_length=10, blank=True, help_text="yes, too_early or no")
    finding = models.TextField(blank=True)
    decision = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(held_on__isnull=True), name="one_next_review_of_a_plan"
            )
        ]

    def __str__(self) -> str:
        return f"review due {self.due_on}"


class AreaMove(Confidential):
    """A child in need who moves for good: what went to the other authority when, and what it decided (WT-CIN-02 to 04)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="moves")
    other_authority = models.TextField()
    known_on = models.DateField(help_text="when the move was known")
    sent_on = models.DateField(null=True, help_text="when all information and the plan were sent")
    support_meanwhile = models.TextField(help_text="who supports the child until the other authority takes over")
    taken_over_on = models.DateField(null=True)
    decision = models.TextField(blank=True, help_text="what the other authority decided after its own assessment")
    fell_through_because = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"move to {self.other_authority}"


class Specialist(Confidential):
    """A specialist assessment that is part of this one process, written in a form of its own (WT-ASM-05, WT-SPC-01 to 08)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="specialists")
    kind = models.CharField(max_length=20, choices=Assessment.Kind)
    because = models.CharField(max_length=10, help_text="belief of the authority, or request of somebody")
    asked_by = models.TextField(blank=True, help_text="who asked for it")
    asked_on = models.DateField(null=True)
    form = models.OneToOneField(FormRecord, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "kind"], name="one_specialist_part_of_a_kind"),
            models.CheckConstraint(
                condition=~Q(because="request") | (Q(asked_on__isnull=False) & ~Q(asked_by="")),
                name="a_request_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Checkpoint(Confidential):
    """A point of decision and review inside an assessment or a plan (WT-ASM-24)."""

    reference = models.CharField(max_length=14, unique=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="checkpoints")
    due_on = models.DateField()
    about = models.TextField(help_text="what is looked at, and with whom")
    held_on = models.DateField(null=True)
    with_whom = models.TextField(blank=True)
    finding = models.TextField(blank=True, help_text="what was found and decided")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | ~Q(finding=""), name="a_point_held_has_a_finding"
            )
        ]

    def __str__(self) -> str:
        return f"point of {self.due_on}"


class Supervision(Confidential):
    """A supervisor's note: what the help does for the child, and how fast things change (WT-ASM-27)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="supervisions")
    held_on = models.DateField()
    impact = models.TextField(help_text="what the help changed for the child")
    pace = models.TextField(help_text="whether change is quick enough for this child")
    decided = models.TextField()
    next_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+", help_text="the supervisor")

    def __str__(self) -> str:
        return f"supervision of {self.held_on}"


class LegalDecision(Confidential):
    """A decision under the law: to accommodate a child, to begin care proceedings or not to (WT-ASM-04, WT-ASM-14)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="legal_decisions")
    kind = models.CharField(max_length=40, help_text="a code of the pack's list assessment.legal")
    limb = models.CharField(max_length=40, blank=True, help_text="a code of the pack's list accommodation.limbs")
    decided_on = models.DateField()
    decided_by = models.TextField(help_text="name and post")
    reasons = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} of {self.decided_on}"


class Transition(Confidential):
    """A change that is known to come, planned for before it comes: above all turning 18 (WT-ASM-28, WT-CIN-05)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="transitions")
    kind = models.CharField(max_length=20, help_text="adulthood, or another change")
    what = models.TextField(blank=True)
    happens_on = models.DateField()
    plan = models.TextField(help_text="who does what from then on")
    agreed_with = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} on {self.happens_on}"


class HouseholdAdult(Confidential):
    """One adult of the child's household, living there or not, and what was considered of them (WT-ASM-18)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="adults")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    relation = models.TextField(help_text="what they are to the child")
    lives_there = models.BooleanField()
    considered = models.TextField(help_text="what they give the child, and what is known or asked of them")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class Reason(Confidential):
    """Why a step was taken, in its own words: closing, withdrawing, gathering more, another worker, an end (design section 6)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]
