"""Two breaches of personal data: a letter that went to the neighbours, told in time and put right; a list lost today."""

import datetime

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.speaking_up.actions import breaches
from sharedduty.modules.speaking_up.models import DataBreach
from sharedduty.site.synthesis.stories.cast import Cast, somebody, take
from sharedduty.site.synthesis.then import acting, moment

OFFICER = "privacy_officer"
JUDGE = "Privacy officer (invented)"
DAY = datetime.timedelta(days=1)


def tell(cast: Cast) -> int:
    """Both breaches, once; gives how many were new."""
    officer = somebody(OFFICER)
    with seen_by(officer):
        if DataBreach.objects.exists():
            return 0
    _letter()
    _list()
    return 2


def _letter() -> None:
    """Put right, and open until somebody writes what was learned: regulator and family were told the day after."""
    officer, aware = somebody(OFFICER), moment(12, 9)
    with acting(officer, moment(12, 11)):
        held = breaches.write_down(by=officer, given={
            "happened": "A letter about a child was put through the door of the house beside the right one, and opened there.",
            "happened_on": aware.date() - DAY, "aware_at": aware, "people": ["children", "family"], "how_many": 2,
            "data": ["harm", "whereabouts"], "found_by": "",
        })  # fmt: skip
    take(officer, 12, breaches.judge_risk, held, {
        "risk": "high", "reasons": "The neighbours know now that social care visits, and where the child sleeps.",
        "decided_by": JUDGE,
    }, hour=14)  # fmt: skip
    told = moment(11, 10)
    take(officer, 11, breaches.tell_regulator, held, {
        "told_at": told, "text": "What happened, whose data, what it may mean, and what is done.",
        "regulator_reference": "INVENTED-0417", "late_because": "",
    }, hour=11)  # fmt: skip
    take(officer, 11, breaches.tell_people, held, {
        "way": "each", "told_on": told.date(), "text": "A worker went to see the family, said sorry, and told them their rights.",
    }, hour=15)  # fmt: skip
    take(officer, 8, breaches.note_measure, held, {
        "text": "The letter was fetched. Addresses on letters are read aloud by two people before they leave.",
    })  # fmt: skip


def _list() -> None:
    """Found today: its 72 hours run, and nobody has judged the risk yet."""
    officer, aware = somebody(OFFICER), moment(0, 8)
    with acting(officer, moment(0, 9)):
        breaches.write_down(by=officer, given={
            "happened": "A printed list of visits was left in a café and was gone when somebody went back for it.",
            "happened_on": aware.date(), "aware_at": aware, "people": ["not_known"], "how_many": None, "data": ["whereabouts"],
            "found_by": "",
        })  # fmt: skip
