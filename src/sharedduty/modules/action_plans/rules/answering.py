"""The rules of an agency's part: its plan, its three answers, its colour, its evidence, and telling staff."""

import datetime
from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required, text


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes a part's course is done with a written reason (design section 6)."""
    return required(given, reason="Say why.")


def planned_whole(record: Any, given: Given) -> list[Missing]:
    """A plan says what, who, by when, to what end, how it is watched, and which senior signed up to it (HE-ACT-01, HE-ACT-02)."""
    missing = required(
        given, what="Write what your agency does.", owner="Say who does it: post.", due_on="Enter by which day.",
        intended="Write what will be different.", monitored="Write how it is watched and reviewed.",
        signed_by="Say which senior signed up to it: name and post.",
    )  # fmt: skip
    return missing + _post_held(given)


def not_for_us_whole(record: Any, given: Given) -> list[Missing]:
    """Not for us is an answer, with its reason (TRK-03)."""
    return required(given, not_for_us="Say why it is not for your agency.")


def owner_changed(record: Any, given: Given) -> list[Missing]:
    """An owner or a day is changed with the reason: a group abolished, a post ended (TRK-13)."""
    missing = required(given, owner="Say who does it now: post.", due_on="Enter by which day.", reason="Say why.")
    return missing + _post_held(given)


def _post_held(given: Given) -> list[Missing]:
    """A post that owns work still exists (TRK-13)."""
    post = given.get("owner_post")
    if post is not None and post.closed_on:
        return [Missing("That post has ended. Choose one that exists.", "#id_post")]
    return []


def done_whole(record: Any, given: Given) -> list[Missing]:
    """Done says what was done and when (TRK-08)."""
    return required(given, text="Write what was done.", found_on="Enter when.") + passed(given, "found_on")


def adopted_whole(record: Any, given: Given) -> list[Missing]:
    """In place says how that is known, apart from its having been done (TRK-08)."""
    missing = required(
        given, text="Write what is now the practice.", known_from="Say how you know.",
        found_on="Enter from when on it is in place.",
    )  # fmt: skip
    return missing + _in_order(given, record.done_on, "it was done")


def effect_whole(record: Any, given: Given) -> list[Missing]:
    """The effect is shown on evidence: what is different for children or staff, and how that is known (TRK-08)."""
    missing = required(
        given, text="Write what is different for children or staff.", known_from="Say how you know.",
        found_on="Enter when it was looked at.",
    )  # fmt: skip
    if not given.get("evidence"):
        missing.append(Missing("Add the evidence first: an effect is shown, not said."))
    return missing + _in_order(given, record.adopted_on, "it was in place")


def look_whole(record: Any, given: Given) -> list[Missing]:
    """A look that did not find it yet is kept too: at what, what was found, when (TRK-08, TRK-15)."""
    missing = required(given, question="Say what was looked at.", text="Write what was found.", found_on="Enter when.")
    return missing + passed(given, "found_on")


def rating_whole(record: Any, given: Given) -> list[Missing]:
    """A colour has its reason and its day; what is hard to measure is defined first (TRK-05, TRK-19)."""
    missing = required(given, colour="Choose a colour.", rag_reason="Say why.", rated_on="Enter the day.")
    if record.hard_to_measure and not (record.definition and record.indicator):
        words = "What is meant by this is not defined yet. The business unit writes that first; then it can be rated."
        missing.append(Missing(words))
    return missing + passed(given, "rated_on")


def evidence_whole(record: Any, given: Given) -> list[Missing]:
    """A piece of evidence says what it is, where it is kept, what it shows and its day; or it is one given before (TRK-09)."""
    missing = required(given, shows="Write what it shows.")
    if not given.get("again"):
        missing += required(
            given, kind="Say what kind of evidence it is.", title="Name it.", kept_at="Say where it is kept.",
            dated_on="Enter its day.",
        )  # fmt: skip
    if text(given, "lever") and given.get("lever_worked") not in ("yes", "no"):
        missing.append(Missing("Say whether it changed practice.", "#id_lever_worked"))
    return missing + passed(given, "dated_on")


def sharing_whole(record: Any, given: Given) -> list[Missing]:
    """Telling staff says what changed and why, whom, by what way and when (TRK-12)."""
    missing = required(
        given, changed="Write what changed, and why.", audience="Say who was told.", channel="Say by what way.",
        shared_on="Enter when.",
    )  # fmt: skip
    return missing + passed(given, "shared_on")


def receipt_whole(record: Any, given: Given) -> list[Missing]:
    """That it reached them says who confirmed it, when, and how it was seen that they understood (TRK-12)."""
    sharing = given.get("sharing")
    missing = [] if sharing else [Missing("Choose what waits for a receipt.", "#id_which")]
    missing += required(
        given, received="Say who confirmed it, and how many.", received_on="Enter when.",
        understood="Write how you know that they understood.",
    )  # fmt: skip
    return missing + passed(given, "received_on") + _in_order(
        given, sharing.shared_on if sharing else None, "they were told", name="received_on"
    )  # fmt: skip


def product_whole(record: Any, given: Given) -> list[Missing]:
    """Something made in response has a kind, a name, a place and a day; it is no effect by itself (TRK-14)."""
    missing = required(
        given, kind="Say what it is.", title="Name it.", kept_at="Say where it is.", made_on="Enter when it was made."
    )
    return missing + passed(given, "made_on")


def product_judged(record: Any, given: Given) -> list[Missing]:
    """What came of something made is said apart from its being there (TRK-14)."""
    missing = [] if given.get("product") else [Missing("Choose what was made.", "#id_which")]
    missing += required(given, came_of_it="Write what came of it.", came_of_it_on="Enter when you looked.")
    return missing + passed(given, "came_of_it_on")


def look_planned(record: Any, given: Given) -> list[Missing]:
    """Where an effect is expected later, a day ahead is set on which it is looked at, and how (TRK-15)."""
    missing = required(given, look_on="Enter the day.", look_how="Say how it will be looked at.")
    when = given.get("look_on")
    if isinstance(when, datetime.date) and when <= timezone.localdate():
        missing.append(Missing("Choose a day that is still to come.", "#id_look_on"))
    return missing


def _in_order(given: Given, earlier: Any, words: str, *, name: str = "found_on") -> list[Missing]:
    when = given.get(name)
    if when and earlier and when < earlier:
        return [Missing(f"This cannot lie before {words}.", f"#id_{name}")]
    return passed(given, name)
