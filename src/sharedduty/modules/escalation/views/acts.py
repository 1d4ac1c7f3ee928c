"""The steps of an escalation that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.dates import day_words, moment_words
from sharedduty.foundations.process.api import Act, given, limit_of, simple
from sharedduty.modules.escalation import forms
from sharedduty.modules.escalation.actions import ending, moving, recording, steps
from sharedduty.modules.escalation.process import PANEL, PROFESSIONALS
from sharedduty.modules.escalation.queries import choices, meetings, reading

KINDS = {PROFESSIONALS.code: PROFESSIONALS.title, PANEL.code: PANEL.title}
SAID = "Everybody who takes part has the record of this stage in writing."


def own_name(request: Request) -> str:
    """Who is looking, by name and post."""
    return f"{request.viewer.name}, {request.viewer.post_title}"


def limit_words(key: str) -> str:
    """What the rules give a stage that begins now, in words."""
    day = reading.limit_on(key, timezone.now())
    return f"The limit is {day_words(day)}." if day else "The arrangements here set no limit."


def _talk_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.TalkForm(
        data, how=choices.labels("talked"), results=choices.labels("result"), between=own_name(request)
    )


def _what_is_said(request: Request, held: Any) -> list[tuple[str, str]]:
    shown = [
        ("What is disagreed with", held.what), ("Why it is not safe", held.unsafe_because),
        ("What should change", held.wanted), ("What it does to the child", held.impact),
    ]  # fmt: skip
    return [one for one in shown if one[1]]


def _sooner_form(request: Request, held: Any, data: Any) -> BaseForm:
    clock = reading.running_clock(request.viewer, held, reading.stage_number(held))
    end = limit_of(clock) if clock else None
    limit = f"The limit is {day_words(timezone.localdate(end))}." if end else "The arrangements here set no limit."
    return forms.SoonerForm(data, limit=limit)


def _move_form(key: str) -> Any:
    def made(request: Request, held: Any, data: Any) -> BaseForm:
        return forms.MoveForm(data, limit=f"{limit_words(key)} It counts from today.")

    return made


def _people(request: Request, **where: object) -> dict[str, Any]:
    return {one.reference: one for one in choices.in_post(request.viewer, **where)}


def named(people: dict[str, Any]) -> dict[str, str]:
    """Who each is, by reference."""
    return {
        key: f"{one.account.name}: {one.post.title}, {one.post.team.organisation.name}" for key, one in people.items()
    }


def _tell_people(request: Request) -> dict[str, Any]:
    own = _people(request, post__team__organisation_id=request.viewer.organisation_id)
    return {**_people(request, role="conference_chair"), **own}


def _tell_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.TellForm(data, whom=choices.labels("told"), people=named(_tell_people(request)))


def _tell(request: Request, held: Any, form: Any, version: int | None) -> None:
    one = _tell_people(request).get(form.cleaned_data.get("who") or "")
    recording.tell(by=request.viewer, held=held, given={**form.cleaned_data, "other": one}, version=version)


def _finish_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.FinishForm(data, options=reading.open_actions(held))


def _log_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.LogForm(data, members=named({one.reference: one for one in choices.delegates(request.viewer)}))


def _log(request: Request, held: Any, form: Any, version: int | None) -> None:
    people = {one.reference: one for one in choices.delegates(request.viewer)}
    members = [people[key] for key in form.cleaned_data.get("members") or () if key in people]
    moving.log(by=request.viewer, held=held, given={**form.cleaned_data, "members": members}, version=version)


def _meeting_form(request: Request, held: Any, data: Any) -> BaseForm:
    found = meetings.held_meetings(request.viewer, held.reference)
    taken = {one.meeting for one in held.meetings.all()}
    return forms.MeetingForm(
        data,
        meetings={
            one.reference: f"{KINDS.get(one.kind, one.kind)} {one.reference}, {moment_words(one.began_at)}"
            for one in found
            if one.reference not in taken
        },
    )


def _decider_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DeciderForm(data, people=named({one.reference: one for one in choices.delegates(request.viewer)}))


def _decider(request: Request, held: Any, form: Any, version: int | None) -> None:
    people = {one.reference: one for one in choices.delegates(request.viewer)}
    one = people.get(form.cleaned_data.get("who") or "")
    moving.name_decider(by=request.viewer, held=held, given={**form.cleaned_data, "other": one}, version=version)


def _the_two(request: Request, held: Any) -> list[tuple[str, str]]:
    return [("The two agencies", f"{held.raised_for.name}\n{held.against.name}")]


def _late(request: Request, held: Any) -> bool:
    key = reading.CLOCKS.get(reading.stage_number(held), "")
    return bool(key) and reading.is_late(request.viewer, held, key)


def _settle_form(request: Request, held: Any, data: Any) -> BaseForm:
    outcomes = choices.labels("outcome")
    return forms.SettleForm(
        data, late=_late(request, held), outcomes={code: outcomes[code] for code in ("content", "understands")}
    )


def _decide_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DecideForm(data, late=_late(request, held), ways=choices.DECIDED)


def _advice(request: Request, held: Any) -> list[tuple[str, str]]:
    return [("The scrutineer's view", one.text) for one in held.advice.order_by("recorded_at", "pk")]


def _waiting(request: Request, held: Any) -> list[tuple[str, str]]:
    waiting = reading.waiting_copies(held)
    return [("Who waits for it in writing", "\n".join(str(one.participant) for one in waiting))] if waiting else []


def _debrief_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DebriefForm(data, answers=choices.ANSWERS)


def _close(request: Request, held: Any, form: Any, version: int | None) -> None:
    ending.close(by=request.viewer, held=held, version=version)


def _meetings_to_take(held: Any) -> bool:
    return reading.stage_number(held) in (2, 3, 4)


ACTS: tuple[Act, ...] = (
    Act("talk", ("talk",), "Record a talk", "Record it", "Recorded.", _talk_form, given(recording.talk),
        "Best face to face. Ask and listen: the aim is to keep the child safe, not to be right.", shows=_what_is_said),
    Act("sooner", ("set_sooner",), "Set the child's timescale", "Set it", "Set. Reminders follow the sooner day.",
        _sooner_form, given(moving.set_sooner), "The limit is the longest it may take. The child may need it sooner."),
    Act("tell", ("tell",), "Record that somebody was told", "Record it", "Recorded.", _tell_form, _tell,
        "Your own safeguarding lead, where the child may be harmed at once. From stage two: the conference chair where the "
        "child is on a plan, the reviewing officer where the child is in care."),
    Act("to-managers", ("to_managers",), "Move up to line managers", "Move it up", f"It is with the line managers. {SAID}",
        _move_form("escalation.stage2"), given(moving.to_managers)),
    Act("to-seniors", ("to_seniors",), "Move up to senior managers", "Move it up",
        f"It is with senior managers. {SAID} The business manager has the account.", _move_form("escalation.stage3"),
        given(moving.to_seniors), "What you write here is the account that the business manager logs."),
    Act("tier", ("note_tier",), "Record a tier of management that tried", "Record it", "Recorded.", simple(forms.TierForm),
        given(moving.note_tier), "Every tier of both agencies tries before it goes to the chair."),
    Act("plan", ("plan",), "Record what was agreed", "Record it", "Recorded.", simple(forms.PlanForm), given(recording.plan)),
    Act("finish", ("finish",), "Record that something agreed was done", "Record it", "Recorded.", _finish_form,
        given(recording.finish), offered=reading.open_actions),
    Act("log", ("log",), "Log it", "Log it", "Logged.", _log_form, _log, permission="escalation_log",
        offered=reading.not_logged),
    Act("to-chair", ("to_chair",), "Refer it to the chair", "Refer it", f"It is referred to the chair. {SAID}",
        _move_form("escalation.stage4"), given(moving.to_chair)),
    Act("decider", ("name_decider",), "Say who decides", "Record it", "Recorded. They are told that something waits.",
        _decider_form, _decider, "The chair of the partnership's executive decides, and asks the scrutineer first.",
        permission="escalation_log", shows=_the_two),
    Act("advise", ("advise",), "Give the scrutineer's view", "Give it", "Recorded.", simple(forms.AdviceForm),
        given(recording.advise), permission="escalation_advise", shows=_what_is_said),
    Act("meeting-taken", ("take_in_meeting",), "Record a meeting that was held", "Record it", "Recorded.", _meeting_form,
        given(recording.take_in_meeting), "Call and hold the meeting first. When it was, and its quorum, are taken from it.",
        offered=_meetings_to_take),
    Act("settle", ("settle",), "Record that it is settled", "Record it",
        "Settled. Both agencies and whoever raised it have the outcome in writing.", _settle_form, given(ending.settle),
        "Only when whoever raised it is content, or understands why the other decision was made."),
    Act("decide", ("decide",), "Decide it", "Record the decision",
        "Decided. Both agencies and whoever raised it have the outcome in writing.", _decide_form, given(ending.decide),
        permission="escalation_decide", shows=_advice),
    Act("refer", ("refer",), "Refer it to the Secretary of State", "Record it", f"Recorded. {SAID}", simple(forms.ReferForm),
        given(moving.refer), "In the last resort. Send it first, then record it here.", permission="escalation_decide",
        shows=_advice),
    Act("answer", ("record_answer",), "Record the Secretary of State's answer", "Record it",
        "Recorded. Everybody who takes part has it in writing.", simple(forms.AnswerForm), given(ending.record_answer),
        permission="escalation_decide"),
    Act("copies", ("send_copies",), "Record that it was sent in writing", "Record it", "Recorded.", simple(forms.CopiesForm),
        given(ending.send_copies), "For those without an account here. Everybody else has a notice of this service.",
        shows=_waiting, offered=reading.waiting_copies),
    Act("debrief", ("debrief",), "Offer a debrief", "Record it", "Recorded.", _debrief_form, given(ending.debrief),
        "So that both can work well together again. It is about the work, never about blame."),
    Act("close", ("close",), "Close it", "Close it", "It is closed.", simple(forms.NothingForm), _close),
    Act("withdraw", ("withdraw",), "Withdraw it", "Withdraw it", "It is withdrawn. Everybody has that in writing.",
        simple(forms.ReasonForm), given(steps.withdraw)),
)  # fmt: skip
