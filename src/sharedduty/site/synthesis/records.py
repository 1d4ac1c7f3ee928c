"""The rows of one contact: what its sender wrote, and everything the front door did with it up to now."""

import datetime
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.foundations.people.models import Check
from sharedduty.foundations.plain.calendar import england_and_wales
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import Clock, Move
from sharedduty.modules.front_door.models import (
    Contact,
    ContactChild,
    Feedback,
    Identification,
    ImmediateProtection,
    KnownCheck,
    Note,
    Question,
)
from sharedduty.modules.front_door.process import PROCESS
from sharedduty.site.synthesis import outcomes, texts
from sharedduty.site.synthesis.accusing import accuse
from sharedduty.site.synthesis.arriving import arrive
from sharedduty.site.synthesis.clocks import due_values
from sharedduty.site.synthesis.days import Plan, ToldOf
from sharedduty.site.synthesis.disputing import disagree
from sharedduty.site.synthesis.hours import after
from sharedduty.site.synthesis.households import Register
from sharedduty.site.synthesis.protecting import Protection
from sharedduty.site.synthesis.staff import Worker
from sharedduty.site.synthesis.writing import Batch

Moment = datetime.datetime
FORMS = {"police": "notification", "ambulance": "notification", "telephone": "telephone", "public": "public"}
SIGHTS = ("opened", "opened", "listed", "opened", "searched", "opened")


class Record:
    """One contact being written: its files and keys, and the stage it has reached."""

    def __init__(self, batch: Batch, register: Register, plan: Plan, now: Moment) -> None:
        self.batch, self.register, self.plan, self.now = batch, register, plan, now
        self.staff = register.staff
        self.stage, self.version = PROCESS.first, 1
        self.concern = register.file(batch, plan.reference, "concern", self.staff.front_door(), plan.received_at)
        self.working: int | None = None
        self.contact = batch.keys.take("front_door_contact")
        self.children: dict[str, int] = {}
        self.worker = plan.worker
        self.decisions: dict[str, int] = {}
        self.written_at: Moment | None = None
        self.protected: dict[str, Protection] = {}

    def past(self, at: Moment | None) -> bool:
        """Whether something planned for then has come about."""
        return at is not None and at <= self.now

    def write(self) -> None:
        """Put every row of the contact by."""
        self._received()
        for at, verb in self._steps():
            self._step(at, verb)
        self._clocks()
        self._contact()
        self._looked_at()
        arrive(self)
        disagree(self)
        accuse(self)

    # --- Receipt --------------------------------------------------------------------------------------------------

    def _received(self) -> None:
        plan = self.plan
        for order, child in enumerate(plan.children, 1):
            self.children[child.reference] = self._child(order, child)
        self._form()
        if plan.sender:
            self.batch.add(
                Grant, case_file_id=self.concern, appointment_id=plan.sender.appointment_id, level="contribute",
                why="raised it", given_at=plan.received_at,
            )  # fmt: skip
        actor = plan.sender
        self._move("begin", "", PROCESS.first, "concern received", plan.received_at, actor)
        self.note(plan.received_at, actor, "received", [self.concern])

    def _child(self, order: int, child: ToldOf) -> int:
        family, told, member = self.plan.family, child.described, child.member
        years = (self.plan.received_at.date() - member.birth_on).days // 365
        chance = self.plan.chance
        return self.batch.add(
            ContactChild, case_file_id=self.concern, reference=child.reference, contact_id=self.contact, order=order,
            given_names=told.given, family_name=told.family, birth_on=told.birth_on,
            birth_about="" if told.birth_on else f"about {years}", sex=member.sex,
            nhs_number=member.nhs_number if child.with_number else "", address=family.address if chance.random() < 0.8 else "",
            postcode=family.postcode if chance.random() < 0.7 else "",
            school=self._school(member.school), gp_practice="", ethnicity=family.ethnicity if chance.random() < 0.6 else "",
        )  # fmt: skip

    def _school(self, number: int) -> str:
        schools = self.staff.by_role["teacher"]
        return schools[number % len(schools)].organisation if self.plan.chance.random() < 0.7 else ""

    def _form(self) -> None:
        plan = self.plan
        sender = plan.sender
        common = {
            "case_file_id": self.concern, "answers": self._answers(), "saved_at": plan.received_at,
        }  # fmt: skip
        self.form = self.batch.add(
            FormRecord, **common, reference=plan.codes("F", 0),
            form="step-up" if plan.stepped_up else FORMS.get(plan.source, "concern"),
            pack=self.staff.area.local_pack, version=2, started_at=plan.received_at - datetime.timedelta(minutes=25),
            submitted_at=plan.received_at, author_id=sender.appointment_id if sender else None,
            author_name=sender.name if sender else "",
        )  # fmt: skip
        self.batch.add(
            FormVersion,
            **common,
            record_id=self.form,
            number=2,
            kind="submitted",
            saved_by_name=sender.name if sender else "",
        )

    def _answers(self) -> dict[str, Any]:
        plan, story = self.plan, self.plan.story
        first = plan.children[0].described.given
        answers: dict[str, Any] = {
            "what_happened": story.seen.format(name=first), "child_words": story.child_words,
            "danger_now": "yes" if plan.immediate_danger else "no",
        }  # fmt: skip
        if plan.stepped_up:
            return {**answers, **plan.stepped_up, "consent": "given", "told_family": "Yes"}
        if plan.source in ("professional", "professional_link"):
            answers |= {"consent": "given" if story.level < 4 else "not_asked", "level": str(story.level), "rang": "no"}
        if plan.external_number:
            answers["incident_number"] = plan.external_number
        return answers

    # --- Steps ----------------------------------------------------------------------------------------------------

    def _steps(self) -> list[tuple[Moment, str]]:
        plan = self.plan
        planned = [
            (plan.claimed_at, "claim"), (plan.acknowledged_at, "acknowledge"), (plan.returned_at, "return_to_sender"),
            (plan.answered_at, "questions_answered"), (plan.known_at, "known"), (plan.enquiry_at, "open_enquiry"),
            (plan.enquiry_closed_at, "close_enquiry"), (plan.decided_at, "decide"), (plan.fed_back_at, "tell_referrer"),
            (plan.withdrawn_at, "withdraw"),
        ]  # fmt: skip
        return sorted((at, verb) for at, verb in planned if at is not None and at <= self.now)

    def _step(self, at: Moment, verb: str) -> None:
        if verb == "claim":
            self._open_working_file(at)
        if verb == "known":
            self._known(at)
        elif verb == "decide":
            self._decide(at)
        elif verb == "tell_referrer":
            self._tell(at)
        else:
            self._take(at, verb)
        if verb == "acknowledge":
            self._write_note(at, "acknowledged", "Receipt acknowledged by e-mail.")
        elif verb == "return_to_sender":
            self._question(at)
        elif verb == "open_enquiry":
            outcomes.enquiry(self, at)

    def _take(self, at: Moment, verb: str, by: Worker | None = None) -> None:
        """One move of the declared process, from wherever the contact stands. Raises ValueError for an impossible one."""
        transition = PROCESS.transition(verb, self.stage)
        if transition is None:
            raise ValueError(f"{verb} cannot follow from {self.stage} ({self.plan.reference})")
        self._move(verb, self.stage, transition.to_stage, transition.event, at, by or self.worker)
        self.note(at, by or self.worker, transition.event, [self.concern])
        self.stage, self.version = transition.to_stage, self.version + 1

    def _move(self, verb: str, before: str, after_: str, event: str, at: Moment, by: Worker | None) -> None:
        self.batch.add(
            Move, case_file_id=self.concern, process=PROCESS.code, record=self.plan.reference, verb=verb, from_stage=before,
            to_stage=after_, event=event, moved_at=at, moved_by_id=by.appointment_id if by else None,
            moved_by_name=by.post if by else "",
        )  # fmt: skip

    def _open_working_file(self, at: Moment) -> None:
        self.working_reference = self.plan.codes("W", 0)
        self.working = self.register.file(self.batch, self.working_reference, "contact", self.staff.front_door(), at)
        if self.plan.chance.random() < 0.5:
            text = self.plan.chance.choice(texts.NOTES).format(name=self.plan.children[0].described.given)
            self._write_note(at + datetime.timedelta(minutes=7), "called_referrer", text)

    def _write_note(self, at: Moment, kind: str, text: str) -> None:
        if self.working and self.past(at):
            self.batch.add(
                Note, case_file_id=self.working, contact_id=self.contact, kind=kind, text=text, at=at,
                by_id=self.worker.appointment_id,
            )  # fmt: skip

    def _question(self, at: Moment) -> None:
        answered = self.plan.answered_at if self.past(self.plan.answered_at) else None
        self.batch.add(
            Question, case_file_id=self.concern, contact_id=self.contact, asked_at=at, asked_by_id=self.worker.appointment_id,
            text=self.plan.chance.choice(texts.QUESTIONS), answered_at=answered,
            answer="Answered in full; the date of birth is on the form now." if answered else "",
        )  # fmt: skip

    def _known(self, at: Moment) -> None:
        """Each child is asked about and, mostly, found or registered."""
        self.register.family(self.batch, self.plan.family, at)
        for child in self.plan.children:
            person, file = self.register.held[child.member.reference]
            made = {"case_file_id": self.working, "asked_at": at}
            row = self.children[child.reference]
            self.batch.add(
                KnownCheck, **made, child_id=row, asked_by_id=self.worker.appointment_id, purpose="To decide next steps.",
                candidates=1,
            )  # fmt: skip
            self.batch.add(
                Check, **made, account_id=self.worker.account_id, appointment_id=self.worker.appointment_id,
                area_id=self.staff.area.pk, record=self.plan.reference, purpose="To decide next steps.",
                considered=[person], answered=[person], **self._reviewed(at),
            )  # fmt: skip
            self.batch.add(
                Identification, case_file_id=self.working, child_id=row, person_id=person, made_at=at,
                grounds="Same name and birth date, and the school confirms.", made_by_id=self.worker.appointment_id,
            )  # fmt: skip
            self.note(at, self.worker, "identified a child", [self.working or self.concern, file])

    def _reviewed(self, asked_at: Moment) -> dict[str, object]:
        """What the privacy officer made of a check: each month is looked through in the middle of the next."""
        first = timezone.localdate(asked_at).replace(day=1)
        looked = datetime.datetime.combine(first + datetime.timedelta(days=45), datetime.time(11), LONDON)
        officers = self.staff.by_role.get("privacy_officer", ())
        if not officers or not self.past(looked):
            return {"reviewed_at": None, "reviewed_by_id": None, "finding": ""}
        return {"reviewed_at": looked, "reviewed_by_id": officers[0].appointment_id, "finding": "All was in order."}

    def _decide(self, at: Moment) -> None:
        if self.plan.immediate_danger:
            self._take(at - datetime.timedelta(minutes=1), "record_immediate_protection")
            self._protect(at - datetime.timedelta(minutes=1))
        for child in self.plan.children:
            self._take(at, "decide_child")
            self.decisions[child.reference] = outcomes.decision(self, child, at)
        self._take(at, "decide")

    def _protect(self, at: Moment) -> None:
        child = self.plan.children[0]
        self.batch.add(
            ImmediateProtection, case_file_id=self.working, child_id=self.children[child.reference], acting_agency="Police",
            power="police_protection", police_ground="no_time", power_reason="Nobody safe was at home and it was night.",
            acted_at=at - datetime.timedelta(minutes=30), child_seen_at=at - datetime.timedelta(minutes=30),
            child_seen_by="The officers who attended", legal_advice="Taken by telephone from the duty lawyer.",
            no_order_because="There was no time to ask a court tonight.",
            other_children_considered="Brothers and sisters were seen and are safe.", recorded_at=at,
            recorded_by_id=self.worker.appointment_id,
        )  # fmt: skip

    def _tell(self, at: Moment) -> None:
        self._take(at, "tell_referrer")
        channel = "page" if self.plan.sender else self.plan.chance.choice(("telephone", "email", "letter"))
        for child in self.plan.children:
            self.batch.add(
                Feedback, case_file_id=self.concern, contact_id=self.contact, child_id=self.children[child.reference],
                **outcomes.feedback(child, self.plan.chance), sent_at=at, sent_by_id=self.worker.appointment_id,
                channel=channel,
                read_at=self._read_at(at) if channel == "page" else None,
            )  # fmt: skip
        self._take(at, "close")

    def _read_at(self, at: Moment) -> Moment | None:
        read = after(at, self.plan.chance.expovariate(1 / 6))
        return read if self.plan.chance.random() < 0.8 and self.past(read) else None

    # --- The contact itself ---------------------------------------------------------------------------------------

    def _clocks(self) -> None:
        plan = self.plan
        stopped = plan.withdrawn_at if self.past(plan.withdrawn_at) else None
        owed = {"referral.acknowledge": plan.acknowledged_at, "referral.decision": plan.decided_at}
        if plan.source == "telephone":
            hours = plan.chance.uniform(4, 70) if plan.chance.random() < 0.85 else 400
            owed["referral.written"] = plan.received_at + datetime.timedelta(hours=hours)
            self.written_at = owed["referral.written"] if self.past(owed["referral.written"]) else None
        for key, met in owed.items():
            met_at = met if self.past(met) else None
            values = due_values(key, plan.received_at)
            late = met_at is not None and met_at > values["due_at"]
            self.batch.add(
                Clock, case_file_id=self.concern, record=plan.reference, started_at=plan.received_at, met_at=met_at,
                stopped_at=stopped if met_at is None else None,
                stopped_because="The contact was withdrawn." if stopped and met_at is None else "",
                late_because=plan.late_because if late else "", calendar_version=england_and_wales().version,
                owed_by_team_id=None if key == "referral.written" else self.staff.front_door(), **values,
            )  # fmt: skip

    def _contact(self) -> None:
        plan = self.plan
        claimed = self.past(plan.claimed_at)
        ended = (
            plan.fed_back_at
            if self.past(plan.fed_back_at)
            else plan.withdrawn_at
            if self.past(plan.withdrawn_at)
            else None
        )
        self.batch.add(
            Contact, id=self.contact, case_file_id=self.concern, reference=plan.reference, area_id=self.staff.area.pk,
            team_id=self.staff.front_door(), stage=self.stage, version=self.version, source=plan.source, form_id=self.form,
            received_at=plan.received_at,
            concern_arose_at=plan.received_at - datetime.timedelta(hours=plan.chance.randrange(1, 60)),
            immediate_danger=plan.immediate_danger, out_of_hours=outcomes.out_of_hours(plan.received_at),
            working_file_id=self.working, claimed_by_id=self.worker.appointment_id if claimed else None,
            claimed_at=plan.claimed_at if claimed else None,
            acknowledged_at=plan.acknowledged_at if self.past(plan.acknowledged_at) else None,
            decided_at=plan.decided_at if self.past(plan.decided_at) else None, closed_at=ended,
            telephoned_at=plan.received_at if plan.source == "telephone" else None, written_received_at=self.written_at,
            external_number=plan.external_number, is_professional=plan.source != "public", **self._sender(),
        )  # fmt: skip

    def _sender(self) -> dict[str, Any]:
        sender, source = self.plan.sender, self.plan.source
        if sender:
            return {
                "referrer_id": sender.appointment_id, "referrer_organisation_id": sender.organisation_id,
                "referrer_name": sender.name, "referrer_post": sender.post, "referrer_email": sender.email,
                "identity_verified": True,
            }  # fmt: skip
        if source in ("police", "ambulance"):
            body = self.staff.police if source == "police" else self.staff.ambulance
            return {"referrer_organisation_id": body[0], "referrer_name": "Duty officer", "referrer_post": body[1]}
        if source == "public":
            return {
                "referrer_name": "A neighbour",
                "referrer_telephone": "01632 960" + f"{self.plan.number % 1000:03d}",
            }
        people = self.staff.by_role["practitioner"]
        told = people[self.plan.number % len(people)]
        return {
            "referrer_organisation_id": told.organisation_id, "referrer_name": told.name, "referrer_post": told.post,
            "referrer_email": told.email, "referrer_telephone": "01632 960" + f"{self.plan.number % 1000:03d}",
        }  # fmt: skip

    def _looked_at(self) -> None:
        """Who opened it and who had it on a list: a tenth of what a year of work leaves (design section 10)."""
        looker = self.plan.chance
        until = min(self.now, (self.plan.fed_back_at or self.now))
        span = max(1.0, (until - self.plan.received_at).total_seconds())
        for verb in SIGHTS * 4:
            at = self.plan.received_at + datetime.timedelta(seconds=looker.random() * span)
            files = [self.concern] if looker.random() < 0.4 or not self.working else [self.concern, self.working]
            person = looker.choice(self.staff.by_role["front_door_worker"])
            self.batch.note(
                at, f"account:{person.account_id}", person.post, verb, "contact", self.plan.reference, files
            )

    def note(self, at: Moment, by: Worker | None, verb: str, files: list[int]) -> None:
        """A journal row by a worker, or by the importer where nobody signed in did it."""
        actor, post = (f"account:{by.account_id}", by.post) if by else ("system:importer", "Imports")
        self.batch.note(at, actor, post, verb, "contact", self.plan.reference, files)
