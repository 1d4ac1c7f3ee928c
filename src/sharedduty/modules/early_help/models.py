"""Early help: the plan, consent, lead practitioners, the team around the child, outcomes, actions, reviews, words said."""

import datetime

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.people.models import Person


class Plan(Confidential):
    """One child's early help, from the first talk with the family to closing (WT-EH-01: noticed, assessed, helped)."""

    class Tool(models.TextChoices):
        MY_PLAN = "my_plan", "My Plan"
        MY_PLAN_PLUS = "my_plan_plus", "My Assessment and My Plan+"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    given_names = models.TextField()
    family_name = models.TextField()
    birth_on = models.DateField(null=True, help_text="or the day a child is expected")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    tool = models.CharField(max_length=12, choices=Tool)
    tool_reason = models.TextField()
    noticed = models.TextField(help_text="what was noticed, and what would help")
    from_handover = models.CharField(max_length=14, blank=True)
    from_contact = models.CharField(max_length=14, blank=True)
    from_record = models.CharField(max_length=14, blank=True, help_text="the record that stepped down to this plan")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True)
    check_note = models.TextField(blank=True, help_text="what the families team said of an earlier plan (GL-EH-17)")
    review_on = models.DateField(null=True)
    agreed_at = models.DateTimeField(null=True)
    registered_at = models.DateTimeField(null=True)
    registered_with = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    registration_number = models.CharField(max_length=40, blank=True)
    stepped_up_to = models.CharField(max_length=14, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.TextField(blank=True)
    what_changed = models.TextField(blank=True)
    family_view = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "review_on"], name="plan_list")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage="active") | Q(review_on__isnull=False), name="plan_under_way_has_a_review_date"
            ),
            models.CheckConstraint(
                condition=~Q(stage="closed") | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
                name="plan_closed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class Member(Confidential):
    """Somebody of the team around the child or family: a practitioner, the child, a parent, a supporter."""

    class Capacity(models.TextChoices):
        PRACTITIONER = "practitioner", "Practitioner"
        CHILD = "child", "Child or young person"
        PARENT = "parent", "Parent or carer"
        SUPPORTER = "supporter", "Family, friend or supporter"

    reference = models.CharField(max_length=14, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="members")
    capacity = models.CharField(max_length=12, choices=Capacity)
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    organisation_name = models.TextField(blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "appointment"], condition=Q(left_at__isnull=True), name="member_of_a_plan_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Lead(Confidential):
    """Who led the plan from when until when, why, and what the family wanted (GL-EH-09 to GL-EH-11)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="leads")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    led_from = models.DateTimeField()
    led_until = models.DateTimeField(null=True)
    preference = models.TextField(help_text="who the child and family wanted")
    because = models.TextField()
    handed_over = models.TextField(blank=True, help_text="what the next lead must know")
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(led_until__isnull=True), name="one_lead_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.member} from {self.led_from:%Y-%m-%d}"


class Consent(Confidential):
    """Consent given, refused or withdrawn: by whom, to what, and what was thought of instead. Append-only (WT-EH-10, -12)."""

    class Answer(models.TextChoices):
        GIVEN = "given", "Given"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="consents")
    answer = models.CharField(max_length=12, choices=Answer)
    by_whom = models.TextField(help_text="the child, a parent or carer, both")
    covers = models.TextField(blank=True, help_text="what they agreed to, and with whom it may be shared")
    considered = models.TextField(blank=True, help_text="how the need can still be met")
    stopped = models.TextField(blank=True, help_text="what ended at that moment, in words")
    answered_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.answer


class Said(Confidential):
    """The child's or the family's own words, as they were said or shown."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="words")
    capacity = models.CharField(max_length=12, choices=Member.Capacity)
    who = models.TextField(blank=True)
    words = models.TextField()
    how = models.TextField(blank=True, help_text="how it was said: in words, drawn, signed, seen")
    said_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.get_capacity_display()}, {self.said_on}"


class Outcome(Confidential):
    """What will be different for the child, in plain words, and whether it came about."""

    reference = models.CharField(max_length=14, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="outcomes")
    text = models.TextField()
    state = models.CharField(max_length=8, default="open", help_text="open, met or dropped")
    state_note = models.TextField(blank=True)
    set_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text


class PlanAction(Confidential):
    """Who does what by when for an outcome: more of a service, a new one, or one done differently (GL-EH-07)."""

    class Kind(models.TextChoices):
        MORE = "more", "More of what is there"
        NEW = "new", "Something new"
        DIFFERENT = "different", "Something done differently"

    reference = models.CharField(max_length=14, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="actions")
    what = models.TextField()
    kind = models.CharField(max_length=12, choices=Kind)
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    help_kind = models.CharField(max_length=30, blank=True, help_text="what kind of help, by its code in the packs")
    help_offer = models.CharField(
        max_length=60, blank=True, help_text="the service chosen, by its key in the local pack"
    )
    help_name = models.TextField(blank=True, help_text="the service, as it was called then")
    help_despite = models.TextField(blank=True, help_text="why it was chosen though age or level do not plainly fit")
    state = models.CharField(max_length=8, default="open", help_text="open, done or stopped")
    agreed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.what


class Progress(Confidential):
    """One update on an action: how far, a later day, done, stopped; with the words. Append-only (GL-EH-12, GL-EH-26)."""

    class Effect(models.TextChoices):
        HELPED = "helped", "It helped the child"
        NO_CHANGE = "no_change", "It changed nothing for the child"
        WORSE = "worse", "It made things worse for the child"
        UNCLEAR = "unclear", "It cannot be said"

    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="updates")
    state = models.CharField(max_length=8)
    note = models.TextField()
    effect = models.CharField(max_length=10, choices=Effect, blank=True)
    was_due_on = models.DateField()
    due_on = models.DateField()
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.state


class Advice(Confidential):
    """Advice taken about the child: of whom, what was asked, what they said. A talk, never a referral (WT-EH-11; GL-EH-18)."""

    class Source(models.TextChoices):
        COORDINATOR = "coordinator", "Early help coordinator of a families team"
        SOCIAL_WORKER = "social_worker", "Community social worker"
        ADVICE_LINE = "advice_line", "The front door's advice line for practitioners"
        SAFEGUARDING_LEAD = "safeguarding_lead", "Our own safeguarding lead"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="advice")
    source = models.CharField(max_length=20, choices=Source)
    asked = models.TextField(help_text="what was asked")
    advice = models.TextField(help_text="what they advised, whom to involve too")
    taken_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.get_source_display()


class Signpost(Confidential):
    """That somebody of the family was told of help there is, and what they said. Append-only; no referral (GL-EH-22)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="signposts")
    help_offer = models.CharField(max_length=60, help_text="the service, by its key in the local pack")
    help_name = models.TextField(help_text="the service, as it was called then")
    told_whom = models.TextField()
    told_on = models.DateField()
    said = models.TextField(blank=True, help_text="what they said to it")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.help_name


class Circumstance(Confidential):
    """One of the eleven circumstances in which a child may need early help, from when until when (WT-EH-05)."""

    class Kind(models.TextChoices):
        DISABLED = "disabled", "Disabled, with needs beyond those of other children"
        SEN = "sen", "Special educational needs, with or without a plan"
        YOUNG_CARER = "young_carer", "A young carer"
        CRIME = "crime", "Drawn towards anti-social or criminal behaviour, gangs too"
        MISSING = "missing", "Often missing from care or from home"
        EXPLOITED = "exploited", "At risk of modern slavery, trafficking or exploitation"
        RADICALISED = "radicalised", "At risk of being drawn into extremism"
        FAMILY = "family", "Hard times at home: drink or drugs, an adult's mental health, domestic abuse"
        MISUSE = "misuse", "Uses drugs or alcohol in a harmful way"
        RETURNED = "returned", "Has come home from care"
        FOSTERED = "private_fostering", "Privately fostered"

    reference = models.CharField(max_length=14, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="circumstances")
    kind = models.CharField(max_length=20, choices=Kind)
    applies_from = models.DateField()
    applies_until = models.DateField(null=True)
    note = models.TextField(blank=True)
    ended_note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"], condition=Q(applies_until__isnull=True), name="circumstance_noted_once"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def day_28(self) -> datetime.date | None:
        """The 28th day of a private fostering arrangement: from then on it is one by length alone (WT2018 ch1 note 9)."""
        return self.applies_from + datetime.timedelta(days=28) if self.kind == self.Kind.FOSTERED else None


class HealthCarePlan(Confidential):
    """A step towards an education, health and care plan, or why none is asked for. Append-only (GL-EH-20; GL-TH-17)."""

    class State(models.TextChoices):
        CONSIDERED = "considered", "Thought about, and not asked for now"
        ASKED = "asked", "A statutory assessment is asked for"
        ASSESSING = "assessing", "The statutory assessment is under way"
        REFUSED = "refused", "The panel decided against a plan"
        ISSUED = "issued", "The panel issued a plan"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="health_care_plans")
    state = models.CharField(max_length=12, choices=State)
    happened_on = models.DateField()
    because = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.get_state_display()


class LevelStep(Confidential):
    """Where help came from or went to between levels, by which record and why. Append-only (WT-EH-14; GL-TH-10)."""

    class Direction(models.TextChoices):
        FRONT_DOOR = "front_door", "The front door asked for early help"
        DOWN = "down", "Stepped down from social care"
        UP = "up", "Stepped up to the front door"
        ON = "on", "The front door answered, and early help goes on"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="level_steps")
    direction = models.CharField(max_length=12, choices=Direction)
    other_record = models.CharField(max_length=14, blank=True)
    because = models.TextField()
    stepped_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.get_direction_display()


class Review(Confidential):
    """A review held with the family and its one outcome (GL-EH-08)."""

    class Result(models.TextChoices):
        MET = "met", "Needs are met: the plan can close"
        CONTINUE = "continue", "Go on with the plan as it is"
        AMEND = "amend", "Change the plan, then go on"
        ASSESS = "assess", "Needs are unclear or larger: make a My Assessment"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reviews")
    held_on = models.DateField()
    was_due_on = models.DateField(null=True)
    result = models.CharField(max_length=12, choices=Result)
    progress = models.TextField(help_text="what changed for the child")
    not_working = models.TextField(blank=True, help_text="what does not work and is stopped or changed (GL-EH-26)")
    family_view = models.TextField()
    next_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.result
