"""What the privacy officer does about the journal itself."""

from django.db import connection

from sharedduty.foundations.access.actions.people import Refused
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.journal.api import record_change


def close_incident(*, by: Viewer, incident_id: int, note: str) -> None:
    """Close an incident of the journal with what was found. Raises Refused without a note or when it is closed."""
    if not by.may("incident_close"):
        raise Refused("Only the privacy officer closes an incident.")
    if not note.strip():
        raise Refused("Say what you found and what was done.")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_incident SET closed_at = now(), closed_by = %s, closing_note = %s"
            " WHERE id = %s AND closed_at IS NULL",
            [by.actor_key, note, incident_id],
        )
        if cursor.rowcount == 0:
            raise Refused("This incident is closed already.")
    record_change(by=by, verb="closed incident", object_type="journal", object_ref="", fields=["closing_note"])
