"""Work of the partnership itself that is under way when the demonstration opens, done through the rooms' own actions.

A year of contacts has no child who was seriously harmed. Two invented incidents stand beside it: one that waits for its
decision, and one that was notified, whose rapid review has begun and whose agencies are asked what they know.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Viewer, seen_by, viewer_of
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.forms.api import FormRecord
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.rapid_review.actions import gathering, opening
from sharedduty.modules.rapid_review.process import START
from sharedduty.modules.serious_incident.actions import asking, considering, deciding, notifying
from sharedduty.modules.serious_incident.models import SeriousIncident
from sharedduty.modules.serious_incident.queries import writing
from sharedduty.site.synthesis.hours import is_working_day

PARTNERS = ("local_authority", "police", "health")
ASKED_TEAMS = ("health-mash", "police-mash")
FAMILY = "Fabrication"


@dataclass(frozen=True)
class Cast:
    """The demonstration's people who act in the stories."""

    head: Viewer
    unit: Viewer
    doctor: Viewer


def _somebody(role: str) -> Viewer:
    return viewer_of(Account.objects.get(email=f"{role}@demonstration.example"), second_factor=True)


def tell(area_key: str) -> int:
    """Put the stories into the demonstration's area, once. Gives how many incidents were new."""
    cast = Cast(_somebody("head_of_service"), _somebody("business_manager"), _somebody("gp"))
    with seen_by(cast.head), transaction.atomic():
        Area.objects.select_for_update().get(key=area_key)
        if SeriousIncident.objects.exists():
            return 0
    _waiting(cast)
    _under_review(cast, area_key)
    return 2


def _days_ago(working_days: int, hour: int) -> datetime.datetime:
    """That hour of the day so many working days ago."""
    day = timezone.localdate()
    while working_days:
        day -= datetime.timedelta(days=1)
        working_days -= is_working_day(day)
    return datetime.datetime.combine(day, datetime.time(hour), LONDON)


def _waiting(cast: Cast) -> None:
    """A doctor asked the council to consider a case; two partners have said what they think."""
    with seen_by(cast.doctor):
        request = asking.ask_to_consider(
            by=cast.doctor,
            given={
                "source": "agency", "children_words": f"Pascal {FAMILY}, about 2", "what_happened":
                "Brought to hospital with burns that the account does not explain.",
                "why": "The pattern of the burns, and an earlier injury.", "safe_now": "In hospital, with a nurse present.",
            },
        )  # fmt: skip
    with seen_by(cast.head):
        held = _opened(cast.head, "Burns that the account does not explain.", _days_ago(2, 10), request.reference)
        _child(cast.head, held, "Pascal", datetime.date(timezone.localdate().year - 2, 3, 4))
        for partner, view in (("police", "notifiable"), ("health", "notifiable")):
            _view(cast.head, held, partner, view)


def _under_review(cast: Cast, area_key: str) -> None:
    """Notified in time; the business unit has begun the rapid review and asked two agencies."""
    with seen_by(cast.head):
        held = _opened(cast.head, "Found unconscious at home; a head injury.", _days_ago(4, 9), "")
        _child(cast.head, held, "Lucian", datetime.date(timezone.localdate().year - 1, 6, 7))
        for partner in PARTNERS:
            _view(cast.head, held, partner, "notifiable")
        deciding.decide(by=cast.head, held=held, given=_decision(cast.head))
        for child in [*held.children.exclude(part="died"), None]:
            considering.check_safety(by=cast.head, held=held, child=child, given=_safety())
        _write(cast.head, held, held.form, _sheet(cast.head))
        for one in writing.children_of_notice(held):
            _write(cast.head, held, one.form, CHILD_SHEET)
        sent = {"national_reference": "SYN-0001", "sent_at": timezone.now(), "late_because": ""}
        notifying.notify(by=cast.head, held=held, given=sent)
    with seen_by(cast.unit):
        handover = Handover.objects.get(from_record=held.reference, start=START)
        review = opening.open_from_handover(by=cast.unit, handover=handover)
        for capacity, name in (("chair", "Casey Madeupton"), ("coordinator", "Corin Madeupton")):
            given = {"capacity": capacity, "name": name, "body": "Business unit (invented)"}
            gathering.name_member(by=cast.unit, held=review, given=given)
        gathering.give_notice(by=cast.unit, held=review, given={"told_how": "Secure e-mail"})
        teams = list(Team.objects.filter(organisation__area__key=area_key, key__in=ASKED_TEAMS).order_by("key"))
        asked = {"question": "What did you know of this child and family?", "purpose": "The rapid review"}
        gathering.ask_agencies(by=cast.unit, held=review, teams=teams, given=asked)


# --- What was said ------------------------------------------------------------------------------------------------

CHILD_SHEET = {
    "gender": "male", "ethnicity": "Not stated", "health": "None known", "address": "At home with a parent",
    "standing": ["not_at_all"], "injuries": "A head injury; stable.",
}  # fmt: skip


def _opened(by: Viewer, what: str, aware_at: datetime.datetime, request: str) -> SeriousIncident:
    given = {
        "what_happened": what, "happened_on": None, "place": "here", "where_words": "At home", "source": "council",
        "aware_at": aware_at,
    }  # fmt: skip
    return considering.open_incident(by=by, given=given, request=request)


def _child(by: Viewer, held: SeriousIncident, given_names: str, birth_on: datetime.date) -> None:
    given = {
        "given_names": given_names, "family_name": FAMILY, "part": "harmed", "abuse": "suspected", "care": "none",
        "other_area": "", "birth_on": birth_on, "died_on": None,
    }  # fmt: skip
    considering.name_child(by=by, held=held, given=given)


def _view(by: Viewer, held: SeriousIncident, partner: str, view: str) -> None:
    given = {
        "partner": partner,
        "view": view,
        "reasons": "Serious harm, and neglect is suspected.",
        "given_by": "Delegate",
    }
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


def _sheet(by: Viewer) -> dict[str, Any]:
    return {
        "sender_name": by.name, "sender_post": by.post_title, "sender_email": "head_of_service@demonstration.example",
        "sender_telephone": "01632 960100", "incident_place": "At home", "incident_kind": "harm",
        "account": "Found unconscious by a relative, who rang for an ambulance.", "harm_types": ["physical"],
        "known_to": "Health visitor since birth.", "family": "A parent and a grandparent.", "done": "Police were called.",
    }  # fmt: skip


def _write(by: Viewer, held: SeriousIncident, record: FormRecord, answers: dict[str, Any]) -> None:
    considering.save_sheet(by=by, held=held, record=record, changes=answers, page="", version=record.version, own={})
    record.refresh_from_db()
