"""The steps of a rapid review that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.dates import moment_words
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.foundations.requests.api import agencies as askable
from sharedduty.modules.rapid_review import forms
from sharedduty.modules.rapid_review.actions import deciding, gathering, sending
from sharedduty.modules.rapid_review.policy import UNIT
from sharedduty.modules.rapid_review.queries import choices, joining, meetings, reading
from sharedduty.modules.rapid_review.rules.deciding import CRITERIA


def own_name(request: Request) -> str:
    """Who is looking, by name and post."""
    return f"{request.viewer.name}, {request.viewer.post_title}"


def _labels(name: str, held: Any) -> dict[str, str]:
    return choices.labels(name, timezone.localdate(held.begun_at))


def _member_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.MemberForm(data, capacities=choices.capacities())


def _notice_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.NoticeForm(data, by_hand=any(one.appointment_id is None for one in reading.untold(held)))


def _who_waits(request: Request, held: Any) -> list[tuple[str, str]]:
    waiting = reading.untold(held)
    return [("Who has had no notice yet", "\n".join(f"{one.name}, {one.body}" for one in waiting))] if waiting else []


def _confirm_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ConfirmForm(data, members=reading.unconfirmed(held))


def _ask_form(request: Request, held: Any, data: Any) -> BaseForm:
    near, others = askable(request.viewer, area_id=held.area_id, own_team_id=held.team_id, told={})
    return forms.SummaryForm(data, near=near, others=others)


def _ask(request: Request, held: Any, form: Any, version: int | None) -> None:
    gathering.ask_agencies(
        by=request.viewer, held=held, teams=form.cleaned_data["teams"], given=form.cleaned_data, version=version
    )


def _chase_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.WhichForm(data, label="Which agency?", options=reading.unanswered(request.viewer, held))


def _done_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ActionDoneForm(data, options=reading.open_actions(held))


def _process_form(request: Request, held: Any, data: Any) -> BaseForm:
    near = joining.deaths_near(request.viewer, held)
    return forms.ProcessForm(data, kinds=_labels("parallel", held), near=near)


def _meeting_form(request: Request, held: Any, data: Any) -> BaseForm:
    found = meetings.held_meetings(request.viewer, held.reference)
    return forms.MeetingForm(
        data, meetings={one.reference: f"{one.reference}, {moment_words(one.began_at)}" for one in found}
    )


def _findings_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = reading.last_findings(held)
    names = ("facts", "immediate", "improvement", "next_steps")
    return forms.FindingsForm(data, initial={name: getattr(last, name) for name in names} if last else {})


def _criteria_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = reading.last_judgement(held)
    initial: dict[str, Any] = {}
    if last:
        initial = {**last.circumstances, "settings": last.settings}
        for code, one in last.criteria.items():
            initial |= {code: one["answer"], f"{code}_why": one["why"]}
    return forms.CriteriaForm(
        data, answers=choices.ANSWERS, yes_no=choices.YES_NO, judged_by=own_name(request), initial=initial
    )


def _decision_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DecisionForm(
        data, options=_labels("decision", held), decided_by=own_name(request), again=held.stage == "decided",
        has_actions=held.safety_actions.exists(),
    )  # fmt: skip


def _as_judged(request: Request, held: Any) -> list[tuple[str, str]]:
    last = reading.last_judgement(held)
    if last is None:
        return []
    lines = [
        f"{words} {choices.ANSWERS.get(last.criteria[code]['answer'], '')}: {last.criteria[code]['why']}"
        for code, words in CRITERIA.items()
    ]
    return [("The criteria, as people judged them", "\n".join(lines))]


def _tell_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.TellForm(data, whom=_labels("told", held), told_by=own_name(request))


def _reply_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ReplyForm(data, views=_labels("panel", held))


def _what_panel_asks(request: Request, held: Any) -> list[tuple[str, str]]:
    waiting = reading.waiting_reply(held)
    return [("The Panel asks", waiting.text)] if waiting else []


def _disagree_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DisagreeForm(data, own=request.viewer.role != UNIT)


def _answer_form(request: Request, held: Any, data: Any) -> BaseForm:
    waiting = reading.waiting_disagreements(held)
    return forms.DisagreementAnswerForm(
        data, options={one.reference: f"{one.agency}: {one.text[:80]}" for one in waiting}
    )


def _disagreements(request: Request, held: Any) -> list[tuple[str, str]]:
    return [(one.agency, one.text) for one in reading.waiting_disagreements(held)]


def _close(request: Request, held: Any, form: Any, version: int | None) -> None:
    sending.close_review(by=request.viewer, held=held, version=version)


ACTS: tuple[Act, ...] = (
    Act("child-new", ("name_child",), "Name another child", "Name the child", "The child is named.",
        simple(forms.ChildForm), given(gathering.name_child)),
    Act("member-new", ("name_member",), "Name a member", "Name the member", "The member is named.", _member_form,
        given(gathering.name_member),
        "The core members are the chair, the business manager, the coordinator, the three partners and the agencies' leads."),
    Act("notice", ("give_notice",), "Give notice to the members", "Give notice", "Notice is given. Its log is kept.",
        _notice_form, given(gathering.give_notice),
        "Those with an account here are told by this service. The message says only that there is something to do.",
        shows=_who_waits, offered=reading.untold),
    Act("confirm", ("confirm_member",), "Record that a member confirmed", "Record it", "Recorded.", _confirm_form,
        given(gathering.confirm_member), offered=reading.unconfirmed),
    Act("ask", ("ask_agencies",), "Ask agencies for a summary", "Ask them", "They are asked. Each has 72 hours.", _ask_form, _ask,
        "Each agency sees its own request and nothing of the review."),
    Act("chase", ("chase_agency",), "Remind an agency", "Remind them", "They are reminded.", _chase_form,
        given(gathering.chase_agency), offered=reading.some_unanswered),
    Act("file", ("secure_file",), "Record that records were secured", "Record it", "Recorded.", simple(forms.FileForm),
        given(gathering.secure_file), "From then on nobody changes them unseen."),
    Act("findings", ("write_findings",), "Answer the four aims", "Save the answers", "The answers are saved.", _findings_form,
        given(gathering.write_findings), "None of the four may be left blank. What was written before is kept."),
    Act("take-in", ("take_in_meeting",), "Record the meeting", "Record it", "The meeting is on record.", _meeting_form,
        given(gathering.take_in_meeting),
        "Call and hold the meeting first. When it was, and whether it had its quorum, is taken from it."),
    Act("action", ("agree_action",), "Record an action to be done at once", "Record it", "Recorded.", simple(forms.ActionForm),
        given(gathering.agree_action)),
    Act("action-done", ("finish_action",), "Record that an action was done", "Record it", "Recorded.", _done_form,
        given(gathering.finish_action), offered=reading.open_actions),
    Act("process", ("note_process",), "Note another investigation", "Note it", "It is noted.", _process_form,
        given(gathering.note_process),
        "Where it is a child death review held here, give its reference. The two reviews keep their own records."),
    Act("criteria", ("judge_criteria",), "Judge the criteria", "Record the judgement", "Recorded. It decides nothing by itself.",
        _criteria_form, given(deciding.judge_criteria),
        "People judge. A criterion that is met does not oblige anybody to hold a review.",
        reveals={"institution": {"yes": "settings"}}),
    Act("decide", ("decide", "decide_again"), "Decide what follows", "Record the decision",
        "The decision is recorded. The partners are told that something waits.", _decision_form, given(deciding.decide),
        shows=_as_judged),
    Act("tell", ("tell",), "Record that somebody was told", "Record it", "Recorded.", _tell_form, given(sending.tell)),
    Act("send", ("send",), "Record that the review was sent to the Panel", "Record it",
        "Recorded. The report is kept as it was sent.", simple(forms.SendForm), given(sending.send),
        "Print or copy the report and send it to the Panel. Then record it here. A rapid review is not published."),
    Act("reply", ("record_reply",), "Record the Panel's reply", "Record it", "Recorded.", _reply_form,
        given(sending.record_reply)),
    Act("news", ("send_news",), "Record new information sent to the Panel", "Record it", "Recorded.", simple(forms.NewsForm),
        given(sending.send_news)),
    Act("answer-panel", ("answer_panel",), "Answer what the Panel asked", "Record the answer", "Recorded.",
        simple(forms.AnswerForm), given(sending.answer_panel), "The law obliges the partners to share what the Panel asks for.",
        shows=_what_panel_asks, offered=reading.waiting_reply),
    Act("disagree", ("disagree",), "Disagree in writing", "Send it", "It was received. It is answered within five working days.",
        _disagree_form, given(sending.disagree), permission="rapid_disagree"),
    Act("answer-disagreement", ("answer_disagreement",), "Answer a disagreement", "Record the answer", "Recorded.",
        _answer_form, given(sending.answer_disagreement), shows=_disagreements, offered=reading.waiting_disagreements),
    Act("close", ("close",), "Close the review", "Close it", "The review is closed.", simple(forms.NothingForm), _close),
    Act("set-aside", ("set_aside",), "Set it aside", "Set it aside", "It is set aside.", simple(forms.ReasonForm),
        given(gathering.set_aside), "Only where the review is not to be made: the incident was found not to meet the criteria."),
)  # fmt: skip
