"""Two processes: a domestic homicide review of the community safety partnership, and one agency's own report in it (GL-DH)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.gatherings.api import Capacity, GatheringUse, Quorum
from sharedduty.foundations.process.api import (
    ClockUse,
    DecisionPoint,
    Output,
    Process,
    RequestUse,
    Stage,
    Step,
    Transition,
)
from sharedduty.modules.action_plans.api import START as START_PLAN
from sharedduty.modules.homicide_review.rules import agencies, considering, publishing, reporting, setting_up, standing

WORK, REPORT = "homicide_work", "homicide_report"
CONSIDERING, COMMISSIONING, REVIEWING, DRAFTED = "considering", "commissioning", "reviewing", "drafted"
SIGNED, CLEARED, PUBLISHED, NOT_HELD = "signed", "cleared", "published", "not_held"
RUNNING = (COMMISSIONING, REVIEWING, DRAFTED, SIGNED, CLEARED)
LIVE = (CONSIDERING, *RUNNING, PUBLISHED, NOT_HELD)
WRITTEN = (DRAFTED, SIGNED, CLEARED, PUBLISHED)
ACTION_PLAN = START_PLAN  # what the hand-over is called that publication leaves

DECISION_MEETING = GatheringUse(
    code="homicide_decision_meeting",
    title="Decision panel",
    duty="Those who know domestic abuse advise whether the death needs a review; the chair of the partnership decides.",
    file_kind="homicide_decision_meeting",
    capacities=(
        Capacity("lead", "Lead of the community safety partnership", at_least=1),
        Capacity("coordinator", "Strategic coordinator, domestic abuse and sexual violence", at_least=1),
        Capacity("police", "The police"),
        Capacity("specialist", "Specialist domestic abuse service", at_least=1),
        Capacity("health", "Health"),
        Capacity("social_care", "Social care"),
        Capacity("other", "Another agency that the case calls for, or another board"),
    ),
    quorum=Quorum(citation="GA2019 L1262 (no number: those who know domestic abuse are there)", organisations=2),
    chaired_by="lead",
    citation="GA2019 L1262",
    retention_class="child",
)  # fmt: skip
PANEL_MEETING = GatheringUse(
    code="homicide_panel_meeting",
    title="Review panel",
    duty="The panel settles the terms, hears the agencies' reports, agrees the findings and answers for the report.",
    file_kind="homicide_panel_meeting",
    capacities=(
        Capacity("chair", "Independent chair", at_least=1),
        Capacity("member", "Member of the panel", at_least=1),
        Capacity("specialist", "Specialist domestic abuse service", at_least=1),
        Capacity("author", "Author of an agency's report, to present it"),
        Capacity("expert", "Expert for this case"),
        Capacity("family", "Family, or their advocate", family=True),
        Capacity("administration", "Administrator"),
    ),
    quorum=Quorum(citation="GA2019 L1465 (no number: chair, specialist service and another body)", organisations=2, chair=True),
    chaired_by="chair",
    citation="GA2019 L1551",
)  # fmt: skip


def _stay(verb: str, stages: Iterable[str], event: str, permission: str = WORK, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the record at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


_WHOLE = (considering.decision_whole, considering.fits_the_definition)
_CONSIDER = (
    *_stay("name_person", LIVE, "person named", rules=(considering.person_whole,), records=("person",), citation="GL-DH-53"),
    *_stay("settle_body", (CONSIDERING, COMMISSIONING), "whose duty it is settled", rules=(considering.body_whole,),
           records=("body", "body_because"), citation="GL-DH-05, GL-DH-06"),
    *_stay("ask_agencies", (CONSIDERING, COMMISSIONING, REVIEWING), "agencies written to", rules=(considering.asked_whole,),
           records=("requests",), citation="GL-DH-11"),
    *_stay("chase_agency", (CONSIDERING, COMMISSIONING, REVIEWING), "agency reminded", rules=(considering.request_open,),
           citation="GL-DH-11"),
    *_stay("note_overlap", (CONSIDERING, *RUNNING), "other review noted", rules=(considering.overlap_whole,),
           records=("overlap",), citation="GL-DH-17, GL-DH-18; GL-PR-11"),
    Transition("hold_review", (CONSIDERING,), COMMISSIONING, WORK, "decided to hold a review",
               rules=(*_WHOLE, considering.others_consulted), records=("decision", "decided_at"), citation="GL-DH-07, GL-DH-14"),
    Transition("hold_none", (CONSIDERING,), NOT_HELD, WORK, "decided to hold no review",
               rules=(*_WHOLE, considering.others_consulted), records=("decision", "decided_at"), citation="GL-DH-07, GL-DH-14"),
    Transition("look_again", (NOT_HELD,), CONSIDERING, WORK, "looked at again", rules=(considering.reason_given,),
               citation="GL-DH-16"),
    Transition("end_not_held", (NOT_HELD,), "closed", WORK, "closed without a review",
               rules=(considering.reason_given, considering.told_home_office), citation="GL-DH-15"),
    Transition("pass_on", (CONSIDERING,), "passed_on", WORK, "passed to the partnership whose duty it is",
               rules=(considering.reason_given,), citation="GL-DH-05"),
    Transition("set_aside", (COMMISSIONING, REVIEWING), "set_aside", WORK, "set aside", rules=(considering.reason_given,),
               citation="GL-DH-17"),
    *_stay("write_home_office", LIVE, "Home Office: written down", rules=(setting_up.entry_whole,), records=("log",),
           citation="GL-DH-15, GL-DH-16, GL-DH-42, GL-DH-57"),
    *_stay("write_media", LIVE, "media: written down", rules=(setting_up.entry_whole,), records=("log",), citation="GL-DH-33"),
    *_stay("write_workshop", LIVE, "workshop: written down", rules=(setting_up.entry_whole,), records=("log",),
           citation="GL-DL-05, GL-DL-06"),
    *_stay("write_family", LIVE, "family: written down", rules=(setting_up.family_entry_whole,), records=("log",),
           citation="GL-DH-24, GL-DH-26, GL-DH-44, GL-DH-58"),
    *_stay("name_complaint", LIVE, "complaint received", rules=(setting_up.complaint_whole,), records=("complaint",),
           citation="GL-DH-34"),
    *_stay("answer_complaint", LIVE, "complaint answered", rules=(setting_up.complaint_answered,), records=("answer",),
           citation="GL-DH-34"),
)  # fmt: skip
_SET_UP = (
    *_stay("appoint_chair", (COMMISSIONING, REVIEWING, DRAFTED), "chair appointed", rules=(setting_up.chair_whole,),
           records=("chair",), citation="GL-DH-19, GL-DH-20, GL-DH-21, GL-DH-22, GL-DH-23"),
    *_stay("end_chair", (COMMISSIONING, REVIEWING, DRAFTED), "chair stopped", rules=(setting_up.chair_ends,),
           records=("ended_on",), citation="GL-DH-34"),
    *_stay("name_administrator", RUNNING, "administrator named", rules=(setting_up.administrator_whole,),
           records=("administrator",), citation="GL-DH-28"),
    *_stay("invite_family", RUNNING, "family invited", rules=(setting_up.family_whole,), records=("family",),
           citation="GL-DH-24, GL-DH-25, GL-DH-27"),
    *_stay("keep_wishes", RUNNING, "the family's wishes kept", rules=(setting_up.wishes_whole,), records=("contact",),
           citation="GL-DH-25, GL-DH-26"),
    *_stay("agree_terms", (COMMISSIONING, REVIEWING), "terms agreed", rules=(setting_up.terms_whole,), records=("terms",),
           citation="GL-DH-40"),
    *_stay("record_cost", RUNNING, "cost shared", rules=(setting_up.cost_whole,), records=("cost",),
           citation="GL-DH-29, GL-DH-30, GL-DH-31, GL-DH-32"),
    *_stay("extend", (COMMISSIONING, REVIEWING, DRAFTED), "longer time agreed", rules=(setting_up.extension_whole,),
           records=("extension",), citation="GL-DH-42"),
    Transition("start_review", (COMMISSIONING,), REVIEWING, WORK, "review started", rules=(setting_up.panel_fit,),
               citation="GL-DH-36, GL-DH-37"),
)  # fmt: skip
_REPORT = (
    Transition("receive_report", (REVIEWING,), DRAFTED, WORK, "report received",
               rules=(reporting.report_whole, reporting.reports_in, reporting.accounts_answered), records=("report",),
               citation="GL-DH-45, GL-DH-50"),
    *_stay("revise_report", (DRAFTED, CLEARED, PUBLISHED), "report revised", rules=(reporting.report_whole,),
           records=("report",), citation="GL-DH-43, GL-DH-54"),
    *_stay("add_recommendation", (REVIEWING, DRAFTED), "recommendation made", rules=(reporting.recommendation_whole,),
           records=("recommendation",), citation="GL-DH-52"),
    *_stay("mend_recommendation", (REVIEWING, DRAFTED, CLEARED), "recommendation mended", records=("earlier",),
           rules=(reporting.recommendation_mended,), citation="GL-DH-52, GL-DH-53"),
    *_stay("test_action", (REVIEWING, DRAFTED, CLEARED), "action tested", rules=(reporting.tested_whole,),
           records=("tested_with", "senior"), citation="GL-DH-52"),
    *_stay("answer_checks", (DRAFTED,), "report checked", rules=(reporting.checks_whole,), records=("checklist",),
           citation="GL-DH-51, GL-DH-61"),
    *_stay("put_change", (DRAFTED, CLEARED), "change put to chair and panel", rules=(reporting.change_whole,),
           records=("change",), citation="GL-DH-54"),
    *_stay("answer_change", (DRAFTED, CLEARED), "change answered", rules=(reporting.change_answered,), records=("answer",),
           citation="GL-DH-54"),
    *_stay("protect_word", (REVIEWING, *WRITTEN), "word protected", rules=(publishing.word_whole,),
           records=("protected word",), citation="GL-DH-53"),
    *_stay("let_stand", WRITTEN, "a place let stand", rules=(publishing.justification_whole,), records=("justification",),
           citation="GL-DH-53"),
    Transition("sign_off", (DRAFTED,), SIGNED, WORK, "signed off and sent to the Home Office", rules=(
        reporting.only_dhr, reporting.sign_off_whole, reporting.checks_passed, reporting.plan_tested, reporting.changes_settled,
        reporting.family_read, publishing.names_clean,
    ), records=("sign-off", "signed_at"), citation="GL-DH-41, GL-DH-53"),
    Transition("accept_local", (DRAFTED,), CLEARED, WORK, "accepted by the partnership", rules=(
        reporting.only_local, reporting.sign_off_whole, reporting.checks_passed, reporting.plan_tested,
        reporting.changes_settled, reporting.family_read, publishing.names_clean,
    ), records=("sign-off", "signed_at"), citation="GL-DH-07"),
    Transition("clear", (SIGNED,), CLEARED, WORK, "cleared by the Home Office",
               rules=(publishing.clearance_whole, publishing.fit_to_publish), records=("clearance", "cleared_at"),
               citation="GL-DH-55"),
    Transition("take_back", (SIGNED,), DRAFTED, WORK, "changes asked by the Home Office",
               rules=(publishing.clearance_whole, publishing.changes_asked), records=("clearance",), citation="GL-DH-55"),
)  # fmt: skip
_PUBLISH = (
    *_stay("plan_publication", (CLEARED,), "publication agreed", rules=(publishing.plan_whole,), records=("plan",),
           citation="GL-DH-57; GL-DH-33"),
    Transition("publish", (CLEARED,), PUBLISHED, WORK, "published", rules=(
        publishing.cleared, publishing.day_come, reporting.plan_tested, reporting.changes_settled, publishing.names_clean,
    ), records=("published_at", "publication"), citation="GL-DH-56, GL-DH-57"),
    *_stay("renew_page", (PUBLISHED,), "public page renewed", rules=(considering.reason_given, publishing.names_clean),
           records=("renewed_at",), citation="GL-DH-57"),
    *_stay("audit_plan", (PUBLISHED,), "plan audited", rules=(publishing.audit_whole,), records=("audit",), citation="GL-DH-59"),
    Transition("close", (PUBLISHED,), "closed", WORK, "closed", rules=(considering.reason_given, publishing.plan_over),
               citation="GL-DH-59"),
)  # fmt: skip
_CSP, _CHAIR = "The community safety partnership", "The chair"
_STEPS = (
    Step("told", "Tell the Home Office what was decided", _CSP, standing.home_office_told, "", "homicide_review:home-office",
         lambda record: record.decided_at is not None and (record.form == "dhr" or not record.form), "GL-DH-15"),
    Step("chair", "Appoint the chair, each test answered", _CSP, standing.chair_appointed, "start_review",
         "homicide_review:chair", standing.is_dhr, "GL-DH-19, GL-DH-20"),
    Step("administrator", "Name an administrator", "The district's partnership", standing.administrator_named, "start_review",
         "homicide_review:administrator", standing.is_dhr, "GL-DH-28"),
    Step("family", "Invite the victim's family, or say why not", _CSP, standing.family_considered, "start_review",
         "homicide_review:family", standing.is_dhr, "GL-DH-24, GL-DH-25"),
    Step("terms", "Agree the terms of reference", _CHAIR, standing.terms_agreed, "start_review", "homicide_review:terms",
         standing.to_be_held, "GL-DH-40"),
    Step("criminal", "Speak with the investigator about the criminal case", _CHAIR, standing.investigator_linked, "",
         "homicide_review:overlap", standing.chair_appointed, "GL-DH-18"),
    Step("other_family", "Decide about the alleged perpetrator's family", "The panel", standing.other_family_considered,
         "receive_report", "homicide_review:family", standing.is_dhr, "GL-DH-27"),
    Step("recommendations", "Record the recommendations", _CHAIR, standing.has_recommendations, "",
         "homicide_review:recommendation", lambda record: record.reports.exists(), "GL-DH-52"),
    Step("tested", "Test each action with its agency", _CSP, standing.all_tested, "", "homicide_review:test",
         standing.has_recommendations, "GL-DH-52"),
    Step("checked", "Answer the panel's four checks of the report", "The panel", standing.panel_checked, "",
         "homicide_review:checks", lambda record: record.reports.exists(), "GL-DH-51"),
    Step("submission", "Check the four things the Home Office panel tests", _CSP, standing.submission_checked, "",
         "homicide_review:submission", lambda record: standing.is_dhr(record) and record.reports.exists(), "GL-DH-61"),
    Step("day", "Agree the day of publication with the family", _CSP, standing.planned, "publish", "homicide_review:plan",
         lambda record: record.cleared_at is not None, "GL-DH-57"),
    Step("link", "Send the Home Office the link", _CSP, standing.linked, "", "homicide_review:home-office",
         standing.published_dhr, "GL-DH-57"),
    Step("audit", "Audit the action plan", _CSP, standing.audited, "", "homicide_review:audit", standing.is_out, "GL-DH-59"),
)  # fmt: skip

PROCESS = Process(
    code="homicide_review",
    title="Domestic homicide review",
    duty=(
        "When somebody dies of domestic abuse the community safety partnership decides within a month whether to look at it, and "
        "says within six months what is to be learned (Domestic Violence, Crime and Victims Act 2004 s9; GL-DH)."
    ),
    first=CONSIDERING,
    stages=(
        Stage(CONSIDERING, "To be decided whether a review is held"),
        Stage(COMMISSIONING, "Chair, panel and terms to be settled"),
        Stage(REVIEWING, "Evidence is heard"),
        Stage(DRAFTED, "Report is in draft"),
        Stage(SIGNED, "With the Home Office"),
        Stage(CLEARED, "Cleared to be published"),
        Stage(PUBLISHED, "Published, plan is followed"),
        Stage(NOT_HELD, "No review is held"),
        Stage("closed", "Closed", ends=True),
        Stage("passed_on", "With another partnership", ends=True),
        Stage("set_aside", "Set aside", ends=True),
    ),
    transitions=(*_CONSIDER, *_SET_UP, *_REPORT, *_PUBLISH),
    clocks=(
        ClockUse("dhr.notify", "the death", "the written notice comes", "the police"),
        ClockUse("dhr.decide", "the written notice comes", "hold_review", "the community safety partnership"),
        ClockUse("dhr.tell_home_office", "the written notice comes", "write_home_office", "the community safety partnership"),
        ClockUse("dhr.complete", "it is decided to hold a review", "sign_off", "the chair and the panel"),
    ),
    steps=_STEPS,
    decisions=(
        DecisionPoint(
            "outcome", "Is a review held?",
            (("dhr", "A domestic homicide review"), ("learning_review", "A learning review"), ("near_miss", "A near-miss review"),
             ("none", "No review")),
            "The chair of the community safety partnership", "GL-DH-07",
        ),
        DecisionPoint("clearance", "What does the Home Office panel answer?",
                      (("publish", "Fit to publish"), ("changes", "Changes")), "The Home Office panel", "GL-DH-55"),
    ),
    gatherings=(DECISION_MEETING, PANEL_MEETING),
    requests=(RequestUse("involved", "Keep records safe; say whether you knew them", "Core agencies", "", "GL-DH-11"),),
    outputs=(
        Output("What was decided", "The Home Office", "dhr.tell_home_office", "GL-DH-15"),
        Output("The whole review, without names", "The Home Office panel", "dhr.complete", "GL-DH-53"),
        Output("Report and summary", "Anybody", "once it is cleared, on the day agreed with the family", "GL-DH-57"),
    ),
)  # fmt: skip

ASKED, WRITING, ENDORSED, PRESENTED, NIL = "asked", "writing", "endorsed", "presented", "nil"
REPORT_PROCESS = Process(
    code="homicide_report",
    title="An agency's own report",
    duty=(
        "An agency that knew those concerned looks at its own work, through somebody with no part in it; a senior manager "
        "answers for what it recommends (GL-DH-45, GL-DH-47; HE-IMR-01)."
    ),
    first=ASKED,
    stages=(
        Stage(ASKED, "Author to be named"),
        Stage(WRITING, "Being written"),
        Stage(ENDORSED, "Endorsed and in"),
        Stage(PRESENTED, "Presented to the panel", ends=True),
        Stage(NIL, "Nothing to report", ends=True),
    ),
    transitions=(
        Transition("name_author", (ASKED, WRITING), WRITING, REPORT, "author named", rules=(agencies.author_whole,),
                   records=("author", "no_part", "no_line"), citation="GL-DH-47; HE-IMR-01"),
        *_stay("write", (WRITING,), "report written", REPORT, rules=(agencies.written_whole,),
               records=("account", "analysis", "learning", "recommended"), citation="HE-IMR-02, HE-IMR-03"),
        *_stay("record_interview", (WRITING,), "interview kept", REPORT, rules=(agencies.interview_whole,),
               records=("interview",), citation="GL-DH-48; HE-IMR-04"),
        *_stay("record_feedback", (WRITING, ENDORSED), "staff told", REPORT, rules=(agencies.feedback_whole,),
               records=("feedback",), citation="GL-DH-49; HE-IMR-05"),
        Transition("endorse", (WRITING,), ENDORSED, REPORT, "endorsed",
                   rules=(agencies.endorsed_whole, agencies.feedback_given), records=("endorsed_by", "endorsed_at"),
                   citation="GL-DH-47; HE-IMR-08"),
        Transition("say_nothing", (ASKED, WRITING), NIL, REPORT, "said to have nothing", rules=(agencies.nil_whole,),
                   records=("nil_because",), citation="HE-IMR-13"),
        Transition("give_back", (ENDORSED,), WRITING, WORK, "given back", rules=(agencies.reason_given,),
                   citation="GL-DH-47"),
        Transition("present", (ENDORSED,), PRESENTED, WORK, "presented to the panel", rules=(agencies.presented_whole,),
                   records=("presented_on", "panel_said"), citation="GL-DH-43, GL-DH-45"),
    ),
)  # fmt: skip

PROCESSES = (PROCESS, REPORT_PROCESS)
