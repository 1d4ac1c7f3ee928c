"""Content for the gallery: obviously invented, and awkward on purpose (long, empty, right-to-left, hostile)."""

import datetime as dt
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from . import charts
from .dates import LONDON
from .forms import DateInputField, PlainErrors

HOSTILE = "<script>alert('x')</script> \"quoted\" & <b>bold</b> {{ 7*7 }}"
LONG = "Averyveryverylongnamewithoutanyspacesatallthatmustneverpushapagesidewaysonaphone" * 2
ARABIC = "مثال اسم طويل"
SENTENCE = "A plain sentence that a practitioner might write about what was seen and what was said, and by whom. "
NOW = dt.datetime(2026, 11, 24, 16, 5, tzinfo=LONDON)
MONTHS = ("Dec 2025", "Jan 2026", "Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026", "Jul 2026", "Aug 2026")

TELEPHONES = [
    {"who": "Front door", "number": "01632 960 001", "hours": "Monday to Friday, 9am to 5pm"},
    {"who": "Emergency duty team", "number": "01632 960 002", "hours": "At all other times"},
]

WRONG_ANSWERS = {
    "name": HOSTILE,
    "born_on-day": "31",
    "born_on-month": "Feb",
    "born_on-year": "2020",
    "words": "Two lines,\n  the second indented. " + HOSTILE,
    "children": "several",
    "email": "not an address",
}


class SampleForm(PlainErrors, forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Child's name", max_length=40, help_text="The name the child is known by")
    born_on = DateInputField(
        label="Date of birth", what="the date of birth", past=True, help_text="For example, 27 3 2014"
    )
    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    children = forms.IntegerField(label="How many children live there?", required=False)
    words = forms.CharField(label="The child's own words", widget=forms.Textarea, max_length=60)
    seen = forms.CharField(label="What was seen and heard", widget=forms.Textarea, required=False)
    consent = forms.ChoiceField(
        label="Did you ask for agreement to share this?",
        widget=forms.RadioSelect,
        choices=[("asked", "Yes, and it was given"), ("refused", "Yes, and it was refused"), ("not_asked", "No")],
    )
    reason = forms.CharField(label="Why was it not asked for?", widget=forms.Textarea, required=False)
    agencies = forms.MultipleChoiceField(
        label="Who else is involved?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("health", "Health"), ("school", "School or college"), ("none", "Nobody else")],
    )
    district = forms.ChoiceField(label="District", choices=[("", "Choose one"), ("a", "North"), ("b", LONG[:60])])
    paper = forms.FileField(label="A file", help_text="PDF, JPEG, PNG, DOCX or text, up to 10 MB")
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    true = forms.BooleanField(label="What I have said is true as far as I know")


def _clock(label: str, started_hours: int, due_hours: int | None, met_hours: int | None = None) -> dict[str, Any]:
    started = NOW - dt.timedelta(hours=started_hours)
    due = None if due_hours is None else NOW + dt.timedelta(hours=due_hours)
    met = None if met_hours is None else NOW - dt.timedelta(hours=met_hours)
    return {
        "bar": charts.clock_bar(label, started, due, NOW, met_at=met),
        "reading": charts.read_clock(started, due, NOW, met_at=met),
        "due_at": due,
        "label": label,
    }


def clocks() -> list[dict[str, Any]]:
    """A clock in each of its states."""
    return [
        _clock("Decide next steps", 4, 20),
        _clock("Acknowledge to the referrer", 22, 2),
        _clock("Written confirmation", 60, -12),
        _clock("Strategy discussion", 20, 4, 10),
        _clock("Initial conference", 200, -20, 5),
        _clock("A limit the guidance does not number", 10, None),
    ]


def family() -> charts.Picture:
    """A family of three generations with most of the signs a genogram has."""
    people = [
        charts.Person("gm", "Rose Example", "female", "died 2019", died=True),
        charts.Person("gf", "Albert Example", "male"),
        charts.Person("m", "Ivy Example", "female", "born 1988"),
        charts.Person("f1", "Tom Sample", "male", "born 1985"),
        charts.Person("f2", HOSTILE, "male"),
        charts.Person("c1", "Alex Sample", "male", "born 2012"),
        charts.Person("c2", "Mia Sample", "female", "born 2015", subject=True),
        charts.Person("c3", "Baby Example", "unborn", "due March 2027"),
        charts.Person("a", ARABIC, "unknown"),
    ]
    couples = [
        charts.Couple("1", "gm", "gf", "married"),
        charts.Couple("2", "m", "f1", "divorced"),
        charts.Couple("3", "m", "f2", "living_together"),
    ]
    children = [
        charts.Child("1", "m"),
        charts.Child("1", "a", "adopted"),
        charts.Child("2", "c1"),
        charts.Child("2", "c2"),
        charts.Child("3", "c3"),
    ]
    return charts.genogram("Family of Mia Sample", people, couples, children)


def bands() -> list[charts.Band]:
    """Four levels of need, in words of our own."""
    return [
        charts.Band("1", "Universal", "Needs met by family and by services open to all"),
        charts.Band("2", "Additional needs", "One or two agencies help beside universal services"),
        charts.Band("3", "Intensive help", "Several agencies plan together with a lead practitioner"),
        charts.Band("4", "Specialist and safeguarding", "The council's social work team leads"),
    ]


def pictures() -> dict[str, Any]:
    """Every chart and diagram, for the gallery."""
    counts = (212, 240, 198, 251, 263, 244, 231, 275, None)
    repeat = (31, 28, 40, 37, 52, 44, 39, 41, None)
    shares = [(month, value) for month, value in zip(MONTHS, (91, 88, 93, 90, 47, 89, 94, None, 92), strict=True)]
    events = [
        charts.CaseEvent(dt.date(2026, 1, 14), "School tells of low attendance", "School"),
        charts.CaseEvent(dt.date(2026, 1, 15), HOSTILE, "School"),
        charts.CaseEvent(dt.date(2026, 2, 3), "Health visitor sees bruising", "Health"),
        charts.CaseEvent(dt.date(2026, 2, 4), "Strategy discussion", "Council"),
        charts.CaseEvent(dt.date(2026, 2, 5), "Plan", "Council", until=dt.date(2026, 9, 1)),
        charts.CaseEvent(dt.date(2026, 6, 20), "Police attend", LONG),
    ]
    answers = [
        charts.AgencyAnswer("Police", "shared", 0.4, "Two incidents"),
        charts.AgencyAnswer("Community health", "waiting", 0.6),
        charts.AgencyAnswer("Education", "soon", 0.9),
        charts.AgencyAnswer("Housing", "late", 1.4, "4 hours late"),
        charts.AgencyAnswer("Probation", "declined", 0.5, "No lawful ground was given for adults in the home"),
        charts.AgencyAnswer(LONG, "nothing_held", 0.2),
    ]
    return {
        "clocks": clocks(),
        "bars": charts.bar_chart("Contacts by month", MONTHS, [("Contacts", counts)]),
        "stacked": charts.bar_chart("New and repeat contacts", MONTHS, [("New", counts), ("Repeat", repeat)]),
        "run": charts.run_chart("Decided in one working day", shares, unit="%", target=95, limits=True),
        "median": charts.run_chart(
            "Days from contact to decision", [(m, v and v / 40) for m, v in shares], unit="days"
        ),
        "nothing": charts.bar_chart("Nothing yet", [], []),
        "story": charts.case_timeline("What each agency saw", events),
        "family": family(),
        "screen": charts.windscreen("Levels of need", bands()),
        "chosen": charts.windscreen("The level chosen", bands(), chosen="3"),
        "gauge": charts.agency_gauge("What each agency has said", answers),
        "hostile": HOSTILE,
        "long": LONG,
        "arabic": ARABIC,
        "sentence": SENTENCE,
        "today": NOW.date(),
        "at": NOW,
    }


def _table(request: HttpRequest) -> dict[str, Any]:
    kinds = ("soon", "done", "breach", "", "draft", "active")
    words = ("Nearly due", "Decided", "Late", "New", "Draft", "Being decided")
    rows = [
        {
            "reference": {"text": f"C-7KQ4-M{number:03}", "href": "/design/gallery/record/"},
            "child": (HOSTILE, LONG, ARABIC, "Mia Sample", "", "Alex Placeholder")[number % 6],
            "from": ("School", "Police", "Health visitor")[number % 3],
            "received": "24 Nov 2026, 9:12am",
            "left": (20 * number) % 37,
            "state": {"tag": words[number % 6], "kind": kinds[number % 6]},
            "owner": "Front door worker" if number % 2 else None,
        }
        for number in range(1, 61)
    ]
    listed = Paginator(rows, 12).get_page(request.GET.get("page"))
    columns = [
        {"key": "reference", "label": "Reference", "sort": "reference"},
        {"key": "child", "label": "Child", "sort": "child"},
        {"key": "from", "label": "From"},
        {"key": "received", "label": "Received", "sort": "received"},
        {"key": "left", "label": "Hours left", "number": True, "sort": "left"},
        {"key": "state", "label": "State"},
        {"key": "owner", "label": "Owner"},
    ]
    table = {"id": "queue", "caption": "Contacts waiting for a decision", "columns": columns, "rows": list(listed)}
    return {"table": table, "list_page": listed}


def page_context(name: str, request: HttpRequest) -> dict[str, Any]:
    """What a page type of the gallery shows."""
    crumbs = [{"text": "Gallery", "href": "/design/gallery/"}, {"text": name.replace("-", " ").capitalize()}]
    shared = {"breadcrumbs": crumbs, "hostile": HOSTILE, "long": LONG, "at": NOW, "sentence": SENTENCE}
    if name == "question":
        form = SampleForm(request.POST if request.method == "POST" else None)
        return shared | {"form": form}
    if name == "table":
        return shared | _table(request)
    drawn = pictures()
    if name == "report":
        figures = [
            {"picture": drawn["stacked"], "definition": "A contact is one submission.", "export": "#"},
            {"picture": drawn["run"], "definition": "Decided by the due instant, over all due in the month."},
        ]
        return shared | {"figures": figures}
    return shared | {"clock": drawn["clocks"][0], "late": drawn["clocks"][2], "family": drawn["family"]}
