"""Accounts, appointments, case files and who has sight of them. What may be seen is decided in the database."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sharedduty.foundations.directory.models import Area, Organisation, Post, Team
from sharedduty.foundations.plain.references import new_reference


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail address, whatever its letters' case."""

    def get_by_natural_key(self, email: str | None) -> "Account":
        return self.get(email__iexact=email)


class Account(AbstractBaseUser):
    """A person who signs in. What they may do comes from the appointments they hold, never from the account."""

    reference = models.CharField(max_length=12, unique=True, editable=False)
    email = models.EmailField(unique=True)
    name = models.TextField()
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    is_superuser = False  # nobody sees everything (design section 4)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in one letter case and give the account a reference."""
        self.reference = self.reference or new_reference("A")
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


def acting_words(title: str, principal: str) -> str:
    """A post's title as records show it: of whoever stands in, with the name of the one they stand in for."""
    return f"{title}, for {principal}" if principal else title


class Appointment(models.Model):
    """One person holding one post with one role, from and until, and who approved it."""

    reference = models.CharField(max_length=12, unique=True, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)
    proposed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    reports_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    deputy_for = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies",
        help_text="the appointment whose post this person fills in their own name, from and until (GL-XN-02)",
    )  # fmt: skip
    ended_at = models.DateTimeField(null=True, help_text="ended, or refused, at this instant whatever its dates say")
    ended_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=F("held_from")),
                name="appointment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(deputy_for__isnull=True) | Q(held_until__isnull=False), name="deputy_until_a_day"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="appointment_approval_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(ended_because=""), name="appointment_ended_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}, {self.acts_as}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the appointment a reference that says nothing."""
        self.reference = self.reference or new_reference("P")
        super().save(*args, **kwargs)

    @property
    def acts_as(self) -> str:
        """The post, and for whom where somebody stands in (GL-XN-02)."""
        return acting_words(self.post.title, self.deputy_for.account.name if self.deputy_for else "")


class Scope(models.Model):
    """A small number for one team x kind x sensitivity: the unit of standing reach (design section 4)."""

    id = models.SmallAutoField(primary_key=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    sensitivity = models.CharField(max_length=20)
    read_by = ArrayField(
        models.BigIntegerField(), db_default=[], help_text="other teams that share such files, in order"
    )
    worked_by = ArrayField(models.BigIntegerField(), db_default=[], help_text="those of them that may also write in it")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "team", "kind", "sensitivity", "read_by", "worked_by"],
                name="one_scope",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.team or 'nobody'}: {self.kind}, {self.sensitivity}"


class Reach(models.Model):
    """What a role reaches by standing, written by set-up from the rooms' policies; the serving role may only read it."""

    role = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    sensitivity = models.CharField(max_length=20)
    breadth = models.CharField(max_length=20, help_text="team, organisation or area")
    may_work = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "kind", "sensitivity", "breadth"], name="one_reach")]

    def __str__(self) -> str:
        return f"{self.role} reaches {self.kind} of {self.breadth}"


class CaseFile(models.Model):
    """The envelope every confidential record sits in."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    sensitivity = models.CharField(max_length=20, default="ordinary")
    scope = models.IntegerField()
    sealed = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    retention_class = models.CharField(max_length=40)
    legal_hold = models.BooleanField(default=False)
    came_out_of = ArrayField(
        models.BigIntegerField(), db_default=[], help_text="ids of the files whose work this one goes on with"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["id", "scope"], name="file_with_its_scope")]

    def __str__(self) -> str:
        return self.reference


class Confidential(models.Model):
    """A record inside a case file. The database fills in `scope`, and row-level security reads it.

    Each migration that makes such a table calls `rowsecurity.protect(table)` at once.
    """

    case_file = models.ForeignKey(CaseFile, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    scope = models.IntegerField(db_default=0, editable=False)

    class Meta:
        abstract = True


class Level(models.TextChoices):
    """How much of one file a grant opens."""

    KNOWN = "known", "known to exist"
    CONTRIBUTE = "contribute", "contribute"
    READ = "read", "read"
    WORK = "work", "work"


class Grant(Confidential):
    """An exception to standing reach: one principal, one file, a level, why, from and until."""

    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey("Link", null=True, on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=Level)
    why = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    in_scope = models.BooleanField(
        default=False, db_default=False, help_text="the file's scope says so too; the database settles it"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["team"], name="grant_beyond_scope", condition=models.Q(team__isnull=False, in_scope=False)
            )
        ]

    def __str__(self) -> str:
        return f"{self.level}: {self.why}"


class Exclusion(Confidential):
    """One account or post that never sees one file, whatever else they hold: its subject, their line, a conflict."""

    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, help_text="when it turned out that they were not the subject after all")
    lifted_because = models.TextField(blank=True, db_default="")
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+",
        help_text="the exclusion from another file that this one came with, and ends with",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.reason


class Sealing(Confidential):
    """One file sealed: by whom, why, what it was before; unsealed only when one asks and another confirms."""

    sealed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()
    reason = models.TextField()
    sensitivity = models.CharField(max_length=20, help_text="the file's sensitivity before, given back when unsealed")
    ended_grants = ArrayField(models.BigIntegerField(), help_text="grants to teams and posts, given back when unsealed")
    along_with = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="along")
    unseal_asked_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    unseal_asked_at = models.DateTimeField(null=True)
    unseal_because = models.TextField(blank=True, db_default="")
    unsealed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    unsealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_file"], condition=Q(unsealed_at__isnull=True), name="one_seal_on_a_file"
            ),
            models.CheckConstraint(
                condition=Q(unsealed_by__isnull=True, unsealed_at__isnull=True)
                | Q(unsealed_by__isnull=False, unsealed_at__isnull=False, unseal_asked_by__isnull=False)
                & ~Q(unsealed_by=F("unseal_asked_by")),
                name="unsealing_takes_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"sealed at {self.sealed_at:%Y-%m-%d %H:%M}"


class Link(models.Model):
    """A principal for someone without an account, reached by e-mail (design section 4). Only digests are kept."""

    email_digest = models.BinaryField()
    token_digest = models.BinaryField(unique=True)
    browser_digest = models.BinaryField(null=True)
    purpose = models.CharField(max_length=40)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    principal = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    consumed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link for {self.purpose}"


class BreakGlass(Confidential):
    """One emergency opening of a file: who, why, until when, and what the privacy officer made of it."""

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    review_due_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(Appointment, null=True, on_delete=models.PROTECT, related_name="+")
    finding = models.CharField(max_length=40, blank=True)
    finding_note = models.TextField(blank=True)
    escalated_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"emergency opening at {self.opened_at:%Y-%m-%d %H:%M}"


class SecondFactorReset(models.Model):
    """A lost second factor: asked by one administrator, confirmed by another (issue A point 2)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")), name="reset_takes_two_people"
            )
        ]

    def __str__(self) -> str:
        return f"second factor reset for {self.account}"


class Once(models.Model):
    """A single-use form token: the second arrival of the same form gets the first one's answer."""

    token = models.UUIDField(primary_key=True)
    actor = models.TextField()
    path = models.TextField()
    digest = models.BinaryField()
    location = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.token)
