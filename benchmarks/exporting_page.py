"""The product's addresses and an export of as many rows as asked for, through the house's one way out for tables."""

from collections.abc import Iterator

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.design.exports import csv_response
from sharedduty.site import urls

HEADER = ("Contact", "Received", "Source", "Stage", "Sender", "Given names", "Family name", "Birth date")
ROWS = """
SELECT c.reference, c.received_at, c.source, c.stage, c.referrer_name, k.given_names, k.family_name, k.birth_on
FROM generate_series(1, 10000) again, front_door_contact c JOIN front_door_contactchild k ON k.contact_id = c.id LIMIT %s
"""


def export(request: HttpRequest, many: int) -> HttpResponseBase:
    """So many rows of contacts; where there are fewer, the same again."""
    return csv_response("many", HEADER, _rows(request.viewer, many))


def _rows(viewer: Viewer, many: int) -> Iterator[tuple[object, ...]]:
    """In a transaction and with a viewer of its own, as every streamed answer, from a cursor that lives in the database."""
    with seen_by(viewer), connection.chunked_cursor() as cursor:
        cursor.execute(ROWS, [many])
        while rows := cursor.fetchmany(2000):
            yield from rows


urlpatterns = [path("export/<int:many>/", export), *urls.urlpatterns]
handler404 = urls.handler404
