"""What came of a contact: enquiries and their answers, decisions and reasons, hand-overs, and what the referrer was told."""

import datetime
import functools
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.guidance.api import editions_in_force
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import Handover
from sharedduty.foundations.requests.models import Answer, InformationRequest, SharingDecision
from sharedduty.modules.front_door.actions.handing import STARTS
from sharedduty.modules.front_door.models import Decision, Enquiry
from sharedduty.modules.front_door.rules import DETERMINATIONS, NOT_MET
from sharedduty.site.synthesis import texts
from sharedduty.site.synthesis.clocks import limit
from sharedduty.site.synthesis.days import Told, ToldOf
from sharedduty.site.synthesis.early import EarlyHelp
from sharedduty.site.synthesis.helping import Helped
from sharedduty.site.synthesis.hours import CLOSES, OPENS, after, is_working_day
from sharedduty.site.synthesis.protecting import Protection
from sharedduty.site.synthesis.rates import an_authority, rates
from sharedduty.site.synthesis.staff import Worker, case_holder, pick

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record

# For each kind of work, whose it is: the team, and the role of whoever takes it up.
TEAMS = {
    "social_work": ("children-and-families", "social_worker"), "early_help": ("families-first", "early_help_coordinator"),
}  # fmt: skip
PROTECTING = ("immediate_protection", "section47_enquiries")
SHARED = {"nothing_held": "nothing", "shared": "shared", "part_shared": "part", "declined": "withheld"}
NEXT_STEPS = "referral.next_steps"


def out_of_hours(at: datetime.datetime) -> bool:
    """Whether the front door was closed."""
    local = at.astimezone(LONDON)
    return not (is_working_day(local.date()) and OPENS <= local.hour < CLOSES)


@functools.cache
def pack_on(day: datetime.date) -> str:
    """The edition that holds the list of next steps on a day."""
    return next((one.id for one in editions_in_force(day) if NEXT_STEPS in one.outcomes), "wt-2018")


def enquiry(record: "Record", at: datetime.datetime) -> None:
    """A MASH enquiry about the first child, each agency asked by a request in a file of its own."""
    plan, chance = record.plan, record.plan.chance
    child = plan.children[0]
    closed = plan.enquiry_closed_at if record.past(plan.enquiry_closed_at) else None
    priority = "red" if plan.story.level == 4 else chance.choice(("amber", "green"))
    question = "What do you know of this child and family in the last two years, and what worries you?"
    made = plan.codes("E", 0)
    record.batch.add(
        Enquiry, case_file_id=record.working, reference=made, contact_id=record.contact,
        child_id=record.children[child.reference], priority=priority, priority_reason="From what was seen and said.",
        question=question, opened_at=at, opened_by_id=record.worker.appointment_id, closed_at=closed,
        closed_by_id=record.worker.appointment_id if closed else None, picture=chance.choice(texts.PICTURE) if closed else "",
    )  # fmt: skip
    for order, told in enumerate(plan.told):
        _request(record, order, told, child, at, made, priority, question)


def _request(
    record: "Record",
    order: int,
    told: Told,
    child: ToldOf,
    at: datetime.datetime,
    made: str,
    priority: str,
    question: str,
) -> None:
    chance, staff = record.plan.chance, record.staff
    code = record.plan.codes("R", order)
    file = record.register.file(record.batch, code, "information_request", staff.front_door(), at)
    people = [one for one in staff.by_role[told.team.replace("-", "_")] if one.team_id == staff.teams[told.team]]
    agent = chance.choice(people)
    answered = told.answered_at if record.past(told.answered_at) else None
    row = record.batch.add(
        InformationRequest, case_file_id=file, reference=code, for_record=record.plan.reference, enquiry=made,
        about=_about(record, child),
        asked_organisation_id=agent.organisation_id, asked_team_id=agent.team_id, asking_team_id=staff.front_door(),
        asked_by_id=record.worker.appointment_id, asked_at=at, priority=priority,
        due_at=limit(f"enquiry.{priority}", at, staff.area.local_pack).due,
        question=question, purpose="To decide next steps for the child: Children Act 1989 s.17 and s.47.",
        outcome=told.outcome if answered else "", answered_at=answered,
        answered_by_id=agent.appointment_id if answered else None, version=2 if answered else 1,
    )  # fmt: skip
    record.batch.add(
        Grant, case_file_id=file, team_id=agent.team_id, level="contribute", why="asked for information", given_at=at
    )
    record.note(at, record.worker, "asked for information", [file])
    if answered is None:
        return
    withheld = "Another person's own health record." if told.outcome in ("part_shared", "declined") else ""
    record.batch.add(
        Answer, case_file_id=file, request_id=row, outcome=told.outcome, held=texts.HELD[told.outcome], withheld=withheld,
        answered_at=answered, answered_by_id=agent.appointment_id,
    )  # fmt: skip
    record.batch.add(
        SharingDecision, case_file_id=file, reference=record.plan.codes("S", order), record=code, shared=SHARED[told.outcome],
        what=texts.HELD[told.outcome] or withheld or "Records searched: nothing is held.",
        recipient="Children's front door", requester="Children's front door", body_type=agent.sector,
        relevance="It bears on whether the child is safe at home.", function_helped="Deciding next steps.",
        detriment="unsure" if told.outcome == "declined" else "no",
        detriment_reason="A parent who left might be traced by it." if told.outcome == "declined" else "It helps the child.",
        lawful_basis="public_task", consent_state="not_sought", special_category_ground="puts_at_risk",
        decided_at=answered, decided_by_id=agent.appointment_id, decided_by_name=agent.post,
    )  # fmt: skip
    record.note(answered, agent, "answered a request", [file])


def _about(record: "Record", child: ToldOf) -> dict[str, Any]:
    """What an agency must know to recognise the child, as the front door would have written it."""
    described, family = child.described, record.plan.family
    return {
        "names": f"{described.given} {described.family}", "also_known_as": "",
        "birth_on": described.birth_on.isoformat() if described.birth_on else "", "birth_about": "", "unborn": False,
        "expected_on": "", "address": family.address, "postcode": family.postcode, "school": "", "gp_practice": "",
        "nhs_number": child.member.nhs_number if child.with_number else "",
    }  # fmt: skip


def decision(record: "Record", child: ToldOf, at: datetime.datetime) -> int:
    """The decision for one child, with the hand-overs it leaves. Gives its row id."""
    chance = record.plan.chance
    reasons = " ".join(texts.OUTCOME_REASONS[one] for one in child.outcomes)
    answers = {
        code: {"answer": "yes", "note": texts.OUTCOME_REASONS[outcome]}
        if outcome in child.outcomes
        else {"answer": "no", "note": ""}
        for code, _, outcome in DETERMINATIONS
    }
    level = 4 if {"section47_enquiries", "immediate_protection"} & set(child.outcomes) else child.level
    four = level == 4
    told = chance.random() < 0.93
    row = record.batch.add(
        Decision, case_file_id=record.working, reference=record.plan.codes("D", child.member.number),
        child_id=record.children[child.reference], outcomes=list(child.outcomes), determinations=answers, level=level,
        level_reason="From what was seen, what is on record and what the family say.",
        level4_category="Child protection" if four else "",
        health_without_services="Likely to be harmed if nothing changes at home." if four else "",
        effect_of_services="A plan with the family can make home safe." if four else "",
        child_wishes=chance.choice(texts.WISHES), siblings_considered=chance.choice(texts.SIBLINGS), reasons=reasons,
        family_told="told" if told else "significant_harm",
        family_told_note="" if told else "A parent may take the child away if told today.",
        pack=pack_on(at.date()), decided_at=at, decided_by_id=record.worker.appointment_id,
    )  # fmt: skip
    for outcome in child.outcomes:
        if outcome in STARTS:
            _hand_over(record, child, outcome, reasons, at)
    return row


def _hand_over(record: "Record", child: ToldOf, outcome: str, reasons: str, at: datetime.datetime) -> None:
    start, purpose, reads = STARTS[outcome]
    sub = child.member.number * len(STARTS) + list(STARTS).index(outcome)
    staff, chance = record.staff, record.plan.chance
    team = staff.teams[TEAMS[purpose][0]]
    file = record.register.file(record.batch, record.plan.codes("HF", sub), "handover", team, at)
    accepted = after(at, _until_taken_up(chance, start))
    role = TEAMS[purpose][1]
    people = staff.by_role[role]
    worker = case_holder(chance, people, record.now - at) if role == "social_worker" else pick(chance, people, 0.08)
    code = record.plan.codes("H", sub)
    taken = record.past(accepted)
    begun = _begin(record, child, outcome, worker, code, accepted) if taken else None
    finished = begun.at if begun else after(accepted, chance.uniform(6, 90))
    done = taken and record.past(finished)
    person = record.register.held.get(child.member.reference)
    if start.startswith("strategy"):
        until = accepted.isoformat() if taken else ""
        record.plan.tell("protection", "handover", code, child.member.reference, at.isoformat(), until, "", "", "", "")
    record.batch.add(
        Handover, case_file_id=file, reference=code, from_record=record.plan.reference,
        about=child.reference, start=start, summary=f"{child.described.given} {child.described.family}: {reasons}", left_at=at,
        given_names=child.described.given, family_name=child.described.family, birth_on=child.described.birth_on,
        person_id=person[0] if person else None,
        left_by_id=record.worker.appointment_id, owner_team_id=team, accepted_at=accepted if taken else None,
        accepted_by_id=worker.appointment_id if taken else None, led_to=begun.reference if begun and done else "",
        closed_at=finished if done else None,
        outcome=(begun.outcome if begun else texts.BECAME.get(outcome, "")) if done else "",
    )  # fmt: skip
    if team != staff.front_door():
        record.batch.add(Grant, case_file_id=file, team_id=staff.front_door(), level="read", why="left it", given_at=at)
    if reads:
        for shared in filter(None, (record.concern, record.working, person[1] if person else None)):
            record.batch.add(
                Grant, case_file_id=shared, team_id=team, level="read", why="handed over to this team", given_at=at
            )


def _until_taken_up(chance: random.Random, start: str) -> float:
    """Working hours until somebody takes work up: soon where harm is suspected; now and then it is overlooked for days."""
    if start.startswith("strategy"):
        return chance.expovariate(1 / 1.5)
    return chance.uniform(16, 60) if chance.random() < 0.1 else chance.expovariate(1 / 5)


@dataclass(frozen=True)
class _Begun:
    """What a hand-over led to: the record, when it was begun, and what the hand-over says of it."""

    reference: str
    at: datetime.datetime
    outcome: str


def _begin(
    record: "Record", child: ToldOf, outcome: str, worker: Worker, code: str, accepted: datetime.datetime
) -> _Begun | None:
    """Begin the work a hand-over is for in its own room; None where that came to nothing, or is still to come."""
    chance = record.plan.chance
    if outcome == "section17_assessment":
        helped = Helped(record, child, worker, code, accepted)
        if truth := helped.write():
            record.plan.tell("assessments", *truth)
            return _Begun(helped.reference, helped.course.opened_at, texts.BECAME[outcome])
    elif outcome == "early_help":
        wanted = chance.random() < an_authority("early_help") / rates()["help_handed_over"]
        plan = EarlyHelp(record, child, worker, code, after(accepted, chance.uniform(0.2, 4)))
        if wanted and plan.write():
            return _Begun(plan.reference, plan.opened_at, "Early help begun")
    elif outcome in PROTECTING:
        return _protect(record, child, outcome, worker, code, accepted)
    return None


def _protect(
    record: "Record", child: ToldOf, outcome: str, worker: Worker, code: str, accepted: datetime.datetime
) -> _Begun | None:
    """The child's protection record: one, also where both kinds of hand-over were left."""
    begun = record.protected.get(child.reference)
    if begun is None:
        begun = Protection(record, child, worker, code, after(accepted, record.plan.chance.uniform(0.1, 1)))
        begun.after_protection = outcome == "immediate_protection"
        if not begun.write():
            return None
        record.protected[child.reference] = begun
    return _Begun(begun.reference, max(begun.opened_at, accepted), f"Taken up as {begun.reference}")


def feedback(child: ToldOf, chance: random.Random) -> dict[str, Any]:
    """What the referrer is told of one child; where nothing by social care follows, why and what else may help."""
    words = [one.replace("_", " ") for one in child.outcomes]
    told = {
        "outcome": f"Decided: {', '.join(words)}.",
        "reasons": " ".join(texts.OUTCOME_REASONS[one] for one in child.outcomes),
    }
    if set(child.outcomes) <= NOT_MET:
        told |= {
            "threshold_explained": "What is known does not show a child in need of a social worker today.",
            "other_help": chance.choice(texts.HELP),
        }
    return told
