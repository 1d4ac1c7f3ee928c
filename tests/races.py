"""Two at the same moment, and the rules that must hold all the same (quality goal R6).

A rule sets a scene of its own for each race, names what the two do, and says afterwards in words what was broken. Each
racer acts as a request does: one transaction, its own database session, its own viewer.
"""

import contextlib
import datetime
import itertools
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections, transaction

from sharedduty.foundations.access.actions import name_the_child, register_name_checker
from sharedduty.foundations.access.actions.people import Refused, approve_appointment
from sharedduty.foundations.access.actions.resets import ask_reset
from sharedduty.foundations.access.api import PUBLIC, Viewer, grant, revoke, seen_by
from sharedduty.foundations.access.api import links as mailed
from sharedduty.foundations.access.models import Account, Appointment, CaseFile, Link, Scope, SecondFactorReset
from sharedduty.foundations.directory.models import Post
from sharedduty.foundations.forms import actions as drafts
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.foundations.people import api as people
from sharedduty.foundations.people.models import MergeProposal, Person
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Overtaken
from sharedduty.foundations.process.models import Handover, Move
from sharedduty.foundations.requests import api as requests
from sharedduty.foundations.requests.models import Answer, InformationRequest
from sharedduty.modules.front_door.actions import deciding, enquiring, handing, holding, identifying, links
from sharedduty.modules.front_door.models import Contact, Decision, Enquiry, Identification, Note
from sharedduty.modules.front_door.tests.partnership import LONG_AGO, Partnership, decide_all, decision, prepare
from sharedduty.modules.front_door.tests.test_desk_enquiries import SHARED

# How a page tells the one who came second; anything else would be a page that failed.
TOLD = (Overtaken, people.Overtaken, CannotMove, Refused, ValidationError, PermissionDenied)
_numbers = itertools.count(1)


@dataclass
class Race:
    """Who does what at the same moment, how many of them may succeed, and what must hold afterwards."""

    acts: list[tuple[Viewer, Callable[[], Any]]]
    broken: Callable[[], str]
    winners: int = 1


def run(race: Race) -> str:
    """Run one race. Gives what was broken, in words; empty where everything held."""
    start, ends = threading.Barrier(len(race.acts)), []

    def act(viewer: Viewer, do: Callable[[], Any]) -> None:
        try:
            with transaction.atomic(), seen_by(viewer):
                start.wait(30)
                do()
            ends.append("done")
        except TOLD:
            ends.append("told")
        except Exception as error:
            ends.append(f"failed: {error!r}")
        finally:
            connections.close_all()

    racers = [threading.Thread(target=act, args=one) for one in race.acts]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()
    if failed := [end for end in ends if end.startswith("failed")]:
        return "; ".join(failed)
    if ends.count("done") != race.winners:
        return f"{ends.count('done')} succeeded, not {race.winners}"
    return race.broken()


def _counted(viewer: Viewer, expected: int, question: Callable[[], int], name: str) -> Callable[[], str]:
    def broken() -> str:
        with seen_by(viewer):
            found = question()
        return "" if found == expected else f"{found} {name}, not {expected}"

    return broken


def _contact(house: Partnership, viewer: Viewer, reference: str) -> Contact:
    with seen_by(viewer):
        return house.held(viewer, reference)


def one_holder(house: Partnership) -> Race:
    """A contact is claimed by one."""
    reference = house.contact()
    pair = [house.post_holder("front_door_worker", number) for number in (1, 2)]
    held = [_contact(house, one, reference) for one in pair]
    acts = [
        (one, lambda who=one, contact=contact: holding.claim(by=who, contact=contact, version=contact.version))
        for one, contact in zip(pair, held, strict=True)
    ]
    claims = _counted(pair[0], 1, lambda: Move.objects.filter(record=reference, verb="claim").count(), "claims")
    return Race(acts, claims)


def one_working_file(house: Partnership) -> Race:
    """Two notes written at once, and a claim, lie in one working file."""
    reference = house.contact()
    three = [house.post_holder("front_door_worker", number) for number in (1, 2, 3)]
    held = [_contact(house, one, reference) for one in three]
    before = _files(three[0])

    def note(number: int) -> None:
        holding.add_note(by=three[number], contact=held[number], kind="note", text="Rang.")

    def broken() -> str:
        with seen_by(three[0]):
            contact = house.held(three[0], reference)
            astray = Note.objects.filter(contact=contact).exclude(case_file_id=contact.working_file_id).count()
        more = _files(three[0]) - before
        return "" if (astray, more) == (0, 1) else f"{more} working files, {astray} notes astray"

    acts = [(three[0], lambda: note(0)), (three[1], lambda: note(1)),
            (three[2], lambda: holding.claim(by=three[2], contact=held[2], version=held[2].version))]  # fmt: skip
    return Race(acts, broken, winners=3)


def _files(viewer: Viewer) -> int:
    with seen_by(viewer):
        return CaseFile.objects.filter(kind="contact").count()


def one_identity(house: Partnership) -> Race:
    """A child is one person at a time."""
    reference = house.contact()
    worker, other = (house.post_holder("front_door_worker", number) for number in (1, 2))
    with seen_by(worker):
        contact = house.held(worker, reference)
        holding.claim(by=worker, contact=contact)
        child = contact.children.get()
        identifying.check_known(by=worker, contact=contact, child=child, purpose="to decide")

    def register(who: Viewer) -> None:
        again = house.held(who, reference)
        identifying.register_child(by=who, contact=again, child=again.children.get(), grounds="Nobody fits.")

    standing = _counted(
        worker, 1, lambda: Identification.objects.filter(child=child, undone_at__isnull=True).count(), "identities"
    )
    return Race([(who, lambda who=who: register(who)) for who in (worker, other)], standing)


def one_decision(house: Partnership) -> Race:
    """One decision stands for a child."""
    reference = house.contact()
    worker, other = (house.post_holder("front_door_manager", number) for number in (1, 2))
    with seen_by(worker):
        contact = house.held(worker, reference)
        prepare(worker, contact)
    child = contact.children.all()

    def decide(who: Viewer) -> None:
        again = house.held(who, reference)
        deciding.decide_next_steps(
            by=who, contact=again, child=again.children.get(), given=decision(), version=again.version
        )

    standing = _counted(worker, 1, lambda: Decision.objects.filter(child__in=child, standing=True).count(), "decisions")
    return Race([(who, lambda who=who: decide(who)) for who in (worker, other)], standing)


def _enquiry(house: Partnership, worker: Viewer) -> tuple[str, Enquiry]:
    reference = house.contact()
    with seen_by(worker):
        contact = house.held(worker, reference)
        prepare(worker, contact)
        enquiry = enquiring.open_enquiry(
            by=worker, contact=contact, child=contact.children.get(), priority="amber", priority_reason="Unclear.",
            teams=[house.teams["police"]], question="What is known?", purpose="To decide next steps.",
        )  # fmt: skip
    return reference, enquiry


def one_answer_from_one_version(house: Partnership) -> Race:
    """Two of one agency answer from the same page: the second is told, and neither answer is overwritten."""
    _, enquiry = _enquiry(house, house.post_holder("front_door_worker"))
    pair = [house.post_holder("police_mash", number) for number in (1, 2)]
    with seen_by(pair[0]):
        asked = InformationRequest.objects.get(enquiry=enquiry.reference)

    def answer(who: Viewer) -> None:
        requests.answer(by=who, request=asked, given=SHARED, version=asked.version)

    answers = _counted(pair[0], 1, lambda: Answer.objects.filter(request=asked).count(), "answers")
    return Race([(who, lambda who=who: answer(who)) for who in pair], answers)


def one_request_to_an_agency(house: Partnership) -> Race:
    """An agency is asked once in one enquiry."""
    worker, other = (house.post_holder("front_door_worker", number) for number in (1, 2))
    _, enquiry = _enquiry(house, worker)

    def ask(who: Viewer) -> None:
        again = Enquiry.objects.get(pk=enquiry.pk)
        enquiring.ask_another(by=who, enquiry=again, team=house.teams["health"], purpose="They may know.")

    asked = _counted(
        worker, 2, lambda: InformationRequest.objects.filter(enquiry=enquiry.reference).count(), "requests"
    )
    return Race([(who, lambda who=who: ask(who)) for who in (worker, other)], asked)


def both_teams_share(house: Partnership) -> Race:
    """A file granted to two teams at once is shared with both."""
    pair = [house.post_holder("front_door_worker", number) for number in (1, 2)]
    teams = [house.teams["police"], house.teams["health"]]
    for order in (teams, teams[::-1]):  # so that the scopes are there
        with seen_by(pair[0]):
            before = house.held(pair[0], house.contact()).case_file
            for team in order:
                grant(by=pair[0], file=before, level="read", why="before", team_id=team.pk)
                revoke(by=pair[0], file=before, why="before", team_id=team.pk)
                grant(by=pair[0], file=before, level="read", why="before", team_id=team.pk)
    reference = house.contact()
    held = [_contact(house, one, reference) for one in pair]
    acts = [
        (one, lambda by=one, file=contact.case_file_id, team=team: grant(
            by=by, file=CaseFile.objects.get(pk=file), level="read", why="raced", team_id=team.pk
        ))
        for one, contact, team in zip(pair, held, teams, strict=True)
    ]  # fmt: skip

    def sharing() -> int:
        scope = Scope.objects.get(pk=CaseFile.objects.get(pk=held[0].case_file_id).scope)
        return sum(team.pk in scope.read_by for team in teams)

    return Race(acts, _counted(pair[0], 2, sharing, "teams in the scope"), winners=2)


def a_note_while_it_is_shared(house: Partnership) -> Race:
    """A note written while the contact is granted to a team: both stand, the note in the file's new scope."""
    reference = house.contact()
    pair = [house.post_holder("front_door_worker", number) for number in (1, 2)]
    held = [_contact(house, one, reference) for one in pair]
    with seen_by(pair[0]):
        holding.add_note(by=pair[0], contact=held[0], kind="note", text="Before.")
    held = [_contact(house, one, reference) for one in pair]
    file_id, team = held[0].working_file_id, house.teams["police"]
    acts: list[tuple[Viewer, Callable[[], Any]]] = [
        (pair[0], lambda: grant(by=pair[0], file=CaseFile.objects.get(pk=file_id), level="read", why="raced", team_id=team.pk)),
        (pair[1], lambda: holding.add_note(by=pair[1], contact=held[1], kind="note", text="Meanwhile.")),
    ]  # fmt: skip
    notes = _counted(pair[0], 2, lambda: Note.objects.filter(contact__reference=reference).count(), "notes")
    return Race(acts, notes, winners=2)


def one_acceptance(house: Partnership) -> Race:
    """A hand-over is accepted by one."""
    reference = house.contact()
    manager = house.post_holder("front_door_manager")
    with seen_by(manager):
        contact = house.held(manager, reference)
        prepare(manager, contact)
        decide_all(manager, contact, yes=["in_need"])
    pair = [house.post_holder("social_worker", number) for number in (1, 2)]
    with seen_by(pair[0]):
        left = Handover.objects.filter(from_record=reference).first()
    assert left is not None

    def accepted() -> int:
        return Handover.objects.filter(pk=left.pk, accepted_at__isnull=False).count()

    acts = [(who, lambda who=who: handing.accept_handover(by=who, handover=left)) for who in pair]
    return Race(acts, _counted(pair[0], 1, accepted, "acceptances"))


def _person(house: Partnership, viewer: Viewer, given: str) -> Person:
    return people.register_person(
        by=viewer,
        area_id=house.area.pk,
        kind="child",
        given_names=given,
        family_name=f"Raceman{next(_numbers)}",
        birth_on=datetime.date(2016, 5, 17),
    )


def one_proposal(house: Partnership) -> Race:
    """One proposal at a time waits for two records."""
    pair = [house.post_holder("front_door_manager", number) for number in (1, 2)]
    with seen_by(pair[0]):
        keep, absorb = _person(house, pair[0], "Jamie"), _person(house, pair[0], "Jaimie")

    def propose(who: Viewer) -> None:
        people.propose_merge(by=who, keep=keep, absorb=absorb, grounds="Same school.")

    waiting = _counted(pair[0], 1, lambda: MergeProposal.objects.filter(absorb__in=(keep, absorb)).count(), "proposals")
    return Race([(who, lambda who=who: propose(who)) for who in pair], waiting)


def no_chain_of_merged_records(house: Partnership) -> Race:
    """A record that was merged is nobody's kept record, though two merges are confirmed at once."""
    proposer, *pair = (house.post_holder("front_door_manager", number) for number in (1, 2, 3))
    with seen_by(proposer):
        one, two, three = (_person(house, proposer, name) for name in ("Ann", "Anne", "Anna"))
        proposals = [
            people.propose_merge(by=proposer, keep=keep, absorb=absorb, grounds="Same mother.")
            for keep, absorb in ((two, three), (one, two))
        ]
    acts = [
        (who, lambda who=who, held=held: people.confirm_merge(by=who, proposal=held))
        for who, held in zip(pair, proposals, strict=True)
    ]
    chains = _counted(
        proposer, 0, lambda: Person.objects.filter(merged_into__merged_into__isnull=False).count(), "chains"
    )
    return Race(acts, chains)


def one_version_of_a_person(house: Partnership) -> Race:
    """Two correct a record from one version: the second is told, and nothing is overwritten."""
    pair = [house.post_holder("front_door_manager", number) for number in (1, 2)]
    with seen_by(pair[0]):
        person = _person(house, pair[0], "Kit")

    def correct(who: Viewer) -> None:
        again = Person.objects.get(pk=person.pk)
        people.correct(by=who, person=again, version=person.version, reason="Misspelt.", given_names=f"By {who.name}")

    versions = _counted(pair[0], person.version + 1, lambda: Person.objects.get(pk=person.pk).version, "versions")
    return Race([(who, lambda who=who: correct(who)) for who in pair], versions)


def one_approval(house: Partnership) -> Race:
    """A post is approved once, by one of two who press at once."""
    pair = [house.post_holder("administrator", number) for number in (1, 2)]
    proposer, account = (
        Account.objects.create(email=f"race{next(_numbers)}@example.org", name="Invented") for _ in range(2)
    )
    post = Post.objects.create(team=house.teams["school"], title=f"race {next(_numbers)}")
    appointment = Appointment.objects.create(
        account=account, post=post, role="teacher", held_from=LONG_AGO, proposed_by=proposer
    )
    acts = [(who, lambda who=who: approve_appointment(by=who, appointment=appointment)) for who in pair]
    return Race(acts, lambda: "")


def one_reset_waits(house: Partnership) -> Race:
    """One reset of a lost second factor waits at a time."""
    pair = [house.post_holder("administrator", number) for number in (1, 2)]
    account = Account.objects.create(email=f"race{next(_numbers)}@example.org", name="Invented")
    acts = [(who, lambda who=who: ask_reset(by=who, account=account, reason="Lost phone.")) for who in pair]
    return Race(acts, _counted(pair[0], 1, lambda: SecondFactorReset.objects.filter(account=account).count(), "resets"))


_heard: Counter[Viewer] = Counter()


def _listen(by: Viewer, reference: str, name: str) -> None:
    _heard[by] += 1


def ten_tries_an_hour(house: Partnership) -> Race:
    """Fourteen guesses at the child in a file, sent together, are ten guesses (design section 4)."""
    guesser = house.post_holder("social_worker", next(_numbers))
    register_name_checker(_listen)
    reference = new_reference("C")
    acts = [
        (guesser, lambda number=number: name_the_child(by=guesser, reference=reference, name=f"Guess {number}"))
        for number in range(14)
    ]
    return Race(acts, lambda: "" if _heard[guesser] == 10 else f"{_heard[guesser]} guesses were answered", winners=14)


def a_share_of_links(house: Partnership) -> Race:
    """One address gets its five links of an hour, and one network its thirty forms, though they are asked for together."""
    area, email, network = house.area, f"race{next(_numbers)}@example.org", f"192.0.2.{next(_numbers)}"
    for _ in range(mailed.PER_NETWORK - 2):
        mailed.too_many(network, "race")
    before, refused = Link.objects.count(), []

    def ask() -> None:
        refused.append(mailed.too_many(network, "race"))
        links.ask_for_link(by=PUBLIC, email=email, area=area)

    def broken() -> str:
        sent = Link.objects.count() - before
        return "" if (sent, sum(refused)) == (5, 5) else f"{sent} links, {sum(refused)} of 7 refused"

    return Race([(PUBLIC, ask)] * 7, broken, winners=7)


def a_draft_goes_whole(house: Partnership) -> Race:
    """A field that saves itself while its step is taken leaves nothing of the draft, and breaks nothing."""
    worker, about = house.post_holder("front_door_worker"), f"/front-door/race-{next(_numbers)}/"
    with seen_by(worker):
        draft = drafts.draft_of_page(by=worker, form="Race", about=about)
        drafts.save_answers(by=worker, record=draft, changes={"reasons": ["First."]}, version=1)

    def save() -> None:
        with contextlib.suppress(drafts.TooBusy, FormRecord.DoesNotExist):  # the page is answered, and has gone
            drafts.save_answers(by=worker, record=draft, changes={"reasons": ["Second."]}, version=2)

    def left() -> int:
        return FormRecord.objects.filter(about=about).count() + FormVersion.objects.filter(record_id=draft.pk).count()

    return Race(
        [(worker, save), (worker, lambda: drafts.let_go(by=worker, record=draft))],
        _counted(worker, 0, left, "rows of a draft"), winners=2,
    )  # fmt: skip


RULES: list[Callable[[Partnership], Race]] = [
    both_teams_share,
    a_note_while_it_is_shared,
    one_holder, one_working_file, one_identity, one_decision, one_answer_from_one_version, one_request_to_an_agency,
    one_acceptance, one_proposal, no_chain_of_merged_records, one_version_of_a_person, one_approval, one_reset_waits,
    ten_tries_an_hour, a_share_of_links, a_draft_goes_whole,
]  # fmt: skip
