"""What the house knows about each thing it keeps: whose, how delicate, why, how long, and what a scrubbed copy does to it.

Written and reviewed by hand. A text field that no line here fits is unclassified, and the build stops until somebody
has decided (quality.md V5). Retention classes are names: the periods are each partnership's policy, never ours.
"""

from dataclasses import dataclass

PUBLIC, INTERNAL, PERSONAL, SPECIAL = "public", "internal", "personal", "special"


@dataclass(frozen=True)
class Activity:
    """One activity of the record of processing: what for, about whom, who is told, and how long it is kept."""

    title: str
    purpose: str
    people: str
    told: str
    retention: str
    basis: str = "public task: Children Act 2004 ss.10, 11, 16E; substantial public interest: safeguarding of children"


STAFF = "people who work in the partnership's organisations"
CHILDREN = "children, their families, and people who raise or answer concerns"
NOBODY = "nobody outside the partnership"

# One activity for each part of the house that keeps anything, by app label; single tables may differ.
ACTIVITIES: dict[str, Activity] = {
    "directory": Activity(
        "Directory", "Know which body, team, post and group answers for what, and when.", STAFF,
        "the public, in published arrangements", "reference",
    ),
    "access": Activity(
        "Access", "Let the right people in, keep the wrong ones out, and show who had sight of what.", STAFF, NOBODY,
        "account",
    ),
    "journal": Activity(
        "Journal", "Show who did and who saw what, so that misuse is found.", STAFF, "the privacy officer", "journal",
    ),
    "people": Activity(
        "People", "Recognise that two agencies mean the same child, and keep families together on record.", CHILDREN,
        "agencies asked about a child, by a recorded decision", "child",
    ),
    "forms": Activity(
        "Forms", "Keep what a person has typed, version by version, from the first keystroke.", CHILDREN, NOBODY, "child",
    ),
    "papers": Activity(
        "Papers", "Keep the files sent with a concern or made from a record.", CHILDREN,
        "those an action shares them with", "child",
    ),
    "notices": Activity(
        "Notices", "Tell people there is something for them, with no detail in the message.", STAFF,
        "the person written to", "child",
    ),
    "process": Activity(
        "Process and clocks", "Follow each case through its steps, and show what is due, met or late and why.", CHILDREN,
        NOBODY, "child",
    ),
    "requests": Activity(
        "Asking agencies", "Ask an agency what it knows about a child and keep its answer or refusal with reasons.",
        CHILDREN, "the agency asked and the team that asks", "child",
    ),
    "front_door": Activity(
        "Front door", "Take in concerns about children, decide next steps in time, and tell the referrer.", CHILDREN,
        "agencies asked, teams that take over, the referrer", "child",
    ),
    "gatherings": Activity("Meetings", "Hold statutory meetings and keep what they decided.", CHILDREN, NOBODY, "child"),
    "chronology": Activity("Chronology", "Lay agencies' accounts of a child's life side by side.", CHILDREN, NOBODY, "child"),
    "jobs": Activity("Background work", "Run what need not be waited for; arguments are ids only.", STAFF, NOBODY, "technical"),
    "procrastinate": Activity(
        "Background work", "Run what need not be waited for; arguments are ids only.", STAFF, NOBODY, "technical"
    ),
    "sessions": Activity("Signing in", "Keep people signed in for a while.", STAFF, NOBODY, "session"),
    "usersessions": Activity("Signing in", "Show people where they are signed in, and end it.", STAFF, NOBODY, "session"),
    "account": Activity("Signing in", "Know the address a person signs in with.", STAFF, NOBODY, "account"),
    "mfa": Activity("Signing in", "Check a second factor.", STAFF, NOBODY, "account"),
    "auth": Activity("Signing in", "Tables of a library; nothing is kept in them.", "nobody", NOBODY, "technical"),
    "contenttypes": Activity("Signing in", "Tables of a library: names of our own tables.", "nobody", NOBODY, "technical"),
    "desks": Activity("Desks", "Reading pages; nothing of their own is kept.", STAFF, NOBODY, "technical"),
}  # fmt: skip

# How long a link's and a form token's rows live differs from the rest of their app.
RETENTION: dict[str, str] = {
    "access.Link": "link",
    "access.Once": "session",
    "access.CaseFile": "child",
    "access.Grant": "child",
    "access.Exclusion": "child",
    "access.BreakGlass": "child",
    "access.Scope": "reference",
    "access.Reach": "reference",
    "people.Check": "journal",
}

# Sensitivity and scrub rule of one field of one table, where its name alone would mislead.
EXACT: dict[str, tuple[str, str]] = {
    "directory.Organisation.name": (PUBLIC, "keep"),
    "directory.Area.name": (PUBLIC, "keep"),
    "directory.District.name": (PUBLIC, "keep"),
    "directory.Team.name": (PUBLIC, "keep"),
    "directory.Group.name": (PUBLIC, "keep"),
    "directory.Succession.note": (PUBLIC, "keep"),
    "access.Account.name": (PERSONAL, "invent"),
    "access.Account.email": (PERSONAL, "invent"),
    "access.Account.password": (INTERNAL, "drop"),
    "access.BreakGlass.reason": (SPECIAL, "blank"),
    "access.SecondFactorReset.reason": (PERSONAL, "blank"),
    "access.Link.purpose": (INTERNAL, "keep"),
    "access.Once.actor": (PERSONAL, "drop"),
    "access.Once.location": (INTERNAL, "drop"),
    "access.Exclusion.reason": (PERSONAL, "keep"),
    "account.EmailAddress.email": (PERSONAL, "invent"),
    "auth.Permission.name": (INTERNAL, "keep"),
    "auth.Group.name": (INTERNAL, "keep"),
    "contenttypes.ContentType.model": (INTERNAL, "keep"),
    "mfa.Authenticator.data": (PERSONAL, "drop"),
    "usersessions.UserSession.data": (PERSONAL, "drop"),
    "usersessions.UserSession.ip": (PERSONAL, "drop"),
    "sessions.Session.session_data": (PERSONAL, "drop"),
    "procrastinate.ProcrastinateJob.args": (INTERNAL, "keep"),
    "journal.Entry.reason": (PERSONAL, "blank"),
    "journal.Seal.reason": (INTERNAL, "keep"),
    "papers.Paper.name": (SPECIAL, "blank"),
    "people.Identifier.value": (PERSONAL, "pseudonym"),
    "people.Identifier.system": (INTERNAL, "keep"),
    "people.Identifier.source": (INTERNAL, "keep"),
    "people.Involvement.source": (INTERNAL, "keep"),
    "people.Involvement.kind": (SPECIAL, "keep"),
    "people.SearchName.family": (PERSONAL, "invent"),
    "people.SearchName.given": (PERSONAL, "invent"),
    "people.SearchName.districts": (PERSONAL, "generalise"),
    "people.Check.considered": (PERSONAL, "drop"),
    "people.Check.answered": (PERSONAL, "drop"),
    "process.Clock.title": (INTERNAL, "keep"),
    "front_door.Contact.source": (INTERNAL, "keep"),
    "front_door.ImmediateProtection.power": (SPECIAL, "keep"),
    "requests.InformationRequest.about": (SPECIAL, "blank"),
    "requests.Answer.outcome": (INTERNAL, "keep"),
    "requests.InformationRequest.outcome": (INTERNAL, "keep"),
    "process.Handover.outcome": (SPECIAL, "blank"),
    "front_door.Feedback.outcome": (SPECIAL, "blank"),
    "front_door.AdviceCall.line": (INTERNAL, "keep"),
}
