"""My work, Today and Search."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from sharedduty.desks import queries
from sharedduty.foundations.access.api import Request, requires, signed_in

PAGE = 25


@signed_in
def my_work(request: Request) -> HttpResponse:
    """What I owe, by time left; what I began; then what my team owes, a page at a time."""
    work = queries.my_work(request.viewer)
    team = Paginator(work.team, PAGE).get_page(request.GET.get("page"))
    return render(request, "desks/my_work.html", {"work": work, "list_page": team})


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
