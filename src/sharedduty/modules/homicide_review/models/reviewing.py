"""Setting a review up and running it: other reviews, chair, administrator, family, terms, money, media, complaints, delay."""

from django.db import models
from django.db.models import Q

from sharedduty.modules.homicide_review.models.root import HomicideReview, OfReview


class Overlap(OfReview):
    """Another review or investigation of the same death, who was consulted, and the joint process agreed (GL-DH-17, -18, -32)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="overlaps")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list homicide.overlap")
    consulted = models.TextField(help_text="board or investigator: name and post")
    consulted_on = models.DateField()
    joint = models.BooleanField(default=False)
    agreed = models.TextField(help_text="how the two go together, or what the chair and the investigator agreed")
    agreed_chair = models.TextField(blank=True)
    agreed_money = models.TextField(blank=True)
    agreed_terms = models.TextField(blank=True)
    held_to_account = models.TextField(blank=True, help_text="how both boards hold it to account")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(joint=False)
                | (~Q(agreed_chair="") & ~Q(agreed_money="") & ~Q(agreed_terms="") & ~Q(held_to_account="")),
                name="a_joint_review_says_chair_money_terms_and_account",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Chair(OfReview):
    """The independent chair, or a separate author: each test answered with reasons, who chose, the contract (GL-DH-19 to -23)."""

    class Part(models.TextChoices):
        CHAIR = "chair", "Chair and author of the report"
        CHAIR_ONLY = "chair_only", "Chair; somebody else writes the report"
        AUTHOR = "author", "Author of the report"

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="chairs")
    part = models.CharField(max_length=20, choices=Part)
    name = models.TextField()
    body = models.TextField(help_text="where they work, or that they work for themselves")
    tests = models.JSONField(help_text="by code of the pack's list homicide.chair: yes or no, and what it rests on")
    register = models.TextField(help_text="whether on the register of accredited chairs, and the references")
    chosen_by = models.TextField(help_text="the parties who chose, by post; boards where it is joint")
    contract = models.TextField(help_text="who issued the contract")
    appointed_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""), name="a_homicide_chair_ends_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Administrator(OfReview):
    """Who supports the review, who supervises them, and that the twelve duties are theirs (GL-DH-28)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="administrators")
    name = models.TextField(help_text="name and post")
    supplied_by = models.TextField(help_text="the district's partnership, or the chair for a fee")
    supervised_by = models.TextField(help_text="who gives the enhanced supervision")
    duties = models.JSONField(help_text="codes of the pack's list homicide.administrator")
    since_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class FamilyMember(OfReview):
    """Somebody of a family: invited or why not, an advocate offered, how and how often they want to hear (GL-DH-24 to -27)."""

    class Side(models.TextChoices):
        VICTIM = "victim", "The victim's family or friends"
        PERPETRATOR = "perpetrator", "The alleged perpetrator's family"

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="family")
    side = models.CharField(max_length=20, choices=Side)
    name = models.TextField()
    tie = models.TextField(help_text="who they are: mother, brother, friend")
    invited_on = models.DateField(null=True)
    not_invited_because = models.TextField(blank=True)
    letter = models.JSONField(default=list, help_text="codes of the pack's list homicide.family_letter")
    delivered = models.TextField(blank=True, help_text="who gave the letter: the family liaison officer where possible")
    advocate = models.TextField(blank=True, help_text="which specialist service was offered, and the answer")
    contact = models.TextField(blank=True, help_text="how they want to be reached")
    every_days = models.PositiveIntegerField(null=True, help_text="how often they want to hear")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(invited_on__isnull=False) | ~Q(not_invited_because=""), name="family_invited_or_why_not"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LogEntry(OfReview):
    """One line of a log of the review: with the family, with the media, with the Home Office, of a workshop."""

    class Log(models.TextChoices):
        FAMILY = "family", "Family"
        MEDIA = "media", "Media"
        HOME_OFFICE = "home_office", "Home Office"
        WORKSHOP = "workshop", "Workshop"

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="log")
    log = models.CharField(max_length=20, choices=Log)
    kind = models.CharField(max_length=20, help_text="a code of the pack's list homicide.LOG")
    member = models.CharField(max_length=14, blank=True, help_text="of the family: whom, by reference")
    words = models.TextField()
    by_whom = models.TextField(help_text="name and post")
    happened_at = models.DateTimeField()
    late_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["review", "log", "happened_at"], name="homicide_log")]

    def __str__(self) -> str:
        return self.kind


class Terms(OfReview):
    """Terms of reference: scope and period, each of the pack's topics, what is said to the media (GL-DH-40, -33, -35)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveIntegerField()
    scope_words = models.TextField(help_text="what the review covers, in proportion to what happened")
    period_from_on = models.DateField()
    period_to_on = models.DateField()
    topics = models.JSONField(
        help_text="by the number of the topic in the area's pack: what is asked, or why it is not"
    )
    holding_statement = models.TextField()
    data_protection = models.TextField()
    panel_met_on = models.DateField(help_text="the first meeting of the panel, which agreed them")
    agreed_by = models.TextField(help_text="name of the chair, who has the last word")
    why_again = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_set_of_homicide_terms_of_a_number")
        ]

    def __str__(self) -> str:
        return f"terms {self.number}"


class Cost(OfReview):
    """One cost of a review and who bears how much of it, as the area's pack shares it or as was agreed (GL-DH-29 to -32)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="costs")
    item = models.CharField(max_length=20, help_text="a code of the pack's table dhr_costs")
    pence = models.PositiveIntegerField()
    shares = models.JSONField(help_text="who bears it and how much, in pence; they add up to the whole")
    rule = models.TextField(help_text="the rule it was shared by, in words")
    over_because = models.TextField(blank=True, help_text="why it is more than the limit")
    agreed_by = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.item


class Complaint(OfReview):
    """A complaint in connection with a review: about whom, who answers it, and what came of it (GL-DH-34)."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="complaints")
    kind = models.CharField(max_length=20, help_text="a code of the pack's list homicide.complaint")
    who = models.TextField()
    text = models.TextField()
    received_on = models.DateField()
    answered_by = models.TextField(help_text="the body that answers it")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.reference


class Extension(OfReview):
    """A longer time for a review: agreed by the partnership and referred to the Home Office panel (GL-DH-42)."""

    review = models.ForeignKey(HomicideReview, on_delete=models.PROTECT, related_name="extensions")
    until_on = models.DateField()
    reasons = models.TextField()
    agreed_by = models.TextField(help_text="name and post")
    agreed_on = models.DateField()
    referred_on = models.DateField(help_text="when it was referred to the Home Office panel")

    def __str__(self) -> str:
        return f"until {self.until_on}"
