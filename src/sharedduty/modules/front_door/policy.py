"""Who may do what at the front door, and which files each role reaches by standing."""

from sharedduty.foundations.access.api import ROLES, Permission, StandingReach, declare

# --- The desk: looking at contacts, deciding, enquiring, telling the referrer -----------------------------------------

DESK = ("front_door_worker", "front_door_manager", "out_of_hours_worker")
TEAM = ("social_worker", "social_work_manager")  # whoever takes work over and follows it
EMERGENCY_ONLY = ("conference_chair", "police_mash", "health_mash", "education_mash")  # of contacts, nothing by role
AGENCIES = ("police_mash", "health_mash", "education_mash", "teacher", "gp", "practitioner", "social_worker")

declare(
    {
        Permission("contact_queue", "See the queue of contacts and open a contact."): DESK,
        Permission("contact_work", "Claim, acknowledge, return, correct and hand over contacts; write notes."): DESK,
        Permission(
            "contact_read", "Open a contact one has sight of; chairs and MASH agencies only one they opened in an emergency."
        ): (*DESK, *TEAM, *EMERGENCY_ONLY),
        Permission("contact_decide", "Decide next steps for a child; record immediate protection; withdraw."): DESK,
        Permission("contact_reopen", "Open a decision again, with a reason."): ("front_door_manager",),
        Permission("enquiry_open", "Open a MASH enquiry, and close it with its picture."): DESK,
        Permission("handover_accept", "See and accept work handed over to one's team."): (
            *DESK, *TEAM, "early_help_coordinator", "head_of_service", "business_manager",
        ),
        Permission("decision_challenge", "Say one disagrees with a decision, and have it answered."): (
            *DESK, *AGENCIES, "conference_chair",
        ),
        Permission("contact_export", "Export an accepted contact to the council's case system."): DESK,
        Permission("advice_log", "Log advice asked and given."): DESK,
        Permission("telephone_concern", "Type in a concern told by telephone."): DESK,
        Permission("notifications_send", "Send notifications to the front door in bulk."): (
            "police_mash", "health_mash",
        ),
        Permission("front_door_figures", "See the front door's figures, never a child's file."): (
            *DESK, "partner", "scrutineer", "business_manager",
        ),
    },
    reach=[
        *(
            StandingReach(role, kind=kind, breadth="team")
            for role in ("front_door_worker", "front_door_manager")
            for kind in ("concern", "contact", "advice")
        ),
        # The emergency duty team acts for the front door whenever it is closed, on whatever is open there (GL-FD-02).
        *(
            StandingReach("out_of_hours_worker", kind=kind, breadth="organisation")
            for kind in ("concern", "contact", "advice")
        ),
        # A hand-over lies in a file of its own, which belongs to the team that is to take the work.
        *(
            StandingReach(role, kind="handover", breadth="team")
            for role in ("front_door_worker", "front_door_manager", "out_of_hours_worker", *TEAM)
        ),
    ],
)  # fmt: skip

# --- Raising a concern: anyone who works here or with children may (WT-REF-01) -----------------------------------------

# No standing reach: a draft is its author's alone, and what was sent is the sender's by a grant of its own.
declare({Permission("concern_raise", "Raise a concern about a child, and follow what becomes of it."): tuple(ROLES)})
