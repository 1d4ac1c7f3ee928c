"""Help: one page for each screen, found from that screen and from the list."""

from dataclasses import dataclass

ANYONE = "Anyone"
RAISING = "People who raise concerns"
FRONT_DOOR = "The front door"
AGENCIES = "Agencies who are asked"
ANSWERING = "People who answer for others"
PRIVACY = "Privacy officer"
ADMINISTRATION = "Administrator"


@dataclass(frozen=True)
class HelpPage:
    """A page of help: its address, its title, for whom, and the screens (URL names) that lead to it."""

    slug: str
    title: str
    audience: str
    screens: tuple[str, ...]


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
    HelpPage("my-work", "My work, notices and search", ANYONE, ("my_work", "notice", "search")),
    HelpPage("when-is-it-due", "When is it due?", ANYONE, ("when_is_it_due",)),
    HelpPage(
        "guidance", "Guidance and how the work runs", ANYONE,
        (
            "guidance", "guidance_clocks", "guidance_clock", "guidance_compare", "guidance_not_checked",
            "guidance_provision", "guidance_watch_list", "guidance_pack", "guidance_pack_part", "processes", "process",
        ),
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
            "contact", "put-back", "hand-over", "acknowledge", "note", "send-back", "answered", "carry-on", "withdraw",
            "written-received", "correct-received", "correct-child", "remove-child",
        ),
    ),
    HelpPage(
        "calls", "Advice calls, and concerns told by telephone", FRONT_DOOR, _desk("advice", "new-advice", "telephone")
    ),
    HelpPage(
        "is-the-child-known", "Is this child known?", FRONT_DOOR, _desk("known", "identify", "undo-identification")
    ),
    HelpPage(
        "a-persons-record", "A person's record", FRONT_DOOR,
        tuple(
            f"people:{name}"
            for name in (
                "person", "correct", "add-name", "add-identifier", "add-address", "add-relationship", "birth",
            )
        ),
    ),
    HelpPage(
        "one-person-two-records", "One person with two records", FRONT_DOOR,
        ("people:merges", "people:proposal", "people:merge", "people:separate"),
    ),
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
    HelpPage("answer-a-request", "Answer what your agency is asked", AGENCIES, _desk("requests", "request")),
    HelpPage("send-notifications", "Send notifications in bulk", AGENCIES, _desk("notifications")),
    HelpPage("today", "Today: what is late, or nearly", ANSWERING, ("today",)),
    HelpPage("figures", "Front door figures", ANSWERING, _desk("figures")),
    HelpPage("emergency-openings", "Review emergency openings", PRIVACY, ("openings", "opening")),
    HelpPage("review-child-checks", "Review who asked about children", PRIVACY, ("people:child_checks",)),
    HelpPage(
        "who-has-seen", "Who has seen a file, and the journal", PRIVACY,
        ("find_sightings", "sightings", "journal", "journal_incident"),
    ),
    HelpPage(
        "people-and-posts", "People and posts", ADMINISTRATION,
        (
            "people_and_posts", "joiner", "person", "appoint", "leave", "second_factor_reset", "second_factor_answer",
            "send_password_link", "sign_person_out", "appointment_move", "appointment_end", "appointment_approve",
        ),
    ),
    HelpPage(
        "organisations", "Organisations, teams and posts", ADMINISTRATION,
        (
            "organisations", "organisation_add", "organisation", "organisation_succeed", "team_add", "post_add",
            "post_close",
        ),
    ),
)  # fmt: skip


def page(slug: str) -> HelpPage | None:
    """The page of help called `slug`."""
    return next((one for one in PAGES if one.slug == slug), None)


def for_screen(url_name: str) -> HelpPage | None:
    """The page of help for the screen with this URL name (with its namespace, like `front_door:queue`)."""
    return next((one for one in PAGES if url_name in one.screens), None)
