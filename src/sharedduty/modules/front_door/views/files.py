"""The files of a draft: choose, add, remove. Each is looked through before it is kept, and the form stays as it is."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.papers import api as papers
from sharedduty.modules.front_door.queries import raising as queries
from sharedduty.modules.front_door.views.drafts import DraftPage


def files_page(request: Request, draft: DraftPage) -> HttpResponse:
    """The page of a draft's files (design section 4, uploads)."""
    errors: list[dict[str, str]] = []
    here = draft.href("raise_page", draft.page.key)
    if request.method == "POST":
        if named := request.POST.get("remove"):
            return _remove(request, draft, named, here)
        chosen = request.FILES.getlist("files")
        if "go_on" in request.POST and not chosen:
            return HttpResponseRedirect(draft.after())
        errors = _add(request, draft) if chosen else [{"text": "Choose a file first", "href": "#id_files"}]
        if not errors:
            return HttpResponseRedirect(draft.after() if "go_on" in request.POST else here)
    else:
        queries.open_draft(request.viewer, draft.record, draft.page.key)
    held = list(papers.papers_of(request.viewer, draft.record.reference))
    context = {
        "draft": draft.record, "heading": draft.page.title, "caption": draft.form.title, "errors": errors,
        "back": draft.href("raise_draft"), "kinds": papers.KINDS, "most": papers.MOST_ON_A_FORM,
        "rows": [{"paper": one, "size": papers.size_words(one), "href": reverse("paper", args=[one.reference])} for one in held],
    }  # fmt: skip
    return render(request, "front_door/raise/files.html", context, status=422 if errors else 200)


def _add(request: Request, draft: DraftPage) -> list[dict[str, str]]:
    """Keep what may be kept of the files sent; gives the reasons for the others."""
    refused = []
    for upload in request.FILES.getlist("files"):
        try:
            kept = papers.add_paper(
                by=request.viewer, file=draft.record.case_file, record=draft.record.reference, upload=upload
            )
        except papers.Refused as reason:
            refused.append({"text": str(reason), "href": "#id_files"})
        else:
            messages.success(request, f"Added: {kept.name}")
    return refused


def _remove(request: Request, draft: DraftPage, reference: str, here: str) -> HttpResponse:
    paper = papers.paper_called(request.viewer, reference)
    if paper is not None and paper.record == draft.record.reference:
        papers.remove_paper(by=request.viewer, paper=paper)
        messages.success(request, f"Removed: {paper.name}")
    return HttpResponseRedirect(here)
