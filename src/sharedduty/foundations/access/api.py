"""What the rest of the house may ask of access."""

from sharedduty.foundations.access.files import exclude, grant, hand_to_team, open_file, revoke
from sharedduty.foundations.access.guards import Guard, by_link, public_page, requires, signed_in
from sharedduty.foundations.access.models import Account, Appointment, CaseFile, Confidential, Level
from sharedduty.foundations.access.once import new_token
from sharedduty.foundations.access.recognition import link_viewer, viewer_of
from sharedduty.foundations.access.registry import (
    Permission,
    StandingReach,
    declare,
    declared_permissions,
    declared_reach,
    who_may,
)
from sharedduty.foundations.access.roles import ROLES, Role, role
from sharedduty.foundations.access.viewer import PUBLIC, Request, Viewer, seen_by, set_viewer, system_viewer

__all__ = [
    "PUBLIC",
    "ROLES",
    "Account",
    "Appointment",
    "CaseFile",
    "Confidential",
    "Guard",
    "Level",
    "Permission",
    "Request",
    "Role",
    "StandingReach",
    "Viewer",
    "by_link",
    "declare",
    "declared_permissions",
    "declared_reach",
    "exclude",
    "grant",
    "hand_to_team",
    "link_viewer",
    "new_token",
    "open_file",
    "public_page",
    "requires",
    "revoke",
    "role",
    "seen_by",
    "set_viewer",
    "signed_in",
    "system_viewer",
    "viewer_of",
    "who_may",
]
