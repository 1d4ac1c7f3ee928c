"""Moves between stages, running clocks and hand-overs. The engine in `engine.py` is the only writer of moves."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Post, Team
from sharedduty.foundations.people.models import Person


class Move(Confidential):
    """One step of one record from a stage to the next: append-only, never changed (design section 6)."""

    process = models.CharField(max_length=40)
    record = models.CharField(max_length=14, help_text="the record's public reference")
    verb = models.CharField(max_length=60)
    from_stage = models.CharField(max_length=40, blank=True)
    to_stage = models.CharField(max_length=40)
    event = models.TextField(help_text="past tense, as the timeline prints it")
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    moved_by_name = models.TextField(blank=True)
    pack = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["record", "moved_at"], name="process_move_record")]

    def __str__(self) -> str:
        return f"{self.record}: {self.event}"


class Clock(Confidential):
    """One running or finished time limit: what started it, when it falls due by which rule, who owes it, when it was met.

    An open clock is computed again when the calendar or its event changes; a met one keeps what it was judged on.
    """

    record = models.CharField(max_length=14)
    about = models.CharField(
        max_length=14, blank=True, help_text="the child or request inside the record, by reference"
    )
    key = models.CharField(max_length=60)
    pack = models.CharField(max_length=60)
    title = models.TextField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    force = models.CharField(max_length=10)
    citation = models.TextField(blank=True)
    status = models.CharField(max_length=12, blank=True, help_text="the clock's status in its pack, e.g. draft")
    layers = models.JSONField(default=list)
    calendar_version = models.TextField(blank=True)
    sooner_at = models.DateTimeField(null=True, help_text="an earlier end that somebody set because the child needs it")
    sooner_because = models.TextField(blank=True, db_default="")
    owed_by_team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    owed_by_appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    met_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True, help_text="set aside without being met, with the reason")
    stopped_because = models.TextField(blank=True)
    late_because = models.TextField(blank=True)
    warned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["record", "key"], name="process_clock_record"),
            models.Index(fields=["key", "due_at"], name="process_clock_figures"),
            models.Index(
                fields=["scope", "due_at"],
                name="process_clock_open",
                condition=Q(met_at__isnull=True, stopped_at__isnull=True),
            ),
            models.Index(
                fields=["owed_by_appointment", "due_at"],
                name="process_clock_mine",
                condition=Q(met_at__isnull=True, stopped_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True) | ~Q(stopped_because=""), name="clock_stopped_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} for {self.record}"


class Handover(Confidential):
    """Work that leaves one room for another: visible and owned from the first second (design section 3).

    Until the other room is built, or accepts it, the named post owns it.
    """

    reference = models.CharField(max_length=14, unique=True)
    from_record = models.CharField(max_length=14)
    about = models.CharField(max_length=14, blank=True)
    start = models.CharField(max_length=60, help_text="what is to start: assessment, strategy discussion, challenge, …")
    summary = models.TextField()
    given_names = models.TextField(blank=True, help_text="the child, where the other room begins a record of its own")
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    left_at = models.DateTimeField()
    left_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    owner_team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    owner_post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(blank=True)
    led_to = models.CharField(max_length=14, blank=True, help_text="the record another room began for it")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["from_record"], name="handover_from_record"),
            models.Index(fields=["owner_team", "left_at"], name="handover_open", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.start}"


class CaseOfficer(Confidential):
    """The one of the unit who carries a record, from when until when, and why it changed hands (GL-SU-01)."""

    record = models.CharField(max_length=14)
    officer = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField(null=True)
    because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record"], condition=Q(until__isnull=True), name="one_case_officer_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record}: {self.officer}"
