"""Asking an agency for what it knows: the request, its clock, the answer or the refusal, and the sharing decision."""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.directory.models import Area, Organisation, Team
from sharedduty.foundations.requests.wording import wording_of


class InformationRequest(Confidential):
    """One agency asked about one child for one purpose. It lies in a case file of its own (kind `information_request`).

    The asking team reaches it by standing; the asked team by a `contribute` grant. It carries a copy of just enough to
    recognise the child, because the agency sees nothing of the asking file (WT-INF-08; guidance-now D7).
    """

    class Outcome(models.TextChoices):
        NOTHING_HELD = "nothing_held", "We hold nothing about this child or family"
        SHARED = "shared", "We hold information and share it"
        PART_SHARED = "part_shared", "We share part of what we hold"
        DECLINED = "declined", "We hold information and decline to share it"

    reference = models.CharField(max_length=14, unique=True)
    for_record = models.CharField(max_length=14, help_text="the asking record's reference, e.g. the contact's")
    enquiry = models.CharField(max_length=14, blank=True)
    about = models.JSONField(
        help_text="the child as the agency must know them: names, birth date, address, school, NHS number"
    )
    asked_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    asking_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    priority = models.CharField(max_length=12, help_text="red, amber or green: the local pack's priorities")
    due_at = models.DateTimeField(null=True)
    question = models.TextField()
    purpose = models.TextField(help_text="why, and the lawful basis of asking")
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    chased_at = models.DateTimeField(null=True, help_text="the last time; each chase is in the journal")
    chased_times = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True) | (~Q(outcome="") & Q(answered_at__isnull=False)),
                name="request_answered_has_outcome_and_when",
            )
        ]
        indexes = [
            models.Index(
                fields=["asked_team", "due_at"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="request_waits",
            ),
            models.Index(fields=["asked_team", "answered_at"], name="request_answered"),
        ]

    @property
    def outcome_words(self) -> str:
        """The answer in words that fit whom it is about; empty while there is none."""
        if self.outcome == self.Outcome.NOTHING_HELD:
            return wording_of(self.about).nothing
        return str(self.Outcome(self.outcome).label) if self.outcome else ""

    def __str__(self) -> str:
        return f"{self.reference} to {self.asked_organisation}"


class Answer(Confidential):
    """What an agency answered, in the request's own file; a later answer is another row, never an overwriting."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=14, choices=InformationRequest.Outcome)
    held = models.TextField(blank=True, help_text="what is shared, in the agency's words")
    concerns = models.TextField(blank=True)
    withheld = models.TextField(blank=True, help_text="what kind of thing is not shared")
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"answer to {self.request}"


class SharingDecision(Confidential):
    """Why information was shared or withheld: sharing and withholding weigh the same (WT-INF-08, WT-INF-09; D7)."""

    reference = models.CharField(max_length=14, unique=True)
    record = models.CharField(max_length=14)
    shared = models.CharField(max_length=12, help_text="shared, part or withheld")
    what = models.TextField()
    recipient = models.TextField()
    requester = models.TextField(blank=True)
    body_type = models.CharField(
        max_length=40, blank=True, help_text="the holder's kind under Children Act 2004 s.16LA(4)"
    )
    relevance = models.TextField()
    function_helped = models.TextField()
    detriment = models.CharField(
        max_length=12, help_text="no, yes or unsure: would sharing harm the child more than withholding?"
    )
    detriment_reason = models.TextField()
    lawful_basis = models.CharField(max_length=60)
    special_category_ground = models.CharField(max_length=60, blank=True)
    consent_state = models.CharField(max_length=12)
    consent_note = models.TextField(blank=True)
    agreement = models.CharField(max_length=60, blank=True, help_text="data sharing agreement and tier")
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.shared} with {self.recipient}"


class SharingAgreement(models.Model):
    """A written process or agreement on sharing, in the area's register (WT-INF-04, GL-CN-12). Nothing of any child."""

    class Kind(models.TextChoices):
        OWN = "own", "One body's own process and principles"
        BETWEEN = "between", "An agreement between bodies"
        NATIONAL = "national", "A national agreement or template"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    tier = models.CharField(max_length=60, blank=True, help_text="e.g. 1 for an overarching agreement")
    parties = models.TextField(help_text="the bodies that signed it")
    covers = models.TextField(help_text="what is shared, for what")
    kept_at = models.TextField(blank=True, help_text="where the signed document lies")
    agreed_on = models.DateField()
    review_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gt=models.F("agreed_on")), name="sharing_agreement_reviewed_after_agreed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} (tier {self.tier})" if self.tier else self.title
