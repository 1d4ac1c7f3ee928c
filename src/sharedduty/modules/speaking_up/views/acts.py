"""The steps of a matter that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm
from django.urls import reverse

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.process.api import Act, given, simple
from sharedduty.modules.speaking_up.actions import disclosing, guarding, handling
from sharedduty.modules.speaking_up.forms import desk as forms
from sharedduty.modules.speaking_up.process import GROUNDS, OUTCOMES
from sharedduty.modules.speaking_up.queries import choices, reading


def own_name(request: Request) -> str:
    """Who is looking, by name and post."""
    return f"{request.viewer.name}, {request.viewer.post_title}"


def _acknowledge(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.AcknowledgeForm(data, promises=held.kind != "concern")


def _answer(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.AnswerForm(data, outcomes=OUTCOMES, decided_by=own_name(request))


def _child(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.ChildForm(data, ways=choices.WELFARE)


def _judge(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.JudgeForm(
        data, items=reading.items_of(held), decisions=choices.DECISIONS, harm=choices.HARM, grounds=GROUNDS
    )


def _told(request: Request, held: Any) -> list[tuple[str, str]]:
    return [("What was sent", held.sending.told)]


def _going(request: Request, held: Any) -> list[tuple[str, str]]:
    return [(one.document, one.text) for one in reading.going_out(held)]


def _prepared(request: Request, held: Any) -> list[tuple[str, str]]:
    """The whole disclosure as a second person reads it: the letter, what goes out, what is held back and why."""
    waiting = reading.waiting_release(held)
    if waiting is None:
        return []
    shown = [("The letter", waiting.letter)]
    for one in waiting.parts.all():
        why = f"{GROUNDS.get(one.ground, one.ground)}. {one.reason}" if one.ground else ""
        shown.append(
            (f"{one.document}: {choices.DECISIONS[one.decision].lower()}", "\n".join(filter(None, (one.text, why))))
        )
    return shown


def _close(request: Request, held: Any, form: Any, version: int | None) -> None:
    handling.close(by=request.viewer, held=held, version=version)


def _hand_over(request: Request, held: Any, form: Any, version: int | None) -> str:
    guarding.hand_over(by=request.viewer, held=held, given=form.cleaned_data, version=version)
    return reverse("speaking_up:matters")


def _give_out(request: Request, held: Any, form: Any, version: int | None) -> str:
    disclosing.release(by=request.viewer, held=held, given=form.cleaned_data, version=version)
    return reverse("speaking_up:matters")  # the second person sees the matter no more


def _send_back(request: Request, held: Any, form: Any, version: int | None) -> str:
    disclosing.send_back(by=request.viewer, held=held, given=form.cleaned_data, version=version)
    return reverse("speaking_up:matters")


def _not_asked(held: Any) -> bool:
    return held.kind != "access"


ACTS: tuple[Act, ...] = (
    Act("acknowledge", ("acknowledge",), "Acknowledge it", "Send it", "They are told that it came.", _acknowledge,
        given(handling.acknowledge), shows=_told),
    Act("write", ("write_back",), "Write to them", "Send it", "It is there for them to read.", simple(forms.MessageForm),
        given(handling.write_back), "They come back with their key. They may not look for some days."),
    Act("note", ("note",), "Note what was found or done", "Record it", "Recorded.", simple(forms.NoteForm), given(handling.note)),
    Act("child", ("see_to_child",), "See to a child", "Record it", "Recorded.", _child, given(handling.see_to_child),
        "A child at risk does not wait for the answer.", offered=_not_asked),
    Act("answer", ("answer",), "Answer it", "Send the answer", "It is answered.", _answer, given(handling.answer), shows=_told),
    Act("details", ("accept_details",), "Record who asks", "Record it", "Recorded. The month runs.", simple(forms.DetailsForm),
        given(disclosing.accept_details), "The month begins when the last detail came that you needed."),
    Act("extend", ("extend",), "Take two months more", "Extend it", "They are told.", simple(forms.ExtendForm),
        given(disclosing.extend), "Only a complex request, told within the first month, and once."),
    Act("item-new", ("list_item",), "List a document", "List it", "It is on the list.", simple(forms.ItemForm),
        given(disclosing.list_item)),
    Act("nothing", ("find_nothing",), "Nothing is held", "Record it", "Recorded.", simple(forms.NoteForm),
        given(disclosing.find_nothing)),
    Act("item-judge", ("judge_item",), "Judge a document", "Record it", "Recorded.", _judge, given(disclosing.judge_item),
        "The harm test is a professional's judgement, of each document by itself.", offered=reading.items_of),
    Act("prepare", ("prepare_release",), "Prepare the answer", "Send it to be checked", "Somebody else checks it now.",
        simple(forms.ReleaseForm), given(disclosing.prepare_release),
        "This is what would go out. It goes once a second person has read it. Nothing goes while another person is named in it.",
        shows=_going),
    Act("release", ("release",), "Give the answer out", "Give it out", "It is given out.", simple(forms.GiveOutForm),
        _give_out, "Read all of it. You did not prepare it: you are the second person.", shows=_prepared),
    Act("send-back", ("send_back",), "Send the answer back", "Send it back", "It is sent back, and stays on record.",
        simple(forms.ReasonForm), _send_back),
    Act("shut-out", ("shut_out",), "Shut somebody out", "Shut them out", "They are shut out.", simple(forms.ShutForm),
        given(guarding.shut_out), "They and their managers are told nothing, and see nothing of it, now or later."),
    Act("hand-over", ("hand_over",), "Hand it over: I have a part in it", "Hand it over", "It is handed over.",
        simple(forms.ReasonForm), _hand_over, "Somebody else takes all of it. You see nothing of it any more."),
    Act("withdraw", ("withdraw",), "End it without an answer", "End it", "It is closed.", simple(forms.ReasonForm),
        given(handling.withdraw)),
    Act("look-again", ("look_again",), "Look at it again", "Look at it again", "It is open again.", simple(forms.ReasonForm),
        given(handling.look_again)),
    Act("close", ("close",), "Close it", "Close it", "It is closed.", simple(forms.NothingForm), _close),
)  # fmt: skip
