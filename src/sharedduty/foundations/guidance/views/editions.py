"""Browse the packs: editions, clocks, provisions, what differs between two, what nobody has checked, what may change."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, public_page
from sharedduty.foundations.guidance import api, finding, queries
from sharedduty.foundations.guidance.kinds import Clock, Pack, Table
from sharedduty.foundations.guidance.policy import CHECK
from sharedduty.foundations.guidance.shelf import in_order
from sharedduty.foundations.guidance.tables import TABLES
from sharedduty.foundations.guidance.views import compared, shown
from sharedduty.foundations.plain.calendar import england_and_wales
from sharedduty.foundations.plain.clocks import london
from sharedduty.foundations.plain.words import full_date

PACK_COLUMNS = [
    {"key": "title", "label": "Edition"},
    {"key": "layer", "label": "Layer"},
    {"key": "span", "label": "In force"},
    {"key": "clocks", "label": "Clocks", "number": True},
    {"key": "status", "label": "State"},
]


def _pack_row(one: Pack, counts: Mapping[str, queries.Progress]) -> dict[str, Any]:
    return {
        "title": shown.pack_link(one, with_edition=one.layer == "panel_guidance"),
        "layer": shown.layer_words(one),
        "span": shown.span_words(one) + ("; closed to new cases" if one.closed_to_new_cases else ""),
        "clocks": len(one.clocks),
        "status": shown.status_cell(_status(one, counts.get(one.id))),
    }


def _status(one: Pack, checked: queries.Progress | None) -> str:
    """The status of an edition: a draft is verified once two people have confirmed every row of it."""
    return "verified" if one.status == "draft" and checked is not None and checked.whole else one.status


@public_page
def guidance(request: Request) -> HttpResponse:
    """The editions in force today, and all the others."""
    today = london(datetime.now(UTC)).date()
    in_force = api.editions_in_force(today)
    waiting = [one for one in in_order(api.packs()) if one.status == "prospective"]
    others = [one for one in in_order(api.packs()) if one not in in_force and one not in waiting]
    counts = queries.progress_by_pack(request.viewer, api.packs().values())
    context = {
        "sections": shown.sections("guidance"),
        "columns": PACK_COLUMNS,
        "in_force": [_pack_row(one, counts) for one in in_force],
        "waiting": [_pack_row(one, counts) for one in waiting],
        "others": [_pack_row(one, counts) for one in others],
        "refused": api.refused(),
        "calendar": england_and_wales(),
    }
    return render(request, "guidance/guidance.html", context)


def _found(pack_id: str) -> Pack:
    try:
        return api.pack(pack_id)
    except api.UnknownPack:
        raise Http404 from None


@public_page
def pack_page(request: Request, pack_id: str, part: str = "") -> HttpResponse:
    """One edition: its facts, and the list of it that was asked for."""
    one = _found(pack_id)
    context = {
        "pack": one,
        "facts": _facts(one, queries.progress(queries.row_states(request.viewer, one))),
        "may_check": request.viewer.kind == "account" and queries.may_check(request.viewer, one),
        "parts": _parts(one, part),
        "sections": shown.sections(""),
        "table": _part_table(request, one, part) if part else None,
    }
    return render(request, "guidance/pack.html", context)


def _facts(one: Pack, checked: queries.Progress) -> list[tuple[str, Any]]:
    supersedes = [shown.pack_link(api.packs()[other]) for other in one.supersedes if other in api.packs()]
    followed = [shown.pack_link(other) for other in api.packs().values() if one.id in other.supersedes]
    verified = "Nobody yet"
    if one.verified_by and one.verified_on:
        who = one.verified_by[0].upper() + one.verified_by[1:]
        verified = f"{who}, {full_date(one.verified_on, weekday=False)}"
    return [
        ("Edition", one.edition),
        ("Layer", shown.layer_words(one)),
        ("In force", shown.span_words(one)),
        ("State", shown.status_cell(_status(one, checked))),
        ("How sure", one.confidence),
        ("Read from", one.source),
        ("The file", _file_words(one)),
        ("Checked by", verified),
        ("Checked here", checked.words if checked.rows else "It has no rows to check"),
        ("Comes after", supersedes or "No other edition here"),
        ("Followed by", followed or "No later edition here"),
        ("Note", one.note or "None"),
    ]


def _file_words(one: Pack) -> str:
    """Which file this edition was read from: guidance is re-issued under one name, so the name is not enough."""
    day = f" ({full_date(one.retrieved_on, weekday=False)})" if one.retrieved_on else ""
    return f"SHA-256 {one.source_sha256}{day}" if one.source_sha256 else f"{one.source_not_held}{day}"


def _parts(one: Pack, current: str) -> list[dict[str, Any]]:
    named = [("clocks", f"Clocks ({len(one.clocks)})")] if one.clocks else []
    named += [(name, f"{TABLES[name].title} ({len(table.rows)})") for name, table in sorted(one.tables.items())]
    return [
        {
            "text": words,
            "href": reverse("guidance_pack_part", kwargs={"pack_id": one.id, "part": name}),
            "current": name == current,
        }
        for name, words in named
    ]


def _part_table(request: Request, one: Pack, part: str) -> dict[str, Any]:
    if part == "clocks" and one.clocks:
        rows: list[dict[str, Any]] = [
            shown.clock_row(clock) for clock in queries.as_checked(request.viewer, one.clocks.values())
        ]
        return {"id": "clocks", "caption": "Clocks", "columns": shown.CLOCK_COLUMNS, "rows": rows}
    table = one.tables.get(part)
    if table is None:
        raise Http404
    columns = [
        {"key": column, "label": column.replace("_", " ").capitalize()} for column in _columns_with_content(table)
    ]
    return {"id": part, "caption": TABLES[part].title, "columns": columns, "rows": _linked(table)}


def _columns_with_content(table: Table) -> list[str]:
    return [column for column in table.columns if any(row[column] for row in table.rows)]


def _linked(table: Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for row in table.rows:
        cells: dict[str, Any] = dict(row)
        if cells.get("citation"):
            cells["citation"] = shown.citation_cells(cells["citation"])
        rows.append(cells)
    return rows


@public_page
def clocks(request: Request) -> HttpResponse:
    """Every clock with what the editions in force say of it."""
    today = london(datetime.now(UTC)).date()
    rows: list[dict[str, Any]] = []
    for one in api.editions_in_force(today):
        held = queries.as_checked(request.viewer, one.clocks.values())
        rows += [shown.clock_row(clock) | {"pack": shown.pack_link(one)} for clock in held]
    rows.sort(key=lambda row: row["title"]["text"].casefold())
    columns = [*shown.CLOCK_COLUMNS, {"key": "pack", "label": "Edition"}]
    table = {"id": "clocks", "caption": "Clocks of the editions in force today", "columns": columns, "rows": rows}
    return render(request, "guidance/clocks.html", {"sections": shown.sections("guidance_clocks"), "table": table})


@public_page
def clock_page(request: Request, key: str) -> HttpResponse:
    """What every edition says about one clock, the latest first."""
    holding = [one for one in in_order(api.packs()) if key in one.clocks]
    if not holding:
        raise Http404
    found = list(zip(holding, queries.as_checked(request.viewer, [one.clocks[key] for one in holding]), strict=True))
    columns = [
        {"key": "pack", "label": "Edition"},
        {"key": "span", "label": "In force"},
        {"key": "limit", "label": "Limit"},
        {"key": "force", "label": "Force"},
        {"key": "citation", "label": "Source"},
        {"key": "note", "label": "Note"},
        {"key": "status", "label": "State"},
    ]
    context = {
        "clock": found[0][1],
        "same_duty": _same_duty(found[0][1]),
        "due": shown.due_link(found[0][1]),
        "sections": shown.sections(""),
        "table": {
            "id": "editions",
            "caption": "What each edition says",
            "columns": columns,
            "rows": list(_said(found)),
        },
    }
    return render(request, "guidance/clock.html", context)


def _said(found: Iterable[tuple[Pack, Clock]]) -> Iterable[dict[str, Any]]:
    for one, clock in found:
        notes = [
            note for note in (clock.caution, clock.note, "" if clock.extension == "none" else clock.extension) if note
        ]
        yield shown.clock_row(clock) | {
            "pack": shown.pack_link(one),
            "span": shown.span_words(one),
            "note": ". ".join(note[0].upper() + note[1:] for note in notes),
        }


def _same_duty(clock: Clock) -> list[Any]:
    if not clock.duty:
        return []
    others = {c.key: c for one in api.packs().values() for c in one.clocks.values() if c.duty == clock.duty}
    return [shown.clock_link(other) for key, other in others.items() if key != clock.key]


@public_page
def provision_page(request: Request) -> HttpResponse:
    """One provision by its citation (`?of=`), and the clocks that rest on it."""
    citation = request.GET.get("of", "")
    try:
        found = api.provision(citation)
    except api.UnknownProvision:
        raise Http404 from None
    one = api.pack(found.pack)
    resting = [
        {"clock": shown.clock_link(clock), "limit": clock.in_words, "pack": shown.pack_link(each)}
        for each in in_order(api.packs())
        for clock in each.clocks.values()
        if citation in clock.citation.split("; ")
    ]
    context = {"provision": found, "pack": shown.pack_link(one), "resting": resting, "sections": shown.sections("")}
    return render(request, "guidance/provision.html", context)


@public_page
def compare(request: Request) -> HttpResponse:
    """Two editions side by side: what the later adds, changes and removes."""
    choices = [(one.id, f"{one.title} ({one.id})") for one in in_order(api.packs())]
    earlier, later = request.GET.get("from", ""), request.GET.get("to", "")
    errors: list[dict[str, str]] = []
    found = None
    if earlier or later:
        for name, value, what in (("from", earlier, "first"), ("to", later, "second")):
            if value not in api.packs():
                errors.append({"text": f"Choose the {what} edition", "href": f"#id_{name}"})
        if not errors and earlier == later:
            errors.append({"text": "Choose two different editions", "href": "#id_to"})
        if not errors:
            found = compared.in_words(api.diff(earlier, later))
    context = {
        "sections": shown.sections("guidance_compare"),
        "choices": [("", "Choose"), *choices],
        "earlier": earlier,
        "later": later,
        "errors": errors,
        "found": found,
        "field_words": compared.field_words,
        "names": {name: TABLES[name].title for name in TABLES} | {"clocks": "Clocks"},
    }
    return render(request, "guidance/compare.html", context)


@public_page
def not_checked(request: Request) -> HttpResponse:
    """Every clock whose value nobody has checked against its text, and what is enacted but not in force."""
    rows = [
        shown.clock_row(clock) | {"pack": shown.pack_link(one), "sure": clock.confidence}
        for one in in_order(api.packs())
        if one.status != "superseded"
        for clock in queries.as_checked(request.viewer, one.clocks.values())
        if clock.status in ("draft", "prospective")
    ]
    columns = [*shown.CLOCK_COLUMNS[:-1], {"key": "pack", "label": "Edition"}, {"key": "sure", "label": "How sure"}]
    waiting = [_pack_row(one, {}) for one in in_order(api.packs()) if one.status == "prospective"]
    context = {
        "sections": shown.sections("guidance_not_checked"),
        "table": {"id": "not-checked", "caption": "Clocks not checked yet", "columns": columns, "rows": rows},
        "may_check": request.viewer.kind == "account" and request.viewer.may(CHECK),
        "waiting": waiting,
        "columns": PACK_COLUMNS,
    }
    return render(request, "guidance/not_checked.html", context)


@public_page
def find(request: Request) -> HttpResponse:
    """Clocks, provisions and terms by words; every name of a role or document finds it (guidance-now D6)."""
    words = request.GET.get("words", "").strip()[:100]
    found = finding.find(words, london(datetime.now(UTC)).date()) if words else None
    context: dict[str, Any] = {"sections": shown.sections("guidance_search"), "words": words, "found": found}
    if found:
        context["clocks"] = [shown.clock_row(clock) | {"pack": shown.pack_link(one)} for one, clock in found.clocks]
        context["provisions"] = [
            {"citation": shown.citation_cells(each.citation), "says": each.paraphrase, "pack": shown.pack_link(one)}
            for one, each in found.provisions
        ]
        context["terms"] = [
            {
                "term": _with_short(each),
                "others": ", ".join(each.synonyms) or "–",
                "pack": shown.pack_link(one, "terms"),
            }
            for one, each in found.terms
        ]
        context["columns"] = [*shown.CLOCK_COLUMNS, {"key": "pack", "label": "Edition"}]
    return render(request, "guidance/search.html", context)


def _with_short(term: api.Term) -> str:
    return f"{term.term} ({term.short})" if term.short else term.term


@public_page
def watch_list(request: Request) -> HttpResponse:
    """What may change next, what is known of it, and from where."""
    rows = [dict(row) for one in in_order(api.packs()) for row in one.rows("watch")]
    columns = [
        {"key": "title", "label": "What"},
        {"key": "what_would_change", "label": "What would change here"},
        {"key": "known_so_far", "label": "Known so far"},
        {"key": "confidence", "label": "How sure"},
        {"key": "source", "label": "Source"},
    ]
    table = {"id": "watch", "caption": "Watch list", "columns": columns, "rows": rows}
    return render(
        request, "guidance/watch_list.html", {"sections": shown.sections("guidance_watch_list"), "table": table}
    )
