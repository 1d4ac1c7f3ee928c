"""The steps on a child's record and plan, each one small form: what it asks, and what it does."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.dates import date_words, moment_words
from sharedduty.foundations.process.api import Act as StepAct
from sharedduty.foundations.process.api import StepPages, simple
from sharedduty.foundations.requests.api import AgenciesForm
from sharedduty.modules.child_protection import forms
from sharedduty.modules.child_protection.actions import birth, conferring, discussing, enquiring, planning
from sharedduty.modules.child_protection.process import CONFERENCE, CORE_GROUP, ENQUIRY, PLAN, REVIEW, STRATEGY
from sharedduty.modules.child_protection.queries import births, cases, held
from sharedduty.modules.child_protection.queries.clocks import CONFERENCE_CLOCKS, limits_from_conference, running_limit

Form = Callable[[Request, Any, Any], BaseForm]
Do = Callable[[Request, Any, Any, int | None], object]


@dataclass(frozen=True)
class Act(StepAct):
    """One step of this room. `beside`: possible now, but not what comes next, so it is offered apart."""

    beside: bool = False


RECORDS = StepPages(
    process=ENQUIRY, find=cases.record_by_reference, called="protection record", page="child_protection:record",
    listed="child_protection:lists", permission="protection_work", named="record-",
    caption=lambda record: f"{record.child_name}, {record.reference}", template="child_protection/step.html",
)  # fmt: skip
PLANS = StepPages(
    process=PLAN, find=cases.plan_by_reference, called="protection plan", page="child_protection:plan",
    listed="child_protection:lists", permission="protection_work", named="plan-",
    caption=lambda plan: f"{plan.protection.child_name}, {plan.reference}", template="child_protection/step.html",
)  # fmt: skip
TITLES = {use.code: use.title for use in (STRATEGY, CONFERENCE, REVIEW, CORE_GROUP)}
ENDED = "The plan has ended. Tell the agencies next."


def _resting_on(kind: str, form: type[forms.MeetingForm]) -> Form:
    def made(request: Request, record: Any, data: Any) -> BaseForm:
        found = held.held_and_not_taken_in(request.viewer, record.reference, kind)
        return form(data, meetings={one.reference: f"{TITLES[kind]} of {moment_words(one.began_at)}" for one in found})

    return made


def _reasons(slug: str, verb: str, heading: str, done: str, take: Callable[..., object], record: str, intro: str = "",
             form: type[BaseForm] = forms.ReasonsForm, *, beside: bool = False) -> Act:  # fmt: skip
    def do(request: Request, thing: Any, form: Any, version: int | None) -> None:
        take(by=request.viewer, verb=verb, given=form.cleaned_data, version=version, **{record: thing})

    return Act(slug, (verb,), heading, "Record it", done, simple(form), do, intro, beside=beside)


def _record(slug: str, verb: str, heading: str, done: str, intro: str = "", *, beside: bool = False) -> Act:
    kinds: dict[str, type[BaseForm]] = {
        "request_conference": forms.RequestForm, "resolve_with_conference": forms.ResolvedForm,
        "resolve_without_conference": forms.ResolvedForm,
    }  # fmt: skip
    form = kinds.get(verb, forms.ReasonsForm)
    return _reasons(slug, verb, heading, done, enquiring.take, "record", intro, form, beside=beside)


def _plan(
    slug: str, verb: str, heading: str, done: str, intro: str = "", form: type[BaseForm] = forms.ReasonsForm, *,
    beside: bool = False,
) -> Act:  # fmt: skip
    return _reasons(slug, verb, heading, done, planning.take, "plan", intro, form, beside=beside)


def _on(action: Callable[..., object], name: str) -> Do:
    def do(request: Request, thing: Any, form: Any, version: int | None) -> None:
        action(by=request.viewer, given=form.cleaned_data, version=version, **{name: thing})

    return do


def _no_later[F: BaseForm](form: F, latest: Mapping[str, datetime.date | None]) -> F:
    """Say beside each day that is asked for by when it must be, where a limit says so."""
    for name, day in latest.items():
        if day:
            past = day < timezone.localdate()
            form.fields[name].help_text = (
                f"The limit was {date_words(day)}: as soon as can be." if past else f"No later than {date_words(day)}."
            )
    return form


def _convene(request: Request, record: Any, data: Any) -> BaseForm:
    latest = running_limit(request.viewer, record.reference, *CONFERENCE_CLOCKS)
    return _no_later(forms.ConveneForm(data), {"conference_by_on": latest})


def _make_plan(request: Request, plan: Any, data: Any) -> BaseForm:
    """The conference made a plan: who led until now leads on unless the conference appointed somebody else."""
    workers = cases.social_workers(request.viewer)
    leads = str(plan.protection.worker_id)
    form = forms.MakePlanForm(
        data, categories=cases.categories(), workers=workers, initial={"lead_worker": leads if leads in workers else ""}
    )
    return _no_later(form, limits_from_conference(plan.held_at))


def _next_review(request: Request, plan: Any, data: Any) -> BaseForm:
    latest = running_limit(request.viewer, plan.reference, "rcpc.next")
    return _no_later(forms.NextReviewForm(data), {"review_on": latest})


def _conference(request: Request, record: Any, form: Any, version: int | None) -> str:
    """Take the conference in; what it decided is recorded on the page of the plan, so the way goes on there."""
    made = conferring.take_in_conference(by=request.viewer, record=record, given=form.cleaned_data, version=version)
    return reverse("child_protection:plan", args=[made.reference])


def _reports(request: Request, record: Any, data: Any) -> BaseForm:
    return forms.ShareReportForm(data, papers=held.undecided_reports(request.viewer, record.reference))


def _agencies(request: Request, record: Any, data: Any) -> BaseForm:
    near, others = cases.agencies(request.viewer, record)
    return AgenciesForm(data, near=near, others=others)


def _birth(request: Request, record: Any, data: Any) -> BaseForm:
    name = "" if record.child_name == "Unborn child" else record.child_name
    known = births.birth_elsewhere(request.viewer, record)
    return forms.BirthForm(data, initial={"family_name": name.rpartition(" ")[2], "birth_on": known})


def _share() -> Act:
    return Act("share-report", ("share_report",), "Decide whether a report is shared with the parents", "Record it",
               "It is on record.", _reports, _on(conferring.share_report, "record"),
               "Reports that have come in wait here. Agencies send them from the page of the meeting.")  # fmt: skip


def _held(slug: str, verb: str, heading: str, kind: str) -> Act:
    def do(request: Request, plan: Any, form: Any, version: int | None) -> None:
        planning.take_in_meeting(by=request.viewer, plan=plan, verb=verb, given=form.cleaned_data, version=version)

    return Act(slug, (verb,), heading, "Record it", "Recorded.",
               _resting_on(kind, forms.ReviewForm if kind == "review_conference" else forms.CoreGroupForm), do,
               "Only a meeting that was held and ended here can be recorded. Who was there is taken from it.")  # fmt: skip


RECORD_ACTS: tuple[Act, ...] = (
    Act("discussion", ("hold_strategy", "hold_strategy_with_gap", "hold_further_strategy"), "Record a strategy discussion",
        "Record the discussion", "The discussion is on record.",
        _resting_on("strategy_discussion", forms.DiscussionForm), _on(discussing.take_in_discussion, "record"),
        "Call and hold the meeting first. Who was there, and whether health and the police were, is taken from it."),
    Act("exception", ("record_exception",), "Somebody was missing from the discussion", "Accept the exception",
        "The exception is on record.", simple(forms.ExceptionForm), _on(discussing.accept_gap, "record"),
        "A strategy discussion needs a social worker, health and the police. Hold another, or record why this one stands."),
    Act("start-enquiries", ("start_enquiries",), "Start section 47 enquiries", "Start enquiries",
        "Section 47 enquiries have started.", simple(forms.StartForm), _on(discussing.start_enquiries, "record"),
        "The 15 working days to a conference count from the latest discussion on record; it needs at least one action agreed.",
        reveals={"joint": {"yes": "police_lead"}}),
    Act("no-enquiries", ("decide_no_enquiries",), "Section 47 enquiries are not required", "Record it",
        "The decision is on record.",
        simple(forms.ReasonsForm), _on(discussing.decide_no_enquiries, "record")),
    Act("section-17", ("continue_help",), "Help goes on under section 17", "Record it", "The decision is on record.",
        lambda request, record, data: forms.ReasonsForm(data) if record.stage == "no_s47" else forms.HelpForm(data),
        _on(enquiring.continue_help, "record")),
    Act("review-help", ("review_help",), "Look at what the help changed", "Record it", "It is on record.",
        simple(forms.ImpactForm), _on(enquiring.review_help, "record"), beside=True),
    _record("no-further-action", "take_no_further_action", "No further action", "The decision is on record."),
    Act("what-was-done", ("record_work",), "Record what was done in the enquiry", "Record it", "It is on record.",
        lambda request, record, data: forms.WorkForm(data, initial={"kind": request.GET.get("kind", "")}),
        _on(enquiring.record_work, "record"),
        reveals={"kind": {"child_seen": "alone", "joint_interview": "best_evidence", "specialist": "requested_on"},
                 "parents_knew": {"no": "parents_because"}}),
    Act("ask", ("ask_agencies",), "Ask agencies", "Ask them", "The agencies are asked. Their answers stand on this page.",
        _agencies, _on(enquiring.ask_agencies, "record"),
        "Each agency sees the child's name and date of birth, your question and your purpose, and nothing else."),
    _record("finish", "finish_enquiries", "The enquiries are made", "The enquiries are made. Decide the outcome next.",
            "Say in a few words how the enquiries were made and with whom."),
    Act("outcome", ("find_not_substantiated",), "Decide the outcome of the enquiries", "Record the outcome",
        "The outcome is on record.", simple(forms.OutcomeForm), _on(enquiring.decide_outcome, "record")),
    Act("convene", ("convene_conference",), "Convene the initial conference", "Record it", "Call the conference next.",
        _convene, _on(conferring.convene, "record"),
        "The more urgent and severe it is, the sooner it is held; never after its limit.",
        offered=lambda record: record.conference_by_on is None),
    Act("prepare", ("prepare_family",), "Prepare the family for the conference", "Record it", "It is on record.",
        simple(forms.PrepareForm), _on(conferring.prepare_family, "record"),
        "The child and the parents know what it is for and who comes, and are offered an advocate.",
        reveals={"advocate": {"not_offered": "advocate_because"}}),
    Act("report", ("write_report",), "Write the report to the conference", "Keep the report", "The report is on record.",
        simple(forms.WorkerReportForm), _on(conferring.write_report, "record"),
        "Keep apart what was seen, what was said and what you think. The family has it before the conference."),
    _share(),
    _record("request-conference", "request_conference", "Another agency asks for a conference", "The request is on record.",
            "Use this where it is asked by telephone or letter. An agency that took part can ask on its own page.",
            beside=True),
    _record("agree-conference", "agree_conference", "Agree to a conference", "A conference will be held."),
    _record("refuse-conference", "refuse_conference", "Refuse a conference", "The difference is on record.",
            "A refusal is not the end: the difference is taken on by the partnership's way of resolving it."),
    _record("resolve-with", "resolve_with_conference", "Difference resolved: a conference is held", "A conference will be held."),
    _record("resolve-without", "resolve_without_conference", "Difference resolved: no conference", "The decision is on record."),
    Act("conference", ("hold_conference",), "Record the initial conference", "Record it",
        "The conference is on record. Record what it decided.",
        _resting_on("initial_conference", forms.ConferenceForm), _conference,
        "Only a conference that was held and ended here can be recorded."),
    Act("birth", ("record_birth",), "Record the birth", "Record the birth",
        "The birth is recorded. The child is to be seen from now on.", _birth, _on(birth.record_birth, "record"),
        "The child's own record and the assessment are corrected too. What was written before the birth stays as it was.",
        beside=True, offered=lambda record: record.unborn),
)  # fmt: skip

PLAN_ACTS: tuple[Act, ...] = (
    Act("add-member", ("add_member",), "Name a member of the core group", "Add", "The member is named.",
        simple(forms.MemberForm), _on(planning.add_member, "plan")),
    Act("add-item", ("add_item",), "Add a line to the plan", "Add", "The line stands in the plan.",
        simple(forms.ItemForm), _on(planning.add_item, "plan")),
    Act("close-item", ("close_item",), "Close a line of the plan", "Close it", "The line is closed. It stays on record.",
        lambda request, plan, data: forms.CloseItemForm(data, items=cases.open_items(plan)), _on(planning.close_item, "plan")),
    Act("make", ("make_plan",), "The conference made a plan", "Record the plan", "The child has a plan.",
        _make_plan, _on(planning.make_plan, "plan"), "Name the core group and write the outline first.",
        reveals={"foreign_link": {"yes": "embassy"}}),
    _plan("no-plan", "decide_no_plan", "The conference made no plan", "The decision is on record."),
    _plan("section-17", "continue_help", "Help goes on under section 17", "The decision is on record."),
    _held("first-core-group", "hold_first_core_group", "Record the first core group", "core_group"),
    Act("detail", ("detail_plan",), "The plan is written in detail", "Record it", "The plan is in detail.",
        simple(forms.DetailForm), _on(planning.write_in_detail, "plan"),
        "Add every line first. The plan as it stands is kept as its next version.",
        reveals={"offender": {"yes": "offender_plan"}}),
    Act("assess", ("begin_assessment",), "Begin or go on with the in-depth assessment", "Go on",
        "The plan rests on the child's assessment.", simple(forms.AssessForm), _on(planning.begin_assessment, "plan"),
        "A child has one assessment: where one is open, the plan rests on that one.", beside=True),
    Act("contact", ("record_contact",), "Record direct work with the child", "Record it", "It is on record.",
        simple(forms.ContactForm), _on(planning.record_contact, "plan"), beside=True,
        reveals={"child_seen": {"no": "not_seen_because"}}),
    Act("supervision", ("supervise",), "Record supervision", "Record it", "Supervision is on record.",
        simple(forms.SupervisionForm), _on(planning.supervise, "plan"),
        "Whoever leads the plan does not supervise it. No guidance sets a number of days: agree when it is next.",
        permission="protection_supervise", beside=True),
    Act("lead", ("change_lead",), "Name another lead social worker", "Record it", "The lead has changed.",
        lambda request, plan, data: forms.LeadForm(data, workers=cases.social_workers(request.viewer)),
        _on(planning.change_lead, "plan"), beside=True),
    Act("report", ("write_report",), "Write the report to the review", "Keep the report", "The report is on record.",
        simple(forms.WorkerReportForm), _on(conferring.write_report, "record"),
        "Say what the work has changed. The family has it before the review."),
    _share(),
    _held("core-group", "hold_core_group", "Record a core group", "core_group"),
    _held("first-review", "hold_first_review", "Record the first review conference", "review_conference"),
    _held("review", "hold_review", "Record a review conference", "review_conference"),
    Act("continue", ("continue_plan",), "The plan goes on", "Record it", "The plan goes on. The next review's limit runs.",
        _next_review, _on(planning.go_on, "plan")),
    _plan("proceedings", "start_proceedings", "Family proceedings", "The decision is on record.", form=forms.ProceedingsForm),
    _plan("end-risk", "end_no_longer_at_risk", "End the plan: no longer likely to suffer", ENDED),
    Act("moved", ("notify_move",), "The child moved for good", "Record it", "Recorded. The plan goes on until their conference.",
        simple(forms.MoveForm), _on(planning.tell_of_move, "plan"),
        "This plan may end only after the receiving authority held its conference.", beside=True),
    Act("received", ("record_receiving_conference",), "The receiving authority held its conference", "Record it",
        "Recorded. The plan may end now.", simple(forms.ReceivedForm), _on(planning.record_their_conference, "plan")),
    _plan("end-moved", "end_moved", "End the plan: another authority has it", ENDED),
    _plan("end-18", "end_at_eighteen", "End the plan: 18 years old", ENDED, beside=True),
    _plan("end-died", "end_died", "End the plan: the child died", ENDED, beside=True),
    _plan("end-left", "end_left_uk", "End the plan: left the United Kingdom for good", ENDED, beside=True),
    Act("tell", ("notify_agencies",), "Tell the agencies that the plan ended", "Record it", "It is on record who was told.",
        lambda request, plan, data: forms.TellForm(data, people=cases.to_be_told(request.viewer, plan)),
        _on(planning.tell_agencies, "plan")),
    _plan("support", "consider_support", "What support follows", "Recorded. This is complete."),
)  # fmt: skip
