"""Chair, administrator, family, terms, costs, media, complaints, longer time, and whether the panel is whole."""

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.homicide_review.actions import running
from sharedduty.modules.homicide_review.queries import choices
from sharedduty.modules.homicide_review.queries.reading import next_update
from sharedduty.modules.homicide_review.queries.sharing import COMMISSIONER, equally, share_of
from sharedduty.modules.homicide_review.rules.agencies import panel_lacks
from tests.homicide_review.scenes import (
    ADMINISTRATOR,
    CHAIR,
    DAY,
    FAMILY,
    PACK,
    SPECIALIST,
    Homicide,
    entry,
    terms,
    today,
)
from tests.homicide_review.test_considering import lacks

pytestmark = pytest.mark.django_db


@pytest.mark.rows("GL-DH-19", "GL-DH-20", "GL-DH-22", "GL-DH-23")
def test_a_chair_answers_each_of_eleven_tests_and_none_may_fail(homicide: Homicide) -> None:
    homicide.decides()
    tests = choices.labels("chair")
    assert len(tests) == 11
    for code in tests:
        for name in (f"test_{code}", f"test_{code}_why"):
            with pytest.raises(CannotMove) as refused:
                homicide.does(running.appoint_chair, {**CHAIR, name: ""}, appointed_on=today())
            assert refused.value.missing[0].href == f"#id_{name}"
        with pytest.raises(CannotMove) as refused:
            homicide.does(running.appoint_chair, {**CHAIR, f"test_{code}": "no"}, appointed_on=today())
        assert "not appointed" in lacks(refused)
    for name in ("chosen_by", "contract", "register", "name"):
        with pytest.raises(CannotMove):
            homicide.does(running.appoint_chair, {**CHAIR, name: " "}, appointed_on=today())
    with pytest.raises(CannotMove):
        homicide.does(running.appoint_chair, CHAIR, appointed_on=today() + DAY)
    made = homicide.does(running.appoint_chair, CHAIR, appointed_on=today())
    assert set(made.tests) == set(tests) and all(one["why"] for one in made.tests.values())
    author = homicide.does(running.appoint_chair, {**CHAIR, "part": "author", "name": "Another"}, appointed_on=today())
    assert author.part == "author"


def test_a_learning_review_may_have_a_chair_from_here(homicide: Homicide) -> None:
    homicide.decides("learning_review", relation="none")
    assert homicide.does(running.appoint_chair, {**CHAIR, "test_agencies": "no"}, appointed_on=today()).pk


@pytest.mark.rows("GL-DH-28")
def test_an_administrator_has_all_twelve_duties_and_a_supervisor(homicide: Homicide) -> None:
    homicide.decides()
    assert len(ADMINISTRATOR["duties"]) == 12
    for given in ({**ADMINISTRATOR, "duties": ADMINISTRATOR["duties"][:11]}, {**ADMINISTRATOR, "supervised_by": ""}):
        with pytest.raises(CannotMove):
            homicide.does(running.name_administrator, given, since_on=today())
    assert homicide.does(running.name_administrator, ADMINISTRATOR, since_on=today()).pk


@pytest.mark.rows("GL-DH-24", "GL-DH-25", "GL-DH-27")
def test_the_family_is_told_after_advice_with_a_whole_letter_and_an_advocate_or_it_is_said_why_not(
    homicide: Homicide,
) -> None:
    homicide.decides()
    with pytest.raises(CannotMove) as refused:
        homicide.does(running.invite_family, FAMILY, invited_on=today())
    assert "advice" in lacks(refused)
    for kind in ("told", "letter"):
        with pytest.raises(CannotMove):
            homicide.does(running.write_family, entry(kind))
    homicide.does(running.write_family, entry("withheld", words="It would endanger a sister."))
    homicide.does(running.write_family, entry("advice"))
    homicide.does(running.write_family, entry("told"))
    assert len(FAMILY["letter"]) == 6
    for given in ({**FAMILY, "letter": FAMILY["letter"][1:]}, {**FAMILY, "advocate": ""}, {**FAMILY, "delivered": ""}):
        with pytest.raises(CannotMove):
            homicide.does(running.invite_family, given, invited_on=today())
    assert homicide.does(running.invite_family, FAMILY, invited_on=today()).advocate
    other = {**FAMILY, "side": "perpetrator", "name": "Dale", "not_invited_because": "Abroad."}
    made = homicide.does(running.invite_family, other, invited_on=today())
    assert made.invited_on is None and made.not_invited_because and not made.letter


@pytest.mark.rows("GL-DH-26")
def test_who_was_not_told_in_the_time_they_wished_shows_as_waiting(homicide: Homicide) -> None:
    homicide.decides()
    homicide.does(running.write_family, entry("advice"))
    one = homicide.does(running.invite_family, FAMILY, invited_on=today() - 40 * DAY)
    wishes = {"which": one.reference, "contact": "By letter", "advocate": "AAFDA"}
    for wrong in (None, 0, 400):
        with pytest.raises(CannotMove):
            homicide.does(running.keep_wishes, wishes, every_days=wrong)
    homicide.does(running.keep_wishes, wishes, every_days=28)
    with seen_by(homicide.lead):
        assert next_update(homicide.held)[0][1] == today() - 12 * DAY
    page = homicide.house.client(homicide.lead).get(f"/homicide-reviews/{homicide.held.reference}/").content.decode()
    assert "waits to hear, since" in page
    homicide.does(running.write_family, entry("update", member=one.reference, words="Where it stands."))
    homicide.does(running.write_family, entry("input", member=one.reference, words="Her words are in part three."))
    with seen_by(homicide.lead):
        assert next_update(homicide.held)[0][1] == today() + 28 * DAY


@pytest.mark.rows("GL-DH-04", "GL-DH-33", "GL-DH-35", "GL-DH-40")
def test_terms_answer_every_topic_of_the_area_with_a_holding_statement(homicide: Homicide) -> None:
    homicide.decides()
    topics = choices.topics(PACK)
    assert len(topics) == 22
    for name in (
        *(f"topic_{one}" for one in topics),
        "holding_statement",
        "data_protection",
        "panel_met_on",
        "agreed_by",
    ):
        with pytest.raises(CannotMove) as refused:
            homicide.does(running.agree_terms, terms(**{name: None}))
        assert refused.value.missing[0].href == f"#id_{name}"
    with pytest.raises(CannotMove):
        homicide.does(running.agree_terms, terms(period_to_on=today() - 2000 * DAY))
    homicide.does(running.agree_terms, terms())
    with pytest.raises(CannotMove):
        homicide.does(running.agree_terms, terms())
    homicide.does(running.agree_terms, terms(why_again="A new witness."))
    with seen_by(homicide.lead):
        assert homicide.held.terms.count() == 2
    shown = homicide.house.client(homicide.lead).get("/homicide-reviews/library/").content.decode()
    assert all(words in shown for words in choices.labels("purpose").values())


@pytest.mark.rows("GL-DH-29", "GL-DH-30", "GL-DH-31")
def test_each_partners_share_is_the_areas_rule_in_whole_pence() -> None:
    chair = share_of(PACK, "chair", 800_001, joint=False)
    assert chair.shares[COMMISSIONER] == 400_000 and sum(chair.shares.values()) == 800_001 and not chair.over
    dear = share_of(PACK, "chair", 1_300_000, joint=False)
    assert dear.shares[COMMISSIONER] == 500_000 and dear.over and len(dear.shares) == 7
    assert {value for name, value in dear.shares.items() if name != COMMISSIONER} == {133_334, 133_333}
    assert share_of(PACK, "administration", 800_000, joint=False).over is False
    assert share_of(PACK, "administration", 800_001, joint=False).over is True
    usual, complicated = (
        share_of(PACK, "advocacy", 150_000, joint=False),
        share_of(PACK, "advocacy_complex", 250_001, joint=False),
    )
    assert not usual.over and complicated.over and set(usual.shares) == {COMMISSIONER, *choices.districts(PACK)}
    assert max(usual.shares.values()) - min(usual.shares.values()) <= 1 and sum(usual.shares.values()) == 150_000
    assert equally(10, []) == {}


@pytest.mark.rows("GL-DH-29", "GL-DH-31")
def test_a_cost_over_its_limit_says_why(homicide: Homicide) -> None:
    homicide.decides()
    given = {"item": "advocacy", "pence": 150_001, "over_because": "", "agreed_by": ""}
    with pytest.raises(CannotMove):
        homicide.does(running.record_cost, given)
    made = homicide.does(running.record_cost, {**given, "over_because": "Two families."})
    assert made.over_because and sum(made.shares.values()) == 150_001
    with pytest.raises(CannotMove):
        homicide.does(running.record_cost, {**given, "pence": 0})


@pytest.mark.rows("GL-DH-33", "GL-DH-34")
def test_media_and_complaints_are_on_record_and_a_body_is_named_where_the_text_is_silent(homicide: Homicide) -> None:
    homicide.decides()
    assert {"holding", "enquiry", "meeting", "press", "agency", "practice"} == set(choices.labels("media"))
    homicide.does(running.write_media, entry("enquiry", words="A review is under way."))
    given = {"kind": "decision", "who": "A cousin", "text": "Why a review?", "answered_by": ""}
    with pytest.raises(CannotMove) as refused:
        homicide.does(running.name_complaint, given, received_on=today())
    assert "leaves it open" in lacks(refused) and len(choices.labels("complaint")) == 3
    made = homicide.does(running.name_complaint, {**given, "answered_by": "The county body"}, received_on=today())
    homicide.does(
        running.answer_complaint, {"which": made.reference, "answer": "The law asks.", "answered_on": today()}
    )
    with pytest.raises(CannotMove):
        homicide.does(running.answer_complaint, {"which": made.reference, "answer": "Again", "answered_on": today()})
    chair = homicide.does(running.appoint_chair, CHAIR, appointed_on=today())
    homicide.does(
        running.end_chair, {"which": chair.reference, "ended_on": today(), "ended_because": "The contract ended."}
    )


@pytest.mark.rows("GL-DH-42")
def test_a_longer_time_is_agreed_and_referred_and_the_limit_stays(homicide: Homicide) -> None:
    homicide.decides()
    due = homicide.clock("dhr.complete").due_at
    given = {"reasons": "A trial.", "agreed_by": "The chair", "agreed_on": today(), "until_on": today() + 300 * DAY}
    for wrong in ({"referred_on": None}, {"referred_on": today() + DAY}, {"until_on": today()}, {"reasons": ""}):
        with pytest.raises(CannotMove):
            homicide.does(running.extend, {**given, "referred_on": today(), **wrong})
    homicide.does(running.extend, given, referred_on=today())
    with seen_by(homicide.lead):
        assert homicide.held.log.get(kind="extension").happened_at <= timezone.now()
    assert homicide.clock("dhr.complete").due_at == due


@pytest.mark.rows("GL-DH-36", "GL-DH-37")
def test_the_review_starts_only_with_a_whole_panel(homicide: Homicide) -> None:
    bodies = choices.bodies(PACK)
    assert sum(asks == "some or all of these" for _, asks in bodies) == 7
    assert ("Gloucestershire NHS Integrated Care Board", "some or all of these") in bodies, "the body that followed"
    specialist = next(name for name, asks in bodies if asks == "mandatory specialist")
    assert panel_lacks([bodies[0][0], specialist], bodies, []) == []
    assert len(panel_lacks([], bodies, ["Testshire school"])) == 3
    homicide.decides()
    homicide.does(running.write_family, entry("advice"))
    homicide.does(running.invite_family, FAMILY, invited_on=today())
    homicide.does(running.appoint_chair, CHAIR, appointed_on=today())
    homicide.does(running.name_administrator, ADMINISTRATOR, since_on=today())
    homicide.does(running.agree_terms, terms())
    with pytest.raises(CannotMove) as refused:
        homicide.does(running.start_review)
    assert "None of the bodies" in lacks(refused) and "specialist service" in lacks(refused)
    homicide.sits()
    homicide.sits(SPECIALIST, declares=False)
    with pytest.raises(CannotMove) as refused:
        homicide.does(running.start_review)
    assert "has not declared yet" in lacks(refused)
