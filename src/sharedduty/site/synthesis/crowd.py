"""Further people on record without contacts, for trying the child check among as many as a region holds."""

from django.utils import timezone

from sharedduty.site.synthesis.families import family
from sharedduty.site.synthesis.households import Register
from sharedduty.site.synthesis.loading import ORDER, ROWS_AT_ONCE, Progress, Window
from sharedduty.site.synthesis.staff import staff_of
from sharedduty.site.synthesis.writing import Batch, Keys

FIRST_FAMILY = 10_000_000  # far beyond those that contacts are about
AT_ONCE = 1000


def add(wanted: Window, people: int, *, progress: Progress | None = None) -> int:
    """Put whole families on record until there are at least `people` more; those there already are counted, not doubled."""
    staff = staff_of(wanted.area, wanted.name, wanted.number, wanted.seed)
    register, batch = Register(staff), Batch(Keys())
    today, made, index = timezone.localdate(wanted.moment), 0, FIRST_FAMILY
    while made < people:
        families = [family(wanted.seed, wanted.number, number, today) for number in range(index, index + AT_ONCE)]
        index += AT_ONCE
        register.look_up(families)
        for one in families:
            register.family(batch, one, wanted.moment, ties=False)
            made += len(one.members)
        if len(batch) >= ROWS_AT_ONCE:
            batch.write(ORDER)
            register.held.clear()
            if progress:
                progress(min(made, people), people)
    batch.write(ORDER)
    return made
