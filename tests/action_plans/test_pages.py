"""The pages of the register: the board, taking in, one recommendation, an agency's part, reports, exports, and how they grow."""

import pytest

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.directory.models import Group
from sharedduty.foundations.process.api import figures_of, months_back
from sharedduty.modules.action_plans.actions import answering, ending, following
from sharedduty.modules.action_plans.models import TrackedRecommendation
from sharedduty.modules.action_plans.queries import board, reporting
from sharedduty.modules.action_plans.queries.choices import group
from sharedduty.modules.action_plans.queries.figuring import FIGURES
from tests.action_plans.scenes import DAY, SHARED, Plan, source, taken_in, today, waiting_lightly
from tests.counting import counted
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/action-plans/"


def page_of(plan: Plan) -> str:
    return f"{ROOM}{plan.held.reference}/"


def part_of(plan: Plan, role: str = "police_mash") -> str:
    return f"{ROOM}parts/{plan.parts[role].reference}/"


def text(answer) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return " ".join(body.decode().split()).replace("&#39;", "'")


def day(name: str, when) -> dict[str, int]:
    """A day as a form sends it."""
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


@pytest.mark.rows("TRK-03")
def test_an_agency_is_given_a_day_to_come_to_answer_by(house) -> None:
    plan = taken_in(house).looked().accepted()
    given = {
        "agencies": [str(house.teams["police"].pk)],
        "asked": "What do you do?",
        **day("answer_by_on", today() - DAY),
    }
    refused = house.client(plan.unit).post(f"{page_of(plan)}ask/", given)
    assert refused.status_code == 422
    assert "The day to answer by must be today or in the future" in text(refused)


@pytest.mark.rows("TRK-01", "GL-PR-10", "GL-XN-03")
def test_what_a_review_recommended_is_taken_in_with_owner_and_day_and_once(house) -> None:
    handover, unit = waiting_lightly(house, count=3), house.post_holder("business_manager")
    browser = house.client(unit)
    assert f"Take in from {handover.from_record}" in text(browser.get(ROOM))
    assert "Take the recommendations into the register" in text(
        browser.get(f"/front-door/handovers/{handover.reference}/")
    )
    at = f"{ROOM}start/{handover.reference}/"
    assert "Have one number for weekends." in text(browser.get(at))
    answer = browser.post(at, {})
    assert answer.status_code == 302 and f"record={handover.from_record}" in answer["Location"]
    with seen_by(unit):
        made = list(TrackedRecommendation.objects.filter(source_record=handover.from_record).order_by("pk"))
    assert [one.source_number for one in made] == ["1", "2", "3"] and made[
        0
    ].owner == "Council and health board together"
    assert {one.source_kind for one in made} == {"practice_review"} and made[0].due_on == today() + 90 * DAY
    assert text(browser.get(answer["Location"])).count("sd-nowrap") == 3
    first, source_page = f"{ROOM}{made[0].reference}/", f'href="/practice-reviews/{handover.from_record}/"'
    assert source_page in text(browser.get(first)), "the unit goes from a recommendation to the review it came from"
    reader = house.client(house.post_holder("scrutineer"))
    assert handover.from_record in text(reader.get(first)) and source_page not in text(reader.get(first))
    assert "3 in the register, 0 ended" in text(browser.get(f"/front-door/handovers/{handover.reference}/"))
    assert browser.get(at).status_code == browser.post(at, {}).status_code == 404


def test_a_form_sent_twice_makes_one_record_and_keeps_what_was_typed(house) -> None:
    browser = house.client(house.post_holder("business_manager"))
    refused = browser.post(f"{ROOM}new/", {"wording": "Have a plan.", "source_title": "An audit"})
    assert refused.status_code == 422
    assert all(words in text(refused) for words in ("Have a plan.", "An audit", "Say what kind of source it is."))
    token = text(browser.get(f"{ROOM}new/")).partition('name="form_token" value="')[2].partition('"')[0]
    given = {key: value for key, value in source().items() if key != "made_on"} | day("made_on", today())
    sent = [browser.post(f"{ROOM}new/", {**given, "form_token": token}) for _ in range(2)]
    assert {one.status_code for one in sent} == {302} and len({one["Location"] for one in sent}) == 1
    with seen_by(house.post_holder("business_manager")):
        assert TrackedRecommendation.objects.count() == 1


@pytest.mark.rows("TRK-04")
def test_looking_at_one_shows_what_looks_alike_and_why_and_a_person_decides(house) -> None:
    earlier = taken_in(house, wording="Schools need to hear from the police about overnight domestic violence.",
                       made_on=today() - 400 * DAY)  # fmt: skip
    plan = taken_in(house)
    browser, at = house.client(plan.unit), f"{page_of(plan)}look/"
    shown = text(browser.get(at))
    assert (
        f"Looks alike: {earlier.held.reference}" in shown
        and "“domestic abuse” here, “domestic violence” there" in shown
    )
    given = {"priority": "now", "front_line": "yes", "repeats": earlier.held.reference, "said_before_because": ""}
    assert "Say what is the same" in text(browser.post(at, given))
    assert browser.post(at, {**given, "said_before_because": "Schools are told."}).status_code == 302
    page = text(browser.get(page_of(plan)))
    assert f"{earlier.held.reference}: Schools are told." in page and "Alike in:" in page
    with seen_by(plan.unit):
        assert TrackedRecommendation.objects.get(pk=earlier.held.pk).stage == "received", "nothing is merged by itself"


def test_what_is_next_follows_the_record(plan: Plan, delegate: Viewer) -> None:
    browser, second = plan.house.client(plan.unit), plan.house.client(delegate)

    def following_words() -> str:
        return text(browser.get(page_of(plan))).partition("Next:</strong>")[2].partition("</p>")[0].strip()

    assert following_words() == "look at it."
    plan.looked()
    assert following_words() == "accept it, or not."
    plan.accepted()
    assert following_words() == "ask the agencies."
    plan.asked()
    assert following_words() == "these answer what they do: Testshire police."
    plan.planned().done()
    assert following_words() == "the agencies show that it is in place, and its effect."
    plan.adopted().effect()
    assert following_words() == "propose to close it."
    plan.proposed()
    assert "somebody other than you agrees, or not." in following_words()
    assert "Agree that it is closed" in text(second.get(page_of(plan)))
    assert "Agree that it is closed" not in text(browser.get(page_of(plan)))
    assert "to end a recommendation" in text(second.get("/my-work/"))
    assert second.post(f"{page_of(plan)}close/", {"answer": "I read it."}).status_code == 302
    assert following_words() == "nothing. It has ended."


@pytest.mark.rows("TRK-03", "TRK-08")
def test_an_agency_answers_in_pages_and_reads_nothing_else(plan: Plan) -> None:
    plan.as_far_as("accepted").asked("police", "health")
    browser = plan.house.client(plan.house.post_holder("police_mash"))
    assert "a recommendation" in text(browser.get("/my-work/"))
    assert plan.parts["police_mash"].reference in text(browser.get(f"{ROOM}parts/"))
    page = text(browser.get(part_of(plan)))
    assert "Say what your agency does" in page and plan.held.reference not in page
    for closed in (ROOM, page_of(plan), part_of(plan, "health_mash"), f"{ROOM}reports/", f"{ROOM}export/"):
        assert browser.get(closed).status_code == 404, closed
    refused = browser.post(f"{part_of(plan)}plan/", {"what": "Ring them."})
    assert (
        refused.status_code == 422
        and "Say which senior signed up to it" in text(refused)
        and "Ring them." in text(refused)
    )
    plan.planned()
    page = text(browser.get(part_of(plan)))
    assert page.count("no answer yet") == 3 and "Record what was done" in page
    plan.done()
    assert browser.get(f"{part_of(plan)}withdraw/").status_code == 404


def test_partners_and_the_scrutineer_read_and_write_nothing(plan: Plan, delegate: Viewer) -> None:
    plan.as_far_as("allocated").planned()
    for viewer in (delegate, plan.house.post_holder("scrutineer")):
        browser = plan.house.client(viewer)
        assert "Ring each school at eight." in text(browser.get(page_of(plan)))
        assert browser.get(part_of(plan)).status_code == 200
        for slug in ("ask", "merge", "propose-closing"):
            assert browser.get(f"{page_of(plan)}{slug}/").status_code == 404
        assert browser.get(f"{part_of(plan)}done/").status_code == 404
    for role in ("social_worker", "administrator", "privacy_officer", "lado"):
        assert plan.house.client(plan.house.post_holder(role)).get(page_of(plan)).status_code == 404, role
    assert plan.house.client(delegate).get(f"{ROOM}documents/new/").status_code == 404


@pytest.mark.rows("TRK-05", "TRK-07")
def test_the_board_shows_totals_colours_and_a_page_at_a_time(plan: Plan) -> None:
    plan.as_far_as("accepted").asked("police", "health").planned()
    plan.answers(answering.rate, colour="red", rag_reason="Late.", rated_on=today(), own_words="")
    for at in range(30):
        taken_in(plan.house, wording=f"Number {at}.", source_title="An audit").looked().accepted()
    browser = plan.house.client(plan.unit)
    page = text(browser.get(ROOM))
    assert "31 open in all" in page and "1 red, 0 amber, 0 green, 0 not rated" in page and "Now (31)" in page
    assert page.count('<a class="govuk-link sd-nowrap"') == 25 and 'class="govuk-pagination"' in page
    page = text(browser.get(f"{ROOM}?colour=red"))
    assert "Done 0 of 2, in place 0, effect shown 0" in page and "Not answered: Testshire health" in page
    assert "Colours of this page, by agency" in page and "1 red, 0 amber, 0 green" in page
    assert (
        "Nothing fits" in text(browser.get(f"{ROOM}?colour=green"))
        and browser.get(f"{ROOM}?page=99&show=x").status_code == 200
    )


def test_the_board_and_the_record_ask_no_more_as_they_grow(plan: Plan) -> None:
    plan.as_far_as("accepted").asked("police", "health")
    browser = plan.house.client(plan.unit)
    pages = (ROOM, page_of(plan), f"{ROOM}reports/", f"{ROOM}reports/delays/", f"{ROOM}documents/")
    for at in range(6):
        other = (
            taken_in(plan.house, wording=f"Schools hear of domestic abuse, {at}.").looked().accepted().asked("police")
        )
        other.planned()
        other.document(f"Procedure {at}")
    plan.document("Own")
    before = {at: counted(lambda at=at: browser.get(at)) for at in pages}
    for at in range(4):
        taken_in(plan.house, wording=f"Schools hear of abuse again, {at}.").looked().accepted().asked(
            "police"
        ).document(f"Q{at}")
    assert {at: counted(lambda at=at: browser.get(at)) for at in pages} == before


@pytest.mark.rows("TRK-10", "HE-ACT-04")
def test_the_delay_of_each_is_shown_from_its_making(plan: Plan) -> None:
    plan.shown()
    plan.answers(answering.share, SHARED, shared_on=today() - 2 * DAY)
    with seen_by(plan.unit):
        (line,) = reporting.delays(plan.unit, [plan.held], today())
    assert [line.after(one) for one in (line.accepted_on, line.in_place_on, line.told_on, line.checked_on)] == [
        10,
        90,
        98,
        100,
    ]
    assert line.age == 100 and line.open_question == "to be closed"
    browser = plan.house.client(plan.unit)
    assert "98 days" in text(browser.get(f"{ROOM}reports/delays/"))
    assert "to be closed" in text(browser.get(f"{ROOM}reports/delays/export/"))


@pytest.mark.rows("TRK-17", "TRK-20")
def test_speed_and_effect_by_partner_and_the_load_of_each_group(plan: Plan) -> None:
    Group.objects.create(area=plan.house.area, key="QIIP", name="Quality group")
    plan.looked(group="QIIP").accepted(due_on=today() - DAY).asked("police", "health").planned().done()
    taken_in(plan.house).does(following.look_at, {"priority": "now", "front_line": "no", "repeats": "no", "group": ""})
    with seen_by(plan.unit):
        assert group(plan.unit, "QIIP") is not None and group(plan.unit, "nowhere") is None
        health, police = reporting.partners(plan.unit, today())
        loads = {one.name: one for one in reporting.loads(plan.unit, today())}
    assert (health.asked, health.answered, health.done, health.to_answer) == (1, 0, 0, None)
    assert (police.answered, police.done, police.in_place, police.effect, police.to_answer) == (1, 1, 0, 0, 0)
    assert (loads["Quality group"].current, loads["Quality group"].late) == (1, 1)
    assert (loads["No group named"].current, loads["No group named"].to_decide) == (1, 1)
    page = text(plan.house.client(plan.house.post_holder("scrutineer")).get(f"{ROOM}reports/"))
    assert "Done only" in page and "Quality group" in page and "Rapid review" in page


def test_every_cell_of_an_export_is_neutralised_and_the_journal_names_the_files(plan: Plan) -> None:
    bad = taken_in(plan.house, wording="=HYPERLINK(1)", source_title="@SUM(1)").looked()
    browser = plan.house.client(plan.unit)
    with journal_rows() as rows:
        words = text(browser.get(f"{ROOM}export/?show=decide"))
    assert "'=HYPERLINK(1)" in words and "'@SUM(1)" in words and plan.held.reference in words
    assert "exported" in {row["verb"] for row in rows}
    assert bad.held.reference in words


@pytest.mark.rows("TRK-11")
def test_a_document_issued_again_is_asked_about_in_pages(plan: Plan) -> None:
    plan.as_far_as("accepted")
    browser = plan.house.client(plan.unit)
    added = browser.post(f"{ROOM}documents/new/", {"kind": "procedure", "title": "Call procedure", "owner": "Police"})
    assert added.status_code == 302 and "Call procedure" in text(browser.get(f"{ROOM}documents/"))
    offered = text(browser.get(f"{page_of(plan)}carrier/"))
    reference = offered.partition('value="AY-')[2].partition('"')[0]
    since = day("since_on", today() - 5 * DAY)
    assert browser.post(f"{page_of(plan)}carrier/", {"which": f"AY-{reference}", **since}).status_code == 302
    at = f"{ROOM}documents/AY-{reference}/issued/"
    assert browser.post(at, day("reissued_on", today() + DAY)).status_code == 422
    assert browser.post(at, day("reissued_on", today())).status_code == 302
    assert "1 not answered" in text(browser.get(f"{ROOM}documents/"))
    assert "carries a recommendation" in text(browser.get("/my-work/"))
    assert "say whether Call procedure" in text(browser.get(page_of(plan)))
    assert browser.get(f"{ROOM}documents/AY-NONE-0000/issued/").status_code == 404


def test_superseded_ones_say_where_they_go_on(plan: Plan, delegate: Viewer) -> None:
    newer = taken_in(plan.house, made_on=today())
    plan.does(ending.propose_superseding, other=newer.held.reference, why="Newer.")
    plan.does(ending.supersede, by=delegate, answer="Read.")
    browser = plan.house.client(plan.unit)
    page = text(browser.get(page_of(plan)))
    assert "It was not done: it goes on there." in page and newer.held.reference in page
    assert plan.held.reference in text(browser.get(page_of(newer)))
    assert plan.held.reference in text(browser.get(f"{ROOM}?show=ended"))
    with seen_by(plan.unit):
        assert board.totals(plan.unit, today()).tabs["ended"] == 1


@pytest.mark.rows("TRK-20")
def test_figures_count_what_closed_because_practice_changed_apart_from_what_only_ended(
    plan: Plan, delegate: Viewer
) -> None:
    newer = taken_in(plan.house, made_on=today())
    other = taken_in(plan.house).looked()
    other.does(ending.merge, other=newer.held.reference, reason="The same.")
    plan.shown().proposed()
    plan.does(ending.close, by=delegate, answer="Read.")
    month = today().replace(day=1)
    with seen_by(plan.unit):
        made = {one.measure.key: one for one in figures_of(plan.unit, FIGURES, months_back(2))}
        last = {key: one.picture.rows[-1] for key, one in made.items()}
    assert last["received"][1] == 3 and last["ended"][1] == 2
    browser = plan.house.client(plan.house.post_holder("scrutineer"))
    behind = text(browser.get(f"{ROOM}figures/changed/{month:%Y-%m}/"))
    assert plan.held.reference in behind and other.held.reference in behind and newer.held.reference not in behind
    assert "50" in text(browser.get(f"{ROOM}figures/changed.csv")) and "Ended because practice" in text(
        browser.get(f"{ROOM}figures/")
    )
    assert plan.house.client(plan.house.post_holder("police_mash")).get(f"{ROOM}figures/").status_code == 404
