"""An answer that says only that a way of asking is not allowed gets a page: a browser would show an empty window.

It is met by whoever reloads, keeps or types the address that a button sends to.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render


class NeverBlank:
    """Middleware that puts a page into an empty 405."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponseNotAllowed) or answer.content:
            return answer
        page = render(request, "design/errors/405.html", status=405)
        page["Allow"] = answer["Allow"]
        return page
