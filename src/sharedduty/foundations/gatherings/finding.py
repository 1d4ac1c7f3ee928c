"""Finding somebody in post to invite, or to bring into a room's own record, by any part of who they are."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer

MOST_FOUND = 20


@dataclass(frozen=True)
class PeopleFound:
    """Those found by `words`, as `gatherings/parts.html` shows them: by reference, in words, and whether there are more."""

    words: str
    people: dict[str, Appointment]
    cut: bool

    @property
    def named(self) -> dict[str, str]:
        """Who each is, by reference."""
        return {
            key: f"{one.account.name}: {one.post.title}, {one.post.team.organisation.name}"
            for key, one in self.people.items()
        }


def found_people(viewer: Viewer, words: str) -> PeopleFound:
    """Those whom `words` find, as a page shows them and reads back which one was chosen."""
    found = _fitting(viewer, words)[: MOST_FOUND + 1]
    return PeopleFound(words, {one.reference: one for one in found[:MOST_FOUND]}, len(found) > MOST_FOUND)


def _fitting(viewer: Viewer, words: str) -> list[Appointment]:
    """People in post today in the viewer's area whose name, post or organisation holds every word; one more than are shown."""
    today = timezone.localdate()
    found = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), held_from__lte=today, approved_at__isnull=False,
        ended_at__isnull=True, account__is_active=True, post__team__organisation__area_id=viewer.area_id or 0,
    )  # fmt: skip
    for word in words.split():
        found = found.filter(
            Q(account__name__icontains=word)
            | Q(post__title__icontains=word)
            | Q(post__team__organisation__name__icontains=word)
        )
    found = found.select_related("account", "post__team__organisation").order_by("account__name", "pk")
    return list(found[: MOST_FOUND + 1]) if words.split() else []


def find_people(viewer: Viewer, words: str) -> list[Appointment]:
    """People in post today in the viewer's area whose name, post or organisation holds every word; at most 20."""
    return list(found_people(viewer, words).people.values())
