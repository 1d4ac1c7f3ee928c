"""The steps of an allegation that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.modules.allegations import forms
from sharedduty.modules.allegations.actions import guarding, judging, managing
from sharedduty.modules.allegations.queries import choices, reading
from sharedduty.modules.allegations.rules.judging import TRANSFER, TRUST


def own_name(request: Request) -> str:
    """Who is looking, by name and post."""
    return f"{request.viewer.name}, {request.viewer.post_title}"


def labels(name: str, held: Any) -> dict[str, str]:
    """A list of the pack in force when a record was opened."""
    return choices.labels(name, timezone.localdate(held.opened_at))


def _discussion(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DiscussionForm(data, concerns=labels("concern", held))


def _criteria(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.JudgementForm(
        data, criteria=labels("criterion", held), answers=choices.ANSWERS, judged_by=own_name(request)
    )


def _as_judged(request: Request, held: Any) -> list[tuple[str, str]]:
    last = reading.last_judgement(held)
    if last is None:
        return []
    titles = labels("criterion", held)
    lines = [
        f"{words} {choices.ANSWERS[one['answer']]}. {one['why']}"
        for code, words in titles.items()
        if (one := last.criteria.get(code))
    ]
    for title, judged in ((TRUST, last.trust), (TRANSFER, last.transfer)):
        lines.append(f"{title} {choices.ANSWERS[judged['answer']]}. {judged['why']}")
    return [("The criteria, as people judged them", "\n".join(lines))]


def _way(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DecidedForm(
        data, name="way", label="Which way does it go?", options=choices.WAYS, decided_by=own_name(request)
    )


def _welfare(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.WelfareForm(data, options=reading.children_open(held), ways=choices.WELFARE)


def _strand(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.StrandForm(data, kinds=labels("strand", held), opened=choices.OPENED)


def _suspension(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.SuspensionForm(data, alternatives=labels("alternative", held), decided=choices.SUSPENDED)


def _tell(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.TellForm(data, whom=labels("told", held), told_by=own_name(request))


def _outcome(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DecidedForm(
        data,
        name="outcome",
        label="What is the outcome?",
        options=labels("outcome", held),
        decided_by=own_name(request),
    )


def _duty(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DutyForm(data, kinds=labels("duty", held), initial={"owed_by": held.employer})


def _settle(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.SettleForm(data, options=reading.open_duties(held))


def _same(request: Request, held: Any, data: Any) -> BaseForm:
    others = reading.alike_to(request.viewer, held)
    return forms.SameForm(
        data, options={one.reference: f"{one.reference}: {one.accused_name}, {one.employer}" for one in others}
    )


def _same_files(request: Request, held: Any) -> list[int]:
    return [one.case_file_id for one in reading.alike_to(request.viewer, held)]


def _close(request: Request, held: Any, form: Any, version: int | None) -> None:
    managing.close(by=request.viewer, held=held, version=version)


def _hand_over(request: Request, held: Any, form: Any, version: int | None) -> str:
    guarding.hand_over(by=request.viewer, held=held, given=form.cleaned_data, version=version)
    return reverse("allegations:allegations")


ACTS: tuple[Act, ...] = (
    Act("discuss", ("discuss",), "Record the talk with the employer", "Record it", "Recorded.", _discussion,
        given(judging.discuss), "Nobody enquires before the designated officer was spoken with: it may be a crime."),
    Act("child-new", ("name_child",), "Name a child", "Name the child", "The child is named.", simple(forms.ChildForm),
        given(judging.name_child)),
    Act("welfare", ("settle_welfare",), "See to a child's welfare", "Record it", "Recorded.", _welfare,
        given(judging.settle_welfare), "The allegation never stands alone: what the child needs is done without delay.",
        offered=reading.children_open),
    Act("criteria", ("judge",), "Judge the criteria", "Record the judgement", "Recorded. It decides nothing by itself.",
        _criteria, given(judging.judge), "People judge. Each is met, not met or not known yet, with reasons."),
    Act("way", ("find_met", "find_not_met", "advise_only"), "Decide which way it goes", "Record the decision",
        "The decision is recorded.", _way, given(judging.decide_way), shows=_as_judged),
    Act("record", ("send_record",), "Send the employer the record", "Send it", "It is sent.", simple(forms.RecordForm),
        given(judging.send_record), "The employer keeps it, whatever was decided. It sees nothing else of this record."),
    Act("strand", ("note_strand",), "Note how a strand stands", "Record it", "Recorded.", _strand,
        given(managing.note_strand), "Police, social care and employer stand side by side. One not opened is noted too."),
    Act("suspension", ("consider_suspension",), "Record that suspension was considered", "Record it", "Recorded.",
        _suspension, given(managing.consider_suspension), "The employer decides. Suspension is never the only way weighed."),
    Act("tell", ("tell",), "Record who was told", "Record it", "Recorded.", _tell, given(managing.tell),
        "The person, the child, the parents, the regulator: each is told, or it is said why not yet."),
    Act("contact", ("note_contact",), "Note a word with somebody", "Record it", "Recorded.", simple(forms.ContactForm),
        given(managing.note_contact)),
    Act("progress", ("review_progress",), "Look at the progress", "Record it", "Recorded. The next day is set.",
        simple(forms.ReviewForm), given(managing.review_progress)),
    Act("outcome", ("conclude",), "Record the outcome", "Record the outcome", "The outcome is recorded.", _outcome,
        given(managing.conclude)),
    Act("duty-new", ("note_duty",), "Note a duty to refer on", "Record it", "Recorded.", _duty, given(managing.note_duty),
        "Whoever is removed from work with children because of a risk, or would have been, is referred by law."),
    Act("duty-settle", ("settle_duty",), "Record that a duty was done", "Record it", "Recorded.", _settle,
        given(managing.settle_duty), offered=reading.open_duties),
    Act("same", ("note_same_person",), "Link with another record", "Link them", "They are linked.", _same,
        given(guarding.note_same_person), "Records that may be about the same person, as far as you may see.",
        files=_same_files, offered=reading.some_alike),
    Act("accused", ("name_accused",), "Say who the person is here", "Record it", "They and their line are shut out.",
        simple(forms.AccusedForm), given(guarding.name_accused),
        "So that they can never open it. An address is kept for an account that does not exist yet."),
    Act("shut-out", ("shut_out",), "Shut somebody out", "Shut them out", "They are shut out.", simple(forms.ShutForm),
        given(guarding.shut_out), "They are told nothing, and see nothing of it from now on."),
    Act("hand-over", ("hand_over",), "Hand it over: I have a conflict", "Hand it over", "It is handed over.",
        simple(forms.ReasonForm), _hand_over, "Somebody else takes it, with everything in it. You see nothing of it any more."),
    Act("look-again", ("look_again",), "Look at it again", "Look at it again", "It is open again.",
        simple(forms.ReasonForm), given(judging.look_again)),
    Act("close", ("close",), "Close it", "Close it", "It is closed.", simple(forms.NothingForm), _close),
)  # fmt: skip
