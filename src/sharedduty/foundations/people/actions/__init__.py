"""Every write to people's records: each verb takes `by=`, checks the permission and journals in the caller's transaction."""

from sharedduty.foundations.people.actions.accounts import (
    exclude_subjects,
    link_account,
    register_files_about,
    unlink_account,
)
from sharedduty.foundations.people.actions.details import (
    add_identifier,
    add_involvement,
    add_name,
    add_relationship,
    add_residence,
    correct,
    verify_identifier,
)
from sharedduty.foundations.people.actions.ending import (
    close_involvement,
    end_identifier,
    end_name,
    end_relationship,
    end_residence,
)
from sharedduty.foundations.people.actions.identities import keep_identities_apart
from sharedduty.foundations.people.actions.merging import confirm_merge, propose_merge, propose_unmerge, refuse_merge
from sharedduty.foundations.people.actions.registering import born, register_person
from sharedduty.foundations.people.actions.reviewing import record_review
from sharedduty.foundations.people.actions.telling_apart import take_back_telling_apart, tell_apart

__all__ = [
    "add_identifier",
    "add_involvement",
    "add_name",
    "add_relationship",
    "add_residence",
    "born",
    "close_involvement",
    "confirm_merge",
    "correct",
    "end_identifier",
    "end_name",
    "end_relationship",
    "end_residence",
    "exclude_subjects",
    "keep_identities_apart",
    "link_account",
    "propose_merge",
    "propose_unmerge",
    "record_review",
    "refuse_merge",
    "register_files_about",
    "register_person",
    "take_back_telling_apart",
    "tell_apart",
    "unlink_account",
    "verify_identifier",
]
