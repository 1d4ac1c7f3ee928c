"""Setting a review up and running it: agencies, other reviews, chair, family, terms, money, logs, complaints, time."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.people.api import unnamed
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept, meet
from sharedduty.foundations.requests.api import ADULT, InformationRequest, ask, chase
from sharedduty.modules.homicide_review.actions.steps import recorded, step
from sharedduty.modules.homicide_review.models import (
    Administrator,
    Chair,
    Complaint,
    Cost,
    Extension,
    FamilyMember,
    HomicideReview,
    LogEntry,
    Overlap,
    Terms,
)
from sharedduty.modules.homicide_review.queries import choices, members, reading
from sharedduty.modules.homicide_review.queries.reading import TELL, is_late
from sharedduty.modules.homicide_review.queries.sharing import share_of


@transaction.atomic
def ask_agencies(
    *, by: Viewer, held: HomicideReview, teams: Sequence[Team], given: Given, version: int | None = None
) -> list[InformationRequest]:
    """Write to core agencies, each in a file of its own: a death is considered, secure records, were you involved (GL-DH-11).

    Raises as `step` does.
    """
    points = list(choices.labels("letter"))
    step(by, held, "ask_agencies", {**given, "teams": list(teams), "points": points}, version=version)
    people = [str(one) for one in held.people.order_by("recorded_at", "pk")]
    names = ", ".join(one for one in people if not unnamed(one)) or held.victim
    letter = "\n".join([*(f"{words}." for code, words in choices.labels("letter").items() if code in given["said"])])
    return [
        ask(
            by=by, for_record=held.reference, enquiry=held.reference, about={"who": ADULT, "names": names}, asked_team=team,
            asking_team=held.team, question=f"{str(given['question']).strip()}\n\n{letter}", purpose=given["purpose"],
            priority="", due_at=given.get("due_at"),
        )
        for team in teams
    ]  # fmt: skip


@transaction.atomic
def chase_agency(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Remind an agency that has not answered (GL-DH-11). Raises as `step` does."""
    found = {one.reference: one for one in reading.asked_of(by, held) if one.reference in reading.unanswered(by, held)}
    chosen = found.get(str(given.get("which") or ""))
    step(by, held, "chase_agency", {**given, "request": chosen}, version=version)
    if chosen:
        chase(by=by, request=chosen)


@transaction.atomic
def note_overlap(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Overlap:
    """Record another review of the death, who was consulted, and what was agreed (GL-DH-17, -18; GL-PR-11). As `step`."""
    step(by, held, "note_overlap", given, version=version)
    joint = bool(given.get("joint"))
    names = ("agreed_chair", "agreed_money", "agreed_terms", "held_to_account")
    return Overlap.objects.create(
        **recorded(by, held), joint=joint, **kept(given, "kind", "consulted", "consulted_on", "agreed"),
        **(kept(given, *names) if joint else {}),
    )  # fmt: skip


@transaction.atomic
def appoint_chair(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Chair:
    """Appoint the chair or the author, each test answered with reasons (GL-DH-19 to -23). Raises as `step` does."""
    tests = choices.labels("chair")
    step(by, held, "appoint_chair", {**given, "tests": tests}, version=version)
    answers = {code: {"answer": given[f"test_{code}"], "why": str(given[f"test_{code}_why"]).strip()} for code in tests}
    words = kept(given, "part", "name", "body", "register", "chosen_by", "contract", "appointed_on")
    return Chair.objects.create(**recorded(by, held), reference=new_reference("HC"), tests=answers, **words)


@transaction.atomic
def end_chair(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Record that a chair or author stopped, and why (GL-DH-34). Raises as `step` does."""
    found = held.chairs.filter(reference=str(given.get("which") or ""), ended_on__isnull=True).first()
    step(by, held, "end_chair", {**given, "chair": found}, version=version)
    if found:
        found.ended_on, found.ended_because = given["ended_on"], str(given["ended_because"]).strip()
        found.save(update_fields=["ended_on", "ended_because"])


@transaction.atomic
def name_administrator(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Administrator:
    """Name who supports the review, with the twelve duties (GL-DH-28). Raises as `step` does."""
    step(
        by, held, "name_administrator", {**given, "all_duties": list(choices.labels("administrator"))}, version=version
    )
    return Administrator.objects.create(
        **recorded(by, held),
        duties=list(given["duties"]),
        **kept(given, "name", "supplied_by", "supervised_by", "since_on"),
    )


@transaction.atomic
def invite_family(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> FamilyMember:
    """Invite somebody of a family with the whole letter and an advocate offered, or say why not (GL-DH-24 to -27). As `step`."""
    step(by, held, "invite_family", {**given, "all_items": list(choices.labels("family_letter"))}, version=version)
    words = kept(given, "side", "name", "tie", "invited_on", "not_invited_because", "delivered", "advocate")
    letter = list(given.get("letter") or ())
    if words["not_invited_because"]:
        words |= {"invited_on": None, "delivered": "", "advocate": ""}
        letter = []
    return FamilyMember.objects.create(**recorded(by, held), reference=new_reference("HA"), letter=letter, **words)


@transaction.atomic
def keep_wishes(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Keep how and how often somebody wants to hear, and who stands by them (GL-DH-25, -26). Raises as `step` does."""
    found = held.family.filter(reference=str(given.get("which") or "")).first()
    step(by, held, "keep_wishes", {**given, "member": found}, version=version)
    if found:
        for name, value in kept(given, "contact", "advocate").items():
            setattr(found, name, value)
        found.every_days = int(given["every_days"])
        found.save(update_fields=["contact", "advocate", "every_days"])


@transaction.atomic
def agree_terms(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Terms:
    """Agree the terms of reference, topic by topic; earlier ones stay (GL-DH-40). Raises as `step` does."""
    topics = choices.topics(held.area.local_pack)
    step(by, held, "agree_terms", {**given, "all_topics": list(topics)}, version=version)
    words = kept(
        given, "scope_words", "period_from_on", "period_to_on", "holding_statement", "data_protection", "panel_met_on",
        "agreed_by", "why_again",
    )  # fmt: skip
    return Terms.objects.create(
        **recorded(by, held), number=held.terms.count() + 1, topics={one: str(given[f"topic_{one}"]).strip() for one in topics},
        **words,
    )  # fmt: skip


@transaction.atomic
def record_cost(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Cost:
    """Record a cost and each partner's share of it, by the area's rule or as was agreed (GL-DH-29 to -32). As `step`."""
    joint = held.overlaps.filter(joint=True).exists()
    shared = share_of(held.area.local_pack, str(given.get("item") or ""), int(given.get("pence") or 0), joint=joint)
    step(by, held, "record_cost", {**given, "over": shared.over, "by_agreement": shared.by_agreement}, version=version)
    return Cost.objects.create(
        **recorded(by, held), item=given["item"], pence=given["pence"], shares=shared.shares, rule=shared.rule,
        over_because=str(given.get("over_because") or "").strip() if shared.over else "", **kept(given, "agreed_by"),
    )  # fmt: skip


def _entry(by: Viewer, held: HomicideReview, log: str, given: Given, because: str = "") -> LogEntry:
    return LogEntry.objects.create(
        **recorded(by, held),
        log=log,
        late_because=because,
        **kept(given, "kind", "member", "words", "by_whom", "happened_at"),
    )


@transaction.atomic
def write_home_office(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> LogEntry:
    """Write down what passed with the Home Office; that they were told meets its clock (GL-DH-15, -16). Raises as `step`."""
    told = given.get("kind") == "told"
    late = told and is_late(held, TELL, when=given.get("happened_at"))
    step(by, held, "write_home_office", {**given, "late": late}, version=version)
    because = str(given.get("late_because") or "").strip() if late else ""
    made = _entry(by, held, "home_office", given, because)
    if told:
        meet(by=by, record=held.reference, key=TELL, at=made.happened_at, late_because=because)
    return made


@transaction.atomic
def write_media(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> LogEntry:
    """Write down what was said to the media, and by whom (GL-DH-33). Raises as `step` does."""
    step(by, held, "write_media", given, version=version)
    return _entry(by, held, "media", given)


@transaction.atomic
def write_workshop(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> LogEntry:
    """Write down what agencies asked of each other and how the victim was heard at a workshop (GL-DL-06). As `step`."""
    step(by, held, "write_workshop", given, version=version)
    return _entry(by, held, "workshop", given)


@transaction.atomic
def write_family(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> LogEntry:
    """Write down what passed with the family, in their words where they are theirs (GL-DH-24, -26, -44). As `step`."""
    step(by, held, "write_family", given, version=version)
    return _entry(by, held, "family", given)


@transaction.atomic
def name_complaint(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Complaint:
    """Record a complaint, and which body answers it (GL-DH-34). Raises as `step` does."""
    step(by, held, "name_complaint", given, version=version)
    return Complaint.objects.create(
        **recorded(by, held),
        reference=new_reference("HK"),
        **kept(given, "kind", "who", "text", "received_on", "answered_by"),
    )


@transaction.atomic
def answer_complaint(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Record what was answered to a complaint (GL-DH-34). Raises as `step` does."""
    found = held.complaints.filter(reference=str(given.get("which") or ""), answered_on__isnull=True).first()
    step(by, held, "answer_complaint", {**given, "complaint": found}, version=version)
    if found:
        found.answer, found.answered_on = str(given["answer"]).strip(), given["answered_on"]
        found.save(update_fields=["answer", "answered_on"])


@transaction.atomic
def extend(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Extension:
    """Record a longer time: agreed with reasons, referred to the Home Office panel (GL-DH-42). Raises as `step` does.

    The limit of six months stays as it is; what comes after it is late, with this reason.
    """
    step(by, held, "extend", given, version=version)
    made = Extension.objects.create(
        **recorded(by, held), **kept(given, "until_on", "reasons", "agreed_by", "agreed_on", "referred_on")
    )
    facts = {"kind": "extension", "words": f"A longer time was referred, until {made.until_on:%-d %B %Y}.",
             "by_whom": made.agreed_by, "happened_at": timezone.now()}  # fmt: skip
    _entry(by, held, "home_office", facts)
    return made


@transaction.atomic
def start_review(*, by: Viewer, held: HomicideReview, version: int | None = None) -> None:
    """Begin the work, once chair, panel and terms stand (GL-DH-36, -37). Raises as `step` does."""
    step(by, held, "start_review", {"lacks": members.lacks(by, held)}, version=version)
