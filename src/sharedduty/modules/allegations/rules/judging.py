"""The rules of the initial discussion, the criteria and the way a concern goes. Nothing here works a judgement out."""

from typing import Any

from sharedduty.foundations.people.api import is_grown
from sharedduty.foundations.process.api import Given, Missing, passed, required, text

ANSWERS = ("met", "not_met", "not_known")
TRUST = "They hold a position of trust with children."
TRANSFER = "What happened elsewhere, at home or in other work, may mean a risk to children here."


def discussion_whole(record: Any, given: Given) -> list[Missing]:
    """The initial discussion: when, with whom, what kind of concern, and the advice on three things (GL-AL-05, GL-AL-06)."""
    missing = required(
        given, discussed_at="Enter when you spoke.", spoke_with="Say with whom: name, post, organisation.",
        concern="Say whether it is an allegation, a worry about quality, or a complaint.",
        at_once="Write what is to be done at once.", employment="Write the advice about the person's work.",
        safeguarding="Write the advice about the children.",
    )  # fmt: skip
    return missing + passed(given, "discussed_at")


def criteria_whole(record: Any, given: Given) -> list[Missing]:
    """Each criterion is met, not met or not known yet, with reasons; so are trust and transfer (WT-LADO-02; GL-AL-01)."""
    missing = []
    for code, words in {**given.get("known", {}), "trust": TRUST, "transfer": TRANSFER}.items():
        if given.get(code) not in ANSWERS:
            missing.append(Missing(f"Judge this: {words}", f"#id_{code}"))
        if not text(given, f"{code}_why"):
            missing.append(Missing(f"Give the reasons: {words}", f"#id_{code}_why"))
    return missing + required(given, judged_by="Say who judged: name and post.")


def way_whole(record: Any, given: Given) -> list[Missing]:
    """The way it goes is decided by somebody named, with reasons; that a criterion is met decides nothing (WT2018 ch2 ¶4)."""
    return required(given, way="Choose the way it goes.", reasons="Give the reasons.",
                    decided_by="Say who decided: name and post.")  # fmt: skip


def record_whole(record: Any, given: Given) -> list[Missing]:
    """The record of the discussion goes to the employer in writing, to somebody named (GL-AL-09)."""
    return required(given, text="Write what the employer keeps.", sent_to="Say to whom: name and post.",
                    how="Say how it goes.")  # fmt: skip


def child_whole(record: Any, given: Given) -> list[Missing]:
    """A child has a name, or is said to be not known; a grown-up was one when it happened (WT-LADO-03)."""
    missing = required(given, given_names="Write the child's given names, or “Not known”.")
    if is_grown(given.get("birth_on")) and not given.get("grown"):
        words = "This date makes them 18 or over. Check it, or say that it happened when they were a child."
        missing.append(Missing(words, "#id_birth_on"))
    return missing + passed(given, "birth_on")


def welfare_whole(record: Any, given: Given) -> list[Missing]:
    """What is done for the child's own welfare is decided, with why (WT-LADO-03; WT2018 ch2 ¶5)."""
    missing = [] if given.get("child") else [Missing("Choose the child.", "#id_which")]
    missing += required(given, welfare="Say what is done for the child.", welfare_why="Write what and why.")
    if given.get("welfare") == "handed" and given.get("nobody"):
        missing.append(Missing("This area has no front door team here. Telephone it.", "#id_welfare"))
    return missing


def same_person(record: Any, given: Given) -> list[Missing]:
    """Another allegation in sight is said to be about the same person, with why."""
    missing = [] if given.get("other") else [Missing("Choose the other record.", "#id_which")]
    return missing + required(given, because="Say why you think so.")


def accused_known(record: Any, given: Given) -> list[Missing]:
    """Who the person is, here: their address, or their record among people (design section 4)."""
    if given.get("oneself"):
        return [Missing("This would shut you out and leave nobody. Hand it over first.")]
    if not (text(given, "email") or text(given, "person")):
        return [Missing("Write their e-mail address, or the reference of their record.", "#id_email")]
    if text(given, "person") and not given.get("found"):
        return [Missing("There is no such record that you may see.", "#id_person")]
    return []


def shut_whole(record: Any, given: Given) -> list[Missing]:
    """Somebody is shut out by the address they sign in with, with why; never oneself."""
    missing = required(given, email="Write the e-mail address they sign in with.", reason="Say why.")
    if text(given, "email") and given.get("unknown"):
        missing.append(Missing("Nobody signs in here with this address.", "#id_email"))
    if given.get("oneself"):
        missing.append(Missing("This would shut you out and leave nobody. Hand it over first.", "#id_email"))
    return missing


def handing_whole(record: Any, given: Given) -> list[Missing]:
    """Somebody else takes it over, with why; somebody must be there to take it."""
    missing = required(given, reason="Say why.")
    if not given.get("taker"):
        missing.append(Missing("Nobody here can take it over. Telephone the head of service."))
    return missing


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What is looked at again is, with why (GL-AL-10)."""
    return required(given, reason="Say why.")
