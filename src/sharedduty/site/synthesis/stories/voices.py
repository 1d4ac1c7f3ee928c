"""Who spoke up: a concern without a name, two complaints, a request for one's own information; and the two registers.

Of some agencies the registers hold everything, of others little, so that the gaps are there to be seen.
"""

from typing import Any

from sharedduty.foundations.access.api import PUBLIC, Viewer, seen_by
from sharedduty.modules.speaking_up.actions import disclosing, handling, registers, sending
from sharedduty.modules.speaking_up.models import Matter, Procedure
from sharedduty.modules.speaking_up.queries import choices, reading
from sharedduty.modules.speaking_up.queries.keys import new_key
from sharedduty.site.synthesis.stories.cast import FAMILY, Cast, somebody, take
from sharedduty.site.synthesis.then import acting, at, in_days, moment

LEAD = "Head of workforce (invented)"
COUNCIL, POLICE, ICB = "gloucestershire-county-council", "gloucestershire-constabulary", "gloucestershire-icb"
TRUST, SCHOOL = "gloucestershire-hospitals-trust", "larkfield-primary-school"


def tell(cast: Cast) -> int:
    """What was sent and what the registers hold, once; gives how many matters were new."""
    with seen_by(cast.unit):
        if Procedure.objects.filter(lead=LEAD).exists():
            return 0
    _concern(cast)
    _complaints(cast)
    _request(cast)
    _registers(cast)
    return 4


def _sent(cast: Cast, handler: Viewer, working_days: int, given: dict[str, Any]) -> Matter:
    """Something sent through the public page; gives it as whoever it was given to has it."""
    told = {**EMPTY, **given}
    with at(moment(working_days, 19)):
        with seen_by(PUBLIC):
            made = sending.send(by=PUBLIC, area=cast.area, given=told, key=new_key())
        with seen_by(handler):
            held = reading.by_reference(handler, made.matter)
    assert held is not None  # noqa: S101 (it was given to them; for the type checker)
    return held


def _concern(cast: Cast) -> None:
    """It came without a name some days ago and waits for its first answer."""
    words = "On the night shift in our home the second worker is often asleep. I told my manager and nothing changed."
    _sent(cast, cast.unit, 3, {
        "kind": "concern", "way": "anonymous", "told": words, "organisation_words": "A children's home near Testham",
        "told_before": "My manager, twice.", "wanted": "That two are awake at night.", "child_at_risk": "not_known",
    })  # fmt: skip


def _complaints(cast: Cast) -> None:
    """One of a family, acknowledged, with a day promised that is near; one about data, whose acknowledgement is due soon."""
    family = {
        "kind": "complaint",
        "sent_as": "family",
        "sender_name": f"Perpetua {FAMILY}",
        "sender_reach": "By letter",
    }
    told = "Nobody told me that my granddaughter's conference was moved. I stood there alone."
    held = _sent(cast, cast.unit, 18, {**family, "told": told})
    came = {"text": "We have your complaint and look into it.", "promised_on": in_days(2)}
    take(cast.unit, 16, handling.acknowledge, held, came)
    take(cast.unit, 6, handling.note, held, {"note": "The service says a letter went to an old address."})
    about_data = {
        "kind": "data_complaint",
        "sender_name": f"Odette {FAMILY}",
        "sender_reach": "By telephone, 01632 960188",
    }
    told = "A letter about my son went to the neighbours."
    _sent(cast, somebody("privacy_officer"), 19, {**about_data, "told": told})


def _request(cast: Cast) -> None:
    """Who asks is known; documents are listed, one is judged, the others wait for it."""
    officer = somebody("privacy_officer")
    held = _sent(cast, officer, 15, {
        "kind": "access", "told": "Everything held about me when I was in care.", "sender_name": f"Quentin {FAMILY}",
        "sender_reach": "By post, with a copy of a passport",
    })  # fmt: skip
    details = {"note": "A passport was seen.", "details_at": moment(14, 11)}
    take(officer, 14, disclosing.accept_details, held, details, hour=12)
    listed = [
        take(officer, 10, disclosing.list_item, held, {"document": name, "held_by": by, "third_parties": third})
        for name, by, third in DOCUMENTS
    ]
    take(officer, 4, disclosing.judge_item, held, {"which": listed[0].reference, **JUDGED})


def _registers(cast: Cast) -> None:
    """Procedures of five agencies, and safe recruitment of four, said by themselves or by the business unit."""
    unit = cast.unit
    for body, gaps in PROCEDURES.items():
        given = {**PROCEDURE, "organisation": body, "reviewed_on": moment(90).date(), "next_on": in_days(300), **gaps}
        with acting(unit, moment(30, 11)):
            registers.keep_procedure(by=unit, given=given)
    codes = [code for found in choices.elements().values() for code, _, _ in found]
    for body, (role, known) in RECRUITMENT.items():
        by = somebody(role)
        with acting(by, moment(25, 14)):
            for number, code in enumerate(codes[:known]):
                state = STATES[number % len(STATES)] if body != COUNCIL else "in_place"
                said = {
                    "state": state,
                    "evidence": EVIDENCE[state],
                    "seen_on": moment(26).date(),
                    "next_on": in_days(180),
                }
                registers.say_element(by=by, organisation=cast.body(body), element=code, given=said)


# --- What was said ------------------------------------------------------------------------------------------------

EMPTY = {
    "kind": "", "way": "", "told": "", "organisation": "", "organisation_words": "", "named": "", "affected": "",
    "child_at_risk": "no", "told_before": "", "wanted": "", "sender_name": "", "sender_reach": "", "sent_as": "",
}  # fmt: skip
DOCUMENTS = (
    ("Letters of the children's home", "Council archive", ""),
    ("Minutes of six reviews", "Case system", "Names of two other children"),
    ("Notes of a social worker, one year", "Case system", "What his mother said of somebody else"),
)
JUDGED = {
    "decision": "disclose", "harm": "none", "harm_why": "He wrote most of them himself.", "harm_by": "Dr Imogen Fableton, GP",
    "ground": "", "reason": "", "text": "Twelve letters, copied whole.",
}  # fmt: skip
PROCEDURE = {
    "where": "On the intranet, under Speak up", "lead": LEAD, "line": "01632 960190", "leaflet": "Charity leaflet, edition 3",
    "protects": "yes", "works": "yes", "works_why": "Ten staff were asked; nine knew the way.",
}  # fmt: skip
# What each agency's entry lacks.
PROCEDURES: dict[str, dict[str, Any]] = {
    COUNCIL: {},
    POLICE: {"leaflet": ""},
    ICB: {"works": "", "works_why": ""},
    TRUST: {"line": "", "protects": "not_known"},
    SCHOOL: {"lead": "Head teacher", "line": "", "leaflet": "", "reviewed_on": None, "next_on": None, "works": "no",
             "works_why": "Two of five asked did not know it."},
}  # fmt: skip
# Who says how safe recruitment stands there, and of how many elements.
RECRUITMENT = {
    COUNCIL: ("head_of_service", 12),
    TRUST: ("business_manager", 10),
    SCHOOL: ("teacher", 8),
    ICB: ("health_mash", 6),
}
STATES = ("in_place", "in_place", "partly", "in_place", "not_in_place")
EVIDENCE = {
    "in_place": "Five files were looked at.", "partly": "In three of five files.",
    "not_in_place": "There is no record of it yet; from next term.",
}  # fmt: skip
