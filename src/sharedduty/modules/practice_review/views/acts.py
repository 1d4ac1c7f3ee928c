"""The steps of a practice review that are one form each: what each asks, and what it does."""

import datetime
from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.modules.practice_review.actions import leaving, publishing, reporting, reviewing
from sharedduty.modules.practice_review.forms import leaving as leaving_forms
from sharedduty.modules.practice_review.forms import review as forms
from sharedduty.modules.practice_review.process import SIGN
from sharedduty.modules.practice_review.queries import choices, limits, publication, reading


def _by(action: dict[str, str]) -> str:
    """The day an action of the public copy is due, in words."""
    return date_words(datetime.date.fromisoformat(action["by"]))


def own_name(request: Request) -> str:
    """Who is looking, by name and post."""
    return f"{request.viewer.name}, {request.viewer.post_title}"


def _labels(name: str, held: Any) -> dict[str, str]:
    return choices.labels(name, timezone.localdate(held.opened_at))


def _begin_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.BeginForm(data, decided_by="")


def _proposed(request: Request, held: Any) -> list[tuple[str, str]]:
    return [("What the rapid review said it should look at", held.proposed_focus)] if held.proposed_focus else []


def _reviewer_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ReviewerForm(data, appointed_by="")


def _ends_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ReviewerEndsForm(data, label="Who stops?", options=reading.in_post(held))


def _terms_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = reading.last_terms(held)
    names = ("focus", "questions", "period_from_on", "period_to_on", "method", "why_method", "levels", "child_view")
    initial = {name: getattr(last, name) for name in names} if last else {"focus": held.proposed_focus}
    return forms.TermsForm(data, methods=_labels("method", held), agreed_by="", again=last is not None, initial=initial)


def _part_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.PartForm(data, options=reading.invited(held), answers=_labels("answer", held))


def _ask_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.AskForm(data, asked_of="; ".join(reading.in_post(held).values()))


def _progress_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ProgressForm(data, options=reading.unanswered(held))


def _process_form(request: Request, held: Any, data: Any) -> BaseForm:
    return leaving_forms.ProcessForm(data, kinds=_labels("parallel", held))


def _report_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = publication.last_report(held)
    names = ("title", "account", "analysis", "improvements", "received_on")
    initial = {name: getattr(last, name) for name in names} if last else publication.draft_of(request.viewer, held)
    return forms.ReportForm(data, again=last is not None, initial=initial)


def _from_source(request: Request, held: Any) -> list[tuple[str, str]]:
    if publication.last_report(held) or not publication.last_source(held):
        return []
    said = "This draft is the report as it came, with each protected word taken out. Read it: what is told may show who it is."
    return [("", said)]


def _sign_form(request: Request, held: Any, data: Any) -> BaseForm:
    return leaving_forms.SignForm(data, signed_by=own_name(request))


def _themes_form(request: Request, held: Any, data: Any) -> BaseForm:
    return leaving_forms.ThemesForm(data, initial={"themes": "\n".join(publication.last_themes(held))})


def _which_process(request: Request, held: Any, data: Any) -> BaseForm:
    options = reading.running_processes(held, _labels("parallel", held))
    return leaving_forms.ProcessEndsForm(data, label="Which one?", options=options)


def _mend_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.MendForm(data, options=reading.recommended(held))


def _as_recommended(request: Request, held: Any) -> list[tuple[str, str]]:
    found = held.recommendations.order_by("number", "pk")
    return [(f"Recommendation {one.number}", f"{one.text}\n{one.owner}\n{one.outcome}") for one in found]


def _which(
    form: Callable[..., BaseForm], options: Callable[[Any], dict[str, str]]
) -> Callable[[Request, Any, Any], BaseForm]:
    def make(request: Request, held: Any, data: Any) -> BaseForm:
        return form(data, label="Which recommendation?", options=options(held))

    return make


def _let_stand_form(request: Request, held: Any, data: Any) -> BaseForm:
    check = publication.check_of(request.viewer, held)
    options = {
        one.digest: f"“{one.words}” in {one.place}: “{one.excerpt}” ({one.what})"
        for one in check.open_hits
        if not one.never
    }
    return forms.LetStandForm(data, options=options, justified_by=own_name(request))


def _publication_form(request: Request, held: Any, data: Any) -> BaseForm:
    first = date_words(limits.earliest_after(timezone.now()))
    return leaving_forms.PublicationForm(data, decided_by="", again=held.stage == "decided", if_sent_now=first)


def _send_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.SendForm(data, recipients=_labels("recipient", held))


def _comment_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.CommentForm(data, recipients=_labels("recipient", held))


def _publish_form(request: Request, held: Any, data: Any) -> BaseForm:
    decision = publication.last_publication_decision(held)
    return forms.PublishForm(
        data, unseen=bool(publication.check_of(request.viewer, held).unseen),
        ofsted=limits.ofsted_in_time(held, decision, timezone.localdate()),
        late=reading.is_late(request.viewer, held, limits.PUBLISH),
    )  # fmt: skip


def _renew_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.RenewForm(data, unseen=bool(publication.check_of(request.viewer, held).unseen))


def _as_public(request: Request, held: Any) -> list[tuple[str, str]]:
    """What would be public, whole, above the button that makes it so."""
    copy, check = publication.copy_of(held), publication.check_of(request.viewer, held)
    if copy is None:
        return []
    found = (
        "Nothing is left to mend." if check.clean else f"Left to mend: {len(check.open_hits)}. See “Check of names”."
    )
    lines = [
        ("Check of names", found), ("Title", copy.title), ("Reviewer", copy.reviewer),
        ("Themes", "; ".join(copy.themes) or "None named"),
    ]  # fmt: skip
    if held.stage == "decided":
        earliest = limits.earliest_on(held, publication.last_publication_decision(held))
        lines.insert(0, ("The earliest day", date_words(earliest) if earliest else "It is not yet sent to both."))
    lines += [(title, text) for title, text in copy.parts]
    lines += [
        (f"Recommendation {one['number']}", f"{one['text']}\n{one['who']}, by {_by(one)}\n{one['outcome']}\n{one['answer']}")
        for one in copy.actions
    ]  # fmt: skip
    if check.unseen:
        lines.append(("Records in People that you cannot open", ", ".join(check.unseen)))
    return lines


def _start(request: Request, held: Any, form: Any, version: int | None) -> None:
    reviewing.start_review(by=request.viewer, held=held, version=version)


def _keep_back(request: Request, held: Any, form: Any, version: int | None) -> None:
    publishing.keep_back(by=request.viewer, held=held, version=version)


ACTS: tuple[Act, ...] = (
    Act("begin", ("initiate", "decline"), "Record whether the review begins", "Record the decision",
        "Recorded. The partners are told that something waits.", _begin_form, given(reviewing.decide_beginning),
        "The six months run from this decision.", shows=_proposed, reveals={"agreed": {"no": "consulted"}}),
    Act("child-new", ("name_child",), "Name another child", "Name the child", "The child is named.",
        simple(forms.ChildForm), given(reviewing.name_child), "The check of names looks for this child too."),
    Act("reviewer", ("appoint_reviewer",), "Appoint a reviewer or a chair", "Record the appointment", "Recorded.",
        _reviewer_form, given(reviewing.appoint_reviewer),
        "Each of these is weighed and written down. A tie does not bar anybody by itself: it is answered."),
    Act("reviewer-ends", ("end_reviewer",), "Record that a reviewer stopped", "Record it", "Recorded.", _ends_form,
        given(reviewing.end_reviewer), offered=reading.in_post),
    Act("terms", ("agree_terms",), "Agree the terms and the method", "Record the terms", "Recorded. Earlier terms are kept.",
        _terms_form, given(reviewing.agree_terms), shows=_proposed),
    Act("start-review", ("start_review",), "Start the review", "Start it", "The review has started.",
        simple(forms.NothingForm), _start, "From now on the reviewer works by these terms."),
    Act("invite", ("invite",), "Ask somebody to take part", "Record it", "Recorded.", simple(forms.InviteForm),
        given(reviewing.invite), "The family, surviving children, and the practitioners who worked with them."),
    Act("part", ("record_part",), "Record what somebody answered", "Record it", "Recorded.", _part_form,
        given(reviewing.record_part), offered=reading.invited),
    Act("ask-progress", ("ask_progress",), "Record what was asked of the reviewer", "Record it", "Recorded.", _ask_form,
        given(reviewing.ask_progress), "What partners ask of a reviewer must be in writing. Send it, then record it here."),
    Act("progress", ("record_progress",), "Record the reviewer's answer", "Record it", "Recorded.", _progress_form,
        given(reviewing.record_progress), offered=reading.unanswered),
    Act("learning", ("note_learning",), "Note something learned early", "Note it", "It is noted.",
        simple(forms.LearningForm), given(reviewing.note_learning), "Act on it before the review has ended."),
    Act("delay", ("note_delay",), "Record a delay and who was told", "Record it", "Recorded.", simple(forms.DelayForm),
        given(reviewing.note_delay), "Tell the Panel and the Secretary of State why. Then record it here."),
    Act("process-ends", ("end_process",), "Record that another review or investigation ended", "Record it", "Recorded.",
        _which_process, given(reviewing.end_process), offered=reading.running_processes),
    Act("source", ("keep_source",), "Keep the report as it came", "Keep it", "It is kept. Now write the version for the public.",
        simple(leaving_forms.SourceForm), given(leaving.keep_source),
        "The report with its names is kept here and never published. What is published is written from it and compared with it."),
    Act("sign", ("sign_comparison",), "Sign the comparison", "Sign it", "Signed.", _sign_form, given(leaving.sign_comparison),
        "You compared what would be published with the report as it came, word by word. You wrote none of it yourself.",
        offered=publication.compared, permission=SIGN),
    Act("themes", ("name_themes",), "Name its themes", "Keep them", "They are kept.", _themes_form, given(leaving.name_themes),
        "Anybody can look for reviews by theme. They are public when the review is published or its page renewed."),
    Act("process", ("note_process",), "Note another review or investigation", "Note it", "It is noted.", _process_form,
        given(reviewing.note_process), "Where somebody was also killed at home by family, one process serves both."),
    Act("report", ("receive_report", "revise_report"), "Put in the report", "Keep the report", "The report is kept.",
        _report_form, given(reporting.write_report),
        "Put it in as text, as the public is to read it. Only text can be checked for names. Earlier versions are kept.",
        shows=_from_source),
    Act("recommendation", ("add_recommendation",), "Add a recommendation", "Add it", "It is added.",
        simple(forms.RecommendationForm), given(reporting.add_recommendation)),
    Act("recommendation-mend", ("mend_recommendation",), "Word a recommendation anew", "Keep it",
        "It is kept, and what it said before.",
        _mend_form, given(reporting.mend_recommendation), shows=_as_recommended, offered=reading.recommended),
    Act("answer", ("answer_recommendation",), "Answer a recommendation", "Record the answer", "Recorded.",
        _which(forms.AnswerForm, reading.recommended), given(reporting.answer_recommendation), offered=reading.recommended),
    Act("protect", ("protect_word",), "Protect a word", "Protect it", "It is protected.", simple(forms.WordForm),
        given(reporting.protect_word), "The names and birthdays of the children are protected already."),
    Act("let-stand", ("let_stand",), "Let a place stand", "Let it stand", "Recorded. If the words change it is asked again.",
        _let_stand_form, given(reporting.let_stand), "A name of the child can never be let stand: mend it."),
    Act("publication", ("decide_publication", "decide_again"), "Decide what is published", "Record the decision",
        "Recorded. The days before it are counted.", _publication_form, given(publishing.decide_publication)),
    Act("send-ahead", ("send_ahead",), "Record what was sent ahead", "Record it", "Recorded.", _send_form,
        given(publishing.send_ahead), "The Panel and the Secretary of State have it before anybody else. So should Ofsted."),
    Act("comment", ("note_comment",), "Record a comment on publication", "Record it", "Recorded.", _comment_form,
        given(publishing.note_comment)),
    Act("publish", ("publish",), "Publish it now", "Publish it", "It is public.", _publish_form, given(publishing.publish),
        "Anybody can read this from the moment you press the button, for at least one year.", shows=_as_public),
    Act("keep-back", ("keep_back",), "End it as not published", "End it", "It has ended as not published.",
        simple(forms.NothingForm), _keep_back, "Its recommendations are followed all the same."),
    Act("response", ("write_response",), "Write what the partnership answers", "Keep it", "It is kept.",
        simple(forms.ResponseForm), given(reporting.write_response)),
    Act("renew", ("renew_page",), "Renew the public page", "Renew it", "The public page is renewed.", _renew_form,
        given(publishing.renew_page), "The page is made again from the record as it stands.", shows=_as_public),
    Act("done", ("finish_recommendation",), "Close a recommendation", "Close it", "It is closed.",
        _which(forms.DoneForm, reading.still_open), given(reporting.finish_recommendation), offered=reading.still_open),
    Act("audit", ("record_audit",), "Record an audit", "Record it", "Recorded.",
        _which(forms.AuditForm, reading.recommended), given(reporting.record_audit), offered=reading.recommended),
    Act("share", ("share_learning",), "Record that learning was shared", "Record it", "Recorded.", simple(forms.SharedForm),
        given(reporting.share_learning)),
    Act("take-down", ("take_down",), "Take the page down and close", "Take it down", "It is no longer public.",
        simple(forms.ReasonForm), given(publishing.take_down), "The law keeps it public for at least one year."),
    Act("close", ("close",), "Close the review", "Close it", "The review is closed.", simple(forms.ReasonForm),
        given(publishing.close_review)),
    Act("set-aside", ("set_aside",), "Set it aside", "Set it aside", "It is set aside.", simple(forms.ReasonForm),
        given(reviewing.set_aside), "Only where it is not to be finished, as when a national review takes it up."),
)  # fmt: skip
