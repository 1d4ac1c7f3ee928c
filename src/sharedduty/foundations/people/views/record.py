"""A person's page, and the pages that add to the record."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.people import actions, endings, forms, pages, queries, rules
from sharedduty.foundations.people.actions import details
from sharedduty.foundations.people.views.finding import changeable_or_404, person_or_404, sent, take


@requires("person_see")
def person(request: Request, reference: str) -> HttpResponse:
    """Everything on one person that the viewer may see."""
    viewer, held = request.viewer, person_or_404(request, reference)
    view = pages.open_person(viewer, held)
    works = pages.may_change(viewer, held)
    context = {
        "person": held, "seen": view.seen, "stands": view.stands, "birth": pages.birth_words(held),
        "picture": view.picture, "panels": view.panels,
        "proposals": view.proposals,
        "may_amend": works and held.merged_into_id is None and viewer.may("person_amend"),
        "may_merge": works and viewer.may("person_merge") and not held.identity_restricted,
        "show_apart": held.identity_restricted and viewer.may("person_restrict"),
        "relation_words": pages.RELATION_WORDS, "name_words": pages.NAME_WORDS, "system_words": pages.SYSTEM_WORDS,
        "whom": pages.whom, "mark_of": endings.mark_of, "may_protect": viewer.may("person_restrict"),
        "may_link": works and held.merged_into_id is None and viewer.may("person_link_account"),
        "same_ids": {held.pk, *(one.pk for one in view.seen.also)},
    }  # fmt: skip
    return render(request, "people/person.html", context)


@requires("person_amend")
def add_name(request: Request, reference: str) -> HttpResponse:
    """Add another name."""
    held = changeable_or_404(request, reference)

    def act(given: Mapping[str, Any]) -> str:
        actions.add_name(by=request.viewer, person=held, **given)
        return "The name is added."

    return take(
        request, held, forms.NameForm(sent(request)), act, heading=f"Add a name of {held}", button="Add the name"
    )


@requires("person_amend")
def add_identifier(request: Request, reference: str) -> HttpResponse:
    """Add a number the person carries."""
    held = changeable_or_404(request, reference)

    def act(given: Mapping[str, Any]) -> str:
        system = given["local_system"] if given["system"] == "local" else given["system"]
        actions.add_identifier(
            by=request.viewer, person=held, system=system, value=given["value"], source=given["source"],
            verified=given["verified"],
        )  # fmt: skip
        return "The number is added."

    return take(
        request, held, forms.IdentifierForm(sent(request)), act, heading=f"Add a number of {held}",
        button="Add the number", template="people/identifier.html",
    )  # fmt: skip


@requires("person_amend")
def add_address(request: Request, reference: str) -> HttpResponse:
    """Add an address, protected where the viewer may protect one and says so."""
    held = changeable_or_404(request, reference)

    def act(given: Mapping[str, Any]) -> str:
        residence = actions.add_residence(by=request.viewer, person=held, **given)
        return "The protected address is added." if residence.protected else "The address is added."

    form = forms.AddressForm(sent(request), may_protect=request.viewer.may("person_restrict"))
    return take(request, held, form, act, heading=f"Add an address of {held}", button="Add the address")


@requires("person_amend")
def add_relationship(request: Request, reference: str) -> HttpResponse:
    """Say what somebody else on record is to this person."""
    viewer, held = request.viewer, changeable_or_404(request, reference)

    def act(given: Mapping[str, Any]) -> str:
        other = _relative(request, held, given)
        # The elder of two is said to be something to the younger: it is theirs that responsibility is held by.
        turn = given["kind"] in ("child", "step_child", "grandchild", "cared_for")
        first, second = (held, other) if turn else (other, held)
        kind = rules.RELATIONS[given["kind"]] if turn else given["kind"]
        actions.add_relationship(
            by=viewer, person=first, other=second, kind=kind, from_on=given["from_on"],
            parental_responsibility=given["parental_responsibility"],
        )  # fmt: skip
        return f"{other} is added to the family of {held}."

    form = forms.RelationshipForm(sent(request), name=str(held))
    return take(
        request, held, form, act, heading=f"Add somebody to the family of {held}", button="Add to the family",
        template="people/relationship.html",
    )  # fmt: skip


def _relative(request: Request, held: Any, given: Mapping[str, Any]) -> Any:
    """The person meant: on record already, or registered now. Raises ValidationError."""
    if given["record"] == "no":
        known = "exact" if given["birth_on"] else "unknown"
        return actions.register_person(
            by=request.viewer, area_id=held.case_file.area_id, kind=given["grown"], given_names=given["given_names"],
            family_name=given["family_name"], birth_on=given["birth_on"], birth_known=known,
        )  # fmt: skip
    other = pages.find(request.viewer, given["other"])
    if other is None or not pages.may_change(request.viewer, other):
        raise ValidationError({"other": "No record you can add to has this reference. Check each letter and number."})
    return queries.kept(request.viewer, other)


@requires("person_amend")
def birth(request: Request, reference: str) -> HttpResponse:
    """Record the birth of a child on record as unborn."""
    held = changeable_or_404(request, reference)
    if held.kind != "unborn":
        raise Http404

    def act(given: Mapping[str, Any]) -> str:
        born = actions.born(by=request.viewer, person=held, **given)
        return f"The birth of {born} is recorded. It is the same record, now of a child."

    form = forms.BirthForm(sent(request), initial={"family_name": held.family_name})
    return take(request, held, form, act, heading="Record the birth", button="Record the birth")


@requires("person_amend")
def correct(request: Request, reference: str) -> HttpResponse:
    """Correct what the record says; where somebody else was first, both are shown and nothing is overwritten."""
    held = changeable_or_404(request, reference)
    before = {name: getattr(held, name) for name in details.CORRECTABLE}
    unborn = held.kind == "unborn"
    form = forms.DetailsForm(sent(request), initial=before, unborn=unborn)
    version = request.POST.get("version", "")
    more = {"version": held.version, "overtaken": None}

    def act(given: Mapping[str, Any]) -> str:
        said = dict(given)
        reason, leaver = said.pop("reason"), said.pop("care_leaver", False)
        changes = {name: value for name, value in said.items() if value != before[name]}
        if not changes:
            raise ValidationError("Nothing is changed. Change what is wrong, or go back.")
        sent = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0
        try:
            actions.correct(by=request.viewer, person=held, version=sent, reason=reason, care_leaver=leaver, **changes)
        except details.Overtaken as first:
            more["overtaken"] = [(form.fields[name].label, before[name]) for name in changes]
            raise ValidationError(
                "Somebody else changed this record while you wrote. See what it says now, then save yours or go back."
            ) from first
        return "The record is corrected."

    return take(
        request, held, form, act, heading=f"Correct the record of {held}", button="Save the correction",
        template="people/correct.html", more=more,
    )  # fmt: skip
