"""The steps of an agency's own management review that are one form each."""

from typing import Any

from django.forms import BaseForm

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.modules.serious_case_review import forms
from sharedduty.modules.serious_case_review.actions import writing
from sharedduty.modules.serious_case_review.queries import agency, choices


def _report_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = agency.last_report(held)
    lists = [choices.plain(held.pack, writing.OUTLINE)]
    return forms.ListForm(data, lists=lists, again=last is not None, initial=dict(last.answers) if last else {})


def _author_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.AuthorForm(data, initial={"author_name": held.author_name, "author_post": held.author_post})


def _attach_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.AttachForm(data, request.FILES if data is not None else None)


def _endorse_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.EndorseForm(data, plan=held.advice.exists(), own=agency.wrote(request.viewer, held))


def _submit(request: Request, held: Any, form: Any, version: int | None) -> None:
    writing.submit(by=request.viewer, held=held, version=version)


AGENCY_ACTS: tuple[Act, ...] = (
    Act("author", ("name_author",), "Say who writes it", "Record it", "Recorded.", _author_form, given(writing.name_author),
        "Whoever worked with the child or family, or managed those who did, cannot write it."),
    Act("report-write", ("write_report",), "Write the report", "Keep it", "It is kept. Earlier versions stay.", _report_form,
        given(writing.write_report),
        "Say why things were so, not only what happened: what happened stands in your chronology. Nobody is blamed."),
    Act("advice", ("add_advice",), "Add a recommendation to yourselves", "Add it", "It is added.", simple(forms.AdviceForm),
        given(writing.add_advice), "Together they are your draft plan. What is urgent is done at once."),
    Act("part-note", ("add_note",), "Note an interview, feedback or support", "Note it", "It is noted.",
        simple(forms.ManagementNoteForm), given(writing.add_note),
        "Staff have feedback, and can put facts right, before anybody else has the report."),
    Act("attach", ("attach",), "Attach the ombudsman's report", "Attach it", "It is attached.", _attach_form,
        given(writing.attach), "After a death in custody, once you noted that it came. Whoever reads this review reads it."),
    Act("endorse", ("endorse",), "Endorse it as a senior officer", "Endorse it", "It is endorsed.", _endorse_form,
        given(writing.endorse), "A senior officer who did not write it accepts it, and answers for what follows."),
    Act("take-back", ("take_back",), "Take it back to mend it", "Take it back", "It can be mended.", simple(forms.ReasonForm),
        given(writing.take_back)),
    Act("submit", ("submit",), "Submit it", "Submit it", "It is submitted.", simple(forms.NothingForm), _submit,
        "The working group reads it from now on."),
    Act("nil", ("return_nil",), "Make a nil return", "Make it", "The nil return is made.", simple(forms.NilForm),
        given(writing.return_nil), "Where your agency had no part at all. It is signed."),
)  # fmt: skip
