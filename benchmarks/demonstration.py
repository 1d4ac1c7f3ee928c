"""A demonstration partnership for benchmarks that need people, contacts and a served page."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.place import own_partnership


@contextmanager
def demonstration(contacts: int = 300, settings: str = "sharedduty.site.settings") -> Iterator[Path]:
    """A migrated database with the demonstration's people and its newest contacts; gives its folder."""
    with own_partnership(settings=settings) as var:
        from sharedduty.site.commands import demonstrate, synthesise  # noqa: PLC0415 - only once the place is known

        demonstrate.run(argparse.Namespace())
        synthesise.load_newest(contacts)
        yield var


def viewer(role: str):
    """The demonstration's person in a role, as the viewer they are today."""
    from sharedduty.foundations.access.api import Account, viewer_of  # noqa: PLC0415 - only once the place is known

    return viewer_of(Account.objects.get(email=f"{role}@demonstration.example"), second_factor=True)
