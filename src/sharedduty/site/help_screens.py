"""The screens that pages of help name: those of a room, and those that every room with meetings has."""

# Every room that holds meetings has these screens, in its own namespace.
MEETING_SCREENS = (
    "meetings", "call-meeting", "meeting", "meeting-calendar", "meeting-invite", "meeting-notes", "meeting-notes-save",
    "meeting-notes-choose", "meeting-postpone", "meeting-adjourn", "meeting-cancel", "meeting-begin", "meeting-resume",
    "meeting-end", "meeting-invite-by-name", "meeting-reply", "meeting-withdraw-invitation", "meeting-conflict",
    "meeting-who-is-here", "meeting-somebody-else", "meeting-left", "meeting-strike-out", "meeting-quorum", "meeting-decide",
    "meeting-dissent", "meeting-written-view", "meeting-agree-action", "meeting-act-on", "meeting-add-paper",
    "meeting-make-minutes", "meeting-send-minutes", "meeting-share", "meeting-withhold", "meeting-hear",
    "meeting-stop-hearing",
)  # fmt: skip


def of_room(room: str, *names: str) -> tuple[str, ...]:
    """The full names of a room's screens."""
    return tuple(f"{room}:{name}" for name in names)
