"""The rules of notifying, of scope and area, of the joint response, of what comes in, and of the review meeting."""

import datetime
from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required, text
from sharedduty.foundations.requests.api import question_whole
from sharedduty.modules.child_death.rules.standing import consulted

ANSWERS = ("met", "not_met", "not_known")
YES_NO = ("yes", "no", "not_known")
SCOPE = {  # the facts on which it turns whether a death is reviewed (WT2018 ch5 ¶5, fn99)
    "under_18": "The child was under 18.",
    "born_alive": "The child was born alive, after however many weeks.",
    "stillborn_attended": "The child was stillborn, and a health professional was there.",
    "stillborn_alone": "The child was stillborn or found dead, and no health professional was there.",
    "termination": "It was a lawful termination of pregnancy.",
    "resident": "The child normally lived in this area.",
}
CRITERIA = {  # any of these calls for a joint agency response (WT2018 ch5 ¶21)
    "external": "The death is, or may be, from outside causes.",
    "sudden": "It was sudden, and nothing explains it.",
    "detained": "The child was in custody, or detained under the Mental Health Act.",
    "suspicious": "Something at first suggests that it was not natural.",
    "stillborn_alone": "It was a stillbirth, and no health professional was there.",
}
HERE, ELSEWHERE, BOTH = "here", "elsewhere", "both"
OLDEST = 18
MEDICAL = "health"  # the sector of bodies whose people alone make no review meeting (WT-CDR-29)


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes a review's course is done with a written reason (design section 6)."""
    return required(given, reason="Say why.")


def notice_named(given: Given) -> list[Missing]:
    """It is said which notice is of the same death, and why it is the same (WT-CDR-21)."""
    return required(given, notice="Choose the notice.", reason="Say why.")


def notice_whole(given: Given) -> list[Missing]:
    """A notice says who died, when, where, where the child lived, and whether the coroner knows (WT-CDR-21; HE-CDR-05)."""
    missing = required(
        given, kind="Say whether the child died, or lives after an acute life-threatening event.",
        given_names="Write the child's given names, or “Not known”.", happened_on="Enter the day it happened.",
        home="Write where the child lived, or “Not known”.", place="Write where it happened.",
        what_happened="Write what is known of how it happened.", coroner_told="Say whether the coroner was told.",
    )  # fmt: skip
    return missing + passed(given, "happened_on", "birth_on") + _ages(given)


def _ages(given: Given) -> list[Missing]:
    born, day = given.get("birth_on"), given.get("happened_on")
    if not (born and day):
        return []
    if day < born:
        return [Missing("The child cannot have died before being born. For a stillbirth leave the birth blank, or give "
                        "the same day.", "#id_happened_on")]  # fmt: skip
    if (day.year - born.year) - ((day.month, day.day) < (born.month, born.day)) >= OLDEST:
        return [Missing("This person was 18 or over. Child death reviews are for those under 18.", "#id_birth_on")]
    return []


def child_whole(record: Any, given: Given) -> list[Missing]:
    """What is corrected of a child is still whole (WT-CDR-21)."""
    missing = required(
        given, given_names="Write the child's given names, or “Not known”.", home="Write where the child lived.",
        place="Write where it happened.",
    )  # fmt: skip
    return missing + passed(given, "birth_on") + _ages({**given, "happened_on": record.happened_on})


def died_whole(record: Any, given: Given) -> list[Missing]:
    """A child who lived through an event dies later: on which day (GL-CD-04)."""
    missing = [] if record.died_on is None else [Missing("The death of this child is on record.")]
    missing += required(given, died_on="Enter the day of the death.") + passed(given, "died_on")
    died = given.get("died_on")
    if isinstance(died, datetime.date) and died < record.happened_on:
        missing.append(Missing("The death cannot lie before the event.", "#id_died_on"))
    return missing


def scope_whole(record: Any, given: Given) -> list[Missing]:
    """Each fact is answered, which area reviews is said, and why (WT-CDR-02, WT-CDR-09, WT-CDR-14; GL-CD-05)."""
    missing = [
        Missing(f"Answer this: {words}", f"#id_{code}")
        for code, words in SCOPE.items()
        if given.get(code) not in YES_NO
    ]
    if given.get("area_answer") not in (HERE, ELSEWHERE, BOTH):
        missing.append(Missing("Say which area reviews.", "#id_area_answer"))
    if given.get("area_answer") in (ELSEWHERE, BOTH):
        missing += required(
            given, other_area="Name the other area, and whom you told there.", other_told_at="Enter when they were told.",
            agreed="Write what was agreed: who reviews, and how the other hears.",
        )  # fmt: skip
    missing += passed(given, "other_told_at")
    return missing + required(given, reasons="Give the reasons.", judged_by="Say who decided: name and post.")


def _last_scope(record: Any) -> Any:
    return record.scopes.order_by("-recorded_at", "-pk").first()


def law_asks(answers: Given) -> bool:
    """Whether the facts as people answered them are those of a death the law says must be reviewed here (WT-CDR-02, -09)."""
    living = answers.get("born_alive") == "yes" or answers.get("stillborn_alone") == "yes"
    return answers.get("under_18") == "yes" and answers.get("resident") == "yes" and living


def taken_up_here(record: Any, given: Given) -> list[Missing]:
    """A review begins where it was found to be one to hold here (WT-CDR-02; GL-CD-06)."""
    last = _last_scope(record)
    if last is None or last.area_answer != ELSEWHERE:
        return []
    return [Missing("It was found that another area reviews this death. Pass it on, or decide on the area again.")]


def passed_on_whole(record: Any, given: Given) -> list[Missing]:
    """Passed to another area with what was agreed; a death the law says must be reviewed here is not (WT-CDR-02)."""
    last = _last_scope(record)
    if last is not None and last.area_answer != ELSEWHERE:
        return [Missing("It was found that this area reviews. Decide on the area again before you pass it on.")]
    return []


def not_ours(record: Any, given: Given) -> list[Missing]:
    """A death left aside says why; one the law says must be reviewed here cannot be (WT-CDR-02, WT-CDR-09)."""
    last = _last_scope(record)
    if last is not None and law_asks(last.answers):
        return [
            Missing(
                "By the facts on record the law asks for a review of this death. Answer the facts again if one is wrong."
            )
        ]
    return required(given, reason="Say why.")


def category_chosen(record: Any, given: Given) -> list[Missing]:
    """The kind of death is one of the area's list (GL-CD-02)."""
    if given.get("category") in given.get("known", ()):
        return []
    return [Missing("Choose what kind of death it is.", "#id_category")]


def response_whole(record: Any, given: Given) -> list[Missing]:
    """Each criterion is met, not met or not known yet, with reasons; where one is met the answer is yes (WT-CDR-24, -25)."""
    missing = []
    for code, words in CRITERIA.items():
        if given.get(code) not in ANSWERS:
            missing.append(Missing(f"Judge this: {words}", f"#id_{code}"))
        if not text(given, f"{code}_why"):
            missing.append(Missing(f"Give the reasons: {words}", f"#id_{code}_why"))
    decided = given.get("decided")
    if decided not in ("yes", "no", "not_yet"):
        missing.append(Missing("Say what was decided.", "#id_decided"))
    if decided == "no" and any(given.get(code) == "met" for code in CRITERIA):
        missing.append(Missing("A criterion is met, and one is enough: the guidance then asks for a joint response.",
                               "#id_decided"))  # fmt: skip
    if decided == "yes":
        missing += required(
            given, lead="Say who leads for health and who for the police.",
            guideline="Say which edition of the multi-agency guidelines is followed.",
        )  # fmt: skip
    return missing + required(given, reasons="Give the reasons.", judged_by="Say who decided: name and post.")


def incoming_whole(record: Any, given: Given) -> list[Missing]:
    """A notice that came says from whom, what, of when, and when it came (WT-CDR-18, WT-CDR-19)."""
    missing = required(
        given, kind="Say what came.", event_at="Enter when it was registered, decided or found.",
        received_at="Enter when it came.",
    )  # fmt: skip
    missing += passed(given, "event_at", "received_at")
    happened, came = given.get("event_at"), given.get("received_at")
    if happened and came and came < happened:
        missing.append(Missing("It cannot have come before it happened.", "#id_received_at"))
    return missing


def family_whole(record: Any, given: Given) -> list[Missing]:
    """An entry about the family says what it is, who, what, when and by whom (WT-CDR-17; GL-CD-13)."""
    return _logged(given, who="Say who of the family, or who the key contact is and how they are reached.")


def work_whole(record: Any, given: Given) -> list[Missing]:
    """Something done says what it was, when and by whom (WT-CDR-25, WT-CDR-27, WT-CDR-34)."""
    return _logged(given)


def _logged(given: Given, **more: str) -> list[Missing]:
    missing = required(
        given, kind="Say what it was.", **more, words="Write it in plain words.", happened_at="Enter when.",
        by_whom="Say who did it: name and post.",
    )  # fmt: skip
    return missing + passed(given, "happened_at")


def hold_whole(record: Any, given: Given) -> list[Missing]:
    """A police investigation says who leads it, since when, and what waits (WT-CDR-27)."""
    missing = required(
        given, lead="Say who leads it: post and force.", agreed="Write what waits, and who may speak to whom.",
        began_on="Enter the day it began.",
    )  # fmt: skip
    return missing + passed(given, "began_on")


def hold_ended(record: Any, given: Given) -> list[Missing]:
    """An investigation ends on a day (WT-CDR-27)."""
    missing = [] if given.get("hold") else [Missing("Choose an investigation that is open.", "#id_which")]
    missing += required(given, ended_on="Enter the day it ended.") + passed(given, "ended_on")
    hold, day = given.get("hold"), given.get("ended_on")
    if hold and day and day < hold.began_on:
        missing.append(Missing("It cannot have ended before it began.", "#id_ended_on"))
    return missing


def asking_whole(record: Any, given: Given) -> list[Missing]:
    """At least one agency is asked what it knows, for a purpose it can weigh (WT-CDR-07)."""
    return question_whole(given)


def still_waited_for(record: Any, given: Given) -> list[Missing]:
    """Only an agency that has not answered is chased (WT-CDR-07)."""
    return [] if given.get("request") else [Missing("Choose an agency that has not answered.", "#id_which")]


def form_named(record: Any, given: Given) -> list[Missing]:
    """A form is one of the pack's, with whose account it is where it is an agency's (WT-CDR-22)."""
    missing = [] if given.get("code") in given.get("known", ()) else [Missing("Choose a form.", "#id_code")]
    if given.get("taken"):
        missing.append(Missing("This death has its analysis form already. Go on with that one.", "#id_code"))
    if given.get("code") == "child-death-reporting":
        missing += required(given, agency="Say whose account it is.")
    return missing


def police_asked_first(record: Any, given: Given) -> list[Missing]:
    """While the police investigate, whoever goes on has asked them and the prosecutors first (WT-CDR-27; HE-CDR-13)."""
    if consulted(record):
        return []
    return [Missing("The police investigate. Record first that their lead and the prosecutors were asked.")]


def meeting_chosen(record: Any, given: Given) -> list[Missing]:
    """A review rests on a meeting that was held here, and not of health alone (WT-CDR-29)."""
    if not given.get("meeting"):
        return [Missing("Choose a meeting that was held. Until one is held and ended, there is nothing to record.",
                        "#id_meeting")]  # fmt: skip
    if set(given.get("sectors", ())) <= {MEDICAL, ""}:
        return [Missing("Only health came to this meeting. The guidance asks for those who knew the child and those who "
                        "look into the death, not health alone.", "#id_meeting")]  # fmt: skip
    return []
