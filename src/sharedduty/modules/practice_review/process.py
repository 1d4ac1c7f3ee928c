"""The process of a local practice review: from the decision to the published page (WT2018 ch4 ¶31-43; GL-PR)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.process.api import ClockUse, DecisionPoint, Output, Process, Stage, Step, Transition
from sharedduty.modules.action_plans.api import START as START_PLAN
from sharedduty.modules.practice_review.rules import commissioning, leaving, reporting, standing

WORK, READ, SIGN = "practice_work", "practice_read", "practice_sign"
TO_DECIDE, COMMISSIONING, REVIEWING, REPORTED = "to_decide", "commissioning", "reviewing", "reported"
DECIDED, PUBLISHED, UNPUBLISHED = "decided", "published", "unpublished"
ACTIVE = (COMMISSIONING, REVIEWING, REPORTED, DECIDED)
AFTER = (PUBLISHED, UNPUBLISHED)
WRITTEN = (REPORTED, DECIDED, PUBLISHED)
START, ACTION_PLAN = "practice review", START_PLAN  # what the hand-overs are called: that taken up, that left


def _stay(verb: str, stages: Iterable[str], event: str, permission: str = WORK, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the review at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


_COMMISSION = (
    *_stay("name_child", (TO_DECIDE, *ACTIVE, *AFTER), "child named", rules=(commissioning.child_whole,), records=("child",),
           citation="WT-LCSPR-11"),
    Transition("initiate", (TO_DECIDE,), COMMISSIONING, WORK, "decided to begin", rules=(commissioning.begin_whole,),
               records=("decision", "begun_at"), citation="GL-PR-01, GL-PR-02; WT-LCSPR-14"),
    Transition("decline", (TO_DECIDE,), "not_begun", WORK, "decided not to begin", rules=(commissioning.begin_whole,),
               records=("decision",), citation="GL-PR-01, GL-PR-02"),
    *_stay("appoint_reviewer", (COMMISSIONING, REVIEWING), "reviewer appointed", rules=(commissioning.reviewer_whole,),
           records=("reviewer",), citation="WT-LCSPR-02; GL-PR-03, GL-PR-04"),
    *_stay("end_reviewer", (COMMISSIONING, REVIEWING), "reviewer stopped", rules=(commissioning.reviewer_ends,),
           records=("ended_on",), citation="WT-LCSPR-02"),
    *_stay("agree_terms", (COMMISSIONING, REVIEWING), "terms agreed", rules=(commissioning.terms_whole,), records=("terms",),
           citation="WT-LCSPR-03, WT-LCSPR-04; GL-PR-03, GL-PR-05"),
    Transition("start_review", (COMMISSIONING,), REVIEWING, WORK, "review started", citation="GL-PR-03"),
    *_stay("invite", (COMMISSIONING, REVIEWING), "asked to take part", rules=(commissioning.invitation_whole,),
           records=("participant",), citation="WT-LCSPR-05"),
    *_stay("record_part", (COMMISSIONING, REVIEWING), "answer to an invitation", rules=(commissioning.part_whole,),
           records=("answer",), citation="WT-LCSPR-05"),
    *_stay("ask_progress", (REVIEWING, REPORTED), "progress asked in writing", rules=(commissioning.asking_whole,),
           records=("request",), citation="WT-LCSPR-06"),
    *_stay("record_progress", (REVIEWING, REPORTED), "progress answered", rules=(commissioning.answer_whole,),
           records=("answer",), citation="WT-LCSPR-06"),
    *_stay("note_learning", (COMMISSIONING, REVIEWING, REPORTED, DECIDED), "early learning noted",
           rules=(commissioning.learning_whole,), records=("early learning",), citation="WT-LCSPR-17"),
    *_stay("note_delay", ACTIVE, "delay told", rules=(commissioning.delay_whole,), records=("delay",),
           citation="WT-LCSPR-15"),
    *_stay("note_process", ACTIVE, "other process noted", rules=(commissioning.process_whole,), records=("other process",),
           citation="GL-PR-11"),
    *_stay("end_process", (*ACTIVE, *AFTER), "other process ended", rules=(commissioning.ending_whole,),
           records=("ended_on",), citation="WT2018 ch4 ¶41"),
    Transition("set_aside", (COMMISSIONING, REVIEWING), "set_aside", WORK, "set aside", rules=(commissioning.reason_given,),
               citation="C-09"),
)  # fmt: skip
_PLANNED = (reporting.publication_whole, reporting.plan_there, leaving.day_chosen)
_PUBLISH = (
    Transition("receive_report", (REVIEWING,), REPORTED, WORK, "report received",
               rules=(reporting.report_whole, reporting.accounts_answered), records=("report",),
               citation="WT-LCSPR-07; HE-CHR-03"),
    *_stay("revise_report", WRITTEN, "report revised", rules=(reporting.report_whole,), records=("report",),
           citation="WT-LCSPR-07, WT-LCSPR-11"),
    *_stay("keep_source", (REVIEWING, *WRITTEN), "report kept as it came", rules=(leaving.source_whole,),
           records=("source",), citation="GL-XN-06"),
    *_stay("sign_comparison", WRITTEN, "compared with the report as it came", SIGN, rules=(leaving.comparison_whole,),
           records=("comparison",), citation="GL-XN-06"),
    *_stay("name_themes", WRITTEN, "themes named", rules=(leaving.themes_whole,), records=("themes",),
           citation="GL-XN-08"),
    *_stay("add_recommendation", (REVIEWING, *WRITTEN), "recommendation made", rules=(reporting.recommendation_whole,),
           records=("recommendation",), citation="WT-LCSPR-08"),
    *_stay("mend_recommendation", (REVIEWING, *WRITTEN), "recommendation mended", rules=(reporting.recommendation_mended,),
           records=("earlier",), citation="WT-LCSPR-08, WT-LCSPR-11"),
    *_stay("answer_recommendation", (REPORTED, DECIDED, *AFTER), "recommendation answered",
           rules=(reporting.recommendation_answered,), records=("response",), citation="GL-PR-09"),
    *_stay("protect_word", (REVIEWING, *WRITTEN), "word protected", rules=(reporting.word_whole,),
           records=("protected word",), citation="WT-LCSPR-11"),
    *_stay("let_stand", WRITTEN, "a place let stand", rules=(reporting.justification_whole,), records=("justification",),
           citation="WT-LCSPR-11"),
    Transition("decide_publication", (REPORTED,), DECIDED, WORK, "publication decided",
               rules=_PLANNED, records=("decision",),
               citation="GL-PR-06; WT-LCSPR-09, WT-LCSPR-16"),
    *_stay("decide_again", (DECIDED,), "publication decided anew", rules=_PLANNED,
           records=("decision",), citation="GL-PR-06; WT-LCSPR-09, WT-LCSPR-16"),
    *_stay("send_ahead", (DECIDED,), "sent ahead of publication", rules=(reporting.dispatch_whole,), records=("dispatch",),
           citation="WT-LCSPR-12, WT-LCSPR-13; GL-PR-07, GL-PR-08"),
    *_stay("note_comment", (DECIDED, *AFTER), "comment considered", rules=(reporting.comment_whole,), records=("comment",),
           citation="WT-LCSPR-16"),
    Transition("publish", (DECIDED,), PUBLISHED, WORK, "published", rules=(
        reporting.something_to_publish, reporting.names_clean, reporting.sent_in_time, reporting.day_come,
        reporting.ofsted_considered, reporting.lateness_said, leaving.compared, leaving.nothing_holds,
    ), records=("published_at", "publication"), citation="WT-LCSPR-09, WT-LCSPR-10, WT-LCSPR-14; GL-PR-09"),
    Transition("keep_back", (DECIDED,), UNPUBLISHED, WORK, "ended as not published", rules=(reporting.reasons_sent,),
               citation="WT-LCSPR-16; GL-PR-08"),
)  # fmt: skip
_FOLLOW = (
    *_stay("write_response", (REPORTED, DECIDED, *AFTER), "partnership answered", rules=(reporting.response_whole,),
           records=("response",), citation="GL-PR-09"),
    *_stay("renew_page", (PUBLISHED,), "public page renewed",
           rules=(reporting.renewal_whole, reporting.names_clean, leaving.compared),
           records=("renewed_at",), citation="GL-PR-09; WT-LCSPR-11"),
    *_stay("finish_recommendation", AFTER, "recommendation done", rules=(reporting.recommendation_done,),
           records=("done_on", "evidence"), citation="GL-PR-10"),
    *_stay("record_audit", AFTER, "effect audited", rules=(reporting.audit_whole,), records=("audited_on",),
           citation="WT-LCSPR-18; GL-PR-10"),
    *_stay("share_learning", (REPORTED, DECIDED, *AFTER), "learning shared", rules=(reporting.shared_whole,),
           records=("shared learning",), citation="GL-CR-07; WT-LCSPR-18"),
    Transition("take_down", (PUBLISHED,), "closed", WORK, "taken down and closed",
               rules=(commissioning.reason_given, reporting.year_over), records=("taken_down_at",), citation="WT-LCSPR-10"),
    Transition("close", (UNPUBLISHED,), "closed", WORK, "closed", rules=(commissioning.reason_given,),
               citation="WT-LCSPR-18"),
)  # fmt: skip
_BUSINESS = "The business unit"
_STEPS = (
    Step("reviewer", "Appoint the reviewer, with the six things weighed", "The partners", standing.reviewer_appointed,
         "start_review", "practice_review:reviewer", citation="WT-LCSPR-02; GL-PR-03"),
    Step("terms", "Agree the terms of reference and the method", "The partners", standing.terms_agreed, "start_review",
         "practice_review:terms", citation="WT-LCSPR-03; GL-PR-03"),
    Step("family", "Invite the family and any surviving children, or say why not", "The reviewer",
         standing.family_considered, "receive_report", "practice_review:invite", standing.terms_agreed, "WT-LCSPR-05"),
    Step("practitioners", "Invite practitioners, or say why not", "The reviewer", standing.practitioners_considered,
         "receive_report", "practice_review:invite", standing.terms_agreed, "WT-LCSPR-05"),
    Step("progress", "Ask the reviewer for progress in writing", "The partners", standing.progress_asked, "receive_report",
         "practice_review:ask-progress", standing.terms_agreed, "WT-LCSPR-06"),
    Step("recommendations", "Record the recommendations: who, by when, to what end", "The reviewer",
         standing.has_recommendations, "decide_publication", "practice_review:recommendation", citation="WT-LCSPR-08"),
    Step("sent", "Send it to the Panel and the Secretary of State first", _BUSINESS, standing.sent_ahead, "",
         "practice_review:send-ahead", standing.is_decided, "WT-LCSPR-12"),
    Step("ofsted", "Send it to Ofsted", _BUSINESS, standing.sent_to_ofsted, "", "practice_review:send-ahead",
         standing.is_decided, "WT-LCSPR-13"),
    Step("answers", "Answer each recommendation", "The partners", standing.answered, "", "practice_review:answer",
         standing.has_recommendations, "GL-PR-09"),
    Step("response", "Answer the review as a whole", "The partners", standing.partners_answered, "",
         "practice_review:response", standing.is_out, "GL-PR-09"),
    Step("shared", "Share what was learned", _BUSINESS, standing.learning_shared, "", "practice_review:share",
         standing.is_decided, "GL-CR-07"),
    Step("audits", "Audit what was done", "The quality group", standing.audited, "", "practice_review:audit",
         standing.is_out, "WT-LCSPR-18; GL-PR-10"),
)  # fmt: skip

PROCESS = Process(
    code="practice_review",
    title="Practice review",
    duty=(
        "When a case calls for it the partners name a reviewer, watch over the work and publish what was found, in six months "
        "(Children Act 2004 s16F; SI 2018/789 reg 16-17; WT2018 ch4 ¶31-43)."
    ),
    first=TO_DECIDE,
    stages=(
        Stage(TO_DECIDE, "To be decided whether it begins"),
        Stage(COMMISSIONING, "Reviewer and terms to be settled"),
        Stage(REVIEWING, "Under review"),
        Stage(REPORTED, "Report in, publication to be decided"),
        Stage(DECIDED, "Publication decided"),
        Stage(PUBLISHED, "Published"),
        Stage(UNPUBLISHED, "Not published"),
        Stage("closed", "Closed", ends=True),
        Stage("not_begun", "Not begun", ends=True),
        Stage("set_aside", "Set aside", ends=True),
    ),
    transitions=(*_COMMISSION, *_PUBLISH, *_FOLLOW),
    clocks=(
        ClockUse("lcspr.publish", "it is decided to begin", "publish", "the partnership"),
        ClockUse("lcspr.presend.statute", "the day planned for publication, counted back", "send_ahead", "the partnership"),
        ClockUse("lcspr.presend.guidance", "the day planned for publication, counted back", "send_ahead", "the partnership"),
        ClockUse("lcspr.presend.ofsted", "the day planned for publication, counted back", "send_ahead", "the partnership"),
        ClockUse("lcspr.nopublish.reasons", "the day that was planned, counted back", "send_ahead", "the partnership"),
        ClockUse("lcspr.available", "it is published", "take_down", "the partnership"),
    ),
    steps=_STEPS,
    decisions=(
        DecisionPoint("begins", "Does the review begin?", (("yes", "It begins"), ("no", "It does not begin")),
                      "The safeguarding partners", "GL-PR-01"),
        DecisionPoint(
            "route", "What is published?",
            (("full", "The report in full"), ("improvements", "What should be better, without the report"),
             ("nothing", "Nothing")),
            "The safeguarding partners; less than all is justified", "GL-PR-06; WT-LCSPR-09",
        ),
    ),
    outputs=(
        Output("The report, or what should be better, before anybody else has it", "The Panel and the Secretary of State",
               "lcspr.presend.statute", "WT-LCSPR-12"),
        Output("The same", "Ofsted", "lcspr.presend.ofsted", "WT-LCSPR-13"),
        Output("The public page", "Anybody", "lcspr.publish", "WT-LCSPR-09"),
    ),
)  # fmt: skip
