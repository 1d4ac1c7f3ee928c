"""Packs, clocks and provisions as cells and rows for the templates of this room."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from sharedduty.foundations.guidance.kinds import LAYER_NAMES, Clock, Pack
from sharedduty.foundations.plain.words import full_date

Cell = Any
STATUS_KINDS = {"verified": "done", "draft": "draft", "prospective": "soon", "superseded": ""}
STATUS_WORDS = {
    "verified": "Checked",
    "draft": "Not checked yet",
    "prospective": "Not in force yet",
    "superseded": "Superseded",
}


SECTIONS = (
    ("guidance", "Editions"),
    ("guidance_clocks", "Clocks"),
    ("guidance_search", "Search"),
    ("guidance_compare", "Compare two editions"),
    ("guidance_not_checked", "Not checked yet"),
    ("guidance_who_is_bound", "Who is bound"),
    ("guidance_watch_list", "Watch list"),
)


def sections(current: str) -> list[dict[str, Any]]:
    """The parts of guidance as links, the one we are on marked."""
    return [{"text": words, "href": reverse(name), "current": name == current} for name, words in SECTIONS]


def pack_link(one: Pack, part: str = "", *, with_edition: bool = False) -> Cell:
    """A link to a pack, or to one list of it; with its edition where several share a title."""
    names = {"pack_id": one.id} | ({"part": part} if part else {})
    text = f"{one.title} ({one.edition})" if with_edition else one.title
    return {"text": text, "href": reverse("guidance_pack_part" if part else "guidance_pack", kwargs=names)}


def status_cell(status: str) -> Cell:
    """A status in words, in its look."""
    return {"tag": STATUS_WORDS[status], "kind": STATUS_KINDS[status]}


def span_words(one: Pack) -> str:
    """From when to when a pack is in force."""
    if one.status == "prospective" or one.in_force_from is None:
        return "Not in force yet"
    begun = full_date(one.in_force_from, weekday=False)
    if one.in_force_to is None:
        return f"From {begun}"
    return f"{begun} to {full_date(one.in_force_to, weekday=False)}"


def citation_cells(citation: str) -> Cell:
    """A citation as a link to the provision; several parts as a list of links."""
    address = reverse("guidance_provision")
    links = [{"text": part, "href": f"{address}?{urlencode({'of': part})}"} for part in citation.split("; ")]
    return links if len(links) > 1 else links[0]


def clock_link(clock: Clock) -> Cell:
    """A link to all that the packs say about a clock."""
    return {"text": clock.title, "href": reverse("guidance_clock", kwargs={"key": clock.key})}


def due_link(clock: Clock, *, text: str = "Work out a date") -> Cell:
    """A link to the date calculator with this clock chosen."""
    return {
        "text": text,
        "href": f"{reverse('when_is_it_due')}?{urlencode({'clock': clock.key})}",
        "hidden": f"for {clock.title}",
    }


CLOCK_COLUMNS = [
    {"key": "title", "label": "What"},
    {"key": "limit", "label": "Limit"},
    {"key": "from", "label": "Starts at"},
    {"key": "force", "label": "Force"},
    {"key": "citation", "label": "Source"},
    {"key": "status", "label": "State"},
]


def clock_row(clock: Clock) -> dict[str, Cell]:
    """A clock as a row of CLOCK_COLUMNS."""
    return {
        "title": clock_link(clock),
        "limit": clock.in_words,
        "from": "; ".join(clock.starts_at),
        "force": force_words(clock),
        "citation": citation_cells(clock.citation),
        "status": status_cell(clock.status),
    }


def force_words(clock: Clock) -> str:
    """The force, and that of the duty where that is stronger than the time."""
    return f"{clock.force} (the duty itself: {clock.duty_force})" if clock.duty_force else clock.force


def layer_words(one: Pack) -> str:
    """The layer of a pack, with its area when it is a local one."""
    return f"{LAYER_NAMES[one.layer]}: {one.area}" if one.area else LAYER_NAMES[one.layer]
