"""The help there is: which ages it is for, what fits a child and why, choosing it, telling of it, and the family's page."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.guidance.api import HelpOffer, help_kinds, help_offers
from sharedduty.foundations.guidance.offer_rules import NATIONAL_KINDS
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.early_help.actions import helping, noting, planning
from sharedduty.modules.early_help.models import PlanAction, Signpost
from sharedduty.modules.early_help.queries.offers import help_for
from sharedduty.modules.early_help.rules import ASK, FITS, NOT, UNBORN, fit, fits_age, last_day, years_on
from sharedduty.modules.early_help.tests.conftest import SOON, Help
from sharedduty.modules.early_help.tests.test_pages import day, read, send

PACK = "gloucestershire-2023"


def offer(key: str) -> HelpOffer:
    """One of the area's."""
    return next(one for one in help_offers(PACK) if one.key == key)


@pytest.mark.rows("WT-EH-15")
def test_the_kinds_of_help_are_those_of_the_guidance_and_every_service_has_one() -> None:
    kinds = help_kinds(PACK)
    assert set(NATIONAL_KINDS) <= set(kinds), "the list a pack is checked against is that of the guidance"
    assert len(NATIONAL_KINDS) == 7 and len(kinds) > 7
    for one in help_offers(PACK):
        assert one.kinds and set(one.kinds) <= set(kinds), one.key
        assert one.levels and one.plain and one.source.startswith(("document 000", "documents 000")), one.key


@pytest.mark.rows("GL-EH-22", "GL-EH-23")
@pytest.mark.parametrize(
    ("key", "years", "disabled", "state"),
    [
        ("centre_targeted", 0, False, FITS), ("centre_targeted", 11, False, FITS), ("centre_targeted", 12, False, NOT),
        ("centre_targeted", 12, True, NOT), ("centre_targeted", UNBORN, False, NOT), ("centre_targeted", None, False, ASK),
        ("families_first", 12, False, FITS), ("families_first", 19, False, FITS), ("families_first", 20, False, NOT),
        ("family_information", 19, False, FITS), ("family_information", 20, False, NOT), ("family_information", 20, True, FITS),
        ("family_information", 25, True, FITS), ("family_information", 26, True, NOT),
        ("midwives", UNBORN, False, FITS), ("midwives", 15, False, NOT), ("gps", 17, False, FITS), ("speech", UNBORN, False, NOT),
    ],
)  # fmt: skip
def test_an_offer_is_for_its_ages_both_counted_in(key: str, years: int | None, disabled: bool, state: str) -> None:
    found = fits_age(offer(key), years, disabled=disabled)
    assert found.state == state and found.why


def test_the_age_is_that_of_the_day_and_the_last_day_is_told() -> None:
    born = datetime.date(2014, 11, 28)
    assert years_on(born, datetime.date(2026, 11, 27)) == 11 and years_on(born, datetime.date(2026, 11, 28)) == 12
    assert years_on(datetime.date(2027, 1, 1), datetime.date(2026, 11, 28)) == UNBORN and years_on(None, born) is None
    targeted, information = offer("centre_targeted"), offer("family_information")
    assert last_day(targeted, born, disabled=False) == datetime.date(2026, 11, 27)
    leap = datetime.date(2012, 2, 29)
    assert last_day(targeted, leap, disabled=False) == datetime.date(2024, 2, 28)
    assert last_day(information, leap, disabled=False) == datetime.date(2032, 2, 28)
    assert last_day(information, leap, disabled=True) == datetime.date(2038, 2, 28)
    assert last_day(offer("gps"), born, disabled=False) is None and last_day(targeted, None, disabled=False) is None


def test_a_higher_level_is_asked_about_and_the_lesser_answer_counts() -> None:
    assert fit(offer("families_first"), years=10, disabled=False, level=3).state == FITS
    assert fit(offer("families_first"), years=10, disabled=False, level=2).state == ASK
    assert fit(offer("families_first"), years=20, disabled=False, level=2).state == NOT
    assert "level 4" in fit(offer("domestic_abuse_support"), years=10, disabled=False, level=3).why


@pytest.mark.rows("GL-EH-22", "GL-EH-23", "WT-EH-15")
def test_what_fits_a_child_is_worked_out_from_the_plan(place: Help) -> None:
    today = timezone.localdate()
    plan = place.begun(tool="my_plan_plus", birth_on=today.replace(year=today.year - 21, day=1, month=1))
    before = help_for(place.teacher, plan)
    assert before.level == 3 and not before.disabled
    assert "family_information" in {one.offer.key for one in before.outside}
    noting.note_circumstance(by=place.teacher, plan=plan, kind="disabled", since=today, note="He walks with a frame.")
    noting.note_circumstance(by=place.teacher, plan=plan, kind="misuse", since=today, note="Drinks.")
    after = help_for(place.teacher, place.fresh(plan))
    assert after.disabled and "family_information" in {one.offer.key for one in after.fits}
    assert after.fits[0].needs, "what answers a circumstance of the plan stands on top"
    assert {one.offer.key for one in after.outside} >= {"families_first", "centre_targeted"}


def ready(place: Help) -> Any:
    """A plan that was agreed to, with an outcome; whoever began it; the outcome."""
    plan = place.led(place.agreed_to(place.begun(tool="my_plan_plus")))
    return plan, plan.members.get(), planning.set_outcome(by=place.teacher, plan=plan, text="Robin sleeps through.")


@pytest.mark.rows("WT-EH-15", "GL-EH-23")
def test_help_chosen_becomes_an_action_with_its_kind(place: Help) -> None:
    plan, owner, outcome = ready(place)
    due = timezone.localdate() + SOON
    common = {
        "by": place.teacher,
        "plan": plan,
        "outcome": outcome,
        "what": "Visit each week",
        "owner": owner,
        "due_on": due,
    }
    made = helping.choose_help(**common, offer="families_first", help_kind="parenting")
    assert (made.help_kind, made.help_offer, made.kind) == ("parenting", "families_first", "new")
    assert made.help_name == "Families First: targeted family support"
    with pytest.raises(CannotMove, match="kind of help"):
        helping.choose_help(**common, offer="families_first", help_kind="health")
    with pytest.raises(CannotMove, match="all the same"):
        helping.choose_help(**common, offer="midwives", help_kind="health")
    assert helping.choose_help(
        **common, offer="midwives", help_kind="health", despite="Her sister is due."
    ).help_despite
    with pytest.raises(CannotMove, match="not in the area"):
        helping.choose_help(**common, offer="nothing", help_kind="health")
    with pytest.raises(CannotMove, match="outcome"):
        helping.choose_help(**{**common, "outcome": None}, offer="speech")
    planning.settle_outcome(by=place.teacher, outcome=outcome, state="met", note="Seen.")
    outcome.refresh_from_db()
    with pytest.raises(CannotMove, match="outcome"):
        helping.choose_help(**common, offer="speech")
    with pytest.raises(CannotMove, match="kind of help from the list"):
        planning.agree_action(
            by=place.teacher, outcome=outcome, what="x", kind="new", owner=owner, due_on=due, help_kind="made_up"
        )


def test_without_consent_nothing_is_chosen_and_the_family_may_still_be_told(place: Help) -> None:
    plan = place.begun()
    with pytest.raises(CannotMove):
        helping.choose_help(
            by=place.teacher, plan=plan, offer="speech", outcome=None, what="x", owner=plan.members.get(), due_on=None
        )
    helping.signpost(
        by=place.teacher, plan=plan, offer="family_information", told_whom="His mother", told_on=timezone.localdate()
    )
    assert Signpost.objects.get().help_name == "Family Information Service"
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(CannotMove) as refused:
        helping.signpost(by=place.teacher, plan=plan, offer="speech", told_whom=" ", told_on=tomorrow)
    assert {one.href for one in refused.value.missing} == {"#id_told_whom", "#id_told_on"}


@pytest.mark.rows("GL-EH-22", "GL-EH-23", "WT-EH-15")
def test_through_the_pages(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan, owner, outcome = ready(help_)
    client, here = help_.house.client(help_.teacher), f"/early-help/plans/{plan.reference}/"
    page = read(client, f"{here}help/")
    assert "Families First: targeted family support" in page and f"{here}choose-help/families_first/" in page
    due = timezone.localdate() + SOON
    wrong = client.post(f"{here}choose-help/families_first/", {"what": "Visit"})
    assert wrong.status_code == 422 and "Choose what kind of help" in wrong.content.decode()
    assert "Visit" in wrong.content.decode(), "what was typed stays"
    send(client, f"{here}choose-help/families_first/", outcome=outcome.reference, help_kind="family_life", what="Visit weekly",
         owner=owner.reference, **day("due_on", due))  # fmt: skip
    send(client, f"{here}tell-of-help/family_information/", told_whom="His mother", said="She will call in",
         **day("told_on", timezone.localdate()))  # fmt: skip
    assert client.get(f"{here}choose-help/nothing/").status_code == 404
    page = read(client, here)
    assert "Visit weekly" in page and "Family life and solving problems" in page and "She will call in" in page
    assert "Family Information Service" in read(client, f"{here}plain/")
    with seen_by(help_.teacher):
        assert PlanAction.objects.get().help_offer == "families_first"
    assert client.get(f"{here}help/").status_code == 200
    assert help_.house.client(help_.gp).get(f"{here}help/").status_code == 404, "not of the plan"


@pytest.mark.rows("GL-EH-22", "GL-EH-23", "WT-EH-15")
def test_workers_and_families_find_help_by_age_and_kind(help_: Help) -> None:
    client = help_.house.client(help_.gp)
    page = read(client, "/early-help/help-there-is/?age=12&kind=parenting")
    assert "Families First: targeted family support" in page and "targeted family support</td>" not in page
    assert "Children and Family Centres: targeted" not in page
    assert "Drugs or alcohol" in page, "a kind that no service is listed for is told"
    assert "Choose one of the list" in read(client, "/early-help/help-there-is/?kind=unheard")
    assert "whole years" in read(client, "/early-help/help-there-is/?age=x")
    anybody = Client()
    page = read(anybody, "/help-for-families/?age=22")
    assert "up to 25 if the child has a disability" in page and "Families First: targeted" not in page
    assert "Families First: targeted family support" in read(anybody, "/help-for-families/?age=15")
    assert "community social workers" not in page, "advice for workers is no offer to a family"
    assert anybody.get("/early-help/help-there-is/").status_code == 302


@pytest.mark.rows("WT-EH-02")
def test_prompts_for_those_who_work_with_children_and_with_adults(help_: Help) -> None:
    children, adults = (read(Client(), f"/early-help/what-to-look-for/{what}") for what in ("", "?with=adults"))
    assert "Do you live with a child" in adults and "Do you live with a child" not in children
    for page in (children, adults):
        assert "A young carer" in page and "Level" in page
    assert "Parent is a teenager" in adults and "Parent is a teenager" not in children
