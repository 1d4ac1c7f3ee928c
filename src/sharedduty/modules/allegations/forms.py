"""The forms of this room. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, several, words
from sharedduty.modules.allegations.rules.judging import TRANSFER, TRUST

Labels = Mapping[str, str]


def day(label: str, *, what: str, past: bool = False, hint: str = "", future: bool = False) -> DateInputField:
    """A date whose absence the rules answer."""
    return asked(DateInputField(label=label, what=what, past=past, future=future, required=False, help_text=hint))


def text_line(label: str, *, hint: str = "") -> forms.CharField:
    """A line whose absence the rules answer."""
    return asked(line(label, hint=hint))


def address(label: str, *, hint: str = "") -> forms.EmailField:
    """One e-mail address, which may be left out."""
    wrong = {"invalid": "Write one e-mail address, like name@example.org."}
    return forms.EmailField(label=label, help_text=hint, required=False, max_length=254, error_messages=wrong)


class NothingForm(forms.Form):
    """A step that asks nothing more."""


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=3)


class WhichForm(forms.Form):
    """Choose one of several."""

    def __init__(self, *args: Any, label: str, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice(label, options)


class ReferForm(WhenMixin):
    """Refer an allegation, or ask for advice."""

    instants: tuple[tuple[str, str, bool], ...] = (("came_at", "When did it come to be known", True),)
    tells_optional = True
    headings: ClassVar[dict[str, str]] = {
        "accused_name": "The person", "source": "What happened", "children": "The children", "senior_told": "Who knows of it",
    }  # fmt: skip

    def __init__(self, *args: Any, lists: Mapping[str, Labels], takes: bool, **kwargs: Any) -> None:
        if takes:
            self.instants = (*self.instants, ("told_at", "When were you told", True))
        super().__init__(*args, **kwargs)
        self._who(lists)
        self._what(lists)
        told = []
        if takes:
            told = ["by_telephone", "sent_by_words", "told_at", "told_at_time"]
            self.fields["by_telephone"] = asked(
                forms.BooleanField(label="Somebody without an account here told me", required=False)
            )
            self.fields["sent_by_words"] = asked(line("Then who told you?", hint="Name, post and organisation."))
        self.must_say_when("came_at")
        if takes:
            asked(self.fields["told_at"])
        self.order_fields(
            [*told, "wanted", "conflict", "accused_name", "accused_email", "too_close", "accused_work", "worker",
             "employer", "sector", "source", "came_at", "came_at_time", "late_because", "what_happened"]
        )  # fmt: skip

    def _who(self, lists: Mapping[str, Labels]) -> None:
        """What is wanted, whom it is about, and who must not see it."""
        ask = self.fields
        ask["wanted"] = choice("What do you want?", lists["wanted"])
        ask["conflict"] = choice(
            "May the designated officer know of it?", lists["conflict"],
            hint="If not, it goes to somebody else, and no designated officer can see it.",
        )  # fmt: skip
        ask["accused_name"] = text_line("Who is it about?", hint="Their full name, or “Not known”.")
        ask["accused_email"] = address(
            "Their e-mail address at work",
            hint="So that they can never open this here, now or later. Nobody writes to it.",
        )
        ask["too_close"] = forms.CharField(
            label="Who else must not see it?", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
            help_text="E-mail addresses, one on each line: their manager where that is wise, a relative, a friend.",
        )  # fmt: skip
        ask["accused_work"] = words("What is their work, and how do they reach children?", rows=2)
        ask["worker"] = choice("In what way do they work there?", lists["workers"])
        ask["employer"] = text_line("Employer or organisation")
        ask["sector"] = choice("What kind of organisation is it?", lists["sectors"], select=True)

    def _what(self, lists: Mapping[str, Labels]) -> None:
        """How it came to be known, what happened, which children, and what was done."""
        ask = self.fields
        ask["source"] = choice("How did it come to be known?", lists["sources"])
        ask["late_because"] = words("If more than one working day has passed: why?", rows=2)
        ask["what_happened"] = words("What happened?", rows=5, hint="Nature and circumstances, in a few lines.")
        ask["told_from"] = words("Where does it come from?", rows=2, hint="Who said or saw it.")
        ask["earlier"] = forms.CharField(
            label="Earlier concerns", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=20_000
        )
        ask["children"] = words("Which children?", rows=2, hint="Names and ages, or “Not known”.")
        ask["child_safe"] = words("What was done so that the children are safe?", rows=2)
        ask["senior_told"] = text_line(
            "Which senior person was told?", hint="The most senior one who has no part in it: name and post."
        )
        ask["accused_knows"] = choice("Does the person know?", lists["yes_no"])
        ask["informed"] = line("Who else knows?")
        ask["inquiry_begun"] = choice(
            "Has anybody begun to enquire?", lists["yes_no"],
            hint="Talk with the designated officer first: it may be a crime.",
        )  # fmt: skip

    def clean_too_close(self) -> str:
        """Addresses alone: a line that is none is an error that says which."""
        typed = str(self.cleaned_data.get("too_close") or "").replace(",", "\n")
        found = [one.strip().lower() for one in typed.split("\n") if one.strip()]
        for one in found:
            try:
                validate_email(one)
            except ValidationError as error:
                raise ValidationError(f"“{one}” is not an e-mail address. Write one on each line.") from error
        return "\n".join(found)


class DiscussionForm(WhenMixin):
    """The initial discussion."""

    instants = (("discussed_at", "When did you speak", True),)

    def __init__(self, *args: Any, concerns: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spoke_with"] = text_line("With whom?", hint="Name, post and organisation.")
        self.fields["concern"] = choice("What is it?", concerns, hint="These three are told apart.")
        self.fields["at_once"] = words("What is to be done at once?", rows=3)
        self.fields["employment"] = words("Advice about the person's work", rows=3)
        self.fields["safeguarding"] = words("Advice about the children", rows=3)
        self.fields["talk"] = words("Who may say what to whom for now", rows=2)
        self.must_say_when("discussed_at")


class JudgementForm(forms.Form):
    """The criteria, the position of trust and the transfer of risk, as people judge them."""

    def __init__(self, *args: Any, criteria: Labels, answers: Labels, judged_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, text in {**criteria, "trust": TRUST, "transfer": TRANSFER}.items():
            self.fields[code] = choice(text, answers)
            self.fields[f"{code}_why"] = words(f"Why? {text}", rows=2)
        self.fields["judged_by"] = text_line("Who judged?", hint="Name and post.")
        self.initial.setdefault("judged_by", judged_by)


class DecidedForm(forms.Form):
    """Something decided: one of a list, reasons, who."""

    def __init__(self, *args: Any, name: str, label: str, options: Labels, decided_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = choice(label, options)
        self.fields["reasons"] = words("Why?", rows=4, hint="Written now. It cannot be changed later.")
        self.fields["decided_by"] = text_line("Who decided?", hint="Name and post.")
        self.initial.setdefault("decided_by", decided_by)


class RecordForm(forms.Form):
    """The record sent to the employer."""

    text = words(
        "What the employer keeps", rows=8, hint="What was discussed and advised, and what the employer does now."
    )
    sent_to = text_line("To whom?", hint="Name and post.")
    how = text_line("How does it go?", hint="Who referred it here sees it here too. Else: secure email, letter.")


class ChildForm(forms.Form):
    """One child."""

    given_names = text_line("Given names", hint="Write “Not known” if nobody knows yet.")
    family_name = line("Family name")
    birth_on = DateInputField(label="Date of birth", what="the date of birth", past=True, required=False)
    grown = forms.BooleanField(label="They are grown up now: it happened when they were a child", required=False)


class WelfareForm(WhichForm):
    """What is done for a child."""

    def __init__(self, *args: Any, ways: Labels, **kwargs: Any) -> None:
        super().__init__(*args, label="Which child?", **kwargs)
        self.fields["welfare"] = choice("What is done for the child's own welfare?", ways)
        self.fields["welfare_why"] = words(
            "What, and why?", rows=3,
            hint="If you hand it over, the front door reads these words and the child's name. Write no more than it needs.",
        )  # fmt: skip


class StrandForm(forms.Form):
    """How a strand stands."""

    def __init__(self, *args: Any, kinds: Labels, opened: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("Which strand?", kinds)
        self.fields["opened"] = choice("Is it open?", opened)
        self.fields["lead"] = text_line("Who leads it?", hint="Post and organisation.")
        self.fields["stands"] = words("How does it stand?", rows=3)
        self.fields["next_on"] = day(
            "When do you look at it next?", what="the day to look at it", hint="If it is open.", future=True
        )


class SuspensionForm(forms.Form):
    """Suspension considered."""

    def __init__(self, *args: Any, alternatives: Labels, decided: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alternatives"] = several("Which other ways were weighed?", alternatives)
        self.fields["alternatives_why"] = words("What speaks for and against them?", rows=3)
        self.fields["officer_view"] = words("The designated officer's view", rows=2)
        self.fields["decided"] = choice("What did the employer decide?", decided)
        self.fields["reasons"] = words("The employer's reasons", rows=3)
        self.fields["decided_by"] = text_line("Who decided?", hint="Name and post, at the employer.")
        self.fields["support"] = text_line("Who supports the person?")


class TellForm(WhenMixin):
    """That somebody was told, or not yet."""

    instants = (("told_at", "When were they told", True),)

    def __init__(self, *args: Any, whom: Labels, told_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"] = choice("Whom does this concern?", whom)
        self.fields["recipient"] = text_line("Name them")
        self.fields["held_back"] = forms.BooleanField(label="They are not told for now", required=False)
        self.fields["what"] = words("What were they told? Or: why not yet?", rows=3)
        self.fields["told_by"] = asked(line("Who told them?", hint="Name and post."))
        self.fields["how"] = asked(line("How?", hint="Letter, in person."))
        self.initial.setdefault("told_by", told_by)
        self.order_fields(["told", "recipient", "held_back", "what", "told_at", "told_at_time"])


class ContactForm(WhenMixin):
    """A word exchanged."""

    instants = (("spoke_at", "When did you speak", True),)
    spoke_with = text_line("With whom?", hint="Name, post and organisation.")
    text = words("What was said?", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("spoke_at")


class ReviewForm(forms.Form):
    """A look at the progress."""

    pace = words("Does it go as fast as it can?", rows=2)
    fairness = words("Is it fair?", rows=2)
    thoroughness = words("Is it thorough?", rows=2)
    next_on = day("When do you look at it next?", what="the day to look at it", future=True)


class DutyForm(forms.Form):
    """A duty to refer somebody on."""

    def __init__(self, *args: Any, kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("To whom?", kinds)
        self.fields["body"] = text_line("Name the body")
        self.fields["owed_by"] = text_line("Whose duty is it?", hint="The organisation that removed them.")
        self.fields["removed_on"] = day("When were they removed, or would have been?", what="the day", past=True)
        self.fields["would_have"] = forms.BooleanField(label="They left first", required=False)
        self.fields["because"] = words("Why?", rows=2)


class SettleForm(WhichForm):
    """A duty done, or not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Which duty?", **kwargs)
        self.fields["referred_on"] = day("When was it made?", what="the day it was made", past=True)
        self.fields["referred_reference"] = line("Its reference")
        self.fields["good_reason"] = words(
            "If it was not made: why not?", rows=2,
            hint="In the organisation's words. Not making it without a good reason is an offence.",
        )  # fmt: skip


class AccusedForm(forms.Form):
    """Who the person is here."""

    email = address("The address they sign in with, or will", hint="They and their managers are shut out.")
    person = line("The reference of their record among people", hint="Like PN-7KQ4-M9TX. Only if they have one.")


class ShutForm(forms.Form):
    """Somebody is shut out."""

    email = asked(address("The address they sign in with"))
    line_too = forms.BooleanField(label="Everybody they answer to as well", required=False)
    reason = words("Why?", rows=2)


class SameForm(WhichForm):
    """The same person in another record."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Which record?", **kwargs)
        self.fields["because"] = words("Why do you think it is the same person?", rows=2)


class EmployerForm(forms.Form):
    """A contact at an employer."""

    tells_optional = True

    def __init__(self, *args: Any, sectors: Labels, policies: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = text_line("Employer or organisation")
        self.fields["sector"] = choice("What kind of organisation is it?", sectors, select=True)
        self.fields["contact"] = text_line("Who is the contact?", hint="Name and post.")
        self.fields["reach"] = text_line("How are they reached?", hint="Telephone or e-mail.")
        self.fields["policy"] = choice("What about its policy?", policies)
        self.fields["policy_time"] = asked(line("If it says so: how long does an enquiry take?"))
        self.fields["policy_support"] = asked(
            line("If it was seen: who supports and advises the person, by the policy?")
        )
        self.fields["policy_where"] = asked(
            line("If it was seen: where is it, and of which day?", hint="A page, or who has it.")
        )


class OfficerForm(forms.Form):
    """What shows that a designated officer is qualified."""

    def __init__(self, *args: Any, officers: Labels, ways: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"] = choice("Which designated officer?", officers, select=True)
        self.fields["way"] = choice("What are they?", ways)
        self.fields["shown_by"] = words(
            "What shows it?",
            rows=3,
            hint="For example the professional register, or a letter. If neither: why they hold the post.",
        )
        self.fields["experience"] = line("Experience of allegations and child protection")
        self.fields["seen_on"] = day("When was it seen?", what="the day it was seen", past=True)
