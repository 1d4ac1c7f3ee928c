"""The steps of an assessment that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.foundations.requests.api import AgenciesForm
from sharedduty.modules.assessment.actions import birth, ending, opening, working
from sharedduty.modules.assessment.forms import ending as end_forms
from sharedduty.modules.assessment.forms import steps as forms
from sharedduty.modules.assessment.forms.birth import BirthForm
from sharedduty.modules.assessment.queries import reading
from sharedduty.modules.assessment.queries.choices import labels
from sharedduty.modules.assessment.rules.standing import handed_down, nears_adulthood
from sharedduty.modules.assessment.views.beside import BESIDE
from sharedduty.modules.front_door import api as front_door


def _timescale(request: Request, held: Any, data: Any) -> BaseForm:
    names = ("see_child_by_on", "finish_by_on", "timescale_reason", "family_told_on")
    first = not held.checkpoints.exists()
    return forms.TimescaleForm(data, initial={name: getattr(held, name) for name in names}, first=first)


def _visit_form(request: Request, held: Any, data: Any) -> BaseForm:
    by = request.viewer
    children = [held, *reading.of_family(by, held)]
    return forms.VisitForm(data, children=children, initial={"visited_by": f"{by.name}, {by.post_title}"})


def _visit(request: Request, held: Any, form: Any, version: int | None) -> None:
    working.record_visit(
        by=request.viewer, held=held, given=form.cleaned_data, children=form.answers(), version=version
    )


def _agencies_form(request: Request, held: Any, data: Any) -> BaseForm:
    near, others = reading.agencies(request.viewer, held)
    return AgenciesForm(data, near=near, others=others)


def _ask(request: Request, held: Any, form: Any, version: int | None) -> None:
    given, by = form.cleaned_data, request.viewer
    working.ask_agencies(by=by, held=held, teams=given["teams"], given=given, due_at=given["due_at"], version=version)


def _lead_form(request: Request, held: Any, data: Any) -> BaseForm:
    people = {
        one.reference: f"{one.account.name}, {one.post.title}" for one in reading.colleagues(request.viewer, held)
    }
    return forms.LeadForm(data, colleagues=people)


def _lead(request: Request, held: Any, form: Any, version: int | None) -> None:
    to = next(
        (one for one in reading.colleagues(request.viewer, held) if one.reference == form.cleaned_data["to"]), None
    )
    opening.change_lead(by=request.viewer, held=held, to=to, given=form.cleaned_data, version=version)


def _down_form(request: Request, held: Any, data: Any) -> BaseForm:
    outcomes = labels("assessment.outcomes", timezone.localdate(held.referred_at))
    return end_forms.StepDownForm(data, initial={"summary": reading.carried_down(held, outcomes)})


def _close_form(request: Request, held: Any, data: Any) -> BaseForm:
    return end_forms.CloseForm(data, in_need=held.stage == "concluded" and held.outcome == "in_need")


def _harm_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.HarmForm(data, kinds=labels("harm.kinds", timezone.localdate(held.referred_at)))


def _conclude_form(request: Request, held: Any, data: Any) -> BaseForm:
    on = timezone.localdate(held.referred_at)
    return end_forms.ConcludeForm(
        data, outcomes=labels("assessment.outcomes", on), limbs=labels("assessment.in_need", on),
        late=reading.is_late(request.viewer, held),
    )  # fmt: skip


def _begin_analysis(request: Request, held: Any, form: Any, version: int | None) -> None:
    working.begin_analysis(by=request.viewer, held=held, version=version)


def _waiting(request: Request, held: Any) -> list[tuple[str, str]]:
    return reading.waiting_challenge(held)


def _plan(request: Request, held: Any) -> list[tuple[str, str]]:
    return reading.plan_in_short(held)


def _family_files(request: Request, held: Any) -> list[int]:
    return [one.case_file_id for one in reading.of_family(request.viewer, held)]


def _adult_end_form(request: Request, held: Any, data: Any) -> BaseForm:
    planned = reading.adulthood_plan(held)
    initial = {"transition": planned.plan} if planned else {}
    return end_forms.AdultForm(data, planned=planned is not None, initial=initial)


def _birth_form(request: Request, held: Any, data: Any) -> BaseForm:
    known = front_door.birth_on_record(request.viewer, held.person_id)
    initial = {"given_names": held.given_names, "family_name": held.family_name, "birth_on": known}
    return BirthForm(data, initial=initial)


ACTS: tuple[Act, ...] = (
    Act("timescale", ("agree_timescale", "change_timescale"), "Agree the timescale", "Agree it",
        "The timescale is agreed.", _timescale, given(working.agree_timescale),
        "The speed is set by this child's needs and risks. 45 working days is the outer limit, not the aim."),
    Act("visit", ("record_visit",), "Record a visit", "Record the visit", "The visit is recorded.", _visit_form, _visit,
        files=_family_files),
    Act("reason", ("give_reason",), "Say why something could not be done", "Keep the reason", "The reason is recorded.",
        lambda request, held, data: forms.ReasonsForm(data, unborn=held.unborn), given(working.give_reason)),
    Act("birth", ("record_birth",), "Record the birth", "Record the birth",
        "The birth is recorded. The child is to be seen from now on.", _birth_form, given(birth.record_birth),
        "The child's own record is corrected too. What was written before the birth stays as it was.",
        offered=lambda held: held.unborn),
    Act("service", ("start_service",), "Record a service", "Record it", "The service is recorded.",
        simple(forms.ServiceForm), given(working.start_service),
        "Services start when they are needed. They do not wait for the assessment to end."),
    Act("ask", ("ask_agency",), "Ask agencies", "Ask them", "The agencies are asked.", _agencies_form, _ask,
        "Each agency sees the child's name and date of birth, your question and your purpose, and nothing else."),
    Act("harm", ("suspect_harm",), "Significant harm suspected", "Ask for a strategy discussion",
        "A strategy discussion is asked for. It waits under “Handed over to us”.", _harm_form,
        given(working.suspect_harm),
        "If a child is in danger now, call 999 first. The assessment goes on beside the strategy discussion."),
    Act("lead", ("change_lead",), "Change who leads", "Change it", "Somebody else leads it now.", _lead_form, _lead,
        permission="assessment_lead"),
    Act("analyse", ("begin_analysis",), "Begin the analysis", "Begin the analysis", "The analysis is begun.",
        simple(forms.NothingForm), _begin_analysis, "You can go back to gathering whenever something new comes up."),
    Act("more", ("gather_more",), "Gather more", "Go back to gathering", "Back to gathering.", simple(forms.ReasonForm),
        given(working.gather_more)),
    Act("challenge", ("challenge",), "Challenge the analysis", "Record the challenge",
        "The challenge is recorded. Whoever leads it answers.", simple(forms.ChallengeForm), given(working.challenge),
        "A supervisor or another practitioner does this, never whoever leads the assessment."),
    Act("answer", ("answer_challenge",), "Answer the challenge", "Record the answer", "The challenge is answered.",
        simple(forms.AnswerForm), given(working.answer_challenge), shows=_waiting),
    Act("conclude", ("conclude",), "Conclude the assessment", "Conclude", "The assessment is concluded.", _conclude_form,
        given(ending.conclude)),
    Act("tell", ("tell",), "Tell the outcome", "Record it", "Recorded.", simple(end_forms.TellForm), given(ending.tell)),
    Act("action", ("add_action",), "Add an action to the plan", "Add it", "The action is added.",
        simple(end_forms.ActionForm), given(ending.add_action)),
    Act("make-plan", ("make_plan",), "Agree the plan", "Agree the plan", "The plan is agreed.",
        simple(end_forms.PlanForm), given(ending.make_plan), shows=_plan),
    Act("review", ("review_plan",), "Review the plan", "Record the review", "The review is recorded.",
        simple(end_forms.ReviewForm), given(ending.review_plan), shows=_plan),
    Act("step-down", ("step_down",), "Step down to early help", "Ask early help to go on",
        "Early help is asked. The families team has it from now on, and you can follow it from here.", _down_form,
        given(ending.step_down), "The family has to agree to early help: talk with them first.",
        offered=lambda held: not handed_down(held)),
    Act("move", ("begin_move",), "The child moves to another authority", "Record the move", "The move is recorded.",
        simple(end_forms.MoveForm), given(ending.begin_move),
        "This authority goes on supporting the child until the other has taken over."),
    Act("sent", ("send_information",), "Information sent", "Record it", "Recorded.", simple(end_forms.SentForm),
        given(ending.send_information)),
    Act("stays", ("call_off_move",), "The move did not happen", "Go on with the plan here", "The plan goes on here.",
        simple(forms.ReasonForm), given(ending.call_off_move)),
    Act("taken-over", ("taken_over",), "The other authority took over", "Record it", "Taken over. This record is ended.",
        simple(end_forms.TakenOverForm), given(ending.taken_over)),
    Act("adult-now", ("become_adult",), "The young person is 18", "Record the transition", "The transition is recorded.",
        _adult_end_form, given(ending.become_adult), offered=nears_adulthood),
    Act("close", ("close", "close_plan"), "Close", "Close it", "It is closed.",
        _close_form, given(ending.close)),
    Act("withdraw", ("withdraw",), "Withdraw this assessment", "Withdraw it", "The assessment is withdrawn.",
        simple(forms.ReasonForm), given(ending.withdraw)),
    *BESIDE,
)  # fmt: skip
