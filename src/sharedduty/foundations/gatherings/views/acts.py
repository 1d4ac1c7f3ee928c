"""The steps of a meeting that are one small form each: what each asks, and what it does. `bench.act` draws them all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm

from sharedduty.foundations.gatherings import actions, forms, minuting, queries
from sharedduty.foundations.gatherings.joint import use_of
from sharedduty.foundations.gatherings.views.bench import Bench

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Act:
    """One step: its address, its heading, its button, the words when done, the form, and the action it takes.

    `about` is what a second reference in the address names. `runs` is for those who run the meeting; other steps are for
    everyone who takes part, each for themselves. `intro` says what the person needs to know before they answer;
    `reveals` which question a choice brings up: by question, by choice.
    """

    slug: str
    heading: str
    button: str
    done: str
    form: Callable[[Bench, Any, Any], BaseForm]
    do: Callable[[Bench, Given], object]
    about: str = ""
    runs: bool = True
    intro: str = ""
    files: bool = False
    reveals: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def _simple(kind: type[BaseForm]) -> Callable[[Bench, Any, Any], BaseForm]:
    return lambda bench, data, files: kind(data)


def _version(bench: Bench) -> int | None:
    text = bench.request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _common(bench: Bench) -> dict[str, Any]:
    return {"by": bench.viewer, "gathering": bench.gathering}


def _moved(act: Callable[..., object]) -> Callable[[Bench, Given], object]:
    """A step that moves the meeting between its stages, from the version that was read."""
    return lambda bench, given: act(**_common(bench), **given, version=_version(bench))


def _judged(bench: Bench, _: object = None) -> object:
    """Whenever it changes who is there, the quorum is checked again."""
    return actions.judge_quorum(**_common(bench))


def _joint_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    return forms.JointForm(data, joint=bench.joinable())


def _hold_jointly(bench: Bench, given: Given) -> object:
    return actions.hold_jointly(
        **_common(bench), joint=given.get("joint", []), because=given["because"], version=_version(bench)
    )


def _there_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    waiting = queries.waiting_for(bench.gathering)
    return forms.ThereForm(
        data, waiting={one.reference: f"{one.name}, {bench.use.capacity(one.capacity).title}" for one in waiting}
    )


def _there(bench: Bench, given: Given) -> object:
    waiting = queries.waiting_for(bench.gathering)
    for number, one in enumerate(waiting, 1):
        said, deputy = given.get(f"there_{number}"), given.get(f"deputy_{number}", "")
        if said in ("came", "deputy"):
            actions.came(**_common(bench), invitation=one, as_deputy=said == "deputy", name=deputy)
    return _judged(bench)


def _else_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    return forms.SomebodyElseForm(data, capacities=bench.capacities(family=True))


def _named_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    return forms.NamedForm(
        data, capacities=bench.capacities(family=True), organisations=queries.organisations(bench.viewer),
        families=bench.people(family=True), parts=bench.own_parts(), seats=bench.seats(),
    )  # fmt: skip


def chosen_parts(bench: Bench, given: Given) -> Any:
    """The parts ticked, or every part where there is one only."""
    wanted = given.get("parts")
    return None if wanted is None else [one for one in queries.parts_of(bench.gathering) if one.reference in wanted]


def chosen_seats(bench: Bench, given: Given) -> dict[str, str]:
    """As what somebody comes to each part of another room, by the part; those they do not hear are not there."""
    said = {reference: given.get(f"seat_{number}", "") for number, reference in enumerate(bench.seats(), 1)}
    return {reference: seat for reference, seat in said.items() if seat}


def _hear_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    _, capacities = bench.seats().get(bench.thing_reference, ("", {}))
    return forms.HearForm(data, people=bench.people(family=False), capacities=capacities)


def _invite_named(bench: Bench, given: Given) -> object:
    return actions.invite(
        **_common(bench), capacity=given["capacity"], name=given["name"], email=given["email"],
        organisation=queries.organisation_called(bench.viewer, given["organisation"]),
        organisation_name=given["organisation_name"], supports=bench.invitation(given.get("supports", "")),
        parts=chosen_parts(bench, given), seats=chosen_seats(bench, given),
    )  # fmt: skip


def _conflict_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    return forms.ConflictForm(data, parts=bench.parts())


def _conflict(bench: Bench, given: Given) -> object:
    part = queries.part_called(bench.gathering, given.get("part", "")) if given.get("part") else None
    return actions.declare_conflict(
        by=bench.viewer, invitation=bench.thing, what=given["what"], effect=given["effect"], part=part
    )


def _decide_quorum(bench: Bench, given: Given) -> object:
    finding = queries.undecided_finding(bench.gathering)
    if finding is None:
        return None
    return actions.decide_on_quorum(
        by=bench.viewer, finding=finding, go_on=given["go_on"] == "yes", decided_by_name=given["decided_by_name"],
        because=given["because"],
    )  # fmt: skip


def _decision_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    return forms.DecisionForm(data, earlier={one.reference: one.text[:80] for one in bench.thing.decisions.all()})


def _decide(bench: Bench, given: Given) -> object:
    earlier = queries.decision_called(bench.gathering, given.get("instead_of") or "")
    return actions.decide(
        by=bench.viewer, part=bench.thing, text=given["text"], reason=given["reason"], question=given["question"],
        instead_of=earlier,
    )  # fmt: skip


def _who_form(
    who: str, text: str, name: str = "text", family: bool | None = None
) -> Callable[[Bench, Any, Any], BaseForm]:
    return lambda bench, data, files: forms.WhoForm(
        data, people=bench.people(family=family), who=who, text=text, name=name
    )


def _paper_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    hearing = {one.invitation_id for one in bench.thing.hearings.filter(heard_until__isnull=True)}
    openers = {
        one.reference: one.name
        for one in queries.invited_to(bench.viewer, bench.gathering, everyone=bench.runs, family=False)
        if one.pk in hearing
    }
    wanted = {one.code: one.title for one in bench.use.papers}
    return forms.PaperForm(
        data, files, asked_for=wanted, people=bench.people(family=False), openers=openers if bench.runs else {}
    )


def _paper(bench: Bench, given: Given) -> object:
    return actions.circulate_paper(
        by=bench.viewer, part=bench.thing, title=given["title"], upload=given["file"],
        sent_by=bench.invitation(given["sent_by"]), code=given.get("code", ""),
        openers=[bench.invitation(one) for one in given.get("openers", [])],
    )  # fmt: skip


def _send_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    view = queries.view_of(bench.viewer, bench.gathering)
    (part,) = (one for one in view.parts if one.part.pk == bench.thing.part_id)
    people = {one.reference: one.name for one in minuting.entitled(part)}
    return forms.SendForm(data, people=people)


def _act_on(bench: Bench, given: Given) -> object:
    return actions.act_on(by=bench.viewer, action=bench.thing, version=_version(bench), **given)


def _minutes_form(bench: Bench, data: Any, files: Any) -> BaseForm:
    return forms.MinutesForm(data, again=bench.thing.minutes.exists(), signs=use_of(bench.thing).signs_minutes)


def _minutes(bench: Bench, given: Given) -> object:
    return actions.make_minutes(by=bench.viewer, part=bench.thing, sections=minutes_shown(bench), **given)


def minutes_shown(bench: Bench) -> list[dict[str, Any]]:
    """The minutes of a part as they would be made now."""
    view = queries.view_of(bench.viewer, bench.gathering)
    (part,) = (one for one in view.parts if one.part.pk == bench.thing.pk)
    return minuting.minutes_of(view, part)


ACTS: tuple[Act, ...] = (
    Act("postpone", "Postpone the meeting", "Postpone", "The meeting is postponed. Everyone invited is told.",
        _simple(forms.MoveForm), _moved(actions.postpone)),
    Act("adjourn", "Adjourn the meeting", "Adjourn", "The meeting is adjourned. Everyone invited is told.",
        _simple(forms.MoveForm), _moved(actions.adjourn), intro="Say when it goes on. Whoever is there is noted as leaving now."),
    Act("cancel", "Cancel the meeting", "Cancel the meeting", "The meeting is cancelled. Everyone invited is told.",
        _simple(forms.BecauseForm), _moved(actions.cancel), intro="It stays on record, with the reason. Its clocks stop."),
    Act("hold-jointly", "Hold it jointly with another review", "Hold it jointly",
        "It is held jointly from now on. Everyone invited is told.", _joint_form, _hold_jointly,
        intro="One meeting then serves both. This cannot be undone: to part them again, cancel it and call two."),
    Act("begin", "Begin the meeting", "Begin", "The meeting has begun. Record who is here.",
        _simple(forms.AtForm), _moved(actions.begin), intro="Leave the time empty if it begins now."),
    Act("resume", "Go on with the meeting", "Go on", "The meeting goes on. Record who is here now.",
        _simple(forms.NothingForm), _moved(actions.resume)),
    Act("end", "End the meeting", "End", "The meeting has ended. The minutes are next.",
        _simple(forms.AtForm), _moved(actions.end), intro="Leave the time empty if it ends now."),
    Act("invite-by-name", "Invite somebody without an account", "Invite", "Invited.", _named_form, _invite_named,
        intro="A family member, a supporter, or a practitioner who does not sign in here."),
    Act("reply", "Answer the invitation", "Save the answer", "The answer is kept.", _simple(forms.ReplyForm),
        lambda bench, given: actions.reply(by=bench.viewer, invitation=bench.thing, **given), "invitation", runs=False,
        reveals={"answer": {"deputy": "deputy_name"}}),
    Act("withdraw-invitation", "Withdraw the invitation", "Withdraw", "The invitation is withdrawn. It stays on record.",
        _simple(forms.BecauseForm),
        lambda bench, given: actions.withdraw_invitation(by=bench.viewer, invitation=bench.thing, **given), "invitation"),
    Act("conflict", "Declare a conflict of interest", "Declare it", "The conflict is on record.", _conflict_form, _conflict,
        "invitation", runs=False, intro="Whoever leaves sees nothing more: of the whole meeting, or of the part they leave."),
    Act("who-is-here", "Who is here?", "Save who is here", "Saved, and the quorum is checked.", _there_form, _there),
    Act("somebody-else", "Somebody else is here", "Save", "Saved, and the quorum is checked.", _else_form,
        lambda bench, given: _judged(bench, actions.came(**_common(bench), **given))),
    Act("left", "Somebody leaves", "Save", "Saved, and the quorum is checked.", _simple(forms.LeftForm),
        lambda bench, given: _judged(bench, actions.left(by=bench.viewer, attendance=bench.thing, **given)), "attendance"),
    Act("strike-out", "They were not here", "Strike out", "Struck out, and the quorum is checked.",
        _simple(forms.BecauseForm),
        lambda bench, given: _judged(bench, actions.strike_out(by=bench.viewer, attendance=bench.thing, **given)), "attendance",
        intro="The line stays on record as a mistake."),
    Act("quorum", "The meeting is not quorate", "Save the decision", "The decision is on record.",
        _simple(forms.QuorumForm), _decide_quorum),
    Act("decide", "Record a decision", "Record it", "The decision is on record.", _decision_form, _decide, "part"),
    Act("dissent", "Somebody does not agree", "Record it", "It stands beside the decision.",
        _who_form("Who does not agree?", "Why?", "because"),
        lambda bench, given: actions.dissent(
            by=bench.viewer, decision=bench.thing, invitation=bench.invitation(given["who"]), because=given["because"]
        ), "decision", runs=False),
    Act("written-view", "A view in writing", "Keep it", "The view is kept.", _who_form("Whose view is it?", "What do they say?"),
        lambda bench, given: actions.write_view(
            by=bench.viewer, part=bench.thing, invitation=bench.invitation(given["who"]), text=given["text"]
        ), "part", runs=False),
    Act("agree-action", "Agree an action", "Agree it", "The action is agreed. Its owner is told.",
        lambda bench, data, files: forms.ActionForm(data, people=bench.people()),
        lambda bench, given: actions.agree_action(
            by=bench.viewer, part=bench.thing, what=given["what"], owner=bench.invitation(given["owner"]),
            due_on=given["due_on"],
        ), "part"),
    Act("act-on", "What became of the action?", "Save", "Saved.", _simple(forms.ActOnForm), _act_on, "action", runs=False,
        reveals={"what": {"later": "due_on"}}),
    Act("add-paper", "Put a paper before the meeting", "Circulate it", "The paper is circulated.", _paper_form, _paper, "part",
        runs=False, files=True),
    Act("make-minutes", "Make the minutes", "Keep as the minutes", "The minutes are made. Send them next.", _minutes_form,
        _minutes, "part", intro="They are made from what was recorded. To change a line, go back and mend the record."),
    Act("send-minutes", "Send the minutes", "Send", "The minutes are sent.", _send_form,
        lambda bench, given: actions.send_minutes(
            by=bench.viewer, minutes=bench.thing, to=[bench.invitation(one) for one in given["to"]]
        ), "minutes"),
    Act("share", "Share with the family", "Share it", "Shared, and on record.",
        lambda bench, data, files: forms.ShareForm(data, people=bench.people(family=True)),
        lambda bench, given: actions.share(
            by=bench.viewer, part=bench.thing, invitation=bench.invitation(given["who"]), title=given["title"],
            text=given["text"], how=given["how"],
        ), "part"),
    Act("withhold", "Withhold from the family", "Record it", "Withheld, with the reason on record.",
        lambda bench, data, files: forms.WithholdForm(data, people=bench.people(family=True)),
        lambda bench, given: actions.withhold(
            by=bench.viewer, part=bench.thing, invitation=bench.invitation(given["who"]), title=given["title"],
            because=given["because"],
        ), "part"),
    Act("hear", "Let somebody hear this part", "Let them hear it", "They may hear this part.",
        _hear_form,
        lambda bench, given: actions.hear(
            by=bench.viewer, part=bench.thing, invitation=bench.invitation(given["who"]), because=given["because"],
            seat=given.get("capacity", ""),
        ), "part"),
    Act("stop-hearing", "Somebody no longer hears this part", "Save", "From now on they do not hear this part.",
        _who_form("Who?", "Why?", "because", family=False),
        lambda bench, given: actions.stop_hearing(
            by=bench.viewer, part=bench.thing, invitation=bench.invitation(given["who"]), because=given["because"]
        ), "part"),
)  # fmt: skip
