"""The front door's figures against a truth known by hand: what is counted, in which month, and what is left out."""

import csv
import datetime
import html
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.front_door.actions import deciding, holding
from sharedduty.modules.front_door.models import Contact, ContactChild
from sharedduty.modules.front_door.queries.figures import MEASURES, months_back
from sharedduty.modules.front_door.tests.partnership import Partnership, decision, prepare

pytestmark = pytest.mark.django_db
LAST, BEFORE = 10, 9  # the month before this one, and the one before that, among the twelve shown


def moment(month: int, day: int) -> datetime.datetime:
    """Noon of a day of one of the twelve months shown."""
    first = months_back(12)[month]
    return datetime.datetime.combine(first.replace(day=day), datetime.time(12), tzinfo=timezone.get_current_timezone())


def happened(
    partnership: Partnership, at: datetime.datetime, children: dict[str, list[str]], *, late: bool = False, **more: Any
) -> str:
    """A contact received at a moment about children, each with what was answered yes for them. Gives its reference."""
    reference = partnership.contact(*children, **more)
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = Contact.objects.get(reference=reference)
        for name in children:  # every child of these tests has a family of their own
            ContactChild.objects.filter(contact=contact, given_names=name).update(family_name=f"Testwick-{name}")
        prepare(worker, contact)
        for child in contact.children.all():
            yes = children[child.given_names]
            given = decision(yes=yes, level=3 if yes else 2)
            deciding.decide_next_steps(by=worker, contact=contact, child=child, given=given)
        decided = at + datetime.timedelta(days=4 if late else 0, hours=2)
        Contact.objects.filter(pk=contact.pk).update(received_at=at, decided_at=decided)
        due = at + datetime.timedelta(days=1)
        Clock.objects.filter(record=reference).update(started_at=at, due_at=due, met_at=decided)
    return reference


def figures(partnership: Partnership, role: str, measure: str) -> list[list[str]]:
    """One measure as exported: its rows by month."""
    client = partnership.client(partnership.post_holder(role))
    text = b"".join(client.get(f"/front-door/figures/{measure}.csv")).decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))[1:13]


@pytest.fixture
def truth(partnership: Partnership) -> Partnership:
    """Robin accepted twice, Kit advised once, Alex accepted with Robin only advised, one withdrawn, one long ago."""
    happened(partnership, moment(0, 2) - datetime.timedelta(days=150), {"Robin": ["in_need"]})
    happened(partnership, moment(BEFORE, 5), {"Robin": ["in_need"]})
    happened(partnership, moment(LAST, 10), {"Robin": ["in_need"]}, late=True)
    happened(partnership, moment(LAST, 11), {"Kit": []}, by="police_mash", source="police")
    happened(partnership, moment(LAST, 12), {"Alex": ["significant_harm"], "Robin": []})
    withdrawn = partnership.contact("Sam")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = Contact.objects.get(reference=withdrawn)
        holding.withdraw(by=worker, contact=contact, reason="Sent by mistake.")
        Contact.objects.filter(pk=contact.pk).update(received_at=moment(LAST, 3))
    return partnership


@pytest.mark.rows("OBA1-04")
def test_a_contact_is_one_submission_however_many_children_and_a_withdrawn_one_is_none(truth: Partnership) -> None:
    rows = figures(truth, "front_door_worker", "contacts")
    assert [row[1] for row in rows[BEFORE:]] == ["1", "3", "0"]


@pytest.mark.rows("OBA1-08")
def test_contacts_are_told_apart_by_where_they_come_from(truth: Partnership) -> None:
    client = truth.client(truth.post_holder("front_door_worker"))
    text = b"".join(client.get("/front-door/figures/source.csv")).decode("utf-8-sig").splitlines()
    lines = list(csv.reader(text))
    heading, month = lines[0], lines[1 + LAST]
    counted = {name: number for name, number in zip(heading, month, strict=False) if number not in {"0", ""}}
    del counted["Month"]
    assert sorted(counted.values()) == ["1", "2", "2"], (
        "two by professionals, one by the police, from two organisations"
    )
    assert counted["Police notification"] == "1"
    assert counted["Different senders"] == "2"


@pytest.mark.rows("OBA2-09")
def test_the_share_accepted_is_of_contacts_received_in_the_month(truth: Partnership) -> None:
    rows = figures(truth, "front_door_worker", "accepted")
    assert rows[BEFORE][1:] == ["1", "1", "100.0"]
    assert rows[LAST][1:] == ["2", "3", "66.7"]


@pytest.mark.rows("OBA2-11")
def test_a_re_referral_is_of_the_same_child_accepted_twice_within_twelve_months(truth: Partnership) -> None:
    again, repeated = figures(truth, "front_door_worker", "again"), figures(truth, "front_door_worker", "repeat")
    assert again[LAST][1:] == ["1", "2", "50.0"], "Robin's second; not Alex, who only came together with Robin"
    assert again[BEFORE][1:] == ["0", "1", "0.0"], "what lies more than twelve months back does not count"
    assert repeated[LAST][1:] == ["2", "3", "66.7"]


def test_in_time_is_counted_where_the_working_day_ended(truth: Partnership) -> None:
    assert figures(truth, "front_door_worker", "in_time")[LAST][1:] == ["2", "3", "66.7"]


@pytest.mark.rows("GL-FD-18")
def test_those_who_oversee_read_each_figure_with_its_definition_and_its_table_and_no_childs_name(
    truth: Partnership,
) -> None:
    for role in ("partner", "scrutineer", "business_manager"):
        client = truth.client(truth.post_holder(role))
        page = html.unescape(client.get("/front-door/figures/").content.decode())
        for measure in MEASURES:
            assert measure.title in page
            assert measure.definition.split(",")[0] in page
        assert page.count("<svg") >= len(MEASURES)
        assert page.count("<table") >= len(MEASURES), "each picture stands with its table"
        assert "Testwick" not in page
        assert "Robin" not in page
        export = b"".join(client.get("/front-door/figures/contacts.csv")).decode("utf-8-sig")
        assert "Definition" in export
        assert figures(truth, role, "contacts")[LAST][1] == "", "one to five is held back outside the front door"
