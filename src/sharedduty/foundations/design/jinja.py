"""The Jinja2 environment of every page.

Our own templates are strict: a name that was not given raises. The component library relies on names it was not
given being false, so its templates live in an environment of their own, which ours hands over to by name.
"""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.template.context_processors import csrf
from django.templatetags.static import static
from django.urls import get_urlconf, reverse
from django.utils import timezone
from jinja2 import (
    ChainableUndefined,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from . import dates, slots
from .fields import component_of, error_links
from .frame import frame_of, messages_for, page_link, sort_link

LIBRARY = "govuk_frontend_jinja"


def template_folders() -> list[Path]:
    """The `templates` folder of every installed app of ours, in the order of INSTALLED_APPS."""
    ours = (Path(app.path) / "templates" for app in apps.get_app_configs() if app.name.startswith("sharedduty."))
    return [folder for folder in ours if folder.is_dir()]


@cache
def library_environment() -> Environment:
    """The environment in which the templates of govuk-frontend-jinja are compiled (names not given are false)."""
    return Environment(
        loader=PrefixLoader({LIBRARY: PackageLoader(LIBRARY)}),
        autoescape=True,
        undefined=ChainableUndefined,
        auto_reload=False,
        trim_blocks=True,  # the library's own lay-out is mostly blank lines
        lstrip_blocks=True,
    )


class PageEnvironment(Environment):
    """Our environment; a template whose name begins with the library's is handed to the library's own."""

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """The template of that name, from the library's environment when the name is the library's."""
        if isinstance(name, str) and name.startswith(f"{LIBRARY}/"):
            return library_environment().get_template(name, parent)
        return super().get_template(name, parent, globals)


@pass_context
def _frame(context: Context) -> Any:
    return frame_of(context.get("request"), context.get("viewer"))


@pass_context
def _slot(context: Context, name: str, **about: Any) -> list[object]:
    return slots.contents(name, viewer=_frame(context).viewer, **about)


def url(name: str, *args: object, **kwargs: object) -> str:
    """The path of a named URL, with its parts. Raises NoReverseMatch for a name nobody has."""
    return _path(get_urlconf() or settings.ROOT_URLCONF, name, args, tuple(sorted(kwargs.items())))


@lru_cache(maxsize=8192)  # a list asks for dozens at a time, and for the same ones again at the next page
def _path(addresses: str, name: str, args: tuple[object, ...], named: tuple[tuple[str, object], ...]) -> str:
    return reverse(name, addresses, args=args or None, kwargs=dict(named) or None)


REFERENCE = re.compile(r"\b([A-Z]{1,3}-[0-9A-Z]{4}-[0-9A-Z]{4})\b")
WHOLE = Markup('<span class="sd-nowrap">{}</span>')


def whole_references(text: object) -> Markup:
    """A heading in which no reference breaks at its hyphens where the line is short: it is read out as one."""
    parts = REFERENCE.split(str(text))  # every second part is a reference
    return Markup("").join(WHOLE.format(part) if place % 2 else part for place, part in enumerate(parts))


def csrf_token_of(request: Any) -> str:
    """The CSRF token of a request, as text."""
    return str(csrf(request)["csrf_token"])


def environment(**options: Any) -> Environment:
    """Build the environment for `django.template.backends.jinja2.Jinja2` (OPTIONS: environment)."""
    options["loader"] = FileSystemLoader(template_folders())
    options["autoescape"] = True
    options["undefined"] = StrictUndefined
    options.setdefault("auto_reload", settings.DEBUG)
    options["trim_blocks"] = True
    options["lstrip_blocks"] = True
    options["extensions"] = ["jinja2.ext.do", "jinja2.ext.loopcontrols"]
    made = PageEnvironment(**options)
    made.globals.update(
        url=url,
        static=static,
        now=timezone.now,
        frame=_frame,
        slots=_slot,
        component_of=component_of,
        error_links=error_links,
        csrf_token_of=csrf_token_of,
        messages_for=messages_for,
        sort_link=sort_link,
        page_link=page_link,
    )
    made.filters.update(
        date_words=dates.date_words,
        date_short=dates.date_short,
        day_words=dates.day_words,
        time_words=dates.time_words,
        moment_words=dates.moment_words,
        due_words=dates.due_words,
        moment_short=dates.moment_short,
        span_words=dates.span_words,
        iso=dates.iso,
        whole_references=whole_references,
    )
    return made
