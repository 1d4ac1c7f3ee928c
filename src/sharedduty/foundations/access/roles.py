"""The roles of the house. Which post-holder holds which is data; what a role is, and may do, is code reviewed by diff."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A role's key, what it is called, and one plain sentence on it."""

    key: str
    title: str
    description: str


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role("teacher", "Designated safeguarding lead", "Raises concerns from a school and hears back."),
        Role("gp", "General practitioner", "Raises concerns from a surgery and answers what the surgery is asked."),
        Role("practitioner", "Practitioner", "Anyone who works with children: raises concerns and hears back."),
        Role("front_door_worker", "Front door social worker", "Looks at each contact and decides next steps."),
        Role(
            "front_door_manager",
            "Front door manager",
            "Answers for the front door: allocates, reopens, sees what is late.",
        ),
        Role("out_of_hours_worker", "Emergency duty social worker", "Acts for the front door when it is closed."),
        Role("police_mash", "Police in the MASH", "Answers enquiries and sends notifications for the police."),
        Role("health_mash", "Health in the MASH", "Answers enquiries for health."),
        Role("education_mash", "Education in the MASH", "Answers enquiries for schools and education services."),
        Role("social_worker", "Social worker", "Accepts work from the front door."),
        Role(
            "social_work_manager",
            "Social work team manager",
            "Answers for a team's assessments and plans; challenges them.",
        ),
        Role(
            "family_help_lead",
            "Family help lead practitioner",
            "Leads help for families, and assessments where the guidance allows it; never child protection enquiries.",
        ),
        Role(
            "early_help_coordinator",
            "Early help coordinator",
            "Registers early help plans for the locality's families team, and advises those who lead them.",
        ),
        Role("conference_chair", "Conference chair", "Chairs child protection conferences."),
        Role("lado", "Designated officer (LADO)", "Takes allegations against people who work with children."),
        Role(
            "head_of_service",
            "Head of service, children's social care",
            "Decides for the council whether an incident is notified to the national Panel.",
        ),
        Role("business_manager", "Business manager", "Runs the partnership's business unit, packs and figures."),
        Role(
            "partner",
            "Safeguarding partner",
            "Answers for one of the three partners: sees figures, and of children's files only serious incidents.",
        ),
        Role(
            "community_safety_lead",
            "Community safety lead",
            "Runs domestic homicide reviews for the community safety partnership, which is not the safeguarding partnership.",
        ),
        Role("scrutineer", "Independent scrutineer", "Reads figures and guidance to scrutinise the partnership."),
        Role("privacy_officer", "Privacy officer", "Reviews emergency openings and checks who has seen what."),
        Role(
            "administrator", "Administrator", "Looks after accounts, posts and organisations; never a reader of files."
        ),
    )
}


def role(key: str) -> Role:
    """The role called `key`. Raises KeyError if there is none."""
    return ROLES[key]
