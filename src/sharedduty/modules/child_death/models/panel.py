"""The panel: who sits on it, what they signed before anything opened for them, what it found, and what it gives out."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.modules.child_death.models.reviewing import ChildDeath


class PanelMember(Confidential):
    """Somebody who sits on the panel, as what, core or co-opted, and who comes instead; in a file of their own (GL-CD-17)."""

    class Part(models.TextChoices):
        CORE = "core", "Core member"
        CO_OPTED = "co_opted", "Co-opted for a kind of case"
        OBSERVER = "observer", "Observer"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=40, help_text="as the panel's meeting declares them")
    part = models.CharField(max_length=10, choices=Part)
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    body = models.TextField(help_text="post and organisation")
    deputy_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="deputies")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_because=""), name="a_membership_ended_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Signature(Confidential):
    """A member's signature under the confidentiality agreement: which edition, when, here or on paper (GL-CD-20)."""

    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="signatures")
    edition = models.CharField(max_length=40)
    signed_at = models.DateTimeField()
    on_paper = models.TextField(blank=True, help_text="where the paper is kept, for a member without an account here")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "edition"], name="one_signature_of_an_edition")]

    def __str__(self) -> str:
        return self.edition


class SheetLine(Confidential):
    """One line of the attendance sheet: that who came confirmed the agreement as understood and signed (GL-CD-21)."""

    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="sheet")
    meeting = models.CharField(max_length=14, help_text="by reference")
    name = models.TextField()
    capacity = models.CharField(max_length=40)
    independent = models.BooleanField(help_text="had no responsibility for the child in life (WT-CDR-31)")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class PanelReview(Confidential):
    """What the panel found of one death, in its own judgement: cause, factors, the questions it must answer (WT-CDR-31, -32)."""

    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="panel_reviews")
    number = models.PositiveIntegerField()
    cause = models.TextField(help_text="cause and manner of death")
    cause_group = models.CharField(max_length=20, help_text="a code of the pack's list childdeath.cause")
    factors = models.TextField(blank=True, help_text="modifiable factors, one to a line")
    modifiable = models.CharField(max_length=12, help_text="yes, no or not_known")
    answers = models.JSONField(help_text="by code: answer and words")
    not_earlier = models.TextField(blank=True, help_text="why it was not seen earlier that a review may be needed")
    learning = models.TextField()
    why_again = models.TextField(blank=True)
    decided_by = models.TextField(help_text="name and post")
    decided_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["death", "number"], name="one_panel_review_of_a_number")]

    def __str__(self) -> str:
        return f"panel review {self.number}"


class Finding(Confidential):
    """Something that somebody should act on: what, who, when they were told, and what they decided (WT-CDR-05; GL-CD-28)."""

    reference = models.CharField(max_length=14, unique=True)
    death = models.ForeignKey(ChildDeath, on_delete=models.PROTECT, related_name="findings")
    text = models.TextField()
    body = models.TextField(help_text="who should act")
    informed_at = models.DateTimeField(null=True)
    informed_how = models.TextField(blank=True)
    answer = models.TextField(blank=True, help_text="what they decided, with reasons")
    answered_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]


class LearningOutput(Confidential):
    """What the panel gives out: learning without anybody's name, in a file of its own that names no death (GL-CD-22)."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    learning = models.TextField()
    for_whom = models.TextField(help_text="who should read it")
    checked_terms = models.PositiveIntegerField(help_text="how many protected words were looked for")
    given_out_on = models.DateField()
    given_out_by = models.TextField(help_text="name and post")
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.title
