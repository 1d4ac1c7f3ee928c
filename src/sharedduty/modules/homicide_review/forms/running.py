"""The forms of a notice, of deciding, and of running a review."""

from decimal import Decimal
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, several, words
from sharedduty.foundations.requests.api import AgenciesForm
from sharedduty.modules.homicide_review.forms.plain import Labels, WhichForm, day, questions, text_line


class NoticeForm(WhenMixin):
    """Refer a death."""

    victim = text_line("Who died?", hint="Full name, or “Not known”.")
    victim_birth_on = DateInputField(label="Their date of birth", what="the date of birth", past=True, required=False)
    died_on = day(
        "When did they die?", what="the day of the death", past=True, hint="For a near miss: the day it happened."
    )
    perpetrator = text_line("Who is alleged to have done it?", hint="Full name, or “Not known”.")

    def __init__(self, *args: Any, districts: Labels, for_others: bool, **kwargs: Any) -> None:
        if for_others:
            self.instants = (("received_at", "When did it come", True),)
        super().__init__(*args, **kwargs)
        self.fields["district"] = choice(
            "Where did they normally live, or were last known to?", {one: one for one in districts}, select=True
        )
        self.fields["summary"] = words(
            "What happened?",
            rows=6,
            hint="As the investigation agreed it. A suicide counts where there was abuse or control.",
        )
        self.fields["agreed_with"] = text_line("Who of the investigation agreed this summary?", hint="Name and post.")
        self.fields["coordinator"] = text_line("Who is the strategic coordinator?", hint="Name and how to reach them.")
        self.fields["telephoned"] = text_line("Who was telephoned, and when?", hint="Or why nobody is yet.")
        self.fields["late_because"] = words("If it is more than two days since the death: why?", rows=2)
        if for_others:
            self.fields["on_behalf"] = text_line("Who sent it?", hint="Name, post and body.")
            self.must_say_when("received_at")


class PersonForm(forms.Form):
    """Somebody the review is about."""

    def __init__(self, *args: Any, parts: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"] = choice("Who is this?", parts)
        self.fields["given_names"] = text_line("Given names", hint="Write “Not known” if nobody knows yet.")
        self.fields["family_name"] = line("Family name")
        self.fields["birth_on"] = DateInputField(
            label="Date of birth", what="the date of birth", past=True, required=False
        )


class BodyForm(forms.Form):
    """Whose duty it is."""

    body = text_line("Which community safety partnership?")
    body_because = words("What was agreed, and why?", rows=3)


class AskForm(AgenciesForm):
    """Write to agencies."""

    def __init__(self, *args: Any, points: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["said"] = several("What does the letter say?", points, hint="It must say all of this.")
        self.fields["question"].help_text = "Each agency reads exactly this, and the points you tick below it."
        self.fields["answer_by_on"].help_text = "No guidance sets a number: agree what fits this death."


class OverlapForm(forms.Form):
    """Another review of the same death."""

    def __init__(self, *args: Any, kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("Which?", kinds)
        self.fields["consulted"] = text_line("Who was consulted?", hint="Name, post and board.")
        self.fields["consulted_on"] = day("When?", what="the day of the consultation", past=True)
        self.fields["agreed"] = words("How do the two go together?", rows=3, hint="A criminal case delays no start.")
        self.fields["joint"] = forms.BooleanField(label="One joint review serves both", required=False)
        self.fields["agreed_chair"] = line("If it is joint: what was agreed about the chair?")
        self.fields["agreed_money"] = line("If it is joint: about the money?")
        self.fields["agreed_terms"] = line("If it is joint: about the terms of reference?")
        self.fields["held_to_account"] = line("If it is joint: how do both boards hold it to account?")


class DecideForm(WhenMixin):
    """Whether a review is held."""

    instants = (("decided_at", "When was it decided", True),)

    def __init__(
        self, *args: Any, outcomes: Labels, relations: Labels, deaths: Labels, known: Labels, weighed: Labels, overlaps: Labels,
        again: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["over_16"] = choice("Was the victim 16 or over?", known)
        self.fields["relation"] = choice(
            "What tie was there to the one who did it?", relations, hint="Read widely: any gender, partners or family."
        )
        self.fields["death"] = choice("How did the death come about?", deaths)
        self.fields["abuse"] = words("What is known of violence, abuse, neglect or control?", rows=4)
        for number, label in weighed.items():
            self.fields[f"weigh_{number}"] = words(label, rows=2, hint="What was found, or that nothing is known.")
        self.fields["overlaps"] = several(
            "Does any of these apply?", overlaps, hint="Then that board is consulted first."
        )
        self.fields["specialist"] = words("What did those say who know domestic abuse?", rows=3)
        self.fields["partners"] = words("What did the agencies say?", rows=3)
        self.fields["panel"] = words("If a decision panel met: who advised?", rows=2)
        self.fields["outcome"] = choice("What is decided?", outcomes)
        self.fields["reasons"] = words("Why?", rows=4)
        self.fields["against"] = words(
            "If the definition is met and no review is held: why?", rows=2, hint="That nobody is charged is no reason."
        )
        if again:
            self.fields["why_again"] = words("Why is it decided anew?", rows=2)
        self.fields["decided_by"] = text_line(
            "Who decided?", hint="The chair of the community safety partnership: name."
        )
        self.fields["late_because"] = words("If it is more than a month since the notice: why?", rows=2)
        for name in ("decided_at", "decided_at_time"):
            asked(self.fields[name])
        last = ["decided_at", "decided_at_time", "decided_by", "late_because"]
        self.order_fields([one for one in self.fields if one not in last] + last)


class ChairForm(forms.Form):
    """Appoint a chair or an author."""

    def __init__(self, *args: Any, parts: Labels, tests: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"] = choice("What are they appointed as?", parts)
        self.fields["name"] = text_line("Name", hint="A published review names its chair.")
        self.fields["body"] = text_line("Where do they work?", hint="A body, or “for themselves”.")
        questions(self, "test_", tests, "What this rests on")
        self.fields["register"] = words(
            "Are they on the register of accredited chairs? What do the references say?", rows=2
        )
        self.fields["chosen_by"] = words(
            "Who chose them?", rows=2,
            hint="District leads, chair or vice chair, the commissioner's office, the coordinator; other boards if it is joint.",
        )  # fmt: skip
        self.fields["contract"] = text_line("Who issued the contract?")
        self.fields["appointed_on"] = day("On which day?", what="the day of the appointment", past=True)


class ChairEndsForm(WhichForm):
    """A chair stops."""

    ended_on = day("On which day?", what="the day they stopped", past=True)
    ended_because = words("Why?", rows=3)


class AdministratorForm(forms.Form):
    """Name an administrator."""

    name = text_line("Who is it?", hint="Name and post.")
    supplied_by = text_line("Who supplies them?", hint="The district's partnership, or the chair for a fee.")
    supervised_by = text_line("Who gives them enhanced supervision?")

    def __init__(self, *args: Any, duties: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duties"] = several("Which of the duties are theirs?", duties)
        self.fields["since_on"] = day("From which day on?", what="the day they began", past=True)


class FamilyForm(forms.Form):
    """Invite somebody of a family, or say why not."""

    def __init__(self, *args: Any, sides: Labels, letter: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"] = choice("Whose family?", sides)
        self.fields["name"] = text_line("Name", hint="It is kept out of what is published.")
        self.fields["tie"] = text_line("Who are they?", hint="Mother, brother, friend.")
        self.fields["invited_on"] = day("When did they get the letter?", what="the day of the letter", past=True)
        self.fields["delivered"] = text_line("Who gave it to them?", hint="The family liaison officer where possible.")
        self.fields["letter"] = several("What does the letter say?", letter)
        self.fields["advocate"] = text_line(
            "Which specialist advocate was offered, and what did they answer?", hint="The chair is not their advocate."
        )
        self.fields["not_invited_because"] = words(
            "If they are not invited: why?", rows=2, hint="As where it may endanger."
        )


class WishesForm(WhichForm):
    """How and how often somebody wants to hear."""

    contact = text_line("How do they want to be reached?")
    advocate = text_line("Which advocate stands by them?", hint="Or that they want none.")
    every_days = asked(forms.IntegerField(label="After how many days at most do they want to hear?", required=False))


class EntryForm(WhenMixin):
    """One line of a log."""

    instants = (("happened_at", "When", True),)

    def __init__(self, *args: Any, kinds: Labels, people: Labels, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("What happened?", kinds)
        if people:
            self.fields["member"] = choice("With whom?", {"": "All of them", **people})
        self.fields["words"] = words("Write it down", rows=4, hint=hint)
        self.fields["by_whom"] = text_line("By whom?", hint="Name and post.")
        self.fields["late_because"] = words("If it is after a time limit: why?", rows=2)
        self.must_say_when("happened_at")
        self.order_fields(["kind", "member", "happened_at", "happened_at_time", "words", "by_whom", "late_because"])


class TermsForm(forms.Form):
    """Terms of reference."""

    scope_words = words("What does the review cover?", rows=4, hint="In proportion to what happened.")
    period_from_on = day("From which day on does it look?", what="the first day looked at", past=True)
    period_to_on = day("Up to which day?", what="the last day looked at", past=True)

    def __init__(self, *args: Any, topics: Labels, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, label in topics.items():
            self.fields[f"topic_{number}"] = words(label, rows=2, hint="What is asked, or why it has no place here.")
        self.fields["holding_statement"] = words("What is said to the media meanwhile?", rows=2)
        self.fields["data_protection"] = words(
            "How is data protection kept?", rows=2,
            hint="Each agency answers for itself. The Home Office or a data protection officer advises.",
        )  # fmt: skip
        self.fields["panel_met_on"] = day("When did the panel first meet?", what="the day of the meeting", past=True)
        self.fields["agreed_by"] = text_line("Who has the last word?", hint="The chair: name.")
        if again:
            self.fields["why_again"] = words("Why do the terms change?", rows=2)


class CostForm(forms.Form):
    """A cost of the review."""

    def __init__(self, *args: Any, items: Labels, joint: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = choice("What is paid for?", items)
        self.fields["pounds"] = asked(
            forms.DecimalField(
                label="How much, in pounds?", required=False, min_value=Decimal("0.01"), max_value=Decimal(1_000_000),
                decimal_places=2,
            )
        )  # fmt: skip
        self.fields["over_because"] = words("If it is more than the limit: why, and who agreed?", rows=2)
        self.fields["agreed_by"] = line(
            "What was agreed with the other board, and by whom?" if joint else "Who agreed to it?"
        )

    def clean(self) -> dict[str, Any]:
        """Add `pence`: the sum as a whole number, so that shares add up."""
        answers = super().clean() or {}
        pounds = answers.get("pounds")
        return {**answers, "pence": int(pounds * 100) if pounds is not None else 0}


class ComplaintForm(forms.Form):
    """A complaint."""

    def __init__(self, *args: Any, kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("What is it about?", kinds)
        self.fields["who"] = text_line("Who complains?")
        self.fields["text"] = words("What do they say?", rows=4)
        self.fields["received_on"] = day("When did it come?", what="the day it came", past=True)
        self.fields["answered_by"] = text_line(
            "Which body answers it?",
            hint="An agency by its own procedure; whoever commissioned the chair. For the rest the arrangements name nobody.",
        )  # fmt: skip


class ComplaintAnswerForm(WhichForm):
    """The answer to a complaint."""

    answer = words("What was answered?", rows=4)
    answered_on = day("When?", what="the day of the answer", past=True)


class ExtendForm(forms.Form):
    """A longer time."""

    until_on = day("Until when?", what="the new day")
    reasons = words("Why does it take longer?", rows=4)
    agreed_by = text_line("Who of the partnership agreed?", hint="Name and post.")
    agreed_on = day("When?", what="the day it was agreed", past=True)
    referred_on = day("When was it referred to the Home Office panel?", what="the day it was referred", past=True)
