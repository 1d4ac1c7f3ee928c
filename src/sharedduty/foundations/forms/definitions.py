"""What a form is made of, as its pack defines it: sections, pages, questions; read-only (design section 6)."""

from collections.abc import Iterator
from dataclasses import dataclass

TEXT_KINDS = ("text", "email", "tel", "number", "nhs_number", "upn", "postcode", "time", "reference")
CHOICE_KINDS = ("radios", "select", "yes_no", "yes_no_unknown")
MANY_KINDS = ("checkboxes", "indicators")
KINDS = (*TEXT_KINDS, "textarea", *CHOICE_KINDS, *MANY_KINDS, "date")
DATE_CHECKS = ("past", "future", "child", "under_26", "due")
RULES = ("at_least_one",)
# Answers longer than this are refused however a question is defined: a page of a book, not a book.
LONGEST_TEXT, LONGEST_AREA = 300, 20_000


@dataclass(frozen=True)
class Choice:
    """One answer to choose: its code, its words, a hint; `exclusive` ones (none of these) stand alone."""

    value: str
    text: str
    hint: str = ""
    exclusive: bool = False


@dataclass(frozen=True)
class Condition:
    """A question is asked only where another was answered with one of these values."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question: how it is asked, what may be answered, and where it comes from."""

    key: str
    kind: str
    label: str
    short: str
    what: str
    hint: str = ""
    required: bool = False
    message: str = ""
    choices: tuple[Choice, ...] = ()
    show_when: Condition | None = None
    check: str = ""
    width: int | None = None
    rows: int | None = None
    autocomplete: str = ""
    citation: str = ""
    line: int = 0

    @property
    def limit(self) -> int:
        """The most characters an answer in words may have."""
        return LONGEST_AREA if self.kind == "textarea" else LONGEST_TEXT

    @property
    def many(self) -> bool:
        """Whether several answers may be chosen."""
        return self.kind in MANY_KINDS


@dataclass(frozen=True)
class Rule:
    """A rule over several questions of a page, with the words for when it is broken."""

    kind: str
    questions: tuple[str, ...]
    message: str


@dataclass(frozen=True)
class Repeat:
    """A page asked once for each of several things: children, people, agencies."""

    key: str
    item: str
    items: str
    at_least: int
    at_most: int
    named_by: tuple[str, ...]
    unnamed: str


@dataclass(frozen=True)
class Page:
    """One page of a form: a few questions that belong together, or a repeated group, or the files."""

    key: str
    title: str
    task: str
    questions: tuple[Question, ...] = ()
    rules: tuple[Rule, ...] = ()
    repeat: Repeat | None = None
    files: bool = False
    lead: tuple[str, ...] = ()
    citation: str = ""

    def question(self, key: str) -> Question | None:
        """The question called `key`, or None."""
        return next((one for one in self.questions if one.key == key), None)


@dataclass(frozen=True)
class Section:
    """Pages under one heading of the task list."""

    key: str
    title: str
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Form:
    """A form of a pack."""

    id: str
    pack: str
    title: str
    sections: tuple[Section, ...]
    declaration: str = ""
    citation: str = ""

    @property
    def pages(self) -> Iterator[Page]:
        """Every page, in order."""
        return (page for section in self.sections for page in section.pages)

    def page(self, key: str) -> Page | None:
        """The page called `key`, or None."""
        return next((page for page in self.pages if page.key == key), None)

    def page_after(self, key: str) -> Page | None:
        """The page after the one called `key`, or None after the last."""
        keys = [page.key for page in self.pages]
        following = keys[keys.index(key) + 1 :]
        return self.page(following[0]) if following else None

    def question(self, key: str) -> Question | None:
        """The question called `key` on whichever page, or None."""
        return next((found for page in self.pages if (found := page.question(key))), None)
