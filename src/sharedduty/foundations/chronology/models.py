"""Agencies' accounts of a child's life, merged: the chronology of a record, each agency's own part, and what does not fit.

Envelopes keep apart who sees what. The chronology (what was compared, grouped, doubted) lies in one case file of the team
that runs it; each agency's part, with its lines and what it is asked about them, in a file of its own that this agency alone
shares; the key that says who stands behind a pseudonym in a third, which no agency reaches.
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, CaseFile, Confidential
from sharedduty.foundations.directory.models import Area, Team


class Chronology(Confidential):
    """One composite chronology of one record of any room (HE-CHR-02). Its file is of the kind `chronology`."""

    reference = models.CharField(max_length=14, unique=True)
    for_record = models.CharField(max_length=14, unique=True, help_text="the room's own record, by reference")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="who runs it")
    stage = models.CharField(max_length=40, default="gathering")
    version = models.PositiveIntegerField(default=1)
    period_from_on = models.DateField()
    period_to_on = models.DateField()
    gap_weeks = models.PositiveSmallIntegerField(
        null=True, help_text="how long without being seen is a gap; a person says"
    )
    key_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    people = models.JSONField(
        default=list, help_text="ids of the children's records in People, where the room knows them"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "opened_at"], name="chronology_list")]
        constraints = [
            models.CheckConstraint(condition=Q(period_to_on__gte=models.F("period_from_on")), name="chronology_period_runs_on")
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"Chronology {self.reference}"


class ChronologyChild(Confidential):
    """One child of a chronology, by what they are called in it; the days of birth and death are for what cannot be."""

    chronology = models.ForeignKey(Chronology, on_delete=models.PROTECT, related_name="children")
    label = models.CharField(max_length=40, help_text="a pseudonym, like Child A")
    birth_on = models.DateField(null=True)
    died_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chronology", "label"], name="one_child_a_label")]

    def __str__(self) -> str:
        return self.label


class Pseudonym(Confidential):
    """Who stands behind a name used in the chronology (HE-CHR-08). It lies in the key's own file and leaves in no export."""

    chronology = models.ForeignKey(Chronology, on_delete=models.PROTECT, related_name="pseudonyms")
    label = models.CharField(max_length=40)
    stands_for = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.label


class AgencyPart(Confidential):
    """One agency's own chronology, in its own file (HE-CHR-01): it sees nothing of the others until the whole is shared.

    It carries copies of what the agency must know, because it cannot open the chronology itself.
    """

    reference = models.CharField(max_length=14, unique=True)
    chronology = models.ForeignKey(Chronology, on_delete=models.PROTECT, related_name="parts")
    agency = models.CharField(max_length=200, help_text="what the agency is called on every line")
    asked_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    asking_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40, default="asked")
    version = models.PositiveIntegerField(default=1)
    request = models.CharField(max_length=14, blank=True, help_text="the request it is asked by, by reference")
    children = models.JSONField(help_text="label and name of each child, so that the agency knows whom it writes about")
    period_from_on = models.DateField()
    period_to_on = models.DateField()
    guidance = models.TextField(blank=True, help_text="what the agency is asked to look for")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    stopped_because = models.TextField(blank=True, help_text="why it is no longer waited for")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["asked_team", "asked_at"], name="chronology_part_of_team")]
        constraints = [models.UniqueConstraint(fields=["chronology", "asked_team"], name="one_part_a_team")]

    def __str__(self) -> str:
        return f"{self.reference} of {self.agency}"


class Entry(Confidential):
    """One line of an agency's chronology as it was written or corrected; a correction is another row (HE-CHR-01, -04, -05, -07).

    `reference` names the line through all its versions; `stands` marks the last. Precision is kept, never invented: with
    `day` the time is unknown, with `month` the day too, with `about` the day is a guess.
    """

    class Precision(models.TextChoices):
        EXACT = "exact", "The exact time"
        DAY = "day", "The day, not the time"
        MONTH = "month", "The month, not the day"
        ABOUT = "about", "About that day"

    reference = models.CharField(max_length=14)
    number = models.PositiveIntegerField(help_text="the version, from 1")
    stands = models.BooleanField(default=True, help_text="the last version")
    struck = models.BooleanField(default=False, help_text="taken out by its agency, with why; it stays on record")
    part = models.ForeignKey(AgencyPart, on_delete=models.PROTECT, related_name="entries")
    happened_at = models.DateTimeField(help_text="the first moment it may have been")
    until_at = models.DateTimeField(null=True, help_text="the end, where it lasted")
    precision = models.CharField(max_length=8, choices=Precision)
    event = models.TextField()
    decision = models.TextField(blank=True)
    service = models.TextField(blank=True, help_text="what was offered or given")
    action = models.TextField(blank=True)
    source = models.TextField(help_text="the document or system it was taken from")
    who = models.TextField(blank=True, help_text="role or pseudonym")
    place = models.TextField(blank=True)
    child = models.CharField(max_length=40, blank=True, help_text="which child, by label; empty: all")
    seen = models.CharField(max_length=3, blank=True, help_text="yes, no, or not said")
    views_sought = models.CharField(max_length=3, blank=True)
    views_given = models.CharField(max_length=3, blank=True)
    comment = models.TextField(blank=True)
    because = models.TextField(blank=True, help_text="why it was corrected or taken out")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["part", "happened_at"], condition=Q(stands=True, struck=False), name="chronology_lines"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference", "number"], name="one_version_a_number"),
            models.UniqueConstraint(fields=["reference"], condition=Q(stands=True), name="one_version_stands"),
            models.CheckConstraint(condition=Q(number=1) | ~Q(because=""), name="a_line_changes_with_a_reason"),
        ]

    def __str__(self) -> str:
        return self.reference


class Grouping(Confidential):
    """Lines that a person says tell of the same event: shown beside each other, never made into one (HE-CHR-07)."""

    reference = models.CharField(max_length=14, unique=True)
    chronology = models.ForeignKey(Chronology, on_delete=models.PROTECT, related_name="groupings")
    entries = models.JSONField(help_text="the lines, by reference")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.reference


class Discrepancy(Confidential):
    """Something in the accounts that does not fit, from being found to an answer or an agreed difference (HE-CHR-03)."""

    reference = models.CharField(max_length=14, unique=True)
    chronology = models.ForeignKey(Chronology, on_delete=models.PROTECT, related_name="discrepancies")
    stage = models.CharField(max_length=40, default="found")
    version = models.PositiveIntegerField(default=1)
    kind = models.CharField(max_length=20)
    mark = models.CharField(max_length=64, help_text="what was compared, so that it is not suggested again")
    why = models.TextField(help_text="what does not fit, as the comparison or the finder says it")
    note = models.TextField(blank=True, help_text="what the finder adds")
    entries = models.JSONField(help_text="the lines, by reference")
    parts = models.JSONField(help_text="the agencies' parts, by reference")
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    explanation = models.TextField(blank=True, help_text="what the agencies say, as the team took it in")
    outcome = models.TextField(blank=True, help_text="what was corrected, how it differs still, or why it is none")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chronology", "mark"], name="found_once")]
        indexes = [models.Index(fields=["chronology", "stage"], name="chronology_discrepancies")]

    def __str__(self) -> str:
        return self.reference


class DiscrepancyNotice(Confidential):
    """What an agency is told and asked about a discrepancy, and its answer, in that agency's own file (HE-CHR-03)."""

    reference = models.CharField(max_length=14, unique=True)
    part = models.ForeignKey(AgencyPart, on_delete=models.PROTECT, related_name="notices")
    discrepancy = models.CharField(max_length=14, help_text="by reference: the agency cannot open it")
    question = models.TextField()
    entries = models.JSONField(help_text="the agency's own lines it is about, by reference")
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="notice_answered_in_words",
            )
        ]

    def __str__(self) -> str:
        return self.reference
