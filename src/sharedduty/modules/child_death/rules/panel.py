"""The rules of the panel: members and their signatures, what it needs before it meets, what it must answer, what it gives out."""

from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required, text
from sharedduty.modules.child_death.rules.gathering import YES_NO

AGREEMENT = (  # other words are another edition (`standing.EDITION`), and are signed again
    "What the panel reads names children and families. I read it for this work alone.",
    "I keep it where nobody else can read it, and I do not pass it on, copy it or talk of it outside the panel.",
    "What goes out of the panel names nobody: no child, no family, no practitioner, no place that gives them away.",
    "I say at once when I knew the child or had a part in their care. Then I leave that case.",
    "This holds for every meeting I come to, and it goes on when I no longer belong to the panel.",
)
QUESTIONS = {  # what the panel says of each death (GL-CD-07, GL-CD-32; HE-CDR-01)
    "review": "May a case review be needed?",
    "welfare": "Is there a matter of children's safety or welfare in this area?",
    "public_health": "Is there a matter of public health or safety?",
    "safeguarding": "Was there anything about how this child was kept safe?",
    "services": "Was there anything about how services responded to the death?",
}


def member_whole(given: Given) -> list[Missing]:
    """A member has a seat, a part, a name and a body; a lay member names no deputy (GL-CD-17, GL-CD-18)."""
    missing = []
    if given.get("unknown"):
        missing.append(
            Missing("Nobody in post here has this address. Leave it blank, and write name and post.", "#id_email")
        )
    if given.get("there"):
        missing.append(Missing("This person sits on the panel already.", "#id_email"))
    if given.get("lay_deputy"):
        missing.append(Missing("The lay member comes in person and has no deputy.", "#id_deputy_of"))
    return missing + required(
        given, seat="Say which seat.", part="Say whether core, co-opted or observer.", name="Write their name.",
        body="Write their post and organisation.",
    )  # fmt: skip


def signature_whole(given: Given) -> list[Missing]:
    """Signing is confirmed; for somebody without an account it says where the paper is kept (GL-CD-20)."""
    missing = [] if given.get("agrees") else [Missing("Tick the box to sign.", "#id_agrees")]
    if given.get("by_hand"):
        missing += required(given, on_paper="Say where the signed paper is kept.")
    return missing


def panel_ready(record: Any, given: Given) -> list[Missing]:
    """A case goes to the panel where at least one member has signed: to others it stays shut (GL-CD-20; GL-CN-10)."""
    if given.get("signed"):
        return []
    return [Missing("No member of the panel has signed the confidentiality agreement yet: nobody could read the case.")]


def sheet_whole(record: Any, given: Given) -> list[Missing]:
    """The panel's meeting was held here; everybody there had signed, confirmed it, and was independent (GL-CD-21; WT-CDR-31)."""
    if not given.get("meeting"):
        return [Missing("Choose a meeting of the panel that was held.", "#id_meeting")]
    missing = [
        Missing(f"{name} was there and has not signed the confidentiality agreement. Have them sign, and record it.")
        for name in given.get("unsigned", ())
    ]
    if not given.get("confirmed"):
        missing.append(Missing("Confirm that everybody on the sheet understood and signed.", "#id_confirmed"))
    if not given.get("independent"):
        missing.append(Missing("Confirm that nobody who decided was responsible for the child in life. Who was leaves the "
                               "case.", "#id_independent"))  # fmt: skip
    return missing


def review_whole(record: Any, given: Given) -> list[Missing]:
    """The panel says the cause, whether anything was modifiable and what, answers every question, and says what is learned.

    A modifiable factor may have helped the death come about, and could be changed by a local or national measure so that it
    comes about less (WT2018 fn105; WT-CDR-31, WT-CDR-32; GL-CD-07, GL-CD-10, GL-CD-32).
    """
    missing = required(
        given, cause="Write the cause and manner of death, as the panel finds it.",
        cause_group="Choose the group to which the panel puts it.",
    )  # fmt: skip
    if given.get("modifiable") not in YES_NO:
        missing.append(Missing("Say whether the panel found a modifiable factor.", "#id_modifiable"))
    if given.get("modifiable") == "yes":
        missing += required(given, factors="Write each factor on a line of its own.")
    for code, words in QUESTIONS.items():
        if given.get(code) not in YES_NO:
            missing.append(Missing(f"Answer this: {words}", f"#id_{code}"))
        if given.get(code) == "yes" and not text(given, f"{code}_why"):
            missing.append(Missing(f"Say what: {words}", f"#id_{code}_why"))
    if given.get("review") == "yes":
        missing += required(given, not_earlier="Say why this was not seen earlier.")
    missing += required(given, learning="Write what is learned.", decided_by="Say who decided: name and post.")
    if given.get("again"):
        missing += required(given, why_again="Say why the panel looks at it anew.")
    return missing


def finding_whole(record: Any, given: Given) -> list[Missing]:
    """A finding says what, and who should act (WT-CDR-05)."""
    return required(given, text="Write what should be done.", body="Say who should act.")


def finding_sent(record: Any, given: Given) -> list[Missing]:
    """Whoever should act was told: when and how (WT-CDR-05)."""
    missing = [] if given.get("finding") else [Missing("Choose a finding nobody was told of.", "#id_which")]
    missing += required(given, informed_at="Enter when they were told.", informed_how="Say how.")
    return missing + passed(given, "informed_at")


def finding_answered(record: Any, given: Given) -> list[Missing]:
    """What they decided on a finding, with reasons, on a day (GL-CD-28)."""
    missing = [] if given.get("finding") else [Missing("Choose a finding that waits for an answer.", "#id_which")]
    missing += required(given, answer="Write what they decided, and why.", answered_on="Enter the day.")
    return missing + passed(given, "answered_on")


def output_whole(record: Any, given: Given) -> list[Missing]:
    """What is given out has words and readers, and holds nothing that names anybody (GL-CD-22; GL-CN-10)."""
    missing = required(
        given, title="Write a title.", learning="Write what is learned.", for_whom="Say who should read it.",
    )  # fmt: skip
    if record.output:
        missing.append(Missing("What was learned from this death was given out already."))
    for hit in given.get("hits", ()):
        missing.append(Missing(f"{hit.what} stands in it: “{hit.words}”. Take it out.", f"#id_{hit.place}"))
    missing += [
        Missing(f"The record of {name} in People is not in your sight, so its names could not be looked for. Somebody with "
                "sight of it checks this.")
        for name in given.get("unseen", ())
    ]  # fmt: skip
    return missing
