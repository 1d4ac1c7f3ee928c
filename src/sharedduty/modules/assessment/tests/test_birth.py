"""A child assessed before birth is born: from then on the child is seen like any other, and history tells it."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.queries.records import owed

pytestmark = pytest.mark.django_db
BORN = datetime.date(2016, 5, 17)  # as the child's own record has it


def boxes(name: str, value: datetime.date) -> dict[str, str]:
    """A date as its three boxes."""
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}


@pytest.mark.rows("WT-ASM-02")
def test_a_birth_is_recorded_on_its_page_and_the_child_is_to_be_seen_from_then_on(opened, worker, partnership) -> None:
    held = opened(unborn=True)[0]
    client, here = partnership.client(worker), f"/assessments/{held.reference}/"
    shown = client.get(here).content.decode()
    assert "Not born yet" in shown and f"{here}birth/" in shown and "See the child alone" not in shown
    see_by = timezone.localdate() + datetime.timedelta(days=2)
    answers = {
        "given_names": "Robin", "family_name": "Testwick", "birth_time": "", "place": "Testshire Infirmary (invented)",
        "told_by": "A midwife", **boxes("see_by_on", see_by),
    }  # fmt: skip
    for wrong in ({**answers}, {**answers, **boxes("birth_on", BORN + datetime.timedelta(days=1))}):
        refused = client.post(f"{here}birth/", {**wrong, "version": held.version})
        assert refused.status_code == 422, "no day, or another day than the child's own record has"
    told = client.post(f"{here}birth/", {**answers, **boxes("birth_on", BORN), "version": held.version})
    assert told.status_code == 302
    shown = client.get(here).content.decode()
    assert "Not born yet" not in shown and "17 May 2016" in shown and f"{here}birth/" not in shown
    assert "Birth recorded" in shown and "Testshire Infirmary" in shown and "A midwife" in shown
    assert "See the child alone" in shown
    with seen_by(worker):
        now = Assessment.objects.get(pk=held.pk)
        assert (now.unborn, now.birth_on, now.see_child_by_on) == (False, BORN, see_by)
        assert [one.record for one in owed(worker) if one.title == "See the child"] == [held.reference]
