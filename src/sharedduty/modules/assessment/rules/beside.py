"""The rules of what is done beside an assessment or plan: specialist parts, points, supervision, the law, transitions."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

ACCOMMODATED = "accommodate"
ASKED_FOR = "request"


def specialist_whole(record: Any, given: Given) -> list[Missing]:
    """A specialist assessment says of which kind, and whether somebody asked for it or it is thought to be needed (WT-SPC)."""
    missing = required(given, kind="Choose what kind of specialist assessment it is.", because="Say why it is begun.")
    if given.get("because") == ASKED_FOR:
        missing += required(given, asked_by="Say who asked for it.", asked_on="Enter when it was asked for.")
    if text(given, "kind") and record.specialists.filter(kind=given["kind"]).exists():
        missing.append(Missing("This is part of the assessment already: one process and one plan.", "#id_kind"))
    return missing + passed(given, "asked_on")


def point_set(record: Any, given: Given) -> list[Missing]:
    """A point of decision and review lies ahead and says what is looked at (WT-ASM-24)."""
    missing = required(
        given, due_on="Enter the day of the point of review.", about="Write what is looked at, and with whom."
    )
    if given.get("due_on") and given["due_on"] < timezone.localdate():
        missing.append(Missing("A point of review lies ahead.", "#id_due_on"))
    return missing


def point_held(record: Any, given: Given) -> list[Missing]:
    """A point held says with whom, and what was found and decided (WT-ASM-24)."""
    missing = [] if given.get("point") else [Missing("Choose which point of review was held.", "#id_point")]
    missing += required(
        given, held_on="Enter when it was held.", with_whom="Say who took part.",
        finding="Write what was found and decided.",
    )  # fmt: skip
    return missing + passed(given, "held_on")


def effect_written(record: Any, given: Given) -> list[Missing]:
    """What a service does for the child is recorded, with the day it was looked at (WT-ASM-13)."""
    missing = [] if given.get("service") else [Missing("Choose which service.", "#id_service")]
    missing += required(
        given,
        impact_seen_on="Enter when you looked at it.",
        impact="Write what it did for the child, or that it did nothing.",
    )
    return missing + passed(given, "impact_seen_on", "started_on")


def supervised_by_another(record: Any, given: Given) -> list[Missing]:
    """Supervision looks at the effect on the child and the pace of change, and is never by whoever leads (WT-ASM-27)."""
    missing = required(
        given, held_on="Enter when supervision was held.", impact="Write what the help changed for the child.",
        pace="Write whether change is quick enough for this child.", decided="Write what was decided.",
        next_on="Enter when supervision is next.",
    ) + passed(given, "held_on")  # fmt: skip
    if given.get("next_on") and given.get("held_on") and given["next_on"] <= given["held_on"]:
        missing.append(Missing("The next supervision comes after this one.", "#id_next_on"))
    if given.get("by") == record.lead_id:
        missing.append(Missing("You lead this. Somebody else supervises it."))
    return missing


def legal_decision_whole(record: Any, given: Given) -> list[Missing]:
    """A decision under the law says what, who decided, when and why; accommodation by which limb (WT-ASM-04, WT-ASM-14)."""
    missing = required(
        given, kind="Choose what was decided.", decided_on="Enter when it was decided.",
        decided_by="Say who decided: name and post.", reasons="Write the reasons.",
    ) + passed(given, "decided_on")  # fmt: skip
    if given.get("kind") == ACCOMMODATED:
        missing += required(given, limb="Say why the child has to be accommodated.")
    return missing


def transition_planned(record: Any, given: Given) -> list[Missing]:
    """A known change is planned before it comes, with the young person (WT-ASM-28, WT-CIN-05)."""
    missing = required(
        given, kind="Say what changes.", happens_on="Enter when it happens.",
        plan="Write who does what from then on.", agreed_with="Say with whom this is agreed.",
    )  # fmt: skip
    if given.get("kind") == "other":
        missing += required(given, what="Say which change it is.")
    if given.get("happens_on") and given["happens_on"] < timezone.localdate():
        missing.append(Missing("This lies in the past. A transition is planned before it comes.", "#id_happens_on"))
    return missing


def adult_considered(record: Any, given: Given) -> list[Missing]:
    """Every adult of the household is named and considered, living there or not (WT-ASM-18)."""
    missing = required(
        given, name="Write the adult's name.", relation="Say what they are to the child.",
        considered="Write what they give the child, and what is known or asked of them.",
    )  # fmt: skip
    if text(given, "lives_there") not in ("yes", "no"):
        missing.append(Missing("Say whether they live with the child.", "#id_lives_there"))
    return missing


def arrival_recorded(record: Any, given: Given) -> list[Missing]:
    """A child who moved here with a plan: from which authority, and when everything came (WT-CIN-02, WT-CIN-03)."""
    return required(
        given,
        came_from="Say which authority the child moved from.",
        pack_received_on="Enter when its information came.",
    ) + passed(given, "pack_received_on")


def enquiry_named(record: Any, given: Given) -> list[Missing]:
    """An assessment that carries out section 47 enquiries names them; the next only once those before are over (WT-S47-01)."""
    missing = required(given, enquiry="Say which enquiry it is part of.")
    if record.enquiry and record.enquiry not in (given.get("enquiry"), given.get("after")):
        missing.append(Missing(f"This assessment carries out the enquiry {record.enquiry} already."))
    return missing
