"""The forms of members and agencies' reports, of the overview report, and of publication."""

from typing import Any

from django import forms

from sharedduty.foundations.design.questions import WhenMixin, choice, line, several, words
from sharedduty.modules.homicide_review.forms.plain import YES_NO, Labels, WhichForm, day, questions, text_line


class MemberForm(forms.Form):
    """Ask somebody to a panel."""

    def __init__(self, *args: Any, panels: Labels, seats: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["panel"] = choice("Which panel?", panels)
        self.fields["seat"] = choice("For which body do they sit?", seats, select=True)
        self.fields["email"] = line(
            "Their address, if they have an account here", hint="Then name and post are taken from it."
        )
        self.fields["name"] = text_line("Name")
        self.fields["body"] = text_line("Post and organisation")
        self.fields["shown"] = words(
            "What are they told of the death?",
            rows=4,
            hint="They read this, and nothing else, until they have declared.",
        )
        self.fields["politician"] = choice("Do they hold a local political office?", YES_NO)
        self.fields["fitness"] = words("If so: for whom do they sit, and how was it agreed?", rows=2)


class DeclareForm(forms.Form):
    """Declare oneself free to sit."""

    def __init__(self, *args: Any, points: Labels, by_hand: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in points.items():
            self.fields[f"point_{code}"] = choice(label, YES_NO)
        self.fields["tied"] = choice("Is there any tie to the case or its people?", YES_NO)
        self.fields["conflict"] = words("If so: which?", rows=2)
        if by_hand:
            self.fields["on_paper"] = text_line("Where is the signed paper kept?")


class EndMemberForm(forms.Form):
    """End a membership."""

    because = words("Why?", rows=2)


class SettleForm(forms.Form):
    """What the chair made of a tie."""

    settled = words("What did the chair make of it, and what guards against it?", rows=3)


class CommissionForm(forms.Form):
    """Ask an agency for its own report."""

    agency = text_line("Which agency?")
    email = line(
        "The senior manager's address, if they have an account here", hint="Then name and post are taken from it."
    )
    manager_words = text_line("The senior manager", hint="Name and post.")
    asked = words("What is the report to look at?", rows=4, hint="From the terms of reference. They read exactly this.")
    due_on = day("By which day?", what="the day it is wanted by")


class AuthorForm(forms.Form):
    """Name the author."""

    email = line("The author's address, if they have an account here", hint="Then name and post are taken from it.")
    author_words = text_line("The author", hint="Name and post.")
    no_part = choice(
        "Had they no direct part in the case or with its families?", {"yes": "They had none", "no": "They had a part"}
    )
    no_line = choice(
        "Did they manage nobody who worked in it?", {"yes": "They managed nobody", "no": "They managed somebody"}
    )
    independent_because = words("What does this rest on?", rows=2)


class WriteForm(forms.Form):
    """The four parts of an agency's report."""

    account = words("What the agency did, in order", rows=8, hint="Or where its chronology lies, if it wrote one here.")
    analysis = words("Analysis: why, and not only what", rows=8, hint="It does not say the chronology again.")
    learning = words("What is to be learned", rows=5)
    good_practice = words("Good practice", rows=3)
    recommended = words(
        "Recommendations",
        rows=5,
        hint="For each: the action, who, by when, what will be different, how it is looked at again.",
    )


class InterviewForm(forms.Form):
    """An interview."""

    who = text_line("Who?", hint="Post and initials.")
    interviewed_on = day("When?", what="the day of the interview", past=True)
    text = words("The record, as it was shared", rows=6)
    shared_on = day("When was it shared with them?", what="the day it was shared", past=True)
    kept_at = text_line("Where is it kept for disclosure?")


class FeedbackForm(forms.Form):
    """Staff heard what was found."""

    who = text_line("Who heard?", hint="Post and initials.")
    given_on = day("When?", what="the day they heard", past=True)
    corrected = words("What did they put right?", rows=3, hint="Or that there was nothing.")
    apart = words("How is discipline, if there is any, kept apart?", rows=2, hint="Write nothing of it here.")


class EndorseForm(forms.Form):
    """Endorse a report."""

    endorsed_by = text_line("Who endorses?", hint="Name and post. Whoever wrote it cannot.")
    owns = words("How do you answer for what it recommends?", rows=3)
    nobody_because = words("If no staff heard it first: why is there nobody?", rows=2)


class NilForm(forms.Form):
    """Nothing to report."""

    nil_because = words("Why is there nothing to report?", rows=3)
    endorsed_by = text_line("Who says so?", hint="Name and post.")


class PresentForm(forms.Form):
    """Presented to the panel."""

    presented_on = day("When?", what="the day it was presented", past=True)
    panel_said = words("What did the panel make of it?", rows=4)


class ReportForm(forms.Form):
    """The overview report as text."""

    title = text_line("Title", hint="It names nobody: “A review of the death of Adult A”.")
    summary = words("Executive summary", rows=6)
    account = words("What happened, written so that nobody is known by it", rows=8)
    analysis = words("Why it happened", rows=8)
    lessons = words("What is to be learned", rows=6)
    good_practice = words("Good practice", rows=3)
    family_words = words("The family's part, and their words", rows=4, hint="Or why they took none.")
    independence = words("The chair's statement of independence", rows=3)
    received_on = day("When did it come?", what="the day the report came", past=True)

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if again:
            self.fields["why_again"] = words("Why does it change?", rows=2)
            self.fields["approved_by"] = text_line(
                "How did chair and panel agree?", hint="The partnership does not change a report by itself."
            )


class RecommendationForm(forms.Form):
    """One recommendation."""

    text = words("What should change?", rows=3)
    owner = text_line("Who does it?", hint="Post and agency.")
    due_on = day("By which day?", what="the day it is done by")
    outcome = words("What will be different?", rows=2)
    measure = words("How will one know?", rows=2)


class MendForm(RecommendationForm):
    """A recommendation worded anew."""

    def __init__(self, *args: Any, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice("Which recommendation?", options)
        self.order_fields(["which"])


class TestForm(WhichForm):
    """An action tested with its agency."""

    tested_with = words("With whom was it tested, and what came of it?", rows=3)
    senior = text_line("Who agreed the day at a senior level?", hint="Name and post.")
    tested_on = day("When?", what="the day it was agreed", past=True)


class ChecksForm(forms.Form):
    """Four checks of the report, of the one list or the other."""

    def __init__(self, *args: Any, name: str, checks: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checklist = name
        questions(self, "check_", checks, "What this rests on")
        self.fields["checked_by"] = text_line("Who checked?", hint="Name and post.")

    def clean(self) -> dict[str, Any]:
        """Add which list was answered."""
        return {**(super().clean() or {}), "checklist": self.checklist}


class ChangeForm(forms.Form):
    """A change the partnership would like."""

    text = words("What would the partnership change?", rows=4)
    put_on = day("When was it put to chair and panel?", what="the day it was put", past=True)


class ChangeAnswerForm(WhichForm):
    """What chair and panel decided."""

    answer = words("What did they decide?", rows=4)
    answered_by = text_line("Who answered?", hint="The chair: name.")
    answered_on = day("When?", what="the day of the answer", past=True)


class WordForm(forms.Form):
    """A word to protect."""

    word = text_line("Word, name, place or date", hint="A street, a workplace, a child's school.")
    why = text_line("Why is it protected?")


class LetStandForm(WhichForm):
    """Let one place stand."""

    because = words("Why does this tell nobody who it is?", rows=3)
    justified_by = text_line("Who decides this?", hint="Name and post.")


class SignOffForm(WhenMixin):
    """The partnership signs off."""

    instants = (("sent_at", "When was it sent", True),)

    def __init__(self, *args: Any, tasks: Labels, unseen: bool, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tasks"] = several("Which of its tasks are done?", tasks)
        self.fields["feedback"] = words("How are staff, family and media told?", rows=3)
        self.fields["family_without"] = words("If the family did not read the draft, or said nothing: why?", rows=2)
        self.fields["signed_by"] = text_line("Who signs?", hint="Name and post.")
        self.fields["how"] = text_line("By which secure way?")
        if late:
            self.fields["late_because"] = words("It is later than the time there was: why?", rows=2)
        if unseen:
            self.fields["compared_by"] = text_line("Who compared the text with the records you cannot open?")
        self.must_say_when("sent_at")
        self.order_fields(["tasks", "feedback", "family_without", "signed_by", "sent_at", "sent_at_time", "how"])


class ClearanceForm(forms.Form):
    """What the Home Office panel answered."""

    def __init__(self, *args: Any, outcomes: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = choice("What did they answer?", outcomes)
        self.fields["letter"] = words("The letter, word for word", rows=8)
        self.fields["answered_on"] = day("When did it come?", what="the day of the letter", past=True)
        self.fields["panel_told"] = words("If changes are asked: how was the panel told, or met again?", rows=2)


class PlanForm(forms.Form):
    """Agree the day of publication."""

    planned_on = day("On which day?", what="the day of publication")
    avoided = words("Which days mean something to the family?", rows=2, hint="Or that they named none.")
    family_agreed = words("Who of the family agreed to day and media?", rows=2, hint="Or why nobody was asked.")
    agencies_have = text_line("Has each agency report and plan?", hint="How and when they got it.")
    decided_by = text_line("Who decided?", hint="Name and post.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["media"] = words(
            "What is said to the media?",
            rows=3,
            hint="Who speaks, the press release, the best practice that is shown.",
        )  # a form has a `media` of its own, so it is no attribute of the class
        self.order_fields(["planned_on", "avoided", "family_agreed", "media"])


class PublishForm(forms.Form):
    """Make it public."""

    def __init__(self, *args: Any, unseen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family_without"] = words("If the family does not have report and letter: why?", rows=2)
        if unseen:
            self.fields["compared_by"] = text_line("Who compared the text with the records you cannot open?")


class RenewForm(forms.Form):
    """Make the public page again."""

    reason = words("Why?", rows=3)

    def __init__(self, *args: Any, unseen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unseen:
            self.fields["compared_by"] = text_line("Who compared the text with the records you cannot open?")


class AuditForm(forms.Form):
    """An audit of the plan."""

    audited_on = day("When was the audit?", what="the day of the audit", past=True)
    audited_by = text_line("Who audited?", hint="Name and post.")
    looked_at = words("What was looked at?", rows=3)
    audit_found = words("What was found?", rows=4)
    carried_out = choice("Is the plan carried out in full?", YES_NO)
