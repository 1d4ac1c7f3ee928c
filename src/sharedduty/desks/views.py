"""My work, Today and Search."""

from django.http import HttpResponse
from django.shortcuts import render

from sharedduty.desks import queries
from sharedduty.foundations.access.api import Request, requires, signed_in


@signed_in
def my_work(request: Request) -> HttpResponse:
    """What I owe, by time left."""
    return render(request, "desks/my_work.html", {"tasks": queries.my_work(request.viewer)})


@requires("today_see")
def today(request: Request) -> HttpResponse:
    """What is late or nearly, for those who answer for it."""
    return render(request, "desks/today.html", {"groups": queries.today(request.viewer)})


@requires("search_use")
def search(request: Request) -> HttpResponse:
    """Records I may see, by reference or name. By POST, so that no name stands in an address or a log."""
    words = request.POST.get("words", "")[:200] if request.method == "POST" else ""
    found = queries.search(request.viewer, words)
    return render(request, "desks/search.html", {"words": words, "found": found})
