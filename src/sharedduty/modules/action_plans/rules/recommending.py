"""The rules of a recommendation: taking it in, looking at it, accepting it, asking agencies, and how it ends."""

import datetime
from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

OPEN_STAGES = ("received", "triaged", "accepted", "allocated")


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes a recommendation's course is done with a written reason (design section 6)."""
    return required(given, reason="Say why.")


def taken_in_whole(given: Given) -> list[Missing]:
    """A recommendation has its words, a kind of source, which source, how strongly it is worded, and its day (TRK-01, TRK-02)."""
    missing = required(
        given, wording="Write the recommendation in the words of its source.", source_kind="Say what kind of source it is.",
        source_title="Say which review, audit or inspection.", modality="Say how strongly it is worded.",
        made_on="Enter the day on which it was made.",
    )  # fmt: skip
    return missing + passed(given, "made_on")


def looked_at_whole(record: Any, given: Given) -> list[Missing]:
    """Looked at, it has an order of importance, whether it means a change at the front line, and whether it was said before.

    Whether two say the same a person decides; the product only shows what looks alike and why (TRK-07, TRK-08).
    """
    missing = required(given, priority="Say how soon it is looked to.", repeats="Say whether it was said before.")
    if given.get("front_line") not in ("yes", "no"):
        missing.append(Missing("Say whether it means a change at the front line.", "#id_front_line"))
    if text(given, "repeats") not in ("", "no") and not given.get("earlier"):
        missing.append(Missing("Choose one that is in the register.", "#id_repeats"))
    if given.get("earlier") and not text(given, "said_before_because"):
        missing.append(Missing("Say what is the same, and what is not.", "#id_said_before_because"))
    return missing


def accepted_whole(record: Any, given: Given) -> list[Missing]:
    """Accepted, it has an owner, a day, what will be different and how one will know (TRK-01; HE-ACT-01)."""
    missing = required(
        given, accepted_on="Enter when it was accepted.", accepted_by="Say who accepted it: name and post.",
        owner="Say who answers for it: post and body.", due_on="Enter by which day.",
        intended="Write what will be different.", measure="Write how one will know.",
    )  # fmt: skip
    return missing + passed(given, "accepted_on") + _not_before(given, "accepted_on", record.made_on, "it was made")


def asked_whole(record: Any, given: Given) -> list[Missing]:
    """At least one agency is asked, and each knows what and by when it answers (TRK-03)."""
    missing = (
        [] if given.get("teams") else [Missing("Choose at least one agency that is not asked yet.", "#id_agencies")]
    )
    return missing + required(given, asked="Write what they are asked.", answer_by_on="Enter by which day they answer.")


def plan_changed(record: Any, given: Given) -> list[Missing]:
    """Owner, day and measure are changed together, with a reason; none may become empty (TRK-13)."""
    return required(
        given, owner="Say who answers for it: post and body.", due_on="Enter by which day.",
        measure="Write how one will know.", reason="Say why.",
    )  # fmt: skip


def priority_given(record: Any, given: Given) -> list[Missing]:
    """The order of importance is one of the list (TRK-07)."""
    return required(given, priority="Say how soon it is looked to.")


def definition_whole(record: Any, given: Given) -> list[Missing]:
    """What is hard to measure has a definition and something that would show it (TRK-19)."""
    return required(given, definition="Write what is meant by it.", indicator="Write what would show it.")


def merge_whole(record: Any, given: Given) -> list[Missing]:
    """Merging names an open recommendation that carries it on, and why; a person does it, never the product (TRK-04)."""
    missing = _other(record, given)
    return missing + required(given, reason="Say what is the same, and why one carries both.")


def closing_proposed(record: Any, given: Given) -> list[Missing]:
    """Closing is proposed once every agency has answered, and on what shows that practice changed (TRK-08; HE-ACT-03)."""
    missing = _nothing_waits(given) + required(given, why="Write what shows that practice has changed.")
    return missing + still_owed(given)


def still_owed(given: Given) -> list[Missing]:
    """What of the agencies' answers stands in the way of closing (TRK-03, TRK-08; HE-ACT-03).

    Takes: `parts`, the agencies' parts, and `front_line`, whether a change at the front line was meant.
    """
    parts = [one for one in given.get("parts") or () if one.stage != "withdrawn"]
    missing = []
    if not [one for one in parts if one.stage != "not_applicable"]:
        missing.append(Missing("No agency has done anything about it: it is not done, and cannot be closed."))
    if silent := [str(one.asked_organisation) for one in parts if one.stage == "asked"]:
        missing.append(Missing(f"These have not answered yet: {', '.join(silent)}."))
    front_line = bool(given.get("front_line"))
    words = "These have not shown the effect at the front line" if front_line else "These have not finished"
    short = ("planned", "done", "adopted") if front_line else ("planned",)
    if found := [str(one.asked_organisation) for one in parts if one.stage in short]:
        missing.append(Missing(f"{words}: {', '.join(found)}. Done is not the same as changed."))
    return missing


def superseding_proposed(record: Any, given: Given) -> list[Missing]:
    """Superseding names a newer open recommendation that takes over, and why (TRK-06)."""
    missing = _nothing_waits(given) + _other(record, given)
    other = given.get("other")
    if other is not None and other.made_on < record.made_on:
        words = "What takes its place must be as new as it, or newer. To put two together, merge them."
        missing.append(Missing(words, "#id_other"))
    return missing + required(given, why="Say how the newer one takes it over.")


def another_agrees(record: Any, given: Given) -> list[Missing]:
    """A second person agrees, never the one who proposed it (TRK-18)."""
    proposal = given.get("proposal")
    if proposal is None:
        return [Missing("Nobody has proposed this.")]
    missing = [Missing("You proposed this. Somebody else must agree.")] if given.get("own") else []
    return missing + required(given, answer="Write what you looked at.")


def closing_agreed(record: Any, given: Given) -> list[Missing]:
    """Closing is agreed only where it still holds that every agency has shown what is needed (TRK-08)."""
    return still_owed(given) if given.get("proposal") else []


def superseding_agreed(record: Any, given: Given) -> list[Missing]:
    """Superseding is agreed only while what takes its place is still open (TRK-06)."""
    return _other(record, given, field="") if given.get("proposal") else []


def refusal_whole(record: Any, given: Given) -> list[Missing]:
    """A proposal is turned down, or taken back, with why (TRK-18)."""
    missing = [] if given.get("proposal") else [Missing("Nobody has proposed anything.")]
    return missing + required(given, answer="Say why not.")


def carrier_whole(record: Any, given: Given) -> list[Missing]:
    """A document that should carry it is one of the list, and not named before (TRK-11)."""
    missing = [] if given.get("document") else [Missing("Choose a document that is not named yet.", "#id_which")]
    return missing + required(given, since_on="Enter from which day on it should carry it.")


def mention_whole(record: Any, given: Given) -> list[Missing]:
    """For each new issue somebody says whether it carries the recommendation; if not, why (TRK-11)."""
    missing = [] if given.get("issue") else [Missing("Choose an issue that waits for an answer.", "#id_which")]
    missing += required(given, says="Say whether it carries the recommendation.")
    if text(given, "says") in ("not_yet", "declined"):
        missing += required(given, mention_reason="Say why it does not.")
    return missing


def _nothing_waits(given: Given) -> list[Missing]:
    if given.get("proposal"):
        return [Missing("Something is proposed already. Agree to it, or turn it down, first.")]
    return []


def _other(record: Any, given: Given, field: str = "#id_other") -> list[Missing]:
    """What is named to carry it on is another recommendation, in sight, and still open."""
    other = given.get("other")
    if other is None:
        return [Missing("Enter the reference of the recommendation that carries it on.", field)]
    if other.pk == record.pk:
        return [Missing("It cannot carry itself on.", field)]
    if other.stage not in OPEN_STAGES:
        return [Missing("That one has ended. Choose one that is still open.", field)]
    return []


def _not_before(given: Given, name: str, earlier: datetime.date, words: str) -> list[Missing]:
    when = given.get(name)
    return [Missing(f"This cannot lie before {words}.", f"#id_{name}")] if when and when < earlier else []
