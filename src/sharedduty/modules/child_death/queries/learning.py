"""What goes out without names: the words that must not stand in it, and what was given out."""

import re

from django.db.models import QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.api import Term, of_address, of_date, of_name, protected_terms
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Given
from sharedduty.modules.child_death.models import ChildDeath, LearningOutput

CHILD = "the child"
PIECES = ("title", "learning", "for_whom")
# How somebody of a family is called without a name: the log's “who” holds both, and learning may speak of mothers.
NO_NAMES = frozenset(
    (
        "a an and both of the his her their its mother mum father dad parent parents step stepmother stepfather brother "
        "brothers sister sisters sibling siblings twin grandmother grandfather grandparent grandparents gran nan aunt uncle "
        "cousin foster carer carers family partner friend neighbour they she he child's"
    ).split()
)


def pieces_of(given: Given) -> list[tuple[str, str]]:
    """The parts of what would be given out, each under its field, for the check."""
    return [(name, str(given.get(name) or "")) for name in PIECES]


def names_in(who: str) -> str:
    """The words of somebody's description that may be a name: “Her mother, Mary” gives “Mary”, “The parents” nothing."""
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", who)
    return " ".join(word for word in words if word.casefold().replace("’", "'") not in NO_NAMES)


def terms_of(viewer: Viewer, held: ChildDeath) -> tuple[list[Term], list[str]]:
    """What must not stand in what is given out: names, days, addresses, numbers, references; and whom it could not look up.

    Journals the records of people it read.
    """
    found = of_name(held.given_names, held.family_name, f"A name of {CHILD}", never=True)
    for day, words in ((held.birth_on, "A birthday"), (held.died_on or held.happened_on, "The day of a death")):
        if day:
            found += of_date(day, f"{words} of {CHILD}", never=True)
    found += of_address(held.home, "", f"Where {CHILD} lived") + of_address(held.place, "", "Where it happened")
    for name in held.family_log.exclude(kind="key_contact").values_list("who", flat=True):
        found += of_name(names_in(name), "", "A name of the family", never=False)
    for name in held.sheet.values_list("name", flat=True):
        found += of_name(name, "", "A name of somebody of the panel", never=False)
    references = (held.reference, held.incident_request, held.meeting, held.panel_meeting)
    found += [Term(one, "A reference of a file", never=True) for one in references if one]
    wanted = {held.person_id: f"{held}"} if held.person_id else {}
    more, unseen = protected_terms(
        viewer, wanted, record=held.reference, child=CHILD, purpose="check of names before learning is given out"
    )
    return found + more, unseen


def outputs(viewer: Viewer) -> QuerySet[LearningOutput]:
    """What the panel gave out in the viewer's area, the latest first."""
    return LearningOutput.objects.select_related("case_file").order_by("-given_out_on", "-pk")


def output_by_reference(viewer: Viewer, reference: str) -> LearningOutput | None:
    """One output; None out of sight."""
    try:
        known = normalise_reference(reference, prefix="DL")
    except NotAReference:
        return None
    return outputs(viewer).filter(reference=known).first()
