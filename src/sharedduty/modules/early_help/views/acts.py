"""The steps of a plan that are one small form each: what each asks, and what it does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.forms import word_plainly
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.forms.api import revealed, show_form
from sharedduty.foundations.guidance.api import help_kinds
from sharedduty.foundations.process.api import CannotMove, Overtaken
from sharedduty.modules.early_help import forms
from sharedduty.modules.early_help.actions import consenting, helping, leading, moving, noting, planning
from sharedduty.modules.early_help.queries import offers
from sharedduty.modules.early_help.queries import plans as queries
from sharedduty.modules.early_help.rules import FITS, has_lead
from sharedduty.modules.early_help.views.bench import Bench

Given = Mapping[str, Any]
SOMEBODY_FIRST = "Somebody else changed this plan while you had it open. Look at what they did, and send again."


@dataclass(frozen=True)
class Act:
    """One step: address, heading, button, words when done, its form, and the action it takes.

    `about` is what a second reference in the address names. `runs` is for whoever runs the plan; other steps are for
    everybody of the plan, as far as the action lets them. `intro` says what one needs to know before answering; `reveals`
    which question a choice brings up: by question, by choice.
    """

    slug: str
    heading: str
    button: str
    done: str
    form: Callable[[Bench, Any], BaseForm]
    do: Callable[[Bench, Given], object]
    about: str = ""
    runs: bool = True
    intro: str = ""
    reveals: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def _plain(kind: type[BaseForm]) -> Callable[[Bench, Any], BaseForm]:
    return lambda bench, data: kind(data)


def _version(bench: Bench) -> int | None:
    text = bench.request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _moved(act: Callable[..., object]) -> Callable[[Bench, Given], object]:
    """A step of the process, from the version that was read."""
    return lambda bench, given: act(by=bench.viewer, plan=bench.plan, **given, version=_version(bench))


def _done(act: Callable[..., object]) -> Callable[[Bench, Given], object]:
    return lambda bench, given: act(by=bench.viewer, plan=bench.plan, **given)


def _lead(bench: Bench, given: Given) -> object:
    member = queries.member_of(bench.plan, given["member"])
    rest = {key: value for key, value in given.items() if key != "member"}
    return leading.name_lead(by=bench.viewer, plan=bench.plan, member=member, **rest)


def _register(bench: Bench, given: Given) -> object:
    team = queries.families_team(bench.viewer, given["team"])
    return moving.register(by=bench.viewer, plan=bench.plan, team=team, number=given["number"], version=_version(bench))


def _action(bench: Bench, given: Given) -> object:
    return planning.agree_action(
        by=bench.viewer, outcome=bench.thing, what=given["what"], kind=given["kind"], due_on=given["due_on"],
        owner=queries.member_of(bench.plan, given["owner"]), help_kind=given["help_kind"],
    )  # fmt: skip


def _action_form(bench: Bench, data: Any) -> BaseForm:
    people, kinds = queries.team_of(bench.plan), help_kinds(bench.plan.area.local_pack)
    return forms.PlanActionForm(data, people=people, kinds=kinds)


def _help_form(bench: Bench, data: Any) -> BaseForm:
    named = help_kinds(bench.plan.area.local_pack)
    kinds = {one: named.get(one, one) for one in bench.thing.kinds}
    return forms.ChooseHelpForm(
        data, people=queries.team_of(bench.plan), outcomes=offers.open_outcomes(bench.plan), kinds=kinds,
        despite=offers.fit_of(bench.plan, bench.thing).state != FITS, initial={"what": bench.thing.service},
    )  # fmt: skip


def _choose_help(bench: Bench, given: Given) -> object:
    return helping.choose_help(
        by=bench.viewer, plan=bench.plan, offer=bench.thing.key, what=given["what"], due_on=given["due_on"],
        outcome=queries.outcome_of(bench.plan, given["outcome"]), owner=queries.member_of(bench.plan, given["owner"]),
        help_kind=given.get("help_kind", ""), despite=given.get("despite", ""),
    )  # fmt: skip


ACTS: tuple[Act, ...] = (
    Act("consent", "What did the family answer?", "Save the answer", "The answer is on record.",
        lambda bench, data: forms.ConsentForm(data, plan=bench.plan), _moved(consenting.record_consent),
        intro="Talk through what was noticed, what helps, and who would know. They may say no, now or later.",
        reveals={"answer": {"given": "covers", "refused": "considered", "withdrawn": "considered"}}),
    Act("lead", "Name the lead practitioner", "Name them", "The lead practitioner is named.",
        lambda bench, data: forms.LeadForm(
            data, people=queries.team_of(bench.plan, may_lead=True), again=has_lead(bench.plan)),
        _lead, intro="One person at a time keeps it together and is whom the family turns to."),
    Act("named", "Add somebody without an account", "Add them", "They are of the team.", _plain(forms.NamedForm),
        _done(leading.join), intro="The child, the family and whoever supports them are of the team like everybody else.",
        reveals={"capacity": {"practitioner": "organisation_name"}}),
    Act("leaves", "Somebody leaves the team", "Save", "They are no longer of the team.", _plain(forms.BecauseForm),
        lambda bench, given: leading.leave_team(by=bench.viewer, member=bench.thing, **given), "member"),
    Act("tool", "My Plan, or My Assessment?", "Save", "Saved.", _plain(forms.ToolForm), _moved(moving.choose_tool)),
    Act("check", "Is there a plan already?", "Save", "Saved.", _plain(forms.CheckForm), _done(moving.note_check),
        intro="Ask the families team before a My Assessment begins."),
    Act("registration", "Register the plan", "Register it", "The plan is registered. The families team sees it now.",
        lambda bench, data: forms.RegisterForm(data, teams=queries.families_teams(bench.viewer)), _register,
        intro="The families team sees a registered plan, supports you and advises. The family agreed to this sharing."),
    Act("outcome", "Add an outcome", "Add it", "Added. Agree who does what for it.", _plain(forms.OutcomeForm),
        _done(planning.set_outcome)),
    Act("settle", "What became of the outcome?", "Save", "Saved.", _plain(forms.SettleForm),
        lambda bench, given: planning.settle_outcome(by=bench.viewer, outcome=bench.thing, **given), "outcome"),
    Act("action", "Agree an action", "Agree it", "Agreed.",
        _action_form, _action, "outcome"),
    Act("choose-help", "Choose this help", "Choose it", "Chosen: it is an action of the plan now.", _help_form, _choose_help,
        "offer"),
    Act("tell-of-help", "The family was told of this help", "Keep it", "Kept with the plan.", _plain(forms.TellOfHelpForm),
        lambda bench, given: helping.signpost(by=bench.viewer, plan=bench.plan, offer=bench.thing.key, **given), "offer",
        runs=False, intro="Telling is no referral: the family asks by itself, if it wants to."),
    Act("progress", "How far is it?", "Save", "Saved. The lead practitioner sees it.", _plain(forms.ProgressForm),
        lambda bench, given: planning.tell_progress(by=bench.viewer, action=bench.thing, **given), "action", runs=False),
    Act("advice", "Keep advice you took", "Keep it", "Kept with the plan.", _plain(forms.AdviceForm), _done(noting.take_advice),
        runs=False, intro="Advice is no referral. If a child may be suffering significant harm, ask the front door now."),
    Act("circumstance", "Does any of this apply?", "Note it", "Noted.", _plain(forms.CircumstanceForm),
        _done(noting.note_circumstance), runs=False,
        intro="Privately fostered means: under 16, or under 18 if disabled, and living for 28 days or more with somebody who "
        "is no close relative and has no parental responsibility. The council must be told."),
    Act("circumstance-ends", "It no longer applies", "Save", "Saved. It stays on record.", _plain(forms.EndedForm),
        lambda bench, given: noting.end_circumstance(by=bench.viewer, circumstance=bench.thing, **given), "circumstance",
        runs=False),
    Act("health-care-plan", "Education, health and care plan", "Save", "Saved.", _plain(forms.HealthCarePlanForm),
        _done(noting.note_health_care_plan),
        intro="Think about one where a child's needs are not met by plans like this. A panel decides after its assessment."),
    Act("words", "What the child or family says", "Keep it", "Kept, in their words.", _plain(forms.WordsForm),
        _done(planning.write_words), runs=False),
    Act("agree", "Agree the plan", "The plan is agreed", "The plan is under way.", _plain(forms.AgreeForm),
        _moved(moving.agree_plan), intro="Agree it with the family, and give them their own copy: “My plan, in plain words”."),
    Act("review", "Review the plan", "Keep the review", "The review is on record.", _plain(forms.ReviewForm),
        _moved(moving.hold_review), intro="Review it with the family. What does not work is stopped."),
    Act("step-up", "Ask the front door", "Send it to the front door",
        "Sent, with the plan. You stay the lead until they answer.",
        _plain(forms.StepUpForm), _moved(moving.step_up),
        intro="What was noticed, agreed, tried and said goes with it. You need not type it again.",
        reveals={"harm": {"no": "tried"}, "told": {"no": "not_told_because"}}),
    Act("go-on", "Go on with early help", "Go on", "Make the plan again, with a review date.", _plain(forms.ReasonForm),
        _moved(moving.go_on)),
    Act("close", "Close the plan", "Close it", "The plan is closed.", _plain(forms.CloseForm), _moved(moving.close_plan)),
)  # fmt: skip


def act(request: Request, step: Act, reference: str, about: str = "") -> HttpResponse:
    """One small step: its form, or the step itself. What was typed stays when it is refused."""
    bench = Bench(request, reference).about(step.about, about)
    if (step.runs and not bench.runs) or bench.plan.stage == "closed":
        raise Http404
    posted = request.method == "POST"
    form = step.form(bench, request.POST if posted else None)
    elsewhere: list[dict[str, str]] = []
    word_plainly(form.fields)
    if posted and form.is_valid():
        try:
            step.do(bench, form.cleaned_data)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        except Overtaken:
            elsewhere = [{"text": SOMEBODY_FIRST, "href": bench.page}]
        else:
            messages.success(request, step.done)
            return HttpResponseRedirect(bench.page)
    elif not posted:
        bench.seen(purpose=step.heading)
    context = {
        "bench": bench, "step": step, "heading": step.heading, "caption": f"{bench.plan}, {bench.plan.reference}",
        "back": bench.page, "version": bench.plan.version, **revealed(form, step.reveals),
        "fit": offers.fit_of(bench.plan, bench.thing) if step.about == "offer" else None,
    }  # fmt: skip
    return show_form(request, "early_help/step.html", form, elsewhere, context)
