"""Who uses which desk."""

from sharedduty.foundations.access.api import Permission, declare

ANSWERS = ("front_door_manager", "social_work_manager", "out_of_hours_worker", "business_manager", "privacy_officer")
SEARCHES = (
    "teacher", "gp", "practitioner", "front_door_worker", "front_door_manager", "out_of_hours_worker", "police_mash",
    "health_mash", "education_mash", "social_worker", "social_work_manager", "family_help_lead", "lado",
)  # fmt: skip

declare(
    {
        Permission("today_see", "See what is late or nearly late in what one answers for."): ANSWERS,
        Permission("search_use", "Search the records one has sight of."): SEARCHES,
    }
)
