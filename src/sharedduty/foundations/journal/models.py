"""The append-only record of who did and who saw. No foreign keys, so it never stands in the way of live data."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Entry(models.Model):
    """One act or one sight: who, as what post, did or saw what, in which files, and why. Never values.

    The table is partitioned by month and made by hand in the first migration; the serving role may only insert.
    Requirement GL-XN-05; ASVS 16.3.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    post = models.TextField()
    verb = models.TextField()
    object_type = models.TextField()
    object_ref = models.TextField()
    files = ArrayField(models.BigIntegerField())
    fields = ArrayField(models.TextField())
    reason = models.TextField()
    digest = models.BinaryField(null=True)

    class Meta:
        managed = False
        db_table = "journal_entry"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor} {self.verb} {self.object_type} {self.object_ref}"


class Link(models.Model):
    """One sealed row: its place in the chain, the row's own digest and the chain's digest up to it."""

    position = models.BigIntegerField(primary_key=True)
    segment = models.IntegerField()
    entry_id = models.BigIntegerField()
    entry_at = models.DateTimeField()
    row_digest = models.BinaryField()
    chain_digest = models.BinaryField()

    class Meta:
        managed = False
        db_table = "journal_link"

    def __str__(self) -> str:
        return f"link {self.position}"


class Seal(models.Model):
    """One run of sealing: the last position reached, the chain's head there, and how far transactions were covered."""

    id = models.BigAutoField(primary_key=True)
    segment = models.IntegerField()
    sealed_at = models.DateTimeField()
    last_position = models.BigIntegerField()
    head = models.BinaryField()
    up_to = models.TextField()
    reason = models.TextField()
    floor = models.BigIntegerField(help_text="rows at or below this number were sealed before this segment began")

    class Meta:
        managed = False
        db_table = "journal_seal"

    def __str__(self) -> str:
        return f"seal {self.id} at position {self.last_position}"


class Incident(models.Model):
    """A failed verification: what was found, when, and who has looked into it."""

    id = models.BigAutoField(primary_key=True)
    found_at = models.DateTimeField()
    finding = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.TextField()
    closing_note = models.TextField()

    class Meta:
        managed = False
        db_table = "journal_incident"

    def __str__(self) -> str:
        return f"incident {self.id}: {self.finding}"
