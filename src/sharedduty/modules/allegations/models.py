"""Allegations: what was referred, what the designated officer judged and did, who was told, and what follows.

A referral lies in a sealed file of its own (kind `allegation_referral`), which its sender may read; the allegation in another
(kind `allegation`), which only the designated officer's team or whoever stands in for it reaches. No judgement is overwritten.
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.people.models import Person


class Referral(Confidential):
    """What an employer, the police or anybody else told the designated officer, or asked advice on (WT2018 ch2 ¶7)."""

    class Wanted(models.TextChoices):
        REFERRAL = "referral", "I refer an allegation"
        ADVICE = "advice", "I want advice only"

    class Source(models.TextChoices):
        EMPLOYER = "employer", "It came to an employer's or organisation's attention"
        POLICE = "police", "It was made directly to the police"
        OTHER = "other", "It came in another way"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the team it was given to")
    wanted = models.CharField(max_length=12, choices=Wanted)
    source = models.CharField(max_length=12, choices=Source)
    accused_name = models.TextField()
    accused_email = models.TextField(blank=True)
    accused_work = models.TextField(help_text="their work, and how they reach children")
    worker = models.CharField(max_length=20, help_text="a code of the pack's list allegation.worker")
    employer = models.TextField()
    sector = models.CharField(max_length=20, help_text="a code of the pack's list allegation.sector")
    came_at = models.DateTimeField(help_text="when the employer, the police or the sender came to know: day 0")
    told_at = models.DateTimeField(help_text="when the designated officer was told")
    late_because = models.TextField(blank=True)
    senior_told = models.TextField(help_text="the most senior person not implicated, who was told")
    what_happened = models.TextField()
    told_from = models.TextField(help_text="where the concern came from")
    earlier = models.TextField(blank=True, help_text="earlier concerns")
    children = models.TextField(help_text="which children, as the sender knows them")
    child_safe = models.TextField(help_text="what was done so that the children are safe")
    accused_knows = models.CharField(max_length=12, help_text="yes, no or not_known")
    informed = models.TextField(blank=True, help_text="who else knows of it")
    inquiry_begun = models.CharField(
        max_length=12, help_text="yes, no or not_known: whether anybody has begun to enquire"
    )
    sent_by_words = models.TextField(help_text="name, post and organisation of the sender")
    sent_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    by_telephone = models.BooleanField(default=False, help_text="written down for somebody without an account")
    allegation = models.CharField(max_length=14, blank=True, help_text="the record it was taken into, by reference")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "taken_at", "told_at"], name="referral_list")]

    def __str__(self) -> str:
        return f"Referral {self.reference}"


class SentRecord(Confidential):
    """The record of the initial discussion as it was sent to the employer; it lies in the referral's file (GL-AL-09)."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="records_sent")
    text = models.TextField()
    sent_to = models.TextField()
    how = models.TextField()
    sent_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"record sent on {self.sent_at:%Y-%m-%d}"


class Allegation(Confidential):
    """One allegation, concern, complaint or consultation, as the designated officer keeps it (WT2018 ch2 ¶4-6)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", help_text="the designated officer's, or stand-in's"
    )
    stage = models.CharField(max_length=40, default="looking")
    version = models.PositiveIntegerField(default=1)
    referral = models.CharField(max_length=14, help_text="the referral it was taken up from, by reference")
    wanted = models.CharField(max_length=12)
    concern = models.CharField(max_length=20, blank=True, help_text="a code of the pack's list allegation.concern")
    accused_name = models.TextField()
    accused_work = models.TextField()
    accused_email = models.TextField(blank=True)
    accused = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    worker = models.CharField(max_length=20)
    employer = models.TextField()
    sector = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    next_on = models.DateField(null=True, help_text="when its progress is looked at next")
    outcome = models.CharField(max_length=20, blank=True, help_text="a code of the pack's list allegation.outcome")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "opened_at"], name="allegation_list")]

    def __str__(self) -> str:
        return f"Allegation {self.reference}"


def _of(name: str) -> models.ForeignKey[Allegation, Allegation]:
    """The allegation that an entry is written in, which calls its entries `name`."""
    return models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name=name)


class Entry(Confidential):
    """One thing written in an allegation's file, when and by whom. What it holds depends on what it is."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ConcernedChild(Entry):
    """A child it is about, and what is done for their own welfare (WT2018 ch2 ¶5)."""

    allegation = _of("children")
    reference = models.CharField(max_length=14, unique=True)
    given_names = models.TextField()
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)
    welfare = models.CharField(max_length=12, blank=True, help_text="handed, known or none")
    welfare_why = models.TextField(blank=True)
    welfare_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(welfare="") | ~Q(welfare_why=""), name="a_childs_welfare_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class Discussion(Entry):
    """The initial discussion with the employer, and what was advised (GL-AL-05, GL-AL-06)."""

    allegation = _of("discussions")
    discussed_at = models.DateTimeField()
    spoke_with = models.TextField()
    concern = models.CharField(max_length=20)
    at_once = models.TextField(help_text="what to do at once")
    employment = models.TextField()
    safeguarding = models.TextField()
    talk = models.TextField(blank=True, help_text="who may say what to whom until the police and social care agree")

    def __str__(self) -> str:
        return f"discussion of {self.discussed_at:%Y-%m-%d}"


class AllegationJudgement(Entry):
    """The criteria, the position of trust and the transfer of risk as people judged them (WT2018 ch2 ¶4)."""

    allegation = _of("judgements")
    criteria = models.JSONField(help_text="by code: answer and reasons")
    trust = models.JSONField(help_text="position of trust: answer and reasons")
    transfer = models.JSONField(help_text="risk carried over from private life or other work: answer and reasons")
    judged_by = models.TextField()

    def __str__(self) -> str:
        return f"criteria as judged on {self.recorded_at:%Y-%m-%d}"


class AllegationDecision(Entry):
    """What was decided: the way the concern goes, or the outcome. Never changed; a later one follows."""

    allegation = _of("decisions")
    what = models.CharField(max_length=20, help_text="way or outcome")
    chosen = models.CharField(max_length=20)
    reasons = models.TextField()
    decided_by = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="an_allegation_decision_has_reasons")]

    def __str__(self) -> str:
        return f"{self.what}: {self.chosen}"


class Strand(Entry):
    """How one of the three strands stands: police, social care, employer. The latest entry of each counts (GL-AL-08)."""

    allegation = _of("strands")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list allegation.strand")
    opened = models.CharField(max_length=12, help_text="open, closed or not_opened")
    stands = models.TextField()
    lead = models.TextField()
    next_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.kind


class SuspensionView(Entry):
    """Suspension considered: what else was weighed, what the employer decided and why. The employer decides."""

    allegation = _of("suspensions")
    alternatives = models.JSONField(help_text="codes of the pack's list allegation.alternative")
    alternatives_why = models.TextField()
    officer_view = models.TextField()
    decided = models.CharField(max_length=20, help_text="suspended, alternative or neither")
    reasons = models.TextField()
    decided_by = models.TextField(help_text="name and post, at the employer")
    support = models.TextField(help_text="who supports the person accused")

    def __str__(self) -> str:
        return self.decided


class AllegationTelling(Entry):
    """That somebody was told what, or that it is held back for now and why."""

    allegation = _of("tellings")
    told = models.CharField(max_length=20, help_text="a code of the pack's list allegation.told")
    recipient = models.TextField()
    held_back = models.BooleanField(default=False)
    what = models.TextField(help_text="what they were told, or why it is held back")
    told_at = models.DateTimeField(null=True)
    told_by = models.TextField(blank=True)
    how = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(held_back=True) | Q(told_at__isnull=False), name="a_telling_says_when"),
        ]

    def __str__(self) -> str:
        return self.recipient


class ContactNote(Entry):
    """A word exchanged with the police, social care, the employer or anybody else (GL-AL-14)."""

    allegation = _of("contacts")
    spoke_at = models.DateTimeField()
    spoke_with = models.TextField()
    text = models.TextField()

    def __str__(self) -> str:
        return self.spoke_with


class ProgressReview(Entry):
    """A look at the pace, fairness and thoroughness of what goes on (GL-AL-11; WT2018 ch2 ¶6)."""

    allegation = _of("reviews")
    pace = models.TextField()
    fairness = models.TextField()
    thoroughness = models.TextField()
    next_on = models.DateField()

    def __str__(self) -> str:
        return f"looked at on {self.recorded_at:%Y-%m-%d}"


class ReferralDuty(Entry):
    """A duty to refer somebody on: to the Disclosure and Barring Service, or a professional body (WT2018 ch2 ¶8-9)."""

    allegation = _of("duties")
    reference = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=20, help_text="a code of the pack's list allegation.duty")
    body = models.TextField()
    owed_by = models.TextField(help_text="whose duty it is: the organisation")
    removed_on = models.DateField(help_text="when they were removed, or would have been")
    would_have = models.BooleanField(default=False, help_text="they left first")
    because = models.TextField()
    referred_on = models.DateField(null=True)
    referred_reference = models.TextField(blank=True)
    good_reason = models.TextField(blank=True, help_text="why it was not made, in the organisation's words")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(referred_on__isnull=False) | ~Q(good_reason=""),
                name="a_duty_settled_was_done_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return self.body


class SamePerson(Entry):
    """Another allegation that somebody said is about the same person, and why they think so."""

    allegation = _of("linked")
    other = models.CharField(max_length=14, help_text="the other allegation, by reference")
    because = models.TextField()

    def __str__(self) -> str:
        return self.other


class AllegationReason(Entry):
    """Why a step was taken that changes the course of things (design section 6)."""

    allegation = _of("step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]


class EmployerContact(Confidential):
    """Whom the designated officer speaks with at an employer, and what its policy says of time and support (WT-LADO-09)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    organisation = models.TextField()
    sector = models.CharField(max_length=20)
    contact = models.TextField(help_text="name and post")
    reach = models.TextField(help_text="telephone or address")
    policy = models.CharField(max_length=20, help_text="what its policy holds: timescales, without or not_seen")
    policy_time = models.TextField(blank=True, help_text="how long an enquiry takes, by the policy")
    policy_support = models.TextField(blank=True, help_text="who supports and advises the person, by the policy")
    policy_where = models.TextField(blank=True, help_text="where the policy is found, and of which day it is")
    ended_at = models.DateTimeField(null=True, help_text="when they stopped being the contact")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.organisation


class OfficerStanding(Confidential):
    """What is known of one designated officer's qualification; the latest entry counts, those before stay (WT-LADO-05)."""

    class Way(models.TextChoices):
        SOCIAL_WORKER = "social_worker", "Qualified social worker"
        MOVED = "moved", "Was a designated officer before, here or for another authority"
        NEITHER = "neither", "Neither of both"

    officer = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=20, choices=Way)
    shown_by = models.TextField(help_text="what was seen of it; where neither: why they hold the post all the same")
    experience = models.TextField(blank=True)
    seen_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(shown_by=""), name="an_officers_standing_says_what_shows_it")
        ]

    def __str__(self) -> str:
        return self.get_way_display()
