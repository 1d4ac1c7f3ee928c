"""Lists of choices and the forms of a notice, from the guidance packs in force."""

import datetime
from collections.abc import Mapping

from sharedduty.foundations.forms.api import Form, UnknownForm, form
from sharedduty.foundations.guidance.api import editions_in_force, pack
from sharedduty.modules.serious_incident.models import IncidentChild, SeriousIncident

FALLBACK = "wt-2018"  # the edition that first held these; later editions carry them over
SHEET, CHILD_SHEET = "serious-incident", "serious-incident-child"
ABUSE = {
    "known": "Known", "suspected": "Suspected", "not_suspected": "Not suspected", "not_known": "Not known yet",
}  # fmt: skip
VIEWS = {"notifiable": "Notifiable", "not_notifiable": "Not notifiable", "unsure": "Cannot say yet"}
YES_NO = {"yes": "Yes", "no": "No", "unknown": "Not known yet"}


def told_labels(on: datetime.date) -> Mapping[str, str]:
    """Who may have to be told, code to words, from the highest edition in force on a day that says so."""
    held = next((one for one in editions_in_force(on) if "incident.told" in one.outcomes), None) or pack(FALLBACK)
    return {one.code: one.label for one in held.outcomes["incident.told"]}


def written_form(on: datetime.date, name: str) -> tuple[str, Form]:
    """The pack whose form of the notice is used for an incident known on a day, and the form."""
    for one in editions_in_force(on):
        try:
            return one.id, form(one.id, name)
        except UnknownForm:  # a local pack, or another law
            continue
    return FALLBACK, form(FALLBACK, name)


def labels_of(name: str) -> dict[str, str]:
    """Code to words of one list of this room's own: `part` and `care` of a child, `place` and `source` of an incident."""
    kinds = {
        "part": IncidentChild.Part, "care": IncidentChild.Care, "place": SeriousIncident.Place,
        "source": SeriousIncident.Source,
    }  # fmt: skip
    return {str(value): str(label) for value, label in kinds[name].choices}
