"""The report, its recommendations, the check of names, what is decided about publishing, and what anybody may read."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sharedduty.foundations.directory.models import Area
from sharedduty.modules.practice_review.models.reviewing import OfReview, PracticeReview


class SourceReport(OfReview):
    """The report as the reviewer wrote it, with whatever names it has; never published. What is published comes from it."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="sources")
    number = models.PositiveIntegerField()
    title = models.TextField()
    account = models.TextField()
    analysis = models.TextField()
    improvements = models.TextField()
    received_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="one_source_of_a_number")]

    def __str__(self) -> str:
        return f"report as it came, {self.number}"


class ReportVersion(OfReview):
    """The report as text, as it is meant for the public; a later version follows an earlier one (WT-LCSPR-07)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveIntegerField()
    title = models.TextField()
    account = models.TextField(help_text="what happened, written so that nobody is known by it")
    analysis = models.TextField(help_text="the reasons that lie in the system or beneath")
    improvements = models.TextField(help_text="a summary of what should be better")
    received_on = models.DateField()
    why_again = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_report_of_a_number"),
            models.CheckConstraint(
                condition=~Q(analysis="") & ~Q(improvements=""), name="a_report_has_what_the_law_asks"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.number}"


class ComparisonSigned(OfReview):
    """That a person compared a version of the report with the report as it came, and what they say of it (GL-XN-06)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="comparisons")
    report = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(SourceReport, on_delete=models.PROTECT, related_name="+")
    found = models.TextField(help_text="what was changed, and that the meaning stands")
    signed_by = models.TextField(help_text="name and post")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(found="") & ~Q(signed_by=""), name="a_comparison_is_signed")]

    def __str__(self) -> str:
        return self.signed_by


class DocumentSeen(OfReview):
    """That a file was looked through before it left, what was found, and who looked at what no program reads (GL-XN-06)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="documents_seen")
    file_name = models.TextField(help_text="as it would leave; empty where a protected word stands in it")
    digest = models.CharField(max_length=64, help_text="SHA-256 of its bytes: another file has another")
    may_leave = models.BooleanField()
    found = models.PositiveIntegerField(help_text="places where something protected stood")
    unread = models.TextField(blank=True, help_text="what a person must look at: pictures")
    looked_by = models.TextField(blank=True, help_text="who looked at that: name and post")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(may_leave=False) | Q(found=0) & (Q(unread="") | ~Q(looked_by="")),
                name="a_document_that_may_leave_is_clean",
            ),
        ]

    def __str__(self) -> str:
        return "may leave" if self.may_leave else "may not leave"


class ThemesNamed(OfReview):
    """Which themes a review touches, as the partnership calls them; the latest counts (GL-XN-08)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="themes_named")
    themes = ArrayField(models.TextField())

    def __str__(self) -> str:
        return "; ".join(self.themes)


class Recommendation(OfReview):
    """What should be better: who does it, by when, what will be different; the answer to it, and how its effect was tested."""

    reference = models.CharField(max_length=14, unique=True)
    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveIntegerField()
    text = models.TextField()
    owner = models.TextField(help_text="posts and agencies: each alone, or together")
    due_on = models.DateField()
    outcome = models.TextField(help_text="what will be different for children")
    learned_from = models.TextField(blank=True, help_text="a national report it also follows")
    earlier = models.JSONField(default=list, help_text="what it said before it was mended")
    response = models.TextField(blank=True, help_text="what the partners answer, and what is done")
    responded_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    evidence = models.TextField(blank=True, help_text="what shows that practice has changed")
    audited_on = models.DateField(null=True)
    audit_found = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_recommendation_of_a_number"),
            models.CheckConstraint(condition=Q(done_on__isnull=True) | ~Q(evidence=""), name="done_on_evidence"),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.number}"


class ProtectedWord(OfReview):
    """A word that must not stand in what is published: a name, a place, a date that the house does not know by itself."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="protected_words")
    word = models.TextField()
    why = models.TextField()
    of_child = models.BooleanField(default=False, help_text="a name of the child: it can never be justified")

    def __str__(self) -> str:
        return "a protected word"


class Justification(OfReview):
    """Why a person lets one place stand where a protected word was found; another text there asks again."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="justifications")
    digest = models.CharField(max_length=64, help_text="of the word, the part and the words around it")
    excerpt = models.TextField()
    because = models.TextField()
    justified_by = models.TextField(help_text="name and post")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="a_justification_has_reasons")]

    def __str__(self) -> str:
        return "a place let stand"


class PublicationDecision(OfReview):
    """What is made public, when, and why; how its effect on people is looked to (WT-LCSPR-09, -11, -16; GL-PR-06)."""

    class Route(models.TextChoices):
        FULL = "full", "The report in full"
        IMPROVEMENTS = "improvements", "What should be better, without the report"
        NOTHING = "nothing", "Nothing"

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="publication_decisions")
    number = models.PositiveIntegerField()
    route = models.CharField(max_length=20, choices=Route)
    reasons = models.TextField(blank=True, help_text="why the report is not published in full")
    planned_on = models.DateField()
    impact = models.TextField(help_text="how the effect on the family, children and staff is looked to")
    decided_by = models.TextField(help_text="name and post")
    decided_at = models.DateTimeField()
    near = ArrayField(
        models.TextField(), default=list, help_text="days of the family near the day planned, as it was warned"
    )
    near_because = models.TextField(blank=True, help_text="why that day all the same")
    why_again = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="one_publication_decision_of_a_number"),
            models.CheckConstraint(condition=Q(route="full") | ~Q(reasons=""), name="less_than_all_is_justified"),
            models.CheckConstraint(
                condition=Q(near=[]) | ~Q(near_because=""), name="a_day_near_one_of_the_family_has_why"
            ),
        ]

    def __str__(self) -> str:
        return self.route


class Dispatch(OfReview):
    """That the report, the improvements or the reasons went to the Panel, the Secretary of State or Ofsted beforehand."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="dispatches")
    recipient = models.CharField(max_length=20, help_text="a code of the pack's list practicereview.recipient")
    route = models.CharField(max_length=20, choices=PublicationDecision.Route, help_text="what was sent")
    report = models.PositiveIntegerField(help_text="which version of the report")
    sent_at = models.DateTimeField()
    how = models.TextField()
    late_because = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"sent to {self.recipient}"


class PublicationComment(OfReview):
    """What the Panel or the Secretary of State said about publication, and what the partners made of it (WT-LCSPR-16)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="comments")
    who = models.CharField(max_length=20, help_text="a code of the pack's list practicereview.recipient")
    received_at = models.DateTimeField()
    text = models.TextField()
    made_of_it = models.TextField()

    def __str__(self) -> str:
        return f"comment of {self.who}"


class PartnersResponse(OfReview):
    """What the partnership answers to the review as a whole; shown to the public when the page is next renewed."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="responses")
    text = models.TextField()
    given_by = models.TextField(help_text="in whose name")

    def __str__(self) -> str:
        return f"response of {self.recorded_at:%Y-%m-%d}"


class LearningShared(OfReview):
    """That what was learned reached people: whom, how, when (GL-CR-07)."""

    review = models.ForeignKey(PracticeReview, on_delete=models.PROTECT, related_name="shared_learning")
    audience = models.TextField()
    how = models.TextField()
    shared_on = models.DateField()

    def __str__(self) -> str:
        return self.audience[:60]


class PublishedReview(models.Model):
    """What anybody may read of a review: a copy of what was approved, and nothing that leads back to a case file."""

    reference = models.CharField(max_length=14, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    route = models.CharField(max_length=20, choices=PublicationDecision.Route)
    public_title = models.TextField()
    reviewer_named = models.TextField()
    parts = models.JSONField(help_text="titles and texts, in order")
    actions = models.JSONField(help_text="the recommendations with owner, day, answer and whether done")
    themes = ArrayField(models.TextField(), default=list, help_text="to be found by")
    searched = models.TextField(help_text="every public word in one, to be found by")
    published_at = models.DateTimeField()
    keep_until_on = models.DateField(help_text="the last day on which it must still be public")
    renewed_at = models.DateTimeField(null=True)
    taken_down_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_down_at__isnull=True) | Q(taken_down_at__date__gt=models.F("keep_until_on")),
                name="a_published_review_stays_its_year",
            ),
        ]

    def __str__(self) -> str:
        return self.public_title
