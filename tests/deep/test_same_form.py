"""The same form sent two to eight times at once is one record; with other contents it is refused (quality goal R4).

RACES says how often (1,000). The form is a concern told by telephone, the same for every way in: the token is taken in by
the house, before any room's page is made.
"""

import os
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browsers import Answer, Browser, sign_in
from tests.partnership import Partnership
from tests.storms import Submission, by_telephone, looking_in

pytestmark = pytest.mark.deep
RACES = int(os.environ.get("RACES", "1000"))


@pytest.fixture(scope="module")
def desk(partnership_server: Partnership) -> Browser:
    return sign_in(partnership_server, "front_door_worker")


def _at_once(submission: Submission, bodies: list[dict[str, object]]) -> list[Answer]:
    start = threading.Barrier(len(bodies))

    def send(body: dict[str, object]) -> Answer:
        start.wait(60)
        return submission.browser.copy().post(submission.address, body)

    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(send, bodies))


def _counts(partnership: Partnership, markers: list[str]) -> dict[str, tuple[int, str]]:
    """How many contacts name each family name, and what the first of them says."""
    with looking_in(partnership) as looker:
        rows = looker.execute(
            "SELECT k.family_name, count(*), min(f.answers ->> 'what_happened') FROM front_door_contactchild k"
            " JOIN front_door_contact c ON c.id = k.contact_id JOIN forms_formrecord f ON f.id = c.form_id"
            " WHERE k.family_name = ANY(%s) GROUP BY 1",
            [markers],
        ).fetchall()
    return {str(name): (int(str(count)), str(words)) for name, count, words in rows}


def test_a_form_sent_many_times_at_once_is_one_record(partnership_server: Partnership, desk: Browser) -> None:
    dice, markers, wrong, sent = random.Random("same form"), [], [], 0
    for _ in range(RACES):
        submission = by_telephone(desk)
        markers.append(submission.marker)
        times = dice.randint(2, 8)
        answers = _at_once(submission, [submission.body] * times)
        sent += times
        if {one.status_code for one in answers} != {302} or len({one["Location"] for one in answers}) != 1:
            wrong.append((submission.marker, [one.status_code for one in answers]))
    assert wrong == []
    counts = _counts(partnership_server, markers)
    assert [marker for marker in markers if counts.get(marker, (0, ""))[0] != 1] == []
    print(f"\n{RACES} races, {sent} sendings, {len(counts)} records")


def test_the_same_token_with_other_contents_is_refused(partnership_server: Partnership, desk: Browser) -> None:
    races = max(1, RACES // 10)
    expected = {}
    for _ in range(races):
        submission = by_telephone(desk)
        bodies = [{**submission.body, "what_happened": f"Version {number}."} for number in range(4)]
        answers = _at_once(submission, bodies)
        codes = sorted(one.status_code for one in answers)
        assert codes == [302, 409, 409, 409], codes
        first = next(number for number, one in enumerate(answers) if one.status_code == 302)
        late = submission.browser.post(submission.address, {**submission.body, "what_happened": "Much later."})
        assert late.status_code == 409
        expected[submission.marker] = (1, f"Version {first}.")
    assert _counts(partnership_server, list(expected)) == expected
    print(f"\n{races} tokens used for four forms each: one taken in, the others refused, nothing overwritten")
