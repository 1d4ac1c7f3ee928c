"""Turns a Django form field, or a plain mapping, into the name and parameters of one GOV.UK component.

Templates call it through the macro `field` in `design/fields.html`; nothing here writes HTML.
"""

from .components import component_of
from .errors import error_links
from .specs import FieldError, FieldSpec, Option, spec_of

__all__ = ["FieldError", "FieldSpec", "Option", "component_of", "error_links", "spec_of"]
