"""A child's death and everything recorded about it until the panel. Judgements follow one another; none is overwritten."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.people.models import Person


class ChildDeath(Confidential):
    """One death of a child, or one acute life-threatening event, from the first notice to the end (WT2018 ch5; GL-CD-01)."""

    class Kind(models.TextChoices):
        DEATH = "death", "A child died"
        ALTE = "alte", "Acute life-threatening event: a child collapsed without a known cause and lives"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the business unit")
    stage = models.CharField(max_length=40, default="notified")
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    given_names = models.TextField()
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)
    happened_on = models.DateField(help_text="the day of the death, or of the event")
    died_on = models.DateField(null=True, help_text="the day of the death; none while the child lives")
    home = models.TextField(help_text="where the child normally lived, in words")
    place = models.TextField(help_text="where it happened")
    what_happened = models.TextField()
    category = models.CharField(max_length=20, blank=True, help_text="a code of the pack's list childdeath.category")
    incident_request = models.CharField(max_length=14, blank=True, help_text="asked to be considered as an incident")
    meeting = models.CharField(max_length=14, blank=True, help_text="the review meeting it rests on, by reference")
    met_at = models.DateTimeField(null=True)
    panel_meeting = models.CharField(max_length=14, blank=True, help_text="the panel's meeting, by reference")
    panel_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    output = models.CharField(max_length=14, blank=True, help_text="what was given out without names, by reference")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "happened_on"], name="child_death_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | ~Q(meeting=""), name="a_death_that_was_met_about_has_its_meeting"
            ),
            models.CheckConstraint(
                condition=Q(kind="alte") | Q(died_on__isnull=False), name="a_death_has_its_day"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class DeathNotice(Confidential):
    """What somebody told of a death: kept as it came, in a file of its own that its sender may read (WT-CDR-21)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ChildDeath.Kind)
    given_names = models.TextField()
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)
    happened_on = models.DateField()
    home = models.TextField()
    place = models.TextField()
    what_happened = models.TextField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    coroner_told = models.CharField(max_length=12, help_text="yes, no, not_needed or not_known")
    on_behalf = models.TextField(blank=True, help_text="who told it, where somebody writes it down for them")
    sent_words = models.TextField(help_text="name, post and organisation of whoever sent it")
    sent_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    death = models.CharField(max_length=14, blank=True, help_text="the death it was taken into, by reference")
    same_because = models.TextField(blank=True, help_text="why a person found it to be a death known already")

    class Meta:
        indexes = [models.Index(fields=["scope", "sent_at"], name="death_notice_list")]
        constraints = [
            models.CheckConstraint(condition=Q(taken_at__isnull=True) | ~Q(death=""), name="a_notice_taken_has_its_death"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class ScopeJudgement(Confidential):
    """Whether a death is one to review here, as people found: the facts asked, which area, and why (WT-CDR-02, -09, -14)."""

    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="scopes")
    answers = models.JSONField(help_text="by code: yes, no or not_known")
    weeks = models.PositiveSmallIntegerField(null=True, help_text="weeks of pregnancy at birth, where that matters")
    area_answer = models.CharField(max_length=20, help_text="here, elsewhere or both")
    other_area = models.TextField(blank=True, help_text="the other area, and whom there was told")
    other_told_at = models.DateTimeField(null=True)
    agreed = models.TextField(blank=True, help_text="which area reviews and how the other hears")
    reasons = models.TextField()
    judged_by = models.TextField(help_text="name and post")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"scope as found on {self.recorded_at:%Y-%m-%d}"


class ResponseJudgement(Confidential):
    """Whether a joint agency response is called for: each criterion as people judged it, and the decision (WT-CDR-24)."""

    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="responses")
    criteria = models.JSONField(help_text="by code: answer and reasons")
    decided = models.CharField(max_length=12, help_text="yes, no or not_yet")
    reasons = models.TextField()
    lead = models.TextField(blank=True, help_text="who leads the response for health, and for the police")
    guideline = models.TextField(blank=True, help_text="the edition of the multi-agency guidelines that is followed")
    judged_by = models.TextField(help_text="name and post")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reasons=""), name="a_response_judgement_has_reasons")]

    def __str__(self) -> str:
        return f"response as judged on {self.recorded_at:%Y-%m-%d}"


class IncomingNotice(Confidential):
    """What the registrar, the coroner or somebody else sent: what happened when, and when it came (WT-CDR-18, WT-CDR-19)."""

    reference = models.CharField(max_length=14, unique=True)
    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="incoming")
    kind = models.CharField(max_length=30, help_text="a code of the pack's list childdeath.incoming")
    event_at = models.DateTimeField(help_text="when it was registered, decided or found")
    received_at = models.DateTimeField()
    words = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.kind


class FamilyEntry(Confidential):
    """What the family was told, asked or offered, and who their key contact is (WT-CDR-17; GL-CD-13)."""

    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="family_log")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list childdeath.family")
    who = models.TextField(help_text="who of the family; for a key contact, name, post and how to reach them")
    words = models.TextField(help_text="what was said, asked or offered, in plain words")
    happened_at = models.DateTimeField()
    by_whom = models.TextField(help_text="name and post")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.kind


class WorkEntry(Confidential):
    """Something done for the review that has a day, a doer and words: a step of the response, a consultation, a sending."""

    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="work_log")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list childdeath.work")
    whom = models.TextField(blank=True, help_text="with whom, or to whom")
    words = models.TextField()
    happened_at = models.DateTimeField()
    by_whom = models.TextField(help_text="name and post")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.kind


class CriminalHold(Confidential):
    """That the police investigate: from when, who leads, until when. Meanwhile others ask them first (WT-CDR-27)."""

    reference = models.CharField(max_length=14, unique=True)
    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="holds")
    lead = models.TextField(help_text="who leads the investigation: post and force")
    agreed = models.TextField(help_text="what waits, and who may speak to whom")
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.lead


class DeathForm(Confidential):
    """One of the forms of a review, written here from the pack: of an agency, a supplement, or the analysis (WT-CDR-22)."""

    reference = models.CharField(max_length=14, unique=True)
    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="written_forms")
    code = models.CharField(max_length=40, help_text="the form of the pack")
    agency = models.TextField(blank=True, help_text="whose account it is")
    form = models.ForeignKey(FormRecord, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.code


class DeathReason(Confidential):
    """Why a step was taken that changes a review's course (design section 6)."""

    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]
