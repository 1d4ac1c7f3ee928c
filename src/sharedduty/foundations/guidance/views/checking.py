"""Checking an edition row by row against its source: two people for each row, and how far they have come."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.exports import csv_response
from sharedduty.foundations.guidance import actions, api, queries
from sharedduty.foundations.guidance.forms import CheckForm
from sharedduty.foundations.guidance.kinds import Clock, Pack
from sharedduty.foundations.guidance.policy import CHECK
from sharedduty.foundations.guidance.shelf import in_order
from sharedduty.foundations.guidance.views import shown
from sharedduty.foundations.journal.api import record_sight

STATES = {
    "disputed": ("Somebody found a difference", "breach"),
    "changed": ("Changed since it was checked", "soon"),
    "unchecked": ("Nobody yet", "draft"),
    "once": ("One person", "active"),
    "confirmed": ("Two people", "done"),
}
FIRST = list(STATES)
HEADER = ("edition", "kind", "row", "says", "source", "state", "finding", "post", "checked_at", "note", "row_digest")


def _state_cell(state: str) -> dict[str, str]:
    words, kind = STATES[state]
    return {"tag": words, "kind": kind}


def row_address(pack: Pack, state: queries.RowState) -> str:
    """The address at which one row is checked."""
    page = reverse("guidance_checking_row", kwargs={"pack_id": pack.id})
    return f"{page}?{urlencode({'kind': state.kind, 'row': state.key})}"


@requires(CHECK)
def checking(request: Request) -> HttpResponse:
    """Every edition that holds rows, with how far its checking has come; those in use and not whole come first."""
    held = [one for one in in_order(api.packs()) if one.clocks or one.provisions]
    counts = queries.progress_by_pack(request.viewer, held)
    rows = [
        {
            "title": {"text": one.title, "href": reverse("guidance_checking_edition", kwargs={"pack_id": one.id})},
            "progress": counts[one.id].words,
            "span": shown.span_words(one),
            "status": shown.status_cell("verified" if counts[one.id].whole else one.status),
        }
        for one in sorted(held, key=lambda one: (one.status not in ("draft", "verified"), counts[one.id].whole))
        if counts[one.id].rows
    ]
    return render(request, "guidance/checking.html", {"rows": rows})


def _pack_or_404(pack_id: str) -> Pack:
    try:
        return api.pack(pack_id)
    except api.UnknownPack:
        raise Http404 from None


@requires(CHECK)
def checking_edition(request: Request, pack_id: str) -> HttpResponse:
    """The rows of one edition: what waits for whom, what two people confirmed, what is disputed."""
    one = _pack_or_404(pack_id)
    states = queries.row_states(request.viewer, one)
    ordered = sorted(states, key=lambda state: FIRST.index(state.state))
    rows = [
        {
            "row": {"text": state.title, "href": row_address(one, state)},
            "says": state.says,
            "source": state.row.citation,
            "state": _state_cell(state.state),
            "by": [_finding(check) for check in state.checks] or "–",
        }
        for state in ordered
    ]
    following = _next_for(request, states)
    context = {
        "pack": one,
        "counts": queries.progress(states),
        "rows": rows,
        "next": row_address(one, following) if following else None,
        "may_check": queries.may_check(request.viewer, one),
    }
    return render(request, "guidance/checking_edition.html", context)


def _finding(check: Any) -> str:
    found = "agrees" if check.verdict == "agrees" else "differs"
    return f"{check.checked_by.post.title}: {found}" + (f" ({check.note})" if check.note else "")


def _next_for(request: Request, states: list[queries.RowState]) -> queries.RowState | None:
    """The next row that this person can move on: first those one other person has checked, then those nobody has."""
    open_rows = [
        state for state in states if state.state != "confirmed" and state.judged_by(request.viewer.account_id) is None
    ]
    return min(open_rows, key=lambda state: state.state != "once", default=None)


@requires(CHECK)
def checking_row(request: Request, pack_id: str) -> HttpResponseBase:
    """One row beside its source: does it agree? Saving goes on to the next row."""
    one = _pack_or_404(pack_id)
    kind, key = request.GET.get("kind", ""), request.GET.get("row", "")
    state = queries.row_state(request.viewer, one, kind, key)
    if state is None:
        raise Http404
    mine = state.judged_by(request.viewer.account_id)
    initial = {"digest": state.digest, "verdict": mine.verdict if mine else "", "note": mine.note if mine else ""}
    form = CheckForm(request.POST or None, initial=initial, may_withdraw=mine is not None)
    allowed = queries.may_check(request.viewer, one)
    if request.method == "POST" and allowed and form.is_valid():
        try:
            actions.check_row(by=request.viewer, pack=one, kind=kind, key=key, **form.cleaned_data)
        except actions.CannotRecord as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _onward(request, one, state)
    context = {
        "pack": one,
        "row": state,
        "facts": _facts(state),
        "state": _state_cell(state.state),
        "found": [_finding(check) for check in state.checks],
        "form": form,
        "may_check": allowed,
    }
    return render(request, "guidance/checking_row.html", context, status=422 if form.errors else 200)


def _onward(request: Request, one: Pack, state: queries.RowState) -> HttpResponseRedirect:
    states = queries.row_states(request.viewer, one)
    following = _next_for(request, states)
    messages.success(request, f"Kept: {state.title}. {queries.progress(states).words}.")
    back = reverse("guidance_checking_edition", kwargs={"pack_id": one.id})
    return HttpResponseRedirect(row_address(one, following) if following else back)


def _facts(state: queries.RowState) -> list[tuple[str, Any]]:
    row = state.row
    if not isinstance(row, Clock):
        return [
            ("What it says, in our words", row.paraphrase),
            ("Force", row.force),
            ("Document", row.document),
            ("Place", row.paragraph),
            ("Read from", row.source),
        ]
    facts: list[tuple[str, Any]] = [
        ("Limit", row.in_words),
        ("Counted from", " or ".join(row.starts_at)),
        ("Done when", row.completed_by),
        ("Force", shown.force_words(row)),
        ("Owed by", row.owner.replace("_", " ")),
        ("Source", shown.citation_cells(row.citation)),
        ("How sure we were", row.confidence),
    ]
    facts += [("May be longer", row.extension)] if row.extension != "none" else []
    facts += [("Stands still", row.pause)] if row.pauses else []
    return facts + ([("Note", row.note)] if row.note else [])


@requires(CHECK)
def checking_export(request: Request, pack_id: str) -> HttpResponseBase:
    """Every row of an edition with each finding, as CSV, to keep beside the pack or to send to whoever maintains it."""
    one = _pack_or_404(pack_id)
    rows = list(_export_rows(one, queries.row_states(request.viewer, one)))
    record_sight(by=request.viewer, verb="exported", object_type="edition checks", object_ref=one.id)
    return csv_response(f"checks-{one.id}", HEADER, rows)


def _export_rows(one: Pack, states: list[queries.RowState]) -> Iterator[tuple[object, ...]]:
    for state in states:
        row = (one.id, state.kind, state.key, state.says, state.row.citation, state.state)
        for check in state.checks:
            yield (*row, check.verdict, check.checked_by.post.title, check.checked_at, check.note, check.row_digest)
        if not state.checks:
            yield (*row, "", "", "", "", state.digest)
