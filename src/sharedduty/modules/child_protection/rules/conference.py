"""Rules about outcomes, conferences and reviews, each in plain words with its source."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Missing
from sharedduty.modules.child_protection.rules.asking import ADVOCATE, CHILD_AGREES, Given, ahead, held_on, wanted
from sharedduty.modules.child_protection.rules.enquiry import reasons_given


def resolver_named(record: Any, given: Given) -> list[Missing]:
    """A difference about a conference is resolved by somebody named, with the reasons (WT-S47O-03)."""
    return wanted(given, "asked_by", "Write who resolved it: name and post.") + reasons_given(record, given)


def help_decided(record: Any, given: Given) -> list[Missing]:
    """Help without a conference: talked over, services, looking again and who answers for it (WT-S47O-04, WT-S47O-05)."""
    if record.stage == "no_s47":
        return []
    missing = wanted(given, "talked_over", "Write how it was talked over with child, parents and practitioners.")
    missing += wanted(given, "services", "Write what help there is and who provides it, also if none.")
    missing += wanted(given, "look_again", "Write what is looked at again, against which objectives, or why not.")
    if given.get("look_again_on"):
        missing += wanted(given, "answers_for_it", "Write who answers for looking again.")
    return missing


def impact_written(record: Any, given: Given) -> list[Missing]:
    """Those who provide the help look at what it changed (WT-S47O-05)."""
    return wanted(given, "asked_by", "Write who looked at it together.") + wanted(
        given, "reasons", "Write what the help changed for the child."
    )


def conference_timed(record: Any, given: Given) -> list[Missing]:
    """Urgency sets the day: within the limit, and sooner where the child needs it; reports have a day (WT-S47O-07, -10)."""
    day, limit, reports = given.get("conference_by_on"), given.get("limit_on"), given.get("reports_by_on")
    missing = [] if day else [Missing("Enter by when the child needs the conference.", "#id_conference_by_on")]
    missing += ahead(given, "conference_by_on", "the conference", limit=limit)
    missing += ahead(given, "reports_by_on", "the reports")
    if not reports:
        return [*missing, Missing("Enter by when the agencies' reports are asked for.", "#id_reports_by_on")]
    late = day and reports > day
    return [*missing, Missing("Reports come before the conference.", "#id_reports_by_on")] if late else missing


def specialists_considered(record: Any, given: Given) -> list[Missing]:
    """Inviting specialists is considered when a conference is convened (WT-S47O-08)."""
    return wanted(given, "specialists", "Write which specialists are invited, or why none.")


def family_ready(record: Any, given: Given) -> list[Missing]:
    """Child and parents understand what the conference is for, are prepared, and are offered an advocate (WT-S47O-09)."""
    missing = [] if given.get("prepared_on") else [Missing("Enter when they were prepared.", "#id_prepared_on")]
    missing += wanted(given, "child_ready", "Write how the child was prepared, or is represented.")
    missing += wanted(given, "parents_ready", "Write what the parents were told of its purpose and who attends.")
    if given.get("advocate") not in ADVOCATE:
        return [*missing, Missing("Say whether an advocate was offered.", "#id_advocate")]
    if given["advocate"] == "not_offered":
        missing += wanted(given, "advocate_because", "Say why no advocate was offered.")
    return missing


def report_whole(record: Any, given: Given) -> list[Missing]:
    """The social worker's report says what was found, what it means and what is recommended; the family has read it.

    Source: WT-ICPC-08, WT-ICPC-09, WT-REV-04.
    """
    asked = {
        "harm": "Write what was found of abuse or neglect, and its effect on the child.",
        "needs": "Write the child's needs, and how far the parents can meet them.",
        "context": "Write about the family and its surroundings.",
        "analysis": "Write what it means for the child.",
        "recommendation": "Write what is recommended.",
    }
    missing = [one for name, words in asked.items() for one in wanted(given, name, words)]
    if given.get("shared_on"):
        return missing
    return missing + wanted(given, "not_shared_because", "Enter when the family had it, or say why not.")


def sharing_decided(record: Any, given: Given) -> list[Missing]:
    """Whether a report is shared with the parents is decided with the police and the chair, with why (WT-S47O-11)."""
    missing = [] if given.get("found") else [Missing("Choose a report that waits for this.", "#id_paper")]
    if given.get("shared") not in ("yes", "no"):
        missing.append(Missing("Say whether it is shared with the parents.", "#id_shared"))
    missing += wanted(given, "note", "Write when and how it is shared, or why not.")
    return missing + wanted(given, "decided_with", "Write with whom this was decided: the police and the chair.")


def reports_decided(record: Any, given: Given) -> list[Missing]:
    """No conference is taken in with a report of which nobody decided whether the parents have it (WT-S47O-11)."""
    return [Missing(f"Decide whether this is shared with the parents: {one}.") for one in given.get("undecided", ())]


def absent_explained(record: Any, given: Given) -> list[Missing]:
    """Practitioners who were invited come, send somebody or send a report; of whoever did neither, why (WT-S47O-12)."""
    facts = given.get("facts")
    if not facts or not facts.absent:
        return []
    words = f"Neither there nor in writing: {', '.join(facts.absent)}. Say why, and how they are heard."
    return wanted(given, "absent_because", words)


def chair_fit(record: Any, given: Given) -> list[Missing]:
    """The chair is independent of the work for the child, and meets child and parents before (WT-ICPC-07)."""
    missing = []
    if given.get("chair_runs_case"):
        missing.append(Missing("The chair leads the work for this child, and so cannot chair its conference."))
    if given.get("chair_independent") != "yes":
        missing.append(Missing("Confirm that the chair has no part in managing the case.", "#id_chair_independent"))
    if not given.get("chair_met_family_on"):
        missing += wanted(given, "chair_not_met_because", "Enter when the chair met child and parents, or say why not.")
    return missing


def same_chair(record: Any, given: Given) -> list[Missing]:
    """Reviews are chaired by whoever chaired before, where possible; of another chair it is said why (WT-ICPC-07)."""
    if not given.get("other_chair"):
        return []
    return wanted(given, "other_chair_because", "Another chair than before. Say why.")


def report_before_review(record: Any, given: Given) -> list[Missing]:
    """The social worker reports to each review what the work changed, before it (WT-REV-04)."""
    return [] if given.get("reported") else [Missing("Write the social worker's report to this review first.")]


def absent_heard(record: Any, given: Given) -> list[Missing]:
    """Members who were not at a core group give their views in writing (WT-CPP-12)."""
    facts = given.get("facts")
    if not facts or not facts.unheard:
        return []
    words = f"Not there, and no view in writing: {', '.join(facts.unheard)}. Write what they say, or how it is got."
    return wanted(given, "absent_views", words)


def dates_set(record: Any, given: Given) -> list[Missing]:
    """The conference sets the days of core group, plan in detail and first review, within their limits (WT-ICPC-05)."""
    asked = {
        "core_group_on": "the first core group",
        "detail_by_on": "the plan in detail",
        "review_on": "the first review",
    }
    missing = []
    for name, words in asked.items():
        day, limit = given.get(name), given.get("limits", {}).get(name)
        if day is None:
            missing.append(Missing(f"Enter the day for {words}.", f"#id_{name}"))
        missing += ahead(given, name, words, since=held_on(record), limit=limit)
    return missing + ahead(given, "visit_by_on", "seeing the child first", since=held_on(record))


def next_review_set(record: Any, given: Given) -> list[Missing]:
    """A review that lets the plan go on sets the day of the next one, within its limit (WT-REV-03)."""
    day, limit = given.get("review_on"), given.get("limit_on")
    if day is None:
        return [Missing("Enter the day of the next review.", "#id_review_on")]
    return ahead(given, "review_on", "the next review", since=given.get("reviewed_on"), limit=limit)


def foreign_link_considered(record: Any, given: Given) -> list[Missing]:
    """Where child or family have links abroad it is decided whether the embassy is told (WT-CPP-10)."""
    if given.get("foreign_link") not in ("yes", "no"):
        return [Missing("Say whether the child or family has links with another country.", "#id_foreign_link")]
    if given["foreign_link"] == "no":
        return []
    return wanted(given, "embassy", "Write whether the embassy is told, and why.")


def plan_explained(record: Any, given: Given) -> list[Missing]:
    """The plan in detail is explained to the child, who agrees or not, and is circulated (WT-CPP-05, WT-CPP-09)."""
    missing = [] if given.get("explained_on") else [Missing("Enter when it was explained.", "#id_explained_on")]
    if given.get("child_agrees") not in CHILD_AGREES:
        missing.append(Missing("Say whether the child agrees.", "#id_child_agrees"))
    elif given["child_agrees"] != "yes":
        missing += wanted(given, "child_said", "Write what the child said, or why they were not asked.")
    if not given.get("circulated_on"):
        missing.append(Missing("Enter when the plan was circulated.", "#id_circulated_on"))
    missing += wanted(given, "circulated_to", "Write to whom the plan was circulated.")
    if given.get("offender") not in ("yes", "no"):
        return [*missing, Missing("Say whether an offender's risk management plan exists.", "#id_offender")]
    if given["offender"] == "yes":
        missing += wanted(given, "offender_plan", "Write whose plan, and how the two fit together.")
    return missing


def contact_whole(record: Any, given: Given) -> list[Missing]:
    """Direct work says when, by whom, whether the child was seen and alone, and what child and parents say (WT-CPP-07)."""
    missing = [] if given.get("done_at") else [Missing("Enter when it was.", "#id_done_at")]
    missing += wanted(given, "worker", "Write who did it.") + _next_visit(given)
    if given.get("child_seen") not in ("yes", "alone", "no"):
        return [*missing, Missing("Say whether the child was seen.", "#id_child_seen")]
    if given["child_seen"] == "no":
        return missing + wanted(given, "not_seen_because", "Say why the child was not seen.")
    return missing + wanted(given, "wishes", "Write what the child says, wishes and feels.")


def _next_visit(given: Given) -> list[Missing]:
    """Each contact agrees by when the child is seen next: no guidance sets a number of days (WT-CPP-07)."""
    day, done = given.get("next_by_on"), given.get("done_at")
    if day is None:
        return [Missing("Enter by when the child is seen next.", "#id_next_by_on")]
    early = done and day < timezone.localdate(done)
    return [Missing("The next visit comes after this one.", "#id_next_by_on")] if early else []


def other_lead(record: Any, given: Given) -> list[Missing]:
    """A plan always has a lead social worker; another one is named with the reasons (WT-CPP-02)."""
    missing = [] if given.get("lead_worker") else [Missing("Choose the new lead social worker.", "#id_lead_worker")]
    return missing + reasons_given(record, given)


def assessment_contributed(record: Any, given: Given) -> list[Missing]:
    """The core group gives its part to the in-depth assessment, and it is agreed what is still to do (WT-CPP-08, WT-CPP-14)."""
    return wanted(
        given, "contributions", "Write what the core group gave to the in-depth assessment, or who does what."
    )


def question_written(record: Any, given: Given) -> list[Missing]:
    """An assessment has a question: what is to be found out, and why now (WT-CPP-08)."""
    return wanted(given, "question", "Write what is to be found out, and why now.")


def moved_in(record: Any, given: Given) -> list[Missing]:
    """A child who moves in with a plan has a conference here within its limit, without new enquiries first (WT-END-02)."""
    if record.moved_from and record.notified_on:
        return []
    return [Missing("Only a child who moved in with another authority's plan goes to a conference at once.")]
