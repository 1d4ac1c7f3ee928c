"""Two hundred people send at the same moment while web, worker and database are killed (issue 2, acceptance; R3).

The long edition, with hundreds of kills, is in tests/deep.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browsers import sign_in
from tests.partnership import Partnership, wait_until
from tests.storms import Storm, by_public_form, by_teacher, by_telephone, database, web_worker, worker
from tests.wholeness import half_records, is_sealed, newest_contact, unaccounted

pytestmark = pytest.mark.alone
TEACHERS, CALLS, NEIGHBOURS = 3, 37, 160
KILLS = (
    (30, web_worker),
    (60, worker),
    (80, database),
    (110, web_worker),
    (130, worker),
    (150, database),
)


@pytest.fixture
def partnership() -> Iterator[Partnership]:
    found = Partnership("kills", {"TRUSTED_PROXY_COUNT": "1"})
    try:
        found.start()
        yield found
    finally:
        found.close()


@pytest.mark.rows("GL-XN-05")
def test_two_hundred_at_once_and_every_receipt_holds(partnership: Partnership) -> None:
    since = newest_contact(partnership)
    teacher, desk = sign_in(partnership, "teacher"), sign_in(partnership, "front_door_worker")
    with ThreadPoolExecutor(8) as pool:
        neighbours = list(pool.map(by_public_form, [partnership.port] * NEIGHBOURS))
    submissions = [
        *(by_teacher(teacher) for _ in range(TEACHERS)), *(by_telephone(desk) for _ in range(CALLS)), *neighbours,
    ]  # fmt: skip
    storm = Storm(partnership)
    faults: list[str] = []
    blowing = threading.Thread(target=lambda: faults.extend(storm.send_all(submissions, len(submissions))))
    blowing.start()
    for receipts, how in KILLS:
        assert wait_until(lambda many=receipts: len(storm.receipts) >= many, 300), partnership.said()[-2000:]
        storm.strike(how)
    blowing.join()
    assert not faults, "a receipt that could not be opened: " + "; ".join(faults)
    assert len(storm.receipts) == len(submissions) and len(storm.kills) == len(KILLS)
    assert unaccounted(partnership, storm.receipts, since) == []
    assert half_records(partnership, since) == []
    assert wait_until(lambda: is_sealed(partnership), 180), "the journal is not sealed any more by itself"
    partnership.command("journal", "verify")
    print(
        f"\n{len(submissions)} receipts; seconds of silence after each kill:",
        [round(one, 1) for one in storm.silences()],
    )
