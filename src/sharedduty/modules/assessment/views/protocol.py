"""The published page: how children are assessed here. For anybody, signed in or not."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sharedduty.foundations.access.api import Request, public_page
from sharedduty.modules.assessment.queries.protocol import protocol


@public_page
def local_protocol(request: Request) -> HttpResponse:
    """The local protocol for assessment, from the declared process and the packs in force today."""
    return render(request, "assessment/protocol.html", {"protocol": protocol(timezone.localdate())})
