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
