"""A recommendation from its source to its end: who answers what, what closing needs, and that done is not changed."""

import pytest

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.directory.models import Post
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.action_plans.actions import answering, ending, following, taking_in
from sharedduty.modules.action_plans.models import ActionPart, Evidence, Retirement, TrackedRecommendation
from sharedduty.modules.action_plans.queries import answering as reading_parts
from sharedduty.modules.action_plans.queries.answering import given_before, part_view
from sharedduty.modules.action_plans.queries.board import board
from sharedduty.modules.action_plans.queries.carrying import open_issues
from sharedduty.modules.action_plans.queries.choices import labels
from sharedduty.modules.action_plans.queries.reading import part_line, view_of
from tests.action_plans.scenes import ACCEPTED, DAY, EVIDENCE, PLAN, PRODUCT, SHARED, Plan, source, taken_in, today

pytestmark = pytest.mark.django_db


def refused(plan: Plan, action, *, role: str = "", by=None, **given) -> list[str]:
    """What a refused step lacks, in words."""
    with pytest.raises(CannotMove) as refusal:
        if role:
            plan.answers(action, role=role, **given)
        else:
            plan.does(action, by=by, **given)
    return [one.text for one in refusal.value.missing]


@pytest.mark.rows("TRK-01", "TRK-02", "GL-XN-03")
def test_a_recommendation_has_one_of_ten_kinds_of_source_and_none_is_taken_in_without(house) -> None:
    assert len(labels("source")) == 10
    unit = house.post_holder("business_manager")
    with seen_by(unit), pytest.raises(CannotMove) as refusal:
        taking_in.take_in(by=unit, given={**source(), "source_kind": "", "made_on": today() + DAY})
    assert [one.text for one in refusal.value.missing] == [
        "Say what kind of source it is.", "This has happened, so it cannot lie in the future.",
    ]  # fmt: skip
    made = [taken_in(house, source_kind=kind).held for kind in labels("source")]
    assert len({one.reference for one in made}) == 10 and {one.stage for one in made} == {"received"}


@pytest.mark.rows("TRK-01", "HE-ACT-01")
def test_it_is_accepted_with_an_owner_and_a_day_or_not_at_all(plan: Plan) -> None:
    plan.looked()
    assert len(refused(plan, following.accept)) == 6
    early = refused(plan, following.accept, **ACCEPTED, accepted_on=plan.held.made_on - DAY, due_on=today())
    assert early == ["This cannot lie before it was made."]
    plan.accepted()
    assert plan.held.stage == "accepted" and plan.held.owner.startswith("Head of public protection")
    assert len(refused(plan, following.change_plan, owner="", due_on=None, measure="", reason="")) == 4


@pytest.mark.rows("TRK-03", "HE-ACT-02")
def test_each_agency_answers_its_own_part_and_sees_no_other(plan: Plan) -> None:
    plan.as_far_as("accepted").asked("police", "health", "school")
    for role in ("police_mash", "health_mash", "teacher"):
        with seen_by(plan.house.post_holder(role)):
            assert [one.reference for one in ActionPart.objects.all()] == [plan.parts[role].reference], role
            assert not TrackedRecommendation.objects.exists()
    with seen_by(plan.unit):
        assert Notice.objects.filter(template="action_part_asked").count() == 3
    assert len(refused(plan, answering.plan, role="police_mash")) == 6
    plan.planned()
    assert refused(plan, answering.not_for_us, role="teacher", not_for_us=" ") == ["Say why it is not for your agency."]
    plan.answers(answering.not_for_us, role="teacher", not_for_us="We are a nursery.")
    assert plan.parts["teacher"].stage == "not_applicable" and plan.parts["teacher"].answered_on == today()
    assert refused(plan, ending.propose_closing, why="Done.")[0] == "These have not answered yet: Testshire health."
    assert refused(
        plan, following.ask_agencies, teams=[plan.house.teams["police"]], asked="?", answer_by_on=today()
    ) == ["Choose at least one agency that is not asked yet."]


@pytest.mark.rows("TRK-08", "HE-ACT-03")
def test_done_and_in_place_do_not_close_it_where_the_front_line_should_change(plan: Plan, delegate) -> None:
    plan.as_far_as("allocated").planned()
    for step in (plan.done, plan.adopted):
        step()
        lacks = refused(plan, ending.propose_closing, why="It is done.")
        assert lacks == [
            "These have not shown the effect at the front line: Testshire police. Done is not the same as changed."
        ]
    given = {"text": "Teachers were ready.", "known_from": "Asked them", "found_on": today()}
    assert refused(plan, answering.record_effect, role="police_mash", **given) == [
        "Add the evidence first: an effect is shown, not said."
    ]
    plan.effect()
    plan.proposed()
    plan.does(ending.close, by=delegate, answer="I read the audit.")
    assert plan.held.stage == "closed" and plan.held.ended_on == today()
    part = plan.parts["police_mash"]
    assert part.done_on < part.adopted_on < part.effect_on


@pytest.mark.rows("TRK-08")
def test_where_nothing_should_change_at_the_front_line_done_is_enough(plan: Plan) -> None:
    plan.looked(front_line="no").accepted().asked().planned()
    assert "These have not finished" in refused(plan, ending.propose_closing, why="So.")[0]
    plan.done()
    plan.proposed()


@pytest.mark.rows("TRK-08", "TRK-15")
def test_a_look_that_finds_nothing_is_kept_and_takes_an_effect_back(plan: Plan, delegate) -> None:
    plan.shown().proposed()
    plan.answers(
        answering.note_look,
        question="effect",
        text="Three schools were not rung.",
        known_from="Audit",
        found_on=today(),
    )
    assert plan.parts["police_mash"].stage == "adopted" and plan.parts["police_mash"].effect_on is None
    assert "These have not shown the effect" in refused(plan, ending.close, by=delegate, answer="Fine.")[0]
    assert refused(plan, answering.plan_look, role="police_mash", look_on=today(), look_how="Ask") == [
        "Choose a day that is still to come."
    ]
    plan.answers(answering.plan_look, look_on=today() + 30 * DAY, look_how="Ask 20 teachers again.")
    with seen_by(plan.house.post_holder("police_mash")):
        part = reading_parts.part_by_reference(plan.unit, plan.parts["police_mash"].reference)
        assert part is not None and part.look_on == today() + 30 * DAY and part.answers.filter(holds=False).count() == 1


@pytest.mark.rows("TRK-18")
def test_nobody_ends_one_alone_and_a_proposal_can_be_turned_down(plan: Plan, delegate) -> None:
    plan.shown().proposed()
    assert refused(plan, ending.close, answer="Fine.") == ["You proposed this. Somebody else must agree."]
    assert refused(plan, ending.propose_closing, why="Again.")[0].startswith("Something is proposed already.")
    plan.does(ending.turn_down, by=delegate, answer="Ask two more schools.")
    assert plan.held.stage == "allocated"
    plan.proposed()
    plan.does(ending.close, by=delegate, answer="Now it holds.")
    with seen_by(plan.unit):
        first, second = plan.held.proposals.order_by("pk")
    assert (first.agreed, second.agreed) == (False, True) and second.proposed_by != second.settled_by
    plan.does(ending.reopen, reason="It came back.")
    assert plan.held.stage == "allocated" and plan.held.ended_on is None


@pytest.mark.rows("TRK-06", "TRK-18")
def test_a_newer_one_takes_over_and_the_older_is_not_done(plan: Plan, delegate) -> None:
    newer = taken_in(plan.house, made_on=today(), wording="Ring schools by eight.").held
    older = taken_in(plan.house, made_on=plan.held.made_on - DAY).held
    plan.as_far_as("allocated").planned()
    for reference, words in (
        ("", "Enter the reference"), (plan.held.reference, "It cannot carry itself on"), (older.reference, "as new as it"),
    ):  # fmt: skip
        assert words in refused(plan, ending.propose_superseding, other=reference, why="Newer.")[0]
    plan.does(ending.propose_superseding, other=newer.reference, why="It says the same with a time.")
    assert refused(plan, ending.supersede, answer="Fine.") == ["You proposed this. Somebody else must agree."]
    plan.does(ending.supersede, by=delegate, answer="I read both.")
    assert plan.held.stage == "superseded"
    with seen_by(plan.unit):
        view = view_of(plan.unit, plan.held, today())
        part = ActionPart.objects.get(pk=plan.parts["police_mash"].pk)
        assert view.goes_on is not None and view.goes_on.goes_on_in == newer.reference
        assert part.stage == "withdrawn" and part.done_on is None, "nobody is asked any longer, and it is not done"
        assert [one.reference for _, one in view_of(plan.unit, newer, today()).carries] == [plan.held.reference]


@pytest.mark.rows("TRK-04")
def test_many_are_merged_into_one_by_a_person_and_each_can_be_traced(plan: Plan) -> None:
    others = [taken_in(plan.house, wording=f"Number {at}", source_title=f"Review {at}") for at in range(3)]
    for one in others:
        assert refused(one, ending.merge, other=plan.held.reference, reason="")[0].startswith("Say what is the same")
        one.does(ending.merge, other=plan.held.reference, reason="The same call.")
    with seen_by(plan.unit):
        carries = view_of(plan.unit, plan.held, today()).carries
        assert {one.reference for _, one in carries} == {one.held.reference for one in others}
        assert Retirement.objects.filter(kind="merged", ended_at__isnull=True).count() == 3
    assert refused(plan, ending.merge, other=others[0].held.reference, reason="Back.") == [
        "That one has ended. Choose one that is still open."
    ]
    others[0].does(ending.reopen, reason="It was not the same.")
    with seen_by(plan.unit):
        assert len(view_of(plan.unit, plan.held, today()).carries) == 2


@pytest.mark.rows("TRK-05", "TRK-16", "TRK-19")
def test_a_colour_has_a_reason_and_a_day_and_what_is_vague_is_defined_first(plan: Plan) -> None:
    plan.looked(hard_to_measure=True).accepted().asked().planned()
    given = {"colour": "amber", "rag_reason": "Half of them.", "rated_on": today(), "own_words": "On track"}
    assert "not defined yet" in refused(plan, answering.rate, role="police_mash", **given)[0]
    plan.does(following.define, definition="They ask one question more.", indicator="Seen in 8 of 10 files.")
    plan.answers(answering.rate, given)
    assert len(refused(plan, answering.rate, role="police_mash", colour="red", rag_reason="", rated_on=None)) == 2
    with seen_by(plan.house.post_holder("police_mash")):
        rating = plan.parts["police_mash"].ratings.get()
        assert (rating.colour, rating.own_words, rating.rated_on) == ("amber", "On track", today())


@pytest.mark.rows("TRK-09")
def test_evidence_says_what_worked_and_is_used_again_without_typing(plan: Plan) -> None:
    plan.as_far_as("allocated").planned()
    first = plan.evidence(lever="curiosity", lever_worked="no")
    assert first.lever_worked is False
    assert "Say whether it changed practice." in refused(
        plan, answering.add_evidence, role="police_mash", **{**EVIDENCE, "lever_worked": "", "dated_on": today()}
    )
    other = taken_in(plan.house, wording="Another.").as_far_as("allocated").planned()
    agency = plan.house.post_holder("police_mash")
    with seen_by(agency):
        assert list(given_before(agency, other.parts["police_mash"])) == [first.reference]
    again = other.answers(answering.add_evidence, again=first.reference, shows="The same audit covers this.")
    assert (again.title, again.first_given) == ("Audit of calls", first.reference)
    with seen_by(agency):
        view = part_view(agency, ActionPart.objects.get(pk=plan.parts["police_mash"].pk), today())
        assert view.evidence == [(Evidence.objects.get(pk=first.pk), 1)]


def test_evidence_of_another_agency_is_never_taken(plan: Plan) -> None:
    plan.as_far_as("accepted").asked("police", "health").planned().planned("health_mash")
    theirs = plan.evidence("health_mash")
    missing = refused(plan, answering.add_evidence, role="police_mash", again=theirs.reference, shows="Ours now.")
    assert "Name it." in missing


@pytest.mark.rows("TRK-11")
def test_a_policy_issued_again_without_it_is_asked_about_until_somebody_answers(plan: Plan) -> None:
    plan.as_far_as("allocated")
    document = plan.document()
    plan.issued(document, 40)  # before it should carry it: nobody is asked
    with seen_by(plan.unit):
        assert open_issues(plan.unit) == []
    plan.issued(document)
    plan.issued(document)  # noted twice, it is one
    with seen_by(plan.unit):
        (waiting,) = open_issues(plan.unit)
        assert waiting.recommendation == plan.held.reference and "Call procedure, issued" in waiting.words
    given = {"which": waiting.key, "says": "declined", "mention_reason": ""}
    assert refused(plan, following.answer_issue, **given) == ["Say why it does not."]
    plan.does(following.answer_issue, given, mention_reason="Another procedure has it.")
    with seen_by(plan.unit):
        assert open_issues(plan.unit) == []
        (carrier,) = view_of(plan.unit, plan.held, today()).carriers
        assert [one.says for one in carrier.mentions] == ["declined"]


@pytest.mark.rows("TRK-12", "HE-LRN-01")
def test_telling_staff_waits_for_its_receipt(plan: Plan) -> None:
    plan.as_far_as("allocated").planned().done()
    made = plan.answers(answering.share, SHARED, shared_on=today() - 2 * DAY)
    agency = plan.house.post_holder("police_mash")
    with seen_by(agency):
        assert list(reading_parts.waiting_receipts(plan.parts["police_mash"])) == [made.reference]
    early = {
        "which": made.reference,
        "received": "40 of 42",
        "understood": "Asked five",
        "received_on": today() - 3 * DAY,
    }
    assert refused(plan, answering.record_receipt, role="police_mash", **early) == [
        "This cannot lie before they were told."
    ]
    plan.answers(answering.record_receipt, early, received_on=today())
    with seen_by(agency):
        assert not reading_parts.waiting_receipts(plan.parts["police_mash"])


@pytest.mark.rows("TRK-13")
def test_an_owner_that_is_gone_is_seen_and_another_is_named_with_why(plan: Plan) -> None:
    plan.as_far_as("allocated")
    agency = plan.house.post_holder("police_mash")
    post = Post.objects.get(pk=agency.post_id)
    plan.planned(post=str(post.pk), owner="")
    assert plan.parts["police_mash"].owner == post.title
    post.closed_on = today()
    post.save(update_fields=["closed_on"])
    with seen_by(agency):
        part = reading_parts.part_by_reference(agency, plan.parts["police_mash"].reference)
        assert part is not None and "has ended" in part_line(part, today()).ownerless
    again = {"post": str(post.pk), "owner": "", "due_on": today(), "reason": "The group was abolished."}
    assert refused(plan, answering.change_owner, role="police_mash", **again) == [
        "That post has ended. Choose one that exists."
    ]
    plan.answers(answering.change_owner, again, post="", owner="Superintendent")
    with seen_by(agency):
        part = reading_parts.part_by_reference(agency, plan.parts["police_mash"].reference)
        assert part is not None and part_line(part, today()).ownerless == ""


@pytest.mark.rows("TRK-14")
def test_something_made_is_no_effect(plan: Plan) -> None:
    plan.as_far_as("allocated").planned().done()
    made = plan.answers(answering.add_product, PRODUCT, made_on=today())
    assert (
        plan.parts["police_mash"].stage == "done"
        and "These have not shown" in refused(plan, ending.propose_closing, why="There is a protocol.")[0]
    )
    plan.answers(answering.judge_product, which=made.reference, came_of_it="Nobody opens it.", came_of_it_on=today())
    with seen_by(plan.house.post_holder("police_mash")):
        assert plan.parts["police_mash"].products.get().came_of_it == "Nobody opens it."


@pytest.mark.rows("TRK-07")
def test_what_has_ended_is_hidden_and_found_by_words(plan: Plan) -> None:
    gone = taken_in(plan.house, wording="An unusual zebra crossing.").looked()
    gone.does(following.refuse, reason="Not ours.")
    plan.as_far_as("accepted")
    with seen_by(plan.unit):
        for tab, words, found in (
            ("now", "", [plan.held]), ("next", "", []), ("ended", "", [gone.held]), ("now", "zebra crossing", [gone.held]),
        ):  # fmt: skip
            assert list(board(plan.unit, tab, {"words": words})) == found, (tab, words)
    plan.does(following.set_priority, priority="later", group="")
    with seen_by(plan.unit):
        assert list(board(plan.unit, "later", {})) == [plan.held]


def test_who_is_shut_out_of_a_recommendation_is_shut_out_of_what_agencies_answer(plan: Plan, delegate) -> None:
    plan.as_far_as("allocated").planned()
    with seen_by(delegate):
        assert TrackedRecommendation.objects.count() == ActionPart.objects.count() == 1
    with seen_by(plan.unit):
        file = CaseFile.objects.get(pk=plan.held.case_file_id)
        exclude(by=plan.unit, file=file, reason="conflict", account_id=delegate.account_id)
    with seen_by(delegate):
        assert not TrackedRecommendation.objects.exists() and not ActionPart.objects.exists()


def test_a_plan_keeps_what_was_typed_to_the_letter(plan: Plan) -> None:
    plan.as_far_as("allocated").planned()
    part = plan.parts["police_mash"]
    assert (part.what, part.signed_by, part.own_plan) == (PLAN["what"], PLAN["signed_by"], PLAN["own_plan"])
