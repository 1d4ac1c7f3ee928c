"""A restore drill (quality goal R9): a backup of the running product opens in an empty place with everything in it."""

import time
from collections.abc import Iterator

import pytest

from sharedduty.modules.front_door.tests import raising
from sharedduty.site import keeping
from tests.browsers import sign_in
from tests.partnership import Partnership, wait_until
from tests.storms import Storm, by_public_form, by_teacher, by_telephone, looking_in
from tests.wholeness import half_records, is_sealed, newest_contact, unaccounted

pytestmark = pytest.mark.deep
COUNTED = (
    "front_door_contact", "front_door_contactchild", "forms_formversion", "access_casefile", "process_clock",
    "people_person", "papers_paper", "journal_link", "journal_seal",
)  # fmt: skip


@pytest.fixture
def two() -> Iterator[tuple[Partnership, Partnership]]:
    one, other = Partnership("drill", {"TRUSTED_PROXY_COUNT": "1"}), Partnership("restored")
    try:
        yield one, other
    finally:
        one.close()
        other.close()


def _head(partnership: Partnership, position: int | None = None) -> tuple[int, bytes]:
    """The last position of the chain, or a given one, and the chain's digest there."""
    with looking_in(partnership) as looker:
        found = looker.execute(
            "SELECT position, chain_digest FROM journal_link WHERE position = coalesce(%s, position)"
            " ORDER BY position DESC LIMIT 1",
            [position],
        ).fetchone()
    assert found is not None
    return int(str(found[0])), bytes(found[1])  # type: ignore[arg-type]


def _counts(partnership: Partnership) -> dict[str, int]:
    with looking_in(partnership) as looker:
        return {name: count for name, count in keeping.row_counts(looker).items() if name in COUNTED}


def test_a_backup_opens_elsewhere_with_everything(two: tuple[Partnership, Partnership], tmp_path) -> None:
    kept, other = two
    kept.start()
    since = newest_contact(kept)
    storm, desk, teacher = Storm(kept), sign_in(kept, "front_door_worker"), sign_in(kept, "teacher")
    assert storm.send(by_teacher(teacher)) == ""
    for _ in range(5):
        assert storm.send(by_telephone(desk)) + storm.send(by_public_form(kept.port)) == ""
    draft = raising.begin(teacher)
    assert wait_until(lambda: is_sealed(kept), 180)
    kept.stop()
    kept.start()
    before, head = _counts(kept), _head(kept)
    began = time.monotonic()
    kept.command("backup", str(tmp_path / "backup"))
    backed_up = time.monotonic()
    other.command("restore", str(tmp_path / "backup"))
    restored = time.monotonic()
    other.start()
    open_again = time.monotonic()
    after = _counts(other)
    assert {name: after[name] for name in COUNTED if name not in {"journal_link", "journal_seal"}} == {
        name: before[name] for name in COUNTED if name not in {"journal_link", "journal_seal"}
    }
    assert _head(other, head[0]) == head
    assert unaccounted(other, storm.receipts, since) == [] and half_records(other, since) == []
    other.command("journal", "seal")
    other.command("journal", "verify")
    seals = [sorted(path.name for path in (one.var / "seals").glob("*.jsonl")) for one in two]
    assert set(seals[0]) <= set(seals[1]) and seals[0]
    again, sender = sign_in(other, "front_door_worker"), sign_in(other, "teacher")
    assert again.get(f"/front-door/contacts/{storm.receipts[1].reference}/").status_code == 200
    assert sender.get(draft).status_code == 200, "the draft is there too"
    assert Storm(other).send(by_telephone(again)) == "", "and work goes on"
    size = (tmp_path / "backup").stat().st_size / 1e6
    print(
        f"\nbackup {backed_up - began:.1f} s ({size:.1f} MB), restore {restored - backed_up:.1f} s, open again after"
        f" {open_again - restored:.1f} s; {sum(before.values()):,} rows counted equal, head of the chain equal"
    )
