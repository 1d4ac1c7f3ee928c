"""The synthetic partnership: the same by the same seed, whole, consistent with the declared process, and never doubled."""

import argparse
import csv
import datetime
from collections import Counter
from pathlib import Path

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Account, seen_by, viewer_of
from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.journal.api import seal, verify
from sharedduty.foundations.people.api import Question, is_known
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.identifiers import normalise_nhs_number, normalise_postcode, normalise_upn
from sharedduty.foundations.process.api import Clock, Move, figures_of
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.queries.figuring import FIGURES
from sharedduty.modules.front_door.api import figures, months_back
from sharedduty.modules.front_door.models import Contact, ContactChild
from sharedduty.modules.front_door.process import PROCESS
from sharedduty.site import demonstration
from sharedduty.site.commands import demonstrate, synthesise
from sharedduty.site.refusals import Refusal
from sharedduty.site.synthesis import loading, names
from sharedduty.site.synthesis.families import family, reference
from sharedduty.site.synthesis.hours import after, is_working_day, working_moment

ALL = ["default", "owner", "importer", "sealer"]
DAY = datetime.date(2026, 3, 2)


def test_a_family_is_the_same_whenever_it_is_asked_for() -> None:
    made = [family(7, 0, number, DAY) for number in range(200)]
    family.cache_clear()
    assert [family(7, 0, number, DAY) for number in range(200)] == made
    assert [one.members for one in made] != [family(8, 0, number, DAY).members for number in range(200)]
    for one in made:
        normalise_postcode(one.postcode)
        for member in one.members:
            if member.nhs_number:
                assert normalise_nhs_number(member.nhs_number).startswith("999")
            if member.upn:
                normalise_upn(member.upn)


def test_references_are_never_shared() -> None:
    made = {reference("C", 3, area, serial, sub) for area in range(3) for serial in range(400) for sub in range(20)}
    assert len(made) == 3 * 400 * 20


def test_family_names_follow_a_national_curve() -> None:
    chance = names.random.Random(5)
    drawn = Counter(names._pick(chance, names.family_names(), names.FAMILY_OFFSET) for _ in range(40_000))
    shares = [number / 40_000 for _, number in drawn.most_common()]
    assert 0.010 < shares[0] < 0.018
    assert 0.22 < sum(shares[:100]) < 0.34
    assert len(drawn) > 10_000


def test_work_is_done_when_offices_are_open() -> None:
    friday = datetime.datetime(
        2026, 4, 2, 16, 30, tzinfo=datetime.UTC
    )  # the Thursday before Good Friday, 17:30 in London
    assert working_moment(friday).date() == datetime.date(2026, 4, 7)
    assert after(working_moment(friday), 9).date() == datetime.date(2026, 4, 8)


def test_nothing_synthetic_outside_a_demonstration(settings) -> None:
    settings.DEMONSTRATION = False
    asked = argparse.Namespace(areas=1, years=1, seed=1, people=0, contacts=10, first=0, quiet=True)
    with pytest.raises(Refusal, match="demonstration only"):
        synthesise.run(asked)


def rows(model, **wanted):
    return model.objects.using("importer").filter(**wanted)


def _last_working_afternoon() -> datetime.datetime:
    """Three o'clock of the newest working day that has come so far: at a week-end or at night much less is under way."""
    at = timezone.localtime().replace(hour=15, minute=0, second=0, microsecond=0)
    while at > timezone.now() or not is_working_day(at.date()):
        at -= datetime.timedelta(days=1)
    return at


@pytest.mark.django_db(transaction=True, databases=ALL)
def test_a_month_of_contacts_is_whole_and_loads_once(settings) -> None:
    settings.DEMONSTRATION = True
    demonstrate.run(argparse.Namespace())
    wanted = loading.Window(
        demonstration.AREA, "Gloucestershire", 0, 11, _last_working_afternoon().isoformat(), days=30, per_year=1500
    )
    first = loading.load(wanted, first=20)
    assert 20 <= first < 70
    rest = loading.load(wanted)
    assert rest > first and loading.load(wanted) == 0
    loading._mark(wanted).unlink()
    assert loading.load(wanted) == loading.load(wanted, first=20) == 0
    contacts = list(rows(Contact))
    assert len(contacts) == first + rest
    _moves_follow_the_process(contacts)
    # Decided and closed ones, withdrawn ones; whether one waits this very hour is chance.
    assert {"decided", "closed", "withdrawn"} <= {contact.stage for contact in contacts}
    _clocks_are_those_of_the_packs()
    _each_sees_their_own()
    _the_truth_is_found()
    _the_figures_are_those_of_the_truth()
    _assessments_are_those_of_the_truth()
    seal()
    assert verify().sound


@pytest.mark.django_db(transaction=True, databases=ALL)
def test_ten_years_reach_back_before_the_first_edition_of_a_clock(settings, tmp_path: Path) -> None:
    settings.DEMONSTRATION, settings.VAR = True, tmp_path
    demonstrate.run(argparse.Namespace())
    wanted = loading.window(demonstration.AREA, "Gloucestershire", 0, 5, days=3650, per_year=40)
    assert loading.load(wanted) > 100
    now = timezone.now()
    early = rows(Clock, key="referral.decision", started_at__lt=now - datetime.timedelta(days=9 * 365))
    assert early.count() > 5
    assert {one.pack for one in early} == {"wt-2018"}  # the first edition that has it
    late = rows(Clock, key="referral.decision", started_at__gt=now - datetime.timedelta(days=365))
    assert late.exists() and not late.filter(pack="wt-2018").exists()
    _moves_follow_the_process(list(rows(Contact)))


def _moves_follow_the_process(contacts: list[Contact]) -> None:
    moves: dict[str, list[Move]] = {}
    for move in rows(Move).order_by("moved_at", "pk"):
        moves.setdefault(move.record, []).append(move)
    for contact in contacts:
        begun, *steps = moves[contact.reference]
        assert (begun.verb, begun.to_stage) == ("begin", PROCESS.first)
        at = PROCESS.first
        for step in steps:
            transition = PROCESS.transition(step.verb, at)
            assert transition is not None and (step.from_stage, step.to_stage) == (at, transition.to_stage)
            at = step.to_stage
        assert contact.stage == at and contact.version == 1 + len(steps)
        assert steps == sorted(steps, key=lambda step: step.moved_at)


def _clocks_are_those_of_the_packs() -> None:
    for clock in rows(Clock)[:50]:
        assert clock.due_at == due(clock.key, clock.started_at).due
        assert clock.met_at is None or clock.met_at <= timezone.now()
    late = rows(Clock, key="referral.decision", met_at__isnull=False)
    assert {bool(one.late_because) for one in late} == {True, False}


def _each_sees_their_own() -> None:
    def seen(role: str) -> set[str]:
        viewer = viewer_of(Account.objects.get(email=f"{role}@demonstration.example"))
        with seen_by(viewer):
            return set(Contact.objects.values_list("reference", flat=True))

    assert len(seen("front_door_worker")) == rows(Contact).count()
    teacher = rows(Contact, referrer__account__email="teacher@demonstration.example")
    assert seen("teacher") == set(teacher.values_list("reference", flat=True))
    assert seen("administrator") == set()


def _the_truth_is_found() -> None:
    """A described child, as misspelt as they come, leads to the person the ground truth names."""
    viewer = viewer_of(Account.objects.get(email="front_door_worker@demonstration.example"))
    with (loading.folder() / f"{demonstration.AREA}-truth.csv").open(encoding="utf-8", newline="") as file:
        truth = list(csv.DictReader(file))
    on_record = set(rows(Person).values_list("reference", flat=True))
    asked = [row for row in truth if row["person"] in on_record][:50]
    found = 0
    with seen_by(viewer):
        for row in asked:
            child = ContactChild.objects.select_related("contact__case_file").get(reference=row["child"])
            if child.contact.case_file.closed_at:
                continue
            question = Question(child.given_names, child.family_name, child.birth_on, nhs_number=child.nhs_number)
            answer = is_known(
                question, by=viewer, file=child.contact.case_file, record=child.contact.reference, purpose="A trial."
            )
            found += row["person"] in [one.reference for one in answer.candidates[:10]]
    assert found >= 0.9 * len(asked) > 20


def _assessments_are_those_of_the_truth() -> None:
    """The figures of assessments over four months, worked out again from how each was planned (issue B)."""
    with (loading.folder() / f"{demonstration.AREA}-assessments.csv").open(encoding="utf-8", newline="") as file:
        truth = list(csv.DictReader(file))
    assert len(truth) > 10 and len(truth) == rows(Assessment).count()
    zone = timezone.get_current_timezone()

    def at(row: dict[str, str], name: str) -> datetime.datetime | None:
        return datetime.datetime.fromisoformat(row[name]).astimezone(zone) if row[name] else None

    account = Account.objects.get(email="social_work_manager@demonstration.example")
    viewer = viewer_of(account, second_factor=True)
    months = months_back(4)
    with seen_by(viewer):
        counted = {one.measure.key: one.rows for one in figures_of(viewer, FIGURES, months)}
    for number, month in enumerate(months):
        done = [
            row
            for row in truth
            if row["concluded_at"] and at(row, "concluded_at").strftime("%Y-%m") == f"{month:%Y-%m}"
        ]
        assert counted["concluded"][number][1] == len(done)
        in_time = sum(at(row, "concluded_at") <= at(row, "due_at") for row in done)
        assert counted["in_time"][number][1:3] == (in_time, len(done)) or not done
        for key, name in (("seen", "seen_at"), ("alone", "seen_alone_at")):
            met = sum(bool(row[name]) and at(row, name) <= at(row, "concluded_at") for row in done)
            assert counted[key][number][1:3] == (met, len(done)) or not done
    now = timezone.now()
    standing = [row for row in truth if not row["closed_at"]]
    assert counted["caseload"][-1][1:3] == (len(standing), len({row["lead"] for row in standing}))
    late = sum(at(row, "due_at") < now for row in truth if not row["concluded_at"])
    assert counted["late"][-1][1] == late


def _the_figures_are_those_of_the_truth() -> None:
    """Contacts and their sources by month come out as the ground truth has them, the withdrawn left out."""
    with (loading.folder() / f"{demonstration.AREA}-truth.csv").open(encoding="utf-8", newline="") as file:
        truth = {row["contact"]: row for row in csv.DictReader(file)}
    withdrawn = {one.reference for one in rows(Contact, stage="withdrawn")}
    kept = [row for reference, row in truth.items() if reference not in withdrawn]
    zone = timezone.get_current_timezone()
    month_of = [datetime.datetime.fromisoformat(row["received_at"]).astimezone(zone).strftime("%Y-%m") for row in kept]
    months = months_back(3)
    account = Account.objects.get(email="front_door_manager@demonstration.example")
    viewer = viewer_of(account, second_factor=True)
    with seen_by(viewer):
        counted = {one.measure.key: one.rows for one in figures(viewer, months)}
    for at, month in enumerate(months):
        mark = month.strftime("%Y-%m")
        assert counted["contacts"][at][1] == month_of.count(mark)
        sources = Counter(row["source"] for row, held in zip(kept, month_of, strict=True) if held == mark)
        wanted = [sources[code] for code, _ in Contact.Source.choices]
        assert list(counted["source"][at][1:-1]) == wanted
