"""Areas, organisations with validity and succession, teams, posts, groups and seats. Nothing here is confidential."""

from django.db import models
from django.db.models import F, Q


class Area(models.Model):
    """A local safeguarding partnership's area (WT2018 3.7; GL-PA-01)."""

    key = models.SlugField(unique=True, help_text="stands in addresses, e.g. gloucestershire")
    name = models.TextField()
    local_pack = models.TextField(help_text="the local guidance pack in force here")
    front_door_telephone = models.TextField(blank=True)
    out_of_hours_telephone = models.TextField(blank=True)
    front_door_name = models.TextField(default="the front door")

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A district council's patch inside an area."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="districts")
    name = models.TextField()
    council = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="one_district_of_a_name_in_an_area")]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A body that acts, with the dates between which it existed under this name and form (GL-PA-03, GL-PA-09)."""

    class Sector(models.TextChoices):
        LOCAL_AUTHORITY = "local_authority", "local authority"
        POLICE = "police", "police"
        HEALTH = "health", "health"
        EDUCATION = "education", "education"
        PROBATION = "probation", "probation"
        DISTRICT = "district", "district council"
        VOLUNTARY = "voluntary", "voluntary, community or faith"
        OTHER = "other", "other"

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="organisations")
    key = models.SlugField(max_length=80)
    name = models.TextField()
    sector = models.CharField(max_length=20, choices=Sector)
    duties = models.JSONField(
        default=list, help_text="e.g. safeguarding_partner, child_death_review_partner, section_11"
    )
    exists_from = models.DateField(null=True, blank=True)
    exists_until = models.DateField(null=True, blank=True)
    citation = models.TextField(blank=True)
    is_legal_body = models.BooleanField(
        default=True,
        db_default=True,
        help_text="employs, contracts and holds data; a cluster or a partnership does not",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "key"], name="one_organisation_of_a_key_in_an_area"),
            models.CheckConstraint(
                condition=Q(exists_until__isnull=True)
                | Q(exists_from__isnull=True)
                | Q(exists_until__gte=F("exists_from")),
                name="organisation_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """What a body was called until a day: a record shows the name its body bore at the record's date (guidance-now D9)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="former_names")
    name = models.TextField()
    until = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "until"], name="one_name_until_a_day")]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One body taking over from another on a date; past records stay with the body that acted (GL-PA-03)."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="succeeds")
    took_effect_on = models.DateField()
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.predecessor} to {self.successor}"


class Team(models.Model):
    """People of one organisation who answer for the same work, e.g. the front door or a school's safeguarding team."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    key = models.SlugField(max_length=80)
    name = models.TextField()
    purpose = models.CharField(
        max_length=30, help_text="front_door, out_of_hours, mash, social_work, safeguarding, business_unit, …"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_team_of_a_key")]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


class Post(models.Model):
    """A position that somebody holds; who holds it, from when until when, is an appointment (access)."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="posts")
    title = models.TextField()
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.title}, {self.team}"


class Group(models.Model):
    """A standing group of the partnership: executive, board, sub-group, panel."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="groups")
    key = models.SlugField(max_length=40)
    name = models.TextField()
    era = models.TextField(blank=True)
    kind = models.TextField(blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    frequency = models.TextField(blank=True)
    citation = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "key", "era"], name="one_group_of_a_key_in_an_era")]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """A place in a group: the role and the body it belongs to; who fills it when is a holding (GL-PA-06, GL-PA-08)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    order = models.PositiveSmallIntegerField()
    role_title = models.TextField()
    body = models.TextField()
    membership = models.TextField(blank=True)
    is_chair = models.BooleanField(default=False)
    is_vice_chair = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)
    citation = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.role_title}, {self.body}"


class SeatHolding(models.Model):
    """Who fills a seat between two dates: a post, or a person who comes for nobody's post (a lay member; GL-PA-06)."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holdings")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="seat_holdings")
    person = models.TextField(blank=True, help_text="who it is where no post fills it: a lay member, a representative")
    deputy = models.BooleanField(default=False, help_text="stands in when the holder cannot come (GL-SU-05)")
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(post__isnull=True) & ~Q(person="")) | (Q(post__isnull=False) & Q(person="")),
                name="a_seat_is_filled_by_a_post_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=F("held_from")),
                name="holding_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["seat", "deputy"],
                condition=Q(held_until__isnull=True),
                name="one_holder_and_one_deputy_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.person or str(self.post)


class LeadRepresentative(models.Model):
    """An agency's lead for safeguarding between two dates; a gap shows as vacant (GL-PA-08, WT-GEN-13)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="leads")
    role = models.TextField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="lead_for")
    held_from = models.DateField()
    held_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(held_until__isnull=True) | Q(held_until__gte=F("held_from")),
                name="lead_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}"
