"""The rules of the report, its recommendations, what is published and when, and what comes after."""

import datetime
from typing import Any

from django.utils import timezone

from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.process.api import Given, Missing, passed, required, text

FULL, IMPROVEMENTS, NOTHING = "full", "improvements", "nothing"
ROUTES = (FULL, IMPROVEMENTS, NOTHING)
FIRST = ("panel", "secretary_of_state")  # who must have it before anybody else (SI 2018/789 reg 16)


def report_whole(record: Any, given: Given) -> list[Missing]:
    """A report holds a summary of what should be better and the reasons beneath: both are asked by law (WT-LCSPR-07)."""
    missing = required(
        given, title="Give the report a title that names nobody.", account="Write what happened, so that nobody is known by it.",
        analysis="Write the reasons that lie in the system or beneath: the law asks for them.",
        improvements="Write a summary of what should be better: the law asks for it.",
        received_on="Enter the day the report came.",
    )  # fmt: skip
    if record.reports.exists() and not text(given, "why_again"):
        missing.append(Missing("Say why the report changes. The earlier one is kept.", "#id_why_again"))
    return missing + passed(given, "received_on")


def accounts_answered(record: Any, given: Given) -> list[Missing]:
    """No report is drafted while a discrepancy in the chronology was told to nobody, or answered by nobody (HE-CHR-03).

    Takes: `unanswered`, each of them in words.
    """
    return [Missing(f"Not answered in the chronology: {one}") for one in given.get("unanswered") or ()]


def recommendation_whole(record: Any, given: Given) -> list[Missing]:
    """A recommendation says who, by when, and what will be different (WT-LCSPR-08)."""
    return required(
        given, text="Write what should be better.", owner="Say who does it: posts and agencies.",
        due_on="Enter by which day.", outcome="Say what will be different for children.",
    )  # fmt: skip


def recommendation_mended(record: Any, given: Given) -> list[Missing]:
    """A recommendation is mended as a whole; what it said before is kept (WT-LCSPR-08)."""
    missing = [] if given.get("recommendation") else [Missing("Choose the recommendation.", "#id_which")]
    return missing + recommendation_whole(record, given)


def recommendation_answered(record: Any, given: Given) -> list[Missing]:
    """The partners answer a recommendation: what is done about it (GL-PR-09)."""
    missing = [] if given.get("recommendation") else [Missing("Choose the recommendation.", "#id_which")]
    missing += required(given, response="Write the answer, and what is done.", responded_on="Enter the day.")
    return missing + passed(given, "responded_on")


def recommendation_done(record: Any, given: Given) -> list[Missing]:
    """A recommendation is done on evidence that practice changed (GL-PR-10)."""
    missing = [] if given.get("recommendation") else [Missing("Choose a recommendation that is open.", "#id_which")]
    missing += required(given, done_on="Enter the day.", evidence="Write what shows that practice has changed.")
    return missing + passed(given, "done_on")


def audit_whole(record: Any, given: Given) -> list[Missing]:
    """An audit of what was done says when and what it found (WT-LCSPR-18; GL-PR-10)."""
    missing = [] if given.get("recommendation") else [Missing("Choose the recommendation.", "#id_which")]
    missing += required(given, audited_on="Enter the day of the audit.", audit_found="Write what it found.")
    return missing + passed(given, "audited_on")


def word_whole(record: Any, given: Given) -> list[Missing]:
    """A protected word is two signs or more, with why it is protected (WT-LCSPR-11)."""
    missing = required(given, word="Write the word, name, place or date.", why="Say why it is protected.")
    if len(text(given, "word")) == 1:
        missing.append(Missing("One sign alone would be found everywhere. Write at least two.", "#id_word"))
    return missing


def justification_whole(record: Any, given: Given) -> list[Missing]:
    """A place is let stand by a person, with reasons; a name of the child never is (WT-LCSPR-11)."""
    missing = [] if given.get("hit") else [Missing("Choose a place that can be let stand.", "#id_which")]
    return missing + required(
        given, because="Say why it tells nobody who it is.", justified_by="Say who decides: name and post."
    )


def publication_whole(record: Any, given: Given) -> list[Missing]:
    """Publishing in full is presumed; anything less is justified; its effect on people is looked to (WT-LCSPR-09, -11, -16)."""
    missing = required(
        given, planned_on="Enter the day it is to be published.",
        impact="Say how the effect on the family, children and staff is looked to.",
        decided_by="Say who decided: name and post.",
    )  # fmt: skip
    if given.get("route") not in ROUTES:
        missing.append(Missing("Choose what is published.", "#id_route"))
    elif given["route"] != FULL:
        missing += required(given, reasons="The law presumes that it is published: justify why not in full.")
    if given.get("again") and not text(given, "why_again"):
        missing.append(Missing("Say why it is decided anew. The earlier decision is kept.", "#id_why_again"))
    planned = given.get("planned_on")
    if planned and planned < timezone.localdate():
        missing.append(Missing("The day of publication cannot lie in the past.", "#id_planned_on"))
    return missing


def plan_there(record: Any, given: Given) -> list[Missing]:
    """A report is published with what will be done: at least one recommendation with owner and day, or why none (GL-PR-09)."""
    if record.recommendations.exists():
        return []
    return [Missing("Record the recommendations first: each with who, by when and what will be different.")]


def dispatch_whole(record: Any, given: Given) -> list[Missing]:
    """What is sent ahead has its moment and its way; after the limit, why (WT-LCSPR-12, -13)."""
    missing = required(
        given, recipient="Say who has it.", sent_at="Enter when it was sent.", how="Say how it was sent.",
    )  # fmt: skip
    sent, decided = given.get("sent_at"), given.get("decided_at")
    if sent and decided and sent < decided.replace(second=0, microsecond=0):
        missing.append(Missing("This cannot lie before publication was decided.", "#id_sent_at"))
    if given.get("late") and not text(given, "late_because"):
        missing.append(Missing("It was sent after the limit: say why.", "#id_late_because"))
    return missing + passed(given, "sent_at")


def comment_whole(record: Any, given: Given) -> list[Missing]:
    """Partners have regard to what the Panel or the Secretary of State say of publication, in words (WT-LCSPR-16)."""
    missing = required(
        given, who="Say whose comment it is.", received_at="Enter when it came.", text="Write what it says.",
        made_of_it="Write what the partners made of it.",
    )  # fmt: skip
    return missing + passed(given, "received_at")


def names_clean(record: Any, given: Given) -> list[Missing]:
    """Nothing is published while a protected name, address or date stands unmended (WT-LCSPR-11)."""
    open_hits = given.get("open_hits", ())
    missing = []
    if open_hits:
        words = "1 place shows" if len(open_hits) == 1 else f"{len(open_hits)} places show"
        missing.append(Missing(f"{words} a protected word. Mend each, or let it stand with a reason where that is allowed.",
                               given.get("names_page", "")))  # fmt: skip
    if given.get("unseen") and not text(given, "compared_by"):
        missing.append(
            Missing(
                "Say who compared the text with the records of the children that you cannot open.", "#id_compared_by"
            )
        )
    return missing


def sent_in_time(record: Any, given: Given) -> list[Missing]:
    """Panel and Secretary of State had it 7 days (regulations) and 7 working days (guidance) before (WT-LCSPR-12; GL-PR-07).

    Where the day decided on is later still, `day_come` refuses: one day is told, the one that is waited for.
    """
    earliest: datetime.date | None = given.get("earliest_on")
    planned: datetime.date | None = given.get("planned_on")
    if earliest is None:
        return [Missing("Record first that it went to the Panel and to the Secretary of State.")]
    if timezone.localdate() < earliest and not (planned and planned > earliest):
        return [
            Missing(
                f"The Panel and the Secretary of State must have it first. The earliest day is {date_words(earliest)}."
            )
        ]
    return []


def day_come(record: Any, given: Given) -> list[Missing]:
    """It is published on the day that was decided, or later: whoever is to be told before relies on it (WT-LCSPR-11)."""
    planned: datetime.date | None = given.get("planned_on")
    earliest: datetime.date | None = given.get("earliest_on")
    told = bool(earliest and planned and earliest >= planned and timezone.localdate() < earliest)
    if planned and timezone.localdate() < planned and not told:
        return [Missing(f"It was decided to publish on {date_words(planned)}. To publish earlier, decide anew.")]
    return []


def ofsted_considered(record: Any, given: Given) -> list[Missing]:
    """Ofsted should have it in the same time; if not, it is said why (WT-LCSPR-13)."""
    if given.get("ofsted_in_time") or text(given, "ofsted_because"):
        return []
    return [Missing("Ofsted did not have it in time: say why you publish all the same.", "#id_ofsted_because")]


def lateness_said(record: Any, given: Given) -> list[Missing]:
    """After six months it is published with why it is late, and the Panel and Secretary of State know (WT-LCSPR-14, -15)."""
    if not given.get("late"):
        return []
    missing = required(given, late_because="It is later than six months after the decision: say why.")
    if not record.delays.exists():
        missing.append(Missing("Record first that the Panel and the Secretary of State were told of the delay.", ""))
    return missing


def something_to_publish(record: Any, given: Given) -> list[Missing]:
    """Where nothing is to be published no page is made; the reasons go out instead (WT-LCSPR-16)."""
    if given.get("route") == NOTHING:
        return [Missing("It was decided to publish nothing. Decide anew, or end it as not published.")]
    return []


def reasons_sent(record: Any, given: Given) -> list[Missing]:
    """Where nothing is published the Panel and the Secretary of State have the reasons (WT-LCSPR-16; GL-PR-08)."""
    missing = []
    if given.get("route") != NOTHING:
        missing.append(Missing("It was decided to publish. Decide anew first."))
    if not given.get("all_told"):
        missing.append(Missing("Record first that the reasons went to the Panel and to the Secretary of State."))
    return missing


def response_whole(record: Any, given: Given) -> list[Missing]:
    """The partnership's answer to the review has its words and in whose name they are given (GL-PR-09)."""
    return required(given, text="Write the answer.", given_by="Say in whose name.")


def renewal_whole(record: Any, given: Given) -> list[Missing]:
    """A public page is renewed with why, and only with what passed the check of names."""
    return required(given, reason="Say why the page changes.")


def shared_whole(record: Any, given: Given) -> list[Missing]:
    """Learning that is shared has whom, how and when (GL-CR-07; WT-LCSPR-18)."""
    missing = required(given, audience="Say who was reached.", how="Say how.", shared_on="Enter the day.")
    return missing + passed(given, "shared_on")


def year_over(record: Any, given: Given) -> list[Missing]:
    """A published review stays public for at least one year (SI 2018/789 reg 17; WT-LCSPR-10)."""
    until: datetime.date | None = given.get("keep_until_on")
    if until is None or timezone.localdate() <= until:
        words = date_words(until) if until else "the end of its year"
        return [
            Missing(
                f"The law (SI 2018/789 reg 17) keeps it public until {words}. It can be taken down from the day after."
            )
        ]
    return []
