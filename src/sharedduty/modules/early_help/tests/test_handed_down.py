"""Whom help is handed down for: a child whose name is not known is not called unborn, and one not born yet is."""

import datetime

import pytest

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import HandedChild, Handover
from sharedduty.modules.early_help import api
from sharedduty.modules.early_help.tests.conftest import Help

pytestmark = pytest.mark.django_db
SOON = datetime.date(2999, 3, 1)
WORDS = "Safe now; the club and the nurse go on."


@pytest.mark.rows("WT-EH-14", "GL-TH-10")
@pytest.mark.parametrize(
    ("child", "called"),
    [
        (HandedChild("", ""), "Name not known"),
        (HandedChild("", "", SOON, unborn=True), "Unborn child"),
        (HandedChild("", "Mockley"), "Mockley"),
        (HandedChild("Ash", "Mockley"), "Ash Mockley"),
        (HandedChild("", "Mockley", SOON, unborn=True), "Mockley"),
    ],
)
def test_a_child_without_a_name_is_called_unborn_only_where_whoever_hands_down_says_so(
    help_: Help, child: HandedChild, called: str
) -> None:
    worker = help_.house.post_holder("social_worker")
    with seen_by(worker):
        left = api.hand_down(by=worker, area_id=help_.house.area.pk, record="AS-AAAA-AAAA", child=child, summary=WORDS)
        assert Handover.objects.get(pk=left.pk).summary == f"{called}: {WORDS}"
