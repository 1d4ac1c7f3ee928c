"""The step pages of a matter: which steps there are depends on what kind of matter it is."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Act, StepPages
from sharedduty.modules.speaking_up.process import SPOKEN, process_of
from sharedduty.modules.speaking_up.queries import reading


class MatterPages(StepPages):
    """Step pages of two processes that share the steps which are alike in both."""

    def possible(self, acts: Iterable[Act], held: Any, viewer: Viewer) -> dict[str, Act]:
        """The acts that the matter's own process allows from here, that have a thing to act on, and that are this viewer's."""
        here = {step.verb for step in process_of(held.kind).possible(held.stage)}
        return {
            one.slug: one
            for one in acts
            if viewer.may(one.permission or self.permission) and here & set(one.verbs) and one.offered(held)
        }


BENCH = MatterPages(
    process=SPOKEN, find=reading.by_reference, called="speaking up", page="speaking_up:matter", listed="speaking_up:matters",
    permission="speaking_up_work",
)  # fmt: skip
