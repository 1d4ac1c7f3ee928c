"""Lists of choices: the areas and bodies one can name, and the words of each list."""

import datetime
from collections.abc import Mapping

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Area, Organisation
from sharedduty.foundations.guidance.api import pack
from sharedduty.modules.speaking_up.models import Kind, Sending

# Which of the three duties an agency of a sector has; section 11 alone where nothing else is said. Which of the two a school
# has hangs on what kind of school it is, which is not kept here.
DUTIES = {"education": ("s175", "s157"), "local_authority": ("s11", "s175")}
PACK = "hertfordshire-2007"  # the one arrangement at hand that says element by element what safe recruitment is
WAYS = {
    "anonymous": "I do not say who I am",
    "confidential": "Only whoever handles it may know who I am",
}  # fmt: skip
WAYS_OF_THEM = {
    "anonymous": "They do not say who they are",
    "confidential": "Only whoever handles it may know who they are",
}
SENT_AS = {
    "child": "A child or young person", "family": "A parent, carer or relative",
    "professional": "Somebody who works or volunteers with children",
}  # fmt: skip
YES_NO = {"yes": "Yes", "no": "No", "not_known": "I do not know"}
SAID = {"yes": "Yes", "no": "No", "not_known": "Not known"}
KINDS, WAY_WORDS, SENT_AS_WORDS = dict(Kind.choices), dict(Sending.Way.choices), dict(Sending.SentAs.choices)
STATES = {  # as its sender reads where it stands
    "received": "It came. We have not written back yet.", "looking": "Somebody is looking at it.",
    "gathering": "We know who you are. We are gathering what is held.",
    "checking": "The answer is ready. Somebody else checks it first.",
    "answered": "It is answered. Read the answer below.",
    "closed": "It is closed. You can still write.",
}  # fmt: skip
WELFARE = {
    "handed": "Hand it to the front door now", "known": "Children's social care works with the child already and was told",
    "none": "Nothing is needed for the child",
}  # fmt: skip
WELFARE_DONE = {
    "handed": "Handed to the front door", "known": "Children's social care works with the child and was told",
    "none": "Nothing more is needed for the child",
}  # fmt: skip
DECISIONS = {
    "disclose": "It goes out whole",
    "redact": "It goes out with parts taken out",
    "withhold": "It is held back",
}
HARM = {
    "none": "It would not be likely to do serious harm to anybody",
    "serious": "It would be likely to do serious harm to the person or somebody else",
}  # fmt: skip
ELEMENTS = {
    "in_place": "In place", "partly": "Partly in place", "not_in_place": "Not in place", "not_needed": "Does not apply here",
}  # fmt: skip


def area_for(viewer: Viewer) -> Area | None:
    """The viewer's own area, else the first one set up; None before set-up."""
    found = Area.objects.filter(pk=viewer.area_id).first() if viewer.area_id else None
    return found or Area.objects.order_by("pk").first()


def areas(viewer: Viewer) -> dict[str, str]:
    """Every area by key and name."""
    return dict(Area.objects.order_by("name", "pk").values_list("key", "name"))


def area_called(viewer: Viewer, key: str) -> Area | None:
    """The area with this key."""
    return Area.objects.filter(key=key).first()


def bodies(viewer: Viewer, area_id: int | None = None, on: datetime.date | None = None) -> list[Organisation]:
    """The organisations there are, by name; of one area, or of all where none is given."""
    today = on or timezone.localdate()
    found = Organisation.objects.filter(Q(exists_until__isnull=True) | Q(exists_until__gte=today))
    found = found.filter(Q(exists_from__isnull=True) | Q(exists_from__lte=today)).order_by("name", "pk")
    return list(found.filter(area_id=area_id) if area_id else found)


def body_options(viewer: Viewer, area_id: int | None = None) -> dict[str, str]:
    """Organisations to choose from, by key."""
    return {one.key: one.name for one in bodies(viewer, area_id)}


def body_called(viewer: Viewer, key: str, area_id: int) -> Organisation | None:
    """The organisation of an area with this key."""
    return Organisation.objects.filter(key=key, area_id=area_id).first() if key else None


def elements() -> Mapping[str, list[tuple[str, str, str]]]:
    """The elements of safe recruitment by list: code, words, citation."""
    lists = pack(PACK).outcomes
    return {
        key.removeprefix("recruitment."): [(one.code, one.label, one.citation) for one in found]
        for key, found in lists.items()
        if key.startswith("recruitment.")
    }


def element(code: str) -> tuple[str, str, str] | None:
    """One element by its code: code, words, citation; None for a code that is none."""
    return next((one for found in elements().values() for one in found if one[0] == code), None)


def check_levels() -> list[tuple[str, str]]:
    """What each level of criminal record check showed in about 2007, as reference text: words and citation (HE-REC-14)."""
    return [(one.label, one.citation) for one in pack(PACK).outcomes["check_level"]]


def duties(sector: str) -> list[tuple[str, str]]:
    """The duties in law that safe recruitment serves at an agency of a sector: words and citation (HE-REC-01)."""
    owed = DUTIES.get(sector, ("s11",))
    return [(one.label, one.citation) for one in pack(PACK).outcomes["recruitment_duty"] if one.code in owed]
