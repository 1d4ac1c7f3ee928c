"""The rules of the working group: who is in it, its scope, its first meeting, its time, and the overview."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required, text
from sharedduty.modules.serious_case_review.rules.considering import not_before

CHAIR, AUTHOR = "chair", "author"
SETTLED = ("sent", "nil", "stopped")


def nomination_whole(record: Any, given: Given) -> list[Missing]:
    """Group chair and report writer had no part in the case, nor their body; the chair sits on the board (HE-SCR-26, -27).

    Others of the group may come from a body that had a part: it is said, and they cannot chair or write.
    """
    missing = required(
        given, part="Say what they are nominated as.", name="Write their name.", body="Write their body, or “Independent”.",
        involved="Say whether they or their body had any part in the case.", nominated_by="Say who nominated them.",
        nominated_on="Enter the day.",
    )  # fmt: skip
    if given.get("part") in (CHAIR, AUTHOR) and given.get("involved") == "yes":
        words = "Whoever chairs" if given["part"] == CHAIR else "Whoever writes the report"
        missing.append(
            Missing(f"{words} must be independent of every body involved. Nominate somebody else.", "#id_involved")
        )
    if given.get("part") == CHAIR and given.get("board_member") != "yes":
        missing.append(Missing("The group is chaired by a member of the Strategic Board.", "#id_board_member"))
    if given.get("part") == AUTHOR and not record.nominations.filter(part=CHAIR, ended_on=None).exists():
        missing.append(Missing("The chair of the group nominates the report writer: nominate the chair first."))
    return missing + passed(given, "nominated_on")


def nomination_ends(record: Any, given: Given) -> list[Missing]:
    """Whoever stops does so on a day, with why."""
    missing = [] if given.get("nomination") else [Missing("Choose who stops.", "#id_which")]
    missing += required(given, ended_on="Enter the day.", ended_because="Say why.")
    return missing + passed(given, "ended_on")


def scope_whole(record: Any, given: Given) -> list[Missing]:
    """A scope has its period, and the day of the last meeting, which agrees overview and summary (HE-SCR-29, -30, -31, -35)."""
    missing = required(
        given, period_from_on="Enter the first day of the time looked at.",
        period_to_on="Enter the last day of the time looked at.",
        last_meeting_on="Enter the day of the last meeting, which agrees overview and summary.",
    )  # fmt: skip
    first, last = given.get("period_from_on"), given.get("period_to_on")
    if first and last and last < first:
        missing.append(Missing("The last day cannot lie before the first.", "#id_period_to_on"))
    return missing + passed(given, "period_from_on", "period_to_on")


def meeting_whole(record: Any, given: Given) -> list[Missing]:
    """The first meeting is within a month of the decision; later, it is said why (HE-SCR-28, -32)."""
    missing = required(
        given, first_meeting_at="Enter when it was.", chaired_by="Say which member of the board chaired it."
    )
    if given.get("late"):
        missing += required(given, late_because="It is later than a month after the decision: say why.")
    missing += not_before(given, "first_meeting_at", record.decided_at, "the decision")
    return missing + passed(given, "first_meeting_at")


def extension_whole(record: Any, given: Given) -> list[Missing]:
    """Another timescale is agreed with the inspectorate once it is seen; after the four months, with why (HE-SCR-33, -34)."""
    missing = required(
        given, agreed_until_on="Enter the day now agreed.", agreed_with="Say with whom it was agreed, and when.",
        reason="Say why it takes longer.",
    )  # fmt: skip
    until = given.get("agreed_until_on")
    if until and until <= (record.agreed_until_on or timezone.localdate(record.decided_at)):
        missing.append(Missing("The day now agreed is later than the one before.", "#id_agreed_until_on"))
    if given.get("late"):
        missing += required(given, late_because="The time had run out before: say why it was not agreed earlier.")
    return missing


def asking_whole(record: Any, given: Given) -> list[Missing]:
    """Each agency is asked in writing for a review of its own, once, with why (HE-SCR-39)."""
    missing = required(given, question="Write what they are asked.", purpose="Say why they are asked.")
    teams = given.get("teams") or []
    if not teams:
        missing.append(Missing("Choose at least one agency.", "#id_agencies"))
    waiting = set(record.management_reviews.exclude(stage="stopped").values_list("asked_team_id", flat=True))
    missing += [
        Missing(f"{one.organisation.name}: {one.name} is asked already.", "#id_agencies")
        for one in teams
        if one.pk in waiting
    ]
    return missing


def stopping_whole(record: Any, given: Given) -> list[Missing]:
    """No longer waiting for an agency is said with why: silence is no nil return (HE-IMR-13)."""
    missing = [] if given.get("part") else [Missing("Choose the agency.", "#id_which")]
    return missing + required(given, because="Say why.")


def parts_settled(record: Any, given: Given) -> list[Missing]:
    """The overview waits for every agency asked: submitted, nil, or no longer waited for (HE-SCR-39; HE-IMR-13)."""
    asked = list(record.management_reviews.values_list("agency", "stage"))
    if not asked:
        return [Missing("No agency was asked for a management review yet.")]
    return [Missing(f"Still waited for: {agency}.") for agency, stage in asked if stage not in SETTLED]


def accounts_answered(record: Any, given: Given) -> list[Missing]:
    """No overview is begun while a discrepancy in the chronology was told to nobody, or answered by nobody (HE-CHR-03).

    Takes: `unanswered`, each of them in words.
    """
    return [Missing(f"Not answered in the chronology: {one}") for one in given.get("unanswered") or ()]


def overview_there(record: Any, given: Given) -> list[Missing]:
    """The group agrees an overview that is written, with its recommendations (HE-OVR-02, -06)."""
    missing = []
    if not record.writings.filter(kind="overview").exists():
        missing.append(Missing("Write the overview first."))
    if not record.recommendations.exists() and not text(given, "none_because"):
        missing.append(Missing("It recommends nothing: say why.", "#id_none_because"))
    return missing


def recommendation_whole(record: Any, given: Given) -> list[Missing]:
    """A recommendation says who, what, by when, to what end, how it is followed, where the gap is and how wide (HE-ACT-01)."""
    return required(
        given, origin="Say where it comes from.", text="Write what is to be done.", owner="Say who does it.",
        due_on="Enter by which day.", outcome="Say what is to be different.",
        monitored="Say how it is seen that things are better.", gap="Choose where the gap lies.",
        breadth="Say whether it is local or national.",
    )  # fmt: skip


def few_enough(record: Any, given: Given) -> list[Missing]:
    """Recommendations are few: more than ten are made only with why (HE-OVR-06; ten is our choice, the source has no number)."""
    if record.recommendations.count() < 10 or text(given, "many_because"):
        return []
    return [Missing("There are ten already. They should be few: say why there is another.", "#id_many_because")]


def fairness_whole(record: Any, given: Given) -> list[Missing]:
    """A contributor confirms through a senior named officer, or says what is unfair (HE-OVR-09)."""
    missing = required(
        given, body="Say which contributor.", officer="Name the senior officer and the post.",
        fair="Say whether it is fair.", confirmed_on="Enter the day.",
    )  # fmt: skip
    if given.get("fair") == "no":
        missing += required(given, objection="Write what is not fair.")
    return missing + passed(given, "confirmed_on")


def gate_whole(record: Any, given: Given) -> list[Missing]:
    """Each gate of the overview has who opened it and when (HE-OVR-08)."""
    missing = required(
        given, by_whom="Say who: the group, panel or board, and who chaired.", passed_on="Enter the day."
    )
    return missing + passed(given, "passed_on")


def contributors_confirmed(record: Any, given: Given) -> list[Missing]:
    """Before it is signed off each agency that submitted confirmed that it is fair (HE-OVR-09)."""
    said = {one.body: one.fair for one in record.confirmations.order_by("recorded_at", "pk")}
    sent = record.management_reviews.filter(stage="sent").order_by("agency", "pk").values_list("agency", flat=True)
    return [Missing(f"{one} has not confirmed that it is fairly shown.") for one in sent if not said.get(one)]
