"""The report, its checks, the sign-off, clearance, the public page, and the end with an audited plan."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Handover
from sharedduty.modules.action_plans.actions.taking_in import open_from_handover
from sharedduty.modules.action_plans.models import TrackedRecommendation
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.homicide_review.actions import agencies, publishing, running
from sharedduty.modules.homicide_review.models import HomicideReview, PublishedHomicideReview
from sharedduty.modules.homicide_review.queries import choices
from sharedduty.modules.homicide_review.queries.publication import check_of, public_page, published
from tests.homicide_review.scenes import (
    ADVISED,
    DAY,
    OTHER_FAMILY,
    PLAN,
    REPORT,
    Homicide,
    checks,
    entry,
    signing,
    taken_in,
    today,
)
from tests.homicide_review.test_considering import lacks

pytestmark = pytest.mark.django_db
AGAIN = {**REPORT, "why_again": "A name stood in it.", "approved_by": "At a meeting."}


@pytest.mark.rows("GL-DH-45", "GL-DH-50")
def test_no_overview_report_before_every_agency_asked_has_given_its_own(homicide: Homicide) -> None:
    homicide.as_far_as("reviewing")
    homicide.does(running.invite_family, OTHER_FAMILY)
    with pytest.raises(CannotMove) as refused:
        homicide.does(publishing.write_report, REPORT, received_on=today())
    assert "No agency was asked" in lacks(refused)
    held = homicide.asks_report()
    with pytest.raises(CannotMove) as refused:
        homicide.does(publishing.write_report, REPORT, received_on=today())
    assert "Testshire police" in lacks(refused)
    homicide.report(agencies.say_nothing, held, {"nil_because": "Nothing held.", "endorsed_by": "Chief"})
    for name in ("title", "summary", "analysis", "lessons", "family_words", "independence", "good_practice"):
        with pytest.raises(CannotMove):
            homicide.does(publishing.write_report, {**REPORT, name: ""}, received_on=today())
    homicide.does(publishing.write_report, REPORT, received_on=today())
    assert homicide.held.stage == "drafted"


@pytest.mark.rows("GL-DH-51", "GL-DH-52", "GL-DH-61", "GL-DH-44", "GL-DH-53", "GL-DH-54")
def test_it_is_signed_off_only_when_checked_tested_read_by_the_family_and_whole(homicide: Homicide) -> None:
    homicide.as_far_as("reviewing").drafts()
    with pytest.raises(CannotMove) as refused:
        homicide.signs(tasks=[])
    said = lacks(refused)
    for words in (
        "Not every task",
        "four checks",
        "Home Office panel tests",
        "Record the recommendations",
        "had the draft",
    ):
        assert words in said, words
    homicide.finishes()
    with pytest.raises(CannotMove) as refused:
        homicide.signs(tasks=list(choices.labels("sign_off"))[:5])
    assert len(choices.labels("sign_off")) == 6 and "Not every task" in lacks(refused)
    homicide.does(publishing.answer_checks, checks("report_check", check_fair="no"))
    with pytest.raises(CannotMove) as refused:
        homicide.signs()
    assert "four checks" in lacks(refused)
    homicide.does(publishing.answer_checks, checks("report_check"))
    change = homicide.does(publishing.put_change, {"text": "Say less of us.", "put_on": today()})
    with pytest.raises(CannotMove) as refused:
        homicide.signs()
    assert "chair and panel" in lacks(refused)
    with pytest.raises(CannotMove) as refused:
        homicide.does(publishing.write_report, {**REPORT, "summary": "Less."}, received_on=today())
    assert "Nobody else may change it" in lacks(refused)
    homicide.does(publishing.answer_change, {
        "which": change.reference, "answer": "No.", "answered_by": "The chair", "answered_on": today(),
    })  # fmt: skip
    for author in ("Sasha Exemplar, chair of the partnership", "sasha exemplar"):
        with pytest.raises(CannotMove) as refused:
            homicide.signs(signed_by=author)
        assert "does not sign it off" in lacks(refused)
    homicide.signs()
    assert homicide.held.stage == "signed" and homicide.clock("dhr.complete").met_at


@pytest.mark.rows("GL-DH-51", "GL-DH-61")
@pytest.mark.parametrize("name", ["report_check", "submission_check"])
def test_each_of_four_checks_is_answered_with_what_it_rests_on(homicide: Homicide, name: str) -> None:
    homicide.as_far_as("reviewing").drafts()
    assert len(choices.labels(name)) == 4
    for code in choices.labels(name):
        for field in (f"check_{code}", f"check_{code}_why"):
            with pytest.raises(CannotMove) as refused:
                homicide.does(publishing.answer_checks, checks(name, **{field: ""}))
            assert refused.value.missing[0].href == f"#id_{field}"


@pytest.mark.rows("GL-DH-44")
def test_what_the_family_says_is_considered_in_its_order(homicide: Homicide) -> None:
    homicide.as_far_as("commissioning")
    for kind in ("draft", "comments", "considered"):
        with pytest.raises(CannotMove):
            homicide.does(running.write_family, entry(kind))
    homicide.as_far_as("reviewing").drafts()
    homicide.does(running.write_family, entry("draft"))
    homicide.does(running.write_family, entry("comments", words="It is fair."))
    homicide.does(publishing.add_recommendation, ADVISED, due_on=today())
    with pytest.raises(CannotMove) as refused:
        homicide.signs()
    assert "considered what the family said" in lacks(refused)
    homicide.does(running.write_family, entry("considered"))
    with pytest.raises(CannotMove) as refused:
        homicide.signs()
    assert "family" not in lacks(refused)


@pytest.mark.rows("GL-DH-52")
def test_an_action_worded_anew_is_tested_again(homicide: Homicide) -> None:
    homicide.as_far_as("reviewing").drafts().finishes()
    with seen_by(homicide.lead):
        one = homicide.held.recommendations.get()
        assert one.tested_with
    for name in ("text", "owner", "due_on", "outcome", "measure"):
        with pytest.raises(CannotMove):
            homicide.does(
                publishing.mend_recommendation, {**ADVISED, "due_on": today(), name: None}, which=one.reference
            )
    homicide.does(publishing.mend_recommendation, {**ADVISED, "text": "Have two."}, which=one.reference, due_on=today())
    with pytest.raises(CannotMove) as refused:
        homicide.signs()
    assert "Not tested with the agency yet: 1" in lacks(refused)
    with seen_by(homicide.lead):
        assert homicide.held.recommendations.get().earlier[0]["text"] == ADVISED["text"]


@pytest.mark.rows("GL-DH-41")
def test_after_six_months_it_says_why(homicide: Homicide) -> None:
    homicide.as_far_as("drafted")
    due = homicide.clock("dhr.complete").due_at
    with time_machine.travel(due + DAY, tick=False):
        with pytest.raises(CannotMove) as refused:
            homicide.signs(sent_at=timezone.now() - datetime.timedelta(minutes=1))
        assert "later than the time" in lacks(refused)
        homicide.signs(sent_at=timezone.now() - datetime.timedelta(minutes=1), late_because="A trial.")
    assert homicide.clock("dhr.complete").late_because == "A trial."


@pytest.mark.rows("GL-DH-55", "GL-DH-56", "GL-DH-16")
def test_the_home_office_clears_it_or_asks_for_changes_and_nothing_is_public_before(homicide: Homicide) -> None:
    homicide.as_far_as("signed")
    with pytest.raises(CannotMove):
        homicide.does(publishing.publish, {"family_without": ""})
    for wrong in (
        {"letter": ""},
        {"answered_on": today() + DAY},
        {"answered_on": today() - DAY},
        {"panel_told": "", "outcome": "changes"},
    ):
        given = {"outcome": "publish", "letter": "We thank you.", "answered_on": today(), "panel_told": "By letter."}
        with pytest.raises(CannotMove):
            homicide.does(publishing.record_clearance, {**given, **wrong})
    homicide.cleared("large_changes")
    assert homicide.held.stage == "drafted" and homicide.held.signed_at is None
    homicide.does(publishing.write_report, {**AGAIN, "analysis": "Nobody looked."}, received_on=today())
    with pytest.raises(CannotMove) as refused:
        homicide.signs()
    assert "checks of this report" in lacks(refused), "checks were of the version before"
    for name in choices.CHECKLISTS:
        homicide.does(publishing.answer_checks, checks(name))
    homicide.signs().cleared()
    assert homicide.held.stage == "cleared" and homicide.held.cleared_at
    with seen_by(homicide.lead):
        assert [one.letter for one in homicide.held.clearances.all()] == ["We thank you.", "We thank you."]
        assert not published(homicide.lead)


@pytest.mark.rows("GL-DH-57", "GL-DH-33")
def test_the_day_is_agreed_with_the_family_who_have_report_and_letter(homicide: Homicide) -> None:
    homicide.as_far_as("cleared")
    for name in PLAN:
        with pytest.raises(CannotMove):
            homicide.does(publishing.plan_publication, {**PLAN, "planned_on": today(), name: ""})
    with pytest.raises(CannotMove):
        homicide.does(publishing.plan_publication, PLAN, planned_on=today() - DAY)
    homicide.does(publishing.plan_publication, PLAN, planned_on=today() + DAY)
    with pytest.raises(CannotMove) as refused:
        homicide.does(publishing.publish, {"family_without": ""})
    assert "It was agreed to publish on" in lacks(refused) and "has the report and the letter" in lacks(refused)
    page = homicide.publishes()
    assert page.published_at and page.chair_named.startswith("Sasha Exemplar")


@pytest.mark.rows("GL-DH-53", "GL-CN-11")
def test_names_are_found_and_mended_and_the_public_page_leads_nowhere(homicide: Homicide) -> None:
    homicide.as_far_as("reviewing").drafts(account="Avery was hurt near GL1 2AB.").finishes()
    with seen_by(homicide.lead):
        found = check_of(homicide.lead, homicide.held).open_hits
        assert {one.never for one in found} == {True, False}
    with pytest.raises(CannotMove) as refused:
        homicide.signs()
    assert "2 places show a protected word" in lacks(refused)
    name, postcode = (next(one for one in found if one.never is never) for never in (True, False))
    with pytest.raises(CannotMove):
        homicide.does(publishing.let_stand, {"which": name.digest, "because": "So.", "justified_by": "B"})
    homicide.does(publishing.let_stand, {"which": postcode.digest, "because": "The town hall's.", "justified_by": "B"})
    homicide.does(publishing.write_report, AGAIN, received_on=today())
    for one in choices.CHECKLISTS:
        homicide.does(publishing.answer_checks, checks(one))
    page = homicide.signs().cleared().publishes()
    with seen_by(homicide.lead):
        assert public_page(homicide.lead, page.reference) is not None
    text = (
        homicide.house.client(homicide.house.post_holder("teacher"))
        .get(f"/homicide-learning/{page.reference}/")
        .content.decode()
    )
    assert REPORT["account"] in text and "Sasha Exemplar" in text
    assert not any(one in text for one in ("Avery", "Mockdale", homicide.held.reference, "Corin"))
    assert {field.name for field in PublishedHomicideReview._meta.fields} & {"case_file", "review"} == set()


@pytest.mark.rows("GL-DH-53")
def test_whoever_is_not_known_has_no_name_to_protect_and_none_in_a_letter(house: Partnership) -> None:
    """“Not known” is what the notice asks for where nobody knows: it bars neither “not” nor “known” from the report."""
    homicide = taken_in(house, perpetrator="Not known").as_far_as("reviewing")
    homicide.drafts(account="It was not known to anybody who rang. Avery had not.")
    with seen_by(homicide.lead):
        assert [one.words for one in check_of(homicide.lead, homicide.held).open_hits] == ["Avery"]
        assert [str(one) for one in homicide.held.people.order_by("pk")] == ["Avery Mockdale", "Not known"]


@pytest.mark.rows("GL-DH-57", "GL-DH-58", "GL-DH-59")
def test_it_is_closed_only_with_every_recommendation_ended_and_the_plan_audited(homicide: Homicide) -> None:
    homicide.as_far_as("published")
    audit = {"audited_by": "The lead", "looked_at": "Calls", "audit_found": "Answered.", "audited_on": today()}
    for wrong in (
        {"carried_out": ""},
        {"carried_out": "yes", "audit_found": ""},
        {"carried_out": "yes", "audited_on": today() + DAY},
    ):
        with pytest.raises(CannotMove):
            homicide.does(publishing.audit_plan, {**audit, **wrong})
    homicide.does(publishing.audit_plan, {**audit, "carried_out": "no"})
    with pytest.raises(CannotMove) as refused:
        homicide.does(publishing.close, {"reason": "Done."})
    assert "not in the register yet" in lacks(refused) and "not audited" in lacks(refused) and "link" in lacks(refused)
    with seen_by(homicide.lead):
        handover = Handover.objects.get(from_record=homicide.held.reference)
        made = open_from_handover(by=homicide.lead, handover=handover)
        assert [one.source_kind for one in made] == ["homicide_review"]
    homicide.does(publishing.audit_plan, {**audit, "carried_out": "yes"})
    homicide.does(running.write_home_office, entry("link"))
    homicide.does(running.write_family, entry("actions", words="What is done so far."))
    with pytest.raises(CannotMove) as refused:
        homicide.does(publishing.close, {"reason": "Done."})
    assert lacks(refused) == "One recommendation is still open."
    with seen_by(homicide.lead):
        TrackedRecommendation.objects.filter(source_record=homicide.held.reference).update(stage="closed")
    homicide.does(publishing.close, {"reason": "All is done."})
    assert homicide.held.stage == "closed"


def test_the_register_shows_a_homicide_recommendation_once_it_is_public_and_the_lead_sees_no_other(
    homicide: Homicide,
) -> None:
    homicide.as_far_as("published")
    with seen_by(homicide.lead):
        open_from_handover(by=homicide.lead, handover=Handover.objects.get(from_record=homicide.held.reference))
    unit = homicide.house.post_holder("business_manager")
    with seen_by(unit):
        assert TrackedRecommendation.objects.count() == 1 and not HomicideReview.objects.exists()


def test_a_local_review_ends_with_the_partnership_and_never_a_domestic_homicide_review(homicide: Homicide) -> None:
    homicide.as_far_as("drafted")
    with seen_by(homicide.lead):
        HomicideReview.objects.filter(pk=homicide.held.pk).update(form="learning_review")
    homicide.does(publishing.sign_off, signing(tasks=["content", "feedback", "report", "plan"]))
    assert homicide.held.stage == "cleared" and homicide.held.cleared_at
