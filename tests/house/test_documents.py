"""What `docs/` says is still so; every field is classified; every requirement row is answered for."""

import csv
import re

import pytest
from django.apps import apps

from sharedduty.site.manual import coverage, pages, privacy, privacy_fields, privacy_names, privacy_words
from tests.house import survey

DOCS = survey.ROOT / "docs"


def test_every_field_of_every_table_is_classified() -> None:
    undecided = privacy.unclassified()
    assert not undecided, survey.told(undecided, "say how delicate it is: src/sharedduty/site/manual/privacy_names.py")
    assert {one.sensitivity for one in privacy.classified()} <= {"public", "internal", "personal", "special"}
    assert {one.scrub for one in privacy.classified()} <= {
        "keep", "drop", "blank", "invent", "pseudonym", "shift", "generalise",
    }  # fmt: skip


def test_a_text_field_nobody_thought_of_is_unclassified() -> None:
    class Stranger:
        name = "whispered_at_the_gate"

    class Words(privacy.models.TextField, Stranger):
        pass

    field = Words()
    field.name = "whispered_at_the_gate"
    assert privacy._judge("front_door.Contact", field)[0] == privacy.UNCLASSIFIED


def test_no_word_of_the_classification_is_left_over() -> None:
    """A name that no field has would let a later field through without anybody deciding."""
    in_use = {one.field for one in privacy.classified()}
    labels = {f"{one.model}.{one.field}" for one in privacy.classified()}
    left = sorted(set(privacy_names.NAMES) - in_use) + sorted(set(privacy_fields.EXACT) - labels)
    left += sorted(set(privacy_words.RETENTION) - {model._meta.label for model in apps.get_models()})
    assert not left, survey.told(left, "take it out of site/manual/privacy_*.py")


def test_personal_words_are_never_kept_in_a_scrubbed_copy() -> None:
    free = [
        f"{one.model}.{one.field}"
        for one in privacy.classified()
        if one.sensitivity in {"personal", "special"}
        and one.scrub == "keep"
        and isinstance(apps.get_model(one.model)._meta.get_field(one.field), privacy.models.TextField)
        and one.field not in {"ethnicity", "first_language", "level4_category", "referrer_post", "caller_organisation",
                              "acting_agency", "other_authority"}  # words from lists, or names of bodies
    ]  # fmt: skip
    assert not free, survey.told(free, "free text is blanked in a scrubbed copy")


def test_every_requirement_row_has_a_test_or_a_reason() -> None:
    faults = coverage.faults(survey.ROOT)
    assert not faults, survey.told(faults, "docs/requirements/notes.csv says what no test proves, and why")


def test_requirement_rows_are_listed_once() -> None:
    rows = [row["row"] for row in coverage.read_rows(survey.ROOT)]
    assert len(rows) == len(set(rows)) > 250


@pytest.mark.parametrize("path", sorted(["map.md", "glossary.md", "coverage.md", "access-matrix.md", "privacy/fields.csv",
                                         "privacy/record-of-processing.md", "privacy/dpia.md"]))  # fmt: skip
def test_a_made_page_is_there(path: str) -> None:
    assert (DOCS / path).is_file()


def test_no_made_page_is_stale() -> None:
    stale = sorted(pages.stale(survey.ROOT))
    assert not stale, survey.told(stale, "run `sharedduty docs` and commit what it wrote")


# How many rows of levels 1 and 2 each chapter of ASVS 5.0.0 has, counted from its own list.
ASVS = {
    1: (8, 19), 2: (4, 7), 3: (8, 11), 4: (2, 8), 5: (4, 5), 6: (13, 22), 7: (6, 12), 8: (4, 3), 9: (4, 3), 10: (5, 24),
    11: (3, 11), 12: (3, 6), 13: (1, 12), 14: (2, 7), 15: (3, 10), 16: (0, 16), 17: (0, 7),
}  # fmt: skip


def test_the_security_register_has_every_row_of_levels_1_and_2() -> None:
    with (DOCS / "asvs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    counted = {
        chapter: tuple(
            sum(row["level"] == level and row["row"].startswith(f"{chapter}.") for row in rows) for level in ("1", "2")
        )
        for chapter in ASVS
    }
    assert counted == ASVS
    assert not [row["row"] for row in rows if not row["evidence"].strip()]


def test_the_security_register_names_only_tests_that_exist() -> None:
    with (DOCS / "asvs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["row"] for row in rows}) == len(rows) > 50
    assert {row["status"] for row in rows} <= {"pass", "partly", "planned", "deployment", "not applicable"}
    missing = []
    for row in rows:
        named = [one.strip() for one in row["evidence"].split(";") if "::" in one or one.strip().startswith("tests/")]
        missing += [f"{row['row']}: {test}" for test in named if not _exists(test)]
        if row["status"] == "pass" and not named and row["level"] in {"1", "2"} and row["by"] == "test":
            missing.append(f"{row['row']}: called pass by a test, and names none")
    assert not missing, survey.told(missing, "the register names tests that are there")


def _exists(test: str) -> bool:
    path, _, name = test.partition("::")
    file = survey.ROOT / path
    if not file.is_file() and not name:
        return file.is_dir()
    return file.is_file() and (
        not name or re.search(rf"def {re.escape(name)}\b", file.read_text(encoding="utf-8")) is not None
    )


def _links() -> list[tuple[str, str]]:
    found = []
    for path in [*DOCS.rglob("*.md"), *survey.ROOT.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if not re.match(r"https?://|mailto:", target) and not (path.parent / target).exists():
                found.append((path.relative_to(survey.ROOT).as_posix(), target))
    return found


def test_documents_link_only_to_what_is_there() -> None:
    # The picture of the product is taken from the running one, by hand, before each release.
    broken = [f"{where}: {target}" for where, target in _links() if not target.startswith("docs/images/")]
    assert not broken, survey.told(broken, "a link in a document leads somewhere")


def test_decisions_are_numbered_and_dated() -> None:
    decisions = sorted((DOCS / "adr").glob("*.md"))
    numbers = [int(path.name[:4]) for path in decisions]
    assert numbers == list(range(len(decisions)))
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert re.search(r"^Status: \w+, \d{1,2} \w+ \d{4}", text, re.M), path.name
        for heading in ("## Context", "## Decision", "## Consequences"):
            assert heading in text, f"{path.name} has no {heading}"
        assert len(text.splitlines()) < 60, f"{path.name} is longer than a page"


def test_no_document_names_a_real_person_or_a_machine() -> None:
    wrong = [
        path.relative_to(survey.ROOT).as_posix()
        for path in [*DOCS.rglob("*.md"), *DOCS.rglob("*.csv"), *survey.ROOT.glob("*.md")]
        if re.search(r"/work/|\.\./shared|/tmp/", path.read_text(encoding="utf-8"))
    ]
    assert not wrong, survey.told(wrong, "no path of one machine belongs in a document")
