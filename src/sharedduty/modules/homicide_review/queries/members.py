"""Panel members and agencies' own reports: whose they are, and who signs in here under an address."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.modules.homicide_review.models import AgencyReport, HomicideNotice, HomicideReview, PanelMember
from sharedduty.modules.homicide_review.process import PRESENTED
from sharedduty.modules.homicide_review.queries import choices
from sharedduty.modules.homicide_review.queries.reading import asked_of, members_of
from sharedduty.modules.homicide_review.rules.agencies import panel_lacks

MEMBER, REPORT = "HM", "HI"


def member_by_reference(viewer: Viewer, reference: str) -> PanelMember | None:
    """The panel member with this reference; None where there is none or out of sight."""
    try:
        known = normalise_reference(reference, prefix=MEMBER)
    except NotAReference:
        return None
    found = PanelMember.objects.filter(reference=known).select_related("appointment__account", "case_file")
    return found.first()


def report_by_reference(viewer: Viewer, reference: str) -> AgencyReport | None:
    """The agency's report with this reference; None where there is none or out of sight."""
    try:
        known = normalise_reference(reference, prefix=REPORT)
    except NotAReference:
        return None
    return AgencyReport.objects.filter(reference=known).select_related("case_file", "area").first()


def own_seats(viewer: Viewer) -> list[PanelMember]:
    """Where the viewer sits, or is asked to sit."""
    if not viewer.appointment_id:
        return []
    found = PanelMember.objects.filter(appointment_id=viewer.appointment_id, ended_at__isnull=True)
    return list(found.order_by("-recorded_at", "-pk"))


def own_reports(viewer: Viewer) -> list[AgencyReport]:
    """The agency reports the viewer is to write, or to commission and endorse."""
    if not viewer.appointment_id:
        return []
    mine = Q(author_id=viewer.appointment_id) | Q(manager_id=viewer.appointment_id)
    return list(AgencyReport.objects.filter(mine).order_by("due_on", "pk"))


def seat_open(viewer: Viewer, held: HomicideReview, one: Appointment, panel: str) -> bool:
    """Whether somebody sits on this panel of a review already."""
    found = PanelMember.objects.filter(review=held.reference, panel=panel, appointment=one, ended_at__isnull=True)
    return found.exists()


def account_named(viewer: Viewer, email: str) -> Appointment | None:
    """Who holds a post in the viewer's area under this address today; None where nobody does."""
    typed = email.strip().casefold()
    if not typed or viewer.area_id is None:
        return None
    today = timezone.localdate()
    found = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), account__email__iexact=typed, held_from__lte=today,
        approved_at__isnull=False, ended_at__isnull=True, account__is_active=True,
        post__team__organisation__area_id=viewer.area_id,
    )  # fmt: skip
    return found.select_related("account", "post__team__organisation").order_by("pk").first()


def words_of(one: Appointment) -> tuple[str, str]:
    """Somebody's name, and their post and organisation."""
    return one.account.name, f"{one.post.title}, {one.post.team.organisation.name}"


def declared(viewer: Viewer, held: HomicideReview) -> list[PanelMember]:
    """The members of the review panel who have declared themselves free to sit, and any tie of whom the chair has settled."""
    return [
        one
        for one in members_of(viewer, held, "review")
        if one.declared_at is not None and (not one.conflict or one.settled)
    ]


def involved(viewer: Viewer, held: HomicideReview) -> list[str]:
    """The agencies that answered that they hold something about those concerned."""
    return [str(one.asked_organisation) for one in asked_of(viewer, held) if one.outcome in ("shared", "part_shared")]


def lacks(viewer: Viewer, held: HomicideReview) -> list[str]:
    """What the review panel lacks, by the area's pack; nothing for a local review, which is a workshop (GL-DH-36, -37)."""
    if held.form != "dhr":
        return []
    sits = declared(viewer, held)
    there = [name for one in sits for name in (one.seat, one.body.rpartition(", ")[2])]
    found = panel_lacks(there, choices.bodies(held.area.local_pack), involved(viewer, held))
    open_ones = [one for one in members_of(viewer, held, "review") if one not in sits]
    return found + [f"{one.name} has not declared yet, or a tie is not settled." for one in open_ones]


def outstanding(viewer: Viewer, held: HomicideReview) -> list[str]:
    """The agencies whose own report is asked for and has not been presented, and is not said to be nothing."""
    found = AgencyReport.objects.filter(review=held.reference).exclude(stage__in=(PRESENTED, "nil"))
    return list(found.order_by("agency", "pk").values_list("agency", flat=True))


def notice_of(viewer: Viewer, held: HomicideReview) -> HomicideNotice | None:
    """The notice a review began with, as far as it is in sight."""
    return HomicideNotice.objects.filter(reference=held.notice).first()


def all_reports(viewer: Viewer, held: HomicideReview) -> QuerySet[AgencyReport]:
    """The agencies' reports of a review, to lock or to count."""
    return AgencyReport.objects.filter(review=held.reference)
