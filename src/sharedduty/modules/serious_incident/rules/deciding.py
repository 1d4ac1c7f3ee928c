"""The rules of considering an incident: its children, the moment of becoming aware, the partners' views, the decision."""

import datetime
from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

YES_NO = ("yes", "no", "unknown")
CRITERIA = {
    "abuse_met": "Abuse or neglect of a child is known or suspected.",
    "harm_met": "The child died or was seriously harmed.",
    "place_met": "It happened in this area, or outside England to a child who normally lives here.",
}
ABUSE = ("known", "suspected", "not_suspected", "not_known")
VIEWS = ("notifiable", "not_notifiable", "unsure")
CHILD, LEAVER = 18, 25  # under which age somebody is a child; a care leaver up to and including 24


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes an incident's course is done with a written reason (design section 6: reason always)."""
    return required(given, reason="Say why.")


def incident_whole(given: Given) -> list[Missing]:
    """An incident says what happened, where, how it came, and when the council became aware (WT-INC-04, WT-INC-05)."""
    missing = required(
        given, what_happened="Write what happened, as far as it is known.", place="Say where it happened.",
        source="Say how it came to us.", aware_at="Enter when the council became aware.",
    )  # fmt: skip
    missing += passed(given, "happened_on", "aware_at")
    happened, aware = given.get("happened_on"), given.get("aware_at")
    if happened and aware and timezone.localdate(aware) < happened:
        missing.append(Missing("The council cannot have known before it happened.", "#id_aware_at"))
    return missing


def request_whole(given: Given) -> list[Missing]:
    """A request names the children, says what happened, why it may be serious, and whether they are safe (WT-INC-08)."""
    return required(
        given, children_words="Name at least one child.", what_happened="Write what happened.",
        why="Say why this may be a serious incident.", safe_now="Say what is known of the children's safety now.",
        source="Say how you know of it.",
    )  # fmt: skip


def age_on(born: datetime.date, day: datetime.date) -> int:
    """The age in whole years on a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def child_whole(record: Any, given: Given) -> list[Missing]:
    """A child has a name, a part, and whether abuse is suspected; adults only as care leavers to 24 (WT-INC-01, WT-INC-03)."""
    missing = required(
        given, given_names="Write the child's given names, or “Not known”.", part="Say what happened to this child.",
        abuse="Say whether abuse or neglect is known or suspected.", care="Say whether the child is or was in care.",
    )  # fmt: skip
    missing += passed(given, "birth_on", "died_on")
    died, born = given.get("died_on"), given.get("birth_on")
    if given.get("part") == "died" and not died:
        missing.append(Missing("Enter the day the child died.", "#id_died_on"))
    if died and given.get("part") != "died":
        missing.append(Missing("Only a child who died has this day.", "#id_died_on"))
    if died and born and died < born:
        missing.append(Missing("The child cannot have died before being born.", "#id_died_on"))
    return missing + _young_enough(record, given)


def _young_enough(record: Any, given: Given) -> list[Missing]:
    born = given.get("birth_on")
    on = given.get("died_on") or getattr(record, "happened_on", None) or timezone.localdate()
    if not born or on < born:
        return []
    if given.get("care") == "care_leaver":
        words = "A care leaver counts up to and including the age of 24."
        return [Missing(words, "#id_birth_on")] if age_on(born, on) >= LEAVER else []
    words = "This date makes them 18 or over then. Only care leavers may be older."
    return [Missing(words, "#id_birth_on")] if age_on(born, on) >= CHILD else []


def awareness_reasoned(record: Any, given: Given) -> list[Missing]:
    """The moment of becoming aware lies in the past and is corrected only with a reason (WT-INC-05)."""
    missing = required(given, aware_at="Enter when the council became aware.", reason="Say why it is corrected.")
    missing += passed(given, "aware_at")
    aware = given.get("aware_at")
    if aware and record.happened_on and timezone.localdate(aware) < record.happened_on:
        missing.append(Missing("The council cannot have known before it happened.", "#id_aware_at"))
    return missing


def view_whole(record: Any, given: Given) -> list[Missing]:
    """A partner's view says whose it is, whether notifiable, why, and who gave it (GL-SN-05)."""
    missing = []
    if given.get("foreign"):
        missing.append(Missing("You give the view of your own organisation."))
    if not text(given, "partner"):
        missing.append(Missing("Say whose view this is.", "#id_partner"))
    if given.get("view") not in VIEWS:
        missing.append(Missing("Choose a view.", "#id_view"))
    return missing + required(given, reasons="Give the reasons.", given_by="Say who gave this view: name and post.")


def check_whole(record: Any, given: Given) -> list[Missing]:
    """A look at safety says whom, when, what was found and what was done (GL-SN-07)."""
    missing = required(
        given, who="Say which child.", checked_on="Enter the day.", found="Say where they are and whether they are safe.",
        done="Say what was done for their safety, and by whom.",
    )  # fmt: skip
    return missing + passed(given, "checked_on")


def request_named(record: Any, given: Given) -> list[Missing]:
    """Only a request that is not taken in yet is joined to an incident (WT-INC-08)."""
    return [] if given.get("request") else [Missing("This request was taken in before.")]


def a_child_named(record: Any, given: Given) -> list[Missing]:
    """A decision is about children who are named, or said to be not known (WT-INC-01)."""
    return [] if record.children.exists() else [Missing("Name the child it is about first.")]


def decision_whole(record: Any, given: Given) -> list[Missing]:
    """A decision judges each criterion, says which way it goes and why, and names who decided (GL-SN-04)."""
    missing = [
        Missing(f"Judge this: {words}", f"#id_{name}")
        for name, words in CRITERIA.items()
        if given.get(name) not in YES_NO
    ]
    return missing + required(
        given, outcome="Say what is decided: notifiable or not.", reasons="Give the reasons.",
        decided_by="Say who decided: name and post.",
    )  # fmt: skip


def views_in(record: Any, given: Given) -> list[Missing]:
    """Each partner has said what it thinks, or the record says why it could not be waited for (GL-SN-05)."""
    lacking = given.get("without", ())
    if not lacking or text(given, "without_views"):
        return []
    return [Missing(f"No view yet from {', '.join(lacking)}. Wait for it, or say why not.", "#id_without_views")]


def criteria_all_met(record: Any, given: Given) -> list[Missing]:
    """An incident is notifiable only where whoever decides found all three criteria met (WT-INC-01, WT-INC-04)."""
    return [
        Missing(f"You decide that it is notifiable, and not that this is met: {words}", f"#id_{name}")
        for name, words in CRITERIA.items()
        if given.get(name) in ("no", "unknown")
    ]


def criterion_not_met(record: Any, given: Given) -> list[Missing]:
    """An incident is not notifiable only where at least one criterion was found not met, by name (WT-INC-04, GL-SN-14)."""
    if any(given.get(name) not in YES_NO for name in CRITERIA):
        return []  # said already, each by itself
    if any(given.get(name) == "no" for name in CRITERIA):
        return []
    return [Missing("Say which of the three is not met. While it is not known, the incident is still considered.")]


def challenge_written(record: Any, given: Given) -> list[Missing]:
    """Whoever asks to look again says what is new, or why they disagree (GL-SN-05)."""
    return required(given, text="Write what is new, or why you disagree.")


def challenge_answered(record: Any, given: Given) -> list[Missing]:
    """A decision is upheld as the answer to somebody who asked, with reasons (GL-SN-05)."""
    missing = [] if given.get("waiting") else [Missing("Nobody waits for an answer.")]
    return missing + required(given, reason="Say why the decision stands.")


def new_facts_given(record: Any, given: Given) -> list[Missing]:
    """An incident is opened again with the new facts and when the council became aware of them (WT-INC-04, WT-INC-05)."""
    missing = required(
        given, reason="Write what is new, or why the decision is looked at again.",
        aware_at="Enter when the council became aware of this.",
    )  # fmt: skip
    return missing + passed(given, "aware_at")
