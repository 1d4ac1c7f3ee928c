"""The forms of people's records. What a record may say is decided by the rules; forms only read what was typed."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from sharedduty.foundations.design.forms import DateInputField, PlainErrors
from sharedduty.foundations.people.pages import NAME_WORDS, RELATION_WORDS, SYSTEM_WORDS

SEXES = {"female": "Female", "male": "Male", "unknown": "Not known"}
WORDS = 2000


def _line(label: str, *, hint: str = "", most: int = 200, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most)


def _words(label: str, *, hint: str = "", missing: str, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=WORDS, widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )  # fmt: skip


def _choice(label: str, options: dict[str, str], *, missing: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=hint, choices=list(options.items()), widget=forms.RadioSelect,
        error_messages={"required": missing},
    )  # fmt: skip


def _asked(form: forms.Form, *names: str) -> None:
    """Fields whose emptiness `clean` answers, and that are therefore not called optional on the page."""
    for name in names:
        form.fields[name].asked = True  # type: ignore[attr-defined]  # read by design/fields


class NameForm(PlainErrors, forms.Form):
    """Another name."""

    kind = _choice("What kind of name is it?", NAME_WORDS, missing="Say what kind of name it is")
    given_names = _line("Given names", hint="In any script. Leave empty if it is the same as on the record.")
    family_name = _line("Family name", hint="In any script. Leave empty if it is the same as on the record.")


class IdentifierForm(PlainErrors, forms.Form):
    """A number."""

    system = _choice(
        "Which number is it?", {**SYSTEM_WORDS, "local": "A number in another system"}, missing="Say which number it is"
    )
    local_system = _line("Which system?", hint="Like the council's case system.", most=40)
    value = _line("Number", hint="Spaces do not matter.", most=40, required=True)
    source = _line("Where does it come from?", hint="Like the school's register, or the parent's word.")
    verified = forms.BooleanField(label="I have checked it against the source", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _asked(self, "local_system")

    def clean(self) -> dict[str, Any]:
        """A number in another system names the system."""
        cleaned = super().clean() or {}
        if cleaned.get("system") == "local" and not cleaned.get("local_system"):
            self.add_error("local_system", "Say which system the number is from")
        return cleaned


class AddressForm(PlainErrors, forms.Form):
    """An address; only those who may protect one are asked whether it is protected."""

    address = forms.CharField(label="Address", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    postcode = _line("Postcode", most=10)
    lived_from = DateInputField(label="Lived there from", what="the date they moved in", past=True, required=False)
    lived_until = DateInputField(label="Lived there until", what="the date they left", required=False,
                                 help_text="Leave empty if they live there now.")  # fmt: skip
    protected = forms.BooleanField(
        label="Protect this address", required=False,
        help_text="Kept in a file of its own. A check never answers it, and others who see this record do not see it.",
    )  # fmt: skip

    def __init__(self, *args: Any, may_protect: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_protect:
            del self.fields["protected"]


class EndForm(PlainErrors, forms.Form):
    """When something ended or that it was never so, and why."""

    ended_on = DateInputField(label="When did it end?", what="the date it ended", past=True)
    was_wrong = forms.BooleanField(
        label="It was never so", required=False,
        help_text="Tick if it was recorded by mistake. It stays on record as a mistake, and nobody is found by it.",
    )  # fmt: skip
    reason = _words("Why?", missing="Say why", rows=3)

    def __init__(self, *args: Any, asks: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].initial = timezone.localdate
        for name, said in (("ended_on", "day"), ("was_wrong", "wrong")):
            if said not in asks:
                del self.fields[name]


class SourceForm(PlainErrors, forms.Form):
    """What a number was checked against."""

    source = forms.CharField(
        label="What did you check it against?", help_text="Like the NHS record, the school's register or a letter seen.",
        max_length=200, error_messages={"required": "Say what you checked it against"},
    )  # fmt: skip


class NotSameForm(PlainErrors, forms.Form):
    """Which record is another person, and how that is known."""

    other = forms.CharField(
        label="Reference of the other record", help_text="Like PN-7KQ4-M9TX.", max_length=20,
        error_messages={"required": "Enter the reference of the other record"},
    )  # fmt: skip
    grounds = _words("How do you know that they are two people?", missing="Say how you know that these are two people",
                     rows=3)  # fmt: skip


class LinkForm(PlainErrors, forms.Form):
    """The address somebody on record signs in with."""

    email = forms.EmailField(
        label="Their email address here", max_length=254,
        error_messages={"required": "Enter the email address they sign in with"},
    )  # fmt: skip


class UnlinkForm(PlainErrors, forms.Form):
    """Why an account is not this person's."""

    reason = _words("Why is this not their account?", missing="Say why", rows=3)


class RelationshipForm(PlainErrors, forms.Form):
    """What somebody on record is to this person."""

    record = _choice(
        "Do they have a record?", {"yes": "Yes", "no": "No, make one"}, missing="Say whether they have a record",
        hint="Look first: in the search, by a reference, or on the pages of the family.",
    )  # fmt: skip
    other = _line("Reference of their record", hint="Like PN-7KQ4-M9TX.", most=20)
    grown = forms.ChoiceField(
        label="Are they an adult or a child?", choices=[("adult", "Adult"), ("child", "Child")],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    given_names = _line("Given names")
    family_name = _line("Family name")
    birth_on = DateInputField(label="Date of birth", what="the date of birth", past=True, required=False,
                              help_text="Leave empty if you do not know it.")  # fmt: skip
    kind = forms.ChoiceField(
        choices=[("", "Choose"), *((key, words.capitalize()) for key, words in RELATION_WORDS.items())],
        error_messages={"required": "Choose what they are to each other"},
    )
    parental_responsibility = forms.BooleanField(
        label="There is parental responsibility", required=False,
        help_text="Held by the parent or carer for the child, by law, agreement or order.",
    )  # fmt: skip
    from_on = DateInputField(label="Since", what="the date it began", past=True, required=False)

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = f"What are they to {name}?"
        _asked(self, "other", "grown", "given_names", "family_name")

    def clean(self) -> dict[str, Any]:
        """A record there is has a reference; one to be made is of an adult or a child."""
        cleaned = super().clean() or {}
        if cleaned.get("record") == "yes" and not cleaned.get("other") and "other" not in self.errors:
            self.add_error("other", "Enter the reference of their record")
        if cleaned.get("record") == "no" and not cleaned.get("grown") and "grown" not in self.errors:
            self.add_error("grown", "Say whether they are an adult or a child")
        return cleaned


class BirthForm(PlainErrors, forms.Form):
    """The birth of a child on record as unborn."""

    birth_on = DateInputField(label="Date of birth", what="the date of birth", past=True)
    given_names = _line("Given names", hint="Leave empty if the child has no name yet.")
    family_name = _line("Family name")
    sex = forms.ChoiceField(label="Sex", choices=list(SEXES.items()), widget=forms.RadioSelect, required=False)


class DetailsForm(PlainErrors, forms.Form):
    """What the record says of the person, with why it is corrected."""

    given_names = _line("Given names")
    family_name = _line("Family name", hint="A name that changes is kept as an earlier name.")
    birth_on = DateInputField(label="Date of birth", what="the date of birth", past=True, required=False)
    birth_known = forms.ChoiceField(
        label="How sure is the date?", widget=forms.RadioSelect,
        choices=[("exact", "Exact"), ("estimated", "Estimated"), ("unknown", "Not known")],
    )  # fmt: skip
    expected_on = DateInputField(label="Date expected", what="the date the child is expected", required=False)
    died_on = DateInputField(label="Died on", what="the date of death", past=True, required=False)
    sex = forms.ChoiceField(
        label="Sex", choices=[*SEXES.items(), ("", "Not recorded")], widget=forms.RadioSelect, required=False
    )
    ethnicity = _line("Ethnicity")
    first_language = _line("First language")
    communication_needs = _line("Communication needs", hint="Like an interpreter, or large print.", most=500)
    care_leaver = forms.BooleanField(label="They are a care leaver under 25", required=False)
    reason = _words("Why is it corrected?", missing="Say why it is corrected", rows=3)

    def __init__(self, *args: Any, unborn: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("birth_on", "birth_known", "died_on", "care_leaver") if unborn else ("expected_on",):
            del self.fields[name]


class OtherForm(PlainErrors, forms.Form):
    """Which other record is meant."""

    other = _line("Reference of the other record", hint="Like PN-7KQ4-M9TX.", most=20, required=True)


class MergeForm(PlainErrors, forms.Form):
    """Which of two records stands, and the grounds."""

    other = forms.CharField(widget=forms.HiddenInput, max_length=20)
    grounds = _words("On what grounds are they one person?", missing="Say on what grounds these are one person")

    def __init__(self, *args: Any, records: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"] = _choice(
            "Which record stands?", records, missing="Choose which record stands",
            hint="The other one keeps what it holds and points to this one. It can be undone.",
        )  # fmt: skip
        self.order_fields(["other", "keep", "grounds"])


class GroundsForm(PlainErrors, forms.Form):
    """Why a record is taken out again."""

    grounds = _words("Why are these two people after all?", missing="Say why these are two people after all")


class RefuseForm(PlainErrors, forms.Form):
    """Why a proposal is refused or taken back."""

    because = _words("Why not?", missing="Say why not", rows=3)


class ImportForm(PlainErrors, forms.Form):
    """A file of children and open work."""

    file = forms.FileField(
        label="The file", required=False, help_text="An Excel workbook (.xlsx, its first sheet), or CSV in UTF-8.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.xlsx"}),
    )  # fmt: skip
    source = forms.CharField(
        label="Which system do the numbers come from?", max_length=40,
        help_text="The same word every time: a child is known again by it and the number.",
        error_messages={"required": "Say which system the numbers come from"},
    )  # fmt: skip
    complete = forms.BooleanField(
        label="The file names all open work", required=False, help_text="What it leaves out is closed.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _asked(self, "file")


class FindingForm(PlainErrors, forms.Form):
    """What the privacy officer found about the checks ticked."""

    finding = _words(
        "What did you find?", missing="Say what you found, even if all was in order", rows=3,
        hint="It is recorded on every check you ticked, and cannot be changed.",
    )  # fmt: skip


def month_asked(text: str) -> datetime.date | None:
    """The first day of a month written like 2026-11, or None where the text is no month that was."""
    try:
        day = datetime.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return day if day <= timezone.localdate() else None
