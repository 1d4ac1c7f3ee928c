"""Who may do what with early help plans. Nobody reaches a plan by their employer: its people, and its families team."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

COORDINATOR = "early_help_coordinator"
PRACTITIONERS = (
    "teacher",
    "gp",
    "practitioner",
    "health_mash",
    "education_mash",
    "social_worker",
    "family_help_lead",
    COORDINATOR,
)
FIGURES_INSIDE = (COORDINATOR,)  # shown every number
FIGURES_OUTSIDE = ("partner", "scrutineer", "business_manager")  # numbers from 1 to 5 held back

declare(
    {
        Permission(
            "early_help_read", "Open early help plans one is part of; see meetings one is invited to."
        ): PRACTITIONERS,
        Permission("early_help_work", "Begin an early help plan; lead it; work on what one is part of."): PRACTITIONERS,
        Permission(
            "early_help_oversee", "See which plans of one's families team stand behind a figure."
        ): FIGURES_INSIDE,
        Permission("early_help_figures", "See the figures of early help, never a child's plan."): (
            *FIGURES_INSIDE,
            *FIGURES_OUTSIDE,
        ),
    },
    reach=[
        # A plan comes to the families team when it is registered there, or was handed to it by the front door.
        StandingReach(COORDINATOR, kind="early_help", breadth="team"),
        StandingReach(COORDINATOR, kind="handover", breadth="team"),
    ],
)
