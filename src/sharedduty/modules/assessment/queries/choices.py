"""Lists of choices, and the written part of an assessment, from the guidance packs in force."""

import datetime
from collections.abc import Mapping

from sharedduty.foundations.forms.api import Form, UnknownForm, form
from sharedduty.foundations.guidance.api import editions_in_force, pack

# The kinds that ask besides, each with a form of its own in the pack (WT-SPC-01 to 08, WT-ASM-16).
SPECIALIST = ("young_carer", "parent_carer", "carer", "disabled", "secure", "remand", "returning")
FORM, FALLBACK = "assessment", "wt-2018"  # the edition that first held these; later editions carry them over


def labels(list_name: str, on: datetime.date) -> Mapping[str, str]:
    """Code to label of one list, from the highest edition in force on a day that holds it."""
    held = next((one for one in editions_in_force(on) if list_name in one.outcomes), None) or pack(FALLBACK)
    return {one.code: one.label for one in held.outcomes[list_name]}


def written_form(on: datetime.date, kind: str = "") -> tuple[str, Form]:
    """The pack whose form of an assessment is used for work begun on a day, and the form; of a specialist kind where given.

    An edition without the form is passed over: the guidance below it has it.
    """
    name = f"{FORM}-{kind.replace('_', '-')}" if kind else FORM
    for one in editions_in_force(on):
        try:
            return one.id, form(one.id, name)
        except UnknownForm:  # a local pack, or another law
            continue
    return FALLBACK, form(FALLBACK, name)
