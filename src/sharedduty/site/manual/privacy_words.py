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
    "guidance": Activity(
        "Guidance", "Show who checked each rule against its source, and who agreed the threshold document.", STAFF,
        "the public, by post and never by name", "reference",
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
    "retention": Activity(
        "How long files are kept", "Look at each file when its period is over, and keep what must stay as it is.", CHILDREN,
        "the privacy officer", "child",
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
    "assessment": Activity(
        "Assessment", "Assess children's needs, and keep the plan of a child in need and its reviews.", CHILDREN,
        "agencies asked, as far as they are asked; the family, in writing", "child",
    ),
    "early_help": Activity(
        "Early help", "Help a child and family early, under one plan with one lead practitioner, as far as they agree.",
        CHILDREN, "the team around the child, the families team, the front door when it is asked", "child",
    ),
    "gatherings": Activity(
        "Meetings", "Hold statutory meetings, and keep who was there and what they decided.", CHILDREN,
        "those invited, as far as they may hear; family members, what is shared with them", "child",
    ),
    "child_protection": Activity(
        "Child protection", "Discuss, enquire into and plan for the safety of a child who may suffer significant harm.",
        CHILDREN, "the social work team, whoever chairs the conference, those invited to its meetings", "child",
    ),
    "serious_incident": Activity(
        "Serious incidents", "Decide whether an incident is notified to the national Panel; tell whoever must know.", CHILDREN,
        "the three safeguarding partners, the Panel, Ofsted, the Department; whoever asked, the decision alone", "child",
    ),
    "allegations": Activity(
        "Allegations", "Take, judge and follow allegations against people who work with children.",
        "children; people who work with them",
        "the designated officer's team or who stands in for it; whoever referred, the record sent back; those invited", "child",
    ),
    "speaking_up": Activity(
        "Speaking up", "Hear concerns about organisations and complaints; answer requests for one's own information; keep "
        "the register of data breaches; know what agencies have in place.",
        "whoever speaks up, complains or asks; people they name; no candidate and no member of staff in the registers",
        "the one post each was given to; whoever sent it, their own; the front door, a child handed to it", "child",
    ),
    "child_death": Activity(
        "Child deaths", "Review the death of every child, and learn from all of them.", CHILDREN,
        "the national database; members of the panel, once they have signed; whoever should learn, without names", "child",
    ),
    "rapid_review": Activity(
        "Rapid reviews", "Look at once at a serious incident, decide what follows, and send it to the national Panel.", CHILDREN,
        "the three safeguarding partners, the Panel; agencies, what they are asked and the meeting they come to", "child",
    ),
    "practice_review": Activity(
        "Practice reviews", "Have a case reviewed, publish what is learned, and see that it changes practice.", CHILDREN,
        "the three safeguarding partners; the Panel, the Secretary of State, Ofsted; anybody, what is published", "child",
    ),
    "homicide_review": Activity(
        "Homicide reviews", "Decide whether a death by domestic abuse is reviewed, learn from it, and follow what is to change.",
        "people who died by domestic abuse, whoever is alleged to have done it, their families; staff",
        "the community safety partnership; members of its panels and authors of agencies' reports, what they are asked; the Home "
        "Office; anybody, what is published", "child",
    ),
    "serious_case_review": Activity(
        "Serious case reviews", "Carry on, or keep, reviews begun under the older law.", CHILDREN,
        "the three safeguarding partners; each agency, its own review; anybody, the cleared summary", "child",
    ),
    "action_plans": Activity(
        "Recommendations", "Follow what reviews, audits and inspections recommend until practice has changed.", STAFF,
        "the three safeguarding partners and the scrutineer, all of it; each agency, its own part", "child",
    ),
    "escalation": Activity(
        "Professional disagreements", "Settle between agencies what they disagree about for a child, stage by stage.", CHILDREN,
        "both agencies, by post; from stage three the business unit, at stage four the chair and the scrutineer", "child",
    ),
    "chronology": Activity(
        "Chronology", "Lay agencies' accounts of a child's life side by side, and settle what does not fit.", CHILDREN,
        "each agency asked, its own part; all of them the whole, once it is shared", "child",
    ),
    "families": Activity(
        "What families are shown", "Let a family member read what a review shares with them by name.", CHILDREN,
        "the family member named, by a link; whoever runs the review", "child",
    ),
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
    "access.Sealing": "child",
    "access.Scope": "reference",
    "access.Reach": "reference",
    "people.Check": "journal",
    "requests.SharingAgreement": "reference",
}
