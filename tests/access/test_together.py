"""Lists read together in one statement give what they give when each is read alone (ADR 0027)."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Count, Model, QuerySet

from sharedduty.foundations.access.api import CaseFile, Viewer, read_together, seen_by
from sharedduty.foundations.access.models import Confidential
from sharedduty.foundations.process.api import Clock, Move
from sharedduty.modules.front_door.models import Contact, ContactChild
from tests.access.scene import Scene
from tests.counting import statements

pytestmark = pytest.mark.django_db
CONFIDENTIAL: list[type[Model]] = [one for one in apps.get_models() if issubclass(one, Confidential)]
VIEWERS = ("front_door_worker", "social_worker", "business_manager", "lado", "teacher")


def whole(model: type[Model]) -> QuerySet[Any]:
    """Every record of a table in sight, with what it belongs to."""
    return model._default_manager.select_related("case_file__area").order_by("pk")


def held(one: Any) -> dict[str, Any]:
    return {name: value for name, value in one.__dict__.items() if name != "_state"}


def seen_alone_and_together(viewer: Viewer) -> int:
    """Compare every confidential table as a viewer sees it; gives how many records were compared."""
    with seen_by(viewer):
        alone = [list(whole(model)) for model in CONFIDENTIAL]
        values = [list(model._default_manager.order_by("pk").values_list()) for model in CONFIDENTIAL]
        lists = [whole(model) for model in CONFIDENTIAL]
        told = [model._default_manager.order_by("pk").values_list() for model in CONFIDENTIAL]
        with statements() as asked:
            read_together(*lists, *told)
            together = [list(one) for one in lists]
        assert len(asked) == 1
        for first, second in zip(alone, together, strict=True):
            assert [held(one) for one in first] == [held(one) for one in second]
            assert [held(one.case_file.area) for one in first] == [held(one.case_file.area) for one in second]
        assert [list(one) for one in told] == values
    return sum(map(len, alone))


def test_every_table_reads_the_same_alone_and_together_and_shows_each_viewer_their_own(scene: Scene) -> None:
    compared = {role: seen_alone_and_together(scene.holder(role)) for role in VIEWERS}
    assert all(compared.values()) and len(set(compared.values())) > 3, compared
    assert seen_alone_and_together(scene.stranger("front_door_worker")) < compared["front_door_worker"]


def test_counts_links_and_what_is_fetched_afterwards_come_along(scene: Scene) -> None:
    with seen_by(scene.holder("front_door_worker")):

        def asked() -> QuerySet[Contact]:
            return Contact.objects.annotate(many=Count("children")).prefetch_related("children").order_by("-pk")

        alone, together, first = list(asked()), asked(), asked()[:1]
        nobody, flat = Contact.objects.none(), ContactChild.objects.order_by("pk").values_list("reference", flat=True)
        read_together(together, first, nobody, flat)
        assert [(one.pk, one.many) for one in together] == [(one.pk, one.many) for one in alone]
        with statements() as more:
            assert [list(one.children.all()) for one in together] == [list(one.children.all()) for one in alone]
        assert not more  # they came with the list, in one further statement, and not line by line
        assert list(first) == alone[:1] and list(nobody) == []
        assert list(flat) == list(ContactChild.objects.order_by("pk").values_list("reference", flat=True))


def test_what_was_read_already_or_lies_elsewhere_is_refused(scene: Scene) -> None:
    with seen_by(scene.holder("front_door_worker")):
        known = Clock.objects.order_by("pk")
        assert list(known)
        with pytest.raises(ValueError, match="read before"):
            read_together(known, Move.objects.order_by("pk"))
        with pytest.raises(ValueError, match="different databases"):
            read_together(Move.objects.order_by("pk"), CaseFile.objects.using("importer"))
        read_together()
        empty = Contact.objects.filter(pk__in=[])
        read_together(empty)
        assert list(empty) == []
