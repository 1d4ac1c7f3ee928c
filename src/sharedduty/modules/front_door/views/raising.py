"""Raising a concern: danger first, the ways in, and the practitioner's form page by page."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, by_link, public_page, requires
from sharedduty.foundations.design.dates import time_words
from sharedduty.foundations.forms import api as forms
from sharedduty.foundations.papers.api import papers_of
from sharedduty.modules.front_door.actions.raising import begin_concern, send_concern
from sharedduty.modules.front_door.actions.receive import CannotReceive
from sharedduty.modules.front_door.queries import raising as queries
from sharedduty.modules.front_door.views.drafts import Draft, DraftPage
from sharedduty.modules.front_door.views.files import files_page

SET_ASIDE_WORDS = (
    "This answer was changed somewhere else while you were typing. Yours is kept beside it. Choose between them."
)


@public_page
def start(request: Request) -> HttpResponse:
    """Immediate danger before anything else, then the ways in (GL-FD-02, WT-REF-03)."""
    area = queries.area_for(request.viewer)
    return render(request, "front_door/raise/start.html", {"area": area, "areas": queries.areas()})


@requires("concern_raise")
def new(request: Request) -> HttpResponse:
    """What to have at hand; then the draft begins."""
    area = queries.area_for(request.viewer)
    if area is None:
        raise Http404
    if request.method == "POST":
        return begin(request, area)
    return render(request, "front_door/raise/new.html", {"area": area, "drafts": queries.my_drafts(request.viewer)})


def begin(request: Request, area: Any) -> HttpResponse:
    """Begin a draft and go to its task list."""
    record = begin_concern(by=request.viewer, area=area)
    return HttpResponseRedirect(reverse("raise_draft", args=[record.reference]))


@by_link
def task_list(request: Request, reference: str) -> HttpResponse:
    """The draft as a list of what to fill in, with how far each part is."""
    draft = Draft(request, reference)
    if answer := draft.sent_already(request):
        return answer
    queries.open_draft(request.viewer, draft.record, "task list")
    sections, tasks = [], []
    files = papers_of(request.viewer, draft.record.reference).count()
    for section in draft.form.sections:
        rows = [forms.task_of(draft.form, page, draft.record, files=files) for page in section.pages]
        tasks += rows
        sections.append({"title": section.title, "tasks": [_task(draft, row) for row in rows]})
    needed = [task for task in tasks if task.state != "Optional"]
    context = {
        "draft": draft.record, "sections": sections, "done": sum(task.done for task in needed), "of": len(needed),
        "ready": all(task.done for task in needed), "two_versions": forms.two_versions(draft.record),
    }  # fmt: skip
    return render(request, "front_door/raise/tasks.html", context)


def _task(draft: Draft, task: forms.Task) -> dict[str, str]:
    return {
        "title": task.page.task, "href": draft.href("raise_page", task.page.key), "state": task.state, "kind": task.kind,
    }  # fmt: skip


def _error_links(problems: Iterable[forms.Problem]) -> list[dict[str, str]]:
    return [{"text": problem.text, "href": f"#{problem.anchor}"} for problem in problems]


@by_link
def page(request: Request, reference: str, page: str) -> HttpResponse:
    """One page of the form: questions, or the list of a repeated group."""
    draft = DraftPage(request, reference, page)
    if answer := draft.sent_already(request):
        return answer
    if draft.page.files:
        return files_page(request, draft)
    return _group(request, draft) if draft.page.repeat is not None else _questions(request, draft)


@by_link
def item(request: Request, reference: str, page: str, item: str) -> HttpResponse:
    """The questions about one child, person or agency."""
    draft = DraftPage(request, reference, page, item)
    return draft.sent_already(request) or _questions(request, draft)


def _questions(request: Request, draft: DraftPage) -> HttpResponse:
    record, page = draft.record, draft.page
    if request.method != "POST":
        queries.open_draft(request.viewer, record, page.key)
        return _show(request, draft, [])
    typed = forms.read_page(forms.on_page(page, record.answers, draft.form, draft.item), request.POST)
    changes = {draft.path(key): value for key, value in typed.items()}
    try:
        saved = forms.save_answers(
            by=request.viewer, record=record, changes=changes, version=forms.version_posted(request.POST), page=page.key,
            own=forms.own_savings(request.POST, draft.page, draft.path),
        )  # fmt: skip
    except forms.AlreadySubmitted:
        return HttpResponseRedirect(draft.href("raise_draft"))
    except forms.TooBusy:
        return _not_saved(request, draft, typed)
    if saved.conflicts:
        messages.warning(request, SET_ASIDE_WORDS)
        return HttpResponseRedirect(draft.href("raise_choose"))
    if draft.item is not None:
        draft.item = draft.find(draft.item["_id"])
    if "later" in request.POST:
        messages.success(request, "Saved. You can come back to it here at any time.")
        return HttpResponseRedirect(draft.href("raise_draft"))
    if problems := draft.problems():
        return _show(request, draft, problems)
    return HttpResponseRedirect(draft.after())


def _not_saved(request: Request, draft: DraftPage, typed: dict[str, Any]) -> HttpResponse:
    """The page again with everything just typed, where others kept saving the same draft."""
    (draft.item if draft.item is not None else draft.record.answers).update(typed)
    text = "Somebody else was saving this form at the same moment. What you typed is here: press Continue again"
    return _show(request, draft, [forms.Problem(draft.page.key, draft.page.questions[0].key, text)])


def _show(request: Request, draft: DraftPage, problems: list[forms.Problem]) -> HttpResponse:
    page, record = draft.page, draft.record
    if draft.item is not None:
        back = draft.href("raise_page", page.key)
        save = draft.href("raise_save_item", page.key, draft.item["_id"])
        heading = forms.item_name(page, draft.item)
    else:
        back, save, heading = draft.href("raise_draft"), draft.href("raise_save", page.key), page.title
    context = {
        "draft": record, "lead": () if draft.item is not None else page.lead,
        "heading": heading, "caption": draft.form.title, "back": back, "autosave": save,
        "autosave_version": record.version, "errors": _error_links(problems), "later": True,
        "fields": forms.fields_of(draft.form, page, record.answers, problems, draft.item),
    }  # fmt: skip
    return render(request, "front_door/raise/question.html", context, status=422 if problems else 200)


def _group(request: Request, draft: DraftPage) -> HttpResponse:
    """The list of children, people or agencies: add, change, remove, continue."""
    page, record = draft.page, draft.record
    repeat, problems = draft.repeat, []
    if request.method == "POST":
        if answer := _change_group(request, draft):
            return answer
        forms.save_answers(by=request.viewer, record=record, changes={}, version=record.version, page=page.key)
        problems = draft.problems()
        if not problems:
            return HttpResponseRedirect(draft.after())
    else:
        queries.open_draft(request.viewer, record, page.key)
    wrong = {problem.item for problem in problems}
    rows = [
        {
            "id": one["_id"], "name": forms.item_name(page, one), "wrong": one["_id"] in wrong,
            "href": draft.href("raise_item", page.key, one["_id"]),
        }
        for one in forms.items_of(record.answers, repeat.key)
    ]  # fmt: skip
    errors = [{"text": problem.text, "href": "#id_add"} for problem in problems if not problem.item]
    errors += [
        {"text": f"Finish what you know about {row['name']}", "href": row["href"]} for row in rows if row["wrong"]
    ]
    context = {
        "draft": record, "lead": page.lead, "repeat": repeat, "rows": rows, "errors": errors, "heading": page.title,
        "caption": draft.form.title, "back": draft.href("raise_draft"), "may_add": len(rows) < repeat.at_most,
    }  # fmt: skip
    return render(request, "front_door/raise/group.html", context, status=422 if problems else 200)


def _change_group(request: Request, draft: DraftPage) -> HttpResponse | None:
    page, repeat = draft.page, draft.repeat
    if "add" in request.POST:
        made = forms.add_item(by=request.viewer, record=draft.record, group=repeat.key, at_most=repeat.at_most)
        if made:
            return HttpResponseRedirect(draft.href("raise_item", page.key, made))
        messages.warning(
            request, f"There is room for {repeat.at_most} {repeat.items} on one form. Name the others in words."
        )
        return HttpResponseRedirect(draft.href("raise_page", page.key))
    if named := request.POST.get("remove"):
        found = forms.find_item(draft.record.answers, repeat.key, named)
        if found and forms.remove_item(by=request.viewer, record=draft.record, group=repeat.key, item=named):
            messages.success(request, f"Removed: {forms.item_name(page, found)}")
        return HttpResponseRedirect(draft.href("raise_page", page.key))
    return None


@require_POST
@by_link
def autosave(request: Request, reference: str, page: str, item: str = "") -> HttpResponse:
    """Keep one field as it is left; answers as `design/autosave.mjs` expects. The form works without this."""
    draft = DraftPage(request, reference, page, item)
    if draft.record.submitted_at:
        return JsonResponse({"message": "This was sent already. What was sent stays as it is."}, status=422)
    held = draft.item if draft.item is not None else draft.record.answers
    read = forms.read_field(draft.page, request.POST.get("autosave_field", ""), request.POST, held)
    if read is None:
        return JsonResponse({"message": "There is no such question on this page."}, status=422)
    try:
        saved = forms.save_answers(
            by=request.viewer, record=draft.record, changes={draft.path(read[0]): read[1]},
            version=forms.version_posted(request.POST), own=forms.own_savings(request.POST, draft.page, draft.path),
        )  # fmt: skip
    except forms.TooBusy:
        return JsonResponse({"message": "Not saved yet"}, status=503)  # the page tries again by itself
    if saved.conflicts:
        return JsonResponse({"message": SET_ASIDE_WORDS, "href": draft.href("raise_choose")}, status=409)
    return JsonResponse({"saved_at": time_words(timezone.now()), "version": str(saved.version)})


@by_link
def choose(request: Request, reference: str) -> HttpResponse:
    """Two versions of an answer, side by side: the person chooses (design section 8)."""
    draft = Draft(request, reference)
    if answer := draft.sent_already(request):
        return answer
    pairs = forms.two_versions(draft.record)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        given, errors = forms.choices_posted(request.POST, pairs)
        if not errors:
            forms.choose(by=request.viewer, record=draft.record, choices=given)
            return HttpResponseRedirect(draft.href("raise_draft"))
    else:
        queries.open_draft(request.viewer, draft.record, "two versions")
    context = {"draft": draft.record, "pairs": pairs, "errors": errors, "back": draft.href("raise_draft")}
    return render(request, "front_door/raise/choose.html", context, status=422 if errors else 200)


@by_link
def check(request: Request, reference: str) -> HttpResponse:
    """Every answer to look over, the declaration, and sending."""
    draft = Draft(request, reference)
    if answer := draft.sent_already(request):
        return answer
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        if request.POST.get("declared") != "on":
            errors = [{"text": "Tick the box to say that this is true as far as you know", "href": "#id_declared"}]
        else:
            sent = _send(request, draft)
            if isinstance(sent, HttpResponse):
                return sent
            errors = sent
    else:
        queries.open_draft(request.viewer, draft.record, "check answers")
    context = {
        "draft": draft.record, "sections": _to_check(draft), "errors": errors, "declaration": draft.form.declaration,
        "back": draft.href("raise_draft"), "caption": draft.form.title,
    }  # fmt: skip
    return render(request, "front_door/raise/check.html", context, status=422 if errors else 200)


def _send(request: Request, draft: Draft) -> HttpResponse | list[dict[str, str]]:
    """Send, and go to the receipt; or what to mend."""
    try:
        receipt = send_concern(by=request.viewer, record=draft.record)
    except forms.AlreadySubmitted:
        draft.record.refresh_from_db()
        return draft.sent_already(request) or []
    except forms.FormNotReady as not_ready:
        links = [_mend(draft, problem) for problem in not_ready.problems]
        if not_ready.undecided:
            links.append({"text": "Choose between two versions of an answer", "href": draft.href("raise_choose")})
        return links
    except CannotReceive as refusal:
        return [{"text": str(refusal)}]
    return HttpResponseRedirect(reverse("raise_sent", args=[receipt.reference]))


def _mend(draft: Draft, problem: forms.Problem) -> dict[str, str]:
    if problem.item:
        return {
            "text": problem.text,
            "href": f"{draft.href('raise_item', problem.page, problem.item)}#{problem.anchor}",
        }
    return {"text": problem.text, "href": f"{draft.href('raise_page', problem.page)}#{problem.anchor}"}


def _to_check(draft: Draft) -> list[dict[str, Any]]:
    """The form to read, each row with a link to change it."""
    sections = forms.read_form(draft.record)
    for section in sections:
        for page in section["pages"]:
            for row in page["rows"]:
                more = (page["key"], page["item"]) if page["item"] else (page["key"],)
                href = draft.href("raise_item" if page["item"] else "raise_page", *more)
                row["actions"] = [{"text": "Change", "href": f"{href}#id_{row['question']}"}]
    return sections
