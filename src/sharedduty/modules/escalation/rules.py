"""The rules of an escalation, and what stands on its record. Each docstring is the rule in plain words."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

STAGES = {"one": 1, "two": 2, "three": 3, "four": 4, "referred": 5}
# What somebody takes part as, in words; and who stands for each agency at a stage.
PARTS = {
    "worker": "Worker", "manager": "Line manager or named professional", "senior": "Senior manager",
    "board": "Member of the board for an agency", "decider": "Decides at stage four", "adviser": "Independent scrutineer",
    "unit": "Business unit", "conference_chair": "Conference chair", "reviewing_officer": "Reviewing officer",
    "lead": "Safeguarding lead of an agency", "other": "Somebody else concerned",
}  # fmt: skip
SETTLED = ("content", "understands")  # what ends a stage between the two (GL-ES-08)
WITHIN = (
    "You both work for the same agency. This is for differences between agencies. Within your own, use your agency's own "
    "policy, such as the one for whistleblowing."
)


# -- rules of the steps -----------------------------------------------------------------------------------------------


def raising_whole(given: Given) -> list[Missing]:
    """Another agency's act, inaction or decision; why it is unsafe, what should change, what it does to the child.

    A disagreement on how the arrangements are used needs no child (GL-ES-01, GL-ES-05, GL-ES-20). Within one agency it is
    sent to that agency's own policy (GL-ES-18).
    """
    missing = _with_whom(given) + required(
        given, topic="Choose what it is about.", what="Say which act, inaction or decision you disagree with.",
        unsafe_because="Say why it is not safe.", wanted="Say what you want to change.",
    )  # fmt: skip
    if given.get("about_record"):
        missing += required(
            given,
            impact="Say what it does to the child.",
            child_status="Say whether the child is on a plan or in care.",
        )
    return missing + sooner_whole(given)


def _with_whom(given: Given) -> list[Missing]:
    if not given.get("other") and not text(given, "name"):
        return [Missing("Say with whom you disagree: choose them, or write their name and post.", "#id_who")]
    if not given.get("against"):
        return [Missing("Choose the agency they work for.", "#id_organisation")]
    return [Missing(WITHIN, "#id_who")] if given.get("against") == given.get("raised_for") else []


def sooner_whole(given: Given) -> list[Missing]:
    """The child's own timescale counts where it is shorter than the limit, with its reason (GL-ES-04)."""
    day, limit = given.get("sooner_on"), given.get("limit_on")
    if not day:
        return (
            [Missing("Say by which day the child needs it.", "#id_sooner_on")] if text(given, "sooner_because") else []
        )
    if limit and day >= limit:
        words = f"The limit is {limit:%-d %B %Y} anyway: the shorter of the two counts. Leave this blank."
        return [Missing(words, "#id_sooner_on")]
    missing = []
    if day < timezone.localdate():
        missing.append(Missing("This day is past. Choose today or a later day.", "#id_sooner_on"))
    return missing + required(given, sooner_because="Say why the child needs it sooner.")


def sooner_given(record: Any, given: Given) -> list[Missing]:
    """Setting the child's timescale names a day before the limit, and why (GL-ES-04)."""
    day = [] if given.get("sooner_on") else [Missing("Say by which day the child needs it.", "#id_sooner_on")]
    return day or sooner_whole(given)


def person_whole(record: Any, given: Given) -> list[Missing]:
    """Somebody is brought in as something; managers belong to one of the two agencies (GL-ES-06, GL-ES-09)."""
    missing = [] if given.get("part") else [Missing("Say what they take part as.", "#id_part")]
    if not given.get("other") and not text(given, "name"):
        missing.append(Missing("Choose somebody, or write their name and post.", "#id_who"))
    elif not given.get("other") and not given.get("organisation"):
        missing.append(Missing("Choose the agency they work for.", "#id_organisation"))
    elif given.get("part") in ("worker", "manager", "senior") and given.get("side") == "other":
        missing.append(Missing("They work for neither agency. Bring them in as somebody else concerned.", "#id_part"))
    if given.get("twice"):
        missing.append(Missing("They take part as this already.", "#id_who"))
    return missing


def talk_whole(record: Any, given: Given) -> list[Missing]:
    """A talk has when, how, between whom, what was said and whether it settled it (GL-ES-05, GL-ES-08)."""
    missing = required(
        given, talked_at="Enter when you talked.", how="Say how.", between="Say who talked.",
        said="Write what was said: why it is unsafe, what should change, what it does to the child.",
        result="Say whether it is settled.",
    )  # fmt: skip
    if given.get("how") == "not_reached" and given.get("result") in SETTLED:
        missing.append(Missing("Nobody was reached, so it is not settled.", "#id_result"))
    return missing + passed(given, "talked_at")


def moving_whole(record: Any, given: Given) -> list[Missing]:
    """Moving up says in writing what was done and decided at this stage, and why it is not settled (GL-ES-14)."""
    return required(given, account="Write what was done and decided, and why it is not settled.") + sooner_whole(given)


def told_whole(record: Any, given: Given) -> list[Missing]:
    """Telling somebody has whom, when and how (GL-ES-03, GL-ES-07)."""
    return required(
        given, whom="Choose whom this concerns.", recipient="Say who was told: name and post.", told_at="Enter when.",
        how="Say how: telephone, secure email, in person.",
    ) + passed(given, "told_at")  # fmt: skip


def tier_whole(record: Any, given: Given) -> list[Missing]:
    """Each tier of management that tried is named on both sides, with what came of it (GL-ES-09)."""
    return required(
        given, tier="Say which tier of management.", raised_side="Say who, of the agency that raised it.",
        other_side="Say who, of the other agency.", tried_on="Enter when.", result="Write what came of it.",
    ) + passed(given, "tried_on")  # fmt: skip


def planned_whole(record: Any, given: Given) -> list[Missing]:
    """What is agreed says who does it and by which day (GL-ES-09, GL-XN-03)."""
    missing = required(
        given, what="Say what is done.", owner="Say who does it: post and agency.", due_on="Say by when."
    )
    due = given.get("due_on")
    if isinstance(due, datetime.date) and due < timezone.localdate():
        missing.append(Missing("The day to do it by cannot lie in the past.", "#id_due_on"))
    return missing


def planned_done(record: Any, given: Given) -> list[Missing]:
    """What was agreed is done on a day, with what was done."""
    missing = [] if given.get("action") else [Missing("Choose something that is not done yet.", "#id_which")]
    return missing + required(given, done_on="Enter when.", done="Write what was done.") + passed(given, "done_on")


def meeting_chosen(record: Any, given: Given) -> list[Missing]:
    """A meeting taken in was held here; the basis for sharing and its result are written (GL-ES-06; GL-CN-09).

    A resolution panel had people of both agencies and of a third (GL-ES-12).
    """
    missing = [] if given.get("held_meeting") else [Missing("Choose a meeting that was held.", "#id_meeting")]
    missing += required(
        given, basis="Say on what basis information was shared.", result="Write what the meeting came to."
    )
    lacking = given.get("panel_lacks") or ()
    return missing + [Missing(one, "#id_meeting") for one in lacking]


def decider_whole(record: Any, given: Given) -> list[Missing]:
    """Whoever decides last is named; where they belong to an agency in the dispute it is said why all the same (GL-ES-22)."""
    missing = [] if given.get("other") else [Missing("Choose who decides.", "#id_who")]
    if given.get("conflict") and not text(given, "conflict_because"):
        missing.append(
            Missing(
                "They work for one of the two agencies. Choose somebody else, or say why they decide all the same.",
                "#id_conflict_because",
            )
        )
    return missing


def advice_whole(record: Any, given: Given) -> list[Missing]:
    """The scrutineer's view is written down (GL-ES-13)."""
    return required(given, text="Write your view.")


def settling_whole(record: Any, given: Given) -> list[Missing]:
    """It is settled when whoever raised it is content, or understands why; the agreement is written (GL-ES-08, GL-ES-14)."""
    missing = [] if given.get("outcome") in SETTLED else [Missing("Say how it was settled.", "#id_outcome")]
    return missing + _ending(given)


def deciding_whole(record: Any, given: Given) -> list[Missing]:
    """The named decider decides, directly or with a panel that was held, with what was decided and why (GL-ES-11, GL-ES-12)."""
    missing = [] if given.get("is_decider") else [Missing("Only whoever was named to decide records the decision.")]
    missing += required(given, decided_how="Say whether you decided directly or with a resolution panel.")
    if given.get("decided_how") == "panel" and not record.meetings.filter(kind="resolution_panel").exists():
        missing.append(Missing("No resolution panel is on record yet. Hold it and record it first.", "#id_decided_how"))
    return missing + _ending(given)


def _ending(given: Given) -> list[Missing]:
    missing = required(
        given, agreed="Write what was agreed or decided, and why.",
        loose_ends="Say how what is still open goes on. Write “Nothing is open” if so.",
    )  # fmt: skip
    if given.get("late") and not text(given, "late_because"):
        missing.append(Missing("It ends after its limit: say why.", "#id_late_because"))
    return missing


def referral_whole(record: Any, given: Given) -> list[Missing]:
    """A referral to the Secretary of State says why local resolution failed, when and how it was sent (GL-ES-13)."""
    unheard = [] if record.advice.exists() else [Missing("The independent scrutineer has not given a view yet.")]
    return unheard + required(
        given, why="Say why it could not be resolved locally.", sent_at="Enter when it was sent.", how="Say how.",
    ) + passed(given, "sent_at")  # fmt: skip


def answer_whole(record: Any, given: Given) -> list[Missing]:
    """What the Secretary of State answered, and what follows here, is written."""
    return _ending({**given, "late": False})


def copies_chosen(record: Any, given: Given) -> list[Missing]:
    """Those without an account here have it in writing in another way: how, and when (GL-ES-14)."""
    return required(given, how="Say how they have it in writing.", sent_at="Enter when.") + passed(given, "sent_at")


def debrief_whole(record: Any, given: Given) -> list[Missing]:
    """A debrief is offered to somebody, and it is said what became of it (GL-ES-16)."""
    return required(given, offered_to="Say to whom it was offered.", answer="Say what became of it.")


def reason_given(record: Any, given: Given) -> list[Missing]:
    """It is withdrawn with a reason."""
    return required(given, reason="Say why it is withdrawn.")


def log_whole(record: Any, given: Given) -> list[Missing]:
    """The business manager logs it once at each stage; nothing more is asked (GL-ES-10)."""
    return [Missing("It is logged already.")] if record.logged.exists() else []


# -- what stands on the record -----------------------------------------------------------------------------------------


def talked(number: int) -> Callable[[Any], bool]:
    """Whether a talk, or that nobody could be reached, is on record at a stage."""
    return lambda record: record.discussions.filter(number=number).exists()


def both_named(part: str) -> Callable[[Any], bool]:
    """Whether somebody stands for each of the two agencies as this."""

    def done(record: Any) -> bool:
        return {"raised", "against"} <= set(record.participants.filter(part=part).values_list("side", flat=True))

    return done


def at(*stages: str) -> Callable[[Any], bool]:
    """Whether the escalation stands at one of these stages."""
    return lambda record: record.stage in stages


def harm_at_once(record: Any) -> bool:
    """Whether the child may be harmed at once."""
    return bool(record.immediate_harm)


def was_told(*codes: str) -> Callable[[Any], bool]:
    """Whether each of these was told."""

    def done(record: Any) -> bool:
        return set(codes) <= set(record.told.values_list("whom", flat=True))

    return done


def chair_to_be_told(record: Any) -> bool:
    """Whether the child is on a plan, and it reached stage two."""
    return record.child_status in ("plan", "both") and record.stage != "one"


def officer_to_be_told(record: Any) -> bool:
    """Whether the child is in care, and it reached stage two."""
    return record.child_status in ("care", "both") and record.stage != "one"


def tier_tried(record: Any) -> bool:
    """Whether a tier of senior management of both agencies tried to settle it (GL-ES-09)."""
    return bool(record.tiers.exists())


def plan_agreed(record: Any) -> bool:
    """Whether the senior managers agreed a plan with days (GL-ES-09)."""
    return bool(record.planned.filter(number__gte=3).exists())


def is_logged(record: Any) -> bool:
    """Whether the business manager logged it (GL-ES-10)."""
    return bool(record.logged.exists())


def decider_named(record: Any) -> bool:
    """Whether somebody is named to decide (GL-ES-13)."""
    return bool(record.participants.filter(part="decider").exists())


def scrutineer_heard(record: Any) -> bool:
    """Whether the scrutineer gave a view (GL-ES-13)."""
    return bool(record.advice.exists())


def copies_sent(record: Any) -> bool:
    """Whether everybody who is to have it in writing has it (GL-ES-14)."""
    return not record.copies.filter(sent_at__isnull=True).exists()


def had_copies(record: Any) -> bool:
    """Whether anybody was to have it in writing."""
    return bool(record.copies.exists())


def nothing_open(record: Any) -> bool:
    """Whether all that was agreed is done (GL-ES-14)."""
    return not record.planned.filter(done_on__isnull=True).exists()


def something_agreed(record: Any) -> bool:
    """Whether anything was agreed to be done."""
    return bool(record.planned.exists())
