"""The frame, the page types, the error pages and the gallery."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import Http404
from django.template import engines
from django.test import RequestFactory
from jinja2 import UndefinedError

from sharedduty.foundations.design import views
from sharedduty.foundations.design.frame import down_page, frame_of, page_link, sort_link
from sharedduty.foundations.design.jinja import whole_references

from .html_parts import parts_of, tags_of, words_of

STATIC = Path(views.__file__).parent / "static/design"
pytestmark = pytest.mark.urls("sharedduty.foundations.design.tests.urls")


def _page(name: str, query: str = "") -> str:
    request = RequestFactory().get(f"/design/gallery/{name}/{query}")
    answer = views.gallery_page(request, name) if name else views.gallery(request)
    return answer.content.decode()


EVERY = ["", *views.PAGES, *views.ERRORS]


@pytest.mark.parametrize("name", EVERY)
def test_every_page_has_one_heading_a_title_and_a_language(name: str) -> None:
    page = _page(name)
    assert len(tags_of(page, "h1")) == 1
    title = re.search(r"<title>(.*?)</title>", page, re.S)
    assert title
    assert title.group(1).endswith("Shared Duty")
    assert tags_of(page, "html")[0]["lang"] == "en-GB"
    assert len(tags_of(page, "main")) == 1


@pytest.mark.parametrize("name", EVERY)
def test_no_page_holds_what_a_strict_policy_forbids(name: str) -> None:
    for part in parts_of(_page(name)):
        if part[0] != "open":
            continue
        held = dict(part[2])
        assert part[1] != "style"
        assert not [key for key in held if key == "style" or key.startswith("on")]
        if part[1] == "script":
            assert held["src"].startswith("/static/design/")


@pytest.mark.parametrize("name", EVERY)
def test_ids_on_a_page_are_its_own(name: str) -> None:
    ids = [dict(part[2])["id"] for part in parts_of(_page(name)) if part[0] == "open" and "id" in dict(part[2])]
    assert len(ids) == len(set(ids))


def test_a_wrong_answer_puts_error_in_the_title_and_the_summary_first() -> None:
    request = RequestFactory().post("/design/gallery/question/", {})
    page = views.gallery_page(request, "question").content.decode()
    assert "<title>Error: " in page
    assert page.index("govuk-error-summary") < page.index("<h1")


def test_a_page_that_is_not_there_is_not_there() -> None:
    with pytest.raises(Http404):
        _page("nowhere")


def test_a_name_that_was_not_given_is_an_error_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        engines.all()[0].from_string("{{ misspelt }}").render({})


def test_what_is_typed_is_escaped() -> None:
    assert engines.all()[0].from_string("{{ x }}").render({"x": "<b>"}) == "&lt;b&gt;"


def test_the_bad_day_pages_ask_nothing_of_the_database(django_db_blocker: object) -> None:
    # Without the django_db mark any query fails the test; nor is there a request.
    for name in ("500", "503"):
        page = engines.all()[0].get_template(f"design/errors/{name}.html").render({})
        assert "999" in words_of(page)
    page = down_page([{"who": "Front door", "number": "01632 960 001"}])
    assert "01632 960 001" in words_of(page)


def test_the_frame_says_who_and_acting_as() -> None:
    viewer = SimpleNamespace(
        kind="account", name="Sam <b>", post_title="Front door worker", organisation_name="The council"
    )
    request = RequestFactory().get("/")
    request.viewer = viewer
    request.navigation = [{"text": "Queue", "href": "/front-door/", "current": True}]
    request.banner = {"text": "The journal is being checked", "kind": "alarm"}
    request.session_seconds = 900
    template = engines.all()[0].from_string(
        '{% extends "design/page.html" %}{% set heading = "H" %}{% block main %}x{% endblock %}'
    )
    page = template.render({}, request)
    words = words_of(page)
    assert "Sam <b> acting as Front door worker, The council" in words
    assert "The journal is being checked" in words
    assert [one["href"] for one in tags_of(page, "a") if one.get("aria-current") == "page"] == ["/front-door/"]
    assert tags_of(page, "dialog")[0]["data-session-seconds"] == "900"
    assert next(one for one in tags_of(page, "form") if one["action"] == "/sign-out/")["method"] == "post"


def test_the_signed_out_are_offered_sign_in_and_no_time_limit() -> None:
    request = RequestFactory().get("/")
    request.viewer = SimpleNamespace(kind="public", name="")
    request.session_seconds = 900
    page = engines.all()[0].from_string('{% extends "design/page.html" %}{% set heading = "H" %}').render({}, request)
    assert "/sign-in/" in [one["href"] for one in tags_of(page, "a")]
    assert not tags_of(page, "dialog")


def test_what_the_last_page_said_is_shown_once() -> None:
    request = RequestFactory().get("/")
    request._messages = [Message(constants.SUCCESS, "Saved <b>")]
    page = engines.all()[0].from_string('{% extends "design/page.html" %}{% set heading = "H" %}').render({}, request)
    assert "Saved <b>" in words_of(page)


def test_a_column_turns_its_order_round_and_keeps_the_rest() -> None:
    request = RequestFactory().get("/?q=a%26b&sort=child&page=3")
    assert sort_link(request, "child") == {"href": "?q=a%26b&sort=-child", "state": "ascending"}
    assert sort_link(request, "state") == {"href": "?q=a%26b&sort=state", "state": "none"}
    assert page_link(request, 4) == "?q=a%26b&sort=child&page=4"


def test_a_table_can_be_scrolled_with_the_keyboard_and_says_its_order() -> None:
    page = _page("table", "?sort=-child")
    region = next(one for one in tags_of(page, "div") if one.get("role") == "region")
    assert region["tabindex"] == "0"
    assert region["aria-labelledby"] == tags_of(page, "caption")[0]["id"]
    assert [one.get("aria-sort") for one in tags_of(page, "th") if one.get("aria-sort") == "descending"]


def test_pages_left_out_of_the_list_are_not_links() -> None:
    page = _page("table", "?page=3&sort=left")
    listed = [one for one in tags_of(page, "a") if one.get("aria-label", "").startswith("Page ")]
    assert [one["aria-label"] for one in listed] == [f"Page {number}" for number in (1, 2, 3, 4, 5)]
    assert all("sort=left" in one["href"] for one in listed)
    first = _page("table")
    assert "Page …" not in [one.get("aria-label") for one in tags_of(first, "a")]
    assert "govuk-pagination__item--ellipsis" in first


def test_frame_without_a_request_is_empty_not_broken() -> None:
    frame = frame_of(None)
    assert not frame.signed_in
    assert frame.navigation == ()


def test_nothing_of_gov_uk_alone_is_shipped() -> None:
    styles = (STATIC / "shared-duty.css").read_text()
    for forbidden in ("GDS Transport", "url(", "crest", "logotype", "@import"):
        assert forbidden not in styles
    assert not list(STATIC.rglob("*.woff*"))


def test_our_own_scripts_are_small_and_run_nothing_made_of_text() -> None:
    own = [path for path in STATIC.iterdir() if path.suffix in {".js", ".mjs"}]
    assert sum(path.stat().st_size for path in own) <= 20_000
    for path in own:
        source = path.read_text()
        for forbidden in ("eval(", "innerHTML", "new Function", "document.write", "insertAdjacentHTML"):
            assert forbidden not in source
        for imported in re.findall(r'from "(\./[^"]+)"', source):
            assert (path.parent / imported).exists()


def test_a_reference_in_a_heading_does_not_break_and_nothing_else_is_let_through() -> None:
    drawn = str(whole_references("Allegation LA-V2GC-NJHX <b>"))
    assert drawn == 'Allegation <span class="sd-nowrap">LA-V2GC-NJHX</span> &lt;b&gt;'
    assert str(whole_references("Face-to-face talks")) == "Face-to-face talks"
