"""The figures of early help against a truth known by hand: what counts, in which month, and what is left out."""

import csv
import datetime

import pytest
from django.db.models import F
from django.utils import timezone

from sharedduty.foundations.access.api import exclude, seen_by
from sharedduty.foundations.process.api import Move, months_back
from sharedduty.modules.early_help.actions import consenting, moving, planning
from sharedduty.modules.early_help.models import Consent, Lead, Plan, Review
from sharedduty.modules.early_help.queries import plans as queries
from sharedduty.modules.early_help.queries.figuring import FIGURES
from sharedduty.modules.early_help.tests.conftest import SOON, Help

pytestmark = pytest.mark.django_db
LAST, THIS = months_back(2)


def moment(day: datetime.date) -> datetime.datetime:
    """Noon of a day."""
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=timezone.get_current_timezone())


def figures(help_: Help, measure: str, month: datetime.date = THIS, role: str = "early_help_coordinator") -> list[str]:
    """The numbers of one measure in one month, as exported."""
    answer = help_.house.client(help_.house.post_holder(role)).get(f"/early-help/figures/{measure}.csv")
    assert answer.status_code == 200
    rows = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines()))
    return next(row[1:] for row in rows if row and row[0] == f"{month:%b} {month.year}")


def a_moment_ago(help_: Help) -> None:
    """A test's database stands at the moment the test began: what came about since then came about before."""
    then = max(timezone.now() - datetime.timedelta(minutes=10), moment(THIS) - datetime.timedelta(hours=12))
    with seen_by(help_.teacher):
        for model, column in ((Plan, "opened_at"), (Plan, "closed_at"), (Consent, "answered_at"), (Lead, "led_from")):
            model.objects.filter(**{f"{column}__gte": then}).update(**{column: F(column) - (timezone.now() - then)})


def begun_last_month(help_: Help, plan: Plan, *, review: int = 0) -> None:
    """As if all of it had come about in the month before, and the review fell due on a day of it."""
    with seen_by(help_.teacher):
        first = moment(LAST.replace(day=2))
        Plan.objects.filter(pk=plan.pk).update(opened_at=first)
        Consent.objects.filter(plan=plan).update(answered_at=first)
        Lead.objects.filter(plan=plan).update(led_from=first)
        Move.objects.filter(record=plan.reference).update(moved_at=first)
        if review:
            Plan.objects.filter(pk=plan.pk).update(review_on=LAST.replace(day=review))


@pytest.mark.rows("GL-EH-24", "DOR-OBA-10", "DOR-OBA-11")
def test_the_figures_are_the_truth(help_: Help) -> None:
    with seen_by(help_.teacher):
        talking, going, missed = help_.begun(), help_.active(), help_.active()
        kept = help_.active()
    begun_last_month(help_, missed, review=9)
    begun_last_month(help_, kept, review=12)
    with seen_by(help_.teacher):
        moving.hold_review(
            by=help_.teacher, plan=help_.fresh(kept), held_on=LAST.replace(day=11), result="continue",
            progress="Awake by nine.", family_view="It helps.", review_on=timezone.localdate() + SOON,
        )  # fmt: skip
        consenting.record_consent(
            by=help_.teacher, plan=help_.fresh(going), answer="withdrawn", by_whom="His mother", considered="School"
        )
    a_moment_ago(help_)
    assert figures(help_, "begun") == ["2"] and figures(help_, "begun", LAST) == ["2"]
    assert figures(help_, "open") == ["4"] and figures(help_, "open", LAST) == ["2"]
    assert figures(help_, "consent") == ["2", "4", "50.0"], "one family was not asked yet, one took its yes back"
    assert figures(help_, "consent", LAST) == ["2", "2", "100.0"]
    assert figures(help_, "led") == ["3", "4", "75.0"]
    assert figures(help_, "review", LAST) == ["1", "2", "50.0"]
    assert talking.stage == "talking"


@pytest.mark.rows("GL-EH-24")
def test_what_was_closed_stepped_up_and_helped(help_: Help) -> None:
    with seen_by(help_.teacher):
        first, second = help_.active(), help_.active()
        for plan, effect in ((first, "helped"), (second, "no_change")):
            planning.tell_progress(
                by=help_.teacher, action=plan.actions.get(), state="done", note="Comes each day.", effect=effect
            )
        moving.hold_review(
            by=help_.teacher, plan=help_.fresh(first), held_on=timezone.localdate(), result="met",
            progress="Awake, and on time.", family_view="We are glad.",
        )  # fmt: skip
        for plan in (first, second):
            moving.close_plan(
                by=help_.teacher, plan=help_.fresh(plan), closed_because="Moved", what_changed="He sleeps.",
                family_view="Thank you.",
            )  # fmt: skip
        up = help_.active()
        moving.step_up(by=help_.teacher, plan=up, worry="He is hit at home.", harm="yes", told="yes")
    a_moment_ago(help_)
    assert figures(help_, "closed") == ["2"]
    assert figures(help_, "met") == ["1", "2", "50.0"]
    assert figures(help_, "effect") == ["1", "2", "50.0"]
    assert figures(help_, "up") == ["1"]
    assert figures(help_, "open") == ["1"], "it stays open while the front door has it"


def test_a_review_missed_counts_by_where_the_plan_stood_on_that_day(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
    begun_last_month(help_, plan, review=9)
    assert figures(help_, "review", LAST) == ["0", "1", "0.0"]
    with seen_by(help_.teacher):
        consenting.record_consent(
            by=help_.teacher, plan=help_.fresh(plan), answer="withdrawn", by_whom="His mother", considered="School"
        )
    assert figures(help_, "review", LAST) == ["0", "1", "0.0"], "it was missed, whatever came later"
    with seen_by(help_.teacher):
        Move.objects.filter(record=plan.reference, verb="withdraw_consent").update(moved_at=moment(LAST.replace(day=8)))
    assert figures(help_, "review", LAST) == ["0", "0", ""], "without consent no review was due"


@pytest.mark.rows("DOR-OBA-15", "GL-EH-24")
def test_partners_see_figures_and_no_small_number_and_no_plan(help_: Help) -> None:
    with seen_by(help_.teacher):
        help_.active()
    a_moment_ago(help_)
    assert figures(help_, "open", role="partner") == [""]
    client = help_.house.client(help_.house.post_holder("scrutineer"))
    assert client.get(f"/early-help/figures/open/{THIS:%Y-%m}/").status_code == 404
    page = client.get("/early-help/figures/").content.decode()
    assert all(measure.title in page for measure in FIGURES.measures) and "The records behind" not in page
    assert help_.house.client(help_.teacher).get("/early-help/figures/").status_code == 404


def test_the_list_behind_a_figure_names_plans_of_ones_own_team(help_: Help) -> None:
    with seen_by(help_.teacher):
        registered, other = help_.active(), help_.active()
        moving.register(by=help_.teacher, plan=registered, team=queries.families_team(help_.teacher, "families"))
    a_moment_ago(help_)
    client = help_.house.client(help_.coordinator)
    page = client.get(f"/early-help/figures/open/{THIS:%Y-%m}/").content.decode()
    assert registered.reference in page and other.reference not in page
    assert figures(help_, "open") == ["2"], "the number is the partnership's, the list is what one may open"
    with seen_by(help_.coordinator):
        exclude(
            by=help_.coordinator,
            file=help_.fresh(registered).case_file,
            account_id=help_.coordinator.account_id,
            reason="related",
        )
    assert figures(help_, "open") == ["1"], "whoever is shut out cannot tell from a number that the file exists"


def test_last_review_decides_whether_needs_were_met(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
        common = {
            "case_file": plan.case_file, "plan": plan, "progress": "x", "family_view": "y", "recorded_at": timezone.now(),
            "recorded_by_id": help_.teacher.appointment_id,
        }  # fmt: skip
        Review.objects.create(held_on=timezone.localdate(), result="met", **common)
        Review.objects.create(held_on=timezone.localdate(), result="continue", **common)
        Plan.objects.filter(pk=plan.pk).update(stage="closed", closed_at=timezone.now(), closed_because="Moved")
    assert figures(help_, "met") == ["0", "1", "0.0"]
