"""The steps of a child death that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.dates import date_words, moment_words
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.foundations.requests.api import agencies as askable
from sharedduty.modules.child_death.actions import gathering, notifying, panel, settling
from sharedduty.modules.child_death.forms import panel as panel_forms
from sharedduty.modules.child_death.forms import reviewing as forms
from sharedduty.modules.child_death.queries import choices, matching, meetings, members, reading


def own_name(request: Request) -> str:
    """Who is looking, by name and post."""
    return f"{request.viewer.name}, {request.viewer.post_title}"


def _labels(name: str, held: Any) -> dict[str, str]:
    return choices.labels(name, held.happened_on, held.area.local_pack)


def _notice_form(request: Request, held: Any, data: Any) -> BaseForm:
    waiting = matching.waiting_notices(request.viewer)[:50]
    return forms.NoticeOfDeathForm(
        data, options={one.reference: f"{one}, {date_words(one.happened_on)}: {one.sent_words}" for one in waiting}
    )


def _child_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ChildForm(data, initial={name: getattr(held, name) for name in settling.CHILD})


def _scope_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = reading.last_scope(held)
    initial: dict[str, Any] = {}
    if last:
        initial = {**last.answers, "weeks": last.weeks, "area_answer": last.area_answer, "other_area": last.other_area,
                   "agreed": last.agreed}  # fmt: skip
    return forms.ScopeForm(
        data, yes_no=choices.YES_NO, areas=choices.AREAS, judged_by=own_name(request), initial=initial
    )


def _scope_words(request: Request, held: Any) -> list[tuple[str, str]]:
    local = [("The two texts differ", choices.CONFLICT)] if "gloucestershire" in held.area.local_pack else []
    return [("Where the child lived", held.home), ("Where it happened", held.place), *local]


def _category_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.CategoryForm(data, options=_labels("category", held), initial={"category": held.category})


def _response_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = reading.last_response(held)
    initial: dict[str, Any] = {}
    if last:
        initial = {"lead": last.lead, "guideline": last.guideline}
        for code, one in last.criteria.items():
            initial |= {code: one["answer"], f"{code}_why": one["why"]}
    return forms.ResponseForm(
        data, answers=choices.ANSWERS, decided=choices.DECIDED, judged_by=own_name(request), initial=initial
    )


def _incoming_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.IncomingForm(data, kinds=_labels("incoming", held))


def _family_form(request: Request, held: Any, data: Any) -> BaseForm:
    who = (
        "who",
        "Who of the family? Or who is the key contact?",
        "For a key contact: name, post and how to reach them.",
    )
    return forms.LoggedForm(
        data, kinds=_labels("family", held), label="What is it?", who=who, by_whom=own_name(request)
    )


def _work_form(request: Request, held: Any, data: Any) -> BaseForm:
    who = ("whom", "With whom, or to whom?", "")
    return forms.LoggedForm(
        data, kinds=_labels("work", held), label="What was done?", who=who, by_whom=own_name(request)
    )


def _hold_ended_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.HoldEndedForm(data, options={one.reference: one.lead for one in reading.open_holds(held)})


def _not_asked(held: Any) -> bool:
    return not held.incident_request


def _ask_form(request: Request, held: Any, data: Any) -> BaseForm:
    near, others = askable(request.viewer, area_id=held.area_id, own_team_id=held.team_id, told={})
    return forms.AccountForm(data, near=near, others=others)


def _ask(request: Request, held: Any, form: Any, version: int | None) -> None:
    gathering.ask_agencies(
        by=request.viewer, held=held, teams=form.cleaned_data["teams"], given=form.cleaned_data, version=version
    )


def _chase_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.WhichForm(data, label="Which agency?", options=reading.unanswered(request.viewer, held))


def _begin_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.BeginFormForm(data, kinds=choices.FORMS)


def _labelled(found: list[Any]) -> dict[str, str]:
    return {one.reference: f"{one.reference}, {moment_words(one.began_at)}" for one in found}


def _meeting_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.MeetingForm(data, meetings=_labelled(meetings.held_meetings(request.viewer, held, meetings.MEETINGS)))


def _sheet_form(request: Request, held: Any, data: Any) -> BaseForm:
    return panel_forms.SheetForm(
        data, meetings=_labelled(meetings.held_meetings(request.viewer, held, meetings.PANELS))
    )


def _who_signed(request: Request, held: Any) -> list[tuple[str, str]]:
    signed = members.signed_members(request.viewer, held.area_id)
    lines = "\n".join(f"{one.name}, {one.body}" for one in signed)
    return [("It opens for those who have signed", lines or "Nobody has signed yet.")]


def _review_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = reading.last_review(held)
    initial: dict[str, Any] = {}
    if last:
        initial = {name: getattr(last, name) for name in
                   ("cause", "cause_group", "modifiable", "factors", "not_earlier", "learning")}  # fmt: skip
        for code, one in last.answers.items():
            initial |= {code: one["answer"], f"{code}_why": one["words"]}
    return panel_forms.ReviewForm(
        data, yes_no=choices.YES_NO, causes=_labels("cause", held), decided_by="", again=held.stage == "reviewed",
        initial=initial,
    )  # fmt: skip


def _sent_form(request: Request, held: Any, data: Any) -> BaseForm:
    found = reading.untold_findings(held)
    return panel_forms.FindingSentForm(data, options={one.reference: f"{one.body}: {one.text[:80]}" for one in found})


def _answered_form(request: Request, held: Any, data: Any) -> BaseForm:
    found = reading.unanswered_findings(held)
    return panel_forms.FindingAnsweredForm(
        data, options={one.reference: f"{one.body}: {one.text[:80]}" for one in found}
    )


def _give_out_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = reading.last_review(held)
    return panel_forms.GiveOutForm(data, initial={"learning": last.learning} if last else {})


def _only(action: Any) -> Any:
    """An action that takes nothing but the record."""
    return lambda request, held, form, version: action(by=request.viewer, held=held, version=version) and None


ACTS: tuple[Act, ...] = (
    Act("take-in", ("take_in_notice",), "Take in another notice of this death", "Take it in",
        "It is taken in. Its sender sees that it came.", _notice_form, given(notifying.take_in_notice),
        offered=matching.some_notice_waits),
    Act("child", ("correct_child",), "Correct what is known of the child", "Save", "Saved.", _child_form,
        given(settling.correct_child)),
    Act("died", ("record_death",), "Record that the child died", "Record it", "Recorded. From now on this is a death.",
        simple(forms.DiedForm), given(settling.record_death), offered=lambda held: held.died_on is None),
    Act("scope", ("judge_scope",), "Say whether this death is reviewed here", "Record it", "Recorded.", _scope_form,
        given(settling.judge_scope),
        "Answer the facts. The law asks for a review of every child under 18 who lived here and was born alive, after however "
        "many weeks, and of a birth that no health professional saw.", shows=_scope_words),
    Act("category", ("choose_category",), "Say what kind of death it is", "Record it", "Recorded.", _category_form,
        given(settling.choose_category)),
    Act("response", ("judge_response",), "Decide about a joint agency response", "Record it", "Recorded.",
        _response_form, given(settling.judge_response),
        "People judge each criterion. What nobody knows yet is answered so, and looked at again."),
    Act("begin", ("begin_review",), "Begin the review", "Begin it", "The review has begun.", simple(forms.NothingForm),
        _only(settling.begin_review)),
    Act("pass-on", ("pass_on",), "Pass it on to the other area", "Pass it on", "It is recorded that another area reviews.",
        simple(forms.NothingForm), _only(settling.pass_on), "Only where it is on record that another area reviews."),
    Act("set-aside", ("set_aside",), "Set it aside", "Set it aside", "It is set aside.", simple(forms.ReasonForm),
        given(settling.set_aside), "For what is not a death to review: an attended stillbirth, a lawful termination, an error."),
    Act("incoming", ("note_incoming",), "Record a notice that came", "Record it", "Recorded.", _incoming_form,
        given(gathering.note_incoming), "From the registrar, the coroner, or another body."),
    Act("family", ("record_family",), "Write in the family's log", "Save", "Saved.", _family_form,
        given(gathering.record_family),
        "Who the family's key contact is, what they were told and asked, what they were offered."),
    Act("done", ("record_work",), "Record something that was done", "Record it", "Recorded.", _work_form,
        given(gathering.record_work)),
    Act("hold", ("note_hold",), "Note that the police investigate", "Note it", "It is noted.", simple(forms.HoldForm),
        given(gathering.note_hold), "Then nobody goes on before the police lead and the prosecutors were asked."),
    Act("hold-ended", ("end_hold",), "Record that the police investigation ended", "Record it", "Recorded.",
        _hold_ended_form, given(gathering.end_hold), offered=reading.open_holds),
    Act("incident", ("refer_incident",), "Ask the council to consider a serious incident", "Ask",
        "The council was asked. What it decides stands here.", simple(forms.IncidentForm), given(gathering.refer_incident),
        "Where abuse or neglect is known or suspected. If it is not, record that you looked at it, and why, under "
        "“Record something that was done”.", offered=_not_asked),
    Act("ask", ("ask_agencies",), "Ask agencies what they know", "Ask them", "They are asked.", _ask_form, _ask,
        "Each agency sees its own request and nothing of the review."),
    Act("chase", ("chase_agency",), "Remind an agency", "Remind them", "They are reminded.", _chase_form,
        given(gathering.chase_agency), offered=reading.some_unanswered),
    Act("form", ("begin_form",), "Begin a form", "Begin it", "The form is begun. Write it below.", _begin_form,
        given(gathering.begin_form)),
    Act("meeting-taken", ("take_in_meeting",), "Record the review meeting", "Record it", "The meeting is on record.",
        _meeting_form, given(gathering.take_in_meeting), "Call and hold it first. Health alone is not enough."),
    Act("to-panel", ("put_to_panel",), "Put it to the panel", "Put it to the panel",
        "It is with the panel. It opened for those who have signed.", simple(forms.NothingForm), _only(panel.put_to_panel),
        shows=_who_signed),
    Act("defer", ("defer",), "Put it off", "Put it off", "It is put off.", simple(forms.ReasonForm), given(panel.defer),
        "The chair puts a case off where too few came, or the mix of knowledge is not right."),
    Act("sheet", ("sign_sheet",), "Record the panel's meeting and its sheet", "Record it", "The meeting is on record.",
        _sheet_form, given(panel.sign_sheet)),
    Act("conclude", ("conclude", "conclude_again"), "Record what the panel found", "Record it", "Recorded.", _review_form,
        given(panel.conclude), "The panel finds; nothing here works it out."),
    Act("finding", ("add_finding",), "Record what somebody should act on", "Record it", "Recorded.",
        simple(panel_forms.FindingForm), given(panel.add_finding)),
    Act("finding-sent", ("send_finding",), "Record that whoever should act was told", "Record it", "Recorded.", _sent_form,
        given(panel.send_finding), offered=reading.untold_findings),
    Act("finding-answered", ("answer_finding",), "Record what was decided on a finding", "Record it", "Recorded.",
        _answered_form, given(panel.answer_finding), offered=reading.unanswered_findings),
    Act("give-out", ("give_out",), "Give out what was learned, without names", "Check it and give it out",
        "It is given out. It names nobody and no file.", _give_out_form, given(panel.give_out),
        "It is looked through for names, days, addresses, numbers and references. Read it yourself as well: a machine does not "
        "see what gives somebody away.", offered=lambda held: not held.output),
    Act("close", ("close",), "Close the review", "Close it", "The review is closed.", simple(forms.NothingForm),
        _only(panel.close_death)),
)  # fmt: skip
