"""What the frame of a page (header, navigation, banner) shows, read once from the request and safe without one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.loader import get_template


@dataclass(frozen=True)
class Frame:
    """The parts of a page outside its content. Every part may be absent, so error pages can use it too."""

    viewer: Any = None
    signed_in: bool = False
    name: str = ""
    acting_as: str = ""
    navigation: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    beside: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    banner: Mapping[str, str] | None = None
    place: str = ""
    telephone: str = ""
    session_seconds: int | None = None
    session_extend_url: str = ""
    sign_in_url: str = "/sign-in/"
    sign_out_url: str = "/sign-out/"
    account_url: str = "/account/"
    help_href: str = ""


def frame_of(request: HttpRequest | None, viewer: Any = None) -> Frame:
    """The frame for a request.

    Reads `request.viewer`, `request.navigation` (list of text, href, current),
    `request.navigation_beside` (the same, for the second line), `request.banner` (text, kind, href),
    `request.session_seconds` (seconds of quiet until sign-out), `request.help_href` (help for this screen) and the
    settings SITE_PLACE, SITE_TELEPHONE, SIGN_IN_URL, SIGN_OUT_URL and ACCOUNT_URL.
    """
    held = viewer if viewer is not None else getattr(request, "viewer", None)
    signed_in = getattr(held, "kind", "public") == "account"
    banner = getattr(request, "banner", None)
    return Frame(
        viewer=held,
        signed_in=signed_in,
        name=str(getattr(held, "name", "") or "") if signed_in else "",
        acting_as=_acting_as(held) if signed_in else "",
        navigation=tuple(getattr(request, "navigation", None) or ()),
        beside=tuple(getattr(request, "navigation_beside", None) or ()),
        banner={"text": banner} if isinstance(banner, str) else banner,
        place=str(getattr(settings, "SITE_PLACE", "")),
        telephone=str(getattr(settings, "SITE_TELEPHONE", "")),
        session_seconds=getattr(request, "session_seconds", None) if signed_in else None,
        session_extend_url=str(getattr(request, "session_extend_url", "")),
        sign_in_url=str(getattr(settings, "SIGN_IN_URL", "/sign-in/")),
        sign_out_url=str(getattr(settings, "SIGN_OUT_URL", "/sign-out/")),
        account_url=str(getattr(settings, "ACCOUNT_URL", "/account/")),
        help_href=str(getattr(request, "help_href", "")),
    )


def messages_for(request: HttpRequest | None) -> list[dict[str, str]]:
    """What the last page wanted said on this one (Django messages): text and kind; read once, then gone."""
    if request is None or not hasattr(request, "_messages"):
        return []
    return [{"text": str(one.message), "kind": one.level_tag} for one in get_messages(request)]


def _acting_as(viewer: Any) -> str:
    parts = (getattr(viewer, "post_title", ""), getattr(viewer, "organisation_name", ""))
    return ", ".join(str(part) for part in parts if part)


def _changed_query(request: HttpRequest, changes: Mapping[str, str]) -> str:
    query = {key: values for key, values in request.GET.lists() if key not in changes}
    query.update({key: [value] for key, value in changes.items() if value})
    return "?" + urlencode(query, doseq=True)


def sort_link(request: HttpRequest, key: str) -> dict[str, str]:
    """The link and state of a sortable column: `href` turns the order round; `state` is ascending, descending or none.

    The order is in `?sort=key` or `?sort=-key`; every other part of the query is kept and the page starts again at 1.
    """
    current = request.GET.get("sort", "")
    state = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    wanted = f"-{key}" if state == "ascending" else key
    return {"href": _changed_query(request, {"sort": wanted, "page": ""}), "state": state}


def page_link(request: HttpRequest, number: int) -> str:
    """The link to another page of a list, keeping its filters and order."""
    return _changed_query(request, {"page": str(number)})


def down_page(lines: Sequence[Mapping[str, str]]) -> str:
    """The whole telephone-number page as HTML, to be kept as a file by the proxy in front of the service.

    `lines` say `who` to call, the `number`, and the `hours`. Reads nothing but its argument: no database, no request.
    """
    complete = [{"hours": "", **line} for line in lines]
    return get_template("design/errors/down.html").render({"lines": complete})
