"""The rules of an agency's own management review: who may write it, what it holds, who stands behind it (HE-IMR)."""

from collections.abc import Mapping
from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

INTERVIEW, FEEDBACK, DISCIPLINE, OMBUDSMAN = "interview", "feedback", "discipline", "ombudsman"


def author_independent(record: Any, given: Given) -> list[Missing]:
    """The author had no part in the case and never managed who had, and is senior enough (HE-IMR-01)."""
    missing = required(
        given, author_name="Write who writes it.", author_post="Write their post.",
        no_part="Say whether they had any part with the child or family.",
        no_line="Say whether they ever managed anybody who had.", senior="Say whether they are senior enough.",
        declared_on="Enter the day they declared it.",
    )  # fmt: skip
    if given.get("no_part") == "yes":
        missing.append(
            Missing("Whoever worked with the child or family cannot write it. Name somebody else.", "#id_no_part")
        )
    if given.get("no_line") == "yes":
        missing.append(Missing("Whoever managed those who did cannot write it. Name somebody else.", "#id_no_line"))
    if given.get("senior") == "no":
        missing.append(Missing("The author must be senior enough to be heard. Name somebody else.", "#id_senior"))
    return missing + passed(given, "declared_on")


def author_named(record: Any, given: Given) -> list[Missing]:
    """Nothing is written before it is on record who writes it and that they are independent (HE-IMR-01)."""
    return [] if record.author_declared_on else [Missing("Record first who writes it, and that they are independent.")]


def report_whole(record: Any, given: Given) -> list[Missing]:
    """Each item of the outline is answered; an author may write that one does not fit the case, and why (HE-IMR-02, -12)."""
    items: Mapping[str, str] = given.get("items") or {}
    missing = required(given, **dict(items))
    if given.get("again") and not text(given, "why_again"):
        missing.append(Missing("Say why it changes. The earlier version is kept.", "#id_why_again"))
    return missing


def why_and_not_only_what(record: Any, given: Given) -> list[Missing]:
    """The analysis does not repeat the chronology: a line of it copied whole is refused (HE-IMR-03). Takes: `lines`."""
    lines = [" ".join(str(one).split()).casefold() for one in given.get("lines") or () if len(str(one).split()) >= 5]
    missing = []
    for name in given.get("analysis") or ():
        said = " ".join(text(given, name).split()).casefold()
        if any(one in said for one in lines):
            missing.append(
                Missing("This repeats a line of your chronology. Say why it was so, not only what.", f"#id_{name}")
            )
    return missing


def advice_whole(record: Any, given: Given) -> list[Missing]:
    """A recommendation has its five fields (HE-IMR-10)."""
    return required(
        given, text="Write the action.", owner="Say by whom.", due_on="Enter by when.",
        outcome="Say what it is to bring.", monitored="Say how it is checked.",
    )  # fmt: skip


def attached_whole(record: Any, given: Given) -> list[Missing]:
    """After a death in custody the ombudsman's report is attached: first it is noted that it came (HE-IMR-11)."""
    missing = []
    if not record.notes.filter(kind=OMBUDSMAN).exists():
        missing.append(Missing("Note first that the ombudsman's report came, and what it says."))
    if not given.get("file"):
        missing.append(Missing("Choose the file.", "#id_file"))
    return missing


def note_whole(record: Any, given: Given) -> list[Missing]:
    """An interview's record is shared with whoever was asked; of discipline only that it runs is kept (HE-IMR-04 to -07)."""
    missing = required(given, kind="Say what it is.", happened_on="Enter the day.")
    kind = given.get("kind")
    if kind == DISCIPLINE:
        if text(given, "what") or text(given, "who"):
            missing.append(Missing("Discipline is kept apart: write only that it runs, and its day.", "#id_what"))
    else:
        missing += required(given, who="Say who: posts, not names.", what="Write what.")
    if kind == INTERVIEW:
        missing += required(given, shared_on="Enter when its record was shared with whoever was asked.")
    return missing + passed(given, "happened_on", "shared_on")


def endorsement_whole(record: Any, given: Given) -> list[Missing]:
    """A senior officer, not the author, accepts it and answers for what follows; staff had feedback (HE-IMR-05, -08, -09).

    Takes: `wrote`, whether whoever records it wrote the report that stands: then it is said how the officer signed. The draft
    plan is its recommendations, or why none.
    """
    missing = required(given, endorsed_by="Say which senior officer endorses it: name and post.")
    officer = " ".join(text(given, "endorsed_by").split()).casefold()
    author = " ".join(record.author_name.split()).casefold()
    if author and author in officer:
        missing.append(Missing("Whoever wrote it cannot endorse it: a senior officer does.", "#id_endorsed_by"))
    if given.get("wrote"):
        missing += required(
            given, signed_how="You wrote it, so somebody else endorses it: say how and when they signed."
        )
    if not record.reports.exists():
        missing.append(Missing("Write the report first."))
    if not record.notes.filter(kind=FEEDBACK).exists():
        missing.append(Missing("Record first that staff had feedback and could put facts right."))
    if not record.advice.exists():
        missing += required(given, no_plan_because="It recommends nothing: say why.")
    return missing


def nil_whole(record: Any, given: Given) -> list[Missing]:
    """A nil return is an answer, with why and a signature (HE-IMR-13)."""
    return required(
        given,
        nil_because="Say how it was looked for, and that nothing was found.",
        nil_signed_by="Say who signs: name and post.",
    )


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What takes a step back is done with a written reason."""
    return required(given, reason="Say why.")
