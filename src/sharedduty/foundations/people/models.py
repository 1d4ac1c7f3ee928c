"""Children, families and other people: the smallest record that works. Each person is a case file of its own."""

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

    def __str__(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class Identifier(Confidential):
    """A number a person carries: NHS number (check digit tested), UPN or a local system's, with its source and standing."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    system = models.CharField(max_length=40, help_text="nhs, upn or the local system's name")
    value = models.CharField(max_length=40)
    source = models.TextField(blank=True)
    verified = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)

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
