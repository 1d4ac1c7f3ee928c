"""Panel members and what opens for them; agencies' own reports, and who reads them."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import Account, CaseFile, Viewer, exclude, seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.gatherings import actions as gatherings
from sharedduty.foundations.gatherings.models import Gathering
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.homicide_review.actions import agencies, running
from sharedduty.modules.homicide_review.models import AgencyReport, HomicideReview, PanelMember
from sharedduty.modules.homicide_review.queries import choices
from sharedduty.modules.homicide_review.queries.meetings import PANELS, about_decision, about_panel
from sharedduty.modules.homicide_review.rules import agencies as rules
from sharedduty.modules.homicide_review.rules.agencies import repeats
from tests.homicide_review.scenes import AUTHOR, COMMISSION, DAY, DECLARED, MEMBER, WRITTEN, Homicide, terms, today
from tests.homicide_review.test_considering import lacks

pytestmark = pytest.mark.django_db


def sees(viewer: Viewer) -> tuple[int, int, int]:
    """How many reviews, members and reports somebody sees."""
    with seen_by(viewer):
        return HomicideReview.objects.count(), PanelMember.objects.count(), AgencyReport.objects.count()


def open_grants(lead: Viewer, viewer: Viewer) -> list[str]:
    """The files somebody is still let into. What is shut within one transaction shows only after it, so rows are asked."""
    with seen_by(lead):
        found = Grant.objects.filter(
            appointment_id=viewer.appointment_id, until__isnull=True, case_file__kind__startswith="homicide"
        )
        return sorted(found.values_list("case_file__reference", flat=True))


@pytest.mark.rows("GL-DH-38")
def test_a_local_politician_sits_only_for_an_employer(homicide: Homicide) -> None:
    homicide.decides()
    for given in (
        {**MEMBER, "politician": "yes"},
        {**MEMBER, "politician": ""},
        {**MEMBER, "shown": ""},
        {**MEMBER, "seat": ""},
    ):
        with pytest.raises(CannotMove):
            homicide.does(agencies.name_member, given)
    made = homicide.does(
        agencies.name_member, {**MEMBER, "politician": "yes", "fitness": "For the police alone; agreed."}
    )
    assert made.politician and made.fitness
    with pytest.raises(CannotMove) as refused:
        homicide.does(agencies.name_member, {**MEMBER, "email": "nobody@example.org"})
    assert "Nobody here signs in" in lacks(refused)


@pytest.mark.rows("GL-DH-39", "GL-CN-11")
def test_a_member_declares_for_themselves_and_only_then_and_when_it_is_opened_reads_the_review(
    homicide: Homicide,
) -> None:
    homicide.decides()
    points = choices.labels("member")
    assert len(points) == 7
    member, viewer = homicide.sits_here("health_mash")
    assert sees(viewer) == (0, 1, 0)
    homicide.does(agencies.open_to_panel)
    assert sees(viewer) == (0, 1, 0), "not before they declared"
    with seen_by(viewer):
        for code in points:
            for answer in ("", "no"):
                with pytest.raises(CannotMove):
                    agencies.declare(by=viewer, member=member, given={**DECLARED, f"point_{code}": answer})
        with pytest.raises(CannotMove):
            agencies.declare(by=viewer, member=member, given={**DECLARED, "tied": "yes"})
        agencies.declare(
            by=viewer, member=member, given={**DECLARED, "tied": "yes", "conflict": "I met the victim once."}
        )
        with pytest.raises(PermissionDenied):
            agencies.declare(by=viewer, member=member, given=DECLARED)
    homicide.does(agencies.open_to_panel)
    assert sees(viewer) == (0, 1, 0), "not before the chair has settled the tie"
    with seen_by(homicide.lead):
        with pytest.raises(CannotMove):
            agencies.settle_tie(by=homicide.lead, member=member, given={})
        agencies.settle_tie(by=homicide.lead, member=member, given={"settled": "She leaves when that year is heard."})
    assert open_grants(homicide.lead, viewer) == [member.reference]
    assert homicide.does(agencies.open_to_panel) == 1 and homicide.does(agencies.open_to_panel) == 0
    assert sees(viewer) == (1, 1, 0)
    with seen_by(viewer):
        assert HomicideReview.objects.update(victim="Other") == 0, "a member reads, and changes nothing"
    with seen_by(homicide.lead):
        agencies.end_membership(by=homicide.lead, member=member, given={"because": "Left the agency."})
        assert not open_grants(homicide.lead, viewer), "what was opened is shut again"


@pytest.mark.rows("GL-CN-11")
def test_nobody_of_the_safeguarding_partnership_reaches_a_review_by_standing(homicide: Homicide) -> None:
    homicide.as_far_as("drafted")
    for role in (
        "business_manager",
        "partner",
        "scrutineer",
        "head_of_service",
        "administrator",
        "privacy_officer",
        "police_mash",
    ):
        assert sees(homicide.house.post_holder(role)) == (0, 0, 0), role
    assert sees(homicide.lead)[0] == 1


@pytest.mark.rows("GL-CN-11")
def test_who_is_shut_out_of_a_review_is_not_let_in_with_the_panel(homicide: Homicide) -> None:
    homicide.decides()
    member, viewer = homicide.sits_here("health_mash")
    with seen_by(viewer):
        agencies.declare(by=viewer, member=member, given=DECLARED)
    with seen_by(homicide.lead):
        file = CaseFile.objects.get(pk=homicide.held.case_file_id)
        exclude(by=homicide.lead, file=file, reason="subject", account_id=viewer.account_id)
    assert homicide.does(agencies.open_to_panel) == 0 and sees(viewer)[0] == 0


@pytest.mark.rows("GL-DH-12", "GL-DH-43")
def test_those_who_may_come_are_invited_to_each_panel_and_no_others(homicide: Homicide) -> None:
    homicide.sits({**MEMBER, "panel": "decision", "seat": "GDASS", "name": "Ash"}, declares=False)
    with seen_by(homicide.lead):
        about = about_decision(homicide.lead, homicide.held.reference)
        assert about and [one.capacity for one in about.people] == ["specialist"]
        assert about_panel(homicide.lead, homicide.held.reference) is None
    homicide.decides()
    homicide.sits()
    homicide.sits({**MEMBER, "name": "Undeclared"}, declares=False)
    with seen_by(homicide.lead):
        panel = about_panel(homicide.lead, homicide.held.reference)
        assert panel and [one.name for one in panel.people] == [MEMBER["name"]]
        assert about_decision(homicide.lead, homicide.held.reference) is None


@pytest.mark.rows("GL-DH-46", "GL-DH-47", "HE-IMR-01", "HE-IMR-08")
def test_an_agencys_report_is_asked_of_a_senior_manager_written_by_an_outsider_and_endorsed_by_another(
    homicide: Homicide,
) -> None:
    homicide.as_far_as("commissioning")
    house = homicide.house
    manager, author, stranger = (house.post_holder("police_mash", number) for number in (1, 2, 3))
    email = {one.account_id: Account.objects.get(pk=one.account_id).email for one in (manager, author)}
    held = homicide.asks_report(email=email[manager.account_id], manager_words="")
    assert not held.on_panel and (sees(manager), sees(author), sees(stranger)) == ((0, 0, 1), (0, 0, 0), (0, 0, 0))
    named = {**AUTHOR, "email": email[author.account_id], "author_words": ""}
    for name, words in (("no_part", "had a direct part"), ("no_line", "managed staff")):
        with pytest.raises(CannotMove) as refused:
            homicide.report(agencies.name_author, held, {**named, name: "no"}, by=manager)
        assert words in lacks(refused)
    with pytest.raises(CannotMove) as refused:
        homicide.report(agencies.name_author, held, {**named, "email": email[manager.account_id]}, by=manager)
    assert "endorses" in lacks(refused)
    homicide.report(agencies.name_author, held, named, by=manager)
    assert sees(author) == (0, 0, 1)
    homicide.report(agencies.write_report, held, WRITTEN, by=author)
    feedback = {"who": "PC, A.B.", "given_on": today(), "corrected": "Nothing.", "apart": "None runs."}
    with pytest.raises(CannotMove) as refused:
        homicide.report(agencies.endorse, held, {"endorsed_by": "The manager", "owns": "So."}, by=manager)
    assert "staff" in lacks(refused)
    homicide.report(agencies.record_feedback, held, feedback, by=author)
    with pytest.raises(CannotMove) as refused:
        homicide.report(agencies.endorse, held, {"endorsed_by": "Me", "owns": "So."}, by=author)
    assert "Who wrote the report does not endorse it." in lacks(refused)
    homicide.report(agencies.endorse, held, {"endorsed_by": "The manager", "owns": "In my plan."}, by=manager)
    with seen_by(homicide.lead):
        held.refresh_from_db()
        assert held.stage == "endorsed" and held.endorsed_at and held.no_part and held.no_line


@pytest.mark.rows("GL-CN-11", "GL-DH-47")
def test_a_member_reads_reports_that_are_in_and_acts_on_none(homicide: Homicide) -> None:
    homicide.as_far_as("commissioning")
    member, viewer = homicide.sits_here("health_mash")
    with seen_by(viewer):
        agencies.declare(by=viewer, member=member, given=DECLARED)
    held = homicide.reported_by_agency(until="writing")
    homicide.does(agencies.open_to_panel)
    assert sees(viewer) == (1, 1, 0), "a report that is not in is its agency's own"
    homicide.report(agencies.endorse, held, {"endorsed_by": "Chief", "owns": "So."})
    homicide.report(agencies.present, held, {"presented_on": today(), "panel_said": "Good."})
    assert sees(viewer) == (1, 1, 1)
    with pytest.raises(PermissionDenied):
        homicide.report(agencies.record_feedback, held, {"who": "x"}, by=viewer)


@pytest.mark.rows("GL-DH-48", "GL-DH-49", "HE-IMR-04", "HE-IMR-05", "HE-IMR-07")
def test_interviews_are_shared_and_kept_and_staff_hear_apart_from_discipline(homicide: Homicide) -> None:
    homicide.as_far_as("commissioning")
    held = homicide.asks_report()
    homicide.report(agencies.name_author, held, AUTHOR)
    interview = {
        "who": "PC, A.B.", "interviewed_on": today(), "text": "I came at nine.", "shared_on": today(), "kept_at": "Store 4",
    }  # fmt: skip
    for wrong in (
        {"shared_on": None},
        {"shared_on": today() - DAY},
        {"kept_at": ""},
        {"text": ""},
        {"interviewed_on": today() + DAY},
    ):
        with pytest.raises(CannotMove):
            homicide.report(agencies.record_interview, held, {**interview, **wrong})
    assert homicide.report(agencies.record_interview, held, interview).kept_at == "Store 4"
    feedback = {"who": "PC, A.B.", "given_on": today(), "corrected": "The hour.", "apart": "It runs elsewhere."}
    for name in ("who", "given_on", "corrected", "apart"):
        with pytest.raises(CannotMove):
            homicide.report(agencies.record_feedback, held, {**feedback, name: None})
    assert homicide.report(agencies.record_feedback, held, feedback).corrected == "The hour."


@pytest.mark.rows("HE-IMR-02", "HE-IMR-03", "HE-IMR-13")
def test_a_report_has_four_parts_and_its_analysis_does_not_say_the_chronology_again(homicide: Homicide) -> None:
    homicide.as_far_as("commissioning")
    held = homicide.asks_report()
    homicide.report(agencies.name_author, held, AUTHOR)
    for name in WRITTEN:
        with pytest.raises(CannotMove):
            homicide.report(agencies.write_report, held, {**WRITTEN, name: " "})
    told = "On 3 March two officers came to the house at nine and spoke with her at the door, then left without a form."
    assert (
        repeats(told, told) and repeats(told, f"{told} So it was.") and repeats(told, "two officers came to the house")
    )
    why = "Nobody had been told to look for control, because the training of that year left it out and the form has no box."
    assert not repeats(told, why) and not repeats(told, "")
    with pytest.raises(CannotMove) as refused:
        homicide.report(agencies.write_report, held, {**WRITTEN, "account": told, "analysis": told})
    assert "word for word" in lacks(refused)
    homicide.report(agencies.write_report, held, {**WRITTEN, "account": told, "analysis": why})
    other = homicide.asks_report(agency="A charity")
    with pytest.raises(CannotMove):
        homicide.report(agencies.say_nothing, other, {"nil_because": "", "endorsed_by": "Chief"})
    homicide.report(agencies.say_nothing, other, {"nil_because": "No record of them.", "endorsed_by": "Chief"})
    with seen_by(homicide.lead):
        assert AgencyReport.objects.get(pk=other.pk).stage == "nil"


def test_what_is_wrong_in_asking_for_a_report_is_said(homicide: Homicide) -> None:
    with pytest.raises(CannotMove):
        homicide.asks_report()
    homicide.decides()
    for name in ("agency", "asked", "manager_words", "due_on"):
        with pytest.raises(CannotMove):
            homicide.does(agencies.commission_report, {**COMMISSION, "due_on": today(), name: None})
    with pytest.raises(CannotMove):
        homicide.asks_report(email="nobody@example.org")
    homicide.does(running.agree_terms, terms())
    assert homicide.asks_report().stage == "asked"


@pytest.mark.rows("GL-DH-47")
@pytest.mark.parametrize("typed", ["Chief Testley", "  chief   TESTLEY ", "Chief Testley, head of public protection"])
def test_whoever_wrote_the_report_does_not_endorse_it_however_the_name_is_typed(typed: str) -> None:
    record = SimpleNamespace(author_words="Chief  Testley, detective inspector", analysis="They did not speak.")
    wrote = "Who wrote the report does not endorse it."
    said = [one.text for one in rules.endorsed_whole(record, {"endorsed_by": typed, "owns": "In my plan."})]
    assert wrote in said
    for other in ("Chief Testleigh", ""):
        said = [one.text for one in rules.endorsed_whole(record, {"endorsed_by": other, "owns": "In my plan."})]
        assert wrote not in said, other


def test_a_seat_is_the_bodys_whatever_case_and_spaces_it_was_typed_in() -> None:
    bodies = [("Probation service", "mandatory specialist")]
    assert rules.panel_lacks(["probation   SERVICE "], bodies, ["Probation  service"]) == []
    assert len(rules.panel_lacks(["Prison service"], bodies, ["Probation service"])) == 2


@pytest.mark.rows("GL-DH-43")
def test_the_meetings_on_a_draft_are_counted_and_more_than_three_are_marked(homicide: Homicide) -> None:
    homicide.as_far_as("reviewing")
    page, at = homicide.house.client(homicide.lead), f"/homicide-reviews/{homicide.held.reference}/?part=panel"
    now = timezone.now()

    def met(*days: int) -> Gathering:
        with seen_by(homicide.lead):
            about = about_panel(homicide.lead, homicide.held.reference)
            assert about is not None
            made = [
                gatherings.call(
                    by=homicide.lead, room=PANELS, use=PANELS.uses[0], about=about, purpose="The draft", mode="video",
                    starts_at=now + one * DAY, ends_at=now + one * DAY + DAY / 24,
                )
                for one in days
            ]  # fmt: skip
            return made[-1]

    met(-1)
    assert "Meetings on the draft report" not in page.get(at).content.decode(), "there is no draft yet"
    homicide.drafts()
    counted = "Meetings on the draft report: <strong>{}</strong>"
    assert counted.format(0) in page.get(at).content.decode(), "what came before the draft is not on it"
    met(1, 2, 3)
    shown = page.get(at).content.decode()
    assert counted.format(3) in shown and "More than three" not in shown
    last = met(4)
    shown = page.get(at).content.decode()
    assert counted.format(4) in shown and "More than three" in shown
    with seen_by(homicide.lead):
        gatherings.cancel(by=homicide.lead, gathering=last, because="Not needed.")
    shown = page.get(at).content.decode()
    assert counted.format(3) in shown and "More than three" not in shown
