"""Every kind of field draws its component with its label, hint, error and value, and hostile words stay words."""

import pytest
from django.template import engines

from sharedduty.foundations.design import samples
from sharedduty.foundations.design.fields import FieldError, component_of, error_links

from .html_parts import parts_of, tags_of, words_of


def drawn(source: str, **context: object) -> str:
    """A piece of template with the field macros at hand."""
    head = '{% from "design/fields.html" import form_post, field, error_summary, button, form_token_input %}'
    return engines.all()[0].from_string(head + source).render(context)


@pytest.fixture
def wrong() -> samples.SampleForm:
    """A form sent with answers that need mending."""
    return samples.SampleForm(samples.WRONG_ANSWERS)


def test_every_error_links_to_something_to_type_in(wrong: samples.SampleForm) -> None:
    page = drawn("{{ error_summary(form) }}{% for one in form %}{{ field(one) }}{% endfor %}", form=wrong)
    targets = [one["href"][1:] for one in tags_of(page, "a")]
    assert len(targets) == len(wrong.errors)
    inputs = {one.get("id") for name in ("input", "textarea", "select") for one in tags_of(page, name)}
    assert set(targets) <= inputs
    described = {
        ref
        for name in ("input", "textarea", "select", "fieldset")
        for one in tags_of(page, name)
        for ref in one.get("aria-describedby", "").split()
    }
    ids = {dict(part[2]).get("id") for part in parts_of(page) if part[0] == "open"}
    assert described <= ids
    for name in wrong.errors:
        assert f"id_{name}-error" in described


def test_what_was_typed_is_there_again_and_stays_words(wrong: samples.SampleForm) -> None:
    page = drawn("{% for one in form %}{{ field(one) }}{% endfor %}", form=wrong)
    assert not tags_of(page, "script")
    assert not tags_of(page, "b")
    names = {one.get("name"): one for one in tags_of(page, "input")}
    assert names["name"]["value"] == samples.HOSTILE
    assert [names[f"born_on-{part}"]["value"] for part in ("day", "month", "year")] == ["31", "Feb", "2020"]


@pytest.mark.parametrize("text", ["one\n  two\n\tthree\n", "\nstarts with a line end", "a\r\nb", "</textarea>&amp;"])
def test_a_text_keeps_every_space_even_under_a_choice(text: str) -> None:
    inner = {"kind": "textarea", "name": "why", "label": "Why", "value": text}
    page = drawn(
        "{{ field(outer, conditional={'n': inner}) }}",
        outer={"kind": "radios", "name": "ok", "label": "Ok", "options": [("y", "Yes"), ("n", "No")], "value": "n"},
        inner=inner,
    )
    raw = page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>", 1)[0]
    shown = raw.replace("&#10;", "\n").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    # A browser drops one line end straight after the tag.
    shown = shown[1:] if shown.startswith("\n") else shown
    assert shown == text.replace("\r\n", "\n")


def test_fields_under_a_choice_are_there_without_javascript(wrong: samples.SampleForm) -> None:
    page = drawn("{{ field(form.consent, conditional={'not_asked': form.reason}) }}", form=wrong)
    held = next(one for one in tags_of(page, "input") if one["value"] == "not_asked")
    assert held["data-aria-controls"] == "conditional-id_consent-3"
    assert [one["name"] for one in tags_of(page, "textarea")] == ["reason"]


@pytest.mark.parametrize(
    ("kind", "tag", "look"),
    [
        ("text", "input", {"type": "text"}),
        ("email", "input", {"type": "email", "autocomplete": "email", "spellcheck": "false"}),
        ("tel", "input", {"type": "tel", "autocomplete": "tel"}),
        ("number", "input", {"type": "text", "inputmode": "numeric"}),
        ("password", "input", {"type": "password", "autocomplete": "current-password"}),
        ("file", "input", {"type": "file"}),
        ("hidden", "input", {"type": "hidden"}),
        ("textarea", "textarea", {"rows": "5"}),
        ("select", "select", {}),
    ],
)
def test_a_mapping_does_for_every_kind(kind: str, tag: str, look: dict[str, str]) -> None:
    page = drawn("{{ field(one) }}", one={"kind": kind, "name": "it", "label": "It"})
    found = tags_of(page, tag)[0]
    assert found["name"] == "it"
    assert found["id"] == "id_it"
    assert look.items() <= found.items()


def test_a_counted_text_says_its_limit_without_javascript() -> None:
    page = drawn("{{ field(one) }}", one={"kind": "textarea", "name": "it", "label": "It", "maxlength": 200})
    assert "You can enter up to 200 characters" in words_of(page)


def test_only_the_wrong_box_of_a_date_is_marked(wrong: samples.SampleForm) -> None:
    page = drawn("{{ field(form.born_on) }}", form=wrong)
    marked = [one["name"] for one in tags_of(page, "input") if "govuk-input--error" in one["class"]]
    assert marked == ["born_on-day"]


def test_a_label_can_be_the_heading() -> None:
    page = drawn("{{ field(one) }}", one={"kind": "text", "name": "it", "label": "It", "page_heading": True})
    assert len(tags_of(page, "h1")) == 1


def test_a_form_carries_its_tokens() -> None:
    page = drawn(
        "{% call form_post(csrf_input, token='<one>', autosave='/save/', version='7', files=true) %}x{% endcall %}",
        csrf_input="",
    )
    form = tags_of(page, "form")[0]
    assert form["method"] == "post"
    assert form["enctype"] == "multipart/form-data"
    assert form["data-autosave-url"] == "/save/"
    assert form["data-autosave-version"] == "7"
    assert next(one for one in tags_of(page, "input") if one["name"] == "form_token")["value"] == "<one>"
    assert tags_of(page, "p")[0]["role"] == "status"


@pytest.mark.parametrize("described", [{"kind": "spinner", "name": "a", "label": "b"}])
def test_a_kind_nobody_knows_is_refused(described: dict[str, str]) -> None:
    with pytest.raises(FieldError, match="no component for kind"):
        component_of(described)


def test_a_misspelt_key_is_refused() -> None:
    with pytest.raises(FieldError, match="does not know lable"):
        component_of({"kind": "text", "name": "a", "lable": "b"})
    with pytest.raises(FieldError, match="does not know txt"):
        component_of({"kind": "radios", "name": "a", "label": "b", "options": [{"value": "1", "txt": "x"}]})


def test_a_summary_takes_forms_and_lists() -> None:
    assert error_links([{"text": "One", "href": "#a"}, {"text": "Two"}]) == [
        {"text": "One", "href": "#a"},
        {"text": "Two"},
    ]
    assert error_links("Plain") == [{"text": "Plain"}]
    assert error_links(samples.SampleForm()) == []
