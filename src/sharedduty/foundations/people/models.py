"""Children, families and other people: the smallest record that works. Each person is a case file of its own."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sharedduty.foundations.access.models import Account, Appointment, Confidential
from sharedduty.foundations.directory.models import Organisation, Team


class Person(Confidential):
    """One child, unborn child or adult known to the partnership (guidance-now D10)."""

    class Kind(models.TextChoices):
        CHILD = "child", "child"
        UNBORN = "unborn", "unborn child"
        ADULT = "adult", "adult"

    class BirthKnown(models.TextChoices):
        EXACT = "exact", "exact"
        ESTIMATED = "estimated", "estimated"
        UNKNOWN = "unknown", "not known"

    reference = models.CharField(max_length=14, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    given_names = models.TextField(blank=True)
    family_name = models.TextField(blank=True)
    birth_on = models.DateField(null=True)
    birth_known = models.CharField(max_length=10, choices=BirthKnown, default=BirthKnown.EXACT)
    expected_on = models.DateField(null=True)
    died_on = models.DateField(null=True)
    sex = models.CharField(max_length=12, blank=True)
    ethnicity = models.TextField(blank=True)
    first_language = models.TextField(blank=True)
    communication_needs = models.TextField(blank=True)
    care_leaver = models.BooleanField(
        default=False, db_default=False, help_text="a child's record that goes on until twenty-five (guidance-now D10)"
    )
    account = models.ForeignKey(
        Account, null=True, on_delete=models.PROTECT, related_name="+", help_text="when this person also signs in"
    )
    identity_restricted = models.BooleanField(default=False, help_text="an adopted child's link to an earlier identity")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="unborn") | (Q(birth_on__isnull=True) & Q(expected_on__isnull=False)),
                name="unborn_child_has_expected_date_and_no_birth",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(birth_on__isnull=True) | Q(died_on__gte=F("birth_on")),
                name="person_dies_after_birth",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip() or "Unborn child"


class Name(Confidential):
    """Another name a person is or was known by, in any script."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=20, help_text="alias, birth, previous, preferred, transliteration")
    given_names = models.TextField(blank=True)
    family_name = models.TextField(blank=True)
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True, db_default="")
    was_wrong = models.BooleanField(default=False, db_default=False, help_text="it was never so: nobody is found by it")

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class Identifier(Confidential):
    """A number a person carries: NHS number (check digit tested), UPN or a local system's, with its source and standing."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    system = models.CharField(max_length=40, help_text="nhs, upn or the local system's name")
    value = models.CharField(max_length=40)
    source = models.TextField(blank=True)
    verified = models.BooleanField(default=False)
    verified_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True, db_default="")
    was_wrong = models.BooleanField(default=False, db_default=False, help_text="it was never so: nobody is found by it")

    class Meta:
        indexes = [models.Index(fields=["system", "value"], name="person_identifier")]

    def __str__(self) -> str:
        return f"{self.system} {self.value}"


class Residence(Confidential):
    """Where somebody lives or lived; a protected address lies in a case file of its own and is never answered to a check."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    address = models.TextField()
    postcode = models.CharField(max_length=10, blank=True)
    lived_from = models.DateField(null=True)
    lived_until = models.DateField(null=True)
    protected = models.BooleanField(default=False)
    ended_because = models.TextField(blank=True, db_default="")
    was_wrong = models.BooleanField(default=False, db_default=False, help_text="it was never so: nobody is found by it")

    def __str__(self) -> str:
        return "a protected address" if self.protected else self.address


class Relationship(Confidential):
    """What one person is to another, with parental responsibility where held; drawn as a genogram."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(
        max_length=20, help_text="parent, sibling, half_sibling, partner, carer, grandparent, other"
    )
    parental_responsibility = models.BooleanField(default=False)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True, db_default="")
    was_wrong = models.BooleanField(default=False, db_default=False, help_text="it was never so: nobody is found by it")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="nobody_is_their_own_relation"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} of {self.other}"


class Involvement(Confidential):
    """That a team works or worked with a person: existence and whom to ask, never content."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="involvements")
    kind = models.CharField(
        max_length=40, help_text="child in need, child protection plan, looked after, early help, …"
    )
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    worker = models.TextField(blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    source = models.TextField(blank=True)
    source_id = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["source", "source_id"], name="involvement_source")]

    def __str__(self) -> str:
        return f"{self.kind} since {self.opened_on}"


class MergeProposal(Confidential):
    """Two records said to be one person: proposed by one worker, confirmed by another; can be undone the same way."""

    keep = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    absorb = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    undo = models.BooleanField(default=False)
    grounds = models.TextField()
    proposed_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    refused_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="merge_takes_two_people",
            )
        ]

    def __str__(self) -> str:
        return f"merge of {self.absorb} into {self.keep}"


class NotSame(Confidential):
    """Two records looked at together and said to be two people, with why: neither is offered as the other again."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    grounds = models.TextField()
    said_by = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="nobody_is_told_apart_from_themselves"),
            models.UniqueConstraint(
                fields=["person", "other"], condition=Q(ended_on__isnull=True), name="told_apart_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} is not {self.other}"


class SearchName(Confidential):
    """One way a person may be found: folded family and given name, birth date, postcode districts that are not protected.

    Written by `search.refresh` whenever a person changes; read across sight only by the child check's own functions.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="search_names", db_index=True)
    answers_as = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", help_text="the record kept when two were merged"
    )
    area_id = models.BigIntegerField()
    family = models.TextField()
    given = models.TextField()
    birth_on = models.DateField(null=True, help_text="or the expected date of an unborn child")
    districts = ArrayField(models.TextField(), default=list)
    main = models.BooleanField(help_text="the person's own name, not an alias or a part of a double name")
    restricted = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["family", "given"], name="search_name_pair"),
            models.Index(fields=["birth_on", "given"], name="search_name_birth"),
        ]

    def __str__(self) -> str:
        return f"search name of {self.person_id}"


class Check(Confidential):
    """One asking of “is this child known?”: by whom, for which contact, why, and which records came into question.

    It lies in the case file of the contact it was asked for. Made only by the database function that answers, so that
    no asking goes unrecorded; the privacy officer reviews each month's (design section 4).
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    area_id = models.BigIntegerField()
    record = models.CharField(max_length=14, help_text="the contact's reference")
    purpose = models.TextField()
    asked_at = models.DateTimeField()
    considered = ArrayField(models.BigIntegerField(), null=True, help_text="people looked at by the matching")
    answered = ArrayField(models.BigIntegerField(), default=list, help_text="people answered as possible matches")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    finding = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["account", "asked_at"], name="check_of_account"),
            models.Index(fields=["asked_at"], name="check_to_review", condition=Q(reviewed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"check for {self.record}"
