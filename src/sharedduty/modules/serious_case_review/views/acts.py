"""The steps of a review that are one form each, up to the agencies' own reviews: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.dates import moment_words
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.foundations.requests.api import AgenciesForm, agencies
from sharedduty.modules.serious_case_review import forms
from sharedduty.modules.serious_case_review.actions import considering, reviewing
from sharedduty.modules.serious_case_review.queries import agency, choices, meetings, reading
from sharedduty.modules.serious_case_review.queries.publication import last_writing
from sharedduty.modules.serious_case_review.rules.noting import NOTES, Noting

LEARN = "It is there to learn, and to keep children safer. It does not ask who is to blame."


def written(held: Any, kind: str) -> tuple[dict[str, str], bool]:
    """What stands already of something written, to begin from, and whether there is any."""
    last = last_writing(held, kind)
    return (dict(last.answers) if last else {}, last is not None)


def _notice_form(request: Request, held: Any, data: Any) -> BaseForm:
    named = choices.labels(held.pack, "scr.notice")
    return forms.NoticeForm(data, notices={code: label for code, label in named.items() if code != "chair_told"})


def _incident_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.IncidentForm(data, categories=choices.labels(held.pack, "scr.incident"))


def _reply_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ReplyForm(data, label="What is answered?", options=reading.unreplied(held))


def _consider_form(request: Request, held: Any, data: Any) -> BaseForm:
    initial, again = written(held, "consideration")
    lists = [
        (choices.labels(held.pack, choices.CRITERIA), choices.MET), (choices.labels(held.pack, "scr.question"), choices.ANSWERS),
    ]  # fmt: skip
    return forms.ListForm(data, lists=lists, signed="Who answers for this?", again=again, initial=initial)


def _recommend_form(request: Request, held: Any, data: Any) -> BaseForm:
    found = meetings.held_panels(request.viewer, held.reference)
    return forms.RecommendForm(
        data, outcomes=choices.labels(held.pack, "scr.outcome"), services=choices.labels(held.pack, "scr.service"),
        meetings={one.reference: f"{one.reference}, {moment_words(one.began_at)}" for one in found if one.began_at},
        questions=choices.questions(held.pack, choices.RECOMMENDATION),
    )  # fmt: skip


def _decide_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.DecideForm(
        data, questions=choices.questions(held.pack, choices.DECISION), always=considering.found_always(held),
        late=reading.is_late(request.viewer, held, considering.DECIDE, None),
    )  # fmt: skip


def _ends_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.NominationEndsForm(data, label="Who stops?", options=reading.in_part(held))


def _scope_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = last_writing(held, "scope")
    days = ("period_from_on", "period_to_on", "last_meeting_on")
    initial = {**last.answers, **{name: getattr(last, name) for name in days}} if last else {}
    return forms.ScopeForm(
        data, lists=[(choices.labels(held.pack, "scr.scoping"), {})], signed="Who agreed?", again=last is not None,
        initial=initial,
    )  # fmt: skip


def _ask_form(request: Request, held: Any, data: Any) -> BaseForm:
    near, others = agencies(request.viewer, area_id=held.area_id, own_team_id=held.team_id, told={})
    return AgenciesForm(data, near=near, others=others)


def _ask(request: Request, held: Any, form: Any, version: int | None) -> None:
    reviewing.ask_agencies(
        by=request.viewer, held=held, teams=form.cleaned_data["teams"], given=form.cleaned_data, version=version
    )


def _stop_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.StopForm(data, label="Which agency?", options=agency.waiting(held))


def _begin(request: Request, held: Any, form: Any, version: int | None) -> None:
    reviewing.begin_reviews(by=request.viewer, held=held, version=version)


def _start_overview(request: Request, held: Any, form: Any, version: int | None) -> None:
    reviewing.start_overview(by=request.viewer, held=held, version=version)


def _aims(request: Request, held: Any) -> list[tuple[str, str]]:
    """The three aims of a review, above what is written for it (HE-SCR-01)."""
    return [("What a review is for", "\n".join(choices.labels(held.pack, "scr.aim").values()))]


def _outline(request: Request, held: Any) -> list[tuple[str, str]]:
    """What the panel proposed for the scope, above the scoping questions."""
    if not held.recommended:
        return _aims(request, held)
    answers = held.recommended.answers
    return [*_aims(request, held), ("What the panel proposed", str(answers.get("scope", ""))),
            ("Whom it suggested", str(answers.get("members", "")))]  # fmt: skip


def noted(kind: Noting) -> Act:
    """The step of one kind of note."""

    def form(request: Request, held: Any, data: Any) -> BaseForm:
        options = choices.labels(held.pack, kind.choose) if kind.choose else {}
        return forms.NotingForm(data, kind=kind, options=options)

    def do(request: Request, held: Any, form: Any, version: int | None) -> None:
        reviewing.note(by=request.viewer, held=held, kind=kind, given=form.cleaned_data, version=version)

    return Act(kind.code, (kind.verb,), kind.heading, "Record it", "Recorded.", form, do, kind.intro)


ACTS: tuple[Act, ...] = (
    Act("person-new", ("name_person",), "Name another child or adult", "Name them", "They are named.",
        simple(forms.PersonForm), given(considering.name_person), "The check of names looks for them too."),
    Act("tell-chair", ("tell_chair",), "Record when the chair was told", "Record it", "Recorded. The month is counted.",
        simple(forms.ChairToldForm), given(considering.tell_chair),
        "The chair is told as soon as a referral comes. The chair's month runs from then."),
    Act("notice", ("send_notice",), "Record a letter or notice", "Record it", "Recorded.", _notice_form,
        given(considering.send_notice), "Send it, then record it here: one entry for each who has it."),
    Act("incident", ("notify_inspectorate",), "Record the inspectorate's form", "Record it", "Recorded.", _incident_form,
        given(considering.notify_inspectorate), "The form itself is theirs. Here stands that it went, and which."),
    Act("reply", ("record_reply",), "Record a reply", "Record it", "Recorded.", _reply_form, given(considering.record_reply),
        offered=reading.unreplied),
    Act("consider", ("consider",), "Go through criteria and questions", "Keep it", "It is kept.", _consider_form,
        given(considering.consider),
        "Each is judged by people. Several answers of yes suggest a review; no number decides.", shows=_aims),
    Act("recommend", ("recommend",), "Record what the panel recommends", "Record it", "Recorded. The chair decides.",
        _recommend_form, given(considering.recommend), LEARN, reveals={"how": {"meeting": "meeting"}}, shows=_aims),
    Act("decide", ("hold_review", "decline"), "Record what the chair decides", "Record the decision", "Recorded.", _decide_form,
        given(considering.decide), "The chair decides, not the panel: with reasons, signed.", shows=_aims),
    Act("close-declined", ("close_declined",), "Close it without a review", "Close it", "It is closed.",
        simple(forms.ReasonForm), given(considering.close_declined)),
    Act("keep", ("keep",), "Keep it as it ended", "Keep it", "It is kept as it ended.", simple(forms.KeepForm),
        given(considering.keep_as_ended), "For a review that had ended before it came here. No more is done on it."),
    Act("nominate", ("nominate",), "Nominate somebody", "Record it", "Recorded.", simple(forms.NominationForm),
        given(reviewing.nominate), "Whoever chairs the group or writes the report is independent of every body involved."),
    Act("nomination-ends", ("end_nomination",), "Record that somebody stopped", "Record it", "Recorded.", _ends_form,
        given(reviewing.end_nomination), offered=reading.in_part),
    Act("first-meeting", ("hold_first_meeting",), "Record the first meeting", "Record it", "Recorded.",
        simple(forms.FirstMeetingForm), given(reviewing.hold_first_meeting), "Within a month of the decision."),
    Act("scope", ("agree_scope",), "Answer the scoping questions", "Keep the scope", "It is kept. Earlier ones stay.",
        _scope_form, given(reviewing.agree_scope), "Where one does not fit this case, write “Does not apply”, and why.",
        shows=_outline),
    Act("ask", ("ask_agencies",), "Ask agencies for management reviews", "Ask them", "They are asked.", _ask_form, _ask,
        "Each agency sees what it is asked and its own review, and nothing else of the case."),
    Act("stop-waiting", ("stop_waiting",), "Wait no longer for an agency", "Wait no longer", "Recorded.", _stop_form,
        given(reviewing.stop_waiting), offered=agency.waiting),
    Act("begin-reviews", ("begin_reviews",), "Go on to the agencies' reviews", "Go on", "The agencies review their work.",
        simple(forms.NothingForm), _begin, "Group, scope and first meeting stand on record."),
    Act("extension", ("agree_extension",), "Record another timescale", "Record it", "Recorded.", simple(forms.ExtensionForm),
        given(reviewing.agree_extension), "Talk to the inspectorate as soon as it is seen that four months will not do."),
    Act("start-overview", ("start_overview",), "Begin the overview", "Begin it", "The overview is begun.",
        simple(forms.NothingForm), _start_overview,
        "Every agency has submitted, made a nil return, or is no longer waited for."),
    *(noted(one) for one in NOTES),
)  # fmt: skip
