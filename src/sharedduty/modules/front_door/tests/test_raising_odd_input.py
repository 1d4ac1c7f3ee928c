"""Whatever is typed into a concern, the answer is a page that says how to mend it: never an error of ours (design section 8)."""

import pytest
from django.conf import settings

from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.front_door.tests.raising import PAGES, begin, fill

ODD = {
    "a null sign": "a\x00b",
    "a megabyte": "word " * 200_000,
    "pictures": "👩‍👧‍👦🏳️‍🌈" * 20,
    "right to left": "\u202eמילה كلمة\u202c",
    "signs that move": "\ufeff\u200b\u2028\u0000",
    "markup": "<script>alert(1)</script>'\"&{{ 7*7 }}{% raise %}",
    "a formula": "=HYPERLINK(\"http://x\")",
    "many lines": "\r\n" * 5_000,
}  # fmt: skip


@pytest.mark.parametrize("what", ODD)
def test_odd_words_on_any_page_never_break_it(partnership: Partnership, what: str) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    for page, answers in PAGES.items():
        answer = fill(client, draft, page, **dict.fromkeys(answers or {"notes": ""}, ODD[what]))
        too_big = sum(len(ODD[what]) for _ in answers) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        assert answer.status_code in ((400,) if too_big else (200, 302, 422)), (page, answer.status_code)
    assert client.get(draft).status_code == 200
    assert client.get(f"{draft}check/").status_code in (200, 302)


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("31", "2", "2026", "does not have 31 days"),
        ("30", "feb", "2024", "does not have 30 days"),
        ("0", "1", "2026", "must"),
        ("1", "13", "2026", "month"),
        ("1", "1", "26", "year"),
        ("1", "1", "٢٠٢٦", "year"),
        ("१", "1", "2026", "day"),
        ("1", "1", "999999999999999999999", "year"),
        ("-1", "1", "2026", "day"),
        ("1" * 5_000, "1", "2026", "day"),
    ],
)
def test_a_day_that_never_was_is_told_how_to_be_mended(
    partnership: Partnership, day: str, month: str, year: str, said: str
) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    answer = fill(
        client, begin(client), "worry", **{"arose_on-day": day, "arose_on-month": month, "arose_on-year": year}
    )
    assert answer.status_code in (200, 422)
    page = answer.content.decode()
    assert "There is a problem" in page and said in page
