"""Report, recommendations, the check of names, both limits before publication, the public page and its year."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import grant, seen_by
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.process.api import CannotMove, Clock, Handover
from sharedduty.modules.practice_review.actions import publishing, reporting
from sharedduty.modules.practice_review.models import PublicationDecision, PublishedReview, ReviewedChild
from sharedduty.modules.practice_review.queries.publication import check_of
from sharedduty.modules.practice_review.tests.scenes import ADVISED, DAY, DECISION, REPORT, Practice, today
from sharedduty.modules.practice_review.tests.test_beginning import refused

pytestmark = pytest.mark.django_db
BOTH = ("panel", "secretary_of_state")


def check(practice: Practice):
    with seen_by(practice.unit):
        return check_of(practice.unit, practice.held)


@pytest.mark.rows("WT-LCSPR-07", "WT-LCSPR-05", "WT-LCSPR-06")
def test_a_report_needs_both_parts_of_the_law_and_comes_after_people_were_asked(plain: Practice) -> None:
    plain.as_far_as("reviewing")
    said = " ".join(refused(plain, reporting.write_report, REPORT, received_on=today()))
    assert "Invite the family" in said and "Invite practitioners" in said and "progress in writing" in said
    plain.heard()
    said = refused(plain, reporting.write_report, REPORT, received_on=today(), analysis="", improvements=" ")
    assert len(said) == 2 and all("the law asks for" in one for one in said)
    plain.reported()
    assert refused(plain, reporting.write_report, REPORT, received_on=today()) == [
        "Say why the report changes. The earlier one is kept."
    ]


@pytest.mark.rows("WT-LCSPR-08", "GL-PR-09")
def test_recommendations_have_who_when_and_what_for_and_keep_what_they_said(plain: Practice) -> None:
    plain.as_far_as("reported")
    assert len(refused(plain, reporting.add_recommendation, {})) == 4
    with seen_by(plain.unit):
        one = plain.held.recommendations.get()
    given = {**ADVISED, "which": one.reference, "due_on": today(), "text": "Two numbers."}
    plain.does(reporting.mend_recommendation, given)
    plain.does(
        reporting.answer_recommendation, {"which": one.reference, "response": "Done soon.", "responded_on": today()}
    )
    with seen_by(plain.unit):
        one.refresh_from_db()
        assert (one.text, one.earlier[0]["text"], one.response) == ("Two numbers.", ADVISED["text"], "Done soon.")


@pytest.mark.rows("WT-LCSPR-11")
def test_it_is_not_published_before_the_day_that_was_decided(plain: Practice) -> None:
    plain.as_far_as("reported").decides(planned_on=today() + DAY).sends()
    assert "To publish earlier, decide anew." in refused(plain, publishing.publish, {})[0]
    with time_machine.travel(timezone.now() + DAY, tick=False):
        assert plain.publishes().parts


@pytest.mark.rows("WT-LCSPR-09", "WT-LCSPR-16", "GL-PR-06")
def test_publishing_is_presumed_and_less_is_justified(plain: Practice) -> None:
    plain.as_far_as("reported")
    given = {**DECISION, "planned_on": today() + 20 * DAY}
    said = refused(plain, publishing.decide_publication, given, route="improvements")
    assert said == ["The law presumes that it is published: justify why not in full."]
    assert len(refused(plain, publishing.decide_publication, {})) == 4
    assert refused(plain, publishing.decide_publication, given, planned_on=today() - DAY) == [
        "The day of publication cannot lie in the past."
    ]
    made = plain.does(publishing.decide_publication, given, reasons="dropped where it is in full")
    assert made.reasons == ""
    for key in ("lcspr.presend.statute", "lcspr.presend.guidance", "lcspr.presend.ofsted"):
        assert timezone.localdate(plain.clock(key).started_at) == made.planned_on


@pytest.mark.rows("WT-LCSPR-12", "GL-PR-07")
def test_deciding_anew_counts_again_and_keeps_what_was_sent(plain: Practice) -> None:
    plain.as_far_as("decided").sends(*BOTH)
    assert (
        "Say why it is decided anew"
        in refused(plain, publishing.decide_publication, {**DECISION, "planned_on": today()})[0]
    )
    plain.decides(planned_on=today() + 60 * DAY, why_again="The trial is late.")
    with seen_by(plain.unit):
        assert plain.held.publication_decisions.count() == 2
    clock = plain.clock("lcspr.presend.guidance")
    assert timezone.localdate(clock.started_at) == today() + 60 * DAY and clock.met_at is not None
    plain.decides(route="improvements", reasons="The family asked.", why_again="They may be known.")
    assert plain.clock("lcspr.presend.guidance").met_at is None, "what is published now was not sent yet"


@pytest.mark.rows("WT-LCSPR-12", "WT-LCSPR-13", "GL-PR-07")
def test_nothing_is_published_before_both_limits_have_passed(plain: Practice) -> None:
    plain.as_far_as("decided")
    assert "Record first that it went to the Panel and to the Secretary of State." in refused(
        plain, publishing.publish, {}
    )
    plain.sends("panel")
    assert "Record first that it went to the Panel and to the Secretary of State." in refused(
        plain, publishing.publish, {}
    )
    with time_machine.travel(datetime.datetime(2027, 2, 10, 12, tzinfo=datetime.UTC), tick=False):
        plain.sends(
            "secretary_of_state", at=datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC), late_because="Ill."
        )
        # 1 February 2027 is a Monday: 7 days would allow the 8th, 7 working days only the 10th.
    for day, allowed in ((8, False), (9, False), (10, True)):
        with time_machine.travel(datetime.datetime(2027, 2, day, 12, tzinfo=datetime.UTC), tick=False):
            said = refused(plain, publishing.publish, {})
            assert any("The earliest day is 10 February 2027" in one for one in said) is not allowed, day
            assert "Ofsted did not have it in time: say why you publish all the same." in said


@pytest.mark.rows("WT-LCSPR-12", "GL-PR-07")
@pytest.mark.parametrize(
    ("planned", "told"),
    [
        (8, "The Panel and the Secretary of State must have it first. The earliest day is 10 February 2027."),
        (10, "The Panel and the Secretary of State must have it first. The earliest day is 10 February 2027."),
        (12, "It was decided to publish on 12 February 2027. To publish earlier, decide anew."),
    ],
)
def test_the_day_that_is_waited_for_is_told_once(plain: Practice, planned: int, told: str) -> None:
    """Sent on Monday 1 February 2027, and asked for on the 5th: whichever day is later is the one that is told."""
    moment = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
    with time_machine.travel(moment, tick=False):
        plain.as_far_as("reported").decides(planned_on=datetime.date(2027, 2, planned))
        for whom in (*BOTH, "ofsted"):
            plain.sends(whom, at=moment, late_because="Ill.")
    with time_machine.travel(moment + 4 * DAY, tick=False):
        browser = plain.house.client(plain.unit)
        page = browser.post(f"/practice-reviews/{plain.held.reference}/publish/", {}).content.decode()
    problems = page.split('class="govuk-error-summary"', 1)[1].split("</div></div>")[0]
    assert problems.count("February 2027") == 1 and told in problems


@pytest.mark.rows("WT-LCSPR-01", "WT-LCSPR-09", "WT-LCSPR-10", "WT-LCSPR-13", "WT-LCSPR-14", "GL-PR-09", "GL-PR-12")
def test_what_is_published_is_a_copy_open_to_anybody_and_leaves_a_plan_to_be_made(plain: Practice, client) -> None:
    plain.as_far_as("decided").sends(*BOTH)
    page = plain.publishes(ofsted_because="Their address had changed.")
    assert client.get("/learning/reviews/").status_code == 200
    text = client.get(f"/learning/reviews/{page.reference}/").content.decode()
    for words in (
        *(REPORT[name] for name in ("title", "account", "analysis", "improvements")),
        ADVISED["text"],
        "Sasha Exemplar",
        "It does not say who is to blame.",
    ):
        assert words in text, words
    for words in (
        plain.held.reference,
        "Robin",
        "Testwick",
        "The Executive",
        "Mary",
        "Kit Helpwell",
        "read it a week before",
    ):
        assert words not in text, words
    assert "A baby hurt at home" in client.get("/learning/reviews/?words=weekends").content.decode()
    assert "No review says this." in client.get("/learning/reviews/?words=zebra").content.decode()
    with seen_by(plain.unit):
        plain.held.refresh_from_db()
        assert (plain.held.stage, plain.held.publication) == ("published", page.reference)
        assert plain.clock("lcspr.publish").met_at == page.published_at
        plan = Handover.objects.get(from_record=plain.held.reference, start="action plan")
        assert plan.owner_team_id == plain.held.team_id and plan.closed_at is None


@pytest.mark.rows("WT-LCSPR-09")
def test_improvements_alone_show_nothing_of_the_report(plain: Practice, client) -> None:
    plain.as_far_as("reported").decides(route="improvements", reasons="The family would be known.").sends()
    text = client.get(f"/learning/reviews/{plain.publishes().reference}/").content.decode()
    assert REPORT["improvements"] in text and "The full report is not published." in text
    assert REPORT["account"] not in text and REPORT["analysis"] not in text and "would be known" not in text


@pytest.mark.rows("WT-LCSPR-16", "GL-PR-08")
def test_where_nothing_is_published_the_reasons_go_out_and_the_recommendations_stay(plain: Practice, client) -> None:
    plain.as_far_as("reported").decides(route="nothing", reasons="A child would be harmed.")
    assert any("decided to publish nothing" in one for one in refused(plain, publishing.publish, {}))
    assert refused(plain, publishing.keep_back) == [
        "Record first that the reasons went to the Panel and to the Secretary of State."
    ]
    plain.sends(*BOTH)
    given = {"who": "panel", "received_at": timezone.now(), "text": "Publish what was learned.", "made_of_it": ""}
    assert refused(plain, publishing.note_comment, given) == ["Write what the partners made of it."]
    plain.does(publishing.note_comment, given, made_of_it="We would harm a child.")
    plain.does(publishing.keep_back)
    with seen_by(plain.unit):
        assert plain.held.stage == "unpublished" and not PublishedReview.objects.exists()
        assert Handover.objects.filter(from_record=plain.held.reference, start="action plan").exists()
    assert "No review is public now." in client.get("/learning/reviews/").content.decode()


@pytest.mark.rows("WT-LCSPR-14", "WT-LCSPR-15")
def test_after_six_months_it_says_why_and_that_the_delay_was_told(plain: Practice) -> None:
    plain.as_far_as("decided").sends()
    with seen_by(plain.unit):
        Clock.objects.filter(record=plain.held.reference, key="lcspr.publish").update(due_at=timezone.now() - DAY)
    said = refused(plain, publishing.publish, {})
    assert len(said) == 2 and "say why" in said[0] and "told of the delay" in said[1]


@pytest.mark.rows("WT-LCSPR-11", "GL-XN-06")
def test_a_name_of_the_child_stops_publication_until_it_is_mended(plain: Practice) -> None:
    plain.as_far_as("reviewing").heard().reported(account="Robin was hurt on a weekend. His mother Mary rang.")
    plain.decides().sends()
    found = {one.excerpt: one.never for one in check(plain).open_hits}
    assert sorted(found.values()) == [True] or sorted(found.values()) == [False, True]
    assert "protected word" in refused(plain, publishing.publish, {})[0]
    child = next(one for one in check(plain).open_hits if one.never)
    said = refused(plain, reporting.let_stand, {"which": child.digest, "because": "x", "justified_by": "y"})
    assert said == ["Choose a place that can be let stand."]
    plain.does(reporting.write_report, REPORT, received_on=today(), why_again="A name stood in it.")
    assert check(plain).clean
    plain.publishes()


@pytest.mark.rows("WT-LCSPR-11")
def test_another_hit_is_let_stand_with_a_reason_that_holds_only_while_the_words_stay(plain: Practice) -> None:
    plain.as_far_as("reported").does(
        reporting.protect_word, {"word": "weekend", "why": "The day was told", "of_child": False}
    )
    first = check(plain).open_hits
    assert first and not any(one.never for one in first)
    for one in first:
        plain.does(reporting.let_stand, {"which": one.digest, "because": "Every week has one.", "justified_by": "B"})
    now = check(plain)
    assert now.clean and len(now.justified) == len(first)
    plain.does(reporting.write_report, REPORT, received_on=today(), account="That weekend it rained.", why_again="x")
    assert [one.place for one in check(plain).open_hits] == ["What happened"]
    plain.does(reporting.protect_word, {"word": "rained", "why": "A nickname", "of_child": True})
    assert not check(plain).clean


@pytest.mark.rows("WT-LCSPR-11")
def test_names_and_addresses_in_people_are_looked_for_as_far_as_they_are_seen(plain: Practice) -> None:
    plain.as_far_as("decided").sends()
    worker = plain.house.post_holder("front_door_worker")
    with seen_by(worker):
        person = register_person(
            by=worker, area_id=plain.house.area.pk, given_names="Bobbin", birth_on=datetime.date(2019, 5, 4)
        )
    with seen_by(plain.unit):
        ReviewedChild.objects.filter(review=plain.held).update(person=person)
    assert check(plain).unseen == ["Robin Testwick"]
    assert refused(plain, publishing.publish, {}) == [
        "Say who compared the text with the records of the children that you cannot open."
    ]
    with seen_by(worker):
        grant(by=worker, file=person.case_file, level="read", why="review", post_id=plain.unit.post_id)
    plain.does(reporting.write_report, REPORT, received_on=today(), account="Bobbin was hurt.", why_again="x")
    assert check(plain).unseen == [] and [one.never for one in check(plain).open_hits] == [True]


@pytest.mark.rows("GL-PR-09", "GL-PR-10", "WT-LCSPR-18", "GL-CR-07")
def test_answers_and_what_is_done_reach_the_public_when_the_page_is_renewed_and_checked(
    plain: Practice, client
) -> None:
    plain.as_far_as("published")
    at = f"/learning/reviews/{plain.held.publication}/"
    plain.does(reporting.write_response, {"text": "We thank the family of Robin.", "given_by": "The partners"})
    with seen_by(plain.unit):
        one = plain.held.recommendations.get()
    given = {"which": one.reference, "done_on": today(), "evidence": ""}
    assert refused(plain, reporting.finish_recommendation, given) == ["Write what shows that practice has changed."]
    plain.does(reporting.finish_recommendation, given, evidence="9 of 10 calls were answered.")
    assert "We thank" not in client.get(at).content.decode(), "nothing is public before it is approved"
    assert "protected word" in refused(plain, publishing.renew_page, {"reason": "The answer."})[0]
    plain.does(reporting.write_response, {"text": "We thank the family.", "given_by": "The partners"})
    plain.does(publishing.renew_page, {"reason": "The answer."})
    text = client.get(at).content.decode()
    assert "We thank the family." in text and "Robin" not in text and "9 of 10" not in text
    plain.does(reporting.record_audit, {"which": one.reference, "audited_on": today(), "audit_found": "It holds."})
    plain.does(reporting.share_learning, {"audience": "All nurses", "how": "A briefing", "shared_on": today()})


@pytest.mark.rows("WT-LCSPR-10")
def test_the_page_is_taken_down_no_earlier_than_the_day_after_its_year(plain: Practice, client) -> None:
    plain.as_far_as("published")
    with seen_by(plain.unit):
        page = PublishedReview.objects.get(reference=plain.held.publication)
    at = f"/learning/reviews/{page.reference}/"
    until = page.keep_until_on
    assert until == today().replace(year=today().year + 1)
    for day, allowed in ((until, False), (until + DAY, True)):
        moment = datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)
        with time_machine.travel(moment, tick=False):
            if allowed:
                plain.does(publishing.take_down, {"reason": "Its year is over."})
            else:
                assert (
                    "(SI 2018/789 reg 17) keeps it public until"
                    in refused(plain, publishing.take_down, {"reason": "x"})[0]
                )
                assert client.get(at).status_code == 200
    assert (
        client.get(at).status_code == 404
        and "No review is public now." in client.get("/learning/reviews/").content.decode()
    )


@pytest.mark.rows("WT-LCSPR-10")
def test_the_database_itself_keeps_it_public_for_its_year(plain: Practice) -> None:
    plain.as_far_as("published")
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedReview.objects.update(taken_down_at=timezone.now())


def test_a_decision_to_publish_less_cannot_be_kept_without_its_reasons(plain: Practice) -> None:
    plain.as_far_as("decided")
    with seen_by(plain.unit), pytest.raises(IntegrityError), transaction.atomic():
        PublicationDecision.objects.update(route="nothing")


def test_a_refused_step_says_what_is_missing_and_moves_nothing(plain: Practice) -> None:
    plain.as_far_as("decided")
    with pytest.raises(CannotMove):
        plain.does(publishing.publish, {})
    with seen_by(plain.unit):
        plain.held.refresh_from_db()
        assert plain.held.stage == "decided" and not PublishedReview.objects.exists()
