"""The steps of chronologies that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.chronology import forms
from sharedduty.foundations.chronology.actions import doubting, running, writing
from sharedduty.foundations.chronology.queries import lines as composite
from sharedduty.foundations.chronology.queries import reading
from sharedduty.foundations.chronology.rules.comparing import DIFFERS, GAP, IMPOSSIBLE, OTHER, OUTSIDE
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.foundations.requests.api import agencies as askable

MOST = 400  # lines a form offers to choose from
PERIOD = (
    "Please write your agency's own chronology of {who}, from {first} to {last}: each contact, decision, service offered or "
    "given, and action, with its source. Mark each time the child was seen, and each time views were sought or given."
)
PURPOSE = "To merge the agencies' accounts, so that what each knew and did can be seen side by side."


def _terms_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.TermsForm(
        data, initial={name: getattr(held, name) for name in ("period_from_on", "period_to_on", "gap_weeks")}
    )


def _ask_form(request: Request, held: Any, data: Any) -> BaseForm:
    near, others = askable(request.viewer, area_id=held.area_id, own_team_id=held.team_id, told={})
    who = " and ".join(one.label for one in composite.children_of(request.viewer, held))
    question = PERIOD.format(who=who, first=date_words(held.period_from_on), last=date_words(held.period_to_on))
    return forms.AskForm(data, near=near, others=others, question=question, purpose=PURPOSE)


def _ask(request: Request, held: Any, form: Any, version: int | None) -> None:
    running.ask_agencies(
        by=request.viewer, held=held, teams=form.cleaned_data["teams"], given=form.cleaned_data, version=version
    )


def _agencies(request: Request, held: Any) -> dict[str, str]:
    return {one.reference: one.agency for one in reading.parts_of(request.viewer, held)}


def _more_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.MoreForm(data, label="Which agency?", options=_agencies(request, held))


def _remind_form(request: Request, held: Any, data: Any) -> BaseForm:
    waiting = [one for one in reading.requests_of(request.viewer, held) if not (one.answered_at or one.withdrawn_at)]
    options = {one.reference: f"{one.asked_organisation.name}: {one.question[:80]}" for one in waiting}
    return forms.WhichForm(data, label="Which agency?", options=options)


def _stop_form(request: Request, held: Any, data: Any) -> BaseForm:
    waiting = [one for one in reading.parts_of(request.viewer, held) if one.stage == "asked"]
    return forms.StopForm(data, label="Which agency?", options={one.reference: one.agency for one in waiting})


def _files(request: Request, held: Any) -> list[int]:
    """The files whose lines the page of a step shows."""
    return composite.composite_of(request.viewer, held, whole=False).files


def _answers(request: Request, held: Any) -> list[int]:
    """The files of lines and answers that a discrepancy rests on."""
    return reading.doubt_view(request.viewer, held).files


def _lines(request: Request, held: Any) -> dict[str, str]:
    rows = composite.composite_of(request.viewer, held, whole=False).rows[:MOST]
    return {one.line.reference: f"{one.line.agency}, {one.line.when}: {one.line.event[:60]}" for one in rows}


def _suggested(request: Request, held: Any, *, same: bool = False) -> dict[str, Any]:
    """What the comparison suggests, by mark; only the one the address names, where it names one."""
    found = composite.composite_of(request.viewer, held)
    made = {one.mark: one for one in (found.same if same else found.suggestions)}
    wanted = request.GET.get("mark", "")
    return {wanted: made[wanted]} if wanted in made else made


def _together_form(request: Request, held: Any, data: Any) -> BaseForm:
    found = _suggested(request, held, same=True)
    one = next(iter(found.values())) if request.GET.get("mark") and len(found) == 1 else None
    return forms.LinesForm(
        data, lines=_lines(request, held), chosen=[line.reference for line in one.lines] if one else []
    )


def _apart_form(request: Request, held: Any, data: Any) -> BaseForm:
    named, found = _lines(request, held), held.groupings.filter(undone_at__isnull=True).order_by("recorded_at", "pk")
    options = {one.reference: "; ".join(named.get(line, line) for line in one.entries) for one in found}
    return forms.ApartForm(data, label="Which lines?", options=options)


def _find_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.FindForm(data, lines=_lines(request, held), agencies=_agencies(request, held))


def _take_up_form(request: Request, held: Any, data: Any) -> BaseForm:
    found = {mark: one.why for mark, one in _suggested(request, held).items()}
    return forms.TakeUpForm(data, label="What does not fit?", options=found)


def _take_up(request: Request, held: Any, form: Any, version: int | None) -> None:
    one = _suggested(request, held).get(form.cleaned_data["which"])
    doubting.take_up(by=request.viewer, held=held, suggestion=one, note=form.cleaned_data["note"], version=version)


def _dismiss_form(request: Request, held: Any, data: Any) -> BaseForm:
    found = {mark: one.why for mark, one in _suggested(request, held).items()}
    return forms.DismissForm(data, label="What is set aside?", options=found)


def _dismiss(request: Request, held: Any, form: Any, version: int | None) -> None:
    one = _suggested(request, held).get(form.cleaned_data["which"])
    doubting.dismiss(
        by=request.viewer, held=held, suggestion=one, outcome=form.cleaned_data["outcome"], version=version
    )


def _of_suggestion(request: Request, held: Any) -> list[tuple[str, str]]:
    """The lines of the suggestion the address names, each with its agency."""
    found = _suggested(request, held)
    if len(found) != 1:
        return []
    lines = next(iter(found.values())).lines
    return [(f"{one.agency}, {one.when}", one.event) for one in lines]


def _parts(held: Any) -> bool:
    return held.parts.exists()


WHOLE_ACTS: tuple[Act, ...] = (
    Act("terms", ("set_terms",), "Set the period and the gap", "Keep it", "It is kept. Lines are compared by it from now on.",
        _terms_form, given(running.set_terms), "Agencies asked before keep the period they were told."),
    Act("ask", ("ask_agencies",), "Ask agencies for their chronology", "Ask them", "They are asked.", _ask_form, _ask,
        "Each agency writes in a part of its own and sees nothing of the others until you share the whole."),
    Act("remind", ("remind",), "Remind an agency", "Remind them", "They are reminded.", _remind_form, given(running.remind),
        offered=_parts),
    Act("stop-waiting", ("stop_waiting",), "Wait for an agency no longer", "Wait no longer", "It is no longer waited for.",
        _stop_form, given(running.stop_waiting), "As where it holds nothing, or declines. What it wrote is not compared.",
        offered=lambda held: held.parts.filter(stage="asked").exists()),
    Act("more", ("ask_more",), "Ask an agency for more", "Ask them", "They are asked. The answer comes with the other requests.",
        _more_form, given(running.ask_more), offered=_parts),
    Act("pseudonym", ("name_pseudonym",), "Name a pseudonym", "Keep it in the key", "It is in the key.", simple(forms.KeyForm),
        given(running.name_pseudonym), "The key lies apart. No agency sees it, and it leaves in no export."),
    Act("together", ("put_together",), "Put lines of one event together", "Put them together",
        "They stand beside each other. Each keeps its agency and its words.", _together_form, given(running.put_together),
        files=_files, offered=_parts),
    Act("apart", ("take_apart",), "Take lines apart", "Take them apart", "They stand apart again.", _apart_form,
        given(running.take_apart), files=_files, offered=lambda held: held.groupings.filter(undone_at__isnull=True).exists()),
    Act("take-up", ("find",), "Take up a discrepancy", "Take it up", "It is taken up. Tell the agencies now.", _take_up_form,
        _take_up, shows=_of_suggestion, files=_files, offered=_parts),
    Act("dismiss", ("find",), "Set a suggestion aside", "Set it aside",
        "It is set aside, with why. It comes again only if a line changes.", _dismiss_form, _dismiss, shows=_of_suggestion,
        files=_files, offered=_parts),
    Act("find", ("find",), "Record a discrepancy you found", "Record it", "It is recorded. Tell the agencies now.", _find_form,
        given(doubting.find), files=_files, offered=_parts),
    Act("share", ("share",), "Share the whole with the agencies", "Share it", "Every agency that sent its part reads the whole.",
        simple(forms.ReasonForm), given(running.share),
        "Every agency that has sent its part will read all the parts sent, and the discrepancies. This cannot be taken back.",
        offered=_parts),
    Act("close", ("close",), "Close the chronology", "Close it", "It is closed. It can still be read.", simple(forms.ReasonForm),
        given(running.close)),
)  # fmt: skip


def children_named(held: Any) -> dict[str, str]:
    """The children of an agency's part as its form names them."""
    return {one["label"]: one["label"] + (f" ({one['name']})" if one["name"] else "") for one in held.children}


def _line_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.LineForm(data, children=children_named(held))


def _answer_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.AnswerForm(data, label="What do you answer?", options=reading.notices_waiting(held))


def _send(request: Request, held: Any, form: Any, version: int | None) -> None:
    writing.send(by=request.viewer, held=held, version=version)


def _notices(request: Request, held: Any) -> list[tuple[str, str]]:
    return [(one.reference, one.question) for one in reading.notices_of(held) if one.answered_at is None]


PART_ACTS: tuple[Act, ...] = (
    Act("line-new", ("add_line",), "Write a line", "Keep the line", "The line is kept.", _line_form, given(writing.add_line),
        "Say no more exactly than you know. What is written can be corrected; what it said is kept."),
    Act("send", ("send",), "Send the chronology", "Send it", "It is sent. It is compared with the others now.",
        simple(forms.NothingForm), _send,
        "Afterwards you can still add and correct lines. Answer the request as well: say there that you share it."),
    Act("answer", ("answer_notice",), "Answer what does not fit", "Send the answer", "The answer is sent.", _answer_form,
        given(writing.answer_notice), shows=_notices, offered=reading.notices_waiting),
)  # fmt: skip


# What agencies are asked where nobody writes otherwise: nothing of what another agency wrote stands in it.
QUESTIONS = {
    DIFFERS: "Another account of what seems to be the same event says something else.",
    IMPOSSIBLE: "What you wrote and what somebody else wrote cannot both be true as they stand.",
    GAP: "{why} Did your agency see the child in that time?",
    OUTSIDE: "Some of your lines lie outside the period you were asked about. Are their dates right?",
    OTHER: "Something in the accounts does not fit.",
}
LOOK_AGAIN = "Please look at the source again: when and where it was, whether the child was seen, what was decided."


def _tell_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.TellForm(data, initial={"question": f"{QUESTIONS[held.kind].format(why=held.why)}\n\n{LOOK_AGAIN}"})


def _explanation_form(request: Request, held: Any, data: Any) -> BaseForm:
    answers = [one for one in reading.doubt_view(request.viewer, held).notices if one.answered_at]
    return forms.ExplanationForm(
        data, initial={"explanation": "\n\n".join(f"{one.part.agency}: {one.answer}" for one in answers)}
    )


def _what(request: Request, held: Any) -> list[tuple[str, str]]:
    return [("What does not fit", held.why)]


DOUBT_ACTS: tuple[Act, ...] = (
    Act("tell", ("notify",), "Tell the agencies", "Tell them", "They are told, and asked.", _tell_form, given(doubting.notify),
        shows=_what),
    Act("take-answer", ("take_answer",), "Take in what the agencies say", "Take it in", "It is taken in.", _explanation_form,
        given(doubting.take_answer), files=_answers, shows=_what),
    Act("corrected", ("correct",), "End it as corrected", "End it", "It has ended as corrected.", simple(forms.OutcomeForm),
        given(doubting.correct), "An agency has changed, added or taken out a line since this was found.", shows=_what),
    Act("unresolved", ("leave_unresolved",), "Record that it stays unresolved", "Record it", "It is recorded as unresolved.",
        simple(forms.OutcomeForm), given(doubting.leave_unresolved), "Write what each agency holds.", shows=_what),
    Act("no-discrepancy", ("set_aside",), "Record that it is no discrepancy", "Record it", "It is recorded as none.",
        simple(forms.OutcomeForm), given(doubting.set_aside), "Say why.", shows=_what),
)  # fmt: skip
