"""The lines of an error summary, each with a link to what must be mended."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from ..forms import DateInputWidget
from .specs import error_parts


def error_links(given: Any) -> list[dict[str, str]]:
    """The lines of an error summary: text, and a link to the field to mend.

    Takes a form, a formset, a list of those, or a list of mappings with `text` and perhaps `href`.
    """
    if isinstance(given, forms.BaseForm):
        return _links_of_form(given)
    if isinstance(given, forms.BaseFormSet):
        whole = [{"text": str(error)} for error in given.non_form_errors()]
        return whole + [link for form in given for link in _links_of_form(form)]
    if isinstance(given, Mapping):
        return [{key: str(given[key]) for key in ("text", "href") if given.get(key)}]
    if isinstance(given, Iterable) and not isinstance(given, str):
        return [link for one in given for link in error_links(one)]
    return [{"text": str(given)}] if given else []


def _links_of_form(form: forms.BaseForm) -> list[dict[str, str]]:
    links = [{"text": str(error)} for error in form.non_field_errors()]
    for bound in form:
        if not bound.errors:
            continue
        target = bound.auto_id or f"id_{bound.html_name}"
        if isinstance(bound.field.widget, DateInputWidget):
            target = f"{target}-{error_parts(bound)[0]}"
        links += [{"text": str(error), "href": f"#{target}"} for error in bound.errors]
    return links
