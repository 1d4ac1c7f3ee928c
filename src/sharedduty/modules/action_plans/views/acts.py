"""The steps of a recommendation that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.modules.action_plans import forms
from sharedduty.modules.action_plans.actions import ending, following
from sharedduty.modules.action_plans.queries import carrying, choices, reading
from sharedduty.modules.action_plans.queries.choices import SAYS

TITLE = 90


def own_name(request: Request) -> str:
    """Who is looking, by name and post."""
    return f"{request.viewer.name}, {request.viewer.post_title}"


def _look_form(request: Request, held: Any, data: Any) -> BaseForm:
    found = reading.alike_to(request.viewer, held)
    options = {
        one.recommendation.reference: f"{one.recommendation.reference}: {one.recommendation.wording[:TITLE]}"
        for one in found
    }
    initial = {"priority": held.priority, "group": held.group.key if held.group else ""}
    return forms.LookForm(data, groups=choices.groups(request.viewer), alike=options, initial=initial)


def _alike(request: Request, held: Any) -> list[tuple[str, str]]:
    shown = [("What is recommended", held.wording)]
    for one in reading.alike_to(request.viewer, held):
        words = f"{one.recommendation.wording}\nAlike in: {'; '.join(one.shared)}."
        shown.append((f"Looks alike: {one.recommendation.reference}, {one.recommendation.source_title}", words))
    return shown


def _alike_files(request: Request, held: Any) -> list[int]:
    return [one.recommendation.case_file_id for one in reading.alike_to(request.viewer, held)]


def _priority_form(request: Request, held: Any, data: Any) -> BaseForm:
    initial = {"priority": held.priority, "group": held.group.key if held.group else ""}
    return forms.PriorityForm(data, groups=choices.groups(request.viewer), initial=initial)


def _accept_form(request: Request, held: Any, data: Any) -> BaseForm:
    names = ("owner", "due_on", "intended", "measure")
    initial = {name: getattr(held, name) for name in names}
    return forms.AcceptForm(data, initial={**initial, "accepted_by": own_name(request)})


def _ask_form(request: Request, held: Any, data: Any) -> BaseForm:
    asked = [one.asked_team_id for one in reading.parts_of(request.viewer, held.reference) if one.stage != "withdrawn"]
    near, others = choices.teams(request.viewer, asked)
    return forms.AskForm(
        data, near=near, others=others, initial={"asked": "What does your agency do about this, by when, and who?"}
    )


def _change_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ChangePlanForm(data, initial={name: getattr(held, name) for name in ("owner", "due_on", "measure")})


def _define_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DefineForm(data, initial={"definition": held.definition, "indicator": held.indicator})


def _carrier_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.CarrierForm(data, options=carrying.unnamed(request.viewer, held))


def _mention_form(request: Request, held: Any, data: Any) -> BaseForm:
    waiting = {one.key: one.words for one in carrying.open_issues(request.viewer, [held])}
    return forms.MentionForm(data, options=waiting, says=SAYS)


def _wording(request: Request, held: Any) -> list[tuple[str, str]]:
    return [("What is recommended", held.wording)]


def _proposed(request: Request, held: Any) -> list[tuple[str, str]]:
    one = reading.open_proposal(held)
    if one is None:
        return _wording(request, held)
    words = f"{one.why}\n{f'It goes on in {one.successor}. ' if one.successor else ''}Proposed by {one.proposed_by}."
    return [*_wording(request, held), (one.get_kind_display(), words)]


def _proposed_to_end(kind: str) -> Any:
    return lambda held: reading.open_proposal(held, kind)


def _nothing_proposed(held: Any) -> bool:
    return reading.open_proposal(held) is None


ACTS: tuple[Act, ...] = (
    Act("look", ("look_at",), "Look at it", "Record it", "Recorded.", _look_form, given(following.look_at),
        shows=_alike, files=_alike_files),
    Act("accept", ("accept",), "Accept it", "Accept it", "It is accepted. Ask the agencies.", _accept_form,
        given(following.accept), shows=_wording),
    Act("refuse", ("refuse",), "Do not accept it", "Record it", "Recorded. It can still be found.",
        simple(forms.ReasonForm), given(following.refuse), shows=_wording),
    Act("not-for-area", ("not_for_area",), "Record that it does not apply here", "Record it",
        "Recorded. It can still be found.", simple(forms.ReasonForm), given(following.not_for_area), shows=_wording),
    Act("ask", ("ask_agencies",), "Ask agencies", "Ask them", "They are asked. Each sees its own part.", _ask_form,
        given(following.ask_agencies), "Each agency has a part of its own. It does not see what others answer.", shows=_wording),
    Act("change", ("change_plan",), "Change owner, day or measure", "Record it", "Recorded. What it was is kept in the history.",
        _change_form, given(following.change_plan)),
    Act("priority", ("set_priority",), "Change how soon it is looked to", "Record it", "Recorded.", _priority_form,
        given(following.set_priority)),
    Act("define", ("define",), "Say what is meant by it", "Record it", "Recorded. Every agency asked has it too.", _define_form,
        given(following.define), "For something hard to measure. Until this is said nobody can rate it.", shows=_wording),
    Act("merge", ("merge",), "Merge it into another", "Merge it", "It is merged. It can still be found, with where it went.",
        simple(forms.MergeForm), given(ending.merge), "It ends here, as merged and not as done.", shows=_wording),
    Act("propose-closing", ("propose_closing",), "Propose to close it", "Propose it",
        "Proposed. Somebody else must agree.", simple(forms.CloseForm), given(ending.propose_closing),
        "It closes on what is different now, and a second person agrees.", shows=_wording, offered=_nothing_proposed),
    Act("propose-superseding", ("propose_superseding",), "Propose that a newer one takes its place", "Propose it",
        "Proposed. Somebody else must agree.", simple(forms.SupersedeForm), given(ending.propose_superseding),
        "It ends as superseded, not as done.", shows=_wording, offered=_nothing_proposed),
    Act("close", ("close",), "Agree that it is closed", "Agree", "It is closed.", simple(forms.AgreeForm), given(ending.close),
        "You are the second person. Look at what the agencies showed first.", permission="plan_settle", shows=_proposed,
        offered=_proposed_to_end("close")),
    Act("supersede", ("supersede",), "Agree that a newer one takes its place", "Agree", "It is superseded.",
        simple(forms.AgreeForm), given(ending.supersede), "You are the second person.", permission="plan_settle",
        shows=_proposed, offered=_proposed_to_end("supersede")),
    Act("turn-down", ("turn_down",), "Turn the proposal down", "Turn it down", "It is turned down. It stays open.",
        simple(forms.TurnDownForm), given(ending.turn_down), permission="plan_settle", shows=_proposed,
        offered=reading.open_proposal),
    Act("carrier", ("name_carrier",), "Name a document that should carry it", "Name it", "It is named.", _carrier_form,
        given(following.name_carrier), "When it is issued again you are asked whether it carries this.", shows=_wording),
    Act("issue", ("answer_issue",), "Answer for a document issued again", "Record it", "Recorded.", _mention_form,
        given(following.answer_issue), shows=_wording, offered=carrying.waits),
    Act("reopen", ("reopen",), "Open it again", "Open it again", "It is open again.", simple(forms.ReasonForm),
        given(ending.reopen), shows=_wording),
)  # fmt: skip
