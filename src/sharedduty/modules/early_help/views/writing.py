"""The room's forms page by page: every field saves itself, the button saves the page, the last page finishes it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.forms import api as forms_api
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.early_help.actions import writing
from sharedduty.modules.early_help.queries.plans import FORMS
from sharedduty.modules.early_help.views.bench import Bench


def _open(request: Request, reference: str, form: str, page: str) -> tuple[Bench, Any, Any, Any]:
    """The plan, the form's draft, its definition and the page. Raises 404 for what is not there; CannotMove without consent."""
    bench = Bench(request, reference)
    if form not in FORMS or not forms_api.has_form(bench.plan.area.local_pack, form) or bench.plan.stage == "closed":
        raise Http404
    opens = writing.begin_form if request.method == "POST" else writing.form_to_show
    record = opens(by=request.viewer, plan=bench.plan, form=form)
    made = forms_api.form(record.pack, record.form)
    found = made.page(page) if page else next(iter(made.pages))
    if found is None:
        raise Http404
    return bench, record, made, found


@requires("early_help_work")
def write(request: Request, reference: str, form: str, page: str = "") -> HttpResponse:
    """One page of My Profile, My Plan, My Assessment or My Plan+."""
    try:
        bench, record, made, found = _open(request, reference, form, page)
    except CannotMove as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(Bench(request, reference).page)
    problems: list[forms_api.Problem] = []
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        typed = forms_api.read_page(forms_api.on_page(found, record.answers, made), request.POST)
        saved = writing.save_form(
            by=request.viewer, plan=bench.plan, form=form, changes=typed, version=forms_api.version_posted(request.POST),
            own=forms_api.own_savings(request.POST, found),
        )  # fmt: skip
        if saved.conflicts:
            messages.warning(request, forms_api.SET_ASIDE_WORDS)
            return HttpResponseRedirect(bench.href("choose", form))
        following = made.page_after(found.key)
        if "later" in request.POST:
            messages.success(request, "Saved. You can come back to it at any time.")
            return HttpResponseRedirect(bench.page)
        record = writing.begin_form(by=request.viewer, plan=bench.plan, form=form)
        problems = forms_api.check_page(made, found, record.answers, today=timezone.localdate())
        if not problems and following:
            return HttpResponseRedirect(bench.href("write-page", form, following.key))
        if not problems:
            try:
                writing.finish_form(by=request.viewer, plan=bench.plan, form=form)
            except CannotMove as refusal:
                errors = [{"text": one.text, "href": one.href} for one in refusal.missing]
            else:
                messages.success(request, f"{FORMS[form]} is finished. Beginning it again starts from these answers.")
                return HttpResponseRedirect(bench.page)
    else:
        bench.seen(purpose=FORMS[form])
    return _show(request, bench, record, made, found, problems, errors)


def _show(
    request: Request, bench: Bench, record: Any, made: Any, page: Any, problems: list[Any], errors: list[dict[str, str]]
) -> HttpResponse:
    last = made.page_after(page.key) is None
    links = [{"text": one.text, "href": f"#{one.anchor}"} for one in problems]
    context = {
        "bench": bench, "draft": record, "heading": page.title, "caption": f"{made.title}: {bench.plan}", "lead": page.lead,
        "back": bench.page, "fields": forms_api.fields_of(made, page, record.answers, problems), "later": True,
        "autosave": bench.href("write-save", record.form, page.key), "autosave_version": record.version,
        "form_token": new_token(), "submit_text": "Save and finish" if last else "Save and continue",
        "errors": [*links, *errors],
    }  # fmt: skip
    return render(request, "early_help/write.html", context, status=422 if links or errors else 200)


@require_POST
@requires("early_help_work")
def save(request: Request, reference: str, form: str, page: str) -> HttpResponse:
    """Keep one field as it is left; answers as `design/autosave.mjs` expects. The form works without this."""
    bench, record, _, found = _open(request, reference, form, page)
    return forms_api.save_field(
        request, found, record,
        lambda changes, version, own: writing.save_form(
            by=request.viewer, plan=bench.plan, form=form, changes=changes, version=version, own=own
        ),
        bench.href("choose", form),
    )  # fmt: skip


@requires("early_help_work")
def choose(request: Request, reference: str, form: str) -> HttpResponse:
    """Two versions of an answer, side by side: the person chooses."""
    bench, record, _, _ = _open(request, reference, form, "")
    if request.method != "POST":
        bench.seen(purpose="two versions")
    return forms_api.choose_page(
        request, record,
        lambda given: writing.choose_answers(by=request.viewer, plan=bench.plan, form=form, choices=given),
        back=bench.href("write", form), caption=FORMS[form],
    )  # fmt: skip
