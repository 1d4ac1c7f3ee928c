"""The packs hold what was found of law and guidance on 22 November 2026: limits, names, and how sure we are of each.

The two tables beside this file were written down from that review, not from the packs.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sharedduty.foundations.guidance.api import NoNumber, due, packs

HERE = Path(__file__).parent
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.rows(
    "referral.decision", "assessment.complete", "strategy.convene", "icpc.hold", "coregroup.first", "rcpc.first",
    "rcpc.next", "cpplan.transfer_in", "cpplan.circulate", "escalation.stage1", "escalation.stage2",
    "escalation.stage3", "escalation.stage4", "allegation.senior_manager", "allegation.lado", "dbs.refer",
    "school.cpfile.transfer", "csa.duty.report", "sin.panel", "sin.partners", "lac.death.notify",
    "careleaver.death.notify", "rapidreview.complete", "rapidreview.send", "lcspr.inform", "lcspr.publish",
    "lcspr.presend.statute", "lcspr.presend.guidance", "lcspr.available", "national.publish", "panel.reply",
    "yearly.report.statute", "yearly.report.sept", "yearly.report.copy", "s16h.request", "filtering.review",
    "cdr.notify_cdop", "cdr.ncmd", "jar.initial", "abuse.suspected", "coroner.notify_cdrp", "registrar.particulars",
    "cdrm.hold", "cdop.review", "pfd.response", "dhr.decide", "dhr.complete", "dsar.respond", "complaint.ack",
    "breach.ico", "scr.decision", "scr.workinggroup.first", "scr.complete", "cdop.minutes",
)  # fmt: skip
@pytest.mark.parametrize("row", _table("guidance_now.csv"), ids=lambda row: f"{row['key']} in {row['pack']}")
def test_a_limit_is_what_the_review_found(row: dict[str, str]) -> None:
    clock = packs()[row["pack"]].clocks[row["key"]]
    assert (str(clock.quantity or ""), clock.unit.value if clock.unit else "") == (row["quantity"], row["unit"])
    assert (clock.force, clock.status) == (row["force"], row["status"])


@pytest.mark.rows(
    "B-partnership", "B-health_partner", "B-partner_lead", "B-partner_delegate", "B-partnership_chair",
    "B-scrutineer", "B-education_voice", "B-cp_lead", "B-help_lead", "B-early_help_offer", "B-network_meeting",
    "B-allegations_officer", "B-serious_review", "B-sudden_death_response", "B-cdr_forms", "B-dom_homicide_review",
    "B-whatworks", "B-regulator", "B-dp_regulator", "B-incident_channel",
)  # fmt: skip
@pytest.mark.parametrize("row", _table("terms_now.csv"), ids=lambda row: row["key"])
def test_a_role_or_document_is_called_what_its_edition_calls_it(row: dict[str, str]) -> None:
    for edition in ("wt-2018", "wt-2023", "wt-2026"):
        assert row[edition] in packs()[edition].terms[row["key"]].term.lower()


def _clocks() -> Iterator[tuple[str, object]]:
    return ((pack.id, clock) for pack in packs().values() for clock in pack.clocks.values())


@pytest.mark.rows("D3")
def test_every_clock_says_what_a_clock_must_say_and_none_is_guessed() -> None:
    for pack, clock in _clocks():
        where = f"{pack} {clock.key}"
        assert clock.starts_at and clock.completed_by and clock.citation and clock.owner, where
        assert clock.force in {"must", "should", "may", "local", "info"}, where
        assert clock.status in {"draft", "verified", "prospective", "superseded"}, where
        assert clock.has_number or clock.wording, where
        if clock.status == "draft":
            assert clock.confidence, where


@pytest.mark.rows("D3")
def test_a_clock_without_a_number_has_no_date() -> None:
    with pytest.raises(NoNumber):
        due("strategy.convene", NOON, pack="wt-2018")


@pytest.mark.rows("D4")
def test_every_clock_says_which_edition_binds_it() -> None:
    bindings = {clock.binding for _, clock in _clocks()}
    assert bindings == {"case_start", "event_date", "always_current"}
    for key, binding in (("lcspr.publish", "case_start"), ("sin.panel", "event_date")):
        assert packs()["wt-2018"].clocks[key].binding == binding
    assert packs()["ig-2026"].clocks["dsar.respond"].binding == "always_current"


@pytest.mark.rows("D5")
def test_every_layer_is_computed_and_the_stricter_is_on_top() -> None:
    answer = due("yearly.report.statute", NOON)
    assert {"ca2004-2018", "wt-2026"} <= {layer.clock.pack for layer in answer.layers}
    assert answer.due == min(layer.due for layer in answer.layers)
    guidance, regulation = (
        due("lcspr.presend.guidance", NOON, pack="wt-2018"), due("lcspr.presend.statute", NOON, pack="si-2018-789"),
    )  # fmt: skip
    assert guidance.due < regulation.due, "seven working days before are stricter than seven days before"


@pytest.mark.rows("D12", "C-04")
def test_what_is_not_in_force_waits_behind_its_packs_status() -> None:
    for name in ("cwsa-macpt", "cwsa-identifier", "cwsa-education", "cpa-csa-duty"):
        assert packs()[name].status == "prospective"
        assert not packs()[name].in_force_on(date(2026, 11, 23))


@pytest.mark.rows("D17")
def test_the_watch_list_names_what_may_change() -> None:
    watched = " ".join(row["title"] for row in packs()["wt-2026"].rows("watch")).lower()
    for word in ("working together", "information-sharing", "child protection teams", "child death"):
        assert word in watched
