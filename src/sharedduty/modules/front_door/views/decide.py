"""Deciding next steps, recording immediate protection, opening a decision again, telling the referrer."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.guidance.api import GuidanceError, level4_categories, threshold_levels
from sharedduty.modules.front_door.actions import deciding, protecting
from sharedduty.modules.front_door.forms.deciding import (
    ORDER_OUTCOMES,
    DecisionForm,
    FeedbackForm,
    ProtectionForm,
    ReopenForm,
)
from sharedduty.modules.front_door.queries import contact as reading
from sharedduty.modules.front_door.queries.choices import labels, pack_of
from sharedduty.modules.front_door.rules import DETERMINATIONS, live_children
from sharedduty.modules.front_door.views.steps import child_or_404, contact_or_404, take

BARE_LEVELS = {"1": "Level 1", "2": "Level 2", "3": "Level 3", "4": "Level 4"}


def _levels(contact: Any) -> tuple[dict[str, str], dict[str, str]]:
    """The levels and the level 4 categories of the area's own threshold document; bare numbers where it has none."""
    try:
        pack = contact.area.local_pack or None
        levels = {str(one.number): f"{one.number}. {one.name}: {one.description}" for one in threshold_levels(pack)}
        categories = {name: f"{name}: {'; '.join(items)}" for name, items in level4_categories(pack).items()}
    except GuidanceError:
        return BARE_LEVELS, {"level 4": "Level 4 (this area has no categories)"}
    return levels or BARE_LEVELS, categories


@requires("contact_decide")
def decide(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Decide next steps for one child (WT2018 ch1 ¶71)."""
    contact = contact_or_404(request, reference)
    child = child_or_404(contact, child_reference)
    levels, categories = _levels(contact)
    choices = labels("referral.next_steps", contact)
    yes = {outcome for _, _, outcome in DETERMINATIONS}
    form = DecisionForm(
        request.POST or None,
        determinations=DETERMINATIONS,
        others={code: words for code, words in choices.items() if code not in yes},
        levels=levels,
        categories=categories,
        grounds={"told": "Yes, they are told", **labels("family.not_told_ground", contact)},
        late=reading.is_late(request.viewer, contact, "referral.decision"),
    )

    def act(given: Mapping[str, Any], version: int | None) -> str:
        deciding.decide_next_steps(by=request.viewer, contact=contact, child=child, given=form.given(), version=version)
        return f"Next steps are decided for {child}."

    more = {
        "view": reading.facts_for_deciding(request.viewer, contact, child),
        "determinations": DETERMINATIONS,
        "source": pack_of("referral.next_steps", contact),
    }
    return take(
        request, contact, form, act, heading=f"Decide next steps for {child}", button="Record the decision",
        template="front_door/desk/decide.html", child=child, more=more,
    )  # fmt: skip


@requires("contact_decide")
def protect(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Record what is done to protect a child at once, before anything else; later facts are added to the same record."""
    contact = contact_or_404(request, reference)
    child = child_or_404(contact, child_reference)
    powers = labels("immediate_protection.power", contact)
    form = ProtectionForm(
        request.POST or None,
        powers=powers,
        police_grounds=labels("police_protection.ground", contact),
        initial={"course": "single_agency", "finding_authority": contact.area.name},
    )

    def act(given: Mapping[str, Any], version: int | None) -> str:
        protecting.record_immediate_protection(
            by=request.viewer, contact=contact, child=child, given=given, version=version
        )
        return f"What is done to protect {child} is recorded."

    return take(
        request, contact, form, act, heading=f"Immediate protection of {child}", button="Record it",
        template="front_door/desk/protect.html", child=child,
        more={"earlier": list(child.protections.order_by("recorded_at", "pk")), "adding": False, "powers": powers,
              "order_outcomes": ORDER_OUTCOMES},
    )  # fmt: skip


@requires("contact_decide")
def protect_later(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Add to the record of immediate protection what happened later."""
    contact = contact_or_404(request, reference)
    child = child_or_404(contact, child_reference)
    protection = reading.latest_protection(child)
    if protection is None:
        raise Http404
    powers = labels("immediate_protection.power", contact)
    form = ProtectionForm(
        request.POST or None, powers=powers, police_grounds=labels("police_protection.ground", contact)
    )
    for name in [name for name in form.fields if name.removesuffix("_time") not in protecting.LATER_FIELDS]:
        del form.fields[name]

    def act(given: Mapping[str, Any], version: int | None) -> str:
        protecting.add_to_protection(by=request.viewer, protection=protection, given=given)
        return "Added to the record of immediate protection."

    return take(
        request, contact, form, act, heading=f"Immediate protection of {child}: what happened later", button="Add it",
        template="front_door/desk/protect.html", child=child,
        more={"earlier": [protection], "adding": True, "powers": powers, "order_outcomes": ORDER_OUTCOMES},
    )  # fmt: skip


@requires("contact_reopen")
def reopen(request: Request, reference: str) -> HttpResponse:
    """Open one child's decision again, with the reason."""
    contact = contact_or_404(request, reference)
    children = {child.reference: child for child in live_children(contact)}
    form = ReopenForm(request.POST or None, children={ref: str(child) for ref, child in children.items()})

    def act(given: Mapping[str, Any], version: int | None) -> str:
        child = children.get(given["child"])
        deciding.reopen(by=request.viewer, contact=contact, child=child, reason=given["reason"], version=version)
        return "The decision is open again, and the contact is in your hands."

    return take(request, contact, form, act, heading="Open a decision again", button="Open it again")


@requires("contact_work")
def feedback(request: Request, reference: str) -> HttpResponse:
    """Tell the referrer what was decided and why."""
    contact = contact_or_404(request, reference)
    children = {child.reference: child for child in deciding.untold(contact)}
    not_met = reading.threshold_not_met(contact, children.values())
    form = FeedbackForm(
        request.POST or None,
        children={ref: str(child) for ref, child in children.items()},
        channels=deciding.ways_to_tell(contact),
        not_met=not_met,
        initial={
            "children": list(children),
            "channel": "page" if contact.has_status_page else "",
        },
    )

    def act(given: Mapping[str, Any], version: int | None) -> str:
        chosen = [children[ref] for ref in given["children"]]
        deciding.tell_referrer(
            by=request.viewer, contact=contact, children=chosen, given=given, channel=given["channel"], version=version
        )
        return "The referrer is told." + (" The contact is closed." if contact.stage == "closed" else "")

    more = {"decisions": reading.standing_decisions(contact), "next_steps": labels("referral.next_steps", contact)}
    return take(
        request, contact, form, act, heading="Tell the referrer", button="Tell the referrer",
        template="front_door/desk/feedback.html", more=more, back=reverse("front_door:contact", args=[contact.reference]),
    )  # fmt: skip
