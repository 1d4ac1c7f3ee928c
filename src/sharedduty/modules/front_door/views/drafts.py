"""A draft of a concern as its pages find it."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.forms import api as forms
from sharedduty.modules.front_door.actions.raising import may_raise, not_own_address
from sharedduty.modules.front_door.queries import raising as queries


class Draft:
    """A draft and its form. Raises 404 for what is no draft of this viewer's."""

    def __init__(self, request: Request, reference: str) -> None:
        record = forms.form_record(request.viewer, reference)
        if record is None or record.form != queries.FORM or not may_raise(request.viewer):
            raise Http404
        self.viewer = request.viewer
        self.record, self.form = record, forms.form(record.pack, record.form)

    def sent_already(self, request: Request) -> HttpResponse | None:
        """Where a form that was sent goes: to its receipt; 404 for whoever did not send it."""
        if not self.record.submitted_at:
            return None
        contact = queries.concern_of_form(request.viewer, self.record)
        if contact is None:
            raise Http404
        return HttpResponseRedirect(reverse("raise_sent", args=[contact.reference]))

    def href(self, name: str, *more: str) -> str:
        """The address of a page of this draft."""
        return reverse(name, args=[self.record.reference, *more])


class DraftPage(Draft):
    """One page of a draft, or one item of a repeated page. Raises 404 for a page or item that is not there."""

    def __init__(self, request: Request, reference: str, page: str, item: str = "") -> None:
        super().__init__(request, reference)
        found = self.form.page(page)
        if found is None:
            raise Http404
        self.page = found
        self.item = None
        if item:
            # What was typed about somebody just removed elsewhere is still taken in, and set aside to choose.
            held = forms.find_item(self.record.answers, self.repeat.key, item)
            self.item = held or ({"_id": item} if request.method == "POST" else self.find(item))

    @property
    def repeat(self) -> forms.Repeat:
        """What the page repeats. Raises 404 for a page that is asked once."""
        if self.page.repeat is None:
            raise Http404
        return self.page.repeat

    def find(self, item: str) -> dict[str, Any]:
        """An item of the page. Raises 404 where it is not there, or not any more."""
        found = forms.find_item(self.record.answers, self.repeat.key, item)
        if found is None:
            raise Http404
        return found

    def path(self, key: str) -> str:
        """The path of an answer on this page."""
        return f"{self.repeat.key}/{self.item['_id']}/{key}" if self.item is not None else key

    def after(self) -> str:
        """Where “Continue” goes: the next page, after an item its list, after the last page the task list."""
        if self.item is not None:
            return self.href("raise_page", self.page.key)
        following = self.form.page_after(self.page.key)
        return self.href("raise_page", following.key) if following else self.href("raise_draft")

    def problems(self) -> list[forms.Problem]:
        """What is to mend here."""
        today = timezone.localdate()
        if self.item is not None:
            return forms.check_item(self.form, self.page, self.record.answers, self.item, today=today)
        problems = forms.check_page(self.form, self.page, self.record.answers, today=today)
        if not problems and self.page.question("your_email"):
            problems = not_own_address(self.viewer, self.record.answers)
        return problems
