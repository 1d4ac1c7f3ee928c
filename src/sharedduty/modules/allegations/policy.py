"""Who may do what with allegations, and who stands in for a designated officer whom one is about.

Every file of this room is sealed and of a sensitivity of its own, which nothing but the reach below opens: the designated
officer's role, in the designated officer's team. Whoever stands in is given the one file.
"""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

OFFICER = "lado"
# Neither arrangement of the area names a deputy, so this order is our own: the first of these who is not shut out.
STAND_INS = (OFFICER, "business_manager", "privacy_officer", "head_of_service")
TAKERS = STAND_INS
SEALED = "allegation"  # the sensitivity of every sealed file here
SENDERS = (
    "teacher", "gp", "practitioner", "front_door_worker", "front_door_manager", "out_of_hours_worker", "police_mash",
    "health_mash", "education_mash", "social_worker", "social_work_manager", "family_help_lead", "early_help_coordinator",
    "conference_chair", "partner", *TAKERS,
)  # fmt: skip

HEAD = "head_of_service"  # the council appoints the designated officer, and its head of service answers for that
ASSURERS = (OFFICER, HEAD, "business_manager", "partner", "scrutineer")

declare(
    {
        Permission("allegation_raise", "Refer an allegation to the designated officer, or ask for advice."): SENDERS,
        Permission("allegation_work", "Work on the allegations one has been given, and see no other."): TAKERS,
        Permission("allegation_hold", "Call and run the meetings about an allegation one works on."): TAKERS,
        Permission("allegation_join", "Take part in a meeting about an allegation one is invited to."): SENDERS,
        Permission("allegation_figures", "See the yearly figures of allegations, small numbers held back."): (
            OFFICER, "business_manager", "partner", "head_of_service", "scrutineer",
        ),
        Permission("officers_read", "See who the designated officers are, and what shows that they are qualified."): ASSURERS,
        Permission("officers_keep", "Write down what shows that a designated officer is qualified."): (HEAD,),
        Permission("allegation_employers", "Keep the register of contacts at employers."): (OFFICER,),
    },
    reach=[
        *(
            StandingReach(OFFICER, kind=kind, breadth="team", sensitivity=SEALED)
            for kind in ("allegation", "allegation_referral", "allegation_meeting")
        ),
        StandingReach(OFFICER, kind="allegation_employer", breadth="team"),
        *(StandingReach(role, kind="designated_officer", breadth="area", may_work=role == HEAD) for role in ASSURERS),
    ],
)  # fmt: skip
