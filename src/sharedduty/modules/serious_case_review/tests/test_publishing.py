"""The summary, its clearance and check of names, what is public, what goes to the register, and how a review closes."""

from typing import Any

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Handover
from sharedduty.modules.action_plans.actions.taking_in import open_from_handover
from sharedduty.modules.serious_case_review.actions import considering, ending
from sharedduty.modules.serious_case_review.models import PublishedSummary
from sharedduty.modules.serious_case_review.process import ACTION_PLAN
from sharedduty.modules.serious_case_review.queries.choices import labels
from sharedduty.modules.serious_case_review.queries.handing import recommended_by
from sharedduty.modules.serious_case_review.queries.publication import check_of, is_cleared
from sharedduty.modules.serious_case_review.tests.scenes import PACK, PUBLISHED, Legacy, listed, on

pytestmark = pytest.mark.django_db


def refused(do: Any) -> str:
    """The words of a refusal."""
    with pytest.raises(CannotMove) as caught:
        do()
    return str(caught.value)


@pytest.fixture
def signed(legacy: Legacy) -> Legacy:
    """A review the board has signed off."""
    return legacy.as_far_as("signed")


@pytest.mark.rows("HE-EXS-01", "HE-EXS-02")
def test_the_summary_has_every_element_and_is_cleared_as_it_stands(signed: Legacy) -> None:
    assert len(labels(PACK, "scr.summary")) == 10
    whole = listed("scr.summary", title="A baby at home", signed_by="Sasha Exemplar, author")
    for code in ("e_1", "e_5", "e_6", "e_9"):
        assert "Answer this" in refused(lambda code=code: signed.does(ending.write_summary, {**whole, code: ""}))
    assert "Give it a title" in refused(lambda: signed.does(ending.write_summary, {**whole, "title": ""}))
    assert "Write the summary first" in refused(lambda: signed.does(ending.clear_summary, {
        "cleared_by": "Chair", "cleared_on": on(2020, 7, 12)}))  # fmt: skip
    signed.does(ending.write_summary, whole)
    assert "has not cleared the summary" in refused(lambda: signed.publishes())
    for author in ("Sasha Exemplar, chair of the group", " sasha  exemplar"):
        assert "Who wrote the summary does not clear it" in refused(lambda author=author: signed.does(
            ending.clear_summary, {"cleared_by": author, "cleared_on": on(2020, 7, 12)}))  # fmt: skip
    signed.does(ending.clear_summary, {"cleared_by": "Chair", "cleared_on": on(2020, 7, 12)})
    with seen_by(signed.unit):
        assert is_cleared(signed.held)
    signed.does(ending.write_summary, {**whole, "e_3": "Other words.", "why_again": "Plainer."})
    with seen_by(signed.unit):
        assert not is_cleared(signed.held), "a later version is cleared anew"
    assert "has not cleared the summary" in refused(lambda: signed.publishes())


@pytest.mark.rows("HE-EXS-03", "HE-SCR-36")
def test_nothing_is_public_while_courts_are_busy_or_a_name_stands(signed: Legacy) -> None:
    signed.summed_up(e_3="Robin was found at home near GL1 2AB.")
    assert "Proceedings are open" in refused(lambda: signed.publishes(courts="open"))
    assert "Enter the day they ended" in refused(lambda: signed.publishes(courts="ended"))
    assert "check of names found" in refused(lambda: signed.publishes())
    with seen_by(signed.unit):
        hits = check_of(signed.unit, signed.held).open_hits
    child, postcode = sorted(hits, key=lambda one: not one.never)
    given = {"because": "It is the town hall's.", "justified_by": "The manager"}
    assert "Choose a place that can be let stand" in refused(
        lambda: signed.does(ending.let_stand, {**given, "which": child.digest})
    )
    signed.does(ending.let_stand, {**given, "which": postcode.digest})
    signed.does(ending.protect_word, {"word": "Elm Road", "why": "Their street", "of_child": False})
    assert "check of names found 1" in refused(lambda: signed.publishes())
    with seen_by(signed.unit):
        assert not PublishedSummary.objects.exists()


@pytest.mark.rows("HE-DIS-04")
def test_health_authority_and_inspectorate_are_briefed_first_or_it_is_said_why_not(signed: Legacy) -> None:
    signed.summed_up()
    assert "were not both briefed" in refused(lambda: signed.publishes(not_briefed_because=""))
    signed.sends("brief_health", "brief_inspectorate").publishes(not_briefed_because="")


@pytest.mark.rows("HE-EXS-02", "HE-EXS-03")
def test_anybody_reads_a_copy_and_nothing_that_leads_back(signed: Legacy, client) -> None:
    assert "No older review is public" in client.get("/learning/serious-case-reviews/").content.decode()
    page = signed.summed_up(e_3="A baby died at home.").publishes(courts="ended", courts_ended_on=on(2020, 7, 30))
    at = f"/learning/serious-case-reviews/{page.reference}/"
    shown = client.get(at).content.decode()
    assert "A baby died at home." in shown and "Have one number for weekends." in shown
    assert "Robin" not in shown and signed.held.reference not in shown and "shelf 4" not in shown
    assert "A baby at home" in client.get("/learning/serious-case-reviews/").content.decode()
    for guess in (signed.held.reference, "SQ-0000-0000", "x"):
        assert client.get(f"/learning/serious-case-reviews/{guess}/").status_code == 404


@pytest.mark.rows("HE-DIS-01", "HE-DIS-03")
def test_who_may_know_what_is_decided_for_each_interest_and_balance(legacy: Legacy) -> None:
    legacy.as_far_as("board")
    assert len(labels(PACK, "scr.interest")) == 5 and len(labels(PACK, "scr.balance")) == 5
    whole = listed("scr.interest", "scr.balance", family_lead="The manager", media_lead="The press office")
    for left_out in ("d_1", "d_10", "family_lead", "media_lead", "signed_by"):
        with pytest.raises(CannotMove):
            legacy.does(ending.plan_disclosure, {**whole, left_out: ""})
    legacy.does(ending.plan_disclosure, whole)
    with seen_by(legacy.unit):
        kept = legacy.held.writings.get(kind="disclosure")
        assert len(kept.answers) == 10 and "Media: The press office" in kept.title


@pytest.mark.rows("HE-ACT-01", "HE-ACT-02", "HE-ACT-03", "HE-DIS-02")
def test_a_review_closes_when_the_register_has_its_recommendations_and_copies_went_out(signed: Legacy) -> None:
    signed.summed_up().publishes()
    given: dict[str, Any] = {"reason": "All is followed."}
    words = refused(lambda: signed.does(ending.close_review, given))
    for one in ("wait to be taken into the register", "both national bodies", "Have each recommendation signed up to",
                "Take in the agencies' plans"):  # fmt: skip
        assert one in words, one
    with seen_by(signed.unit):
        [advised] = recommended_by(signed.unit, signed.held.reference).advised
        assert (advised.wording, advised.owner) == ("Have one number for weekends.", "Council and health board")
        left = Handover.objects.get(from_record=signed.held.reference, start=ACTION_PLAN)
        assert len(open_from_handover(by=signed.unit, handover=left)) == 1
        which = signed.held.recommendations.get().reference
    for wrong in ({"which": "SF-0000-0000"}, {"which": which, "officer": ""}):
        with pytest.raises(CannotMove):
            signed.does(
                ending.sign_up, {"body": "Council", "officer": "Director", "signed_on": on(2020, 8, 1), **wrong}
            )
    signed.does(ending.sign_up, {"which": which, "body": "Council", "officer": "Director", "signed_on": on(2020, 8, 1)})
    signed.notes("plan")
    assert "both national bodies" in refused(lambda: signed.does(ending.close_review, given))
    signed.sends("copies_inspectorate", "copies_department").does(ending.close_review, given)
    with seen_by(signed.unit):
        signed.held.refresh_from_db()
        assert signed.held.stage == "closed"


def test_a_summary_that_was_public_before_is_kept_back_with_why_and_its_recommendations_followed(
    signed: Legacy,
) -> None:
    assert "Say why the summary is not made public here" in refused(
        lambda: signed.does(ending.keep_back, {"reason": ""})
    )
    signed.does(ending.keep_back, {"reason": "It was public in 2020."})
    with seen_by(signed.unit):
        assert Handover.objects.filter(from_record=signed.held.reference, start=ACTION_PLAN).count() == 1
    assert "cannot follow" in refused(lambda: signed.does(ending.publish, PUBLISHED))
    given = {"reason": "All is followed."}
    assert "wait to be taken into the register" in refused(lambda: signed.does(ending.close_review, given))
    signed.follows().does(ending.close_review, given)
    with seen_by(signed.unit):
        signed.held.refresh_from_db()
        assert signed.held.stage == "closed" and not PublishedSummary.objects.exists()


def test_adults_and_the_day_are_looked_for_too(signed: Legacy) -> None:
    person = {"part": "adult", "given_names": "Wilhelmina", "family_name": "Invented", "role": "mother"}
    signed.does(considering.name_person, person)
    signed.summed_up(e_3="Wilhelmina rang on 10 January 2020.")
    with seen_by(signed.unit):
        found = {one.what for one in check_of(signed.unit, signed.held).open_hits}
    assert {"A name of an adult of the review", "The day it happened"} <= found
