"""Two incidents: one that waits for its decision, and one whose rapid review gathers what agencies know."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.forms.api import FormRecord
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.rapid_review.actions import gathering, opening
from sharedduty.modules.rapid_review.models import RapidReview
from sharedduty.modules.rapid_review.process import START
from sharedduty.modules.serious_incident.actions import asking, considering, deciding, notifying
from sharedduty.modules.serious_incident.models import IncidentChild, SeriousIncident
from sharedduty.modules.serious_incident.queries import writing
from sharedduty.site.synthesis.stories.cast import FAMILY, Cast, somebody, take
from sharedduty.site.synthesis.then import DAY, acting, moment

PARTNERS = ("local_authority", "police", "health")
ASKED_TEAMS = ("health-mash", "police-mash")


@dataclass(frozen=True)
class Child:
    """A child who was harmed."""

    name: str
    birth_on: datetime.date
    what: str
    account: str
    injuries: str


def tell(cast: Cast) -> int:
    """Both incidents, once; gives how many were new."""
    with seen_by(cast.head):
        if IncidentChild.objects.filter(family_name=FAMILY, given_names="Lucian").exists():
            return 0
    _waiting(cast)
    _under_review(cast)
    return 2


def _waiting(cast: Cast) -> None:
    """A doctor asked the council to consider a case; two partners have said what they think."""
    doctor = somebody("gp")
    with acting(doctor, moment(3, 15)):
        request = asking.ask_to_consider(
            by=doctor,
            given={
                "source": "agency", "children_words": f"Pascal {FAMILY}, about 2", "what_happened":
                "Brought to hospital with burns that the account does not explain.",
                "why": "The pattern of the burns, and an earlier injury.", "safe_now": "In hospital, with a nurse present.",
            },
        )  # fmt: skip
    child = Child("Pascal", years_ago(2, 3, 4), "Burns that the account does not explain.", "", "")
    held = opened(cast.head, 2, child, request.reference, aware_at=moment(3, 14))
    for partner in ("police", "health"):
        _view(cast.head, 1, held, partner)


def _under_review(cast: Cast) -> None:
    """Notified in time; the business unit has begun the rapid review and asked two agencies."""
    child = Child(
        "Lucian", years_ago(1, 6, 7), "Found unconscious at home; a head injury.",
        "Found unconscious by a relative, who rang for an ambulance.", "A head injury; stable.",
    )  # fmt: skip
    review = begun(cast, 6, notified(cast, 7, child, "SYN-0001"))
    asked = {"question": "What did you know of this child and family?", "purpose": "The rapid review"}
    with acting(cast.unit, moment(2, 9)):
        gathering.ask_agencies(by=cast.unit, held=review, teams=cast.teams(ASKED_TEAMS), given=asked)


# --- The way of an incident, as other stories go it too -----------------------------------------------------------------


def years_ago(years: int, month: int, day: int) -> datetime.date:
    """A day of birth that makes a child about so old."""
    return datetime.date(timezone.localdate().year - years, month, day)


def opened(
    by: Viewer, working_days: int, child: Child, request: str = "", aware_at: datetime.datetime | None = None
) -> SeriousIncident:
    """An incident that the council heard of, so many working days ago, with the child named."""
    given = {
        "what_happened": child.what, "happened_on": None, "place": "here", "where_words": "At home", "source": "council",
        "aware_at": aware_at or moment(working_days, 9),
    }  # fmt: skip
    with acting(by, moment(working_days, 11)):
        held = considering.open_incident(by=by, given=given, request=request)
        named = {
            "given_names": child.name, "family_name": FAMILY, "part": "harmed", "abuse": "suspected", "care": "none",
            "other_area": "", "birth_on": child.birth_on, "died_on": None,
        }  # fmt: skip
        considering.name_child(by=by, held=held, given=named)
    return held


def notified(cast: Cast, working_days: int, child: Child, national_reference: str) -> SeriousIncident:
    """An incident that became known so many working days ago and was notified on the next."""
    by = cast.head
    held = opened(by, working_days, child)
    for partner in PARTNERS:
        _view(by, working_days, held, partner)
    take(by, working_days, deciding.decide, held, _decision(by), hour=15)
    with acting(by, moment(working_days - 1, 9)):
        for one in [*held.children.exclude(part="died"), None]:
            considering.check_safety(by=by, held=held, child=one, given=_safety())
        _write(by, held, held.form, _sheet(by, child))
        for sheet in writing.children_of_notice(held):
            _write(by, held, sheet.form, {**CHILD_SHEET, "injuries": child.injuries})
    with acting(by, moment(working_days - 1, 11)):
        sent = {"national_reference": national_reference, "sent_at": timezone.now(), "late_because": ""}
        notifying.notify(by=by, held=held, given=sent)
    came = {"received_at": moment(working_days - 1, 15), "text": "Received. We look forward to the rapid review."}
    wanted = {"reply_by_on": moment(working_days - 1).date() + 21 * DAY}
    take(by, working_days - 1, notifying.record_panel_message, held, {**came, **wanted}, hour=16)
    return held


def begun(cast: Cast, working_days: int, held: SeriousIncident) -> RapidReview:
    """The rapid review of a notified incident, taken up by the business unit, its members named and told."""
    with acting(cast.unit, moment(working_days, 14)):
        handover = Handover.objects.get(from_record=held.reference, start=START)
        review = opening.open_from_handover(by=cast.unit, handover=handover)
        for capacity, name in (("chair", "Casey Madeupton"), ("coordinator", "Corin Madeupton")):
            given = {"capacity": capacity, "name": name, "body": "Business unit (invented)"}
            gathering.name_member(by=cast.unit, held=review, given=given)
        gathering.give_notice(by=cast.unit, held=review, given={"told_how": "Secure e-mail"})
    return review


# --- What was said ------------------------------------------------------------------------------------------------

CHILD_SHEET = {
    "gender": "male", "ethnicity": "Not stated", "health": "None known", "address": "At home with a parent",
    "standing": ["not_at_all"],
}  # fmt: skip


def _view(by: Viewer, working_days: int, held: SeriousIncident, partner: str) -> None:
    reasons = "Serious harm, and neglect is suspected."
    given = {"partner": partner, "view": "notifiable", "reasons": reasons, "given_by": "Delegate"}
    with acting(by, moment(working_days, 13)):
        considering.give_view(by=by, held=held, given=given)


def _decision(by: Viewer) -> dict[str, Any]:
    return {
        "outcome": "notifiable", "abuse_met": "yes", "harm_met": "yes", "place_met": "yes",
        "reasons": "The hospital holds that the injury was inflicted.", "decided_by": f"{by.name}, {by.post_title}",
        "signed_off_by": "", "without_views": "", "answer": "",
    }  # fmt: skip


def _safety() -> dict[str, Any]:
    return {
        "who": "x", "found": "Safe with a grandparent.", "done": "A social worker went there.",
        "checked_on": timezone.localdate(),
    }  # fmt: skip


def _sheet(by: Viewer, child: Child) -> dict[str, Any]:
    return {
        "sender_name": by.name, "sender_post": by.post_title, "sender_email": "head_of_service@demonstration.example",
        "sender_telephone": "01632 960100", "incident_place": "At home", "incident_kind": "harm",
        "account": child.account, "harm_types": ["physical"], "known_to": "Health visitor since birth.",
        "family": "A parent and a grandparent.", "done": "Police were called.",
    }  # fmt: skip


def _write(by: Viewer, held: SeriousIncident, record: FormRecord, answers: dict[str, Any]) -> None:
    considering.save_sheet(by=by, held=held, record=record, changes=answers, page="", version=record.version, own={})
    record.refresh_from_db()
