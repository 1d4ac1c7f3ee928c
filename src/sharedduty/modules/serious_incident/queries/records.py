"""Where this room's records are found, what is owed here, and what it shows on other pages: as far as sight reaches."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_short
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import register
from sharedduty.modules.front_door.api import Hit
from sharedduty.modules.serious_incident.models import IncidentChild, RequestToConsider, SeriousIncident
from sharedduty.modules.serious_incident.policy import DELEGATE
from sharedduty.modules.serious_incident.process import PROCESS
from sharedduty.modules.serious_incident.queries.reading import MOST, PREFIX, REQUEST, found_by

COLUMNS = [
    {"key": "incident", "label": "Incident"}, {"key": "stage", "label": "Stage"}, {"key": "aware", "label": "Became aware"},
]  # fmt: skip


def incident_page(viewer: Viewer, reference: str) -> str:
    """An incident's page, for those who may open incidents."""
    return reverse("serious_incident:incident", args=[reference]) if viewer.may("incident_read") else ""


def request_page(viewer: Viewer, reference: str) -> str:
    """A request's page, for those who may ask."""
    return reverse("serious_incident:request", args=[reference]) if viewer.may("incident_ask") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What waits here without a clock: for delegates their view, for those who decide an answer to a challenge."""
    if viewer.kind != "account" or not viewer.may("incident_read"):
        return []
    found = []
    if viewer.role == DELEGATE:
        waiting = (
            SeriousIncident.objects.filter(stage="considered").prefetch_related("views").order_by("aware_at", "pk")
        )
        found = [
            Owed("Say whether an incident is notifiable", one.reference, reverse("serious_incident:view", args=[one.reference]),
                 citation="GL-SN-05", file=one.case_file_id, since=one.opened_at)
            for one in waiting[:MOST]
            if not any(view.partner == viewer.sector and view.round == one.round for view in one.views.all())
        ]  # fmt: skip
    if viewer.may("incident_decide"):
        asked = SeriousIncident.objects.filter(stage="not_notifiable", challenges__answered_at__isnull=True,
                                               challenges__isnull=False).distinct()  # fmt: skip
        found += [
            Owed("Answer whoever asks to look again", one.reference, incident_page(viewer, one.reference),
                 citation="GL-SN-05", file=one.case_file_id, since=one.opened_at)
            for one in asked.order_by("aware_at", "pk")[:MOST]
        ]  # fmt: skip
    return found


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Incidents by a child's name; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("incident_read") or len(words) < 2:
        return []
    return [
        Hit("serious incident", one.reference, PROCESS.stage(one.stage).title, incident_page(viewer, one.reference),
            one.case_file_id)
        for one in found_by(viewer, words)[:MOST]
    ]  # fmt: skip


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files that are about given people: the incidents, and the requests that led to them."""
    about = IncidentChild.objects.filter(person_id__in=people)
    ids = set(about.values_list("case_file_id", flat=True))
    asked = RequestToConsider.objects.filter(incident__in=about.values_list("incident__reference", flat=True))
    ids |= set(asked.values_list("case_file_id", flat=True))
    return list(CaseFile.objects.filter(pk__in=ids))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is no incident or request in sight."""
    if held := SeriousIncident.objects.filter(case_file=file).first():
        return {"text": f"Serious incident {held.reference}", "href": incident_page(viewer, held.reference)}
    if asked := RequestToConsider.objects.filter(case_file=file).first():
        return {"text": f"Request {asked.reference}", "href": request_page(viewer, asked.reference)}
    return None


def ask_link(record: str) -> str:
    """The address at which an incident is raised from another record."""
    return f"{reverse('serious_incident:ask')}?about={record}"


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """A person's incidents for those with sight of them, and for whoever may ask the way to do so."""
    if not viewer.may("incident_ask"):
        return None
    rows, files = [], set()
    if viewer.may("incident_read"):
        children = (
            IncidentChild.objects.filter(person__in=same).select_related("incident").order_by("-recorded_at", "-pk")
        )
        for one in children[:MOST]:
            files.add(one.case_file_id)
            rows.append({
                "incident": {"text": one.incident.reference, "href": incident_page(viewer, one.incident.reference)},
                "stage": PROCESS.stage(one.incident.stage).title, "aware": date_short(one.incident.aware_at),
            })  # fmt: skip
    rows.append(
        {
            "incident": {"text": "Ask the council to consider an incident", "href": ask_link(person.reference)},
            "stage": "",
            "aware": "",
        }
    )
    return {"title": "Serious incidents", "columns": COLUMNS, "rows": rows, "files": files, "missing": ""}


def contact_panel(*, viewer: Viewer, contact: Any) -> dict[str, Any] | None:
    """On a contact: the way to ask the council to consider an incident."""
    if not viewer.may("incident_ask"):
        return None
    link = Markup('<p class="govuk-body"><a class="govuk-link" href="{}">Ask the council to consider it</a></p>')
    return {"title": "Serious incident", "html": link.format(ask_link(contact.reference))}


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, and what a search finds."""
    register(PREFIX, incident_page)
    register(REQUEST, request_page)
    slots.fill("my_work", "serious_incident", lambda *, viewer: owed(viewer), order=40)
    slots.fill(
        "search", "serious_incident", lambda *, viewer, words, reference: found(viewer, words, reference), order=40
    )
    slots.fill("people.person.panels", "serious_incident", panel, order=40)
    slots.fill("front_door.contact.panels", "serious_incident", contact_panel, order=40)
    slots.fill("file_pages", "serious_incident", lambda *, viewer, file: page_of_file(viewer, file), order=40)
    register_files_about(files_about)
