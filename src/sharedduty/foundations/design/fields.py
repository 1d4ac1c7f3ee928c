"""Turns a Django form field, or a plain mapping, into the name and parameters of one GOV.UK component.

Templates call it through the macro `field` in `design/fields.html`; nothing here writes HTML.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django import forms
from django.forms import BoundField
from markupsafe import Markup, escape

from .forms import PARTS, DateInputWidget, DateParts

TEXT_KINDS = {"text": "text", "email": "email", "tel": "tel", "url": "url", "search": "search"}
AUTOCOMPLETE = {"email": "email", "tel": "tel", "password": "current-password"}


class FieldError(ValueError):
    """A field was described in a way no component can draw."""


@dataclass(frozen=True)
class Option:
    """One choice of radios, checkboxes or a select. `conditional` holds the fields revealed when it is chosen."""

    value: str = ""
    text: str = ""
    hint: str = ""
    conditional: Sequence[Any] = ()
    divider: str = ""
    exclusive: bool = False
    disabled: bool = False


@dataclass(frozen=True)
class FieldSpec:
    """Everything a field can say about itself. A mapping with these keys does as well; unknown keys are refused.

    `kind` is text, email, tel, url, search, number, password, hidden, textarea, radios, checkboxes, checkbox, select,
    date or file. `errors` are texts; `error_parts` the boxes of a date they are about. `width` is 2, 3, 4, 5, 10, 20 or
    30 characters. `page_heading` makes the label the H1. `attributes` go on the input.
    """

    kind: str
    name: str
    label: str
    id: str = ""
    hint: str = ""
    hint_html: str = ""
    value: Any = ""
    errors: Sequence[str] = ()
    error_parts: Sequence[str] = ()
    options: Sequence[Any] = ()
    autocomplete: str = ""
    inputmode: str = ""
    spellcheck: bool | None = None
    width: int | None = None
    rows: int | None = None
    maxlength: int | None = None
    maxwords: int | None = None
    threshold: int | None = None
    prefix: str = ""
    suffix: str = ""
    accept: str = ""
    multiple: bool = False
    inline: bool = False
    small: bool = False
    disabled: bool = False
    optional: bool = False
    page_heading: bool = False
    label_size: str = ""
    birth: bool = False
    attributes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The id of the input, made from the name when none is given."""
        return self.id or f"id_{self.name}"


SPEC_KEYS = {one.name for one in fields(FieldSpec)}
OPTION_KEYS = {one.name for one in fields(Option)}


def component_of(described: Any, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The component (`component`) and its parameters (`params`) for a bound field, a FieldSpec or a mapping.

    `changes` replaces parts of what the field says of itself. Raises FieldError for an unknown kind or key.
    """
    spec = spec_of(described, changes or {})
    build = BUILDERS.get("text" if spec.kind in TEXT_KINDS or spec.kind == "number" else spec.kind)
    if build is None:
        raise FieldError(f"field {spec.name}: no component for kind {spec.kind!r}")
    component, params = build(spec)
    return {"component": component, "params": _without_none(params), "spec": spec}


def spec_of(described: Any, changes: Mapping[str, Any]) -> FieldSpec:
    """A FieldSpec for a bound field, a FieldSpec or a mapping. Raises FieldError for keys nobody knows."""
    unknown = set(changes) - SPEC_KEYS - {"conditional"}
    if isinstance(described, Mapping):
        unknown |= set(described) - SPEC_KEYS
    if unknown:
        raise FieldError(f"a field does not know {', '.join(sorted(unknown))}")
    changes = dict(changes)
    conditional = changes.pop("conditional", None) or {}
    if isinstance(described, BoundField):
        spec = _from_bound(described)
    elif isinstance(described, FieldSpec):
        spec = described
    else:
        spec = FieldSpec(**described)
    spec = replace(spec, **changes)
    options = tuple(_option(given, conditional) for given in spec.options)
    return replace(spec, options=options, errors=tuple(str(error) for error in spec.errors))


def _option(given: Any, conditional: Mapping[str, Any]) -> Option:
    if isinstance(given, Mapping):
        if unknown := set(given) - OPTION_KEYS:
            raise FieldError(f"an option does not know {', '.join(sorted(unknown))}")
        option = Option(**given)
    else:
        option = given if isinstance(given, Option) else Option(value=str(given[0]), text=str(given[1]))
    revealed = conditional.get(option.value)
    if revealed is None:
        return option
    return replace(option, conditional=tuple(revealed) if isinstance(revealed, (list, tuple)) else (revealed,))


def _kind_of(bound: BoundField) -> str:
    widget = bound.field.widget
    kinds: list[tuple[type, str]] = [
        (DateInputWidget, "date"),
        (forms.HiddenInput, "hidden"),
        (forms.PasswordInput, "password"),
        (forms.FileInput, "file"),
        (forms.EmailInput, "email"),
        (forms.Textarea, "textarea"),
        (forms.CheckboxInput, "checkbox"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.Select, "select"),
        (forms.NumberInput, "number"),
        (forms.TextInput, "text"),
    ]
    for widget_class, kind in kinds:
        if isinstance(widget, widget_class):
            return str(widget.input_type) if kind == "text" and widget.input_type in TEXT_KINDS else kind
    raise FieldError(f"field {bound.html_name}: no component draws {type(widget).__name__}")


def _options_of(bound: BoundField) -> tuple[Option, ...]:
    held = []
    for value, text in getattr(bound.field, "choices", ()):
        if isinstance(text, (list, tuple)):
            held += [Option(value=str(inner), text=str(words)) for inner, words in text]
        else:
            held.append(Option(value=str(value if value is not None else ""), text=str(text)))
    return tuple(held)


def _error_parts(bound: BoundField) -> tuple[str, ...]:
    named: list[str] = []
    for error in bound.errors.as_data():
        named += [part for part in (error.params or {}).get("parts", PARTS) if part not in named]
    return tuple(named)


def _from_bound(bound: BoundField) -> FieldSpec:
    kind = _kind_of(bound)
    made, attrs = bound.field, dict(bound.field.widget.attrs)
    return FieldSpec(
        kind=kind,
        name=bound.html_name,
        id=bound.auto_id or f"id_{bound.html_name}",
        label=str(bound.label or ""),
        hint=str(bound.help_text or ""),
        value="" if kind in ("password", "file") else _value_of(bound, kind),
        errors=tuple(str(error) for error in bound.errors),
        error_parts=_error_parts(bound) if kind == "date" else (),
        options=_options_of(bound) if kind in ("radios", "checkboxes", "select") else (),
        autocomplete=str(attrs.pop("autocomplete", "")),
        inputmode=str(attrs.pop("inputmode", "")),
        spellcheck={"true": True, "false": False}.get(str(attrs.pop("spellcheck", ""))),
        rows=_whole(attrs.pop("rows", None)) if "rows" in made.widget.attrs and kind == "textarea" else None,
        maxlength=getattr(made, "max_length", None),
        accept=str(attrs.pop("accept", "")),
        multiple=bool(getattr(made.widget, "allow_multiple_selected", False)),
        disabled=made.disabled,
        optional=not made.required,
        attributes={key: value for key, value in attrs.items() if key not in ("cols", "rows", "maxlength", "class")},
    )


def _whole(value: Any) -> int | None:
    return int(value) if value else None


def _value_of(bound: BoundField, kind: str) -> Any:
    value = bound.value()
    if kind == "date":
        return DateParts.of(value)
    if kind == "checkboxes":
        return [str(one) for one in (value or [])]
    if kind == "checkbox":
        return bool(value)
    return "" if value is None else str(bound.field.prepare_value(value))


def _without_none(value: Any) -> Any:
    # The component library tells "not given" from "given as nothing", so nothing is never given.
    if isinstance(value, dict):
        return {key: _without_none(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_none(inner) for inner in value]
    return value


def _hint(spec: FieldSpec) -> dict[str, str] | None:
    if spec.hint_html:
        return {"html": spec.hint_html}
    return {"text": spec.hint} if spec.hint else None


def _error(spec: FieldSpec) -> dict[str, str] | None:
    return {"text": " ".join(spec.errors)} if spec.errors else None


def _label_text(spec: FieldSpec) -> str:
    return f"{spec.label} (optional)" if spec.optional and "(optional)" not in spec.label else spec.label


def _size(spec: FieldSpec, part: str) -> str | None:
    size = spec.label_size or ("l" if spec.page_heading else "")
    return f"govuk-{part}--{size}" if size else None


def _label(spec: FieldSpec) -> dict[str, Any]:
    return {"text": _label_text(spec), "classes": _size(spec, "label"), "isPageHeading": spec.page_heading or None}


def _fieldset(spec: FieldSpec) -> dict[str, Any]:
    legend = {
        "text": _label_text(spec),
        "classes": _size(spec, "fieldset__legend") or "govuk-fieldset__legend--s",
        "isPageHeading": spec.page_heading or None,
    }
    return {"legend": legend}


def _base(spec: FieldSpec) -> dict[str, Any]:
    return {
        "id": spec.key,
        "name": spec.name,
        "label": _label(spec),
        "hint": _hint(spec),
        "errorMessage": _error(spec),
        "disabled": spec.disabled or None,
        "attributes": dict(spec.attributes),
    }


def _input(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    numeric = spec.kind == "number"
    return "input", _base(spec) | {
        # A number is typed as text: spinners lose digits and assistive technology misreads them.
        "type": "text" if numeric else TEXT_KINDS[spec.kind],
        "inputmode": spec.inputmode or ("numeric" if numeric else None),
        "value": str(spec.value) if spec.value not in (None, "") else None,
        "autocomplete": spec.autocomplete or AUTOCOMPLETE.get(spec.kind),
        "spellcheck": spec.spellcheck if spec.spellcheck is not None else (False if spec.kind == "email" else None),
        "classes": f"govuk-input--width-{spec.width}" if spec.width else None,
        "prefix": {"text": spec.prefix} if spec.prefix else None,
        "suffix": {"text": spec.suffix} if spec.suffix else None,
    }


def _password(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    return "password", _base(spec) | {"autocomplete": spec.autocomplete or AUTOCOMPLETE["password"]}


def _hidden(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    return "hidden", {"id": spec.key, "name": spec.name, "value": str(spec.value)}


def _typed(text: str) -> Markup:
    # The library indents what it nests, which would add spaces to lines a person typed, so their line ends go in as
    # references. Browsers drop a first line end, so it is given twice.
    lines = str(escape(text.replace("\r\n", "\n"))).replace("\n", "&#10;")
    return Markup(("&#10;" if text.startswith(("\n", "\r")) else "") + lines)  # noqa: S704 (escaped just above)


def _textarea(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    counted = bool(spec.maxlength or spec.maxwords)
    limit = {"maxlength": spec.maxlength, "maxwords": spec.maxwords, "threshold": spec.threshold} if counted else {}
    return "character_count" if counted else "textarea", _base(spec) | limit | {
        "rows": spec.rows or 5,
        "value": _typed(str(spec.value)) if spec.value else None,
        "autocomplete": spec.autocomplete or None,
        "spellcheck": spec.spellcheck,
    }


def _select(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    chosen = str(spec.value)
    items = [
        {
            "value": option.value,
            "text": option.text,
            "selected": option.value == chosen or None,
            "disabled": option.disabled or None,
        }
        for option in spec.options
    ]
    return "select", _base(spec) | {"items": items}


def _file(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    attributes = dict(spec.attributes) | ({"accept": spec.accept} if spec.accept else {})
    return "file", _base(spec) | {"attributes": attributes, "multiple": spec.multiple or None}


def _choices(spec: FieldSpec, chosen: set[str], block: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for option in spec.options:
        if option.divider:
            items.append({"divider": option.divider})
            continue
        items.append(
            {
                "value": option.value,
                "text": option.text,
                "hint": {"text": option.hint} if option.hint else None,
                "checked": option.value in chosen,
                "disabled": option.disabled or spec.disabled or None,
                "behaviour": "exclusive" if option.exclusive else None,
                "fields": list(option.conditional) or None,
                "attributes": dict(spec.attributes),
            }
        )
    return items


def _group(spec: FieldSpec, block: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    looks = [f"govuk-{block}--inline" if spec.inline else "", f"govuk-{block}--small" if spec.small else ""]
    return {
        "idPrefix": spec.key,
        "name": spec.name,
        "fieldset": _fieldset(spec),
        "hint": _hint(spec),
        "errorMessage": _error(spec),
        "items": items,
        "classes": " ".join(look for look in looks if look) or None,
    }


def _radios(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    # A blank choice is how Django says "nothing yet"; a radio group says it by having none chosen.
    real = replace(spec, options=tuple(one for one in spec.options if one.value or one.divider))
    chosen = {str(spec.value)} if spec.value not in (None, "") else set()
    return "radios", _group(spec, "radios", _choices(real, chosen, "radios"))


def _checkboxes(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    chosen = {spec.value} if isinstance(spec.value, str) else {str(one) for one in spec.value or ()}
    return "checkboxes", _group(spec, "checkboxes", _choices(spec, chosen, "checkboxes"))


def _checkbox(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    item = {"value": "on", "text": spec.label, "checked": bool(spec.value), "attributes": dict(spec.attributes)}
    if spec.hint:
        item["hint"] = {"text": spec.hint}
    params = {"idPrefix": spec.key, "name": spec.name, "errorMessage": _error(spec), "items": [item]}
    return "checkboxes", params | ({"classes": "govuk-checkboxes--small"} if spec.small else {})


def _date(spec: FieldSpec) -> tuple[str, dict[str, Any]]:
    parts = DateParts.of(spec.value)
    wrong = set(spec.error_parts or PARTS) if spec.errors else set()
    items = [
        {
            "name": part,
            "label": part.capitalize(),
            "value": getattr(parts, part) or None,
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
            "autocomplete": f"bday-{part}" if spec.birth else None,
            # A month may be typed by name, so its box must not be a digits-only keyboard.
            "inputmode": "text" if part == "month" else "numeric",
            "attributes": dict(spec.attributes) | ({"disabled": "disabled"} if spec.disabled else {}),
        }
        for part in PARTS
    ]
    return "date", {
        "id": spec.key,
        "namePrefix": spec.name,
        "items": items,
        "fieldset": _fieldset(spec),
        "hint": _hint(spec),
        "errorMessage": _error(spec),
    }


BUILDERS = {
    "text": _input,
    "password": _password,
    "hidden": _hidden,
    "textarea": _textarea,
    "select": _select,
    "file": _file,
    "radios": _radios,
    "checkboxes": _checkboxes,
    "checkbox": _checkbox,
    "date": _date,
}


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
            target = f"{target}-{_error_parts(bound)[0]}"
        links += [{"text": str(error), "href": f"#{target}"} for error in bound.errors]
    return links
