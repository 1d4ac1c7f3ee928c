"""Who sits on a panel, and what each agency reports of its own work: each in a file of its own."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team


class PanelMember(Confidential):
    """Somebody asked to advise on the decision, or to sit on the review panel, and what they declared (GL-DH-12, -36 to -39)."""

    class Panel(models.TextChoices):
        DECISION = "decision", "Decision panel"
        REVIEW = "review", "Review panel"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    review = models.CharField(max_length=14, help_text="the review, by reference")
    panel = models.CharField(max_length=20, choices=Panel)
    seat = models.TextField(help_text="which body of the area's pack they sit for, or another")
    name = models.TextField()
    body = models.TextField(help_text="post and organisation")
    shown = models.TextField(help_text="what they are told of the death: all that a member reads before they declare")
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    politician = models.BooleanField(default=False, help_text="whether they also hold a local political office")
    fitness = models.TextField(
        blank=True, help_text="that they sit for their employer, agreed by partnership and chair"
    )
    declared = models.JSONField(default=dict, help_text="by code of the pack's list homicide.member: yes or no")
    conflict = models.TextField(blank=True, help_text="any tie to the case or its people, in their words")
    settled = models.TextField(blank=True, help_text="what the chair made of a tie")
    declared_at = models.DateTimeField(null=True)
    on_paper = models.TextField(blank=True, help_text="where the declaration is kept, for a member without an account")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["review", "panel"], name="homicide_members")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_because=""), name="a_homicide_member_ends_why"
            ),
            models.CheckConstraint(
                condition=Q(politician=False) | ~Q(fitness=""), name="a_politician_sits_for_an_employer_alone"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgencyReport(Confidential):
    """One agency's individual management review, commissioned through a senior manager (GL-DH-45 to -49; HE-IMR)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40, default="asked")
    version = models.PositiveIntegerField(default=1)
    review = models.CharField(max_length=14, help_text="the review, by reference")
    agency = models.TextField()
    on_panel = models.BooleanField(help_text="whether the agency sits on the panel; others are commissioned too")
    asked = models.TextField(help_text="what it is to look at: from the terms of reference")
    due_on = models.DateField()
    manager = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    manager_words = models.TextField(help_text="the senior manager who commissions and endorses it: name and post")
    author = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    author_words = models.TextField(blank=True, help_text="name and post")
    no_part = models.BooleanField(null=True, help_text="that the author had no direct part in the case")
    no_line = models.BooleanField(null=True, help_text="that the author managed nobody who worked in it")
    independent_because = models.TextField(blank=True, help_text="what the declaration rests on")
    account = models.TextField(blank=True, help_text="the chronology: what the agency did, in order, or where it lies")
    analysis = models.TextField(blank=True, help_text="why, and not only what")
    learning = models.TextField(blank=True)
    good_practice = models.TextField(blank=True)
    recommended = models.TextField(blank=True, help_text="action, who, by when, to what end, how it is reviewed")
    endorsed_by = models.TextField(blank=True, help_text="name and post")
    endorsed_at = models.DateTimeField(null=True)
    owns = models.TextField(blank=True, help_text="how the senior manager answers for the recommendations")
    nil_because = models.TextField(blank=True, help_text="why there is nothing to report")
    presented_on = models.DateField(null=True)
    panel_said = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["review", "stage"], name="homicide_reports")]
        constraints = [
            models.CheckConstraint(
                condition=Q(endorsed_at__isnull=True) | ~Q(endorsed_by=""), name="an_agency_report_says_who_endorsed"
            ),
        ]

    def __str__(self) -> str:
        return f"report of {self.agency}"


class OfReport(Confidential):
    """What every row of an agency report's file has."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Interview(OfReport):
    """That a member of staff was interviewed: written down, shared with them, kept for disclosure (GL-DH-48; HE-IMR-04)."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="interviews")
    who = models.TextField(help_text="post, and initials")
    interviewed_on = models.DateField()
    text = models.TextField(help_text="the record, as it was shared")
    shared_on = models.DateField(help_text="when it was shared with who was interviewed")
    kept_at = models.TextField(help_text="where it is kept for disclosure")

    def __str__(self) -> str:
        return self.who


class StaffFeedback(OfReport):
    """That staff heard what was found before the panel did, and what they put right (GL-DH-49; HE-IMR-05)."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="feedback")
    who = models.TextField()
    given_on = models.DateField()
    corrected = models.TextField(help_text="what they put right, or that there was nothing")
    apart = models.TextField(help_text="that discipline, if there is any, runs apart from the review")

    def __str__(self) -> str:
        return self.who


class ReportReason(OfReport):
    """Why a step was taken that changes a report's course."""

    report = models.ForeignKey(AgencyReport, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]
