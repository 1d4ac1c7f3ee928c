"""The steps of an agency's part that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.modules.action_plans import forms
from sharedduty.modules.action_plans.actions import answering
from sharedduty.modules.action_plans.queries import answering as reading
from sharedduty.modules.action_plans.queries.choices import COLOURS, posts


def _asked(request: Request, held: Any) -> list[tuple[str, str]]:
    shown = [("What is recommended", held.wording), ("What your agency is asked", held.asked)]
    if held.definition:
        shown.append(("What is meant by it", f"{held.definition}\nShown by: {held.indicator}"))
    return shown


def _plan_form(request: Request, held: Any, data: Any) -> BaseForm:
    names = ("what", "owner", "due_on", "intended", "monitored", "signed_by", "own_plan")
    return forms.PlanForm(data, posts=posts(held.asked_team_id), initial={name: getattr(held, name) for name in names})


def _owner_form(request: Request, held: Any, data: Any) -> BaseForm:
    initial = {"owner": held.owner, "due_on": held.due_on}
    return forms.ChangeOwnerForm(data, posts=posts(held.asked_team_id), initial=initial)


def _rate_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.RateForm(data, colours=COLOURS)


def _answer(asks: str, when: str, *, known: bool = True) -> Any:
    return lambda request, held, data: forms.AnswerForm(data, asks=asks, when=when, known=known)


def _looked_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.LookedForm(data, questions=reading.QUESTIONS)


def _evidence_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.EvidenceForm(data, again=reading.given_before(request.viewer, held))


def _receipt_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ReceiptForm(data, options=reading.waiting_receipts(held))


def _judged_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ProductJudgedForm(data, options=reading.made(held))


PART_ACTS: tuple[Act, ...] = (
    Act("plan", ("plan",), "Say what your agency does", "Record the plan", "The plan is recorded.", _plan_form,
        given(answering.plan), shows=_asked),
    Act("not-for-us", ("not_for_us",), "Say that it is not for your agency", "Record it", "Your answer is recorded.",
        simple(forms.NotForUsForm), given(answering.not_for_us), "This is an answer too, with its reason.", shows=_asked),
    Act("done", ("record_done",), "Record what was done", "Record it", "Recorded. Next: is it in place?",
        _answer("What was done?", "When?", known=False), given(answering.record_done),
        "The first of three answers. Done is not yet in place, and in place is no effect yet.", shows=_asked),
    Act("in-place", ("record_adopted",), "Record that it is in place", "Record it", "Recorded. Next: what is the effect?",
        _answer("What is the practice now?", "From when on?"), given(answering.record_adopted), "The second of three answers.",
        shows=_asked),
    Act("effect", ("record_effect",), "Record the effect", "Record it", "Recorded.",
        _answer("What is different for children or staff?", "When was it looked at?"), given(answering.record_effect),
        "The third of three answers. It rests on evidence that is added here.", shows=_asked),
    Act("looked", ("note_look",), "Record a look that did not find it", "Record it", "Recorded.", _looked_form,
        given(answering.note_look), "That it is not there yet is worth knowing. It stays open.", shows=_asked),
    Act("rate", ("rate",), "Rate it by colour", "Record it", "Recorded.", _rate_form, given(answering.rate), shows=_asked),
    Act("evidence", ("add_evidence",), "Add evidence", "Add it", "It is added.", _evidence_form, given(answering.add_evidence),
        "No name of a child or of their family. It stays where it is; here is said what it is and what it shows."),
    Act("share", ("share",), "Record that staff were told", "Record it", "Recorded. Record when it reached them.",
        simple(forms.ShareForm), given(answering.share)),
    Act("receipt", ("record_receipt",), "Record that it reached them", "Record it", "Recorded.", _receipt_form,
        given(answering.record_receipt), offered=reading.waiting_receipts),
    Act("product", ("add_product",), "Record something that was made", "Record it", "Recorded.", simple(forms.ProductForm),
        given(answering.add_product), "A strategy, a toolkit, a form, a course. It counts as no effect by itself."),
    Act("product-judged", ("judge_product",), "Say what came of something made", "Record it", "Recorded.", _judged_form,
        given(answering.judge_product), offered=reading.made),
    Act("later-look", ("plan_look",), "Set a day to look at the effect", "Set it", "It is set.", simple(forms.LookPlannedForm),
        given(answering.plan_look), shows=_asked),
    Act("owner", ("change_owner",), "Change owner or day", "Record it", "Recorded.", _owner_form,
        given(answering.change_owner)),
    Act("ask-again", ("ask_again",), "Ask them again", "Ask again", "They are asked again.", simple(forms.ReasonForm),
        given(answering.ask_again), permission="plan_work"),
    Act("withdraw", ("withdraw",), "Ask them no longer", "Ask no longer", "They are no longer asked. What they answered stays.",
        simple(forms.ReasonForm), given(answering.withdraw), permission="plan_work"),
)  # fmt: skip
