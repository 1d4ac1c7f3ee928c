"""The pages that end something on a record, check a number at its source, tell two records apart, and link an account."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.people import actions, endings, forms, pages
from sharedduty.foundations.people.views.finding import changeable_or_404, sent, take


@requires("person_see")
def end(request: Request, reference: str, what: str, mark: str) -> HttpResponse:
    """End a name, a number, an address, a relation or a team's work on a day, with why; it stays on record."""
    held = changeable_or_404(request, reference)
    found = endings.find(request.viewer, held, what, mark)
    if found is None:
        raise Http404
    ending, row = found

    def act(given: Mapping[str, Any]) -> str:
        return ending.act(request.viewer, row, given)

    return take(
        request, held, forms.EndForm(sent(request), asks=ending.asks), act, heading=ending.heading.format(row=row),
        button="Take it back" if what == "not-same" else "End it",
    )  # fmt: skip


@requires("person_amend")
def check_number(request: Request, reference: str, mark: str) -> HttpResponse:
    """Say that a number was checked against its source, and which."""
    held = changeable_or_404(request, reference)
    number = endings.number_to_check(request.viewer, held, mark)
    if number is None:
        raise Http404

    def act(given: Mapping[str, Any]) -> str:
        actions.verify_identifier(by=request.viewer, identifier=number, source=given["source"])
        return "The number is checked against its source."

    form = forms.SourceForm(sent(request), initial={"source": number.source})
    said = pages.SYSTEM_WORDS.get(number.system, number.system)
    return take(request, held, form, act, heading=f"Is {said} {number.value} checked?", button="Say that it is checked")


@requires("person_merge")
def not_same(request: Request, reference: str) -> HttpResponse:
    """Say that this record and another are two people, and how that is known."""
    held = changeable_or_404(request, reference)

    def act(given: Mapping[str, Any]) -> str:
        other = pages.find(request.viewer, given["other"])
        if other is None or not pages.may_change(request.viewer, other):
            raise ValidationError(
                {"other": "No record you can change has this reference. Check each letter and number."}
            )
        actions.tell_apart(by=request.viewer, person=held, other=other, grounds=given["grounds"])
        return f"Kept: this is not {other}, {other.reference}. Neither is offered as the other again."

    form = forms.NotSameForm(sent(request), initial={"other": request.GET.get("other", "")})
    return take(
        request, held, form, act, heading=f"Who is not {held}?", button="Say that they are two people",
    )  # fmt: skip


@requires("person_link_account")
def account(request: Request, reference: str) -> HttpResponse:
    """Say that this person also signs in here, which shuts them and their line out of every file about them; or undo it."""
    held = changeable_or_404(request, reference)
    linked = held.account

    def act(given: Mapping[str, Any]) -> str:
        if linked is not None:
            many = actions.unlink_account(by=request.viewer, person=held, reason=given["reason"])
            return f"The account is no longer linked. {_files(many)} opened to it again."
        found = pages.account_by_email(given["email"])
        if found is None:
            raise ValidationError({"email": "Nobody signs in here with this email address. Check each letter."})
        many = actions.link_account(by=request.viewer, person=held, account=found)
        return f"Linked. {_files(many)} shut to {found.name} and to whoever they report to."

    form = forms.UnlinkForm(sent(request)) if linked else forms.LinkForm(sent(request))
    heading = f"{held} signs in as {linked.name}" if linked else f"Does {held} also sign in here?"
    answer = take(
        request, held, form, act, heading=heading, button="Unlink the account" if linked else "Link the account",
        template="people/account.html", more={"linked": linked},
    )  # fmt: skip
    # Whoever shut themselves out as the subject or their line no longer finds the page they came from.
    if answer.status_code == 302 and pages.find(request.viewer, reference) is None:
        return HttpResponseRedirect(reverse("my_work"))
    return answer


def _files(many: int) -> str:
    return "1 file is" if many == 1 else f"{many} files are"
