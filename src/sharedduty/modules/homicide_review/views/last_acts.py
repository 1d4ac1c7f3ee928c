"""The steps of a homicide review from the report to the end, and those of an agency's own report."""

import datetime
from typing import Any

from django.forms import BaseForm

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.modules.homicide_review.actions import agencies, publishing
from sharedduty.modules.homicide_review.forms import finishing as forms
from sharedduty.modules.homicide_review.forms import plain
from sharedduty.modules.homicide_review.queries import members, publication, reading
from sharedduty.modules.homicide_review.views.acts import FIRST_ACTS, labels, own_name


def _report(request: Request, held: Any, data: Any) -> BaseForm:
    last = reading.last_report(held)
    names = (
        "title", "summary", "account", "analysis", "lessons", "good_practice", "family_words", "independence", "received_on",
    )  # fmt: skip
    return forms.ReportForm(
        data, again=last is not None, initial={name: getattr(last, name) for name in names} if last else {}
    )


def _what_waits(request: Request, held: Any) -> list[tuple[str, str]]:
    found = members.outstanding(request.viewer, held) if held.stage == "reviewing" else []
    return [("Agencies' reports not in yet", "\n".join(found))] if found else []


def _mend(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.MendForm(data, options=reading.recommended(held))


def _as_recommended(request: Request, held: Any) -> list[tuple[str, str]]:
    found = held.recommendations.order_by("number", "pk")
    return [(f"Recommendation {one.number}", f"{one.text}\n{one.owner}\n{one.outcome}\n{one.measure}") for one in found]


def _test(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.TestForm(data, label="Which recommendation?", options=reading.recommended(held))


def _checks(name: str) -> Any:
    def make(request: Request, held: Any, data: Any) -> BaseForm:
        return forms.ChecksForm(data, name=name, checks=labels(name, held))

    return make


def _change_answer(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ChangeAnswerForm(data, label="Which change?", options=reading.open_changes(held))


def _let_stand(request: Request, held: Any, data: Any) -> BaseForm:
    check = publication.check_of(request.viewer, held)
    options = {
        one.digest: f"“{one.words}” in {one.place}: “{one.excerpt}” ({one.what})"
        for one in check.open_hits
        if not one.never
    }
    return forms.LetStandForm(data, label="Which place?", options=options, initial={"justified_by": own_name(request)})


def _sign_off(request: Request, held: Any, data: Any) -> BaseForm:
    tasks = labels("sign_off", held)
    if held.form != "dhr":
        tasks = {code: words for code, words in tasks.items() if code not in ("data_form", "sent")}
    return forms.SignOffForm(
        data, tasks=tasks, unseen=bool(publication.check_of(request.viewer, held).unseen),
        late=reading.is_late(held, reading.COMPLETE),
    )  # fmt: skip


def _clearance(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ClearanceForm(data, outcomes=labels("assurance", held))


def _publish(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.PublishForm(data, unseen=bool(publication.check_of(request.viewer, held).unseen))


def _renew(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.RenewForm(data, unseen=bool(publication.check_of(request.viewer, held).unseen))


def _by(action: dict[str, str]) -> str:
    """The day an action of the public copy is due, in words."""
    return date_words(datetime.date.fromisoformat(action["by"]))


def _as_public(request: Request, held: Any) -> list[tuple[str, str]]:
    """What would be public, whole, above the button that makes it so."""
    copy, check = publication.copy_of(held), publication.check_of(request.viewer, held)
    if copy is None:
        return []
    found = (
        "Nothing is left to mend." if check.clean else f"Left to mend: {len(check.open_hits)}. See “Check of names”."
    )
    plan = reading.last_plan(held)
    lines = [("Check of names", found), ("The day agreed", date_words(plan.planned_on) if plan else "None yet")]
    lines += [("Title", copy.title), ("Chair and panel", copy.chair), *((title, text) for title, text in copy.parts)]
    lines += [
        (f"Recommendation {one['number']}", f"{one['text']}\n{one['who']}, by {_by(one)}\n{one['outcome']}\n{one['measure']}")
        for one in copy.actions
    ]  # fmt: skip
    return lines


LAST_ACTS: tuple[Act, ...] = (
    Act("overview", ("receive_report", "revise_report"), "Put in the overview report", "Keep the report", "The report is kept.",
        _report, given(publishing.write_report),
        "Put it in as text, as the public is to read it. Only text can be checked for names. Earlier versions are kept.",
        shows=_what_waits),
    Act("recommendation", ("add_recommendation",), "Add a recommendation", "Add it", "It is added.",
        simple(forms.RecommendationForm), given(publishing.add_recommendation)),
    Act("recommendation-mend", ("mend_recommendation",), "Word a recommendation anew", "Keep it",
        "It is kept, and what it said before. Test it with its agency again.", _mend, given(publishing.mend_recommendation),
        shows=_as_recommended, offered=reading.recommended),
    Act("test", ("test_action",), "Test an action with its agency", "Record it", "Recorded.", _test,
        given(publishing.test_action), offered=reading.recommended),
    Act("checks", ("answer_checks",), "Answer the panel's checks of the report", "Record them", "Recorded.",
        _checks("report_check"), given(publishing.answer_checks), "Where one is no, the report is mended first."),
    Act("submission", ("answer_checks",), "Check what the Home Office panel tests", "Record it", "Recorded.",
        _checks("submission_check"), given(publishing.answer_checks), "Before it is sent. Where one is no, mend it first.",
        offered=lambda held: held.form == "dhr"),
    Act("change", ("put_change",), "Put a change to chair and panel", "Record it", "Recorded. They decide.",
        simple(forms.ChangeForm), given(publishing.put_change), "The partnership does not rewrite the report by itself."),
    Act("change-answer", ("answer_change",), "Record what chair and panel decided", "Record it", "Recorded.", _change_answer,
        given(publishing.answer_change), offered=reading.open_changes),
    Act("protect", ("protect_word",), "Protect a word", "Protect it", "It is protected.", simple(forms.WordForm),
        given(publishing.protect_word), "The names and birthdays of those it is about are protected already."),
    Act("let-stand", ("let_stand",), "Let a place stand", "Let it stand", "Recorded. If the words change it is asked again.",
        _let_stand, given(publishing.let_stand), "A name of somebody the review is about can never be let stand: mend it."),
    Act("sign-off", ("sign_off", "accept_local"), "Sign it off", "Sign it off", "It is signed off.", _sign_off,
        given(publishing.sign_off), "A domestic homicide review goes to the Home Office. A local review ends here.",
        shows=_as_public),
    Act("clearance", ("clear", "take_back"), "Record what the Home Office answered", "Record it", "Recorded.", _clearance,
        given(publishing.record_clearance), "Keep the letter word for word. Nothing is public before it clears the review."),
    Act("plan", ("plan_publication",), "Agree the day of publication", "Record it", "Recorded.", simple(forms.PlanForm),
        given(publishing.plan_publication), "With the family first: not on a day that means something to them."),
    Act("publish", ("publish",), "Publish it now", "Publish it", "It is public.", _publish, given(publishing.publish),
        "Anybody can read this from the moment you press the button.", shows=_as_public),
    Act("renew", ("renew_page",), "Renew the public page", "Renew it", "The public page is renewed.", _renew,
        given(publishing.renew_page), "The page is made again from the record as it stands.", shows=_as_public),
    Act("audit", ("audit_plan",), "Audit the action plan", "Record it", "Recorded.", simple(forms.AuditForm),
        given(publishing.audit_plan)),
    Act("close", ("close",), "Close the review", "Close it", "The review is closed.", simple(plain.ReasonForm),
        given(publishing.close), "Only when the plan is carried out in full and audited."),
)  # fmt: skip
ACTS = (*FIRST_ACTS, *LAST_ACTS)


def _author(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.AuthorForm(data, initial={"author_words": held.author_words})


def _write(request: Request, held: Any, data: Any) -> BaseForm:
    names = ("account", "analysis", "learning", "good_practice", "recommended")
    return forms.WriteForm(data, initial={name: getattr(held, name) for name in names})


def _asked(request: Request, held: Any) -> list[tuple[str, str]]:
    return [("What it looks at", held.asked), ("Wanted by", date_words(held.due_on))]


def _as_written(request: Request, held: Any) -> list[tuple[str, str]]:
    parts = (
        ("What the agency did", held.account), ("Analysis", held.analysis), ("Learning", held.learning),
        ("Good practice", held.good_practice), ("Recommendations", held.recommended), ("Author", held.author_words),
    )  # fmt: skip
    return [one for one in parts if one[1]]


REPORT_ACTS: tuple[Act, ...] = (
    Act("author", ("name_author",), "Name the author", "Name the author", "The author is named.", _author,
        given(agencies.name_author), "Somebody with no part in the case, who managed nobody in it.", shows=_asked),
    Act("write", ("write",), "Write the report", "Keep it", "It is kept.", _write, given(agencies.write_report), shows=_asked),
    Act("interview", ("record_interview",), "Keep an interview", "Keep it", "It is kept.", simple(forms.InterviewForm),
        given(agencies.record_interview), "It is shared with who was interviewed, and kept for disclosure."),
    Act("feedback", ("record_feedback",), "Record that staff heard", "Record it", "Recorded.", simple(forms.FeedbackForm),
        given(agencies.record_feedback), "Before the report goes out, so that errors are put right."),
    Act("endorse", ("endorse",), "Endorse the report", "Endorse it", "It is endorsed. The partnership has it.",
        simple(forms.EndorseForm), given(agencies.endorse), "The senior manager answers for it, and did not write it.",
        shows=_as_written),
    Act("nothing", ("say_nothing",), "Say that there is nothing to report", "Say so", "Recorded.", simple(forms.NilForm),
        given(agencies.say_nothing)),
    Act("give-back", ("give_back",), "Give the report back", "Give it back", "It is given back.", simple(plain.ReasonForm),
        given(agencies.give_back), permission="homicide_work"),
    Act("present", ("present",), "Record that it was presented", "Record it", "Recorded.", simple(forms.PresentForm),
        given(agencies.present), permission="homicide_work", shows=_as_written),
)  # fmt: skip
