"""One plan before one viewer."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.urls import reverse

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.early_help.actions.steps import runs
from sharedduty.modules.early_help.queries import plans as queries
from sharedduty.modules.early_help.queries.offers import offer_of


class Bench:
    """A plan as its pages find it. Raises 404 for what does not exist or is out of sight."""

    def __init__(self, request: Request, reference: str) -> None:
        found = queries.plan_by_reference(request.viewer, reference)
        if found is None:
            raise Http404
        self.request, self.viewer, self.plan = request, request.viewer, found
        self.runs = runs(request.viewer, found)
        self.thing: Any = None

    def about(self, kind: str, reference: str) -> "Bench":
        """Find the member, outcome, action, circumstance or offer a page is about. Raises 404."""
        finders: dict[str, Callable[[Any, str], Any]] = {
            "member": queries.member_of,
            "outcome": queries.outcome_of,
            "action": queries.action_of,
            "circumstance": queries.circumstance_of,
            "offer": offer_of,
        }
        if kind:
            self.thing = finders[kind](self.plan, reference)
            if self.thing is None:
                raise Http404
        return self

    def href(self, name: str, *more: str) -> str:
        """The address of a page of this plan."""
        return reverse(f"early_help:{name}", args=[self.plan.reference, *more])

    @property
    def page(self) -> str:
        """The plan's own page."""
        return self.href("plan")

    def seen(self, verb: str = "opened", purpose: str = "") -> None:
        """Journal that the plan was opened."""
        record_sight(
            by=self.viewer, verb=verb, object_type="early_help", object_ref=self.plan.reference,
            files=[self.plan.case_file_id], purpose=purpose,
        )  # fmt: skip
