"""Concerns, complaints and requests, each in two files: what was sent with its answers, and the work on it; breaches in one.

What somebody sent lies in a file of its own (kind `speaking_up_sent`), which they read with their reply key; the work (kind
`speaking_up`) lies in another that no sender ever reaches. The registers of procedures and recruitment are ordinary files.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sharedduty.foundations.access.models import Appointment, Confidential, Link
from sharedduty.foundations.directory.models import Area, Organisation, Post


class Kind(models.TextChoices):
    """What was sent."""

    CONCERN = "concern", "Concern about an organisation"
    COMPLAINT = "complaint", "Complaint about joint work"
    DATA_COMPLAINT = "data_complaint", "Complaint about personal data"
    ACCESS = "access", "Request for one's own information"


class Sending(Confidential):
    """What somebody sent, as they sent it. No network address, no device, no account is kept with it."""

    class Way(models.TextChoices):
        ANONYMOUS = "anonymous", "Nobody knows who they are"
        CONFIDENTIAL = "confidential", "Only whoever handles it knows who they are"
        NAMED = "named", "They gave their name"

    class SentAs(models.TextChoices):
        CHILD = "child", "Child or young person"
        FAMILY = "family", "Parent, carer or relative"
        PROFESSIONAL = "professional", "Somebody who works or volunteers with children"
        OTHER = "other", "Somebody else"

    reference = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=14, help_text="the record of the work on it, by reference")
    link = models.ForeignKey(Link, null=True, on_delete=models.PROTECT, related_name="+")
    given_to = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", help_text="the post that answers")
    way = models.CharField(max_length=12, choices=Way)
    sent_as = models.CharField(max_length=12, choices=SentAs)
    sender_name = models.TextField(blank=True)
    sender_reach = models.TextField(blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    organisation_words = models.TextField(blank=True)
    told = models.TextField(help_text="what happened, or what is asked for")
    affected = models.TextField(blank=True, help_text="which children, as far as the sender says")
    child_at_risk = models.CharField(max_length=12, blank=True, help_text="yes, no or not_known")
    told_before = models.TextField(blank=True, help_text="whom they told before, and what came of it")
    wanted = models.TextField(blank=True, help_text="what they would like to happen")
    sent_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="received", help_text="where it stands, as its sender is told")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"


class Message(Confidential):
    """One thing said between the sender and whoever handles it, in the sender's file."""

    sending = models.ForeignKey(Sending, on_delete=models.PROTECT, related_name="messages")
    from_sender = models.BooleanField()
    text = models.TextField()
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"message of {self.written_at:%Y-%m-%d}"


class Released(Confidential):
    """One item of a disclosure as it went out, in the sender's file, where they may read it with their key."""

    sending = models.ForeignKey(Sending, on_delete=models.PROTECT, related_name="released")
    title = models.TextField()
    text = models.TextField()
    redacted = models.BooleanField(default=False)
    released_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1, help_text="which disclosure it was part of; none is ever deleted")

    def __str__(self) -> str:
        return self.title


class Matter(Confidential):
    """The work on one concern, complaint or request; only the post it was given to reaches it."""

    reference = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=20, choices=Kind)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40, default="received")
    version = models.PositiveIntegerField(default=1)
    sending = models.OneToOneField(Sending, on_delete=models.PROTECT, related_name="+")
    given_to = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    shut_emails = ArrayField(
        models.TextField(), default=list, help_text="addresses of people named, shut out also later"
    )
    named_words = models.TextField(
        blank=True, help_text="whom the sender named, in the sender's words: they see nothing of it"
    )
    opened_at = models.DateTimeField()
    promised_on = models.DateField(null=True, help_text="when an answer was promised, or is owed after an extension")
    details_at = models.DateTimeField(
        null=True, help_text="when identity and details were complete: day 0 of a request"
    )
    outcome = models.CharField(max_length=20, blank=True, help_text="a code of OUTCOMES")
    child_seen_to = models.CharField(max_length=12, blank=True, help_text="handed, known or none")
    handed = models.CharField(max_length=14, blank=True, help_text="the hand-over to the front door, by reference")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "opened_at"], name="matter_list")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"


class Entry(Confidential):
    """One thing written in the file of a matter, when and by whom."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class MatterNote(Entry):
    """What was found, decided or done, by the step that wrote it; never overwritten."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="notes")
    verb = models.CharField(max_length=40)
    chosen = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    decided_by = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_matters_note_has_words")]

    def __str__(self) -> str:
        return f"{self.verb} on {self.recorded_at:%Y-%m-%d}"


class AccessItem(Entry):
    """One document asked for: whose information it holds, and what becomes of it, with the ground and the reason."""

    DISCLOSE, REDACT, WITHHOLD = "disclose", "redact", "withhold"

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="items")
    reference = models.CharField(max_length=14, unique=True)
    document = models.TextField()
    held_by = models.TextField(blank=True, help_text="where it is kept")
    third_parties = models.TextField(blank=True, help_text="names of other people in it, one on each line")
    decision = models.CharField(max_length=12, blank=True, help_text="disclose, redact or withhold")
    ground = models.CharField(max_length=20, blank=True, help_text="a code of GROUNDS, where something is held back")
    reason = models.TextField(blank=True)
    harm = models.CharField(max_length=12, blank=True, help_text="none or serious: what a professional judged")
    harm_why = models.TextField(blank=True)
    harm_by = models.TextField(blank=True, help_text="the professional who judged it: name and post")
    text = models.TextField(blank=True, help_text="as it may go out")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="") | ~Q(harm_by="") & ~Q(harm_why=""), name="an_item_judged_has_its_harm_test"
            ),
        ]

    def __str__(self) -> str:
        return self.document


class Release(Entry):
    """One disclosure as it was prepared, and given out by a second person or sent back. Kept for ever, also when another follows.

    `recorded_by` is who prepared it. The database lets nobody delete one, nor change one that was given out.
    """

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="releases")
    letter = models.TextField(help_text="what goes with it, as the requester reads it")
    asked_of = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", help_text="the post that checks it")
    version = models.PositiveIntegerField(null=True, help_text="given when it went out")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    sent_back_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "version"], name="one_disclosure_of_a_version"),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True, version__isnull=True)
                | Q(
                    released_at__isnull=False,
                    released_by__isnull=False,
                    version__isnull=False,
                    sent_back_at__isnull=True,
                ),
                name="a_disclosure_out_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=models.F("recorded_by")),
                name="a_disclosure_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(sent_back_at__isnull=True) | ~Q(sent_back_because=""), name="a_disclosure_sent_back_has_why"
            ),
        ]

    def __str__(self) -> str:
        return f"disclosure {self.version or 'not given out'}"


class ReleasePart(Entry):
    """What became of one document in one disclosure: what went out, or what was taken out or held back, and why."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="parts")
    document = models.TextField()
    decision = models.CharField(max_length=12, help_text="disclose, redact or withhold")
    ground = models.CharField(max_length=20, blank=True, help_text="a code of GROUNDS, where something is held back")
    reason = models.TextField(blank=True)
    harm_by = models.TextField(help_text="the professional who judged it: name and post")
    text = models.TextField(blank=True, help_text="as it goes out; empty where it is held back")

    def __str__(self) -> str:
        return self.document


class Procedure(Entry):
    """What the register says of one agency's whistleblowing procedure; the latest entry counts, the others stay."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    where = models.TextField(blank=True, help_text="where staff find it")
    lead = models.TextField(blank=True, help_text="post of whoever leads it")
    line = models.TextField(blank=True, help_text="the direct line or address apart from one's own manager")
    leaflet = models.TextField(
        blank=True, help_text="leaflet naming an independent charity for advice, and its version"
    )
    protects = models.CharField(
        max_length=12, blank=True, help_text="yes, no or not_known: no manager of the reporter reads it"
    )
    reviewed_on = models.DateField(null=True)
    next_on = models.DateField(null=True)
    works = models.CharField(max_length=12, blank=True, help_text="yes, no or not_known: what the yearly check found")
    works_why = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"procedure of {self.organisation}"


class ElementState(Entry):
    """What one agency can show of one element of safe recruitment; the latest entry counts, the others stay."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    element = models.CharField(max_length=30, help_text="a code of the pack's lists recruitment.*")
    state = models.CharField(max_length=12)
    evidence = models.TextField()
    seen_on = models.DateField()
    next_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(evidence=""), name="a_state_of_recruitment_says_why")]

    def __str__(self) -> str:
        return f"{self.element}: {self.state}"


class PoliceNote(Entry):
    """That police information for the employer alone came, and how it was handled. Never what it says."""

    reference = models.CharField(max_length=14, unique=True)
    candidate = models.TextField(help_text="a code or initials that only the employer can read")
    came_on = models.DateField()
    handled = models.TextField(help_text="where it is kept and who decided; never its content")
    destroy_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.reference


class DataBreach(Confidential):
    """One breach of personal data: what happened, whose data, and what the privacy officer decided (UK GDPR art 33).

    Of other records (an emergency opening, an alarm of the journal) it holds the reference, never what they say.
    """

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40, default="found")
    version = models.PositiveIntegerField(default=1)
    happened = models.TextField(help_text="what happened to the data; no name of whoever it is about")
    happened_on = models.DateField(null=True, help_text="empty where the day is not known")
    aware_at = models.DateTimeField(help_text="when somebody here became aware of it: hour 0 of the 72")
    people = ArrayField(models.CharField(max_length=20), help_text="whose data, by kind: codes of PEOPLE")
    how_many = models.PositiveIntegerField(null=True, help_text="about how many people; empty where not known")
    data = ArrayField(models.CharField(max_length=20), help_text="which data, by kind: codes of DATA")
    found_by = models.CharField(
        max_length=60, blank=True, help_text="an opening, an alarm or a complaint, by reference"
    )
    risk = models.CharField(max_length=12, blank=True, help_text="a code of RISKS, as last judged")
    regulator = models.CharField(max_length=12, blank=True, help_text="a code of REGULATOR")
    regulator_at = models.DateTimeField(null=True, help_text="when the regulator was first told")
    regulator_reference = models.CharField(max_length=60, blank=True)
    told_people = models.CharField(max_length=20, blank=True, help_text="a code of TOLD or NOT_TOLD")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "stage", "aware_at"], name="breach_list")]
        constraints = [
            models.CheckConstraint(
                condition=Q(regulator_at__isnull=True) | Q(regulator="told"), name="a_regulator_told_is_said_so"
            )
        ]

    def __str__(self) -> str:
        return f"Data breach {self.reference}"


class BreachNote(Entry):
    """What was found, judged, told or done about a breach, by the step that wrote it; never overwritten."""

    breach = models.ForeignKey(DataBreach, on_delete=models.PROTECT, related_name="notes")
    verb = models.CharField(max_length=40)
    chosen = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    decided_by = models.TextField(blank=True)
    happened_at = models.DateTimeField(null=True, help_text="when they were told, where somebody was")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_breach_note_has_words")]

    def __str__(self) -> str:
        return f"{self.verb} on {self.recorded_at:%Y-%m-%d}"
