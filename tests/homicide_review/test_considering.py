"""Notices, agencies, the decision and its limits, other reviews, and what follows where none is held."""

import datetime
import html
import re
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.foundations.requests.models import InformationRequest
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.homicide_review.actions import agencies, opening, running
from sharedduty.modules.homicide_review.models import HomicideNotice, PanelMember
from sharedduty.modules.homicide_review.queries import choices, notices
from sharedduty.modules.homicide_review.rules.considering import met, notice_whole
from tests.homicide_review.scenes import (
    DAY,
    HOUR,
    MEMBER,
    NOTICE,
    PACK,
    Homicide,
    entry,
    referred,
    taken_in,
    terms,
    today,
)

pytestmark = pytest.mark.django_db
OVERLAP = {"kind": "young_victim", "consulted": "Business manager", "agreed": "One review.", "joint": True}


def main_of(answer: Any) -> str:
    """What a page says in its main part, without its marks."""
    main = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return html.unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", "", main, flags=re.DOTALL)))


def lacks(refused: pytest.ExceptionInfo[CannotMove]) -> str:
    return " ".join(one.text for one in refused.value.missing)


@pytest.mark.rows("GL-DH-08", "GL-DH-09", "GL-DH-10", "GL-DL-03")
def test_anybody_refers_a_death_in_writing_with_its_items_and_keeps_a_receipt(house: Partnership) -> None:
    for role in ("police_mash", "teacher", "gp"):
        told = referred(house, by=role)
        sender = house.post_holder(role)
        with seen_by(sender):
            assert notices.notice_by_reference(sender, told.reference) is not None
            open_ones = Grant.objects.filter(case_file=told.case_file_id, until__isnull=True)
            assert [one.level for one in open_ones] == ["read"], "a sender reads, and changes nothing"
    whole = {**NOTICE, "died_on": today(), "received_at": timezone.now()}
    assert not notice_whole(whole)
    for name in ("victim", "perpetrator", "summary", "agreed_with", "coordinator", "telephoned", "district", "died_on"):
        assert notice_whole({**whole, name: None}), name
    assert notice_whole({**whole, "died_on": today() + DAY})
    assert notice_whole({**whole, "victim_birth_on": today() + DAY})
    assert notice_whole({**whole, "received_at": timezone.now() - 3 * DAY})


@pytest.mark.rows("GL-DH-01")
def test_a_notice_is_of_somebody_who_had_their_sixteenth_birthday() -> None:
    day = datetime.date(2026, 3, 1)
    whole = {**NOTICE, "died_on": day, "received_at": timezone.now(), "late_because": "It came to light late."}
    [young] = notice_whole({**whole, "victim_birth_on": datetime.date(2010, 3, 2)})
    assert young.href == "#id_victim_birth_on" and "Child deaths" in young.text
    assert not notice_whole({**whole, "victim_birth_on": datetime.date(2010, 3, 1)})


@pytest.mark.rows("GL-DH-09")
def test_a_notice_after_two_days_says_why_and_the_police_are_late_by_name(house: Partnership) -> None:
    with pytest.raises(CannotMove) as refused:
        taken_in(house, died_on=today() - 9 * DAY)
    assert "more than two days" in lacks(refused)
    late = taken_in(house, died_on=today() - 9 * DAY, late_because="Found late.")
    clock = late.clock("dhr.notify")
    assert clock.met_at and clock.met_at > clock.due_at and clock.late_because == "Found late."
    assert taken_in(house).clock("dhr.notify").late_because == ""


@pytest.mark.rows("GL-DH-05", "GL-DH-06")
def test_whose_duty_it_is_follows_from_where_the_victim_lived(house: Partnership) -> None:
    for district, body in choices.districts(PACK).items():
        assert taken_in(house, district=district).held.body == body
    assert choices.districts(PACK)["Cheltenham"] == "Cheltenham CSP" != choices.districts(PACK)["Stroud"]
    one = taken_in(house)
    with pytest.raises(CannotMove):
        one.does(opening.settle_body, {"body": "Another", "body_because": ""})
    one.does(opening.settle_body, {"body": "Another", "body_because": "No settled home; agreed with the neighbour."})
    with pytest.raises(CannotMove):
        one.does(opening.pass_on, {"reason": ""})
    one.does(opening.pass_on, {"reason": "Lived over the border."})
    assert one.held.stage == "passed_on" and one.held.body_because.startswith("No settled home")


@pytest.mark.rows("GL-DH-11")
def test_agencies_get_a_letter_with_four_points_and_answer_in_a_file_of_their_own(homicide: Homicide) -> None:
    police, health = Team.objects.get(key="police"), Team.objects.get(key="health")
    letter = {"question": "Did you know them?", "purpose": "To decide.", "due_at": None}
    points = list(choices.labels("letter"))
    assert len(points) == 4

    def ask(**more: Any) -> Any:
        with seen_by(homicide.lead):
            given = {**letter, "teams": [police, health], **more}
            return running.ask_agencies(by=homicide.lead, held=homicide.held, teams=given["teams"], given=given)

    with pytest.raises(CannotMove) as refused:
        ask(said=points[:3])
    assert "leaves one thing out" in lacks(refused)
    made = ask(said=points)
    assert len(made) == 2 and "records about those concerned are kept safe" in made[0].question
    answerer = homicide.house.post_holder("police_mash")
    with seen_by(answerer):
        assert set(InformationRequest.objects.values_list("reference", flat=True)) == {made[0].reference}
        assert not HomicideNotice.objects.exists()
    with seen_by(homicide.lead):
        running.chase_agency(by=homicide.lead, held=homicide.held, given={"which": made[0].reference})
        with pytest.raises(CannotMove):
            running.chase_agency(by=homicide.lead, held=homicide.held, given={"which": "R-0000-0000"})


@pytest.mark.rows("GL-DH-11")
def test_an_agency_that_answers_about_an_adults_death_reads_of_no_child(homicide: Homicide) -> None:
    team = Team.objects.get(key="police")
    letter = {"question": "Did you know them?", "purpose": "To decide.", "due_at": None, "teams": [team]}
    with seen_by(homicide.lead):
        [made] = running.ask_agencies(
            by=homicide.lead, held=homicide.held, teams=[team], given={**letter, "said": list(choices.labels("letter"))}
        )
    police = homicide.house.client(homicide.house.post_holder("police_mash"))
    at = f"/front-door/requests/{made.reference}/"
    told = main_of(police.get(at))
    assert 'aria-label="The person asked about"' in police.get(at).content.decode()
    assert "We hold nothing about this person or family" in told
    assert "child" not in told.casefold().replace("about a child, or about somebody who died", "")
    refused = main_of(police.post(at, {"outcome": "shared", "held": "Two calls."}))
    assert "bears on the death, or on anyone" in refused and "harm somebody more" in refused
    assert "child" not in refused.casefold().replace("about a child, or about somebody who died", "")
    assert police.post(at, {"outcome": "nothing_held", "searched": "All of ours"}).status_code == 302
    for browser, page in (
        (police, at), (police, "/front-door/requests/?show=answered"),
        (homicide.house.client(homicide.lead), f"/homicide-reviews/{homicide.held.reference}/?part=decision"),
    ):  # fmt: skip
        shown = main_of(browser.get(page))
        assert "We hold nothing about this person or family" in shown and "child or family" not in shown


@pytest.mark.rows("GL-DH-01", "GL-DH-02", "GL-DH-03")
@pytest.mark.parametrize(
    ("over", "relation", "death", "is_met"),
    [
        ("yes", "partner", "killed", True), ("yes", "former_partner", "suicide", True), ("yes", "relative", "neglect", True),
        ("yes", "household", "killed", True), ("no", "partner", "killed", False), ("yes", "none", "killed", False),
        ("yes", "partner", "survived", False), ("not_known", "partner", "killed", False),
    ],
)  # fmt: skip
def test_the_definition_is_read_widely_and_asks_for_no_charge(
    over: str, relation: str, death: str, is_met: bool
) -> None:
    assert met({"over_16": over, "relation": relation, "death": death}) is is_met


@pytest.mark.rows("GL-DH-03", "GL-DH-07", "GL-DH-13", "GL-DH-14")
def test_the_chair_decides_with_everything_weighed_and_a_suicide_is_not_ruled_out(homicide: Homicide) -> None:
    weighed = choices.considerations(PACK)
    assert len(weighed) == 9
    for name in (
        "reasons",
        "specialist",
        "partners",
        "decided_by",
        "abuse",
        "over_16",
        *(f"weigh_{one}" for one in weighed),
    ):
        with pytest.raises(CannotMove):
            homicide.decides(**{name: ""})
    with pytest.raises(CannotMove) as refused:
        homicide.decides("none", death="suicide")
    assert "nobody is charged is no reason" in lacks(refused)
    with pytest.raises(CannotMove) as refused:
        homicide.decides("learning_review", death="suicide")
    assert "a domestic homicide review is due" in lacks(refused)
    with pytest.raises(CannotMove):
        homicide.decides(decided_at=timezone.now() - 5 * HOUR)
    with pytest.raises(CannotMove):
        homicide.decides(decided_at=timezone.now() + HOUR)
    homicide.decides(death="suicide")
    assert homicide.held.stage == "commissioning" and homicide.held.form == "dhr"
    clock = homicide.clock("dhr.decide")
    assert clock.met_at is not None and homicide.clock("dhr.complete").met_at is None
    with pytest.raises(CannotMove):
        homicide.decides()


@pytest.mark.rows("GL-DH-14", "GL-DH-15")
def test_after_a_month_a_decision_and_telling_the_home_office_say_why(house: Partnership) -> None:
    long_ago = timezone.now() - datetime.timedelta(days=70)
    late = taken_in(house, died_on=timezone.localdate(long_ago), received_at=long_ago)
    with pytest.raises(CannotMove) as refused:
        late.decides()
    assert "more than a month" in lacks(refused)
    late.decides(late_because="The post-mortem was late.")
    with pytest.raises(CannotMove):
        late.does(running.write_home_office, entry("told"))
    late.does(running.write_home_office, entry("told", late_because="With the decision."))
    assert late.clock("dhr.decide").late_because and late.clock("dhr.tell_home_office").late_because


@pytest.mark.rows("GL-DH-08")
def test_a_notice_of_the_first_hour_of_a_summer_day_is_of_that_day(house: Partnership) -> None:
    """Half past midnight in London is still the evening before by the world's clock."""
    night = datetime.datetime(2026, 7, 9, 23, 30, tzinfo=datetime.UTC)
    day = datetime.date(2026, 7, 10)
    assert taken_in(house, died_on=day, received_at=night).held.died_on == day
    with pytest.raises(CannotMove) as refused:
        taken_in(house, died_on=day, received_at=night - datetime.timedelta(hours=1))
    assert "older than the death" in lacks(refused)


@pytest.mark.rows("GL-DH-15", "GL-DH-16")
def test_no_review_is_held_with_reasons_told_to_the_home_office_which_may_look_again(homicide: Homicide) -> None:
    homicide.decides("none", relation="none")
    assert homicide.held.stage == "not_held" and homicide.held.form == ""
    with pytest.raises(CannotMove) as refused:
        homicide.does(opening.end_not_held, {"reason": "Done."})
    assert "Home Office" in lacks(refused)
    homicide.tells()
    assert homicide.clock("dhr.tell_home_office").met_at
    homicide.does(running.write_home_office, entry("reviewed", words="Please look again."))
    homicide.does(opening.look_again, {"reason": "The Home Office asks."})
    with pytest.raises(CannotMove):
        homicide.decides("none", relation="none")
    homicide.decides(why_again="A former partner, as it turned out.", relation="former_partner")
    with seen_by(homicide.lead):
        assert [one.outcome for one in homicide.held.decisions.order_by("number")] == ["none", "dhr"]


@pytest.mark.rows("GL-DH-15")
def test_a_death_without_a_review_is_closed_once_the_home_office_was_told_and_owes_nothing_more(
    homicide: Homicide,
) -> None:
    homicide.decides("none", relation="none").tells()
    with pytest.raises(CannotMove):
        homicide.does(opening.end_not_held, {"reason": " "})
    homicide.does(opening.end_not_held, {"reason": "Nobody asked for more."})
    assert homicide.held.stage == "closed"
    with seen_by(homicide.lead):
        assert not Clock.objects.filter(record=homicide.held.reference, met_at=None, stopped_at=None).exists()


@pytest.mark.rows("GL-DH-17", "GL-DH-18", "GL-DH-32", "GL-PR-11")
def test_another_board_is_consulted_first_and_a_joint_review_says_four_things(homicide: Homicide) -> None:
    with pytest.raises(CannotMove) as refused:
        homicide.decides(overlaps=["young_victim"])
    assert "who was consulted" in lacks(refused)
    with pytest.raises(CannotMove):
        homicide.does(running.note_overlap, OVERLAP, consulted_on=today())
    agreed = {
        "agreed_chair": "One chair",
        "agreed_money": "Half each",
        "agreed_terms": "Both",
        "held_to_account": "Both boards",
    }
    homicide.does(running.note_overlap, {**OVERLAP, **agreed}, consulted_on=today())
    homicide.decides(overlaps=["young_victim"])
    criminal = {"kind": "criminal", "consulted": "The investigator", "agreed": "No wait.", "joint": False}
    with pytest.raises(CannotMove):
        homicide.does(running.note_overlap, criminal, consulted_on=today() + DAY)
    homicide.does(running.note_overlap, criminal, consulted_on=today())
    assert homicide.held.stage == "commissioning", "a criminal case delays nothing"
    shared = homicide.does(
        running.record_cost, {"item": "chair", "pence": 100, "over_because": "", "agreed_by": "Half each"}
    )
    assert shared.shares == {} and "joint model" in shared.rule


@pytest.mark.rows("GL-DL-01", "GL-DL-02", "GL-DL-04", "GL-DL-07", "GL-DL-08")
def test_a_learning_review_and_a_near_miss_are_local_and_need_no_independent_chair(house: Partnership) -> None:
    learning = taken_in(house).decides("learning_review", relation="none")
    assert learning.held.form == "learning_review" and learning.held.called == "Domestic abuse learning review"
    with seen_by(learning.lead):
        from_clocks = [one for one in ("dhr.complete", "dhr.tell_home_office") if _running(learning, one)]
    assert not from_clocks, "neither the six months nor the Home Office apply to it"
    near = taken_in(house).decides("near_miss", death="survived")
    assert near.held.form == "near_miss"
    learning.does(running.agree_terms, terms())
    learning.does(running.start_review)
    assert learning.held.stage == "reviewing" and len(choices.labels("purpose")) == 6


@pytest.mark.rows("GL-DL-06")
@pytest.mark.parametrize("form", ["learning_review", "near_miss"])
def test_a_workshop_keeps_how_agencies_challenged_each_other_and_how_the_victim_was_heard(
    house: Partnership, form: str
) -> None:
    more = {"relation": "none"} if form == "learning_review" else {"death": "survived"}
    learning = taken_in(house).decides(form, **more)
    browser, at = house.client(learning.lead), f"/homicide-reviews/{learning.held.reference}/"

    def workshop() -> str:
        said = " ".join(main_of(browser.get(f"{at}?part=panel")).split())
        return said.partition("The workshop")[2].partition("Chair")[0]

    assert workshop().count("Not yet") == 2 and "challenged each other" in workshop()
    assert "Write down what was said at the workshop" in browser.get(at).content.decode()
    with pytest.raises(CannotMove) as refused:
        learning.does(running.write_workshop, {**entry("challenge"), "words": " ", "by_whom": ""})
    assert lacks(refused) == "Write it down. Say who: name and post."
    learning.does(running.write_workshop, entry("challenge", words="Health asked why nobody rang."))
    assert workshop().count("Not yet") == 1 and "Health asked why nobody rang." in workshop()
    learning.does(running.write_workshop, entry("victim_voice", words="Her sister read her letter."))
    assert "Not yet" not in workshop() and "Her sister read her letter." in workshop()


def test_a_domestic_homicide_review_has_its_panel_and_no_workshop(homicide: Homicide) -> None:
    homicide.as_far_as("commissioning")
    browser, at = homicide.house.client(homicide.lead), f"/homicide-reviews/{homicide.held.reference}/"
    assert "The workshop" not in main_of(browser.get(f"{at}?part=panel"))
    assert "said at the workshop" not in browser.get(at).content.decode()


def _running(homicide: Homicide, key: str) -> bool:
    return Clock.objects.filter(record=homicide.held.reference, key=key, stopped_at=None, met_at=None).exists()


@pytest.mark.rows("GL-DH-12")
def test_the_decision_panel_is_the_areas_and_its_members_read_what_they_are_told(homicide: Homicide) -> None:
    seats = choices.seats(PACK, "decision")
    assert {"CSP lead", "DASV Strategic Coordinator", "Police", "GDASS", "Health", "Social Care"} < set(seats)
    made, viewer = homicide.sits_here("health_mash", panel="decision", seat="Health")
    with seen_by(viewer):
        assert PanelMember.objects.get().shown == MEMBER["shown"]
        assert not type(homicide.held).objects.exists(), "the review stays shut"
    with pytest.raises(CannotMove):
        homicide.does(agencies.name_member, MEMBER)  # no review panel before it is decided
    assert made.panel == "decision"
