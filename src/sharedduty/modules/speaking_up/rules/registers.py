"""The rules of the two registers: whistleblowing procedures, and safe recruitment."""

from sharedduty.foundations.process.api import Given, Missing, passed, required


def procedure_whole(given: Given) -> list[Missing]:
    """An entry names the agency; that a yearly check found it working or not has its reason (HE-WB-01, HE-WB-04)."""
    missing = [] if given.get("body") else [Missing("Choose the agency.", "#id_organisation")]
    if given.get("works") in ("yes", "no"):
        missing += required(given, works_why="Say how you know.")
    reviewed, again = given.get("reviewed_on"), given.get("next_on")
    if reviewed and again and again <= reviewed:
        missing.append(Missing("The next review comes after the last.", "#id_next_on"))
    return missing + passed(given, "reviewed_on")


def state_whole(given: Given) -> list[Missing]:
    """A state of an element has its day and the reason or evidence."""
    missing = required(
        given, state="Say how it stands.", evidence="Say what shows it, or why not.", seen_on="Enter when it was seen."
    )
    return missing + passed(given, "seen_on")


def police_whole(given: Given) -> list[Missing]:
    """That information for the employer alone came, and how it is handled: never what it says (HE-REC-17)."""
    missing = required(
        given, candidate="Write a code or initials.", came_on="Enter when it came.", handled="Say how it is handled."
    )
    return missing + passed(given, "came_on")
