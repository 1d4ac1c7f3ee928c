"""What a family member is shown of a review: who they are, and each thing shared with them, in a file of its own.

The link that reads it is a principal without an account. It is granted the files of what was shared and no other; taking
something back, or ending, takes the grant away, and the database shows nothing any more.
"""

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential, Link
from sharedduty.foundations.directory.models import Area, Team


class FamilyMember(Confidential):
    """Somebody of the family with whom a review shares: who, how they belong, the address their links go to."""

    reference = models.CharField(max_length=14, unique=True)
    record = models.CharField(max_length=14, help_text="the review, by reference")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    relation = models.TextField(help_text="how they belong: the mother, an adult brother")
    email = models.EmailField()
    principal = models.ForeignKey(
        Link, on_delete=models.PROTECT, related_name="+", help_text="whom their links stand for"
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["record"], name="family_member_record")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_because=""), name="family_sharing_ends_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FamilyShare(Confidential):
    """One thing shared with one family member, in the words they read; taken back, it stays here with the reason."""

    class Kind(models.TextChoices):
        REVIEW = "review", "What this review is, and what it will do"
        TERMS = "terms", "What the review looks at"
        DATES = "dates", "When things happen"
        CONTACT = "contact", "Whom to ask, and who can help"
        REPORT = "report", "The report, before it is published"
        OTHER = "other", "Something else"

    reference = models.CharField(max_length=14, unique=True)
    # No constraint: whoever reads it by a link sees this row and not the member's, which lies in a file of its own.
    member = models.ForeignKey(FamilyMember, on_delete=models.PROTECT, related_name="shares", db_constraint=False)
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.TextField(help_text="which review, in words for the family")
    title = models.TextField()
    text = models.TextField()
    let_stand = models.BooleanField(default=False, help_text="a name found in it was looked at and left")
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "shared_at"], name="family_share_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_because=""),
                name="family_share_taken_back_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title
