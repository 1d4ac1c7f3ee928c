"""What meetings ask of a post: invitations to answer, papers to send, actions agreed. They stand on “my work” of every room."""

from collections.abc import Sequence

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import end_of_day
from sharedduty.foundations.design.owed import Named, Owed
from sharedduty.foundations.gatherings.allowed import declared_for
from sharedduty.foundations.gatherings.declared import ADJOURNED, CALLED, prefixes
from sharedduty.foundations.gatherings.models import Action, Invitation, MeetingPaper, Part
from sharedduty.foundations.process.api import href

MOST = 50  # of each kind, on one page


def owed(viewer: Viewer) -> list[Owed]:
    """The invitations not answered, the papers not sent, and the actions agreed to at meetings, with the day each is due."""
    found = _papers(viewer)
    for one in invitations_waiting(viewer)[:MOST]:
        meeting = one.gathering
        room, use = declared_for(meeting)
        if viewer.may(room.take_part):
            title = f"Answer the invitation: {use.title[:1].lower()}{use.title[1:]}"
            link = href(viewer, meeting.reference)
            found.append(
                Owed(title, meeting.reference, link, meeting.starts_at, "info", use.citation, meeting.case_file_id)
            )
    for action in actions_owed(viewer)[:MOST]:
        meeting = action.part.gathering
        room, use = declared_for(meeting)
        if viewer.may(room.take_part):
            link, due = href(viewer, meeting.reference), end_of_day(action.due_on)
            found.append(
                Owed(action.what[:80], meeting.reference, link, due, "info", use.citation, action.part.case_file_id)
            )
    return found


def _papers(viewer: Viewer) -> list[Owed]:
    """Papers that a meeting to come asks of the capacity in which the viewer is invited, and that they have not sent.

    Whoever's team holds the meeting owes its own papers on the record that the meeting is about. Two queries.
    """
    if viewer.appointment_id is None:
        return []
    mine = Invitation.objects.filter(
        appointment_id=viewer.appointment_id, withdrawn_at__isnull=True, gathering__stage__in=[CALLED, ADJOURNED]
    ).exclude(gathering__held_by_id=viewer.team_id)
    invited = list(mine.select_related("gathering").order_by("gathering__starts_at", "pk")[:MOST])
    sent = set(MeetingPaper.objects.filter(sent_by__in=invited).values_list("sent_by_id", "code"))
    found = []
    for one in invited:
        meeting = one.gathering
        room, use = declared_for(meeting)
        for paper in use.papers:
            if paper.capacity != one.capacity or (one.pk, paper.code) in sent or not viewer.may(room.take_part):
                continue
            title = f"Send {paper.title} before the {use.title[:1].lower()}{use.title[1:]}"
            link = href(viewer, meeting.reference)
            found.append(
                Owed(title, meeting.reference, link, meeting.starts_at, "info", use.citation, meeting.case_file_id)
            )
    return found


def named(viewer: Viewer, records: Sequence[str]) -> dict[str, Named]:
    """Whom each of some meetings is about, where the viewer hears it; a sealed one is known by its reference alone."""
    meetings = [one for one in records if one.startswith(prefixes())]
    parts = Part.objects.filter(gathering__reference__in=meetings, case_file__sealed=False)
    heard: dict[str, list[Part]] = {}
    for part in parts.select_related("gathering").order_by("order", "pk"):
        heard.setdefault(part.gathering.reference, []).append(part)
    return {
        reference: Named(", ".join(one.title for one in those), files=tuple(one.case_file_id for one in those))
        for reference, those in heard.items()
    }


def actions_owed(viewer: Viewer) -> list[Action]:
    """Open actions that the viewer's post agreed to do, the soonest first: for “my work”."""
    if viewer.appointment_id is None:
        return []
    mine = Action.objects.filter(owner__appointment_id=viewer.appointment_id, outcome="")
    return list(mine.select_related("part__gathering", "owner").order_by("due_on", "pk"))


def invitations_waiting(viewer: Viewer) -> list[Invitation]:
    """Invitations of the viewer's post to meetings still to come that nobody has answered, the soonest first."""
    if viewer.appointment_id is None:
        return []
    mine = Invitation.objects.filter(
        appointment_id=viewer.appointment_id, withdrawn_at__isnull=True, replies__isnull=True,
        gathering__stage__in=[CALLED, ADJOURNED],
    )  # fmt: skip
    return list(mine.select_related("gathering").order_by("gathering__starts_at", "pk"))
