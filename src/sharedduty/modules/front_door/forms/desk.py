"""The forms of the desk. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, words
from sharedduty.modules.front_door.forms.children import DescribedChild


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=3)


class HandOverForm(forms.Form):
    """Who takes it over and what they must know."""

    to = asked(forms.ChoiceField(label="Who takes it over?", required=False))
    note = words("Note for the next worker", hint="What is done, what is not, what is due and who has been spoken to.")

    def __init__(self, *args: Any, colleagues: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = choice("Who takes it over?", colleagues, select=True)
        self.order_fields(["to", "note"])


class AcknowledgeForm(forms.Form):
    """How receipt was acknowledged."""

    def __init__(self, *args: Any, channels: Mapping[str, str], late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"] = choice("How was receipt acknowledged?", channels)
        self.fields["note"] = words("Note", rows=2, hint="What was said or cleared up. Not shown to the referrer.")
        if late:
            self.fields["late_because"] = words("Why is it late?", rows=2)


class NoteForm(forms.Form):
    """A working note."""

    text = words("Note", rows=6)

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("Kind of note", kinds)
        self.order_fields(["kind", "text"])


class QuestionsForm(forms.Form):
    """Questions back to the sender."""

    def __init__(self, *args: Any, reads: bool, telephone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask = (
            f"The sender cannot read this here. Ring them on {telephone} and ask."
            if telephone
            else "Ask them yourself."
        )
        hint = f"{'The sender reads exactly this.' if reads else ask} The clock keeps running."
        self.fields["text"] = words("What do you need to know?", hint=hint)


class AnswerForm(forms.Form):
    """An answer given by telephone."""

    answer = words("What did the sender answer?")


class ChildForm(DescribedChild):
    """A correction of what was written about a child."""

    given_names = line("Given names")
    family_name = line("Family name")
    also_known_as = line("Also known as")
    birth_on = DateInputField(label="Date of birth", what="the date of birth", past=True, required=False)
    birth_about = line("Age or estimate, if the date is not known")
    address = words("Address", rows=3)
    postcode = line("Postcode")
    school = line("School or nursery")
    gp_practice = line("GP practice")
    nhs_number = line("NHS number")
    reason = words("Why is it corrected?", rows=2)


class ReceivedForm(WhenMixin):
    """A correction of when a contact was received."""

    instants = (("received_at", "Received", True),)
    reason = words("Why is it corrected?", rows=2)


class DisagreeForm(forms.Form):
    """A challenge to a decision."""

    why = words("What do you disagree with, and why?")
    wanted = words("What do you think should happen?", rows=3)


class PurposeForm(forms.Form):
    """Why it is asked whether a child is known."""

    purpose = line(
        "Why do you need to know?", hint="It is recorded, and looked at in the monthly review of such checks."
    )


class OutcomeForm(forms.Form):
    """What became of work handed over."""

    outcome = words("What became of it?", rows=3)


class DepartureForm(forms.Form):
    """A departure from guidance."""

    rule = words("What does the guidance ask?", rows=2, hint="In a few words, with its paragraph.")
    reason = words("Which exceptional circumstances lead you to do otherwise?", rows=3)
