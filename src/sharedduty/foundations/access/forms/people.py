"""The forms of joiners, movers and leavers, of emergencies and of the privacy officer."""

from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField


def _reason(label: str, missing: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=2000, widget=forms.Textarea, error_messages={"required": missing}
    )


class _PostFields(forms.Form):
    """Which post, which role, from when, reporting to whom."""

    post = forms.ChoiceField(label="Post", error_messages={"required": "Choose the post"})
    role = forms.ChoiceField(
        label="Role",
        help_text="What the post lets them see and do here.",
        error_messages={"required": "Choose the role"},
    )
    held_from = DateInputField(label="First day", what="the first day")
    reports_to = forms.ChoiceField(
        label="Reports to", required=False, help_text="Their line is shut out of a file that is about them."
    )

    def __init__(
        self, *args: Any, posts: dict[str, Any], roles: list[tuple[str, str]], colleagues: dict[str, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.posts, self.colleagues = posts, colleagues
        blank = [("", "Choose")]
        self.fields["post"].choices = blank + [(key, str(one)) for key, one in posts.items()]  # type: ignore[attr-defined]
        self.fields["role"].choices = blank + roles  # type: ignore[attr-defined]
        self.fields["reports_to"].choices = [("", "Nobody here")] + [  # type: ignore[attr-defined]
            (key, str(one)) for key, one in colleagues.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Turn the marks of posts and colleagues into what they stand for."""
        given = super().clean() or {}
        if given.get("post"):
            given["post"] = self.posts[given["post"]]
        given["reports_to"] = self.colleagues.get(given.get("reports_to") or "")
        return given


class AppointForm(_PostFields):
    """A post for somebody who has an account."""

    held_until = DateInputField(
        label="Last day", what="the last day", required=False, help_text="Leave empty if not known."
    )
    field_order = ["post", "role", "held_from", "held_until", "reports_to"]


class JoinerForm(AppointForm):
    """A new person and their first post."""

    name = forms.CharField(max_length=120, error_messages={"required": "Enter their name"})
    email = forms.EmailField(
        label="Work email address",
        error_messages={
            "required": "Enter their email address",
            "invalid": "Enter an email address, like name@example.org",
        },
    )
    field_order = ["name", "email", "post", "role", "held_from", "held_until", "reports_to"]


class DeputyForm(forms.Form):
    """For whom somebody stands in, and how long."""

    principal = forms.ChoiceField(
        label="For whom?", error_messages={"required": "Choose whom they stand in for"},
        help_text="They see what that post sees, and everything they do shows both names.",
    )  # fmt: skip
    held_from = DateInputField(label="First day", what="the first day")
    held_until = DateInputField(label="Last day", what="the last day")

    def __init__(self, *args: Any, principals: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.principals = principals
        self.fields["principal"].choices = [("", "Choose")] + [  # type: ignore[attr-defined]
            (key, f"{one}, {one.post.team.organisation.name}") for key, one in principals.items()
        ]

    def clean_principal(self) -> Any:
        """The appointment that the reference stands for."""
        return self.principals[self.cleaned_data["principal"]]


class MoveForm(_PostFields):
    """The new post of somebody who moves, and why."""

    reason = _reason("Why", "Say why they move")
    field_order = ["post", "role", "held_from", "reports_to", "reason"]


class ReasonForm(forms.Form):
    """One reason in writing."""

    reason = forms.CharField(max_length=2000, widget=forms.Textarea, error_messages={"required": "Say why"})

    def __init__(self, *args: Any, label: str, hint: str = "", missing: str = "Say why", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint
        self.fields["reason"].error_messages["required"] = missing


class EmergencyForm(forms.Form):
    """The reason for an emergency opening, and the child's name where the file is not yet known to this person."""

    child = forms.CharField(
        label="Full name of a child in this file",
        max_length=200,
        error_messages={"required": "Enter the child's full name"},
    )
    reason = _reason(
        "Why is this file needed now?", "Say why this file is needed now",
        "Say what may happen to whom if you wait. The privacy officer reads this.",
    )  # fmt: skip

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["child"]

    def clean_reason(self) -> str:
        """A reason in words, not a word."""
        reason: str = self.cleaned_data["reason"]
        if len(reason.split()) < 4:
            raise forms.ValidationError("Say it in a sentence: what may happen, to whom, if you wait.")
        return reason


class ReviewForm(forms.Form):
    """What the review of an emergency opening found."""

    finding = forms.ChoiceField(widget=forms.RadioSelect, error_messages={"required": "Choose what you found"})
    note = _reason("What did you look at, and why did you find this?", "Say what you looked at and why you found this")

    def __init__(self, *args: Any, findings: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"].label = "What did you find?"
        self.fields["finding"].choices = list(findings.items())  # type: ignore[attr-defined]
