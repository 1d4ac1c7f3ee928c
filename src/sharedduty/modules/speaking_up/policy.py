"""Who may do what here, and to whom a matter goes.

No role reaches a matter by standing: each is given to one post, the first in the order below that is neither of the organisation
concerned, nor named in it, nor in the line of anybody named. The order is our own: no arrangement of the area gives one.
"""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

MANAGER, PRIVACY = "business_manager", "privacy_officer"
STAND_INS = (MANAGER, PRIVACY, "head_of_service", "scrutineer")
# What concerns people's data goes to whoever answers for data first.
DATA_FIRST = (PRIVACY, MANAGER, "head_of_service", "scrutineer")
SEALED = "speaking_up"  # the sensitivity of every sealed file here
READERS = (MANAGER, "partner", "scrutineer", "head_of_service", PRIVACY)
# Those who say for their own organisation what it has in place.
LEADS = ("teacher", "gp", "practitioner", "police_mash", "health_mash", "education_mash", "head_of_service", MANAGER)

declare(
    {
        Permission("speaking_up_work", "Work on the concerns, complaints and requests one has been given, and see no other."): (
            STAND_INS
        ),
        Permission("breach_work", "Keep the register of breaches of personal data, and decide what is told of each."): (PRIVACY,),
        Permission("speaking_up_figures", "See the yearly figures of complaints and requests, small numbers held back."): READERS,
        Permission("procedures_read", "See which agency has a whistleblowing procedure, and who leads it."): READERS,
        Permission("procedures_keep", "Keep the register of whistleblowing procedures."): (MANAGER,),
        Permission("recruitment_read", "See what agencies can show of safe recruitment."): tuple({*READERS, *LEADS}),
        Permission("recruitment_keep", "Say what one's own organisation has in place for safe recruitment."): LEADS,
    },
    reach=[
        StandingReach(PRIVACY, kind="data_breach", breadth="area"),
        StandingReach(MANAGER, kind="whistle_procedure", breadth="area"),
        *(
            StandingReach(role, kind="whistle_procedure", breadth="area", may_work=False)
            for role in READERS
            if role != MANAGER
        ),
        StandingReach(MANAGER, kind="recruitment", breadth="area"),
        *(StandingReach(role, kind="recruitment", breadth="area", may_work=False) for role in READERS if role not in LEADS),
        *(StandingReach(role, kind="recruitment", breadth="organisation") for role in LEADS if role != MANAGER),
    ],
)  # fmt: skip
