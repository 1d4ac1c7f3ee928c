"""Who may do what with assessments and plans, and which of them each role reaches by standing."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

TEAM = ("social_worker", "social_work_manager")
LEADS = (
    *TEAM,
    "family_help_lead",
)  # whoever may lead: the last only where the edition in force allows it (rules/leading.py)
FIGURES_INSIDE = TEAM  # shown every number
FIGURES_OUTSIDE = ("partner", "scrutineer", "business_manager")  # numbers from 1 to 5 held back
KINDS = ("assessment", "family_visit")  # one file for each child's assessment, one for each visit to a family

declare(
    {
        Permission("assessment_read", "Open an assessment or a child in need plan one has sight of."): LEADS,
        Permission("assessment_work", "Begin and work on assessments and child in need plans of one's team."): LEADS,
        Permission("assessment_lead", "Give an assessment to another worker of the team."): ("social_work_manager",),
        Permission("assessment_figures", "See the figures of assessments and plans, never a child's file."): (
            *FIGURES_INSIDE,
            *FIGURES_OUTSIDE,
        ),
    },
    reach=[StandingReach(role, kind=kind, breadth="team") for role in LEADS for kind in KINDS],
)
