"""What people wrote: sentences of our own, plain and varied enough to read a queue by. No real event is told."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Story:
    """One kind of worry: its key, how grave it usually is (1 to 4), the child's words and what was seen."""

    key: str
    level: int
    child_words: str
    seen: str


def _read() -> tuple[Story, ...]:
    with (Path(__file__).with_name("data") / "stories.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Story(row["key"], int(row["level"]), row["child_words"], row["seen"]) for row in csv.DictReader(lines)
        )


STORIES = _read()
NOTIFIED = (
    "domestic_abuse", "domestic_abuse", "domestic_abuse", "exploitation", "information", "information", "substance",
    "self_harm",
)  # fmt: skip
OUTCOME_REASONS = {
    "immediate_protection": "The child could not safely stay where they were tonight.",
    "section47_enquiries": "What was seen and said gives reasonable cause to suspect significant harm.",
    "section17_assessment": "The needs go beyond what school and surgery can meet alone; the parents agree.",
    "services": "The family need help now, before anything is assessed.",
    "specialist_assessment": "The child's distress needs a mental health view before anything else is settled.",
    "see_child": "Nobody has spoken with the child alone yet.",
    "early_help": "The worry is real and the family want help; early help fits, and they agree to it.",
    "advice": "The school can follow this up; what to watch for was talked through.",
    "no_further_action": "Nothing in this contact or on record suggests unmet need.",
}
BECAME = {
    "immediate_protection": "Discussed with police and health the same day; the council's own system has the record.",
    "section47_enquiries": "Discussed with police and health; the council's own system has the record.",
    "section17_assessment": "A social worker has visited; the council's own system has the assessment.",
    "services": "Family support has started.",
    "specialist_assessment": "The appointment was kept and the letter has come.",
    "early_help": "The family want no plan for now. The school's family worker stays in touch.",
}
HELP = (
    "The family information service and the school's own family worker.",
    "The health visitor's drop-in, and a parenting course that starts next month.",
    "Young carers' group; the surgery's social prescriber.",
)
SIBLINGS = (
    "Considered with this contact; the same decision fits them.", "There are no other children in the home.",
            "Older sibling considered: no separate worry on record.")  # fmt: skip
WISHES = (
    "Not known yet: to be asked by whoever sees the child first.",
    "Says they want the shouting to stop and to stay at home.",
    "Told the teacher they want somebody to talk to.",
    "Too young to say; settled with grandmother when seen.",
)
PICTURE = (
    "Together the answers show the same pattern over a year in three places. Nobody had put it together before.",
    "Police hold one older matter; health and school hold nothing that adds to the worry.",
    "School knows more than the referrer did. Health declined part; what was shared is enough to decide.",
)
HELD = {
    "nothing_held": "",
    "shared": "Known since birth. Two missed appointments this year; no worry recorded before this one.",
    "part_shared": "Known to us. Dates of attendance are shared; the content of a parent's own record is not.",
    "declined": "",
}
NOTES = (
    "Rang the school: the head of year will see {name} today.",
    "Spoke to mother, who knew of the contact and was glad of it.",
    "No answer on either number; message left without saying why.",
    "Grandmother confirms where the children are tonight.",
)
QUESTIONS = (
    "Which child does this concern, and what is the date of birth?",
    "Were the parents told that you would contact us? If not, why not?",
    "Please say what you saw yourself and what you were told.",
)


def story(chance: random.Random, source: str) -> Story:
    """A story that fits who sends it."""
    if source in ("police", "ambulance"):
        wanted = chance.choice(NOTIFIED)
        return next(one for one in STORIES if one.key == wanted)
    return chance.choice(STORIES)


ASSESSED = "What was seen, what the family said and what agencies wrote point the same way; what is not known is named."

# --- Early help -----------------------------------------------------------------------------------------------------------

HELPED = "What goes well and what is hard was talked through with the family; school and surgery say the same."
NEEDS_MET = "What was needed is met."
CHILD_SAYS = ("I want mornings to be quiet.", "I like it when gran comes.", "I want to sleep at night.")
PARENT_SAYS = ("We need a hand for a while.", "School listens now.", "I want to know whom to ring.")
WANTED = (
    "The child is in school and awake by nine.", "There is food in the house all week.", "Nights are quiet.",
    "The parents settle quarrels without shouting.", "The child has a grown-up to talk to.",
)  # fmt: skip
# What is done, with the kind of help it is.
STEPS = {
    "Breakfast club each school day": "learning", "A family worker visits once a week": "family_life",
    "Sleep clinic at the surgery": "health", "Six evenings of the parenting group": "parenting",
    "Help with the rent arrears": "home_money", "A mentor at school, Tuesdays": "learning",
}  # fmt: skip
# Which circumstance is noted on a plan; an empty one is none.
HARDER = ("family", "", "sen", "young_carer", "", "family", "disabled", "", "crime", "misuse", "sen")

# --- Child protection -----------------------------------------------------------------------------------------------------

FOUND = "What the child says, what was seen and what agencies hold point the same way; what is not known is named."
DISCUSSED = (
    "Must section 47 enquiries be made?",
    "What was shared was weighed; the decision is on the child's record.",
)
CONFERRED = ("Does the child need a plan?", "Decided by the chair after everybody spoke; the record has the reasons.")
REVIEWED = ("Is the child still likely to suffer significant harm?", "Decided; the record has the reasons.")
GROUPED = ("What changes in the plan?", "The lines were gone through one by one.")
LINES = (
    ("safe", "No blows, no threats", "Said by the child alone, every fortnight", "Both parents, with the social worker"),
    ("safe", "The former partner stays away", "No call to the police for three months", "The mother, with the police"),
    ("develops", "The child is in school", "Nine mornings out of ten", "The mother, with the head of year"),
    ("develops", "Teeth and weight are seen to", "Both appointments kept", "The mother, with the school nurse"),
    ("family", "The parents drink less", "Three clear tests in a row", "Both parents, with the drug and alcohol service"),
)  # fmt: skip
CHANGED = "Changed as far as it was agreed; another line stands instead."
SETTLED = "The decision is looked at again, with what was seen since. Both agencies say when they will be in touch."
ALLEGED = (
    "Held a child by the arm and shouted.", "Sent messages to a child late in the evening.",
    "Drove a child home alone and told nobody.", "Was cautioned for something outside work.",
    "Spoke about a child in a way that hurt.", "Left a group of children with nobody there.",
)  # fmt: skip
