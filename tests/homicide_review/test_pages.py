"""The pages of homicide reviews: what is next and by when, bad input, who sees what, what is journalled, how lists grow."""

import re
from typing import Any

import pytest
from django.test import Client

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.homicide_review.actions import agencies, publishing, running
from sharedduty.modules.homicide_review.models import HomicideReview
from sharedduty.modules.homicide_review.queries import choices
from sharedduty.modules.homicide_review.views.bench import BENCH, PARTS
from sharedduty.modules.homicide_review.views.last_acts import ACTS
from tests.counting import counted
from tests.homicide_review.scenes import DAY, DECLARED, OTHER_FAMILY, REPORT, Homicide, referred, taken_in, today
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/homicide-reviews/"


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split()).replace("&#39;", "'")


def page_of(homicide: Homicide) -> str:
    return f"{ROOM}{homicide.held.reference}/"


def typed(day: Any, name: str) -> dict[str, Any]:
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


def names_of(client: Client, at: str) -> set[str]:
    return set(re.findall(r'name="([\w-]+)"', client.get(at).content.decode()))


@pytest.mark.rows("GL-DH-08", "GL-DH-10")
def test_a_death_is_referred_in_pages_and_taken_in(house: Partnership) -> None:
    police, lead = (
        house.client(house.post_holder("police_mash")),
        house.client(house.post_holder("community_safety_lead")),
    )
    form = text(police.get(f"{ROOM}refer/"))
    assert "Stroud" in form and "Who sent it?" not in form
    refused = police.post(f"{ROOM}refer/", {"victim": "Avery Mockdale"})
    assert refused.status_code == 422 and "Avery Mockdale" in text(refused)
    assert "Say who of the investigation agreed the summary." in text(refused)
    given = {
        "victim": "Avery Mockdale", "perpetrator": "Not known", "district": "Stroud", "summary": "Found dead.",
        "agreed_with": "SIO", "coordinator": "The coordinator", "telephoned": "The lead, at nine",
    }  # fmt: skip
    fields = names_of(police, f"{ROOM}refer/")
    day = sorted(one for one in fields if one.startswith("died_on"))
    assert len(day) == 3
    made = police.post(f"{ROOM}refer/", {**given, **dict(zip(day, _parts(day), strict=True))})
    assert made.status_code == 302, text(made)[:2000]
    receipt = made["Location"]
    assert "Received" in text(police.get(receipt)) and "Take it in" not in text(police.get(receipt))
    assert police.post(receipt, {}).status_code == 404
    assert "Referred and not taken in: 1" in text(lead.get(ROOM))
    assert "Take in a death referred for review" in text(lead.get("/my-work/"))
    taken = lead.post(receipt, {})
    assert taken.status_code == 302 and taken["Location"].startswith(f"{ROOM}DH-")
    assert "Next:</strong> Record whether a review is held, by" in text(lead.get(taken["Location"]))
    again = lead.post(receipt, {})
    assert again.status_code == 422 and "taken in before" in text(again)
    assert "Taken in" in text(police.get(receipt))


def _parts(names: list[str]) -> list[int]:
    """Day, month and year of today, in the order of the field names given."""
    found = {"day": today().day, "month": today().month, "year": today().year}
    by_end = {"0": "day", "1": "month", "2": "year"}
    return [found[by_end.get(one[-1], one.rsplit("_", 1)[-1].rsplit("-", 1)[-1])] for one in names]


def test_what_is_next_follows_the_record(homicide: Homicide) -> None:
    browser = homicide.house.client(homicide.lead)

    def following() -> str:
        return text(browser.get(page_of(homicide))).partition("Next:</strong>")[2].partition("</p>")[0].strip()

    homicide.decides()
    assert following().startswith("Tell the Home Office what was decided, by")
    homicide.tells()
    assert following().startswith("Appoint the chair, each test answered, by")
    homicide.as_far_as("reviewing")
    assert following().startswith("Decide about the alleged perpetrator's family")
    homicide.drafts()
    assert following().startswith("Record the recommendations")
    homicide.finishes()
    assert following().startswith("Sign it off, by")
    homicide.signs()
    assert following().startswith("Record what the Home Office answered")
    homicide.cleared()
    assert following().startswith("Agree the day of publication with the family")
    homicide.publishes()
    assert following().startswith("Send the Home Office the link")


def test_every_step_has_a_form_that_opens_and_refuses_an_empty_answer_with_words(homicide: Homicide) -> None:
    browser = homicide.house.client(homicide.lead)
    tried = set()
    for stage in ("considering", "commissioning", "reviewing", "drafted", "signed", "cleared", "published"):
        homicide.as_far_as(stage)
        page = text(browser.get(page_of(homicide)))
        slugs = sorted(set(re.findall(rf'href="{page_of(homicide)}([a-z-]+)/"', page)) - {"names"} - tried)
        for slug in slugs:
            assert browser.get(f"{page_of(homicide)}{slug}/").status_code == 200, slug
            if slug not in ("start-review", "open-to-panel", "publish"):
                answer = browser.post(f"{page_of(homicide)}{slug}/", {})
                assert answer.status_code == 422 and "There is a problem" in text(answer), slug
        tried |= set(slugs)
    assert {"decide", "chair", "terms", "overview", "sign-off", "clearance", "plan", "audit", "close", "cost"} <= tried


@pytest.mark.rows("GL-DH-20")
def test_the_page_of_a_chair_asks_each_test_and_what_it_rests_on(homicide: Homicide) -> None:
    homicide.decides()
    shown = names_of(homicide.house.client(homicide.lead), f"{page_of(homicide)}chair/")
    for code in choices.labels("chair"):
        assert {f"test_{code}", f"test_{code}_why"} <= shown


@pytest.mark.rows("GL-CN-11", "GL-DH-50")
def test_the_papers_say_that_they_are_restricted_until_they_are_public_and_answer_404_to_others(
    homicide: Homicide,
) -> None:
    homicide.as_far_as("drafted")
    lead = homicide.house.client(homicide.lead)
    assert "Restricted until it is published" in text(lead.get(page_of(homicide)))
    for role in ("business_manager", "partner", "teacher", "head_of_service"):
        assert homicide.house.client(homicide.house.post_holder(role)).get(page_of(homicide)).status_code == 404, role
    homicide.as_far_as("published")
    assert "Restricted until it is published" not in text(lead.get(page_of(homicide)))


@pytest.mark.rows("GL-CN-11", "GL-DH-39")
def test_a_member_sees_their_seat_declares_and_then_the_review_without_its_costs(homicide: Homicide) -> None:
    homicide.as_far_as("commissioning")
    member, viewer = homicide.sits_here("health_mash")
    browser, at = homicide.house.client(viewer), f"{ROOM}members/{member.reference}/"
    assert "Declare whether you can sit on a panel" in text(browser.get("/my-work/"))
    assert at in text(browser.get(f"{ROOM}asked/")) and "A death at home." in text(browser.get(at))
    refused = browser.post(at, {})
    assert refused.status_code == 422 and "Answer yes or no." in text(refused)
    assert browser.post(at, {key: value for key, value in DECLARED.items() if key != "on_paper"}).status_code == 302
    assert browser.post(at, DECLARED).status_code == 404, "once"
    homicide.does(agencies.open_to_panel)
    assert f'href="{page_of(homicide)}"' in text(browser.get(at))
    shown = "".join(text(browser.get(f"{page_of(homicide)}?part={part}")) for part in ("", "terms", "costs"))
    assert "Not agreed yet" in shown and ">Terms<" in shown and "Next:</strong>" not in shown and "Costs" not in shown
    assert browser.get(f"{page_of(homicide)}chair/").status_code == 404
    assert homicide.house.client(homicide.house.post_holder("teacher")).get(at).status_code == 404


def test_a_long_record_stands_in_parts_each_with_its_own_title_and_the_steps_taken_there(homicide: Homicide) -> None:
    """No part is shown that is not there, what is unknown is the overview, and every step has its place on some part."""
    homicide.as_far_as("reviewing")
    browser, at = homicide.house.client(homicide.lead), page_of(homicide)
    overview = browser.get(at).content.decode()
    parts = re.findall(rf'href="{at}\?part=([a-z]+)"', overview)
    assert parts == ["decision", "panel", "family", "terms", "agencies", "publication", "costs", "history"]
    assert browser.get(f"{at}?part=nothing").content.decode().count("<h1") == 1
    assert "Next:</strong>" in browser.get(f"{at}?part=report").content.decode(), "no report yet: the overview"
    titles = set()
    for part in parts:
        page = text(browser.get(f"{at}?part={part}"))
        titles.add(page.partition("<title>")[2].partition("</title>")[0])
        assert 'aria-current="page"' in page and "Next:</strong>" in page, "what is next stands on every part"
    assert len(titles) == len(parts)
    entry: dict[str, Any] = {
        "kind": "enquiry",
        "words": "We say nothing yet.",
        "by_whom": "The press office",
        "member": "",
    }
    fields = names_of(browser, f"{at}media/")
    day = sorted(one for one in fields if one.startswith("happened_at") and not one.endswith("time"))
    entry |= dict(zip(day, _parts(day), strict=True)) | {"happened_at_time": "00:01"}
    kept = browser.post(f"{at}media/", entry)
    assert kept.status_code == 302 and kept["Location"] == f"{at}?part=family", "one sees what one wrote"
    assert "We say nothing yet." in text(browser.get(kept["Location"]))
    homicide.asks_report(due_on=today() - DAY)
    page = text(browser.get(at))
    assert "The report of Testshire police" in page.partition("Late:</strong>")[2].partition("</p>")[0]
    assert "Report of Testshire police" in page.partition("What comes up")[2]
    homicide.does(running.invite_family, OTHER_FAMILY)
    assert "Wait for Testshire police, who owe their own report" in text(browser.get(at))
    assert set(BENCH.shown_in) <= {one.slug for one in ACTS} and set(BENCH.shown_in.values()) <= set(PARTS)


@pytest.mark.rows("GL-DH-60")
def test_the_library_shows_what_the_areas_pack_holds(homicide: Homicide) -> None:
    shown = text(homicide.house.client(homicide.lead).get(f"{ROOM}library/"))
    assert len(choices.table("dhr_templates", "gloucestershire-2023")) == 14
    for name, column in (("dhr_templates", "document"), ("dhr_stages", "name"), ("dhr_decision_panel", "agency")):
        assert all(row[column] in shown for row in choices.table(name, "gloucestershire-2023")), name
    assert "Cheltenham CSP" in shown and "£5000" in shown


def test_a_name_left_in_the_report_is_shown_where_it_stands(homicide: Homicide) -> None:
    homicide.as_far_as("reviewing").drafts(account="Avery was found.")
    browser = homicide.house.client(homicide.lead)
    names = text(browser.get(f"{page_of(homicide)}names/"))
    assert "Avery was found." in names and "It can never be let stand." in names
    assert "Mend the report" in names
    with seen_by(homicide.lead):
        assert HomicideReview.objects.get(pk=homicide.held.pk).stage == "drafted"
    homicide.does(
        publishing.write_report, {**REPORT, "why_again": "A name.", "approved_by": "At a meeting."}, received_on=today()
    )
    assert "Nothing to mend" in text(browser.get(page_of(homicide)))


def test_what_is_opened_and_listed_is_journalled_and_never_a_value(homicide: Homicide) -> None:
    browser = homicide.house.client(homicide.lead)
    with journal_rows() as rows:
        browser.get(page_of(homicide))
        browser.get(ROOM)
    said = [(one["verb"], one["object_type"]) for one in rows]
    assert ("opened", "homicide review") in said and ("listed", "homicide reviews") in said
    assert not any("Mockdale" in str(one) for one in rows)


def test_the_list_costs_as_many_queries_for_many_as_for_few(house: Partnership) -> None:
    lead = house.post_holder("community_safety_lead")
    for _ in range(2):
        taken_in(house)
    browser = house.client(lead)
    browser.get(ROOM)
    few = counted(lambda: browser.get(ROOM))
    for _ in range(6):
        taken_in(house)
        referred(house)
    assert counted(lambda: browser.get(ROOM)) <= few + 1
    assert few <= 20


def test_a_form_sent_twice_makes_one_and_an_older_version_is_told(homicide: Homicide) -> None:
    browser, at = homicide.house.client(homicide.lead), f"{page_of(homicide)}person/"
    token = re.search(r'name="form_token" value="([^"]+)"', browser.get(at).content.decode())
    given = {
        "part": "child",
        "given_names": "Fen",
        "family_name": "Mockdale",
        **({"form_token": token[1]} if token else {}),
    }
    first, second = browser.post(at, given), browser.post(at, given)
    assert first.status_code == 302 and second.status_code in (302, 422)
    with seen_by(homicide.lead):
        assert homicide.held.people.filter(part="child").count() == 1
    stale = browser.post(f"{page_of(homicide)}media/", {
        "kind": "enquiry", "words": "x", "by_whom": "y", "version": 0, "happened_at_time": "9am",
    })  # fmt: skip
    assert stale.status_code == 422
