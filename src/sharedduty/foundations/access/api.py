"""What the rest of the house may ask of access."""

from sharedduty.foundations.access.actions import (
    Refused,
    declare_conflict,
    exclude_line,
    lift_line,
    links,
    make_first_administrator,
    register_name_checker,
    register_opened_along,
    register_sealed_along,
    seal,
)  # fmt: skip
from sharedduty.foundations.access.files import Shared, come_out_of, exclude, grant, hand_to_team, open_file, revoke
from sharedduty.foundations.access.guards import Guard, by_link, public_page, requires, signed_in
from sharedduty.foundations.access.letters import password_link
from sharedduty.foundations.access.models import Account, Appointment, CaseFile, Confidential, Level
from sharedduty.foundations.access.once import new_token, was_taken
from sharedduty.foundations.access.queries import own_opening
from sharedduty.foundations.access.recognition import link_viewer, viewer_of
from sharedduty.foundations.access.registry import (
    Permission,
    StandingReach,
    declare,
    declared_permissions,
    declared_reach,
    who_may,
)  # fmt: skip
from sharedduty.foundations.access.roles import ROLES, Role, role
from sharedduty.foundations.access.together import read_together
from sharedduty.foundations.access.tries import take_turns, too_often
from sharedduty.foundations.access.viewer import PUBLIC, Request, Viewer, seen_by, set_viewer, system_viewer

__all__ = [
    "PUBLIC", "ROLES", "Account", "Appointment", "CaseFile", "Confidential", "Guard", "Level", "Permission", "Refused",
    "Request", "Role", "Shared", "StandingReach", "Viewer", "by_link", "come_out_of", "declare", "declare_conflict",
    "declared_permissions", "declared_reach", "exclude", "exclude_line", "grant", "hand_to_team", "lift_line", "link_viewer",
    "links", "make_first_administrator", "new_token", "open_file", "own_opening", "password_link", "public_page", "read_together",
    "register_name_checker", "register_opened_along", "register_sealed_along", "requires", "revoke", "role", "seal",
    "seen_by", "set_viewer", "signed_in", "system_viewer", "take_turns", "too_often", "viewer_of", "was_taken", "who_may",
]  # fmt: skip
