"""Pages are written so that the people they are for can read them: grade 6 for families, 9 for workers (goal A6)."""

from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.early_help.actions.planning import write_words
from sharedduty.modules.early_help.tests.conftest import Help
from sharedduty.modules.front_door.tests.partnership import make_partnership
from tests.house import survey
from tests.house.reading import grade, syllables

NINE, FAMILIES, WORKERS = 4.0, 6.0, 9.0
FOR_FAMILIES = ("home", "raise", "raise_tell", "privacy", "accessibility", "help", "link_needed", "raise_by_link",
                "early_help:families", "families:begin", "families:sent", "speaking_up:start", "speaking_up:reply",
                "speaking_up:noted")  # fmt: skip
FOR_WORKERS_PUBLIC = ("thresholds", "when_is_it_due", "guidance", "guidance_watch_list", "processes", "account_login")
FOR_WORKERS = (
    "my_work", "today", "search", "raise_new", "raise_mine", "front_door:queue", "front_door:out-of-hours",
    "front_door:enquiries", "front_door:handovers", "account",
)  # fmt: skip
# Words that the law, a body or a place gives us and that we may not change.
GIVEN = frozenset(
    "safeguarding gloucestershire testshire children's partnership practitioner practitioners social police emergency "
    "authenticator accessibility information".split()
)
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "label", "legend", "dt", "dd", "summary"}
SKIPPED = {"script", "style", "svg", "table", "code", "nav", "select", "noscript", "button"}


class Words(HTMLParser):
    """The sentences of a page's main part, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.inside = self.skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "main"
        self.skipped += tag in SKIPPED
        if tag in BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"
        self.skipped -= tag in SKIPPED
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.inside and not self.skipped:
            self.lines.append(f"{self.lines.pop() if self.lines else ''} {data.strip()}")


def words_of(html: str) -> str:
    """The text people read on a page."""
    reader = Words()
    reader.feed(html)
    return "\n".join(line.strip() for line in reader.lines if line.strip())


def test_the_measure_knows_plain_words_from_hard_ones() -> None:
    plain = "Call us now. We will talk with you. You can tell us what you saw. We will not be cross."
    hard = (
        "Notwithstanding the aforementioned considerations, practitioners should proactively facilitate multidisciplinary "
        "collaboration regarding vulnerabilities identified throughout comprehensive statutory assessments."
    )
    assert grade(plain) < 4 < 15 < grade(hard)
    assert [syllables(word) for word in ("child", "happened", "the", "children", "made")] == [1, 2, 1, 2, 1]


def _graded(client: Client, names: tuple[str, ...]) -> dict[str, float]:
    found = {}
    for name in names:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, (name, answer.status_code)
        text = words_of(answer.content.decode())
        if len(text.split()) > 15:  # an empty list has hardly a word to grade
            found[name] = round(grade(text, GIVEN), 1)
    assert len(found) > len(names) / 2
    return found


def _too_hard(graded: dict[str, float], most: float) -> list[str]:
    return [f"{name}: grade {value}" for name, value in graded.items() if value > most]


@pytest.mark.django_db
def test_pages_for_families_and_the_public_read_at_grade_6() -> None:
    make_partnership()
    hard = _too_hard(_graded(Client(), FOR_FAMILIES), FAMILIES)
    assert not hard, survey.told(hard, "shorter sentences and shorter words")


@pytest.mark.django_db
def test_pages_for_workers_read_at_grade_9() -> None:
    partnership = make_partnership()
    graded = _graded(Client(), FOR_WORKERS_PUBLIC)
    graded |= _graded(partnership.client(partnership.post_holder("front_door_manager")), FOR_WORKERS)
    hard = _too_hard(graded, WORKERS)
    assert not hard, survey.told(hard, "shorter sentences and shorter words")


@pytest.mark.django_db
def test_a_childs_own_plan_is_read_by_a_nine_year_old() -> None:
    """Grade 4 is what a child of nine reads. What the plan's people typed themselves is as they typed it: here, plainly."""
    help_ = Help(make_partnership())
    with seen_by(help_.teacher):
        plan = help_.active()
        write_words(
            by=help_.teacher, plan=plan, capacity="child", words="I like the club.", said_on=timezone.localdate()
        )
    client = help_.house.client(help_.teacher)
    text = words_of(client.get(f"/early-help/plans/{plan.reference}/plain/").content.decode())
    assert "I like the club." in text and "You can say no" in text
    assert grade(text, GIVEN | {"robin", "teacher"}) <= NINE
