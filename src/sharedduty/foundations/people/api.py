"""What the rest of the house may ask of people."""

from sharedduty.foundations.people.actions import (
    add_identifier,
    add_involvement,
    add_name,
    add_relationship,
    add_residence,
    born,
    close_involvement,
    confirm_merge,
    correct,
    exclude_subjects,
    keep_identities_apart,
    link_account,
    propose_merge,
    propose_unmerge,
    record_review,
    refuse_merge,
    register_files_about,
    register_person,
    tell_apart,
    unlink_account,
)
from sharedduty.foundations.people.actions.details import Overtaken
from sharedduty.foundations.people.importing import CannotRead, Imported, decode, import_children
from sharedduty.foundations.people.leaving import Leaving, look_through, look_through_file
from sharedduty.foundations.people.matching import Answer, Candidate, Question, TooManyChecks, is_known, note_known
from sharedduty.foundations.people.naming import Hit, Term, hits, of_address, of_date, of_name, taken_out, unnamed
from sharedduty.foundations.people.pages import may_change
from sharedduty.foundations.people.protected import family_days, protected_terms
from sharedduty.foundations.people.queries import (
    Summary,
    by_reference,
    checks_to_review,
    family,
    genogram_of,
    kept,
    proposals,
    same_person,
    summary,
)
from sharedduty.foundations.people.rules import age, is_grown
from sharedduty.foundations.people.scoring import Score, how_alike

__all__ = [
    "Answer", "Candidate", "CannotRead", "Hit", "Imported", "Leaving", "Overtaken", "Question", "Score", "Summary", "Term",
    "TooManyChecks", "add_identifier", "add_involvement", "add_name", "add_relationship", "add_residence", "age", "born",
    "by_reference", "checks_to_review", "close_involvement", "confirm_merge", "correct", "decode", "exclude_subjects",
    "family", "family_days", "genogram_of", "hits", "how_alike", "import_children", "is_grown", "is_known",
    "keep_identities_apart", "kept", "link_account", "look_through", "look_through_file", "may_change", "note_known",
    "of_address", "of_date", "of_name", "proposals", "propose_merge", "propose_unmerge", "protected_terms", "record_review",
    "refuse_merge", "register_files_about", "register_person", "same_person", "summary", "taken_out", "tell_apart",
    "unlink_account", "unnamed",
]  # fmt: skip
