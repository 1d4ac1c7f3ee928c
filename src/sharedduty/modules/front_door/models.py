"""The front door's records.

Two envelopes for each contact. The **concern** file holds what the referrer sent and may see: the contact, its children
as they were described, questions back, feedback. The **contact** file holds the front door's own work: who the children
turn out to be, enquiries, decisions and reasons; no referrer ever has sight of it.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, CaseFile, Confidential, Link
from sharedduty.foundations.directory.models import Area, Organisation, Team
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.words import child_called


class Contact(Confidential):
    """One submission to the front door, about one child or several (the concern file). GL-FD-01, WT-REF-01."""

    class Source(models.TextChoices):
        PROFESSIONAL = "professional", "professional, signed in"
        PROFESSIONAL_LINK = "professional_link", "professional, by e-mailed link"
        PUBLIC = "public", "family or public"
        TELEPHONE = "telephone", "telephone, typed by the front door"
        POLICE = "police", "police notification"
        AMBULANCE = "ambulance", "ambulance notification"

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", help_text="the front door that received it"
    )
    stage = models.CharField(max_length=40, default="received")
    version = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=20, choices=Source)
    form = models.OneToOneField(FormRecord, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    concern_arose_at = models.DateTimeField(
        null=True, help_text="when the worry arose; the gap to receipt is shown (WT-REF-01)"
    )
    referrer = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    referrer_link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    referrer_organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    referrer_name = models.TextField(blank=True)
    referrer_post = models.TextField(blank=True)
    referrer_email = models.TextField(blank=True)
    referrer_telephone = models.TextField(blank=True)
    identity_verified = models.BooleanField(default=False)
    is_professional = models.BooleanField(default=True)
    immediate_danger = models.BooleanField(default=False)
    out_of_hours = models.BooleanField(default=False)
    working_file = models.ForeignKey(CaseFile, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    telephoned_at = models.DateTimeField(null=True)
    written_received_at = models.DateTimeField(null=True)
    external_number = models.TextField(blank=True, help_text="the sender's own number, e.g. a police incident")
    submission_token = models.UUIDField(unique=True, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["scope", "stage", "received_at"], name="contact_queue"),
            models.Index(fields=["area", "received_at"], name="contact_month"),
            models.Index(fields=["referrer", "received_at"], name="contact_of_referrer"),
            models.Index(fields=["external_number"], name="contact_numbered", condition=~Q(external_number="")),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["referrer_organisation", "external_number"],
                condition=~Q(external_number=""),
                name="one_contact_of_an_external_number",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def has_status_page(self) -> bool:
        """Whether the sender can come back and read: by their account or the link to their address.

        Whoever used the short form was a principal for that one sending: nothing put on a page ever reaches them.
        """
        return bool(self.referrer_id or (self.referrer_link_id and self.source != self.Source.PUBLIC))


class ContactChild(Confidential):
    """A child as the referrer described them (the concern file); who they turn out to be is an Identification."""

    reference = models.CharField(max_length=14, unique=True)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="children")
    order = models.PositiveSmallIntegerField()
    given_names = models.TextField(blank=True)
    family_name = models.TextField(blank=True)
    also_known_as = models.TextField(blank=True)
    unborn = models.BooleanField(default=False)
    birth_on = models.DateField(null=True)
    birth_about = models.TextField(blank=True, help_text="an age or an estimate, where the date is not known")
    expected_on = models.DateField(null=True)
    sex = models.CharField(max_length=12, blank=True)
    ethnicity = models.TextField(blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    school = models.TextField(blank=True)
    gp_practice = models.TextField(blank=True)
    registered_in_wales = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, help_text="attached wrongly, or withdrawn")
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["birth_on"], name="contact_child_birth"),
            models.Index(fields=["nhs_number"], name="contact_child_nhs", condition=~Q(nhs_number="")),
        ]

    def __str__(self) -> str:
        return child_called(self.given_names, self.family_name, unborn=self.unborn)


class Question(Confidential):
    """An unclear form sent back to its sender with questions, without stopping the clock (GL-FD-08; concern file)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="questions")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.text[:60]


class SenderMessage(Confidential):
    """What the sender adds after sending: more to tell, consent changed, a wish to withdraw (GL-CN-13; concern file)."""

    class Kind(models.TextChoices):
        MORE = "more", "Something more to tell"
        CONSENT_GIVEN = "consent_given", "Consent was given since"
        CONSENT_REFUSED = "consent_refused", "Consent was refused or taken back"
        WITHDRAW = "withdraw", "A wish to withdraw the concern"

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=20, choices=Kind)
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:60]


class Feedback(Confidential):
    """What the referrer is told: decisions, reasons, other help; a tracked duty (WT-REF-12, GL-FD-20; concern file)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="feedback")
    child = models.ForeignKey(ContactChild, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField()
    reasons = models.TextField()
    threshold_explained = models.TextField(blank=True)
    other_help = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"feedback on {self.contact}"


class Identification(Confidential):
    """Which person a described child is, who judged so and on what grounds (contact file)."""

    child = models.ForeignKey(ContactChild, on_delete=models.PROTECT, related_name="identifications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    grounds = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(undone_at__isnull=True), name="one_identity_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["person", "made_at"], name="identification_of_person")]

    def __str__(self) -> str:
        return f"{self.child} is {self.person}"


class KnownCheck(Confidential):
    """One asking of “is this child known?”, with its purpose and what was answered (contact file)."""

    child = models.ForeignKey(ContactChild, on_delete=models.PROTECT, related_name="known_checks")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    candidates = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"check for {self.child}"


class Note(Confidential):
    """A working note: a call back to the referrer, what a parent said, a hand-over between shifts (contact file)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(
        max_length=30, help_text="note, called_referrer, spoke_to_family, spoke_to_child, shift_handover"
    )
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]


class ImmediateProtection(Confidential):
    """Action to protect a child at once, with its own record before any other decision (WT-IMM; contact file)."""

    child = models.ForeignKey(ContactChild, on_delete=models.PROTECT, related_name="protections")
    acting_agency = models.TextField()
    course = models.CharField(
        max_length=20, default="single_agency", help_text="planned, after a strategy discussion, or single_agency"
    )
    power = models.CharField(max_length=40, help_text="a code of the pack's list immediate_protection.power")
    power_reason = models.TextField()
    police_ground = models.CharField(max_length=40, blank=True, help_text="why the police used their power (WT-IMM-03)")
    no_order_because = models.TextField(blank=True, help_text="why no emergency protection order (WT-IMM-02)")
    order_applied_at = models.DateTimeField(null=True)
    order_court = models.TextField(blank=True)
    order_outcome = models.CharField(max_length=20, blank=True, help_text="applied_for, made or refused")
    order_expires_at = models.DateTimeField(null=True)
    strategy_discussed_at = models.DateTimeField(null=True, help_text="before planned action, else as soon after")
    acted_at = models.DateTimeField(null=True)
    child_seen_at = models.DateTimeField(null=True)
    child_seen_by = models.TextField(blank=True)
    not_seen_because = models.TextField(blank=True)
    legal_advice = models.TextField(blank=True)
    other_children_considered = models.TextField()
    responsible_body = models.TextField(
        blank=True, db_default="", help_text="who is responsible under the order (WT-IMM-04)"
    )
    finding_authority = models.TextField(
        blank=True, db_default="", help_text="where the child is found; it acts first (WT-IMM-06)"
    )
    other_authority = models.TextField(blank=True)
    other_authority_accepted_at = models.DateTimeField(null=True)
    other_authority_written_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"immediate protection of {self.child}"


class Decision(Confidential):
    """Next steps decided for one child: every alternative of WT2018 1.71 answered, with reasons (contact file)."""

    reference = models.CharField(max_length=14, unique=True)
    child = models.ForeignKey(ContactChild, on_delete=models.PROTECT, related_name="decisions")
    outcomes = ArrayField(models.CharField(max_length=40), help_text="codes of the pack's outcome list, held together")
    determinations = models.JSONField(help_text="the six questions of 1.71, each yes or no with a note")
    level = models.PositiveSmallIntegerField(null=True, help_text="1 to 4, chosen by the practitioner, never computed")
    level_reason = models.TextField(blank=True)
    level4_category = models.TextField(blank=True)
    health_without_services = models.TextField(blank=True)
    effect_of_services = models.TextField(blank=True)
    child_wishes = models.TextField(help_text="the child's wishes and feelings as known when deciding (WT-GEN-09)")
    siblings_considered = models.TextField()
    reasons = models.TextField()
    child_seen = models.CharField(
        max_length=12, blank=True, db_default="", help_text="alone, with_others or not_seen (WT-GEN-06)"
    )
    child_seen_note = models.TextField(blank=True, db_default="", help_text="by whom and when, or why not yet")
    help_to_talk = models.CharField(
        max_length=12, blank=True, db_default="", help_text="none, arranged or needed (WT-GEN-07)"
    )
    help_to_talk_note = models.TextField(blank=True, db_default="")
    police_told = models.CharField(
        max_length=12, blank=True, db_default="", help_text="no_crime, told or not_yet (WT-REF-17)"
    )
    police_told_note = models.TextField(blank=True, db_default="")
    family_told = models.CharField(max_length=40, help_text="told, or withheld on one of the two grounds of 1.73")
    family_told_note = models.TextField(blank=True)
    pack = models.CharField(max_length=60)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    reopened_because = models.TextField(blank=True)
    standing = models.BooleanField(default=True, help_text="false once opened again; what was decided stays on record")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(standing=True), name="one_standing_decision_of_a_child"
            )
        ]

    def __str__(self) -> str:
        return f"decision on {self.child}"


class Departure(Confidential):
    """A departure from what guidance says should be done: the rule, why, by whom, when (WT-GEN-02; contact file)."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="departures")
    rule = models.TextField(help_text="what the guidance says, and where")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.rule[:60]


class Enquiry(Confidential):
    """A MASH enquiry: agencies asked what they know, each by its own request, then one picture (contact file)."""

    reference = models.CharField(max_length=14, unique=True)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="enquiries")
    child = models.ForeignKey(ContactChild, on_delete=models.PROTECT, related_name="+")
    priority = models.CharField(max_length=12)
    priority_reason = models.TextField()
    question = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    picture = models.TextField(blank=True, help_text="the collated analysis, by the worker who closes it")

    def __str__(self) -> str:
        return f"enquiry {self.reference}"


class AdviceCall(Confidential):
    """Advice asked and given without a contact (GL-FD-14, GL-TH-20); a case file of its own, kind `advice`."""

    reference = models.CharField(max_length=14, unique=True)
    line = models.CharField(max_length=20, help_text="immediate or practitioner")
    caller = models.TextField()
    caller_organisation = models.TextField(blank=True)
    asked = models.TextField()
    advised = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    led_to = models.CharField(max_length=14, blank=True, help_text="the contact that followed, if one did")

    def __str__(self) -> str:
        return self.reference
