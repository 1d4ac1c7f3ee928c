"""Lists of choices and the forms of a review, from the guidance packs in force."""

import datetime

from sharedduty.foundations.forms.api import Form, UnknownForm, form
from sharedduty.foundations.guidance.api import UnknownPack, editions_in_force, pack
from sharedduty.modules.child_death.models import ChildDeath, PanelMember
from sharedduty.modules.child_death.process import MEETING, PANEL_MEETING

FALLBACK, FORMS_FALLBACK = "wt-2018", "cdr-2018"  # the editions that first held these; later ones carry them over
ANSWERS = {"met": "Met", "not_met": "Not met", "not_known": "Not known yet"}
YES_NO = {"yes": "Yes", "no": "No", "not_known": "Not known"}
DECIDED = {"yes": "Yes, a joint response", "no": "No joint response", "not_yet": "It cannot be said yet"}
AREAS = {"here": "This area", "elsewhere": "Another area", "both": "Both areas"}
CORONER = {"yes": "Yes", "no": "No", "not_needed": "It need not be", "not_known": "Not known"}
REPORTING, SUPPLEMENT, ANALYSIS = "child-death-reporting", "child-death-supplementary", "child-death-analysis"
FORMS = {
    REPORTING: "Reporting form: what an agency knows", SUPPLEMENT: "Supplementary form: more on this kind of death",
    ANALYSIS: "Analysis form: the draft for the panel",
}  # fmt: skip
SEATS = {one.code: one.title for one in PANEL_MEETING.capacities}
ROLES_AT_MEETING = {one.code: one.title for one in MEETING.capacities}
KINDS = {str(value): str(label) for value, label in ChildDeath.Kind.choices}
PARTS = {str(value): str(label) for value, label in PanelMember.Part.choices}
# Where the area's text and the guidance of the whole country differ on who is reviewed: both are shown (GL-CD-01).
CONFLICT = (
    "The area's text speaks of children from 24 weeks of pregnancy (GA2019 L1832). The national guidance asks for a review of "
    "every live-born child, however early (WT2018 ch5 ¶5). The national guidance goes first here."
)


def labels(name: str, on: datetime.date, local_pack: str = "") -> dict[str, str]:
    """Code to words of a list `childdeath.NAME`, from the highest edition in force on a day that has it.

    Takes: `local_pack`, where the area's own arrangements may have such a list.
    """
    return _listed(name, on, local_pack) or {
        one.code: one.label
        for one in pack(FORMS_FALLBACK if name == "cause" else FALLBACK).outcomes[f"childdeath.{name}"]
    }


def seats(on: datetime.date, local_pack: str) -> dict[str, str]:
    """Code to words of the panel's seats, as the area's arrangements publish them (GL-CD-17); every seat where they say none."""
    return _listed("seat", on, local_pack) or SEATS


def co_opted(on: datetime.date, local_pack: str) -> list[str]:
    """Whom the area's arrangements name for co-option, in words; none where they say nothing of it (GL-CD-17)."""
    return list(_listed("co_opted", on, local_pack).values())


def _listed(name: str, on: datetime.date, local_pack: str) -> dict[str, str]:
    """A list from the editions in force on a day, the area's own before those of the whole country; empty where none has it."""
    key = f"childdeath.{name}"
    try:
        area = pack(local_pack).area if local_pack else "no area"
    except UnknownPack:  # the area has no pack here
        area = "no area"
    found = [one for one in editions_in_force(on, area=area) if key in one.outcomes]
    held = next((one for one in found if one.layer == "local"), None) or next(iter(found), None)
    return {one.code: one.label for one in held.outcomes[key]} if held else {}


def written_form(on: datetime.date, name: str) -> tuple[str, Form]:
    """The pack whose form is used for a death on a day, and the form."""
    for one in editions_in_force(on):
        try:
            return one.id, form(one.id, name)
        except UnknownForm:  # a local pack, or another law
            continue
    return FORMS_FALLBACK, form(FORMS_FALLBACK, name)
