"""Answers checked kind by kind: what is taken as which fact, and the words for what is not."""

import datetime
from typing import Any

import pytest
from django.http import QueryDict

from sharedduty.foundations.forms.answers import clean_text, is_asked, is_blank, read_field, read_page
from sharedduty.foundations.forms.api import check_page, cleaned, fields_of, form, moment, summary_of
from sharedduty.foundations.forms.checking import Wrong, clean
from sharedduty.foundations.forms.definitions import Choice, Question
from sharedduty.foundations.guidance.api import level4_categories, threshold_levels

TODAY = datetime.date(2026, 11, 23)
YES = (Choice("yes", "Yes"), Choice("no", "No"))


def ask(kind: str, **more: Any) -> Question:
    given = {"key": "q", "kind": kind, "label": "The thing", "short": "The thing", "what": "the thing", **more}
    return Question(**given)


def on(day: int, month: int, year: int) -> dict[str, str]:
    return {"day": str(day), "month": str(month), "year": str(year)}


@pytest.mark.parametrize(("kind", "typed", "fact"), [
    ("text", "  a word ", "a word"),
    ("number", "7", 7),
    ("email", "a@b.example", "a@b.example"),
    ("tel", "+44 1632 960 001", "+44 1632 960 001"),
    ("tel", "01632 960001 ext 12", "01632 960001 ext 12"),
    ("nhs_number", "999-000 0018", "9990000018"),
    ("postcode", "gl12tg", "GL1 2TG"),
    ("time", "2.30pm", "14:30"),
    ("time", "9am", "09:00"),
    ("time", "00:05", "00:05"),
    ("time", "12am", "00:00"),
    ("reference", "c 7kq4 m9tx", "C-7KQ4-M9TX"),
])  # fmt: skip
def test_right_answers_become_facts(kind: str, typed: str, fact: object) -> None:
    assert clean(ask(kind), typed, today=TODAY) == fact


@pytest.mark.parametrize(("kind", "typed"), [
    ("number", "seven"), ("number", "-1"), ("number", "１"), ("email", "a at b"), ("tel", "ring me"), ("tel", "123"),
    ("nhs_number", "999 000 0019"), ("nhs_number", "12"), ("postcode", "nowhere"), ("time", "25:00"), ("time", "half past"),
    ("time", "14"), ("upn", "A12"), ("text", "x" * 301), ("textarea", "x" * 20_001), ("reference", "C-1"),
])  # fmt: skip
def test_wrong_answers_are_told_how_to_be_mended(kind: str, typed: str) -> None:
    with pytest.raises(Wrong, match=r"\w+ \w+"):
        clean(ask(kind), typed, today=TODAY)


@pytest.mark.parametrize(("check", "day", "wrong"), [
    ("past", on(24, 11, 2026), "today or in the past"),
    ("future", on(22, 11, 2026), "today or in the future"),
    ("child", on(24, 11, 2026), "today or in the past"),
    ("child", on(23, 11, 2008), "makes them 18"),
    ("child", on(1, 1, 1990), "care leaver"),
    ("under_26", on(24, 11, 2008), "makes them 17"),
    ("under_26", on(22, 11, 2000), "makes them 26"),
    ("due", on(1, 12, 2027), "within the next ten months"),
    ("due", on(1, 1, 2026), "six weeks ago"),
    ("", on(31, 2, 2026), "does not have 31 days"),
    ("", {"day": "3", "month": "", "year": "2020"}, "must include a month"),
])  # fmt: skip
def test_dates_out_of_bounds_are_refused(
    check: str, day: dict[str, str], wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_noon = datetime.datetime.combine(TODAY, datetime.time(12), tzinfo=datetime.UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at_noon)  # the field asks the clock itself
    with pytest.raises(Wrong, match=wrong):
        clean(ask("date", check=check), day, today=TODAY)


@pytest.mark.parametrize(("check", "day"), [
    ("child", on(24, 11, 2008)), ("under_26", on(23, 11, 2008)), ("due", on(20, 10, 2026)), ("past", on(23, 11, 2026)),
])  # fmt: skip
def test_dates_at_the_edge_are_taken(check: str, day: dict[str, str]) -> None:
    assert clean(ask("date", check=check), day, today=TODAY).isoformat().endswith(f"-{int(day['day']):02}")


def test_nothing_answered_is_nothing_unless_it_is_needed() -> None:
    assert clean(ask("text"), "", today=TODAY) is None
    assert clean(ask("date"), {}, today=TODAY) is None
    assert clean(ask("checkboxes", choices=YES), [], today=TODAY) == []
    with pytest.raises(Wrong, match="Enter the thing"):
        clean(ask("text", required=True), "  ", today=TODAY)
    with pytest.raises(Wrong, match="Say it"):
        clean(ask("radios", required=True, message="Say it", choices=YES), "", today=TODAY)


def test_only_what_is_offered_may_be_chosen() -> None:
    with pytest.raises(Wrong, match="answers offered"):
        clean(ask("radios", choices=YES), "perhaps", today=TODAY)
    with pytest.raises(Wrong, match="answers offered"):
        clean(ask("checkboxes", choices=YES), ["yes", "perhaps"], today=TODAY)
    alone = (*YES, Choice("none", "None", exclusive=True))
    with pytest.raises(Wrong, match="alone"):
        clean(ask("checkboxes", choices=alone), ["yes", "none"], today=TODAY)


CONCERN = form("gloucestershire-2023", "concern")


def problems(page: str, **answers: Any) -> dict[str, str]:
    asked = CONCERN.page(page)
    assert asked is not None
    return {one.question: one.text for one in check_page(CONCERN, asked, answers, today=TODAY)}


@pytest.mark.rows("WT-REF-04")
def test_one_of_the_three_areas_is_written_or_marked_not_known() -> None:
    assert list(problems("three_areas")) == ["development"]
    assert problems("three_areas", wider="A damp flat") == {}
    assert problems("three_areas", parenting_not_known=["not_known"]) == {}


@pytest.mark.rows("GL-CN-03", "GL-CN-04", "GL-FD-05", "WT-INF-07")
def test_consent_is_answered_and_not_asking_has_ground_reason_and_balance() -> None:
    assert set(problems("consent")) == {"consent"}
    assert set(problems("consent", consent="not_asked")) == {"ground", "ground_reason", "ground_balance"}
    assert problems("consent", consent="not_asked", ground="harm", ground_reason="a", ground_balance="b") == {}
    assert set(problems("consent", consent="refused")) == {"refused_by", "refused_why_sent"}
    assert "consent_on" in problems("consent", consent="given")


@pytest.mark.rows("GL-CN-01", "WT-INF-11")
def test_consent_given_says_who_when_how_and_that_it_was_explained() -> None:
    missing = set(problems("consent", consent="given"))
    assert {"consent_by", "consent_who", "consent_on", "consent_how", "consent_explained"} <= missing
    whole = {"consent_by": ["parent"], "consent_who": "The mother", "consent_on": on(3, 11, 2026),
             "consent_how": "spoken", "consent_explained": "yes"}  # fmt: skip
    assert problems("consent", consent="given", **whole) == {}


@pytest.mark.rows("GL-CN-02")
@pytest.mark.parametrize("level", ["2", "3", "4"])
def test_consent_is_asked_about_at_every_level_and_at_level_4_too(level: str) -> None:
    assert set(problems("consent", level=level)) == {"consent"}
    exception = problems("consent", level=level, consent="not_asked")
    assert "ground" in exception, "even at level 4 not asking needs one of the grounds"


@pytest.mark.rows("GL-CN-08")
def test_a_young_persons_own_consent_rests_on_a_judgement_that_they_are_able() -> None:
    given = {"consent": "given", "consent_who": "Robin", "consent_on": on(3, 11, 2026), "consent_how": "spoken",
             "consent_explained": "yes"}  # fmt: skip
    assert set(problems("consent", consent_by=["young_person"], **given)) == {"consent_able"}
    assert set(problems("consent", consent_by=["parent", "young_person"], **given)) == {"consent_able"}
    judged = "Robin is 15 and said in their own words who reads this, and why."
    assert problems("consent", consent_by=["young_person"], consent_able=judged, **given) == {}
    assert problems("consent", consent_by=["parent"], **given) == {}


@pytest.mark.rows("GL-FD-06", "GL-CN-06")
def test_whether_the_family_was_told_that_agencies_may_talk_together_is_answered() -> None:
    assert {"family_told", "agencies_explained"} <= set(problems("told"))
    assert set(problems("told", family_told="no", agencies_explained="no")) == {"family_not_told_why"}
    assert problems("told", family_told="yes", agencies_explained="yes") == {}


@pytest.mark.rows("GL-TH-03")
def test_a_level_needs_its_reason() -> None:
    assert set(problems("level", level="4")) == {"level_reason"}
    assert set(problems("level", level="5", level_reason="x")) == {"level"}


@pytest.mark.rows("GL-VT-01", "GL-VT-02", "GL-VT-03", "GL-VT-04", "GL-VT-06", "WT-REF-06")
def test_every_risk_is_considered_and_trafficking_has_its_referral() -> None:
    assert {"exploitation", "neglect", "radicalisation", "domestic_abuse", "trafficking", "baby_injury"} <= set(
        problems("risks")
    )
    assert "nrm" in problems("risks", trafficking="yes")
    assert "nrm_on" in problems("risks", trafficking="yes", nrm="made")
    assert "nrm" not in problems("risks", trafficking="no")


@pytest.mark.rows("GL-TH-05", "GL-TH-06")
def test_signs_come_from_the_packs_list_and_free_words_are_always_allowed() -> None:
    assert problems("signs") == {}
    assert problems("signs", indicators=["L3-HEA-04", "L1-HEA-01"], indicators_context="Since the summer") == {}
    assert set(problems("signs", indicators=["L9-XXX-01"])) == {"indicators"}


@pytest.mark.rows("GL-TH-07")
def test_signs_to_weigh_in_context_say_so() -> None:
    page = CONCERN.page("signs")
    assert page is not None
    groups = fields_of(CONCERN, page, {"indicators": ["L3-HEA-04"]})[0]["groups"]
    rows = [row for group in groups for row in group.rows]
    assert len(rows) == 211
    assert {row["id"] for row in rows if row["context"]} == {"L3-HEA-04", "L3-HEA-05", "L3-WAR-02"}
    assert [row["id"] for row in rows if row["ticked"]] == ["L3-HEA-04"]


@pytest.mark.rows("WT-REF-05")
def test_an_early_help_plan_is_never_needed() -> None:
    assert problems("early_help") == {}


@pytest.mark.rows("GL-FD-04")
def test_who_it_was_talked_over_with_is_named_even_when_nobody() -> None:
    assert set(problems("discussed")) == {"discussed_with", "discussed_name"}
    assert problems("discussed", discussed_with=["nobody"], discussed_name="At night, alone") == {}


def test_a_question_is_asked_only_where_the_answer_before_calls_for_it() -> None:
    nrm_on = CONCERN.question("nrm_on")
    assert nrm_on is not None
    assert not is_asked(nrm_on, {"nrm": "made"}, CONCERN)  # trafficking itself was not answered yes
    assert is_asked(nrm_on, {"nrm": "made", "trafficking": "yes"}, CONCERN)


def test_what_is_not_asked_any_more_is_no_fact() -> None:
    made = form("gloucestershire-2023", "public")
    answers = {"who_about": "me", "what_happened": "x", "danger_now": "no", "reply": "no", "your_name": "Typed before"}
    facts = cleaned(made, answers, today=TODAY)
    assert "your_name" not in facts
    rows = [
        row["question"] for section in summary_of(made, answers, today=TODAY) for row in section["pages"][0]["rows"]
    ]
    assert "your_name" not in rows and "what_happened" in rows


def test_signs_no_database_keeps_are_left_out() -> None:
    assert clean_text("a\x00b\r\nc\ud800d") == "ab\ncd"


@pytest.mark.parametrize(("typed", "blank"), [
    ("", True), (" \u200b\u200b\u2060 ", True), ("\u200e\n", True), ("\u200bx", False), ("\U0001f600", False), ("\u05d0", False),
])  # fmt: skip
def test_signs_that_nobody_sees_are_no_answer(typed: str, blank: bool) -> None:
    assert is_blank(typed) is blank


def test_a_page_and_a_field_are_read_as_typed() -> None:
    page = CONCERN.page("worry")
    assert page is not None
    data = QueryDict("what_happened=+Words%0D%0Aand+more+&arose_on-day=2&arose_on-month=x&arose_on-year=")
    typed = read_page(page.questions, data)
    assert typed["what_happened"] == " Words\nand more "
    assert typed["arose_on"] == {"day": "2", "month": "x", "year": ""}
    held = {"arose_on": {"day": "2", "month": "", "year": "2026"}}
    read = read_field(page, "arose_on-month", QueryDict("arose_on-month=11"), held)
    assert read == ("arose_on", {"day": "2", "month": "11", "year": "2026"})
    assert read_field(page, "consent", QueryDict("consent=given"), {}) is None
    assert read_field(page, "arose_on", QueryDict("arose_on=1"), {}) is None


def test_questions_of_a_choice_are_drawn_under_it() -> None:
    page = CONCERN.page("told")
    assert page is not None
    first = fields_of(CONCERN, page, {})[0]
    assert [option.get("conditional", [{}])[0].get("name") for option in first["options"]] == [
        None,
        "family_not_told_why",
    ]


def test_a_moment_without_a_time_is_midday_in_london() -> None:
    assert moment(datetime.date(2026, 7, 1), None).isoformat() == "2026-07-01T12:00:00+01:00"
    assert moment(datetime.date(2026, 12, 1), "14:30").isoformat() == "2026-12-01T14:30:00+00:00"


@pytest.mark.rows("GL-TH-18")
def test_the_sign_of_height_and_weight_asks_for_both_measurements_and_their_day() -> None:
    concern = form("gloucestershire-2023", "concern")
    page = concern.page("signs")
    assert page is not None
    ticked = {"indicators": ["L4-HEA-03", "L2-HEA-01"]}
    asked_for = {one.question for one in check_page(concern, page, ticked, today=TODAY)}
    assert asked_for == {"height_centile", "weight_centile", "measured_on"}
    one_only = ticked | {"height_centile": "8", "measured_on": on(1, 11, 2026)}
    assert [one.question for one in check_page(concern, page, one_only, today=TODAY)] == ["weight_centile"]
    assert check_page(concern, page, one_only | {"weight_centile": "5"}, today=TODAY) == []
    assert check_page(concern, page, {"indicators": ["L2-HEA-01"]}, today=TODAY) == []
    drawn = next(spec for spec in fields_of(concern, page, ticked) if spec["kind"] == "indicators")
    row = next(row for group in drawn["groups"] for row in group.rows if row["id"] == "L4-HEA-03")
    assert [spec["name"] for spec in row["conditional"]] == ["height_centile", "weight_centile", "measured_on"]


@pytest.mark.rows("GL-TH-08")
def test_signs_at_several_levels_are_all_kept_beside_one_level_and_its_reason() -> None:
    concern = form("gloucestershire-2023", "concern")
    signs, level = concern.page("signs"), concern.page("level")
    assert signs is not None and level is not None
    given = {
        "indicators": ["L1-HEA-01", "L2-HEA-01", "L3-HEA-01", "L4-HEA-01"],
        "level": "2",
        "level_reason": "Weighed together",
    }
    assert check_page(concern, signs, given, today=TODAY) == []
    facts = summary_of(concern, given, today=TODAY)
    read = next(
        row["value"]
        for section in facts
        for page in section["pages"]
        for row in page["rows"]
        if row["question"] == "indicators"
    )
    assert [one.partition(",")[0] for one in read] == ["Level 1", "Level 2", "Level 3", "Level 4"], (
        "no lower need is dropped"
    )
    assert [one.question for one in check_page(concern, level, given | {"level_reason": ""}, today=TODAY)] == [
        "level_reason"
    ]


@pytest.mark.rows("GL-TH-14")
def test_level_4_leads_to_social_care_or_another_statutory_service_and_to_protection_first() -> None:
    concern = form("gloucestershire-2023", "concern")
    level = concern.question("level")
    assert level is not None
    assert (
        next(one.hint for one in level.choices if one.value == "4")
        == "Social care or another statutory service is needed"
    )
    highest = threshold_levels("gloucestershire-2023")[-1]
    assert (highest.number, highest.name) == (4, "Specialist")
    assert len(level4_categories("gloucestershire-2023")) == 3
    first = next(iter(concern.pages))
    assert "danger_now" in {one.key for one in first.questions}, "danger is asked about before anything else"
