"""Reads a form's YAML out of a pack and checks it whole: each fault names file, line and key (design sections 5 and 8)."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sharedduty.foundations.forms.definitions import (
    CHOICE_KINDS,
    DATE_CHECKS,
    KINDS,
    RULES,
    Choice,
    Condition,
    Form,
    Page,
    Question,
    Repeat,
    Rule,
    Section,
)
from sharedduty.foundations.guidance.faults import Fault, PackInvalid
from sharedduty.foundations.guidance.reading import Located, read_yaml

FORM_KEYS = {"id", "title", "citation", "declaration", "sections"}
SECTION_KEYS = {"key", "title", "pages"}
PAGE_KEYS = {"key", "title", "task", "lead", "questions", "rules", "repeat", "files", "citation"}
QUESTION_KEYS = {
    "key", "kind", "label", "short", "what", "hint", "required", "message", "choices", "choices_from", "show_when",
    "check", "width", "rows", "autocomplete", "citation",
}  # fmt: skip
REPEAT_KEYS = {"key", "item", "items", "at_least", "at_most", "named_by", "unnamed"}
RULE_KEYS = {"kind", "questions", "message"}
CHOICE_KEYS = {"value", "text", "hint", "exclusive"}
YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))
YES_NO_UNKNOWN = (*YES_NO, Choice("not_known", "Not known"))
RESERVED = {"_id", "_seen", "_set_aside"}

# Gives the choices of a pack's vocabulary, e.g. ("consent_exception") -> [(code, label), …]; empty where it has none.
Vocabulary = Callable[[str], Iterable[tuple[str, str]]]


class _Reader:
    """Goes through one file and gathers every fault, so that it is mended in one go."""

    def __init__(self, file: str, vocabulary: Vocabulary) -> None:
        self.file, self.vocabulary = file, vocabulary
        self.faults: list[Fault] = []
        self.keys: dict[str, int] = {}

    def fault(self, line: int, key: str, said: str) -> None:
        self.faults.append(Fault(self.file, line, key, said))

    def known(self, node: Located, allowed: set[str], needed: Iterable[str], where: str) -> None:
        for name in node:
            if name not in allowed:
                self.fault(node.lines[name], name, f"{where} has no such key; it may have {', '.join(sorted(allowed))}")
        for name in needed:
            if node.get(name) in (None, "", []):
                self.fault(node.line, name, f"{where} needs this")

    def nodes(self, node: Located, name: str, where: str) -> list[Located]:
        value = node.get(name) or []
        if not isinstance(value, list) or not all(isinstance(one, Located) for one in value):
            self.fault(node.lines.get(name, node.line), name, f"{where}: this must be a list of mappings")
            return []
        return value

    def form(self, node: Located, pack: str) -> Form:
        self.known(node, FORM_KEYS, ("id", "title", "sections"), "a form")
        sections = tuple(self.section(one) for one in self.nodes(node, "sections", "a form"))
        return Form(
            id=str(node.get("id", "")), pack=pack, title=str(node.get("title", "")), sections=sections,
            declaration=str(node.get("declaration") or ""), citation=str(node.get("citation") or ""),
        )  # fmt: skip

    def section(self, node: Located) -> Section:
        self.known(node, SECTION_KEYS, ("key", "title", "pages"), "a section")
        pages = tuple(self.page(one) for one in self.nodes(node, "pages", "a section"))
        return Section(str(node.get("key", "")), str(node.get("title", "")), pages)

    def page(self, node: Located) -> Page:
        self.known(node, PAGE_KEYS, ("key", "title"), "a page")
        key = str(node.get("key", ""))
        self.once(key, node, "page")
        questions = tuple(self.question(one) for one in self.nodes(node, "questions", f"page {key}"))
        if not questions and not node.get("files"):
            self.fault(node.line, "questions", f"page {key} asks nothing")
        here = {question.key for question in questions}
        for question in questions:
            self.reachable(question, here, questions)
        lead = node.get("lead") or []
        return Page(
            key=key, title=str(node.get("title", "")), task=str(node.get("task") or node.get("title", "")),
            questions=questions, rules=tuple(self.rule(one, here) for one in self.nodes(node, "rules", f"page {key}")),
            repeat=self.repeat(node, here), files=node.get("files") is True,
            lead=tuple(str(one) for one in lead) if isinstance(lead, list) else (str(lead),),
            citation=str(node.get("citation") or ""),
        )  # fmt: skip

    def once(self, key: str, node: Located, what: str) -> None:
        line = node.lines.get("key", node.line)
        if key in RESERVED or not key.replace("_", "").isalnum() or not key.islower():
            self.fault(line, "key", f"“{key}” cannot be the key of a {what}: small letters, digits and underscores")
        name = f"{what} {key}"
        if name in self.keys:
            self.fault(line, "key", f"{name} is there twice, first on line {self.keys[name]}")
        self.keys.setdefault(name, line)

    def reachable(self, question: Question, here: set[str], questions: tuple[Question, ...]) -> None:
        condition = question.show_when
        if condition is None:
            return
        if f"question {condition.question}" not in self.keys:
            self.fault(question.line, "show_when", f"{question.key} depends on {condition.question}, not asked before")
            return
        asked = next((one for one in questions if one.key == condition.question), None)
        if asked is None:
            return
        if asked.kind == "indicators":
            return  # the pack's own list: `check_forms` has the pack
        if asked.kind not in (*CHOICE_KINDS, "checkboxes"):
            self.fault(question.line, "show_when", f"{asked.key} is not a choice, so nothing can depend on it")
        unknown = set(condition.values) - {choice.value for choice in asked.choices}
        if unknown:
            self.fault(question.line, "show_when", f"{asked.key} has no choice {', '.join(sorted(unknown))}")

    def question(self, node: Located) -> Question:
        self.known(node, QUESTION_KEYS, ("key", "kind", "label"), "a question")
        key, kind = str(node.get("key", "")), str(node.get("kind", ""))
        self.once(key, node, "question")
        if kind not in KINDS:
            self.fault(node.lines.get("kind", node.line), "kind", f"“{kind}” is not one of {', '.join(KINDS)}")
        check = str(node.get("check") or "")
        if check and (kind != "date" or check not in DATE_CHECKS):
            self.fault(node.lines["check"], "check", f"a date may be checked to be {', '.join(DATE_CHECKS)}")
        label = str(node.get("label", ""))
        short = str(node.get("short") or label.rstrip("?"))
        return Question(
            key=key, kind=kind, label=label, short=short, what=str(node.get("what") or short[:1].lower() + short[1:]),
            hint=str(node.get("hint") or ""), required=node.get("required") is True,
            message=str(node.get("message") or ""), choices=self.choices(node, key, kind),
            show_when=self.condition(node), check=check, width=node.get("width"), rows=node.get("rows"),
            autocomplete=str(node.get("autocomplete") or ""), citation=str(node.get("citation") or ""), line=node.line,
        )  # fmt: skip

    def choices(self, node: Located, key: str, kind: str) -> tuple[Choice, ...]:
        if kind in ("yes_no", "yes_no_unknown"):
            return YES_NO if kind == "yes_no" else YES_NO_UNKNOWN
        named = node.get("choices_from")
        if named:
            found = tuple(Choice(code, label) for code, label in self.vocabulary(str(named)))
            if not found:
                self.fault(node.lines["choices_from"], "choices_from", f"the pack has no vocabulary {named}")
            return found
        given = self.nodes(node, "choices", f"question {key}")
        for one in given:
            self.known(one, CHOICE_KEYS, ("value", "text"), "a choice")
        needed = kind in ("radios", "select", "checkboxes")
        if needed != bool(given):
            said = f"{key} needs choices" if needed else f"a question of kind {kind} has no choices"
            self.fault(node.lines.get("choices", node.line), "choices", said)
        return tuple(
            Choice(
                str(one.get("value")), str(one.get("text")), str(one.get("hint") or ""), one.get("exclusive") is True
            )
            for one in given
        )

    def condition(self, node: Located) -> Condition | None:
        given = node.get("show_when")
        if given is None:
            return None
        if not isinstance(given, Mapping) or len(given) != 1:
            self.fault(node.lines["show_when"], "show_when", "say one question and the answer or answers it needs")
            return None
        ((question, values),) = given.items()
        held = values if isinstance(values, list) else [values]
        return Condition(str(question), tuple(_word(value) for value in held))

    def repeat(self, node: Located, here: set[str]) -> Repeat | None:
        given = node.get("repeat")
        if given is None:
            return None
        if not isinstance(given, Located):
            self.fault(node.lines["repeat"], "repeat", "this must be a mapping")
            return None
        self.known(given, REPEAT_KEYS, ("key", "item", "items", "named_by"), "a repeated page")
        named_by = tuple(str(one) for one in given.get("named_by") or ())
        for name in set(named_by) - here:
            self.fault(given.lines.get("named_by", given.line), "named_by", f"{name} is not asked on this page")
        return Repeat(
            key=str(given.get("key")), item=str(given.get("item")), items=str(given.get("items")),
            at_least=_whole(given.get("at_least"), 0), at_most=_whole(given.get("at_most"), 20), named_by=named_by,
            unnamed=str(given.get("unnamed") or f"Unnamed {given.get('item')}"),
        )  # fmt: skip

    def rule(self, node: Located, here: set[str]) -> Rule:
        self.known(node, RULE_KEYS, ("kind", "questions", "message"), "a rule")
        questions = tuple(str(one) for one in node.get("questions") or ())
        if node.get("kind") not in RULES:
            self.fault(node.line, "kind", f"a rule is one of {', '.join(RULES)}")
        for name in set(questions) - here:
            self.fault(node.lines.get("questions", node.line), "questions", f"{name} is not asked on this page")
        return Rule(str(node.get("kind")), questions, str(node.get("message", "")))


def _word(value: Any) -> str:
    """YAML reads a bare yes as a truth value; in a form it is the answer."""
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else otherwise


def load_form(path: Path, *, pack: str, vocabulary: Vocabulary) -> Form:
    """The form in one YAML file, checked. Raises PackInvalid with every fault: file, line, key and what is wrong."""
    name = f"{pack}/forms/{path.name}"
    reader = _Reader(name, vocabulary)
    node = read_yaml(path, name=name)
    made = reader.form(node, pack)
    if made.id != path.stem:
        reader.fault(node.lines.get("id", 1), "id", f"“{made.id}” is not the name of its file, {path.stem}")
    if reader.faults:
        raise PackInvalid(reader.faults)
    return made
