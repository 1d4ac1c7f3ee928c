"""What rooms may ask of gatherings: declare their meetings, call one, and read them. Recipe: README.md.

Every step of a meeting has its page (`urls.addresses_of`), so a room needs only these verbs: to call a meeting from a step of its
own, to invite those its process always invites, to cancel with a withdrawn record, and to carry what was agreed into its plan.
"""

from sharedduty.foundations.gatherings.actions import agree_action, call, cancel, decide, end_part_in, invite, postpone
from sharedduty.foundations.gatherings.declared import (
    About,
    Capacity,
    GatheringUse,
    Invitee,
    JointWith,
    PaperUse,
    Quorum,
    RoomGatherings,
    Subject,
    TeamOf,
    declare_gatherings,
)
from sharedduty.foundations.gatherings.finding import PeopleFound, find_people, found_people
from sharedduty.foundations.gatherings.minuting import minutes_of, there_for
from sharedduty.foundations.gatherings.models import Action, Decision, Gathering, Invitation
from sharedduty.foundations.gatherings.owing import actions_owed, invitations_waiting
from sharedduty.foundations.gatherings.queries import (
    GatheringView,
    by_reference,
    of_record,
    of_room,
    view_of,
)

__all__ = [
    "About", "Action", "Capacity", "Decision", "Gathering", "GatheringUse", "GatheringView", "Invitation", "Invitee",
    "JointWith", "PaperUse", "PeopleFound", "Quorum", "RoomGatherings", "Subject", "TeamOf", "actions_owed", "agree_action",
    "by_reference", "call", "cancel", "decide", "declare_gatherings", "end_part_in", "find_people", "found_people",
    "invitations_waiting", "invite", "minutes_of", "of_record", "of_room", "postpone", "there_for", "view_of",
]  # fmt: skip
