"""The written part of an assessment: its pages, how far each is, and what is still to write."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.forms import api as forms
from sharedduty.modules.assessment.models import Assessment, Specialist

TWO_VERSIONS = "Choose between two versions of what was written"


def form_of(held: Assessment) -> forms.Form:
    """The form the assessment is written in, as its edition has it."""
    return forms.form(held.form.pack, held.form.form)


def pages(viewer: Viewer, held: Assessment) -> list[tuple[forms.Task, str]]:
    """How far each page of the written part is, and where it is written."""
    made = form_of(held)
    return [
        (forms.task_of(made, page, held.form), reverse("assessment:write", args=[held.reference, page.key]))
        for page in made.pages
    ]


def parts(viewer: Viewer, held: Assessment) -> list[tuple[Specialist, list[tuple[forms.Task, str]]]]:
    """Each specialist assessment that is part of this one, with how far each of its pages is and where it is written."""
    found = []
    for one in held.specialists.select_related("form").order_by("recorded_at", "pk"):
        made = forms.form(one.form.pack, one.form.form)
        at = [reverse("assessment:write-part", args=[held.reference, one.kind, page.key]) for page in made.pages]
        found.append(
            (one, [(forms.task_of(made, page, one.form), href) for page, href in zip(made.pages, at, strict=True)])
        )
    return found


def to_read(viewer: Viewer, record: forms.FormRecord) -> list[dict[str, Any]]:
    """What is written, section by section, as pages of question and answer."""
    return forms.read_form(record)


def unwritten(viewer: Viewer, held: Assessment) -> list[tuple[str, str]]:
    """What the conclusion waits for in what is written, specialist parts included: words and where to write."""
    found = _unwritten(held.form, "write", held.reference)
    for one in held.specialists.select_related("form"):
        found += _unwritten(one.form, "write-part", held.reference, one.kind)
        if forms.two_versions(one.form):
            found.append((TWO_VERSIONS, reverse("assessment:choose-part", args=[held.reference, one.kind])))
    if forms.two_versions(held.form):
        found.append((TWO_VERSIONS, reverse("assessment:choose", args=[held.reference])))
    return found


def _unwritten(record: forms.FormRecord, name: str, *where: str) -> list[tuple[str, str]]:
    made = forms.form(record.pack, record.form)
    return [
        (str(problem.text).rstrip("."), f"{reverse(f'assessment:{name}', args=[*where, page.key])}#{problem.anchor}")
        for page in made.pages
        for problem in forms.check_page(made, page, record.answers, today=timezone.localdate())
    ]
