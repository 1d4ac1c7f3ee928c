"""Help: one page for each screen, found from that screen and from the list."""

from sharedduty.foundations.gatherings.views.acts import ACTS
from sharedduty.site import help_screens as screens
from sharedduty.site.help_homicide import HOMICIDES
from sharedduty.site.help_screens import ENDING, MEETING_SCREENS, PARTS, RECOMMENDED, REPORTED, HelpPage, of_room

ANYONE = "Anyone"
RAISING = "People who raise concerns"
FRONT_DOOR = "The front door"
ASSESSING = "Social workers who assess"
EARLY_HELP = "Early help"
AGENCIES = "Agencies who are asked"
ANSWERING = "People who answer for others"
PROTECTING = "Child protection"
INCIDENTS = "Serious incidents"
DEATHS = "Child deaths"
ALLEGATIONS = "Allegations"
SPEAKING_UP = "People who answer concerns and complaints"
PRIVACY = "Privacy officer"
ADMINISTRATION = "Administrator"
__all__ = ["ANYONE", "PAGES", "HelpPage", "for_screen", "page"]


def _desk(*names: str) -> tuple[str, ...]:
    """The full names of the front door's screens."""
    return tuple(f"front_door:{name}" for name in names)


PAGES: tuple[HelpPage, ...] = (
    HelpPage("worried-about-a-child", "Tell us you are worried", ANYONE, ("home", "raise", "raise_tell", "raise_told")),
    HelpPage(
        "signing-in", "Sign in", ANYONE,
        (
            "account_login", "account_logout", "mfa_authenticate", "mfa_login_webauthn", "account_reset_password",
            "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
            "second_factor_needed", "held_form",
        ),
    ),
    HelpPage(
        "my-account", "My account", ANYONE,
        (
            "account", "acting_as", "usersessions_list", "stay_signed_in", "account_change_password",
            "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index",
            "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "remove_passkey",
            "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
        ),
    ),
    HelpPage("my-work", "My work, notices and search", ANYONE, ("my_work", "notice", "search", "menu_group")),
    HelpPage("when-is-it-due", "When is it due?", ANYONE, ("when_is_it_due",)),
    HelpPage(
        "guidance", "Guidance and how the work runs", ANYONE,
        (
            "guidance", "guidance_clocks", "guidance_clock", "guidance_compare", "guidance_not_checked",
            "guidance_provision", "guidance_watch_list", "guidance_pack", "guidance_pack_part", "guidance_search",
            "guidance_who_is_bound", "guidance_threshold_document", "processes", "process",
        ),
    ),
    HelpPage(
        "check-the-guidance", "Check editions; agree and review the threshold document", ANSWERING,
        ("guidance_checking", "guidance_checking_edition", "guidance_checking_row", "guidance_sign_off", "guidance_review"),
    ),
    HelpPage(
        "about-this-service", "About this service", ANYONE,
        ("accessibility", "privacy", "design_gallery", "design_gallery_page", "outbox", "outbox_letter"),
    ),
    HelpPage("levels-of-need", "Levels of need", RAISING, ("thresholds",)),
    HelpPage(
        "raise-a-concern", "Raise a concern through your work", RAISING,
        (
            "raise_new", "raise_draft", "raise_choose", "raise_check", "raise_page", "raise_item", "raise_by_link",
            "raise_by_link_sent", "raise_link", "raise_link_new", "raise_leave", "link_needed",
        ),
    ),
    HelpPage(
        "follow-a-concern", "Follow a concern you raised", RAISING,
        ("raise_sent", "raise_status", "raise_mine", "raise_write"),
    ),
    HelpPage("the-queue", "The queue, and out of hours", FRONT_DOOR, _desk("queue", "claim", "out-of-hours")),
    HelpPage(
        "a-contact", "Work on a contact", FRONT_DOOR,
        _desk(
            "contact", "put-back", "hand-over", "acknowledge", "note", "depart", "departures",
            "send-back", "answered", "carry-on", "withdraw",
            "written-received", "correct-received", "correct-child", "remove-child",
        ),
    ),
    HelpPage(
        "calls", "Advice calls, and concerns told by telephone", FRONT_DOOR, _desk("advice", "new-advice", "telephone")
    ),
    HelpPage(
        "is-the-child-known", "Is this child known?", FRONT_DOOR,
        _desk("known", "identify", "undo-identification", "open-answered"),
    ),
    HelpPage(
        "a-persons-record", "A person's record", FRONT_DOOR,
        tuple(
            f"people:{name}"
            for name in (
                "person", "correct", "add-name", "add-identifier", "add-address", "add-relationship", "birth",
                "end", "check-number", "account",
            )
        ),
    ),
    HelpPage(
        "one-person-two-records", "One person with two records", FRONT_DOOR,
        ("people:merges", "people:proposal", "people:merge", "people:separate", "people:not-same"),
    ),
    HelpPage("take-in-children", "Take in the council's children", FRONT_DOOR, ("people:import",)),
    HelpPage("protect-now", "Record immediate protection", FRONT_DOOR, _desk("protect", "protect-later")),
    HelpPage("decide-next-steps", "Decide next steps", FRONT_DOOR, _desk("decide", "reopen")),
    HelpPage(
        "ask-agencies", "Ask agencies what they know", FRONT_DOOR,
        _desk(
            "enquiries", "enquiry", "open-enquiry", "ask-another", "close-enquiry", "chase", "withdraw-request",
        ),
    ),
    HelpPage("tell-the-referrer", "Tell the referrer", FRONT_DOOR, _desk("to-be-told", "feedback")),
    HelpPage(
        "handed-over", "Work handed over, and disagreements", FRONT_DOOR, _desk("handovers", "handover", "disagree")
    ),
    HelpPage(
        "in-an-emergency", "Open a file in an emergency, or declare a conflict", FRONT_DOOR,
        ("emergency_which", "emergency", "emergency_opened", "declare_conflict"),
    ),
    HelpPage(
        "an-assessment", "Assess a child", ASSESSING,
        of_room(
            "assessment", "assessments", "protocol", "start", "assessment", "timescale", "visit", "one-visit", "reason", "birth",
            "service", "ask", "harm", "lead", "analyse", "more", "challenge", "answer", "write", "choose",
            "write-part", "choose-part", "conclude", "tell", "letter", "withdraw",
            "adult", "specialist", "point", "hold-point", "effect", "supervision", "sign-off", "law", "arrival",
        ),
    ),
    HelpPage(
        "child-in-need-plan", "A child in need plan", ASSESSING,
        of_room(
            "assessment", "action", "finish", "make-plan", "review", "step-down", "move", "sent", "stays", "taken-over",
            "transition", "adult-now", "close",
        ),
    ),
    HelpPage(
        "protect-a-child", "A strategy discussion and enquiries", PROTECTING,
        of_room(
            "child_protection", "lists", "start", "record", "record-discussion", "record-exception", "record-start-enquiries",
            "record-no-enquiries", "record-section-17", "record-no-further-action", "record-what-was-done", "record-ask",
            "record-finish", "record-outcome", "record-convene", "record-prepare", "record-birth",
            "record-report", "record-share-report", "record-review-help", "moved-in", "return-new", "return",
            "return-step", "record-request-conference",
            "record-agree-conference",
            "record-refuse-conference", "record-resolve-with", "record-resolve-without", "record-conference",
        ),
    ),
    HelpPage(
        "a-protection-plan", "A child protection plan", PROTECTING,
        of_room(
            "child_protection", "plan", "plan-add-member", "plan-add-item", "plan-close-item", "plan-make", "plan-no-plan",
            "plan-section-17", "plan-first-core-group", "plan-detail", "plan-core-group", "plan-first-review", "plan-review",
            "plan-continue", "plan-proceedings", "plan-end-risk", "plan-moved", "plan-received", "plan-end-moved",
            "plan-end-18", "plan-end-died", "plan-end-left", "plan-tell", "plan-support", "plan-contact", "plan-supervision",
            "plan-lead",
            "plan-assess", "plan-report", "plan-share-report",
        ),
    ),
    HelpPage(
        "ask-for-a-conference", "Ask for a child protection conference", AGENCIES,
        of_room("child_protection", "conference-requests", "conference-request", "conference-ask", "conference-answer",
                "conference-know-family"),
    ),
    HelpPage("protection-meetings", "Child protection meetings", PROTECTING, of_room("child_protection", *MEETING_SCREENS)),
    HelpPage(
        "ask-about-an-incident", "Ask the council to consider an incident", RAISING,
        of_room("serious_incident", "ask", "requests", "request"),
    ),
    HelpPage(
        "a-serious-incident", "Consider a serious incident", INCIDENTS,
        of_room(
            "serious_incident", "incidents", "new", "request-open", "incident", "child", "child-new", "aware", "view", "safety",
            "decide", "set-aside", "challenge", "uphold", "reconsider", "log",
        ),
    ),
    HelpPage(
        "notify-the-panel", "Notify the Panel, and tell everybody", INCIDENTS,
        of_room(
            "serious_incident", "sheet", "write", "choose", "write-child", "choose-child", "notify", "tell", "panel-message",
            "finish",
        ),
    ),
    HelpPage("notify-a-child-death", "Notify a child death", RAISING, of_room("child_death", "notify", "notices", "notice")),
    HelpPage(
        "a-child-death", "Review a child death", DEATHS,
        of_room(
            "child_death", "deaths", "death", "take-in", "child", "died", "scope", "category", "response", "begin", "pass-on",
            "set-aside", "incoming", "family", "done", "hold", "hold-ended", "incident", "ask", "chase", "form", "form-check",
            "form-choose", "form-write", "form-save", "meeting-taken", *MEETING_SCREENS,
        ),
    ),
    HelpPage(
        "the-child-death-panel", "The child death overview panel", DEATHS,
        (
            *of_room(
                "child_death", "panel", "member-new", "member", "to-panel", "defer", "sheet", "conclude", "finding",
                "finding-sent", "finding-answered", "give-out", "outputs", "output", "close", "figures", "figures-csv",
            ),
            *of_room("death_panel", *MEETING_SCREENS),
        ),
    ),
    HelpPage(
        "a-rapid-review", "A rapid review", INCIDENTS,
        of_room(
            "rapid_review", "reviews", "considered", "start", "review", "child-new", "member-new", "notice", "confirm", "ask",
            "chase", "file", "take-in", "action", "action-done", "process", "set-aside", *MEETING_SCREENS,
        ),
    ),
    HelpPage(
        "decide-a-rapid-review", "Decide a rapid review and send it", INCIDENTS,
        of_room(
            "rapid_review", "findings", "criteria", "decide", "tell", "send", "reply", "news", "answer-panel", "disagree",
            "answer-disagreement", "report", "close",
        ),
    ),
    HelpPage("a-practice-review", "A practice review", INCIDENTS, screens.PRACTICE_REVIEW),
    HelpPage("publish-a-practice-review", "Publish a practice review", INCIDENTS, screens.PRACTICE_PUBLISHED),
    HelpPage("a-serious-case-review", "A serious case review of the older law", INCIDENTS, screens.CASE_REVIEW),
    HelpPage("end-a-serious-case-review", "Overview, summary and end of a serious case review", INCIDENTS, screens.CASE_OVERVIEW),
    HelpPage("your-agencys-management-review", "Your agency's management review", ANSWERING, screens.MANAGEMENT_REVIEW),
    HelpPage("share-with-a-family", "Share with a family, by name", INCIDENTS, screens.FAMILY_SHARED),
    HelpPage("read-what-is-shared-with-you", "Read what is shared with you", ANYONE, screens.FAMILY_READS),
    HelpPage(
        "a-chronology", "A chronology of several agencies", INCIDENTS,
        of_room(
            "chronology", "chronologies", "start", "chronology", "lines", "picture", "print", "terms", "ask", "remind",
            "stop-waiting", "more", "pseudonym", "together", "apart", "share", "close",
        ),
    ),
    HelpPage(
        "what-does-not-fit", "What does not fit in a chronology", INCIDENTS,
        of_room(
            "chronology", "take-up", "dismiss", "find", "discrepancy", "tell", "take-answer", "corrected", "unresolved",
            "no-discrepancy",
        ),
    ),
    HelpPage(
        "your-agencys-chronology", "Your agency's own chronology", ANSWERING,
        of_room("chronology", "asked", "part", "line-new", "line", "correct", "strike", "take-in", "send", "answer"),
    ),
    HelpPage("recommendations", "Recommendations, and what comes of them", INCIDENTS, RECOMMENDED),
    HelpPage("end-a-recommendation", "End a recommendation: with a second person", INCIDENTS, ENDING),
    HelpPage("actions-for-us", "Answer for your agency about a recommendation", AGENCIES, PARTS),
    HelpPage(
        "reports-on-recommendations", "Reports on recommendations, and documents that should carry them", INCIDENTS, REPORTED
    ),
    HelpPage("what-we-learned", "Read what we learned", ANYONE, screens.LEARNED),
    HelpPage(
        "tell-the-designated-officer", "Tell the designated officer of a worry about a worker", ALLEGATIONS,
        of_room("allegations", "refer", "sent", "referral"),
    ),
    HelpPage(
        "an-allegation", "An allegation", ALLEGATIONS,
        of_room(
            "allegations", "allegations", "allegation", "discuss", "criteria", "way", "record", "child-new", "welfare",
            "contact", "same", "accused", "shut-out", "hand-over", "look-again", "employers", "employer-new",
        ),
    ),
    HelpPage("designated-officers", "Designated officers", ALLEGATIONS, of_room("allegations", "officers", "officer-new")),
    HelpPage("figures-of-allegations", "Allegation figures", ALLEGATIONS, of_room("allegations", "figures")),
    HelpPage(
        "follow-an-allegation", "Follow an allegation to its end", ALLEGATIONS,
        of_room(
            "allegations", "strand", "suspension", "tell", "progress", "outcome", "duty-new", "duty-settle", "close",
            *MEETING_SCREENS,
        ),
    ),
    HelpPage(
        "speak-up", "Speak up, complain, or ask what is held about you", ANYONE,
        of_room("speaking_up", "start", "send", "sent", "noted", "reply", "answer-read", "leave"),
    ),
    HelpPage(
        "answer-a-concern-or-complaint", "Answer a concern or a complaint", SPEAKING_UP,
        of_room(
            "speaking_up", "matters", "record-new", "matter", "acknowledge", "write", "note", "child", "answer", "shut-out",
            "hand-over", "withdraw", "look-again", "close",
        ),
    ),
    HelpPage(
        "a-request-for-ones-own-information", "A request for one's own information", SPEAKING_UP,
        of_room("speaking_up", "details", "extend", "item-new", "nothing", "item-judge", "prepare", "release", "send-back"),
    ),
    HelpPage("figures-of-complaints", "Complaint figures", SPEAKING_UP, of_room("speaking_up", "figures")),
    HelpPage(
        "a-data-breach", "A data breach", PRIVACY,
        screens.BREACHES,
    ),
    HelpPage(
        "whistleblowing-procedures", "The register of whistleblowing procedures", ANSWERING,
        of_room("speaking_up", "procedures", "procedure-new"),
    ),
    HelpPage(
        "safe-recruitment", "What agencies can show of safe recruitment", ANSWERING,
        of_room("speaking_up", "recruitment", "agency", "element", "police", "police-new"),
    ),
    HelpPage(
        "disagree-with-another-agency", "Disagree with another agency", ANSWERING,
        of_room(
            "escalation", "escalations", "new", "about", "escalation", "bring-in", "talk", "sooner", "tell", "to-managers",
            "plan", "finish", "settle", "copies", "debrief", "close", "withdraw", *MEETING_SCREENS,
        ),
    ),
    HelpPage(
        "disagreements-that-climb", "Disagreements that climb", ANSWERING,
        of_room(
            "escalation", "to-seniors", "tier", "log", "to-chair", "decider", "advise", "meeting-taken", "decide", "refer",
            "answer",
        ),
    ),
    HelpPage(
        "the-pattern-of-disagreements", "The pattern of disagreements", ANSWERING, of_room("escalation", "pattern", "own"),
    ),
    HelpPage("sealed-files", "Seal a file", FRONT_DOOR, ("file_seal", "file_unseal")),
    HelpPage(
        "an-early-help-plan", "An early help plan", EARLY_HELP,
        of_room(
            "early_help", "plans", "begin", "plan", "plain", "read", "write", "write-page", "choose", "consent", "tool",
            "check", "registration", "outcome", "settle", "action", "progress", "words", "agree", "review", "close", "advice",
            "circumstance", "circumstance-ends", "health-care-plan",
        ),
    ),
    HelpPage(
        "help-there-is", "Help there is, and what fits a child", EARLY_HELP,
        of_room(
            "early_help", "help-there-is", "help-for-child", "choose-help", "tell-of-help", "families", "what-to-look-for"
        ),
    ),
    HelpPage(
        "the-team-around-the-child", "The team, its lead and its meetings", EARLY_HELP,
        of_room(
            "early_help", "member", "named", "leaves", "lead", "meetings", "call-meeting", "meeting", "meeting-invite",
            "meeting-notes", "meeting-notes-choose", *(f"meeting-{act.slug}" for act in ACTS),
        ),
    ),
    HelpPage("step-up-to-the-front-door", "Ask the front door, and go on", EARLY_HELP, of_room("early_help", "step-up", "go-on")),
    HelpPage("answer-a-request", "Answer what your agency is asked", AGENCIES, _desk("requests", "request")),
    HelpPage(
        "sharing-agreements", "Sharing agreements", AGENCIES,
        ("sharing_agreements", "sharing_agreement_add", "sharing_agreement"),
    ),
    HelpPage("send-notifications", "Send notifications in bulk", AGENCIES, _desk("notifications")),
    HelpPage("case-officers", "Who carries a case of the unit", ANSWERING, ("case_officers", "case_officer")),
    HelpPage("today", "Today: what is late, or nearly", ANSWERING, ("today",)),
    HelpPage("figures", "Front door figures", ANSWERING, _desk("figures")),
    HelpPage(
        "figures-of-helping", "Assessment and child protection figures", ANSWERING,
        ("assessment:figures", "assessment:figures-behind", "child_protection:figures", "child_protection:figures-behind"),
    ),
    HelpPage(
        "figures-of-early-help", "Early help figures", ANSWERING,
        of_room("early_help", "figures", "figures-behind", "need-and-help", "need-and-help-csv"),
    ),
    HelpPage("emergency-openings", "Review emergency openings", PRIVACY, ("openings", "opening")),
    HelpPage("review-child-checks", "Review who asked about children", PRIVACY, ("people:child_checks",)),
    HelpPage(
        "how-long-files-are-kept", "How long files are kept, and legal hold", PRIVACY,
        ("retention_reviews", "retention_review", "retention_holds", "retention_lift"),
    ),
    HelpPage(
        "who-has-seen", "Who has seen a file, and the journal", PRIVACY,
        ("find_sightings", "sightings", "journal", "journal_incident"),
    ),
    HelpPage(
        "people-and-posts", "People and posts", ADMINISTRATION,
        (
            "people_and_posts", "joiner", "person", "appoint", "stand_in", "leave", "second_factor_reset",
            "second_factor_answer",
            "send_password_link", "sign_person_out", "appointment_move", "appointment_end", "appointment_approve",
        ),
    ),
    HelpPage(
        "organisations", "Organisations, teams and posts", ADMINISTRATION,
        (
            "organisations", "organisation_add", "organisation", "organisation_succeed", "team_add", "post_add",
            "post_close", "organisation_rename", "organisation_lead_add", "organisation_lead_end", "lead_representatives",
            "groups", "group_add", "group", "group_seat_add", "group_seat_fill", "group_seat_close", "group_seat_vacate",
        ),
    ),
    *HOMICIDES,
    HelpPage("our-area", "Our area", ADMINISTRATION, ("our_area", "our_area_change", "our_area_arrangements")),
)  # fmt: skip


def page(slug: str) -> HelpPage | None:
    """The page of help called `slug`."""
    return next((one for one in PAGES if one.slug == slug), None)


def for_screen(url_name: str) -> HelpPage | None:
    """The page of help for the screen with this URL name (with its namespace, like `front_door:queue`)."""
    return next((one for one in PAGES if url_name in one.screens), None)
