"""The local protocol for assessment: published for anybody, complete, made from what is really done; and children by group."""

import dataclasses

import pytest
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.assessment.actions import working
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.queries import protocol as published
from sharedduty.modules.assessment.queries.choices import SPECIALIST
from sharedduty.modules.front_door.tests.partnership import Partnership

pytestmark = pytest.mark.django_db


def page() -> str:
    """The page as anybody gets it, signed out."""
    answer = Client().get("/assessments/protocol/")
    assert answer.status_code == 200
    return answer.content.decode().replace("&#39;", "'").replace("&#x27;", "'")


@pytest.mark.rows("WT-ASM-08", "WT-ASM-09", "WT-ASM-10")
def test_the_protocol_is_published_whole_and_says_which_editions_it_follows() -> None:
    made, text = published.protocol(timezone.localdate()), page()
    assert len(made.groups) == 10 and all(one in text for one in made.groups), "the ten groups of paragraph 41"
    assert len(made.parts) == len(SPECIALIST) and all(title in text for title, _ in made.parts), "other assessments"
    assert all(step.title in text for step in PROCESS.steps), "what is done, from the declared process"
    assert all(title in text for title, _ in made.pages)
    assert made.editions and all(one in text for one in made.editions)
    assert "within 45 working days of" in text and "another worker whose work a social work manager signs off" in text


@pytest.mark.rows("WT-ASM-11")
def test_how_to_complain_comes_from_the_area_s_pack_and_its_lack_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "How to complain has not been added for this area yet." in page()
    local = published.local_pack()
    facts = local.tables["facts"]
    rows = [*facts.rows, {"key": published.COMPLAINTS, "fact": "Write to the complaints team.", "source": "", "confidence": ""},
            {"key": published.AGREED, "fact": "Agreed by the partners in May.", "source": "", "confidence": ""}]  # fmt: skip

    class Added:
        title, area = local.title, local.area

        @staticmethod
        def rows(table: str) -> list[dict[str, str]]:
            return rows if table == "facts" else []

    monkeypatch.setattr(published, "local_pack", lambda: Added)
    text = page()
    assert "Write to the complaints team." in text and "Agreed by the partners in May." in text
    assert "not been added" not in text and "not been written down" not in text


def test_an_area_without_a_pack_still_has_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise published.GuidanceError("none")

    monkeypatch.setattr(published, "local_pack", none)
    assert "How we assess what a child needs" in page()
    assert dataclasses.replace(published.protocol(timezone.localdate())).area == ""


@pytest.mark.rows("WT-ASM-09")
def test_children_are_listed_by_the_group_that_was_found_for_them(opened, worker, partnership: Partnership) -> None:
    carer, other = opened("Ann", "Ben")
    with seen_by(worker):
        for held, group in ((carer, "young_carer"), (other, "gangs")):
            changes = {"groups": [group]}
            working.save_written(by=worker, held=held, changes=changes, version=held.form.version, page="child")
    client = partnership.client(worker)
    listed = client.get("/assessments/?group=young_carer").content.decode()
    assert carer.reference in listed and other.reference not in listed
    assert other.reference in client.get("/assessments/?show=mine&group=gangs").content.decode()
    everybody = client.get("/assessments/?group=nonsense").content.decode()
    assert carer.reference in everybody and other.reference in everybody
