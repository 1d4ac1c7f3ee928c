"""Lists of choices, from the guidance packs in force."""

import datetime

from sharedduty.foundations.guidance.api import editions_in_force, pack
from sharedduty.modules.allegations.models import Referral

FALLBACK = "wt-2018"  # the edition that first held these; later editions carry them over
ANSWERS = {"met": "Met", "not_met": "Not met", "not_known": "Not known yet"}
YES_NO = {"yes": "Yes", "no": "No", "not_known": "Not known"}
WAYS = {
    "managed": "It is managed as an allegation: a meeting is called",
    "not_met": "The criteria are not met: the employer gets the record, and acts itself where it must",
    "advised": "Advice was wanted, and given: nothing was referred",
}  # fmt: skip
WELFARE = {
    "handed": "Hand it to the front door now",
    "known": "Children's social care works with the child already and was told",
    "none": "Nothing is needed for the child",
}  # fmt: skip
WELFARE_DONE = {
    "handed": "Handed to the front door", "known": "Children's social care works with the child and was told",
    "none": "Nothing more is needed for the child",
}  # fmt: skip
OPENED = {"open": "Open", "closed": "Closed", "not_opened": "Not opened"}
SUSPENDED = {
    "suspended": "Suspended", "alternative": "Another way was taken", "neither": "Neither suspended nor another way",
}  # fmt: skip
CONFLICT = {
    "no": "Yes. The designated officer has no part in it",
    "yes": "No. It is about a designated officer, or one is too close to it",
}  # fmt: skip
POLICIES = {
    "timescales": "It has a policy that says how long an enquiry takes",
    "without": "It has a policy that does not say how long",
    "not_seen": "The policy was not seen",
}  # fmt: skip
WANTED, SOURCES = dict(Referral.Wanted.choices), dict(Referral.Source.choices)


def labels(name: str, on: datetime.date) -> dict[str, str]:
    """Code to words of a list `allegation.NAME`, from the highest edition in force on a day that has it."""
    key = f"allegation.{name}"
    held = next((one for one in editions_in_force(on) if key in one.outcomes), None) or pack(FALLBACK)
    return {one.code: one.label for one in held.outcomes[key]}
