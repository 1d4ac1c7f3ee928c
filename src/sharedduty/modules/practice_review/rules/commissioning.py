"""The rules of beginning, appointing the reviewer, agreeing terms, involving people and supervising."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

CHECKS = {  # what partners weigh in a reviewer (WT2018 ch4 ¶31; WT-LCSPR-02); the sixth is the conflict of interest
    "knowledge": "Professional knowledge and experience of practice that this case needs",
    "research": "Knowledge and understanding of research",
    "complexity": "Can see how complex the circumstances were in which people worked",
    "viewpoint": "Can understand practice from the side of those who worked at the time",
    "communication": "Can say what was found so that others act on it",
}


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes a review's course is done with a written reason (design section 6)."""
    return required(given, reason="Say why.")


def opening_whole(given: Given) -> list[Missing]:
    """A review taken up without a hand-over says what happened, why it is taken up, and names a child (GL-PR-01)."""
    missing = required(
        given, what_happened="Write what happened, as far as it is known.",
        because="Say why it is taken up: which decision, of whom and when.",
        given_names="Write the child's given names, or “Not known”.",
    )  # fmt: skip
    return missing + passed(given, "birth_on")


def child_whole(record: Any, given: Given) -> list[Missing]:
    """A child of the review has a name, or is said to be not known: the check of names rests on it."""
    missing = required(given, given_names="Write the child's given names, or “Not known”.")
    return missing + passed(given, "birth_on")


def begin_whole(record: Any, given: Given) -> list[Missing]:
    """Whether to begin is decided with reasons, on the advice there is; partners at odds ask the scrutineer (GL-PR-01, -02)."""
    missing = required(
        given, begins="Say whether the review begins.", reasons="Give the reasons.",
        advice="Write what the rapid review found and what the case review group advised.",
        agreed="Say whether the partners were of one mind.", decided_by="Say who decided: name and post.",
        decided_at="Enter when it was decided.",
    )  # fmt: skip
    if given.get("agreed") == "no":
        missing += required(given, consulted="The partners differ: write what the scrutineer said when asked.")
    return missing + passed(given, "decided_at")


def reviewer_whole(record: Any, given: Given) -> list[Missing]:
    """Each of the six things is answered; a tie to the case is named, with why they are appointed all the same (WT-LCSPR-02)."""
    missing = required(
        given, part="Say what they are appointed as.", name="Write their name.", body="Write where they work.",
    )  # fmt: skip
    for code, words in CHECKS.items():
        missing += required(given, **{code: f"Write what was found: {words}."})
    missing += required(
        given, linked="Say whether they have any tie to the case.", appointed_by="Say who appointed them: name and post.",
        appointed_on="Enter the day.",
    )  # fmt: skip
    if given.get("linked") == "yes":
        missing += required(
            given,
            conflict="Say which tie.",
            managed="Say why they are appointed all the same, and what guards against it.",
        )
    return missing + passed(given, "appointed_on")


def reviewer_ends(record: Any, given: Given) -> list[Missing]:
    """A reviewer who stops does so on a day, with why (WT-LCSPR-02)."""
    missing = [] if given.get("reviewer") else [Missing("Choose who stops.", "#id_which")]
    missing += required(given, ended_on="Enter the day.", ended_because="Say why.")
    return missing + passed(given, "ended_on")


def terms_whole(record: Any, given: Given) -> list[Missing]:
    """Terms name one focus, questions that ask why, a period, a method and the child's side (WT-LCSPR-03, -04; GL-PR-03, -05)."""
    missing = required(
        given, focus="Say what the one thing is that it looks at closely.", questions="Write what it is to find out.",
        period_from_on="Enter the first day of the time looked at.", period_to_on="Enter the last day of the time looked at.",
        method="Choose the method.", why_method="Say why this method.",
        levels="Say how practice, organisations and their learning are looked at.",
        child_view="Say how the child's side is seen.", agreed_by="Say who agreed: name and post.",
        agreed_on="Enter the day.",
    )  # fmt: skip
    first, last = given.get("period_from_on"), given.get("period_to_on")
    if first and last and last < first:
        missing.append(Missing("The last day cannot lie before the first.", "#id_period_to_on"))
    if record.terms.exists() and not text(given, "why_again"):
        missing.append(Missing("Say why the terms change. The earlier ones are kept.", "#id_why_again"))
    return missing + passed(given, "period_from_on", "period_to_on", "agreed_on")


def invitation_whole(record: Any, given: Given) -> list[Missing]:
    """Who could take part is invited on a day, told what to expect and supported; or it is said why not (WT-LCSPR-05)."""
    missing = required(given, kind="Say who this is.", name="Write their name.", role="Say who they are to the child.")
    if text(given, "not_invited_because"):
        return missing
    missing += required(
        given, invited_on="Enter the day they were invited, or say below why they are not.", how="Say how they were invited.",
        told="Say what they were told to expect.", support="Say who stands by them.",
    )  # fmt: skip
    return missing + passed(given, "invited_on")


def part_whole(record: Any, given: Given) -> list[Missing]:
    """An answer to an invitation is kept with its day; who takes part is heard in words (WT-LCSPR-05)."""
    missing = [] if given.get("participant") else [Missing("Choose who answered.", "#id_which")]
    missing += required(given, answer="Say what they answered.", answered_on="Enter the day.")
    if given.get("answer") == "takes_part":
        missing += required(given, views="Write what they said, or that they are to be heard and when.")
    return missing + passed(given, "answered_on")


def asking_whole(record: Any, given: Given) -> list[Missing]:
    """What is asked of the reviewer is asked in writing, on a day, with a day to answer by (WT-LCSPR-06)."""
    missing = required(
        given, asked="Write what is asked, as it was sent. It must be in writing.", asked_of="Say whom.",
        asked_at="Enter when it was sent.", answer_by_on="Enter the day to answer by.",
    )  # fmt: skip
    sent, by_day = given.get("asked_at"), given.get("answer_by_on")
    if sent and by_day and by_day < timezone.localdate(sent):
        missing.append(Missing("The day to answer by cannot lie before it was asked.", "#id_answer_by_on"))
    return missing + passed(given, "asked_at")


def answer_whole(record: Any, given: Given) -> list[Missing]:
    """The reviewer's answer is kept, with what the partners make of progress and quality (WT-LCSPR-06)."""
    missing = [] if given.get("request") else [Missing("Choose what is answered.", "#id_which")]
    missing += required(
        given, answer="Write the answer.", answered_at="Enter when it came.",
        judged="Write what you make of progress and quality.",
    )  # fmt: skip
    return missing + passed(given, "answered_at")


def learning_whole(record: Any, given: Given) -> list[Missing]:
    """What is learned early is acted on: what, who, by when (WT-LCSPR-17)."""
    return required(
        given, what="Write what was learned.", action="Write what is done.", owner="Say who does it: post and agency.",
        due_on="Enter by which day.",
    )  # fmt: skip


def delay_whole(record: Any, given: Given) -> list[Missing]:
    """A delay has its reasons, a day now expected, and when Panel and Secretary of State were told (WT-LCSPR-15)."""
    missing = required(
        given, reasons="Write the reasons.", expected_on="Enter the day now expected.",
        panel_told_at="Enter when the Panel was told.", secretary_told_at="Enter when the Secretary of State was told.",
        how="Say how they were told.",
    )  # fmt: skip
    return missing + passed(given, "panel_told_at", "secretary_told_at")


def ending_whole(record: Any, given: Given) -> list[Missing]:
    """Another investigation ends on a day, with how it ended: from then on publication no longer waits for it."""
    missing = [] if given.get("process") else [Missing("Choose one that has not ended.", "#id_which")]
    missing += required(given, ended_on="Enter the day it ended.", ended_how="Say how it ended.")
    return missing + passed(given, "ended_on")


def process_whole(record: Any, given: Given) -> list[Missing]:
    """Another investigation has a kind, a lead, how the two go together, and why where publication waits for it (GL-PR-11)."""
    held = required(given, holds_because="Say why publication waits for it.") if given.get("holds") else []
    return held + required(
        given, kind="Say which investigation.", lead="Say who leads it: post and organisation.",
        agreed="Write how the two go together.",
    )  # fmt: skip
