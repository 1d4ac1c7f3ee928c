"""How an old case comes in, what is refused, and how it is considered, recommended and decided."""

from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.guidance.api import pack
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.serious_case_review.actions import considering
from sharedduty.modules.serious_case_review.models import SeriousCaseReview
from sharedduty.modules.serious_case_review.queries import reading
from sharedduty.modules.serious_case_review.queries.choices import labels, questions
from sharedduty.modules.serious_case_review.queries.publication import last_writing
from sharedduty.modules.serious_case_review.rules.noting import NOTES, note_whole
from sharedduty.modules.serious_case_review.tests.scenes import (
    DAY,
    DECIDED,
    NOTICE,
    PACK,
    RECOMMENDED,
    TOLD,
    Legacy,
    at,
    considered,
    example,
    on,
    opened,
)

pytestmark = pytest.mark.django_db
END = on(2020, 9, 29)


def refused(do: Any) -> str:
    """The words of a refusal."""
    with pytest.raises(CannotMove) as caught:
        do()
    return str(caught.value)


@pytest.mark.rows("HE-SCR-12", "HE-SCR-13", "HE-SCR-02", "HE-SCR-10")
def test_an_older_case_is_opened_with_the_form_and_the_days_it_has(legacy: Legacy) -> None:
    held = legacy.held
    with seen_by(legacy.unit):
        assert held.stage == "referred" and held.pack == PACK and held.safety.startswith("His sister")
        answers = held.referral.answers
        assert set(answers) == {one.key for one in questions(PACK, "scr-referral")} and all(answers.values())
        assert held.referral.submitted_at and str(held.children.get()) == "Robin Testwick"
        assert held.received_by == "Manager of the board"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"happened_on": END + DAY, "begun_on": END + DAY}, "Serious case reviews ended on 29 September 2020"),
        ({"begun_on": END + DAY}, "Serious case reviews ended on 29 September 2020"),
        ({"begun_on": on(2006, 12, 31), "happened_on": on(2006, 12, 1)}, "These arrangements began on 1 January 2007"),
        ({"begun_on": on(2020, 1, 9)}, "cannot be begun before it happened"),
        ({"received_on": on(2020, 1, 1)}, "cannot come before it happened"),
        ({"birth_on": on(2999, 1, 1)}, "cannot lie in the future"),
        ({"safety": " "}, "Say first how other children at risk"),
        ({"details": ""}, "Write what happened, and every child and adult known"),
        ({"concerns": ""}, "Write which concerns call for it"),
        ({"begun_on": None}, "Enter the day the case was begun"),
        ({"follows": "SR-0000-0000"}, "There is no earlier decision with this reference"),
        ({"follows": "nonsense"}, "There is no earlier decision with this reference"),
    ],
)
@pytest.mark.rows("HE-SCR-02", "HE-SCR-12")
def test_what_cannot_be_an_older_case_is_refused_and_nothing_is_kept(house, wrong: dict[str, Any], words: str) -> None:
    assert words in refused(lambda: opened(house, **wrong))
    with seen_by(house.post_holder("business_manager")):
        assert not SeriousCaseReview.objects.exists()


@pytest.mark.rows("HE-NOT-02")
def test_the_last_day_is_still_one_and_the_pack_sets_no_time_for_telling_the_inspectorate(house) -> None:
    assert opened(house, happened_on=END, begun_on=END, received_on=END).held.begun_on == END
    assert (
        not any(key.startswith("sin.") for key in pack(PACK).clocks)
        and pack("wt-2018").clocks["sin.panel"].quantity == 5
    )


@pytest.mark.rows("HE-SCR-14", "HE-SCR-24")
def test_the_chairs_month_runs_from_when_the_chair_was_told_and_anew_when_that_is_put_right(legacy: Legacy) -> None:
    assert "Record first when the chair was told" in refused(lambda: legacy.does(considering.recommend, {}))
    legacy.told()
    clock = legacy.clock("scr.decision")
    assert (clock.pack, clock.started_at) == (PACK, TOLD) and clock.due_at.date() == on(2020, 4, 2)
    legacy.does(considering.tell_chair, {"chair_told_at": at(2020, 3, 5), "told_by": "Letter"})
    assert legacy.clock("scr.decision").due_at.date() == on(2020, 4, 5)
    early = {"chair_told_at": at(2020, 2, 1), "told_by": "x"}
    assert "This cannot lie before it was received" in refused(lambda: legacy.does(considering.tell_chair, early))


@pytest.mark.rows("HE-SCR-15", "HE-SCR-16", "HE-NOT-04")
def test_what_went_out_is_on_record_with_its_reply_and_the_panel_waits_for_it(legacy: Legacy) -> None:
    legacy.does(considering.tell_chair, {"chair_told_at": TOLD, "told_by": "By telephone"})
    missing = refused(lambda: legacy.does(considering.recommend, {}))
    assert "Still to do: Ask agencies to secure their files" in missing and "members of the panel" in missing
    legacy.sends("secure_files")
    with seen_by(legacy.unit):
        one = legacy.held.notices.get(code="secure_files")
    answer = {"which": one.reference, "reply": "Secured. Seen twice.", "replied_on": on(2020, 3, 10)}
    legacy.does(considering.record_reply, answer)
    assert "Choose what is answered" in refused(lambda: legacy.does(considering.record_reply, answer)), (
        "twice is refused"
    )
    with seen_by(legacy.unit):
        one.refresh_from_db()
        assert one.reply == "Secured. Seen twice." and one.how == "Secure email" and one.sent_at


@pytest.mark.rows("HE-NOT-01", "HE-NOT-03", "HE-NOT-05")
def test_the_inspectorates_form_has_its_categories_and_of_conduct_no_word_is_kept(legacy: Legacy) -> None:
    given = {**NOTICE, "categories": ["c_1", "c_4"], "state": "possible", "form_version": "June 2005"}
    made = legacy.does(considering.notify_inspectorate, given)
    assert made.categories == ["c_1", "c_4"] and not made.confirmed and len(labels(PACK, "scr.incident")) == 5
    nothing = refused(lambda: legacy.does(considering.notify_inspectorate, {**given, "categories": [], "state": ""}))
    assert "Choose at least one category" in nothing and "possible or confirmed" in nothing
    conduct = {**given, "categories": ["c_5"], "text": "He was seen to."}
    assert "only the sending is kept" in refused(lambda: legacy.does(considering.notify_inspectorate, conduct))
    assert legacy.does(considering.notify_inspectorate, {**conduct, "text": ""}).text == ""


@pytest.mark.rows("HE-SCR-04", "HE-SCR-05")
def test_each_criterion_and_question_is_judged_by_people_and_nothing_follows_from_it(legacy: Legacy) -> None:
    assert len(labels(PACK, "scr.criteria")) == 8 and len(labels(PACK, "scr.question")) == 11
    legacy.told()
    left_out = {**considered(), "sc_4": "", "q_11": ""}
    assert refused(lambda: legacy.does(considering.consider, left_out)).count("Answer this") == 2
    bare = considered(sc_2="met", q_1="yes")
    assert refused(lambda: legacy.does(considering.consider, bare)).count("Say what this rests on") == 2
    every = considered(**dict.fromkeys(labels(PACK, "scr.question"), "yes"), **{
        f"{code}_why": "So it was." for code in labels(PACK, "scr.question")
    })  # fmt: skip
    legacy.does(considering.consider, every)
    with seen_by(legacy.unit):
        assert legacy.held.stage == "referred" and legacy.held.outcome == "", "eleven times yes decides nothing"
    again = {**considered(), "why_again": ""}
    assert "Say why it changes" in refused(lambda: legacy.does(considering.consider, again))
    legacy.does(considering.consider, {**again, "why_again": "More came.", "sc_3": "not_known"})
    with seen_by(legacy.unit):
        last = last_writing(legacy.held, "consideration")
        assert last is not None and last.number == 2 and last.answers["sc_3"] == "not_known"
        assert legacy.held.writings.filter(kind="consideration").count() == 2


@pytest.mark.rows("HE-SCR-17", "HE-SCR-19", "HE-SCR-20", "HE-SCR-12")
def test_the_panel_recommends_in_writing_after_all_four_services_took_part(legacy: Legacy) -> None:
    from_three = {"by_education": " "}
    assert "Say who did for education" in refused(lambda: legacy.recommends(**from_three))
    assert "Choose the meeting that was held" in refused(lambda: legacy.does(
        considering.recommend, {"how": "meeting", "meeting": "GV-0000-0000"}))  # fmt: skip
    for part in ("recommendation", "scope", "members"):
        assert questions(PACK, "scr-recommendation")
        with pytest.raises(CannotMove):
            legacy.does(considering.recommend, {**considered(), part: ""})
    given = {**RECOMMENDED, "outcome": "small_review"}
    legacy.does(considering.recommend, given)
    with seen_by(legacy.unit):
        legacy.held.refresh_from_db()
        panel = last_writing(legacy.held, "panel")
        assert legacy.held.stage == "recommended" and legacy.held.outcome == "small_review"
        assert panel is not None and set(panel.answers) == {"social_care", "health", "education", "police"}
        assert legacy.held.recommended.answers["scope"] == "The last year."


@pytest.mark.rows("HE-SCR-21")
def test_the_chair_decides_with_reasons_and_signature_within_the_month_or_says_why_not(legacy: Legacy) -> None:
    legacy.recommends()
    for left_out in ({"reasons": ""}, {"signature": ""}, {"holds": ""}, {"decided_at": None}):
        with pytest.raises(CannotMove):
            legacy.decides(**left_out)
    assert "later than a month" in refused(lambda: legacy.decides(decided_at=at(2020, 4, 3, 0)))
    assert "before the chair was told" in refused(lambda: legacy.decides(decided_at=at(2020, 3, 1)))
    legacy.decides(decided_at=at(2020, 4, 2, 23))
    with seen_by(legacy.unit):
        legacy.held.refresh_from_db()
        assert legacy.held.stage == "scoping" and legacy.held.ruling.answers["signature"] == "Casey Exemplar, chair"
    met = legacy.clock("scr.decision")
    assert met.met_at == at(2020, 4, 2, 23) and met.late_because == ""


@pytest.mark.rows("HE-SCR-03", "HE-SCR-06")
def test_where_a_review_is_always_held_a_decision_against_it_asks_for_exceptional_reasons(legacy: Legacy) -> None:
    legacy.told().does(considering.consider, considered(sc_1="met", sc_1_why="He died; neglect is suspected."))
    legacy.does(considering.recommend, dict(RECOMMENDED))
    words = refused(lambda: legacy.decides(holds="no"))
    assert "a review is always held" in words and "exceptional local reasons" in words
    legacy.decides(holds="no", departure="The other council holds it.")
    with seen_by(legacy.unit):
        legacy.held.refresh_from_db()
        assert legacy.held.stage == "declined"
        assert legacy.held.step_reasons.get(verb="decline").text == "The other council holds it."


@pytest.mark.rows("HE-SCR-19", "HE-SCR-23", "HE-SCR-25")
def test_without_a_review_agencies_are_told_findings_shared_and_a_new_referral_may_look_again(legacy: Legacy) -> None:
    legacy.recommends(outcome="small_review").decides(holds="no")
    words = refused(lambda: legacy.does(considering.close_declined, {"reason": "So it was decided."}))
    assert "letter went to the agencies" in words and "findings went to the Operational Board" in words
    legacy.sends("no_review").notes("findings")
    again = opened(legacy.house, follows=legacy.held.reference, given_names="Robin")
    legacy.does(considering.close_declined, {"reason": "All is told."})
    with seen_by(legacy.unit):
        legacy.held.refresh_from_db()
        assert legacy.held.stage == "closed" and again.held.follows == legacy.held.reference
        assert legacy.held.case_file_id in (again.held.case_file.came_out_of or [])


def test_a_review_that_had_ended_is_kept_as_it_ended(legacy: Legacy) -> None:
    given = {"reason": "It was published in 2015.", "ended_on": on(2020, 8, 1), "report_in": "The county archive"}
    for left_out in (*given, None):
        wrong = {**given, left_out: None} if left_out else {**given, "ended_on": on(2020, 2, 1)}
        with pytest.raises(CannotMove):
            legacy.does(considering.keep_as_ended, wrong)
    legacy.does(considering.keep_as_ended, given)
    with seen_by(legacy.unit):
        legacy.held.refresh_from_db()
        assert legacy.held.stage == "kept" and "The county archive" in legacy.held.held_in
        assert list(reading.listed(legacy.unit, "ended")) == [legacy.held]


@pytest.mark.rows(
    "HE-SCR-07", "HE-SCR-08", "HE-SCR-09", "HE-SCR-11", "HE-SCR-32", "HE-SCR-37", "HE-SCR-38", "HE-SCR-40", "HE-SCR-41",
    "HE-SCR-42", "HE-LRN-01", "HE-LRN-02", "HE-LRN-04", "HE-ACT-02", "HE-ACT-05", "HE-DIS-05", "HE-EXS-04",
)  # fmt: skip
def test_each_kind_of_note_is_kept_whole_or_says_what_is_missing(legacy: Legacy) -> None:
    for kind in NOTES:
        options = list(labels(PACK, kind.choose)) if kind.choose else []
        whole = {**example(kind), "verb": kind.verb, "options": options}
        assert note_whole(legacy.held, whole) == [], kind.code
        for name, (_, lack) in kind.asks.items():
            assert [one.text for one in note_whole(legacy.held, {**whole, name: ""})] == [lack], (kind.code, name)
        if kind.choose:
            assert note_whole(legacy.held, {**whole, "code": "nonsense"})[0].text == "Choose one."
        if "happened_on" in kind.asks:
            ahead = {**whole, "happened_on": timezone.localdate() + DAY}
            assert "cannot lie in the future" in note_whole(legacy.held, ahead)[0].text
    assert {"inquiry", "coroner", "homicide"} <= set(labels(PACK, "scr.parallel")) and len(labels(PACK, "scr.use")) == 4
    made = legacy.notes("process", {**example(NOTES[2]), "code": "inquiry"})
    with seen_by(legacy.unit):
        assert [kind.code for kind, _ in reading.view_of(legacy.unit, legacy.held).notes] == ["process"]
        assert made.code == "inquiry" and DECIDED
