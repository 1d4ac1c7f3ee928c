"""The rules of signing up, disclosing, summing up, publishing and closing (HE 14.4.57 to 14.4.73)."""

from typing import Any

from sharedduty.foundations.plain.words import same_person
from sharedduty.foundations.process.api import Given, Missing, passed, required, text
from sharedduty.modules.serious_case_review.rules.considering import not_before

COPIES = ("copies_inspectorate", "copies_department")  # who has overview, plan and management reports (HE 14.4.62)
BRIEFED = ("brief_health", "brief_inspectorate")  # who is briefed ahead (HE 14.4.72)
NONE_OPEN, ENDED, OPEN = "none", "ended", "open"


def sign_off_whole(record: Any, given: Given) -> list[Missing]:
    """The Strategic Board signs off; after the time agreed, it is said why it is late (HE-OVR-08; HE-SCR-33)."""
    missing = []
    if given.get("late"):
        missing += required(given, late_because="It is later than the time that held: say why.")
    return missing + not_before(given, "passed_on", record.decided_at, "the decision")


def sign_up_whole(record: Any, given: Given) -> list[Missing]:
    """A body's senior officer signs up to a recommendation (HE-ACT-01)."""
    missing = [] if given.get("recommendation") else [Missing("Choose the recommendation.", "#id_which")]
    missing += required(
        given, body="Say which body.", officer="Say who signed: name and post.", signed_on="Enter the day."
    )
    return missing + passed(given, "signed_on")


def disclosure_whole(record: Any, given: Given) -> list[Missing]:
    """Who answers the family and who the media is settled early: one each (HE-DIS-02, -03)."""
    return required(given, family_lead="Say who answers the family.", media_lead="Say who answers the media.")


def summary_whole(record: Any, given: Given) -> list[Missing]:
    """A summary has a title that names nobody (HE-EXS-01, -02)."""
    return required(given, title="Give it a title that names nobody.")


def clearance_whole(record: Any, given: Given) -> list[Missing]:
    """The group chair, who did not write it, agrees and clears the summary before anybody has it (HE-EXS-01)."""
    last = record.writings.filter(kind="summary").order_by("number", "pk").last()
    missing = [] if last else [Missing("Write the summary first.")]
    if last and same_person(last.signed_by, text(given, "cleared_by")):
        missing.append(Missing("Who wrote the summary does not clear it. Somebody else does.", "#id_cleared_by"))
    missing += required(given, cleared_by="Say who cleared it: the chair of the group.", cleared_on="Enter the day.")
    return missing + passed(given, "cleared_on")


def word_whole(record: Any, given: Given) -> list[Missing]:
    """A protected word is two signs or more, with why it is protected (HE-EXS-03)."""
    missing = required(given, word="Write the word, name, place or date.", why="Say why it is protected.")
    if len(text(given, "word")) == 1:
        missing.append(Missing("One sign alone would be found everywhere. Write at least two.", "#id_word"))
    return missing


def justification_whole(record: Any, given: Given) -> list[Missing]:
    """A place is let stand by a person, with reasons; a name of a child never is (HE-EXS-03)."""
    missing = [] if given.get("hit") else [Missing("Choose a place that can be let stand.", "#id_which")]
    return missing + required(
        given, because="Say why it tells nobody who it is.", justified_by="Say who decides: name and post."
    )


def cleared(record: Any, given: Given) -> list[Missing]:
    """Nothing is public that the group chair has not cleared as it stands (HE-EXS-01). Takes: `cleared`."""
    return [] if given.get("cleared") else [Missing("The chair of the group has not cleared the summary as it stands.")]


def courts_ended(record: Any, given: Given) -> list[Missing]:
    """Publication waits for the end of court proceedings (HE-EXS-03; HE-SCR-36)."""
    if given.get("courts") == OPEN:
        return [Missing("Proceedings are open: publication waits for their end.", "#id_courts")]
    missing = required(given, courts="Say how it stands with the courts.")
    if given.get("courts") == ENDED:
        missing += required(given, courts_ended_on="Enter the day they ended.")
    return missing + passed(given, "courts_ended_on")


def names_clean(record: Any, given: Given) -> list[Missing]:
    """No protected name, address or date stands in what is published (HE-EXS-03). Takes: `open_hits`, `unseen`, `names_page`."""
    where, missing = str(given.get("names_page") or ""), []
    if hits := given.get("open_hits"):
        missing.append(Missing(f"The check of names found {len(hits)} that must be mended first.", where))
    if given.get("unseen"):
        missing += required(given, compared_by="Say who compared it with the records in People that you cannot open.")
    return missing


def briefed_ahead(record: Any, given: Given) -> list[Missing]:
    """Health authority and inspectorate are briefed before anything is public, or it is said why not (HE-DIS-04)."""
    sent = set(record.notices.filter(code__in=BRIEFED).values_list("code", flat=True))
    if set(BRIEFED) <= sent or text(given, "not_briefed_because"):
        return []
    return [Missing("The health authority and the inspectorate were not both briefed: do so, or say why not.",
                    "#id_not_briefed_because")]  # fmt: skip


def unpublished_whole(record: Any, given: Given) -> list[Missing]:
    """A summary that is not made public is so for a reason: it was public before, or must not be yet (HE-EXS-02)."""
    return required(given, reason="Say why the summary is not made public here.")


def plan_taken_up(record: Any, given: Given) -> list[Missing]:
    """A review closes when its recommendations stand in the register, which follows them to the end (HE-ACT-03).

    Takes: `plan`, whether they do.
    """
    if not record.recommendations.exists() or given.get("plan"):
        return []
    return [Missing("Its recommendations wait to be taken into the register. Take them up there first.")]


def copies_sent(record: Any, given: Given) -> list[Missing]:
    """Two national bodies had overview, plan and management reports, or it is said why not (HE-DIS-02)."""
    sent = set(record.notices.filter(code__in=COPIES).values_list("code", flat=True))
    if set(COPIES) <= sent or text(given, "no_copies_because"):
        return []
    return [Missing("Copies went not to both national bodies: send them, or say why not.", "#id_no_copies_because")]
