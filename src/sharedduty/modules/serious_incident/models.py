"""Serious incidents, and the requests to consider one.

An incident lies in a case file of its own (kind `serious_incident`); so does each request (kind `incident_request`),
because whoever asked may read theirs and nothing of the incident.
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.people.models import Person


class SeriousIncident(Confidential):
    """One incident, however many children it is about (WT2018 ch4 ¶10-14)."""

    class Place(models.TextChoices):
        HERE = "here", "In this area"
        ABROAD = "abroad", "Outside England, and the child normally lives in this area"
        ELSEWHERE = "elsewhere", "In another area of England"

    class Source(models.TextChoices):
        AGENCY = "agency", "An agency asked us to consider it"
        COUNCIL = "council", "The council's own work"
        YOUTH_JUSTICE = "youth_justice", "Youth justice"
        CHILD_DEATH = "child_death", "The child death review"
        OTHER = "other", "Another way"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the team that decides")
    stage = models.CharField(max_length=40, default="considered")
    version = models.PositiveIntegerField(default=1)
    round = models.PositiveIntegerField(
        default=1, help_text="how often it was considered; new facts begin another round"
    )
    source = models.CharField(max_length=20, choices=Source)
    what_happened = models.TextField()
    happened_on = models.DateField(null=True, help_text="unknown where empty")
    place = models.CharField(max_length=20, choices=Place)
    where_words = models.TextField(blank=True)
    aware_at = models.DateTimeField(help_text="when the council became aware: the start of the five working days")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    form = models.OneToOneField(FormRecord, on_delete=models.PROTECT, related_name="+")
    national_reference = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, help_text="when the national system took the notice")
    late_because = models.TextField(blank=True)
    as_sent = models.JSONField(
        default=dict, help_text="what the record knew when the notice was sent, for each part of it"
    )
    same_as = models.CharField(max_length=14, blank=True, help_text="the incident it was recorded as before")

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "aware_at"], name="serious_incident_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(national_reference=""), name="a_notice_sent_has_its_reference"
            ),
        ]

    def __str__(self) -> str:
        return f"Incident {self.reference}"


class IncidentChild(Confidential):
    """One child of an incident, and their page of the notice. A care leaver may be up to 24 (guidance-now 19)."""

    class Part(models.TextChoices):
        DIED = "died", "Died"
        HARMED = "harmed", "Was seriously harmed"
        HARMED_OTHERS = "harmed_others", "Harmed others, and may be the subject too"
        SIBLING = "sibling", "Brother, sister or another child of the household"

    class Care(models.TextChoices):
        NONE = "none", "Neither"
        LOOKED_AFTER = "looked_after", "Looked after"
        CARE_LEAVER = "care_leaver", "Care leaver"

    reference = models.CharField(max_length=14, unique=True)
    incident = models.ForeignKey(SeriousIncident, on_delete=models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    given_names = models.TextField()
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)
    part = models.CharField(max_length=20, choices=Part)
    abuse = models.CharField(max_length=20, help_text="known, suspected, not_suspected or not_known yet")
    care = models.CharField(max_length=20, choices=Care)
    died_on = models.DateField(null=True)
    other_area = models.TextField(
        blank=True, help_text="another area that has a part: placed there, or answers for the child"
    )
    form = models.OneToOneField(FormRecord, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(part="died") | Q(died_on__isnull=False), name="a_child_who_died_has_the_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class Awareness(Confidential):
    """When the council became aware, as it was first said and each time it was corrected, with the reason (WT-INC-05)."""

    incident = models.ForeignKey(SeriousIncident, on_delete=models.PROTECT, related_name="awareness")
    aware_at = models.DateTimeField()
    reason = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"aware at {self.aware_at:%Y-%m-%d %H:%M}"


class PartnerView(Confidential):
    """What one safeguarding partner thinks in one round: notifiable or not, and why. None is ever changed (GL-SN-05)."""

    incident = models.ForeignKey(SeriousIncident, on_delete=models.PROTECT, related_name="views")
    round = models.PositiveIntegerField()
    partner = models.CharField(max_length=20, help_text="local_authority, police or health")
    view = models.CharField(max_length=20, help_text="notifiable, not_notifiable or unsure")
    reasons = models.TextField()
    given_by = models.TextField(help_text="name and post")
    given_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.partner}: {self.view}"


class SafetyCheck(Confidential):
    """That a living child, or the other children of the household, were looked to before the notice (GL-SN-07)."""

    incident = models.ForeignKey(SeriousIncident, on_delete=models.PROTECT, related_name="safety_checks")
    child = models.ForeignKey(
        IncidentChild,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="none: the others of the household",
    )
    checked_on = models.DateField()
    found = models.TextField(help_text="where they are, and whether they are safe")
    done = models.TextField(help_text="what was done for their safety, by whom")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"checked on {self.checked_on}"


class IncidentDecision(Confidential):
    """Whether an incident is notifiable, as decided in one round: criteria, reasons, who decided (GL-SN-04, GL-SN-14)."""

    incident = models.ForeignKey(SeriousIncident, on_delete=models.PROTECT, related_name="decisions")
    round = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20, help_text="notifiable or not_notifiable")
    abuse_met = models.CharField(max_length=10, help_text="abuse or neglect known or suspected: yes, no or unknown")
    harm_met = models.CharField(max_length=10, help_text="a child died or was seriously harmed: yes, no or unknown")
    place_met = models.CharField(max_length=10, help_text="in this area, or abroad and living here: yes, no or unknown")
    reasons = models.TextField()
    decided_by = models.TextField(help_text="name and post")
    signed_off_by = models.TextField(blank=True, help_text="the director, where it was put to them (GL-SN-08)")
    without_views = models.TextField(blank=True, help_text="why it could not wait for a partner's view")
    decided_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "round"], name="one_decision_in_a_round")]

    def __str__(self) -> str:
        return f"{self.outcome} in round {self.round}"


class Telling(Confidential):
    """That somebody who must know was told: who, when, by whom, and why late where it was (WT-INC-06, WT-INC-07)."""

    incident = models.ForeignKey(SeriousIncident, on_delete=models.PROTECT, related_name="tellings")
    told = models.CharField(max_length=20, help_text="a code of the pack's list incident.told")
    recipient = models.TextField(help_text="who was told")
    told_at = models.DateTimeField()
    told_by = models.TextField(help_text="name and post")
    how = models.TextField()
    late_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.recipient} told"


class PanelMessage(Confidential):
    """What the Panel wrote after a notice, and the day by which it wants an answer (GL-SN-10)."""

    incident = models.ForeignKey(SeriousIncident, on_delete=models.PROTECT, related_name="panel_messages")
    received_at = models.DateTimeField()
    reply_by_on = models.DateField(null=True)
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"message of {self.received_at:%Y-%m-%d}"


class IncidentChallenge(Confidential):
    """A partner or the business unit asks that an incident found not notifiable be looked at again, and the answer."""

    reference = models.CharField(max_length=14, unique=True)
    incident = models.ForeignKey(SeriousIncident, on_delete=models.PROTECT, related_name="challenges")
    text = models.TextField(help_text="the new facts, or why they disagree")
    made_by_words = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]


class RequestToConsider(Confidential):
    """What an agency asks the council to consider: no notification, whose duty stays with the council (WT-INC-08)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the team that decides")
    source = models.CharField(max_length=20, choices=SeriousIncident.Source)
    about = models.CharField(max_length=14, blank=True, help_text="the record it was asked from, by reference")
    children_words = models.TextField(help_text="the children, one on a line, with what is known of their birth")
    what_happened = models.TextField()
    why = models.TextField(help_text="why it may be a serious incident")
    safe_now = models.TextField(help_text="what is known of the children's safety now")
    asked_by_words = models.TextField(help_text="name, post and organisation")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, help_text="when the council took it in")
    incident = models.CharField(max_length=14, blank=True, help_text="the incident it was taken into, by reference")
    decided = models.CharField(max_length=20, blank=True, help_text="notifiable, not_notifiable or declined")
    answer = models.TextField(blank=True, help_text="the reasons, as told to whoever asked")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "answered_at", "asked_at"], name="incident_request_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="an_answer_to_a_request_has_reasons"
            )
        ]

    def __str__(self) -> str:
        return f"Request {self.reference}"


class StepReason(Confidential):
    """Why a step was taken that changes an incident's course: set aside, opened again (design section 6)."""

    incident = models.ForeignKey(SeriousIncident, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]
