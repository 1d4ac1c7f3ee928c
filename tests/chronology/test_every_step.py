"""Every declared step of a chronology, of a part and of a discrepancy is taken at every stage it may be taken in."""

from collections.abc import Callable

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.chronology.actions import doubting, running, writing
from sharedduty.foundations.chronology.models import DiscrepancyNotice
from sharedduty.foundations.chronology.process import DOUBT, PART, WHOLE
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.requests.api import of_enquiry
from tests.chronology.scenes import ASKED, LINE, PERIOD, Told
from tests.chronology.scenes import told as opened

pytestmark = pytest.mark.django_db


def _lines(told: Told) -> list[str]:
    return [one.line.reference for one in told.composite().rows if one.line.at.month == 3]


def _together(told: Told) -> None:
    running.put_together(by=told.unit, held=told.now(), given={"lines": _lines(told)})


def _ask(told: Told) -> None:
    team = Team.objects.select_related("organisation").get(
        key="surgery" if told.held.stage == "gathering" else "families"
    )
    running.ask_agencies(by=told.unit, held=told.now(), teams=[team], given=ASKED)


def _remind(told: Told) -> None:
    with seen_by(told.unit):
        waiting = of_enquiry(told.unit, told.held.reference)[0]
    running.remind(by=told.unit, held=told.now(), given={"which": waiting.reference})


def _apart(told: Told) -> None:
    _together(told)
    with seen_by(told.unit):
        made = told.held.groupings.filter(undone_at__isnull=True).get()
    running.take_apart(by=told.unit, held=told.now(), given={"which": made.reference, "because": "Two."})


def _share(told: Told) -> None:
    running.share(by=told.unit, held=told.now(), given={"reason": "Read together."})


WHOLES: dict[str, Callable[[Told], object]] = {
    "set_terms": lambda told: running.set_terms(by=told.unit, held=told.now(), given={**PERIOD, "gap_weeks": 6}),
    "ask_agencies": _ask,
    "remind": _remind,
    "stop_waiting": lambda told: running.stop_waiting(
        by=told.unit,
        held=told.now(),
        given={"which": told.held.parts.filter(stage="asked").first().reference, "because": "It holds nothing."},
    ),
    "ask_more": lambda told: running.ask_more(
        by=told.unit, held=told.now(), given={**ASKED, "which": told.parts["police"].reference}
    ),
    "name_pseudonym": lambda told: running.name_pseudonym(
        by=told.unit, held=told.now(), given={"label": f"Adult {told.held.stage}", "stands_for": "Kit Helpwell"}
    ),
    "put_together": _together,
    "take_apart": _apart,
    "find": lambda told: doubting.find(
        by=told.unit, held=told.now(), given={"why": "The dates differ.", "agencies": [told.parts["police"].reference]}
    ),
    "share": _share,
    "close": lambda told: running.close(by=told.unit, held=told.now(), given={"reason": "The review has ended."}),
}


def test_every_step_of_the_whole_at_every_stage(told: Told) -> None:
    assert set(WHOLES) == {one.verb for one in WHOLE.transitions}
    for stage in ("gathering", "shared"):
        for verb, take in WHOLES.items():
            if verb in ("share", "close"):
                continue
            with seen_by(told.unit):
                take(told)
            assert told.now().stage == stage, verb
        with seen_by(told.unit):
            _share(told)
        assert told.now().stage == "shared"
    with seen_by(told.unit):
        WHOLES["close"](told)
    assert told.now().stage == "closed"


def test_a_chronology_that_nobody_shared_is_closed_too(told: Told) -> None:
    with seen_by(told.unit):
        WHOLES["close"](told)
    assert told.now().stage == "closed" and WHOLE.possible("closed") == []


def _notice(told: Told) -> None:
    doubt = doubting.find(
        by=told.unit, held=told.now(), given={"why": "Look again.", "agencies": [told.parts["police"].reference]}
    )
    doubting.notify(by=told.unit, held=told.doubt(doubt), given={"question": "What do you hold?"})


def _writes(told: Told) -> None:
    by = told.writer("police")
    with seen_by(told.unit):
        _notice(told)
    with seen_by(by):
        entry = writing.add_line(by=by, held=told.part("police"), given={**LINE, "event": "A new line"})
        writing.take_in(by=by, held=told.part("police"), lines=[{**LINE, "event": "From a file"}])
        again = writing.correct_line(by=by, held=told.part("police"), entry=entry, given={**LINE, "because": "Wrong."})
        writing.strike_line(by=by, held=told.part("police"), entry=again, given={"because": "Twice."})
        note = DiscrepancyNotice.objects.get(answered_at__isnull=True)
        writing.answer_notice(by=by, held=told.part("police"), given={"which": note.reference, "answer": "So it was."})


def test_every_step_of_a_part_at_every_stage(house) -> None:
    made = opened(house).asks("police")
    assert {one.verb for one in PART.transitions} == {
        "add_line", "take_in", "correct_line", "strike_line", "send", "answer_notice", "stop",
    }  # fmt: skip
    for stage in ("asked", "sent"):
        _writes(made)
        assert made.part("police").stage == stage
        if stage == "asked":
            made.sends("police")


ENDS: dict[tuple[str, str], Callable[..., object]] = {
    ("correct", "corrected"): doubting.correct,
    ("leave_unresolved", "unresolved"): doubting.leave_unresolved,
    ("set_aside", "none"): doubting.set_aside,
}


@pytest.mark.rows("HE-CHR-03")
def test_every_step_of_a_discrepancy_at_every_stage(told: Told) -> None:
    taken = set()
    for (verb, end), act in ENDS.items():
        for stage in DOUBT.leads_from(verb):
            with seen_by(told.unit):
                made = doubting.find(
                    by=told.unit, held=told.now(), given={"why": "Look.", "agencies": [told.parts["police"].reference]}
                )
                if stage in ("notified", "explained"):
                    doubting.notify(by=told.unit, held=told.doubt(made), given={"question": "What?"})
                if stage == "explained":
                    doubting.take_answer(by=told.unit, held=told.doubt(made), given={"explanation": "So."})
            with seen_by(told.writer("police")):
                writing.add_line(
                    by=told.writer("police"), held=told.part("police"), given={**LINE, "event": f"{verb} {stage}"}
                )
            with seen_by(told.unit):
                assert told.doubt(made).stage == stage
                act(by=told.unit, held=told.doubt(made), given={"outcome": "So it ends."})
            assert told.doubt(made).stage == end
            taken |= {verb, "notify", "take_answer"}
    assert taken == {one.verb for one in DOUBT.transitions}
