"""What a page of help is, and the screens that pages of help name: those of rooms, and those of every room with meetings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HelpPage:
    """A page of help: its address, its title, for whom, and the screens (URL names) that lead to it."""

    slug: str
    title: str
    audience: str
    screens: tuple[str, ...]


# Every room that holds meetings has these screens, in its own namespace.
MEETING_SCREENS = (
    "meetings", "call-meeting", "meeting", "meeting-calendar", "meeting-invite", "meeting-notes", "meeting-notes-save",
    "meeting-notes-choose", "meeting-postpone", "meeting-hold-jointly",
    "meeting-adjourn", "meeting-cancel", "meeting-begin", "meeting-resume",
    "meeting-end", "meeting-invite-by-name", "meeting-reply", "meeting-withdraw-invitation", "meeting-conflict",
    "meeting-who-is-here", "meeting-somebody-else", "meeting-left", "meeting-strike-out", "meeting-quorum", "meeting-decide",
    "meeting-dissent", "meeting-written-view", "meeting-agree-action", "meeting-act-on", "meeting-add-paper",
    "meeting-make-minutes", "meeting-send-minutes", "meeting-share", "meeting-withhold", "meeting-hear",
    "meeting-stop-hearing",
)  # fmt: skip


def of_room(room: str, *names: str) -> tuple[str, ...]:
    """The full names of a room's screens."""
    return tuple(f"{room}:{name}" for name in names)


# What families are shown: for whoever shares, and for the family.
FAMILY_SHARED = of_room("families", "members", "new", "member", "share", "take-back", "end")
FAMILY_READS = of_room("families", "begin", "sent", "link", "mine", "read", "leave")
# The register of recommendations: its pages, how one ends, what agencies answer, reports and documents.
RECOMMENDED = of_room(
    "action_plans", "board", "new", "tracker", "tracker-columns", "export", "start", "recommendation", "look", "accept",
    "refuse", "not-for-area", "ask", "change", "priority", "define", "carrier", "issue",
)  # fmt: skip
ENDING = of_room(
    "action_plans", "propose-closing", "propose-superseding", "close", "supersede", "turn-down", "merge", "reopen"
)
PARTS = of_room(
    "action_plans", "parts", "part", "part-plan", "part-not-for-us", "part-done", "part-in-place", "part-effect",
    "part-looked", "part-rate", "part-evidence", "part-share", "part-receipt", "part-product", "part-product-judged",
    "part-later-look", "part-owner", "part-ask-again", "part-withdraw",
)  # fmt: skip
REPORTED = of_room(
    "action_plans", "reports", "delays", "delays-csv", "figures", "figures-csv", "figures-behind", "documents",
    "document-new", "document-issued",
)  # fmt: skip

# Serious case reviews of the older law: up to the agencies' reviews; overview and after; an agency's own part.
CASE_REVIEW = of_room(
    "serious_case_review", "reviews", "open", "review", "steps", "person-new", "tell-chair", "notice", "incident", "reply",
    "consider", "recommend", "decide", "close-declined", "keep", "nominate", "nomination-ends", "first-meeting", "scope", "ask",
    "stop-waiting", "begin-reviews", "extension", "lesson", "family", "process", "area", "route", "institution", "progress",
    "guest", "findings", "condition", *MEETING_SCREENS,
)  # fmt: skip
CASE_OVERVIEW = of_room(
    "serious_case_review", "start-overview", "overview", "recommendation", "fair", "agree-overview", "panel-content",
    "send-back", "sign-off", "disclosure", "signature", "summary", "clear", "names", "protect", "let-stand", "publish",
    "keep-back", "close", "plan", "debrief", "spread", "use", "feedback",
)  # fmt: skip
MANAGEMENT_REVIEW = of_room(
    "serious_case_review", "asked", "part", "author", "report-write", "advice", "part-note", "attach", "endorse", "take-back",
    "submit", "nil",
)  # fmt: skip
# Practice reviews: up to the report, and its publication. What anybody may read of reviews.
PRACTICE_REVIEW = of_room(
    "practice_review", "reviews", "without", "start", "review", "begin", "child-new", "reviewer", "reviewer-ends",
    "terms", "start-review", "invite", "part", "ask-progress", "progress", "learning", "delay", "process",
    "process-ends", "set-aside",
)  # fmt: skip
PRACTICE_PUBLISHED = of_room(
    "practice_review", "source", "report", "compare", "sign", "themes", "document", "recommendation",
    "recommendation-mend", "answer", "names", "protect", "let-stand",
    "publication", "send-ahead", "comment", "publish", "keep-back", "response", "renew", "done", "audit", "share",
    "take-down", "close",
)  # fmt: skip
LEARNED = (*of_room("learning", "reviews", "review"), *of_room("older_learning", "reviews", "review"))

# A breach of personal data: the register, one record, each of its steps.
BREACHES = of_room(
    "speaking_up", "breaches", "breach-new", "breach", "breach-risk", "breach-regulator", "breach-regulator-left",
    "breach-people", "breach-people-left", "breach-measure", "breach-learned", "breach-awareness", "breach-close",
    "breach-look-again",
)  # fmt: skip
