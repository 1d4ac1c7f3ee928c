"""The commands `due`, `pack` and `calendar`: what they print, refuse and give back, without Django or a database."""

import argparse
import json
import subprocess
import sys

import pytest

from sharedduty.foundations.guidance.shelf import load_all
from sharedduty.foundations.plain import calendar as calendars
from sharedduty.site.commands import calendar, due, pack


def call(command, *words):
    parser = argparse.ArgumentParser(prog="sharedduty")
    command.add_arguments(parser)
    return command.run(parser.parse_args(words))


def test_due_prints_the_agreed_json(capsys):
    assert call(due, "referral.decision", "--at", "2026-12-24T16:00", "--pack", "wt-2018", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["due"] == "2026-12-29T23:59:59+00:00" and answer["at"] == "2026-12-24T16:00:00+00:00"
    assert [row["date"] for row in answer["counted"] if row["counts"]] == ["2026-12-29"]
    assert answer["layers"][0]["pack"] == "wt-2018"


def test_due_in_words_says_the_caution_and_the_other_editions(capsys):
    assert call(due, "WT-CLK-21", "--at", "2027-01-11T10:00") == 0
    said = capsys.readouterr().out
    assert "Wednesday 30 December 2026" in said and "SI 2018/789 reg 16" in said
    assert "carried from WT2018, not yet checked against the current edition" in said


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        ("2026-10-25T01:30", "2026-10-27T00:30:00+00:00"),  # the hour that happens twice: the first of the two
        ("2026-10-25T01:30+00:00", "2026-10-27T01:30:00+00:00"),
        ("2026-07-01T12:00Z", "2026-07-03T13:00:00+01:00"),
    ],
)
def test_due_reads_times_as_london_unless_they_say_otherwise(capsys, at, wanted):
    assert call(due, "referral.written", "--at", at, "--pack", "gloucestershire-2019", "--json") == 0
    assert json.loads(capsys.readouterr().out)["due"] == wanted


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing.such", "--at", "2026-12-24T16:00"], "No pack has a clock 'nothing.such'"),
        (["referral.decision", "--at", "2026-12-24T16:00", "--pack", "wt-1066"], "There is no pack 'wt-1066'"),
        (["rapidreview.complete", "--at", "2026-12-24T16:00", "--pack", "wt-2018"], "no date is given"),
        (["referral.decision", "--at", "2199-01-01T10:00"], "outside the working-day calendar"),
        (["referral.decision", "--at", "2026-03-29T01:30"], "never happened"),
        (["referral.decision", "--at", "tea time"], "not a date and time"),
        (["referral.written", "--at", "2026-12-24"], "needs a time of day"),
        ([], "name a clock"),
    ],
)
def test_due_refuses_on_stderr_with_exit_code_2_and_an_empty_stdout(capsys, words, said):
    assert call(due, *words) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and said in captured.err


def test_due_names_every_clock(capsys):
    assert call(due, "--list") == 0
    assert "icpc.hold" in capsys.readouterr().out


def test_pack_check_diff_and_list(capsys, tmp_path):
    assert call(pack, "check") == 0
    assert "packs hold together" in capsys.readouterr().out
    assert call(pack, "list") == 0
    assert "wt-2026" in capsys.readouterr().out
    assert call(pack, "diff", "wt-2018", "wt-2026", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {"list", "change", "key", "label", "fields"} == set(found["changes"][0])
    assert call(pack, "diff", "gloucestershire-2019", "gloucestershire-2023") == 0
    assert "+ Gloucestershire NHS Integrated Care Board" in capsys.readouterr().out
    assert call(pack, "diff", "wt-2018", "wt-2042") == 2
    assert "There is no pack 'wt-2042'" in capsys.readouterr().err
    broken = tmp_path / "broken-1"
    broken.mkdir()
    (broken / "pack.yaml").write_text("id: broken-1\nlayer: parish\n", encoding="utf-8")
    assert call(pack, "check", str(broken)) == 2
    captured = capsys.readouterr()
    assert "broken-1/pack.yaml:2: layer: 'parish' is not one of" in captured.err and captured.out == ""
    assert call(pack, "check", str(tmp_path / "nowhere")) == 2


def test_a_new_area_begins_by_copying_a_local_pack(capsys, tmp_path):
    words = ["copy", "gloucestershire-2023", "testshire-2027", "--area", "Testshire", "--from", "2027-01-01"]
    assert call(pack, *words, "--to", str(tmp_path)) == 0
    assert "Everything in it is draft" in capsys.readouterr().out
    assert call(pack, "check", str(tmp_path / "testshire-2027")) == 0, capsys.readouterr().err
    loaded, faults = load_all({"testshire-2027": tmp_path / "testshire-2027"})
    made = loaded["testshire-2027"]
    assert faults == [] and (made.area, made.status, made.based_on) == ("Testshire", "draft", "")
    assert len(made.rows("threshold_indicators")) == 211 and made.rows("organisations") == ()
    assert made.clocks["referral.written"].quantity == 48 and {c.status for c in made.clocks.values()} == {"draft"}
    assert {one.name for one in (made.folder / "forms").iterdir()} >= {"concern.yaml", "telephone.yaml", "public.yaml"}
    assert call(pack, *words, "--to", str(tmp_path)) == 2
    assert "already" in capsys.readouterr().err
    assert call(pack, "copy", "wt-2018", "x-1", "--area", "X", "--from", "2027-01-01", "--to", str(tmp_path)) == 2
    assert "no local edition" in capsys.readouterr().err
    assert not (tmp_path / "x-1").exists()


def test_the_front_doors_hours_and_enquiry_times_are_checked(capsys, tmp_path):
    words = ["copy", "gloucestershire-2023", "testshire-2027", "--area", "Testshire", "--from", "2027-01-01"]
    assert call(pack, *words, "--to", str(tmp_path)) == 0
    folder = tmp_path / "testshire-2027"
    hours, clocks = folder / "opening_hours.csv", folder / "clocks.yaml"
    whole = hours.read_text(encoding="utf-8")
    for old, new, said in (
        ("Monday,09:00", "Monday,9 am", "opening_hours.csv:2: Monday.opens: '9 am' should be an hour such as 09:00"),
        ("Monday,09:00,17:00", "Monday,18:00,17:00", "opening_hours.csv:2: Monday: it closes before it opens"),
        ("Friday", "Freitag", "opening_hours.csv:6: Freitag: the day is one of Monday"),
    ):
        hours.write_text(whole.replace(old, new), encoding="utf-8")
        capsys.readouterr()
        assert call(pack, "check", str(folder)) == 2
        assert said in capsys.readouterr().err
    hours.unlink()
    clocks.write_text(clocks.read_text(encoding="utf-8").replace("enquiry.red:", "enquiry.crimson:"), encoding="utf-8")
    assert call(pack, "check", str(folder)) == 2
    said = capsys.readouterr().err
    assert "says when its front door is open" in said and "enquiry.red: an edition with levels of need says" in said


def test_calendar_show_check_import(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("CALENDAR_DIR", str(tmp_path / "calendar"))
    late = tmp_path / "late.csv"
    late.write_text("# version: late\ndate,name,basis\n2027-05-07,Announced late,imported\n", encoding="utf-8")
    assert call(calendar, "check", str(late)) == 0
    assert not (tmp_path / "calendar").exists()
    assert call(calendar, "import", str(late)) == 0
    capsys.readouterr()
    assert call(calendar, "show", "2027") == 0
    assert "2027-05-07  Friday  Announced late (imported)" in capsys.readouterr().out
    assert call(calendar, "import", str(late)) == 2
    assert "is there already" in capsys.readouterr().err
    (tmp_path / "bad.csv").write_text("# version: bad\ndate,name,basis\n7 May,x,imported\n", encoding="utf-8")
    assert call(calendar, "import", str(tmp_path / "bad.csv")) == 2
    assert "bad.csv:3: date" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "calendar").iterdir()] == ["late.csv"]
    calendars.forget_calendar()


def test_the_commands_load_neither_django_nor_a_database_driver():
    script = (
        "import sys; from sharedduty.site.commands import due, pack, calendar; "
        "import argparse; p = argparse.ArgumentParser(); due.add_arguments(p); "
        "assert due.run(p.parse_args(['icpc.hold', '--at', '2026-12-01T09:00'])) == 0; "
        "print([m for m in ('django', 'psycopg', 'holidays') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
