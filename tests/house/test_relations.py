"""Foreign keys obey the same order as imports: a string one is invisible to import-linter (design section 3)."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from sharedduty.foundations.access.models import Confidential
from tests.house import survey

# Tables of libraries point at our account, and ours never at theirs.
LIBRARIES = ("allauth.", "django.", "procrastinate.")


def own_models() -> list[type[models.Model]]:
    """Every model of the house, without the tables that only join two others."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.app_config.name.startswith(LIBRARIES)
    ]


def _relations() -> Iterator[tuple[type[models.Model], models.Field, str, str]]:
    for model in own_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField | models.OneToOneField):
                yield model, field, survey.room_of(model.__module__), survey.room_of(field.related_model.__module__)


def test_the_house_has_models() -> None:
    assert len(own_models()) > 20


def test_relations_point_down_never_up_or_sideways() -> None:
    upward = [
        f"{model._meta.label}.{field.name} points to {there}"
        for model, field, here, there in _relations()
        if here != there and not (there in survey.heights() and survey.heights()[there] < survey.heights()[here])
    ]
    assert not upward, survey.told(upward, "a foreign key obeys the order of imports (docs/adr/0001)")


def test_a_lower_room_grows_no_door_to_a_higher_one() -> None:
    doors = [
        f"{model._meta.label}.{field.name}: related_name is {field.remote_field.related_name!r}"
        for model, field, here, there in _relations()
        if here != there and not field.remote_field.hidden
    ]
    assert not doors, survey.told(doors, 'a relation into another room has related_name="+"')


def test_nothing_confidential_is_deleted_because_something_else_was() -> None:
    """Only a part may go with its whole: in one room, and never a confidential record."""
    cascading = [
        f"{model._meta.label}.{field.name}"
        for model, field, here, there in _relations()
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is models.CASCADE
        and (here != there or issubclass(model, Confidential))
    ]
    assert not cascading, survey.told(cascading, "deleting is an act of its own: on_delete is PROTECT or SET_NULL")


def test_moments_and_days_are_told_apart_by_their_names() -> None:
    """Dates end in _on, instants in _at (design section 7), but for the few words that need no ending."""
    plain_words = {"at", "until", "held_from", "held_until", "last_login", "valid_from", "valid_until"}
    wrong = []
    for model in own_models():
        for field in model._meta.concrete_fields:
            if field.name in plain_words:
                continue
            if isinstance(field, models.DateTimeField):
                fits = field.name.endswith("_at") or field.name.endswith(("_until", "_from")) or field.name == "until"
            elif isinstance(field, models.DateField):
                fits = field.name.endswith("_on") or field.name.endswith(("_until", "_from"))
            else:
                continue
            if not fits:
                wrong.append(f"{model._meta.label}.{field.name}")
    assert not wrong, survey.told(wrong, "a date is called …_on, an instant …_at")
