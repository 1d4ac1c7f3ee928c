"""Forms about organisations, teams and posts."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.directory.models import Group, Organisation, Post

SECTORS = Organisation.Sector.choices
# In the filter of a narrow screen the longest name is cut short, or the page would scroll sideways.
FILTER_SECTORS = [(key, "voluntary or faith" if key == "voluntary" else words) for key, words in SECTORS]
PURPOSES = [
    ("front_door", "Front door"), ("out_of_hours", "Out of hours"), ("mash", "MASH"), ("social_work", "Social work"),
    ("early_help", "Early help, such as a locality's families team"),
    ("conference_review", "Conferences and independent reviewing"),
    ("service_leadership", "Leadership of children's services"), ("designated_officer", "Designated officer (LADO)"),
    ("safeguarding", "Safeguarding in a school, hospital or service"), ("surgery", "General practice"),
    ("business_unit", "Partnership business unit"), ("community_safety", "Community safety partnership"),
    ("partners", "Executive of a safeguarding partner"),
    ("scrutiny", "Independent scrutiny"), ("privacy", "Information governance"),
    ("administration", "Systems and accounts"), ("practitioners", "Other practitioners"), ("other", "Other"),
]  # fmt: skip


TELEPHONE = RegexValidator(
    r"^\+?[0-9][0-9 ()-]{4,24}$", "Enter a telephone number, like 01632 960101: digits and spaces"
)


class AreaForm(forms.Form):
    """What everybody reads of the area, signed in or not."""

    name = forms.CharField(
        label="Name of the area", max_length=100, error_messages={"required": "Enter the area's name"}
    )
    front_door_name = forms.CharField(
        label="What is the front door called?", max_length=100, error_messages={"required": "Enter what it is called"},
        help_text="It stands in the middle of sentences, like: the children's front door.",
    )  # fmt: skip
    front_door_telephone = forms.CharField(
        label="Its telephone number", validators=[TELEPHONE],
        error_messages={"required": "Enter the number people call in working hours"},
    )  # fmt: skip
    out_of_hours_telephone = forms.CharField(
        label="Number for evenings, nights and weekends", validators=[TELEPHONE],
        error_messages={"required": "Enter the number people call out of hours"},
        help_text="If one number answers at any time, enter it again.",
    )  # fmt: skip


class OrganisationForm(forms.Form):
    """A body that is not in the directory yet."""

    name = forms.CharField(max_length=200, error_messages={"required": "Enter the organisation's name"})
    sector = forms.ChoiceField(choices=[("", "Choose"), *SECTORS], error_messages={"required": "Choose its sector"})
    exists_from = DateInputField(label="Exists from", what="the date it began", required=False)
    is_legal_body = forms.TypedChoiceField(
        label="Is it a body in law?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect,
        coerce=lambda said: said == "yes", error_messages={"required": "Say whether it is a body in law"},
        help_text="One that can employ people, make contracts and hold records. A partnership or a cluster is not.",
    )  # fmt: skip


class SuccessionForm(forms.Form):
    """Which body took over, and when."""

    successor = forms.ChoiceField(
        label="Which organisation took over?", error_messages={"required": "Choose the organisation that took over"}
    )
    took_effect_on = DateInputField(label="When did it take over?", what="the date it took over")
    note = forms.CharField(label="Note", required=False, max_length=500)

    def __init__(self, *args: Any, others: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", "Choose"), *((one.key, one.name) for one in others)]  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """A new team."""

    name = forms.CharField(label="Team", max_length=120, error_messages={"required": "Enter the team's name"})
    purpose = forms.ChoiceField(
        label="What it does", choices=[("", "Choose"), *PURPOSES], error_messages={"required": "Choose what it does"}
    )


class PostForm(forms.Form):
    """A new post of one team."""

    title = forms.CharField(label="Title of the post", max_length=120, error_messages={"required": "Enter the title"})


class RenameForm(forms.Form):
    """What a body is called from now on."""

    name = forms.CharField(label="New name", max_length=200, error_messages={"required": "Enter the new name"})
    from_on = DateInputField(label="From when?", what="the date of the new name")


def _posts(posts: list[Post]) -> list[tuple[str, str]]:
    return [(mark("post", one.pk), f"{one.title}, {one.team.name}, {one.team.organisation.name}") for one in posts]


class LeadForm(forms.Form):
    """Which post leads for safeguarding, as what, and since when."""

    post = forms.ChoiceField(label="Which post?", error_messages={"required": "Choose the post"})
    role = forms.CharField(
        label="What are they called?", max_length=120, help_text="Like designated safeguarding lead, or named nurse.",
        error_messages={"required": "Enter what they are called"},
    )  # fmt: skip
    held_from = DateInputField(label="Since when?", what="the date it began")

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "Choose"), *_posts(posts)]  # type: ignore[attr-defined]


class EndingForm(forms.Form):
    """On which day something ended."""

    on = DateInputField(label="What was the last day?", what="the last day")


class GroupForm(forms.Form):
    """A standing group that is not in the directory yet."""

    name = forms.CharField(label="Group", max_length=200, error_messages={"required": "Enter the group's name"})
    kind = forms.CharField(
        label="What kind is it?", max_length=80, required=False, help_text="Like board or sub-group."
    )
    frequency = forms.CharField(label="How often does it meet?", max_length=120, required=False)
    parent = forms.ChoiceField(label="Which group does it answer to?", required=False)

    def __init__(self, *args: Any, groups: list[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", "None"), *((mark("group", one.pk), one.name) for one in groups)]  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """A place in a group."""

    role_title = forms.CharField(label="Role", max_length=200, error_messages={"required": "Enter the role"})
    body = forms.CharField(
        label="For whom do they sit?", max_length=200, help_text="The organisation, or “independent” for a lay member.",
        error_messages={"required": "Say for whom they sit"},
    )  # fmt: skip
    membership = forms.ChoiceField(
        label="As what?", choices=[("member", "Member"), ("adviser", "Adviser"), ("lay member", "Lay member"),
                                   ("representative", "Representative of others, like GPs or schools")],
    )  # fmt: skip
    is_chair = forms.BooleanField(label="This seat takes the chair", required=False)


class FillForm(forms.Form):
    """Who fills a seat: a post, or a person who comes for nobody's post."""

    post = forms.ChoiceField(label="Which post fills it?", required=False)
    person = forms.CharField(
        label="Or who, if no post does?", required=False, max_length=120,
        help_text="A lay member, or somebody who speaks for others, like a head teacher for all schools.",
    )  # fmt: skip
    deputy = forms.BooleanField(
        label="They are the deputy", required=False, help_text="Who comes when the holder cannot."
    )
    held_from = DateInputField(label="Since when?", what="the date it began")

    def __init__(self, *args: Any, posts: list[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "No post"), *_posts(posts)]  # type: ignore[attr-defined]
