"""The later steps of a review that are one form each: the overview, its gates, what is public, what comes after."""

from typing import Any

from django.forms import BaseForm
from django.urls import reverse

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.modules.serious_case_review import forms
from sharedduty.modules.serious_case_review.actions import ending, reviewing
from sharedduty.modules.serious_case_review.queries import agency, choices, publication, reading
from sharedduty.modules.serious_case_review.rules.ending import BRIEFED
from sharedduty.modules.serious_case_review.rules.standing import copies_out
from sharedduty.modules.serious_case_review.views.acts import LEARN, written


def _overview_form(request: Request, held: Any, data: Any) -> BaseForm:
    initial, again = written(held, "overview")
    lists = [choices.plain(held.pack, "scr.overview")]
    return forms.ListForm(data, lists=lists, signed="Who wrote it?", again=again, initial=initial)


def _what_agencies_found(request: Request, held: Any) -> list[tuple[str, str]]:
    """What each agency submitted, to write the overview from: where it is read."""
    parts = [one for one in agency.parts_of(request.viewer, held) if one.stage == "sent"]
    said = [f"{one.agency}: {reverse('serious_case_review:part', args=[one.reference])}" for one in parts]
    return [("Management reviews", "\n".join(said))] if said else []


def _recommendation_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.RecommendationForm(
        data, gaps=choices.labels(held.pack, "actionplan.gap"), breadths=choices.labels(held.pack, "actionplan.breadth"),
        many=len(reading.recommended(held)) >= 10,
    )  # fmt: skip


def contributors(held: Any) -> dict[str, str]:
    """The agencies that submitted, by name."""
    found = held.management_reviews.filter(stage="sent").order_by("agency", "pk").values_list("agency", flat=True)
    return {one: one for one in found}


def _fairness_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.FairnessForm(data, bodies=contributors(held))


def _agree_form(request: Request, held: Any, data: Any) -> BaseForm:
    none = not reading.recommended(held)
    return forms.GateForm(data, more="none_because" if none else "", label="It recommends nothing. Why?")


def _sign_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.GateForm(data, more="late_because", label="If it is later than the time that held: why?")


def _sign_up_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.SignUpForm(data, label="Which recommendation?", options=reading.recommended(held))


def _disclosure_form(request: Request, held: Any, data: Any) -> BaseForm:
    initial, again = written(held, "disclosure")
    lists = [choices.plain(held.pack, name) for name in ending.INTERESTS]
    return forms.DisclosureForm(data, lists=lists, signed="Who decided?", again=again, initial=initial)


def _summary_form(request: Request, held: Any, data: Any) -> BaseForm:
    last = publication.last_writing(held, "summary")
    named = choices.labels(held.pack, "scr.summary")
    items = {code: label for code, label in named.items() if code != publication.BY_THE_CHECK}
    return forms.SummaryForm(
        data, lists=[(items, {})], signed="Who wrote it?", again=last is not None,
        initial={**last.answers, "title": last.title} if last else {},
    )  # fmt: skip


def _let_stand_form(request: Request, held: Any, data: Any) -> BaseForm:
    check = publication.check_of(request.viewer, held)
    options = {
        one.digest: f"“{one.words}” in {one.place}: “{one.excerpt}” ({one.what})"
        for one in check.open_hits
        if not one.never
    }
    return forms.LetStandForm(data, label="Which place?", options=options)


def _publish_form(request: Request, held: Any, data: Any) -> BaseForm:
    briefed = held.notices.filter(code__in=BRIEFED).values_list("code", flat=True)
    unseen = bool(publication.check_of(request.viewer, held).unseen)
    return forms.PublishForm(data, unseen=unseen, briefed=set(BRIEFED) <= set(briefed))


def _as_public(request: Request, held: Any) -> list[tuple[str, str]]:
    """What would be public, whole, above the button that makes it so."""
    copy, check = publication.copy_of(held), publication.check_of(request.viewer, held)
    if copy is None:
        return []
    found = (
        "Nothing is left to mend." if check.clean else f"Left to mend: {len(check.open_hits)}. See “Check of names”."
    )
    cleared = "Yes" if publication.is_cleared(held) else "Not as it stands"
    lines = [("Check of names", found), ("Cleared by the chair of the group", cleared), ("Title", copy.title)]
    lines += [(title, text) for title, text in copy.parts]
    lines += [
        (f"Recommendation {one['number']}", f"{one['text']}\n{one['who']}, {one['outcome']}") for one in copy.actions
    ]
    if check.unseen:
        lines.append(("Records in People that you cannot open", ", ".join(check.unseen)))
    return lines


def _close_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.CloseForm(data, copies=copies_out(held))


def _recommended(request: Request, held: Any) -> list[tuple[str, str]]:
    found = held.recommendations.order_by("number", "pk")
    return [(f"Recommendation {one.number}", f"{one.text}\n{one.owner}, by {date_words(one.due_on)}") for one in found]


ENDING_ACTS: tuple[Act, ...] = (
    Act("overview", ("write_overview",), "Write the overview", "Keep it", "It is kept. Earlier versions stay.",
        _overview_form, given(reviewing.write_overview), LEARN, shows=_what_agencies_found),
    Act("recommendation", ("recommend_action",), "Add a recommendation", "Add it", "It is added.", _recommendation_form,
        given(reviewing.recommend_action), "Few, to the point, and such that they can be done.", shows=_recommended),
    Act("fair", ("confirm_fairness",), "Record what a contributor says", "Record it", "Recorded.", _fairness_form,
        given(reviewing.confirm_fairness), offered=contributors),
    Act("agree-overview", ("agree_overview",), "Record that the group agrees the overview", "Record it",
        "Recorded. It is with the panel.", _agree_form, given(reviewing.agree_overview)),
    Act("panel-content", ("satisfy_panel",), "Record that the panel is content", "Record it",
        "Recorded. It is with the board.", simple(forms.GateForm), given(reviewing.satisfy_panel),
        "The panel recommends it to the chair and the Strategic Board."),
    Act("send-back", ("send_back",), "Send the overview back", "Send it back", "It is sent back.", simple(forms.ReasonForm),
        given(reviewing.send_back)),
    Act("sign-off", ("sign_off",), "Record that the board signs it off", "Record it", "Recorded. The review is complete.",
        _sign_form, given(ending.sign_off)),
    Act("disclosure", ("plan_disclosure",), "Decide who may know what", "Keep it", "It is kept.", _disclosure_form,
        given(ending.plan_disclosure), "For each interest: what they may know, when and from whom. Then the balances."),
    Act("signature", ("sign_up",), "Record that a body signed up", "Record it", "Recorded.", _sign_up_form,
        given(ending.sign_up), offered=reading.recommended),
    Act("summary", ("write_summary",), "Write the executive summary", "Keep it", "It is kept. It must be cleared.",
        _summary_form, given(ending.write_summary), "Write it as anybody is to read it. It names nobody."),
    Act("clear", ("clear_summary",), "Record that the summary is cleared", "Record it", "Recorded.", simple(forms.ClearForm),
        given(ending.clear_summary), "The chair of the group agrees and clears it. A later version is cleared anew."),
    Act("protect", ("protect_word",), "Protect a word", "Protect it", "It is protected.", simple(forms.WordForm),
        given(ending.protect_word), "The names and birthdays of the children are protected already."),
    Act("let-stand", ("let_stand",), "Let a place stand", "Let it stand", "Recorded. If the words change it is asked again.",
        _let_stand_form, given(ending.let_stand), "A name of a child can never be let stand: mend it."),
    Act("publish", ("publish",), "Make the summary public", "Publish it", "It is public.", _publish_form,
        given(ending.publish), "Anybody can read this from the moment you press the button.", shows=_as_public,
        reveals={"courts": {"ended": "courts_ended_on"}}),
    Act("keep-back", ("keep_back",), "End without a public summary here", "End it", "It has ended.", simple(forms.ReasonForm),
        given(ending.keep_back), "For a summary that was public before, or must not be. Its recommendations are followed."),
    Act("close", ("close",), "Close the review", "Close it", "The review is closed.", _close_form, given(ending.close_review),
        "Its recommendations stand in the register, which follows them to the end."),
)  # fmt: skip
