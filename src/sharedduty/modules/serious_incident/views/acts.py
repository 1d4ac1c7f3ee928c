"""The steps of an incident that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.directory.api import PARTNER_KINDS
from sharedduty.foundations.people.api import by_reference as person_by_reference
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.modules.serious_incident import forms
from sharedduty.modules.serious_incident.actions import considering, deciding, notifying
from sharedduty.modules.serious_incident.policy import DELEGATE
from sharedduty.modules.serious_incident.queries import choices, partners, reading, writing
from sharedduty.modules.serious_incident.rules.deciding import CRITERIA

PARTNERS = {key: title[:1].upper() + title[1:] for key, title in PARTNER_KINDS.items()}


def own_name(request: Request) -> str:
    """Who is looking, by name and post."""
    return f"{request.viewer.name}, {request.viewer.post_title}"


def child_form(request: Request, held: Any, data: Any, **more: Any) -> BaseForm:
    """The form of one child, named or corrected."""
    return forms.ChildForm(
        data, parts=choices.labels_of("part"), abuse=choices.ABUSE, care=choices.labels_of("care"), **more
    )


def _name_child(request: Request, held: Any, form: Any, version: int | None) -> None:
    person = person_by_reference(request.viewer, request.GET.get("person", ""))
    considering.name_child(by=request.viewer, held=held, given=form.cleaned_data, person=person, version=version)


def _view_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ViewForm(data, partners=PARTNERS, views=choices.VIEWS, own=request.viewer.role == DELEGATE)


def _what_happened(request: Request, held: Any) -> list[tuple[str, str]]:
    return [("What happened", held.what_happened)]


def _safety_form(request: Request, held: Any, data: Any) -> BaseForm:
    living = {one.reference: str(one) for one in reading.living(held)}
    return forms.SafetyForm(data, children=living)


def _check_safety(request: Request, held: Any, form: Any, version: int | None) -> None:
    child = reading.child_of(held, form.cleaned_data["who"])
    considering.check_safety(by=request.viewer, held=held, child=child, given=form.cleaned_data, version=version)


def _decision_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DecisionForm(
        data, criteria=CRITERIA, answers=choices.YES_NO, without=partners.without_view(request.viewer, held),
        asked_for=reading.was_asked_for(request.viewer, held), decided_by=own_name(request),
    )  # fmt: skip


def _what_partners_said(request: Request, held: Any) -> list[tuple[str, str]]:
    lines = partners.partner_lines(request.viewer, held)
    said = [
        (f"{one.title}: {choices.VIEWS.get(one.view.view, one.view.view).lower()}", one.view.reasons)
        for one in lines
        if one.view
    ]
    return _what_happened(request, held) + said


def _tell_form(request: Request, held: Any, data: Any) -> BaseForm:
    whom = choices.told_labels(timezone.localdate(held.aware_at))
    return forms.TellForm(data, whom=whom, told_by=own_name(request))


def _finish(request: Request, held: Any, form: Any, version: int | None) -> None:
    notifying.finish(by=request.viewer, held=held, version=version)


def _challenges(request: Request, held: Any) -> list[tuple[str, str]]:
    waiting = reading.waiting_challenge(held)
    return [(f"Asked by {waiting.made_by_words}", waiting.text)] if waiting else []


def _still_to_write(request: Request, held: Any) -> list[tuple[str, str]]:
    lacking = writing.unwritten(request.viewer, held)
    return [("Still to write on the sheet", f"{len(lacking)} answers")] if lacking else []


ACTS: tuple[Act, ...] = (
    Act("child-new", ("name_child",), "Name a child", "Name the child", "The child is named.", child_form, _name_child,
        "One incident may be about several children. Name each of them, and brothers and sisters too.",
        reveals={"part": {"died": "died_on"}}),
    Act("aware", ("correct_awareness",), "Correct when the council became aware", "Correct it",
        "Corrected. What was recorded before is kept.", simple(forms.AwarenessForm), given(considering.correct_awareness),
        "The five working days count from this moment. They are counted again."),
    Act("view", ("give_view",), "Is it notifiable? The view of a partner", "Record the view", "The view is recorded.",
        _view_form, given(considering.give_view),
        "The council decides. What each partner thinks stands beside it, and so does who disagrees.",
        permission="incident_view", shows=_what_happened),
    Act("safety", ("check_safety",), "Look to the children's safety", "Record it", "Recorded.", _safety_form, _check_safety,
        "This comes before the notice: each living child, and the other children of the household."),
    Act("decide", ("decide_notifiable", "decide_not_notifiable"), "Decide whether it is notifiable", "Record the decision",
        "The decision is recorded. The partners and whoever asked are told.", _decision_form, given(deciding.decide),
        "Serious harm is wide. It takes in lasting harm to mind or body, and harm that is only likely to last. "
        "That a child got better does not rule it out.", shows=_what_partners_said),
    Act("set-aside", ("set_aside",), "Set it aside", "Set it aside", "It is set aside.", simple(forms.SetAsideForm),
        given(deciding.set_aside)),
    Act("notify", ("notify",), "Record that the notice was sent", "Record it",
        "Recorded. The partners are told, and a rapid review waits for the business unit.", simple(forms.NotifyForm),
        given(notifying.notify),
        "First copy the sheet into the national system and send it there. Then record here what it answered. The Panel shares "
        "what you send with Ofsted and the Department for Education.", shows=_still_to_write),
    Act("tell", ("tell",), "Record that somebody was told", "Record it", "Recorded.", _tell_form, given(notifying.tell),
        permission="incident_follow"),
    Act("panel-message", ("record_panel_message",), "Record the Panel's message", "Record it", "Recorded.",
        simple(forms.PanelMessageForm), given(notifying.record_panel_message),
        "The Panel writes soon after the notice, with the day by which it wants the rapid review.",
        permission="incident_follow"),
    Act("finish", ("finish",), "Everybody was told", "End it", "Everybody was told. The incident goes on in the rapid review.",
        simple(forms.NothingForm), _finish, permission="incident_follow"),
    Act("challenge", ("challenge",), "Ask to look again", "Ask", "The head of service is asked to look again.",
        simple(forms.ChallengeForm), given(deciding.challenge), permission="incident_read"),
    Act("uphold", ("uphold",), "The decision stands", "Record the answer", "The answer is recorded.",
        simple(forms.ReasonForm), given(deciding.uphold), shows=_challenges, offered=reading.waiting_challenge),
    Act("reconsider", ("reconsider",), "Open it again", "Open it again",
        "It is open again. The five working days count anew, and the partners are asked.", simple(forms.ReconsiderForm),
        given(deciding.reconsider), shows=_challenges),
)  # fmt: skip
