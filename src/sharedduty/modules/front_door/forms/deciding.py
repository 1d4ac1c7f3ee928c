"""The forms of deciding: next steps for a child, immediate protection, telling the referrer."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, several, words

YES_NO = {"yes": "Yes", "no": "No"}
SEEN = {"alone": "Yes, alone", "with_others": "Yes, with others there", "not_seen": "Not yet"}
HELP_TO_TALK = {
    "none": "No", "arranged": "Yes, and it is arranged: an interpreter, an aid or an advocate",
    "needed": "Yes, and it is still to be arranged",
}  # fmt: skip
CRIME = {
    "no_crime": "No", "told": "Yes, and the police are told",
    "not_yet": "Yes, and the police are not told yet: it is left here as work to do",
}  # fmt: skip


class DecisionForm(forms.Form):
    """Next steps for one child (WT2018 ch1 ¶71): six answers, what else, the level, and everything that goes with it."""

    def __init__(
        self,
        *args: Any,
        determinations: tuple[tuple[str, str, str], ...],
        others: Mapping[str, str],
        levels: Mapping[str, str],
        categories: Mapping[str, str],
        grounds: Mapping[str, str],
        late: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _, _ in determinations]
        for code, question, _ in determinations:
            self.fields[code] = choice(question, YES_NO)
            self.fields[f"{code}_note"] = words("What this rests on, and what is to be done", rows=2)
            self.fields[f"{code}_no_note"] = words("Note", rows=2)
        self.fields["other_outcomes"] = several(
            "What else?", others, hint="Choose any that apply beside the answers above. No further action stands alone."
        )
        self.fields["reasons"] = words("Your reasons", rows=6)
        self.fields["level"] = choice("Level of need", levels, hint="Yours to choose. Nothing here works it out.")
        self.fields["level_reason"] = words("Why this level?", rows=3)
        self.fields["level4_category"] = choice("Category of level 4", categories)
        self.fields["health_without_services"] = words(
            "What will happen to the child's health or development without services?", rows=3
        )
        self.fields["effect_of_services"] = words("What effect are services likely to have?", rows=3)
        self.fields["child_wishes"] = words(
            "The child's wishes and feelings", rows=3, hint="As known now. If they are not known, say why."
        )
        self.fields["siblings_considered"] = words(
            "Brothers, sisters and other children considered", rows=3, hint="Each by name, or that there are none."
        )
        self.fields["child_seen"] = choice("Has the child been seen and heard?", SEEN)
        self.fields["child_seen_note"] = words("By whom and when, or why not yet", rows=2)
        self.fields["help_to_talk"] = choice("Does anybody need help to talk with us?", HELP_TO_TALK)
        self.fields["help_to_talk_note"] = words("Which help, for whom, and who arranges it", rows=2)
        self.fields["police_told"] = choice("Does what is known point to a crime?", CRIME)
        self.fields["police_told_note"] = words(
            "Who told the police, when and under which number, or why not yet", rows=2
        )
        self.fields["family_told"] = choice("Are the child and family told what will happen?", grounds)
        self.fields["family_told_note"] = words("Who is told and how, or why that ground applies", rows=2)
        if late:
            self.fields["late_because"] = words("Why is the decision late?", rows=2)

    def given(self) -> dict[str, Any]:
        """The answers as the rules and the action take them."""
        held = self.cleaned_data
        answers = {
            code: {
                "answer": held[code],
                "note": held[f"{code}_note"] if held[code] == "yes" else held[f"{code}_no_note"],
            }
            for code in self.codes
        }
        level = int(held["level"]) if held["level"] else None
        return {**held, "determinations": answers, "level": level}


ORDER_OUTCOMES = {"applied_for": "Not decided yet", "made": "Made", "refused": "Refused"}

# Asked where an order is what protects the child: what of them is needed depends on what the court decided.
ORDER_FIELDS = (
    "order_applied_at", "order_applied_at_time", "order_court", "order_expires_at", "order_expires_at_time",
    "responsible_body",
)  # fmt: skip


class ProtectionForm(WhenMixin):
    """What is done to protect a child at once (flow chart 2)."""

    instants = (
        ("strategy_discussed_at", "Strategy discussion held", True),
        ("acted_at", "Action taken", True),
        ("child_seen_at", "Child seen", True),
        ("order_applied_at", "Order applied for", True),
        ("order_expires_at", "Order ends", False),
        ("other_authority_accepted_at", "Other authority accepted", True),
    )

    def __init__(self, *args: Any, powers: Mapping[str, str], police_grounds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        new: dict[str, forms.Field] = {
            "course": choice(
                "How is it being done?",
                {
                    "planned": "Planned, after a strategy discussion",
                    "single_agency": "One agency must act now; the strategy discussion follows as soon as possible",
                },
            ),
            "acting_agency": asked(line("Which agency acts?", hint="Social care, the police or the NSPCC.")),
            "power": choice("What is done to protect the child?", powers),
            "power_reason": words("Why is this the right way to protect the child now?", rows=3),
            "police_ground": choice("Why did the police use their power?", police_grounds),
            "no_order_because": words("Why was there no emergency protection order?", rows=2),
            "legal_advice": words("Legal advice given, or why there was no time for it", rows=3),
            "order_court": line("Court"),
            "order_outcome": choice("What became of the application?", ORDER_OUTCOMES),
            "child_seen_by": asked(line("Who saw the child?")),
            "not_seen_because": words("If the child is not seen yet, why not?", rows=2),
            "other_children_considered": words(
                "Other children considered", rows=3, hint="In this household and in the alleged perpetrator's."
            ),
            "responsible_body": line(
                "Responsible under the order",
                hint="Whose protection the order puts the child under: who applied for it.",
            ),
            "finding_authority": line(
                "Authority where the child is found", hint="It acts first, wherever the child usually lives."
            ),
            "other_authority": line(
                "Other authority",
                hint="If another authority looks after the child or has them on a plan: which, and who was asked.",
            ),
            "other_authority_written_on": DateInputField(
                label="Acceptance received in writing",
                what="the date of the written acceptance",
                past=True,
                required=False,
            ),
        }
        self.fields.update(new)
        for name in ORDER_FIELDS:
            asked(self.fields[name])


class FeedbackForm(forms.Form):
    """What the referrer is told."""

    def __init__(
        self, *args: Any, children: Mapping[str, str], channels: Mapping[str, str], not_met: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["children"] = several("About which children?", children)
        self.fields["channel"] = choice("How are they told?", channels)
        self.fields["outcome"] = words("What was decided", rows=3, hint="The referrer reads exactly this.")
        self.fields["reasons"] = words("Why", rows=4, hint="As much as the referrer may know.")
        hint = "Needed where nothing by children's social care follows." if not_met else "Only if it was not met."
        self.fields["threshold_explained"] = words("Why the threshold for social care is not met", rows=3, hint=hint)
        self.fields["other_help"] = words("What other help there is", rows=3)


class ReopenForm(forms.Form):
    """Which child's decision is opened again, and why."""

    reason = words("Why is it opened again?", rows=3)

    def __init__(self, *args: Any, children: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"] = choice("Whose decision?", children)
        self.order_fields(["child", "reason"])
