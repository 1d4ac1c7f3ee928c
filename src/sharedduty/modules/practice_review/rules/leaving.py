"""The rules of what leaves: compared with its source and signed, on a day that was thought of, and held where a trial asks it."""

from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

MOST_THEMES, LONGEST = 12, 80


def source_whole(record: Any, given: Given) -> list[Missing]:
    """The report as it came is kept whole, with its day; names may stand in it, for it is never published (GL-XN-06)."""
    missing = required(
        given, title="Give its title.", account="Paste what happened, as it was written.",
        analysis="Paste the reasons, as they were written.", improvements="Paste what should be better, as it was written.",
        received_on="Enter the day it came.",
    )  # fmt: skip
    return missing + passed(given, "received_on")


def comparison_whole(record: Any, given: Given) -> list[Missing]:
    """Somebody who wrote none of it says what was changed and that the meaning stands; there is something to compare (GL-XN-06).

    Takes: `wrote`, whether whoever signs wrote a version for the public.
    """
    if not given.get("source") or not given.get("report"):
        return [Missing("Keep the report as it came first, and write the version for the public.")]
    if given.get("wrote"):
        return [
            Missing(
                "You wrote the version for the public. Somebody else compares it and signs: a partner, or a colleague."
            )
        ]
    return required(
        given,
        found="Say what was changed, and whether it still says the same.",
        signed_by="Say who signs: name and post.",
    )


def compared(record: Any, given: Given) -> list[Missing]:
    """Where the report as it came is kept, nothing leaves before a person compared this very version with it and signed."""
    if given.get("source") and not given.get("signed"):
        return [
            Missing(
                "Nobody has compared this version with the report as it came. Compare them and sign.",
                given.get("compare_page", ""),
            )
        ]
    return []


def day_chosen(record: Any, given: Given) -> list[Missing]:
    """A day near a birthday or an anniversary of the family is warned of; whoever takes it all the same says why."""
    near = given.get("near") or ()
    if not near or text(given, "near_because"):
        return []
    return [Missing(f"{one} Choose another day, or say below why this one.", "#id_planned_on") for one in near]


def nothing_holds(record: Any, given: Given) -> list[Missing]:
    """While a trial, an inquest or another process that asks for it goes on, nothing is published (WT2018 ch4 ¶41)."""
    return [
        Missing(f"Publication waits for {what}: {because} Record first that it ended.")
        for what, because in given.get("holding") or ()
    ]


def themes_whole(record: Any, given: Given) -> list[Missing]:
    """A review touches at least one theme, each in a few words of its own line (GL-XN-08)."""
    themes = given.get("themes") or ()
    if not themes:
        return [Missing("Write at least one theme, each in a line of its own.", "#id_themes")]
    if len(themes) > MOST_THEMES or any(len(one) > LONGEST for one in themes):
        return [Missing(f"Write at most {MOST_THEMES} themes of at most {LONGEST} characters each.", "#id_themes")]
    return []
