"""A year of disagreements and of allegations: whole, sealed where they must be, and their yearly pages equal to the truth."""

import argparse
import csv
import datetime
import re
from collections import Counter
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Viewer, seen_by, viewer_of
from sharedduty.foundations.access.models import CaseFile
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import Clock, Move, yearly
from sharedduty.modules.allegations.models import Allegation, Referral
from sharedduty.modules.allegations.process import PROCESS as ALLEGATION
from sharedduty.modules.allegations.queries.choices import labels
from sharedduty.modules.allegations.queries.figures import WAY_WORDS, of_year
from sharedduty.modules.escalation.models import Escalation, StageRun
from sharedduty.modules.escalation.process import PROCESS as ESCALATION
from sharedduty.modules.escalation.queries.choices import topics
from sharedduty.modules.escalation.queries.figuring import InTime, pattern_of, periods
from sharedduty.site import demonstration
from sharedduty.site.commands import demonstrate
from sharedduty.site.synthesis import loading
from sharedduty.site.synthesis.rates import rates

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "importer", "sealer"])
Line = dict[str, str]
# What is rare in a year of eight hundred contacts, made common enough that the truth has some of each.
OFTEN = {"allegations": 14.0, "disagreements": 26.0}


def rows(model: Any, **wanted: Any) -> models.QuerySet[Any]:
    """Every row there is, whoever may see it."""
    return model.objects.using("importer").filter(**wanted)


def truth(room: str) -> list[Line]:
    """What was planned and came about, as kept beside the data."""
    with (loading.folder() / f"{demonstration.AREA}-{room}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def somebody(role: str) -> Viewer:
    """The demonstration's holder of a role."""
    return viewer_of(Account.objects.get(email=f"{role}@demonstration.example"), second_factor=True)


@pytest.mark.rows("GL-AL-15", "GL-ES-15")
def test_a_year_of_allegations_and_disagreements(settings, tmp_path, monkeypatch) -> None:
    settings.DEMONSTRATION, settings.VAR = True, tmp_path
    for key, number in OFTEN.items():
        monkeypatch.setitem(rates(), key, number)
    demonstrate.run(argparse.Namespace())
    loading.load(loading.window(demonstration.AREA, "Gloucestershire", 0, 23, days=365, per_year=800))
    _records_follow_their_processes()
    _allegations_are_sealed_and_seen_by_the_designated_officer_alone()
    _the_yearly_page_of_allegations_is_the_truth(truth("allegations"))
    _the_pattern_of_disagreements_is_the_truth(truth("disagreements"))


def _records_follow_their_processes() -> None:
    moves: dict[str, list[Move]] = {}
    for move in rows(Move).order_by("moved_at", "pk"):
        moves.setdefault(move.record, []).append(move)
    for process, model in ((ALLEGATION, Allegation), (ESCALATION, Escalation)):
        stages = set()
        for one in rows(model):
            begun, *steps = moves[one.reference]
            at = begun.to_stage
            assert (begun.verb, at) == ("begin", process.first)
            for step in steps:
                transition = process.transition(step.verb, at)
                assert transition is not None and (step.from_stage, step.to_stage) == (at, transition.to_stage)
                at = step.to_stage
            assert one.stage == at and one.version == 1 + len(steps), one.reference
            stages.add(at)
        assert "closed" in stages and len(stages) > 2, f"{process.code}: {stages}"
    assert not rows(Clock, met_at__gt=timezone.now()).exists()


def _allegations_are_sealed_and_seen_by_the_designated_officer_alone() -> None:
    there = rows(Allegation).count()
    assert there > 40 and rows(Referral).count() >= there
    held = rows(CaseFile, kind__in=("allegation", "allegation_referral", "allegation_meeting"))
    assert (
        held.exists() and not held.filter(sealed=False).exists() and not held.exclude(sensitivity="allegation").exists()
    )
    opened_from = rows(Referral).values_list("case_file_id", flat=True)
    assert all(
        set(one.case_file.came_out_of) <= set(opened_from) for one in rows(Allegation).select_related("case_file")
    )
    assert rows(Gathering, room="allegations").exists()
    with seen_by(somebody("lado")):
        assert Allegation.objects.count() == there
    for role in ("administrator", "business_manager", "teacher", "social_worker", "privacy_officer", "head_of_service"):
        with seen_by(somebody(role)):
            assert not Allegation.objects.exists() and not Gathering.objects.filter(room="allegations").exists(), role
    assert rows(Clock, key="allegation.lado", met_at__isnull=False).count() == rows(Referral).count()


# --- Figures --------------------------------------------------------------------------------------------------------------


def _shown(counted: Counter[str]) -> dict[str, str]:
    """A list of the yearly page as the rule for small numbers wants it: 1 to 5 never, nor what would tell one of them."""
    few = sum(number for number in counted.values() if number <= 5)
    held = {code for code, number in counted.items() if number <= 5}
    if 1 <= few <= 5 and (rest := sorted((number, code) for code, number in counted.items() if number > 5)):
        held.add(rest[0][1])
    return {code: yearly.HELD_BACK if code in held else str(number) for code, number in counted.items()}


def _the_yearly_page_of_allegations_is_the_truth(lines: list[Line]) -> None:
    starts = yearly.last_year_over()
    begins, ends = (datetime.datetime(year, 4, 1, tzinfo=LONDON) for year in (starts, starts + 1))
    of_the_year = [one for one in lines if begins <= datetime.datetime.fromisoformat(one["opened_at"]) < ends]
    assert len(lines) == rows(Allegation).count() and len(of_the_year) > 12
    with seen_by(somebody("partner")) as viewer:
        page = of_year(viewer, starts)
    assert page.everything == _shown(Counter(["all"] * len(of_the_year)))["all"]
    today = timezone.localdate()
    words = {"sector": labels("sector", today), "way": WAY_WORDS, "outcome": labels("outcome", today)}
    for name, titles in words.items():
        true = _shown(Counter(one[name] for one in of_the_year if one[name]))
        assert dict(page.lists[name]) == {text: true.get(code, "0") for code, text in titles.items()}, name
    assert any(re.fullmatch(r"\d+", number) and number != "0" for _, number in page.lists["way"])


def _the_pattern_of_disagreements_is_the_truth(lines: list[Line]) -> None:
    raised, stages = ([one for one in lines if one["fact"] == fact] for fact in ("raised", "stage"))
    assert len(raised) == rows(Escalation).count() > 40 and len(stages) == rows(StageRun).count() > len(raised)
    _, first, last = periods()["12-months"]
    inside = [one for one in raised if first <= _day(one["at"]) <= last]
    with seen_by(somebody("business_manager")) as viewer:
        pattern = pattern_of(viewer, first, last, demonstrate.PACK)
    assert pattern.total == len(inside)
    tables = {part: {line.words: line.number for line in rows} for part, _, _, rows in pattern.tables}
    by_topic = Counter(one["said"] for one in inside)
    assert tables["topic"] == {text: by_topic[code] for code, text in topics(demonstrate.PACK).items()}
    by_stage = Counter(int(one["stage"]) for one in inside)
    assert list(tables["stage"].values()) == [by_stage[one] for one in (1, 2, 3, 4, 5)]
    assert len([number for number in by_stage if by_stage[number]]) >= 3, "some climb"
    both = Counter(one[side] for one in inside for side in ("raised_for", "against"))
    assert tables["agency"] == dict(both)
    months = Counter(f"{_day(one['at']):%b %Y}" for one in inside)
    assert tables["month"] == dict(months)
    assert sum(number or 0 for number in tables["outcome"].values()) == len(inside)
    assert tables["outcome"].get("Withdrawn", 0) == sum(one["outcome"] == "withdrawn" for one in inside)
    _each_stage_in_time(pattern.times, {one["escalation"] for one in inside}, stages)


def _each_stage_in_time(times: tuple[InTime, ...], inside: set[str], stages: list[Line]) -> None:
    """Of each stage how many ended, and how many within their limit."""
    for number, shown in enumerate(times, 1):
        ended = [
            one for one in stages
            if one["stage"] == str(number) and one["escalation"] in inside and one["until"] and one["due_at"]
        ]  # fmt: skip
        in_time = [
            one for one in ended
            if datetime.datetime.fromisoformat(one["until"]) <= datetime.datetime.fromisoformat(one["due_at"])
        ]  # fmt: skip
        assert (shown.ended, shown.in_time) == (len(ended), len(in_time)), shown.words
    assert 0 < (times[0].in_time or 0) < (times[0].ended or 0), "some are late"


def _day(text: str) -> datetime.date:
    return timezone.localdate(datetime.datetime.fromisoformat(text))
