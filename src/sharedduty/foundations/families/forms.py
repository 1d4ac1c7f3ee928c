"""The forms of what a family is shown. What must be said is asked by the rules."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.questions import asked, choice, line, words
from sharedduty.foundations.families.models import FamilyShare

KINDS = dict(FamilyShare.Kind.choices)


class MemberForm(forms.Form):
    """Somebody of the family."""

    name = line("Name")
    relation = line("How do they belong to the family?", hint="Like “his mother”. Others do not read it.")
    email = asked(forms.EmailField(
        label="Their own email address", required=False,
        help_text="Links go there. Nobody else should read mail at it. Without one, give it on paper.",
    ))  # fmt: skip


class ShareForm(forms.Form):
    """What they read."""

    def __init__(self, *args: Any, kind: str, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("What is it?", KINDS)
        self.fields["title"] = line("Title")
        hint = "Short, plain sentences. No name of anybody else, no paper of an agency, no note of your own."
        self.fields["text"] = words("The words they read", rows=14, hint=hint)
        if asks:
            self.fields["let_stand"] = forms.BooleanField(
                label="I looked at each name, and it may stand", required=False
            )
        if kind in KINDS:
            self.initial.setdefault("kind", kind)


class ReasonForm(forms.Form):
    """Why."""

    reason = words("Why?", rows=3)


def first_words(drafts: Mapping[str, str], kind: str) -> dict[str, str]:
    """First words for a kind of thing, from what is on record; empty where there are none."""
    return {"title": KINDS[kind], "text": drafts.get(kind, "")} if kind in KINDS else {}
