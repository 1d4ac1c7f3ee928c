"""Who may do what with child deaths. Panel members come in by a grant on each case, and only once they have signed."""

from sharedduty.foundations.access.api import ROLES, Permission, StandingReach, declare

UNIT, DELEGATE, COUNCIL = "business_manager", "partner", "head_of_service"
NOT_WITH_CHILDREN = ("administrator", "scrutineer", "privacy_officer")
WITH_CHILDREN = tuple(role for role in ROLES if role not in NOT_WITH_CHILDREN)
LEARN = (UNIT, DELEGATE, COUNCIL, "scrutineer")

declare(
    {
        Permission("death_notify", "Notify the death of a child, and see that the notice came."): WITH_CHILDREN,
        Permission("death_read", "Open a child death one has sight of: after signing, as a panel member."): WITH_CHILDREN,
        Permission("death_work", "Run child death reviews, and keep the panel's members and their signatures."): (UNIT,),
        Permission("death_hold", "Call and run review meetings and the child death overview panel."): (UNIT,),
        Permission("death_join", "Take part in a review meeting or panel one is invited to."): WITH_CHILDREN,
        Permission("death_sign", "See one's own seat on the panel, and sign its confidentiality agreement."): WITH_CHILDREN,
        Permission("death_learn", "Read what the panel gave out without names."): LEARN,
        Permission("death_figures", "See the yearly figures of child deaths."): (UNIT, DELEGATE, "scrutineer"),
    },
    reach=[
        *(
            StandingReach(UNIT, kind=kind, breadth="area")
            for kind in ("child_death", "death_notice", "death_panel_member")
        ),
        *(StandingReach(UNIT, kind=kind, breadth="team") for kind in ("death_review_meeting", "death_panel")),
        StandingReach(UNIT, kind="information_request", breadth="team"),
        *(StandingReach(role, kind="death_learning", breadth="area", may_work=role == UNIT) for role in LEARN),
    ],
)  # fmt: skip
