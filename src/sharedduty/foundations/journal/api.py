"""What the rest of the house may ask of the journal."""

from sharedduty.foundations.journal.dbroles import SqlInRoles, in_roles, role
from sharedduty.foundations.journal.recording import Actor, digest_of, record_change, record_sight
from sharedduty.foundations.journal.sealing import seal
from sharedduty.foundations.journal.verifying import Verdict, open_incidents, verify, verify_and_answer

__all__ = [
    "Actor",
    "SqlInRoles",
    "Verdict",
    "digest_of",
    "in_roles",
    "open_incidents",
    "record_change",
    "record_sight",
    "role",
    "seal",
    "verify",
    "verify_and_answer",
]
