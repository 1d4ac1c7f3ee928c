"""The steps of a homicide review that are one form each, up to the evidence: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.foundations.requests.api import agencies as askable
from sharedduty.modules.homicide_review.actions import opening, running
from sharedduty.modules.homicide_review.forms import plain
from sharedduty.modules.homicide_review.forms import running as forms
from sharedduty.modules.homicide_review.queries import choices, publication, reading


def own_name(request: Request) -> str:
    """Who is looking, by name and post."""
    return f"{request.viewer.name}, {request.viewer.post_title}"


def labels(name: str, held: Any) -> dict[str, str]:
    """A list of the pack, as it stood when the death came in."""
    return choices.labels(name, timezone.localdate(held.came_at))


def _person(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.PersonForm(data, parts=choices.PARTS)


def _body(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.BodyForm(data, initial={"body": held.body})


def _ask_form(request: Request, held: Any, data: Any) -> BaseForm:
    near, others = askable(request.viewer, area_id=held.area_id, own_team_id=held.team_id, told={})
    purpose = "A death is looked at by the community safety partnership, which decides whether a review is held."
    return forms.AskForm(
        data, near=near, others=others, points=labels("letter", held), initial={"purpose": purpose},
    )  # fmt: skip


def _ask(request: Request, held: Any, form: Any, version: int | None) -> None:
    running.ask_agencies(
        by=request.viewer, held=held, teams=form.cleaned_data["teams"], given=form.cleaned_data, version=version
    )


def _chase(request: Request, held: Any, data: Any) -> BaseForm:
    return plain.WhichForm(data, label="Which agency?", options=reading.unanswered(request.viewer, held))


def _overlap(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.OverlapForm(data, kinds=labels("overlap", held))


def _decide(request: Request, held: Any, data: Any) -> BaseForm:
    overlaps = {
        code: words
        for code, words in labels("overlap", held).items()
        if code in ("young_victim", "child_died", "adult", "mental_health")
    }
    return forms.DecideForm(
        data, outcomes=labels("decision", held), relations=labels("relation", held), deaths=labels("death", held),
        known=choices.KNOWN, weighed=choices.considerations(held.area.local_pack), overlaps=overlaps,
        again=held.decisions.exists(),
    )  # fmt: skip


def _chair(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ChairForm(data, parts=choices.CHAIRS, tests=labels("chair", held))


def _chair_ends(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ChairEndsForm(data, label="Who stops?", options=reading.in_post(held))


def _administrator(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.AdministratorForm(data, duties=labels("administrator", held))


def _family(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.FamilyForm(data, sides=choices.SIDES, letter=labels("family_letter", held))


def _wishes(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.WishesForm(data, label="Whose wishes?", options=reading.relatives(held))


def _terms(request: Request, held: Any, data: Any) -> BaseForm:
    last = reading.last_terms(held)
    initial: dict[str, Any] = {}
    if last:
        names = (
            "scope_words",
            "period_from_on",
            "period_to_on",
            "holding_statement",
            "data_protection",
            "panel_met_on",
        )
        initial = {name: getattr(last, name) for name in names}
        initial |= {f"topic_{number}": words for number, words in last.topics.items()}
    return forms.TermsForm(data, topics=choices.topics(held.area.local_pack), again=last is not None, initial=initial)


def _cost(request: Request, held: Any, data: Any) -> BaseForm:
    joint = held.overlaps.filter(joint=True).exists()
    rows = choices.costs(held.area.local_pack)
    items = {code: row["item"].partition(": OPCC")[0] for code, row in rows.items() if code != "chair_rest"}
    return forms.CostForm(data, items=items, joint=joint)


def _cost_rules(request: Request, held: Any) -> list[tuple[str, str]]:
    rows = choices.costs(held.area.local_pack).values()
    return [
        (row["item"], row["share_rule"] + (f". Limit £{int(row['amount_gbp']):,}" if row["amount_gbp"] else ""))
        for row in rows
    ]


def _log(name: str, hint: str) -> Any:
    def make(request: Request, held: Any, data: Any) -> BaseForm:
        people = reading.relatives(held) if name == "family" else {}
        return forms.EntryForm(data, kinds=labels(name, held), people=people, hint=hint)

    return make


def _media_shows(request: Request, held: Any) -> list[tuple[str, str]]:
    words = publication.holding_statement(held)
    return [("Holding statement", words)] if words else []


def _complaint(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ComplaintForm(data, kinds=labels("complaint", held))


def _complaint_answer(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ComplaintAnswerForm(data, label="Which complaint?", options=reading.open_complaints(held))


def _start(request: Request, held: Any, form: Any, version: int | None) -> None:
    running.start_review(by=request.viewer, held=held, version=version)


FAMILY_HINT = "In their own words where they are theirs."
FIRST_ACTS: tuple[Act, ...] = (
    Act("person", ("name_person",), "Name somebody the review is about", "Name them", "They are named.", _person,
        given(opening.name_person), "The check of names looks for everybody named here."),
    Act("body", ("settle_body",), "Settle whose duty it is", "Record it", "Recorded.", _body, given(opening.settle_body),
        "The duty lies where the victim normally lived, or was last known to. Only where that is not clear is it agreed."),
    Act("ask", ("ask_agencies",), "Write to agencies", "Write to them", "They are written to.", _ask_form, _ask,
        "Each agency sees its own letter and nothing of the review."),
    Act("chase", ("chase_agency",), "Remind an agency", "Remind them", "They are reminded.", _chase,
        given(running.chase_agency), offered=reading.some_unanswered),
    Act("overlap", ("note_overlap",), "Record another review or case", "Record it", "Recorded.", _overlap,
        given(running.note_overlap), "One joint review is better than two. Its board is consulted as early as can be."),
    Act("decide", ("hold_review", "hold_none"), "Record whether a review is held", "Record the decision", "Recorded.", _decide,
        given(opening.decide), "The chair of the community safety partnership decides. Nothing here works it out."),
    Act("look-again", ("look_again",), "Look at it again", "Look again", "It is to be decided again.", simple(plain.ReasonForm),
        given(opening.look_again), "As when the Home Office asks for it."),
    Act("end-not-held", ("end_not_held",), "Close it without a review", "Close it", "It is closed.", simple(plain.ReasonForm),
        given(opening.end_not_held)),
    Act("pass-on", ("pass_on",), "Pass it on", "Pass it on", "It is passed on.", simple(plain.ReasonForm),
        given(opening.pass_on), "To the partnership of the area where the victim lived. Say which, and who took it."),
    Act("set-aside", ("set_aside",), "Set it aside", "Set it aside", "It is set aside.", simple(plain.ReasonForm),
        given(opening.set_aside), "Only where it is not to be finished, as when a joint review takes its place."),
    Act("home-office", ("write_home_office",), "Write down what passed with the Home Office", "Keep it", "It is kept.",
        _log("home_office", "What was sent or said, to whom, by which way."), given(running.write_home_office),
        "They are told of the decision either way, within a month of the notice."),
    Act("media", ("write_media",), "Write down what was said to the media", "Keep it", "It is kept.",
        _log("media", "The words that were used."), given(running.write_media), shows=_media_shows),
    Act("workshop", ("write_workshop",), "Write down what was said at the workshop", "Keep it", "It is kept.",
        _log("workshop", "Who asked what of whom, and the answer; or the victim's own words, and who brought them."),
        given(running.write_workshop), offered=reading.workshops),
    Act("family-log", ("write_family",), "Write in the family's log", "Keep it", "It is kept.", _log("family", FAMILY_HINT),
        given(running.write_family), "Take advice before the family is told. It may endanger somebody."),
    Act("complaint", ("name_complaint",), "Record a complaint", "Record it", "Recorded.", _complaint,
        given(running.name_complaint)),
    Act("complaint-answer", ("answer_complaint",), "Record the answer to a complaint", "Record it", "Recorded.",
        _complaint_answer, given(running.answer_complaint), offered=reading.open_complaints),
    Act("chair", ("appoint_chair",), "Appoint the chair or an author", "Record the appointment", "Recorded.", _chair,
        given(running.appoint_chair), "Each test is answered, with what the answer rests on."),
    Act("chair-ends", ("end_chair",), "Record that a chair or author stopped", "Record it", "Recorded.", _chair_ends,
        given(running.end_chair), offered=reading.in_post),
    Act("administrator", ("name_administrator",), "Name an administrator", "Name them", "They are named.", _administrator,
        given(running.name_administrator)),
    Act("family", ("invite_family",), "Invite somebody of a family", "Record it", "Recorded.", _family,
        given(running.invite_family), "The victim's family and friends; and decide about the family of whoever did it."),
    Act("wishes", ("keep_wishes",), "Keep what somebody of the family wishes", "Keep it", "It is kept.", _wishes,
        given(running.keep_wishes), offered=reading.relatives),
    Act("terms", ("agree_terms",), "Agree the terms of reference", "Record the terms", "Recorded. Earlier terms are kept.",
        _terms, given(running.agree_terms), "The panel agrees them at its first meeting; the chair has the last word."),
    Act("cost", ("record_cost",), "Record a cost", "Share it", "It is recorded and shared.", _cost, given(running.record_cost),
        "Each partner's share is worked out by the area's rule. A joint review is shared as was agreed.", shows=_cost_rules),
    Act("extend", ("extend",), "Record a longer time", "Record it", "Recorded.", simple(forms.ExtendForm),
        given(running.extend), "The partnership agrees, and refers it to the Home Office panel. The limit stays shown."),
    Act("start-review", ("start_review",), "Start the review", "Start it", "The review has started.", simple(plain.NothingForm),
        _start, "Chair, terms and panel stand; every member has declared."),
)  # fmt: skip
