"""Forms as packs define them: what is wrong is named by file, line and key; what is right is read whole."""

import shutil
from pathlib import Path

import pytest

from sharedduty.foundations.forms.api import UnknownForm, check_forms, form
from sharedduty.foundations.forms.loading import load_form
from sharedduty.foundations.guidance.faults import PackInvalid
from sharedduty.foundations.guidance.loading import load_pack
from sharedduty.foundations.guidance.shelf import pack

GOOD = """\
id: trial
title: A trial
sections:
  - key: one
    title: One
    pages:
      - key: first
        title: First
        questions:
          - {key: colour, kind: radios, label: Which colour?, choices: [{value: red, text: Red}, {value: blue, text: Blue}]}
          - {key: shade, kind: text, label: Shade, show_when: {colour: blue}}
"""


def load(tmp_path: Path, text: str):
    path = tmp_path / "trial.yaml"
    path.write_text(text)
    return load_form(path, pack="pack", vocabulary=lambda name: [("a", "A")] if name == "letters" else [])


def test_a_form_is_read_whole(tmp_path: Path) -> None:
    made = load(tmp_path, GOOD)
    assert [page.key for page in made.pages] == ["first"]
    shade = made.question("shade")
    assert shade and shade.show_when and shade.show_when.values == ("blue",)


@pytest.mark.parametrize(("old", "new", "line", "key", "said"), [
    ("id: trial", "id: other", 1, "id", "is not the name of its file"),
    ("kind: radios", "kind: dropdown", 10, "kind", "is not one of"),
    ("key: shade, kind", "key: colour, kind", 11, "key", "is there twice, first on line 10"),
    ("show_when: {colour: blue}", "show_when: {colour: green}", 11, "show_when", "no choice green"),
    ("show_when: {colour: blue}", "show_when: {size: big}", 11, "show_when", "depends on size, not asked before"),
    ("show_when: {colour: blue}", "choices_from: nothing", 11, "choices_from", "no vocabulary nothing"),
    ("show_when: {colour: blue}", "hnit: oops", 11, "hnit", "no such key"),
    ("kind: text, label: Shade", "kind: text", 11, "label", "needs this"),
    ("kind: text, label", "kind: date, check: someday, label", 11, "check", "a date may be checked"),
    ("kind: text, label", "kind: checkboxes, label", 11, "choices", "shade needs choices"),
    ("key: shade", "key: _seen", 11, "key", "cannot be the key"),
    ("        title: First\n", "", 7, "title", "needs this"),
    ("        title: First\n", "        title: First\n        rules: [{kind: sum, questions: [shade], message: M}]\n", 9,
     "kind", "a rule is one of"),
    ("        title: First\n", "        title: First\n        rules: [{kind: at_least_one, questions: [x], message: M}]\n", 9,
     "questions", "x is not asked on this page"),
    ("        title: First\n", "        title: First\n        repeat: {key: a, item: b, items: c, named_by: [x]}\n", 9,
     "named_by", "x is not asked on this page"),
])  # fmt: skip
def test_each_fault_names_file_line_and_key(tmp_path: Path, old: str, new: str, line: int, key: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(PackInvalid) as raised:
        load(tmp_path, GOOD.replace(old, new))
    found = [one for one in raised.value.faults if one.key == key and said in one.said]
    assert found, raised.value.faults
    assert (found[0].file, found[0].line) == ("pack/forms/trial.yaml", line)


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(PackInvalid) as raised:
        load(tmp_path, GOOD.replace("kind: radios", "kind: x").replace("key: shade", "key: Shade"))
    assert len(raised.value.faults) >= 2


def test_choices_may_come_from_the_packs_own_list(tmp_path: Path) -> None:
    made = load(tmp_path, GOOD.replace("kind: text, label: Shade", "kind: select, choices_from: letters, label: Shade"))
    shade = made.question("shade")
    assert shade and [choice.value for choice in shade.choices] == ["a"]


@pytest.mark.parametrize("name", ["concern", "public", "telephone", "notification"])
def test_the_shipped_forms_hold(name: str) -> None:
    assert form("gloucestershire-2023", name).id == name


def test_the_shipped_pack_has_no_faults_in_its_forms() -> None:
    assert check_forms(pack("gloucestershire-2023")) == []


def test_a_packs_check_names_a_fault_in_a_form(tmp_path: Path) -> None:
    folder = tmp_path / "gloucestershire-2023"
    shutil.copytree(pack("gloucestershire-2023").folder, folder)
    broken = folder / "forms" / "public.yaml"
    broken.write_text(broken.read_text().replace("kind: textarea", "kind: scroll", 1))
    (fault,) = check_forms(load_pack(folder, find=pack))
    assert (fault.file, fault.key) == ("gloucestershire-2023/forms/public.yaml", "kind")
    assert fault.line and "scroll" in fault.said


def test_a_form_nobody_defines_is_named() -> None:
    with pytest.raises(UnknownForm, match="no form called nothing"):
        form("gloucestershire-2023", "nothing")


@pytest.mark.rows("GL-CN-03")
def test_the_grounds_for_not_asking_are_the_packs_three() -> None:
    ground = form("gloucestershire-2023", "concern").question("ground")
    assert ground and [choice.value for choice in ground.choices] == ["harm", "crime", "delay"]
