"""The standing of the threshold document: what it covers, who agreed it, when it is reviewed; and whom the guidance binds."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, public_page, requires
from sharedduty.foundations.guidance import actions, api, bound, queries
from sharedduty.foundations.guidance.forms import DocumentReviewForm, SignOffForm
from sharedduty.foundations.guidance.policy import KEEP
from sharedduty.foundations.guidance.views import shown
from sharedduty.foundations.plain.words import full_date

COVERED = {"yes": ("Covered", "done"), "partly": ("In part", "active"), "no": ("Not covered", "soon")}
MOST_NAMES = 12


def _local_or_404() -> api.Pack:
    try:
        return api.local_pack()
    except api.GuidanceError:
        raise Http404 from None


@public_page
def threshold_document(request: Request) -> HttpResponse:
    """Which version is in use, whether it is past its review, what it covers of what the guidance asks, who agreed it."""
    one = _local_or_404()
    today = timezone.localdate()
    review = queries.last_review(request.viewer, one)
    agreed = queries.agreements(request.viewer, one)
    context = {
        "pack": shown.pack_link(one),
        "document": next((row for row in one.rows("documents") if row["document"] == "thresholds"), None),
        "review": review,
        "warning": queries.review_warning(review, today),
        "facts": _review_facts(review),
        "coverage": [_covered(item) for item in bound.coverage("thresholds", one, today)],
        "agreed": [_agreement(item) for item in agreed if _to_show(item)],
        "silent": sum(not _to_show(item) for item in agreed),
        "bodies": len(agreed),
        "given": sum(item.sign_off is not None for item in agreed),
        "may_keep": request.viewer.kind == "account" and queries.may_keep(request.viewer, one),
    }
    return render(request, "guidance/threshold_document.html", context)


def _review_facts(review: Any) -> list[tuple[str, Any]]:
    if review is None:
        return []
    return [
        ("Last reviewed", full_date(review.reviewed_on, weekday=False)),
        ("What was decided", review.conclusion),
        ("To be reviewed by", full_date(review.review_due_on, weekday=False)),
        ("Recorded by", review.recorded_by.post.title),
    ]


def _covered(item: bound.Covered) -> dict[str, Any]:
    words, kind = COVERED.get(item.covered, ("Not looked at yet", "draft"))
    return {
        "asks": item.asks,
        "state": {"tag": words, "kind": kind},
        "where": ". ".join(part for part in (item.where, item.note) if part) or "–",
        "citation": shown.citation_cells(item.citation),
    }


def _to_show(item: queries.Agreement) -> bool:
    """Whoever agreed, the partners, and the bodies with a duty of their own; every other agency is only counted."""
    return item.sign_off is not None or bool(item.organisation.duties)


def _names(names: list[str]) -> str:
    """Names in one line, the first dozen of a long list."""
    more = len(names) - MOST_NAMES
    said = "; ".join(names[:MOST_NAMES])
    return f"{said}; and {more} more" if more > 0 else said or "None is set up here"


def _agreement(item: queries.Agreement) -> dict[str, Any]:
    given = item.sign_off
    return {
        "organisation": item.organisation.name,
        "part": "Safeguarding partner" if item.is_partner else "Agency",
        "agreed": full_date(given.signed_on, weekday=False) if given else {"tag": "Not yet", "kind": "draft"},
        "by": given.signed_by_post if given else "–",
        "note": (given.note if given else "") or "–",
    }


@requires(KEEP)
def record_sign_off(request: Request) -> HttpResponseBase:
    """Record that an organisation agreed the threshold document."""
    one = _local_or_404()
    bodies = {item.organisation.key: item.organisation for item in queries.agreements(request.viewer, one)}
    own = {key: body for key, body in bodies.items() if body.pk == request.viewer.organisation_id}
    offered = own if request.viewer.role == "partner" else bodies
    form = SignOffForm(request.POST or None, bodies=[(key, body.name) for key, body in offered.items()])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"organisation": offered[form.cleaned_data["organisation"]]}
        if _kept(form, lambda: actions.sign_off(by=request.viewer, pack=one, **given)):
            messages.success(request, f"{given['organisation'].name} agreed the threshold document.")
            return HttpResponseRedirect(reverse("guidance_threshold_document"))
    return _form(request, form, "Who agreed the threshold document?")


@requires(KEEP)
def record_review(request: Request) -> HttpResponseBase:
    """Record that the threshold document was reviewed, and by when it is reviewed again."""
    one = _local_or_404()
    form = DocumentReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if _kept(form, lambda: actions.review_document(by=request.viewer, pack=one, **given)):
            messages.success(request, "The review is recorded.")
            return HttpResponseRedirect(reverse("guidance_threshold_document"))
    return _form(request, form, "When was the threshold document reviewed?")


def _kept(form: Any, act: Any) -> bool:
    try:
        act()
    except actions.CannotRecord as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


def _form(request: Request, form: Any, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading}
    return render(request, "guidance/threshold_record.html", context, status=422 if form.errors else 200)


@public_page
def who_is_bound(request: Request) -> HttpResponse:
    """Which law makes the guidance binding on which body, and the bodies of this area it names."""
    one, today = _local_or_404(), timezone.localdate()
    edition = bound.guidance_of(today)
    bodies = queries.bodies(request.viewer, one)
    context = {
        "sections": shown.sections("guidance_who_is_bound"),
        "edition": shown.pack_link(edition) if edition else None,
        "area": one.area,
        "bases": [
            {
                "instrument": basis.instrument,
                "asks": basis.asks,
                "bodies": _names([body.name for body in bodies if bound.binds(basis, body.sector, body.duties)]),
                "citation": shown.citation_cells(basis.citation),
            }
            for basis in bound.legal_bases(edition)
        ],
        "section_11": bound.duty_rows(edition, "section_11"),
        "classes": [
            {"class": name, "bodies": _names(held)} for name, held in bound.classes(one, [body.name for body in bodies])
        ],
        "limbs": bound.limbs(),
    }
    return render(request, "guidance/who_is_bound.html", context)
