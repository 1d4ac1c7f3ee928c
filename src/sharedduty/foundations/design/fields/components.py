"""The parameters each GOV.UK component takes, made from what a field says of itself."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from ..forms import PARTS, DateParts
from .specs import TEXT_KINDS, FieldError, FieldSpec, spec_of

AUTOCOMPLETE = {"email": "email", "tel": "tel", "password": "current-password"}
LONG = 2000  # characters
LONG_THRESHOLD = 75  # per cent of them


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
    classes = _size(spec, "label") or "govuk-label--s"
    return {"text": _label_text(spec), "classes": classes, "isPageHeading": spec.page_heading or None}


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
    # Nobody counts down from thousands: a long answer's count appears only when it nears its end.
    threshold = spec.threshold or (LONG_THRESHOLD if (spec.maxlength or 0) >= LONG else None)
    limit = {"maxlength": spec.maxlength, "maxwords": spec.maxwords, "threshold": threshold} if counted else {}
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
