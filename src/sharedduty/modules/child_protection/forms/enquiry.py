"""The forms of a record, up to the conference."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, words
from sharedduty.modules.child_protection.rules import ADVOCATE, FAMILY_TOLD, WORK

YES_NO = {"yes": "Yes", "no": "No"}
OUTCOMES = {
    "not_substantiated": "Concerns are not substantiated",
    "no_risk": "Substantiated, but the child is not likely to suffer significant harm",
    "substantiated": "Substantiated, and the child suffers or is likely to suffer significant harm",
}


def day(label: str, what: str, *, past: bool = False) -> DateInputField:
    """A day that the rules ask for."""
    return asked(DateInputField(label=label, what=what, past=past, required=False))


class ReasonsForm(forms.Form):
    """A decision that needs its reasons and nothing else."""

    reasons = words("What are the reasons?", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"] = self.fields.pop("reasons")  # asked last, after what the decision is about


class MeetingForm(forms.Form):
    """A step that rests on a meeting that was held: which one."""

    def __init__(self, *args: Any, meetings: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"] = choice("Which meeting?", meetings)
        if len(meetings) == 1:
            self.initial.setdefault("meeting", next(iter(meetings)))
        self.order_fields(["meeting"])


class DiscussionForm(MeetingForm):
    """What a strategy discussion shared, agreed and decided."""

    headings: ClassVar = {
        "cause": "What is known", "criminal_investigation": "What was agreed", "looked_after": "The child and the family",
        "may_decide": "Who was there",
    }  # fmt: skip

    cause = words("What is the reasonable cause to suspect significant harm?", rows=3)
    information_shared = words("What information was shared?", rows=4)
    risk = words("What was said of the child's safety and the level of risk?", rows=3)
    criminal_investigation = words(
        "What was agreed about a criminal investigation?", rows=3, hint="Also if there is none."
    )
    medical = words("Is a medical needed, when and by whom?", rows=2, hint="Also if none is.")
    designated = words("Are named or designated health professionals called on?", rows=2, hint="Also if not.")
    looked_after = choice("Is the child looked after?", YES_NO)
    family_told = choice("What are the child and the family told?", FAMILY_TOLD)
    family_told_note = words("What they are told, or why not", rows=2)
    may_decide = choice("Could everybody there decide for their body?", YES_NO)
    not_there_because = words(
        "If a school, the referrer or a looked-after child's carers' service was not there: why?", rows=2
    )
    gap_because = words("If a social worker, health or the police was not there: why does it stand?", rows=2)


class ExceptionForm(forms.Form):
    """A gap in attendance accepted as an exception."""

    asked_by = line("Who accepts it?", hint="Name and post")
    reasons = words("Why does it stand, and how is the missing agency heard?", rows=4)


class StartForm(forms.Form):
    """Section 47 enquiries start."""

    joint = choice("Who makes the enquiries?", {"yes": "Jointly with the police", "no": "Social care alone"})
    police_lead = asked(
        line("If jointly: who leads for the police?", hint="The social worker leads for the child's welfare.")
    )
    information_needed = words("What has to be found out, from whom, and how is it recorded?", rows=3)
    legal_action = words("What was decided about legal action?", rows=2, hint="Also if none is needed.")
    reasons = words("What are the reasons?", rows=4)


class WorkForm(WhenMixin):
    """One thing done in the enquiry."""

    instants = (("done_at", "When", True),)
    kind = choice("What was done?", WORK)
    worker = line("By whom?")
    alone = choice("If the child was seen: alone?", YES_NO)
    parents_knew = choice("If the child was spoken to: did the parents know?", YES_NO)
    parents_because = line("If they did not know: why?")
    best_evidence = choice("If it was a joint interview: did it follow Achieving Best Evidence?", YES_NO)
    requested_on = day(
        "If it is a specialist assessment: when was it asked for?", "the date it was asked for", past=True
    )
    text = words("What came of it?", rows=4, hint="For the child: what they say, wish and feel, and what was seen.")
    not_done_because = words("If it could not be done: why?", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(
            [
                "kind",
                "done_at",
                "done_at_time",
                "worker",
                "text",
                "alone",
                "parents_knew",
                "parents_because",
                "best_evidence",
                "requested_on",
                "not_done_because",
            ]
        )


class OutcomeForm(forms.Form):
    """What the enquiries found."""

    outcome = choice("What did the enquiries find?", OUTCOMES, required=True)
    reasons = words("What are the reasons?", rows=5)
    late_because = words("If 45 working days from referral have passed: why?", rows=2)


class HelpForm(ReasonsForm):
    """Help goes on without a conference."""

    talked_over = words("How was it talked over with the child, the parents and the practitioners?", rows=3)
    services = words("What help is there, and who provides it?", rows=3)
    look_again = words("What is looked at again, against which objectives?", rows=3, hint="Or why it is not.")
    look_again_on = asked(
        DateInputField(label="When is it looked at again?", what="the date", future=True, required=False)
    )
    answers_for_it = line("Who answers for that?")


class ImpactForm(forms.Form):
    """What the help changed."""

    asked_by = line("Who looked at it together?")
    reasons = words("What did the help change for the child?", rows=4)


class ResolvedForm(ReasonsForm):
    """A difference was resolved."""

    asked_by = line("Who resolved it?", hint="Name and post")


class ConveneForm(ReasonsForm):
    """A conference is convened."""

    conference_by_on = day("By when does the child need the conference?", "the day the child needs it by")
    reports_by_on = day("By when are the agencies' reports asked for?", "the day for the reports")
    specialists = words("Which specialists are invited?", rows=2, hint="Or why none.")


class PrepareForm(forms.Form):
    """How the family was made ready."""

    prepared_on = day("When were they prepared?", "the date they were prepared", past=True)
    child_ready = words("How was the child prepared, or how are they represented?", rows=3)
    parents_ready = words("What were the parents told about what it is for and who comes?", rows=3)
    advocate = choice("Was an advocate offered?", ADVOCATE)
    advocate_because = asked(line("If not offered: why?"))
    supporter = line(
        "Whom do they bring?",
        hint="An advocate, a friend or a supporter. Invite them to the meeting too, an advocate as advocate.",
    )


class WorkerReportForm(forms.Form):
    """The social worker's report."""

    harm = words("What was found of abuse or neglect, and its effect on the child?", rows=4)
    needs = words("What does the child need, and how far can the parents meet it?", rows=4)
    context = words("What of the wider family and their surroundings?", rows=3)
    analysis = words("What does it mean for the child?", rows=4, hint="Before a review: what has the work changed?")
    recommendation = words("What do you recommend?", rows=3)
    shared_on = day("When did the child and family have it?", "the date they had it", past=True)
    not_shared_because = words("If they have not: why not?", rows=2)


class ShareReportForm(forms.Form):
    """Whether a report is shared with the parents."""

    def __init__(self, *args: Any, papers: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"] = choice("Which report?", papers)
        self.fields["shared"] = choice("Is it shared with the parents?", YES_NO)
        self.fields["note"] = words("When and how, or why not?", rows=2)
        self.fields["decided_with"] = line(
            "With whom was this decided?", hint="The police and the chair of the conference"
        )


class ConferenceForm(MeetingForm):
    """The initial conference that was held."""

    chair_independent = choice(
        "Has the chair no part in managing this case?", {"yes": "That is so", "no": "They have a part"}
    )
    chair_met_family_on = day("When did the chair meet the child and the parents?", "the date they met", past=True)
    chair_not_met_because = line("If not before the conference: why not?")
    absent_because = words("If somebody invited neither came nor sent a report: why, and how are they heard?", rows=2)


class ReceiveForm(forms.Form):
    """A child who moved in with a plan."""

    child_name = line("What is the child's name?")
    birth_on = asked(DateInputField(label="Date of birth", what="the date of birth", past=True, required=False))
    expected_on = asked(
        DateInputField(label="If unborn: when is the child expected?", what="the expected date", required=False)
    )
    moved_from = line("Which authority's plan is it?")
    notified_on = day("When did they tell you of the move?", "the date they told you", past=True)
    reasons = words("What is their plan about, and who holds it there?", rows=4)


class RequestForm(forms.Form):
    """Another agency asks for a conference."""

    asked_by = line("Who asks for a conference?", hint="Name and post")
    asked_from = line("Which agency are they from?")
    reasons = words("Why do they ask?", rows=4)
