"""The short form of a child, a parent, a neighbour: taken in whole, at once (WT-REF-01, WT-REF-03)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.forms.api import FormNotReady, check_form, cleaned, form
from sharedduty.modules.front_door.actions.links import passing_principal
from sharedduty.modules.front_door.actions.receive import Receipt, ReceivedChild, Sender, receive

FORM = "public"


@transaction.atomic
def tell(*, area: Area, answers: Mapping[str, Any]) -> Receipt:
    """Take in what somebody without an account tells us. Raises FormNotReady with what to mend; CannotReceive.

    Who may not be called back leaves no name and no number, even if they typed one first.
    """
    made, today = form(area.local_pack, FORM), timezone.localdate()
    if problems := check_form(made, answers, today=today):
        raise FormNotReady(problems)
    facts = cleaned(made, answers, today=today)
    kept = {key: value for key, value in answers.items() if key in facts}
    with seen_by(passing_principal(area=area)) as sender:
        return receive(
            by=sender,
            area_id=area.pk,
            source="public",
            children=[_child(facts)],
            sender=Sender(
                name=facts.get("your_name") or "", telephone=facts.get("your_telephone") or "",
                link_id=sender.link_id, is_professional=False,
            ),
            form=FORM,
            answers=kept,
            immediate_danger=facts["danger_now"] == "yes",
        )  # fmt: skip


def _child(facts: Mapping[str, Any]) -> ReceivedChild:
    told = {key: str(value or "") for key, value in facts.items()}
    return ReceivedChild(
        given_names=told["given_names"], family_name=told["family_name"], birth_about=told["birth_about"],
        address=told["address"], school=told["school"],
    )  # fmt: skip
