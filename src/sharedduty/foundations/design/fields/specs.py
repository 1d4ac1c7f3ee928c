"""What a field says of itself, read from a Django bound field or from a mapping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django import forms
from django.forms import BoundField

from ..forms import PARTS, DateInputWidget, DateParts

TEXT_KINDS = {"text": "text", "email": "email", "tel": "tel", "url": "url", "search": "search"}


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
    widget: forms.Widget = bound.field.widget
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
            return _text_kind(widget) if kind == "text" else kind
    raise FieldError(f"field {bound.html_name}: no component draws {type(widget).__name__}")


def _text_kind(widget: forms.Widget) -> str:
    kind = str(getattr(widget, "input_type", "text"))
    return kind if kind in TEXT_KINDS else "text"


def _options_of(bound: BoundField) -> tuple[Option, ...]:
    held = []
    for value, text in getattr(bound.field, "choices", ()):
        if isinstance(text, (list, tuple)):
            held += [Option(value=str(inner), text=str(words)) for inner, words in text]
        else:
            held.append(Option(value=str(value if value is not None else ""), text=str(text)))
    return tuple(held)


def error_parts(bound: BoundField) -> tuple[str, ...]:
    """The boxes of a date that its errors are about, in the order they were named."""
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
        error_parts=error_parts(bound) if kind == "date" else (),
        options=_options_of(bound) if kind in ("radios", "checkboxes", "select") else (),
        autocomplete=str(attrs.pop("autocomplete", "")),
        inputmode=str(attrs.pop("inputmode", "")),
        spellcheck={"true": True, "false": False}.get(str(attrs.pop("spellcheck", ""))),
        rows=_rows(attrs) if kind == "textarea" else None,
        maxlength=getattr(made, "max_length", None),
        accept=str(attrs.pop("accept", "")),
        multiple=bool(getattr(made.widget, "allow_multiple_selected", False)),
        disabled=made.disabled,
        optional=not made.required and not getattr(made, "asked", False),  # asked: rules answer its emptiness
        attributes={key: value for key, value in attrs.items() if key not in ("cols", "rows", "maxlength", "class")},
    )


def _rows(attrs: Mapping[str, Any]) -> int | None:
    # Ten rows of forty is what Django puts when nobody said anything.
    said = attrs.get("rows") and (str(attrs["rows"]), str(attrs.get("cols"))) != ("10", "40")
    return int(attrs["rows"]) if said else None


def _value_of(bound: BoundField, kind: str) -> Any:
    value = bound.value()
    if kind == "date":
        return DateParts.of(value)
    if kind == "checkboxes":
        return [str(one) for one in (value or [])]
    if kind == "checkbox":
        return bool(value)
    return "" if value is None else str(bound.field.prepare_value(value))
