"""The rules of a notice, of asking agencies, and of deciding whether a review is held (GL-DH-01 to -18)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.people.api import age
from sharedduty.foundations.plain.clocks import london
from sharedduty.foundations.process.api import Given, Missing, passed, required, text

DHR, LEARNING, NEAR_MISS, NONE = "dhr", "learning_review", "near_miss", "none"
FORMS = (DHR, LEARNING, NEAR_MISS)
YES, NO, NOT_KNOWN = "yes", "no", "not_known"
LEAST_AGE = 16  # years: of whom the law asks a review (GL-DH-01)
RELATED = ("partner", "former_partner", "relative", "household")


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes a review's course is done with a written reason (design section 6)."""
    return required(given, reason="Say why.")


def notice_whole(given: Given) -> list[Missing]:
    """A notice is in writing and holds four things; the lead is telephoned too; after two days it says why (GL-DH-08 to -10).

    Takes: the answers; `late`, whether the two days had run out when it came.
    """
    missing = required(
        given, victim="Write who died, or “Not known”.", perpetrator="Write who is alleged to have done it, or “Not known”.",
        died_on="Enter the day of the death.", district="Choose where the victim normally lived, or was last known to.",
        summary="Write what happened, as the investigation agreed it.",
        agreed_with="Say who of the investigation agreed the summary.",
        coordinator="Name the strategic coordinator who supports the partnership.",
        telephoned="Say who was telephoned and when, or why nobody is yet.", received_at="Enter when the notice was sent.",
    )  # fmt: skip
    born, died, sent = given.get("victim_birth_on"), given.get("died_on"), given.get("received_at")
    if born and died and died < born:
        missing.append(Missing("The death cannot lie before the birth.", "#id_died_on"))
    elif born and died and age(born, died) < LEAST_AGE:
        words = (
            "They were under 16, and this is for somebody of 16 or over. Tell of a child's death under Child deaths."
        )
        missing.append(Missing(words, "#id_victim_birth_on"))
    if sent and died and london(sent).date() < died:
        missing.append(Missing("The notice cannot be older than the death.", "#id_received_at"))
    if given.get("late") and not text(given, "late_because"):
        missing.append(Missing("It comes more than two days after the death: say why.", "#id_late_because"))
    return missing + passed(given, "died_on", "received_at", "victim_birth_on")


def person_whole(record: Any, given: Given) -> list[Missing]:
    """Everybody the review is about is named, so that the check of names can find them (GL-DH-53)."""
    missing = required(given, part="Say who this is.", given_names="Write the given names, or “Not known”.")
    return missing + passed(given, "birth_on")


def body_whole(record: Any, given: Given) -> list[Missing]:
    """The duty lies where the victim normally lived, else was last known to; the rest is agreed, with why (GL-DH-05, -06)."""
    return required(
        given, body="Say which community safety partnership it is.", body_because="Say what was agreed, and why."
    )


def asked_whole(record: Any, given: Given) -> list[Missing]:
    """Agencies are told four things in writing: it is considered, secure records, were you involved, a meeting (GL-DH-11).

    Takes: `points`, the codes the letter must say; `said`, those it says.
    """
    missing = required(given, question="Write what they are asked.", purpose="Say why they are asked.")
    if not given.get("teams"):
        missing.append(Missing("Choose at least one agency.", "#id_agencies"))
    if lack := [one for one in given.get("points") or () if one not in (given.get("said") or ())]:
        count = len(lack)
        words = "one thing" if count == 1 else f"{count} things"
        missing.append(Missing(f"The letter leaves {words} out that it must say.", "#id_said"))
    return missing


def request_open(record: Any, given: Given) -> list[Missing]:
    """Only an agency that has not answered is reminded."""
    return [] if given.get("request") else [Missing("Choose an agency that has not answered.", "#id_which")]


def overlap_whole(record: Any, given: Given) -> list[Missing]:
    """Whoever else may review is consulted; a joint review says chair, money, terms, account (GL-DH-17, -32)."""
    missing = required(
        given, kind="Say which review or investigation.", consulted="Say who was consulted: name and post.",
        consulted_on="Enter the day.", agreed="Write how the two go together.",
    )  # fmt: skip
    if given.get("joint"):
        missing += required(
            given, agreed_chair="Say what was agreed about the chair.", agreed_money="Say what was agreed about the money.",
            agreed_terms="Say what was agreed about the terms of reference.",
            held_to_account="Say how both boards hold it to account.",
        )  # fmt: skip
    return missing + passed(given, "consulted_on")


def _definition(given: Given) -> list[Missing]:
    return required(
        given, over_16="Say whether the victim was 16 or over.", relation="Say what tie there was.",
        death="Say how the death came about, as far as it is known.",
        abuse="Write what is known of violence, abuse, neglect or control.",
    )  # fmt: skip


def met(given: Given) -> bool:
    """Whether what people answered is the definition: 16 or over, a tie that counts, a death by violence, neglect or suicide.

    It takes a relationship widely and asks for no charge (GL-DH-01 to -03).
    """
    return (
        given.get("over_16") == YES and given.get("relation") in RELATED
        and given.get("death") in ("killed", "suicide", "neglect")
    )  # fmt: skip


def decision_whole(record: Any, given: Given) -> list[Missing]:
    """The chair decides on the definition, nine things weighed, specialist and partner views, with reasons (GL-DH-07, -13, -14).

    Takes: `considerations`, their numbers; `weigh_N`, what was found of each; `late`; `again`.
    """
    missing = _definition(given)
    for number in given.get("considerations") or ():
        if not text(given, f"weigh_{number}"):
            missing.append(Missing("Write what was found, or that nothing is known of it.", f"#id_weigh_{number}"))
    missing += required(
        given, outcome="Say what is decided.", specialist="Write what those who know domestic abuse said.",
        partners="Write what the agencies said.", reasons="Give the reasons.",
        decided_by="Name the chair of the community safety partnership.", decided_at="Enter when it was decided.",
    )  # fmt: skip
    decided = given.get("decided_at")
    if decided and decided < record.came_at.replace(second=0, microsecond=0):
        missing.append(Missing("It cannot be decided before the notice came.", "#id_decided_at"))
    if given.get("late") and not text(given, "late_because"):
        missing.append(Missing("It is more than a month since the death came to notice: say why.", "#id_late_because"))
    if given.get("again") and not text(given, "why_again"):
        missing.append(Missing("Say why it is decided anew. The earlier decision is kept.", "#id_why_again"))
    return missing + passed(given, "decided_at")


def fits_the_definition(record: Any, given: Given) -> list[Missing]:
    """Where the definition is met a homicide review is held; that nobody is charged is no reason (GL-DH-03)."""
    if given.get("outcome") in (LEARNING, NEAR_MISS) and met(given):
        return [Missing("What you answered is the definition: a domestic homicide review is due, not a local one.",
                        "#id_outcome")]  # fmt: skip
    if given.get("outcome") == NONE and met(given) and not text(given, "against"):
        return [Missing("What you answered is the definition. Say why no review is held all the same. That nobody is charged "
                        "is no reason.", "#id_against")]  # fmt: skip
    return []


def others_consulted(record: Any, given: Given) -> list[Missing]:
    """Where the victim was under 18, a child died too, or care or mental health had a part, the board was consulted (GL-DH-17).

    Takes: `overlaps`, the codes that somebody ticked as applying here.
    """
    there = set(record.overlaps.values_list("kind", flat=True))
    lack: Iterable[str] = [one for one in given.get("overlaps") or () if one not in there]
    return [Missing("Record first who was consulted about the other review.", "#id_overlaps")] if lack else []


def told_home_office(record: Any, given: Given) -> list[Missing]:
    """The Home Office is told of the decision either way before it is closed (GL-DH-15)."""
    if record.log.filter(log="home_office", kind="told").exists():
        return []
    return [Missing("Record first that the Home Office was told of the decision.")]
