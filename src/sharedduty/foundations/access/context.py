"""What every page may use: who looks, and a token that makes each form count once."""

from typing import Any

from django.http import HttpRequest
from markupsafe import Markup

from sharedduty.foundations.access.once import FIELD, new_token
from sharedduty.foundations.access.viewer import PUBLIC


class FormToken:
    """A fresh single-use token at each reading: as text, or called, as the whole hidden field."""

    def __str__(self) -> str:
        return new_token()

    def __call__(self) -> Markup:
        return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, new_token())


def page_context(request: HttpRequest) -> dict[str, Any]:
    """`viewer` and `form_token` for templates."""
    return {"viewer": getattr(request, "viewer", PUBLIC), "form_token": FormToken()}
