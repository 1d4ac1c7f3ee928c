"""The rules of concluding, of a child in need plan, and of every end."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required

IN_NEED = "in_need"
CHILDHOOD = 18  # Children Act 1989 s.105(1)
ADULTHOOD = "adulthood"


def outcome_chosen(record: Any, given: Given) -> list[Missing]:
    """It ends with an outcome of the pack's list and reasons; in need says by which limb of section 17 (WT-ASM-03)."""
    missing = required(given, outcome="Choose the outcome.", reasons="Write your reasons.")
    if given.get("outcome") == IN_NEED:
        missing += required(given, limb="Say why the child is in need.")
    return missing


def overrun_reasoned(record: Any, given: Given) -> list[Missing]:
    """Past 45 working days it ends only with the reason recorded (WT-ASM-31)."""
    if not given.get("late"):
        return []
    return required(
        given, late_because="It is past 45 working days. Write the reason, as talked through with the family."
    )


def domains_written(record: Any, given: Given) -> list[Missing]:
    """The three domains and the analysis are written before the end (WT-ASM-07, WT-ASM-18)."""
    return [Missing(f"{words}.", href) for words, href in given.get("unwritten", ())]


def telling_recorded(record: Any, given: Given) -> list[Missing]:
    """Whoever is told is told in writing on a day, or the record says why they are not (WT-ASM-35)."""
    return required(
        given, told="Say who is told.", recipient="Name them.", what="Write what they were told, or why they are not."
    ) + passed(given, "told_on")


def found_in_need(record: Any, given: Given) -> list[Missing]:
    """A child in need plan is for a child found to be in need (WT2018 ch1 ¶64)."""
    return [] if record.outcome == IN_NEED else [Missing("The assessment did not find this child to be in need.")]


def plan_has_actions(record: Any, given: Given) -> list[Missing]:
    """A plan says what each agency does (WT-CIN-01)."""
    if record.actions.exists():
        return []
    return [Missing("Add at least one action to the plan.", reverse("assessment:action", args=[record.reference]))]


def review_point_agreed(record: Any, given: Given) -> list[Missing]:
    """A plan has its next review point from the first day (WT-ASM-25)."""
    missing = required(given, review_on="Enter the day on which the plan is reviewed.")
    if given.get("review_on") and given["review_on"] < timezone.localdate():
        missing.append(Missing("A review lies ahead.", "#id_review_on"))
    return missing


def action_whole(record: Any, given: Given) -> list[Missing]:
    """An action says what gets better, how one will know, who does it, who owns it and by when (WT-ASM-25, WT-CIN-01)."""
    missing = required(
        given, aim="Say what will be better for the child.", measure="Say how everybody will know.",
        action="Say what is done.", agency="Say which agency, or which parent, does it.",
        owner="Say who answers for it.", due_on="Enter by when.",
    )  # fmt: skip
    concluded = record.concluded_at and timezone.localdate(record.concluded_at)
    if given.get("due_on") and concluded and given["due_on"] < concluded:
        missing.append(Missing("An action cannot be due before the assessment was concluded.", "#id_due_on"))
    return missing


def result_written(record: Any, given: Given) -> list[Missing]:
    """An action ends with what came of it (WT-ASM-13)."""
    return required(given, done_on="Enter when it was done.", result="Write what changed for the child.") + passed(
        given, "done_on"
    )


def review_whole(record: Any, given: Given) -> list[Missing]:
    """A review asks whether change is sufficient and sustained, hears the child, and sets the next (WT-ASM-26)."""
    missing = required(
        given, held_on="Enter when it was held.", attended="Say who took part.",
        child_views="Write what the child thinks of the plan, or why that is not known.",
        sufficient="Say whether the changes are enough.", sustained="Say whether they have lasted.",
        finding="Write what this rests on.", decision="Write what was decided.",
    ) + passed(given, "held_on")  # fmt: skip
    return missing + review_point_agreed(record, given)


def handed_down_whole(record: Any, given: Given) -> list[Missing]:
    """Stepping down says what early help goes on with and why the level changes; once, while it waits (GL-TH-10, WT-EH-14)."""
    missing = required(given, summary="Say what early help is to go on with, and why the level changes.")
    if given.get("waiting"):
        missing.append(Missing(f"Early help was asked already in {given['waiting']}, and that waits to be taken up."))
    return missing


def move_described(record: Any, given: Given) -> list[Missing]:
    """On a permanent move, which authority, since when it is known, and who supports the child meanwhile (WT-CIN-02, 04)."""
    return required(
        given, other_authority="Say which authority the child moves to.", known_on="Enter when the move was known.",
        support_meanwhile="Say who supports the child until the other authority takes over.",
    ) + passed(given, "known_on", "sent_on")  # fmt: skip


def sending_dated(record: Any, given: Given) -> list[Missing]:
    """All information, the plan included, goes as soon as possible, and the day is recorded (WT-CIN-02)."""
    return required(given, sent_on="Enter when everything was sent.") + passed(given, "sent_on")


def taken_over_whole(record: Any, given: Given) -> list[Missing]:
    """This authority ends only when the other has everything, has assessed and has decided (WT-CIN-03, WT-CIN-04)."""
    missing = required(
        given, taken_over_on="Enter when the other authority took over.",
        decision="Write what the other authority decided after its own assessment.",
    ) + passed(given, "taken_over_on")  # fmt: skip
    if not record.moves.filter(sent_on__isnull=False, fell_through_because="").exists():
        page = reverse("assessment:sent", args=[record.reference])
        missing.append(Missing("Send the information and the plan first.", page))
    return missing


def eighteenth_birthday(record: Any) -> datetime.date | None:
    """The eighteenth birthday; for a child born on 29 February, 1 March."""
    if record.birth_on is None:
        return None
    year = record.birth_on.year + CHILDHOOD
    try:
        return datetime.date(year, record.birth_on.month, record.birth_on.day)
    except ValueError:  # 29 February in a common year
        return datetime.date(year, 3, 1)


def is_adult(record: Any, given: Given) -> list[Missing]:
    """A plan ends at eighteen once the young person is eighteen, the transition planned ahead or said why not (WT-CIN-05)."""
    day = eighteenth_birthday(record)
    missing = required(given, transition="Write who helps the young person from now on, as planned with them.")
    if day is None or day > timezone.localdate():
        return [*missing, Missing("The young person is not 18 yet, or the date of birth is not recorded.")]
    if not any(timezone.localdate(one.recorded_at) < day for one in record.transitions.filter(kind=ADULTHOOD)):
        missing += required(given, not_planned_because="No transition was planned before the birthday. Write why.")
    return missing


def improved_for_good(record: Any, given: Given) -> list[Missing]:
    """A plan ends when the last review found the changes sufficient and sustained (WT2018 ch1 ¶66)."""
    last = record.reviews.filter(held_on__isnull=False).order_by("-held_on", "-pk").first()
    if last and last.sufficient == "yes" and last.sustained == "yes":
        return []
    return [
        Missing(
            "The last review has to find that the changes are enough and have lasted.",
            reverse("assessment:review", args=[record.reference]),
        )
    ]


def not_in_need_or_said_why(record: Any, given: Given) -> list[Missing]:
    """A child found to be in need has a plan; without one it closes only where the family declines, and says so (¶64)."""
    if record.outcome != IN_NEED or given.get("declined"):
        return []
    page = reverse("assessment:make-plan", args=[record.reference])
    return [Missing("This child was found to be in need. Make a plan, or say that the family declined it.", page)]
