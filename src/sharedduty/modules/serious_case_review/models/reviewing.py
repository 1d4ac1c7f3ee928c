"""A legacy serious case review: the case, who it is about, what was sent, written, nominated, noted and recommended.

A review lies in a case file of its own (kind `serious_case_review`). Each agency's management review lies in another
(`models/agency.py`). What anybody may read is a copy without a case file (`models/publishing.py`).
"""

import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.people.models import Person


class SeriousCaseReview(Confidential):
    """One serious case review, begun under a pack that takes no new cases and carried on or kept by it (HE 14.4)."""

    class Why(models.TextChoices):
        CARRY_ON = "carry_on", "It is not finished and is carried on"
        KEEP = "keep", "It has ended and is kept here"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", help_text="the business unit")
    stage = models.CharField(max_length=40, default="referred")
    version = models.PositiveIntegerField(default=1)
    pack = models.CharField(max_length=60, help_text="the pack it was begun under, by id")
    begun_on = models.DateField(help_text="when the case was begun under that pack")
    happened_on = models.DateField(help_text="when the child died or was hurt")
    why_here = models.CharField(max_length=20, choices=Why)
    held_in = models.TextField(help_text="where the older file is")
    follows = models.CharField(max_length=14, blank=True, help_text="an earlier decision it asks to look at again")
    safety = models.TextField(help_text="how other children at risk were looked to, before anything else")
    referral = models.ForeignKey(FormRecord, on_delete=models.PROTECT, related_name="+")
    recommended = models.ForeignKey(FormRecord, null=True, on_delete=models.PROTECT, related_name="+")
    ruling = models.ForeignKey(FormRecord, null=True, on_delete=models.PROTECT, related_name="+")
    referred_by = models.TextField(help_text="the named senior manager: name, post and agency")
    received_by = models.TextField(help_text="the manager, or in their absence the deputy director")
    received_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    chair_told_at = models.DateTimeField(null=True, help_text="day 0 of the chair's month")
    outcome = models.CharField(max_length=20, blank=True, help_text="what the panel recommended: a code of scr.outcome")
    decided_at = models.DateTimeField(null=True, help_text="day 0 of the four months")
    first_meeting_at = models.DateTimeField(null=True)
    agreed_until_on = models.DateField(null=True, help_text="another timescale agreed with the inspectorate")
    completed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    publication = models.CharField(max_length=14, blank=True, help_text="the public page, by reference")

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "opened_at"], name="case_review_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_on__lte=models.F("begun_on")), name="a_case_is_begun_after_the_event"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(publication=""), name="a_public_summary_has_its_page"
            ),
        ]

    def __str__(self) -> str:
        return f"Serious case review {self.reference}"


class OfCaseReview(Confidential):
    """What every row of a review's file has: its review, when and by whom it was written."""

    review: Any
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class CaseChild(OfCaseReview):
    """One child a review is about or who is known in it; the name never stands in anything published (HE-SCR-12)."""

    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="children")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    given_names = models.TextField()
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class CaseAdult(OfCaseReview):
    """One adult known in a review, and who they are to the child (HE-SCR-12)."""

    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="adults")
    name = models.TextField()
    role = models.TextField()

    def __str__(self) -> str:
        return f"{self.name}, {self.role}"


class CaseNotice(OfCaseReview):
    """A letter, notice or form that went out: what, to whom, when, by what way, and what came back (HE-NOT-04; HE-SCR-15)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="notices")
    code = models.CharField(max_length=40, help_text="a code of the pack's list scr.notice, or `incident`")
    recipient = models.TextField(help_text="the body, and the post there")
    sent_at = models.DateTimeField()
    how = models.TextField()
    categories = models.JSONField(default=list, help_text="codes of the pack's list scr.incident")
    confirmed = models.BooleanField(default=False, help_text="whether a review was decided on, or only possible")
    form_version = models.TextField(blank=True, help_text="which issue of the recipient's own form was used")
    text = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.code} to {self.recipient}"


class CaseWriting(OfCaseReview):
    """Something answered item by item from a list of the pack; a later version follows an earlier one and says why."""

    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="writings")
    kind = models.CharField(max_length=20, help_text="consideration, panel, scope, disclosure, overview, summary")
    number = models.PositiveIntegerField()
    answers = models.JSONField(help_text="by code of the pack's list: the answer, and the words to it")
    title = models.TextField(blank=True)
    signed_by = models.TextField(help_text="name and post")
    period_from_on = models.DateField(null=True)
    period_to_on = models.DateField(null=True)
    last_meeting_on = models.DateField(null=True, help_text="the meeting that agrees overview and summary")
    why_again = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "kind", "number"], name="one_case_writing_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Nomination(OfCaseReview):
    """Somebody nominated to chair the group, to write the overview, or to be of the group (HE-SCR-26, -27, -38; HE-OVR-07)."""

    class Part(models.TextChoices):
        CHAIR = "chair", "Chair of the working group"
        AUTHOR = "author", "Independent report writer"
        MEMBER = "member", "Member of the working group"
        LINK = "link", "Link with one who writes a management review"

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="nominations")
    part = models.CharField(max_length=20, choices=Part)
    name = models.TextField()
    body = models.TextField()
    involved = models.BooleanField(help_text="whether they or their body had any part in the case")
    board_member = models.BooleanField(default=False)
    nominated_by = models.TextField()
    nominated_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(part__in=("chair", "author")) | Q(involved=False), name="chair_and_author_had_no_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.body}"


class CaseNote(OfCaseReview):
    """One line of what was done beside the main steps: its kind, who, what, when, what came of it (`rules/noting.py`)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=40, blank=True, help_text="a code of a list of the pack")
    who = models.TextField(blank=True)
    what = models.TextField()
    outcome = models.TextField(blank=True)
    happened_on = models.DateField(null=True)
    due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.kind}: {self.what[:60]}"


class CaseRecommendation(OfCaseReview):
    """What a review recommends, with every field of its plan (HE-ACT-01; HE-OVR-06)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField()
    origin = models.TextField(help_text="the overview, or whose management review")
    text = models.TextField()
    owner = models.TextField()
    due_on = models.DateField()
    outcome = models.TextField(help_text="what is to be different")
    monitored = models.TextField(help_text="how it is seen that things are better")
    gap = models.CharField(max_length=20, help_text="a code of the pack's list actionplan.gap")
    breadth = models.CharField(max_length=20, help_text="a code of the pack's list actionplan.breadth")
    sign_ups = models.JSONField(default=list, help_text="for each body: who signed at senior level, and the day")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_case_recommendation_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.number}"

    @property
    def signatures(self) -> str:
        """Who signed up to it, for which body and when, in words; empty where nobody did."""
        return "; ".join(
            f"{one['body']} ({one['officer']}, {date_words(datetime.date.fromisoformat(one['on']))})"
            for one in self.sign_ups
        )


class CaseStepReason(OfCaseReview):
    """Why a step was taken that changes a review's course (design section 6)."""

    review = models.ForeignKey(SeriousCaseReview, on_delete=models.PROTECT, related_name="step_reasons")
    verb = models.CharField(max_length=60)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:60]
