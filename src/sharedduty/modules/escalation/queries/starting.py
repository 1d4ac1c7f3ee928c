"""What raising a disagreement begins with: the record it is about, as far as it is in sight, and whom it may be with."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, CaseFile, Viewer
from sharedduty.foundations.access.models import Exclusion
from sharedduty.foundations.gatherings.api import PeopleFound, found_people
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Handover, Move, files_of, href
from sharedduty.modules.escalation.queries.choices import in_post

FEW = 8
OWN_LETTERS = ("ES", "GS")  # references of this room and of its meetings


@dataclass(frozen=True)
class AboutRecord:
    """The record a disagreement is about: its reference, its files in sight, its page, and who may be disagreed with."""

    reference: str
    files: list[CaseFile]
    page: str


def about_record(viewer: Viewer, typed: str) -> AboutRecord | None:
    """The record of this reference; None where there is none or it is out of sight."""
    try:
        reference = normalise_reference(typed)
    except NotAReference:
        return None
    files = files_of(viewer, reference)
    return AboutRecord(reference, files, href(viewer, reference)) if files else None


def disagree_link(*, viewer: Viewer, record: str, on: datetime.date | None = None) -> dict[str, str] | None:
    """Where one disagrees with a record, or with the decision made in it on a day; None for those who may not (GL-ES-01).

    A disagreement, and a meeting about one, are not themselves disagreed with here: they climb.
    """
    if viewer.kind != "account" or not viewer.may("escalation_raise") or record.split("-")[0] in OWN_LETTERS:
        return None
    on = timezone.localdate(on) if isinstance(on, datetime.datetime) else on
    query = f"?decided={on.isoformat()}" if on else ""
    return {"text": "Disagree with this", "href": reverse("escalation:about", args=[record]) + query}


def with_whom(viewer: Viewer, about: AboutRecord | None, words: str) -> PeopleFound:
    """Who may be disagreed with: those whom words find; else those of other agencies who took steps on the record, or, where
    nobody did, those of the team that holds it.

    Nobody of the viewer's own agency is offered where the record says who it is (GL-ES-18), nobody shut out of its file.
    """
    if words.strip():
        found = found_people(viewer, words)
        return PeopleFound(words, _fitting(viewer, about, found.people), found.cut)
    if about is None:
        return PeopleFound("", {}, cut=False)
    took_steps = Move.objects.filter(record=about.reference, moved_by__isnull=False).order_by("-moved_at", "-pk")
    ids = list(dict.fromkeys(took_steps.values_list("moved_by_id", flat=True)[:50]))[:FEW]
    held = {one.pk: one for one in in_post(viewer, pk__in=ids)}
    owners = Handover.objects.filter(reference=about.reference).values_list("owner_team_id", "owner_post__team_id")
    teams = {one for pair in owners for one in pair} | {one.team_id for one in about.files}
    more = in_post(viewer, post__team_id__in=[one for one in teams if one])
    every = {held[pk].reference: held[pk] for pk in ids if pk in held}
    fitting = _fitting(viewer, about, every) or _fitting(viewer, about, {one.reference: one for one in more[:FEW]})
    return PeopleFound("", fitting, cut=False)


def _fitting(viewer: Viewer, about: AboutRecord | None, people: dict[str, Appointment]) -> dict[str, Appointment]:
    shut = Exclusion.objects.filter(case_file__in=about.files if about else [], lifted_at=None)
    pairs = list(shut.values_list("account_id", "post_id"))
    accounts, posts = {one for one, _ in pairs}, {one for _, one in pairs}
    return {
        key: one
        for key, one in people.items()
        if one.account_id not in accounts
        and one.post_id not in posts
        and one.post.team.organisation_id != viewer.organisation_id
    }


def to_bring(viewer: Viewer, reports_to: list[Appointment], words: str) -> PeopleFound:
    """Whom one may bring in: those whom words find; else the managers of those who take part already."""
    return found_people(viewer, words) if words.strip() else PeopleFound(
        "", {one.reference: one for one in reports_to}, cut=False
    )  # fmt: skip


def managers_of(viewer: Viewer, ids: list[int]) -> list[Appointment]:
    """Those to whom the appointments report, today in post."""
    above = Appointment.objects.filter(pk__in=ids, reports_to__isnull=False).values_list("reports_to_id", flat=True)
    return in_post(viewer, pk__in=list(above))
