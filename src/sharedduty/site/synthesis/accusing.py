"""Allegations against people who work with children: what an employer referred, how it was judged, and how it ended.

They lie in sealed files, as real ones do. The truth of each is kept beside the data, for tests to hold the yearly page against.
"""

import contextlib
import datetime
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sharedduty.foundations.access.models import Grant
from sharedduty.modules.allegations import models
from sharedduty.modules.allegations.policy import OFFICER, SEALED
from sharedduty.modules.allegations.process import ADVISED, MANAGED, MEETING, NOT_MET, PROCESS, WAYS
from sharedduty.modules.allegations.queries.meetings import MEETINGS
from sharedduty.modules.allegations.queries.reading import EMPLOYER, PREFIX, REFERRAL
from sharedduty.site.synthesis import names, texts
from sharedduty.site.synthesis.case import Case, Later, Limit, Moment, on_day
from sharedduty.site.synthesis.families import chance_for
from sharedduty.site.synthesis.hours import after
from sharedduty.site.synthesis.meeting import LONG, Guest, Meeting, Topic
from sharedduty.site.synthesis.rates import happens
from sharedduty.site.synthesis.staff import Worker, pick

if TYPE_CHECKING:
    from sharedduty.site.synthesis.records import Record

MODELS = (
    models.Referral, models.SentRecord, models.Allegation, models.ConcernedChild, models.Discussion,
    models.AllegationJudgement, models.AllegationDecision, models.Strand, models.SuspensionView, models.AllegationTelling,
    models.ProgressReview, models.ReferralDuty,
)  # fmt: skip
TRUTH = ("allegation", "opened_at", "ended_at", "sector", "way", "outcome")
DAY = 8  # working hours
# What an employer of a sector of ours is called in the list of the pack, and how often.
SECTORS = {
    "education": (("school", 80), ("early_years", 20)),
    "health": (("health", 100),),
    "voluntary": (("voluntary", 40), ("sport", 25), ("faith", 15), ("residential", 20)),
    "local_authority": (("social_care", 40), ("fostering", 40), ("transport", 20)),
    "police": (("police", 100),),
}
OUTCOMES = (("substantiated", 38), ("unsubstantiated", 34), ("unfounded", 15), ("false", 10), ("malicious", 3))
CRITERIA = ("harm", "offence", "risk")
STRANDS = ("police", "social_care", "employer")
TOLD = ("accused", "child", "parents")


def _weighed(chance: random.Random, choices: Sequence[tuple[str, int]]) -> str:
    """One of some words, each with its weight."""
    return chance.choices([word for word, _ in choices], [weight for _, weight in choices])[0]


def accuse(record: "Record") -> None:
    """An allegation that came to an employer's attention about the time of a contact, and has nothing to do with it."""
    chance = chance_for("accusing", record.plan.reference)
    officers = record.staff.by_role.get(OFFICER)
    if not officers or not happens(chance, "allegations"):
        return
    sender = pick(chance, record.staff.by_role[chance.choice(("teacher", "teacher", "gp", "practitioner"))], 0.03)
    came_at = after(record.plan.received_at, chance.uniform(1, 2 * DAY))
    Accusation(record, sender, officers[0], came_at).write()


class Accusation(Case):
    """One allegation being written, with the referral it was taken up from."""

    def __init__(self, record: "Record", sender: Worker, officer: Worker, came_at: Moment) -> None:
        super().__init__(record, PROCESS, record.plan.code(PREFIX), 0, officer)
        self.sender, self.came_at, self.chance = sender, came_at, chance_for("allegation", self.reference)
        self.sector = _weighed(self.chance, SECTORS.get(sender.sector, (("other", 100),)))
        self.way = self._way()
        self.outcome = ""
        self.ended_at: Moment | None = None
        self.next_on: datetime.date | None = None
        in_time = happens(self.chance, "allegation_told_in_time")
        hours = self.chance.uniform(1, DAY) if in_time else self.chance.uniform(3, 12) * DAY
        self.told_at = after(came_at, hours)
        self.accused = (
            f"{self.chance.choice(names.SECONDS)} {self.chance.choice(names.FRONTS)}{self.chance.choice(names.MIDDLES)}"
        )

    def _way(self) -> str:
        if happens(self.chance, "allegation_advice"):
            return ADVISED
        return NOT_MET if happens(self.chance, "allegation_not_met") else MANAGED

    def write(self) -> None:
        """Put every row by, up to now; nothing where the designated officer was not told yet."""
        if not self.past(self.told_at):
            return
        self._referred()
        opened = after(self.told_at, self.chance.uniform(0.2, 3))
        if self.past(opened):
            self._taken_up(opened)
        self.batch.add(models.Referral, **self.referral)

    # --- The referral ---------------------------------------------------------------------------------------------

    def _referred(self) -> None:
        """What the employer sent, in a sealed file of its own, with the one working day it had."""
        reference, told_at = self.record.plan.code(REFERRAL), self.told_at
        self.referral_file = self._sealed(reference, "allegation_referral", told_at)
        sending = Case(self.record, PROCESS, reference, self.referral_file, self.sender)
        limit = Limit(sending, EMPLOYER, "Tell the designated officer", self.came_at)
        limit.met(told_at, "kept in the file")
        limit.write()
        sending.note("referred to the designated officer", told_at)
        self.batch.add(
            Grant, case_file_id=self.referral_file, appointment_id=self.sender.appointment_id, level="read",
            why="referred it", given_at=told_at,
        )  # fmt: skip
        late = told_at > limit.due_at
        self.referral: dict[str, Any] = {
            "id": self.batch.keys.take(models.Referral._meta.db_table), "case_file_id": self.referral_file,
            "reference": reference, "area_id": self.record.staff.area.pk, "team_id": self.worker.team_id,
            "wanted": "advice" if self.way == ADVISED else "referral", "source": "employer", "accused_name": self.accused,
            "accused_work": "Works with a group of children each day.", "worker": "employee",
            "employer": self.sender.organisation, "sector": self.sector, "came_at": self.came_at, "told_at": told_at,
            "late_because": "It was first taken for a matter of conduct." if late else "",
            "senior_told": "The head of the service", "what_happened": self.chance.choice(texts.ALLEGED),
            "told_from": "A colleague saw it and wrote it down.", "children": "One child, known to us",
            "child_safe": "The child is with another group today.", "accused_knows": "no", "inquiry_begun": "no",
            "sent_by_words": f"{self.sender.name}, {self.sender.post}, {self.sender.organisation}",
            "sent_by_id": self.sender.appointment_id,
        }  # fmt: skip

    def _sealed(self, reference: str, kind: str, at: Moment, out_of: tuple[int, ...] = ()) -> int:
        return self.record.register.file(
            self.batch, reference, kind, self.worker.team_id, at, out_of=out_of, seal=SEALED
        )

    # --- The allegation -------------------------------------------------------------------------------------------

    def _taken_up(self, opened: Moment) -> None:
        self.file = self._sealed(self.reference, "allegation", opened, (self.referral_file,))
        self.key = self.batch.keys.take(models.Allegation._meta.db_table)
        self.referral |= {"allegation": self.reference, "taken_at": opened}
        with contextlib.suppress(Later):  # it stands where it has come to
            self._story(opened)
        told = {name: self.referral[name] for name in ("wanted", "accused_name", "accused_work", "worker", "employer")}
        self.add(
            models.Allegation, id=self.key, reference=self.reference, area_id=self.record.staff.area.pk,
            team_id=self.worker.team_id, stage=self.stage, version=self.version, referral=self.referral["reference"],
            concern="allegation", sector=self.sector, opened_at=opened, opened_by_id=self.worker.appointment_id,
            outcome=self.outcome, ended_at=self.ended_at, next_on=self.next_on, **told,
        )  # fmt: skip
        decided = self.stage not in (PROCESS.first,)
        self.record.plan.tell(
            "allegations", self.reference, opened.isoformat(), self.ended_at.isoformat() if self.ended_at else "",
            self.sector, self.way if decided else "undecided", self.outcome,
        )  # fmt: skip

    def _of(self, model: type[Any], **values: object) -> None:
        """An entry of the allegation, written down with the last step."""
        at = self.latest
        self.add(model, allegation_id=self.key, recorded_at=at, recorded_by_id=self.worker.appointment_id, **values)

    def _story(self, opened: Moment) -> None:
        self.begin("taken up", opened)
        at = after(opened, self.chance.uniform(0.5, 6))
        self._talked(at)
        self._judged(after(at, 0.5))
        self._decide("way", self.way, WAYS[self.way], after(self._now, self.chance.uniform(0.5, DAY)))
        if self.way == MANAGED:
            self._managed()
        self._tell_and_close()

    @property
    def _now(self) -> Moment:
        return self.latest or self.told_at

    def _talked(self, at: Moment) -> None:
        self.take("discuss", at)
        self._of(
            models.Discussion, discussed_at=self._now, spoke_with="The head of the service", concern="allegation",
            at_once="See that the child is safe, and ask nobody yet.", employment="Do not enquire until the meeting.",
            safeguarding="Speak with the parents when social care agrees.", talk="",
        )  # fmt: skip
        self.take("name_child", at)
        self._of(
            models.ConcernedChild, reference=self.record.plan.code("AW"), given_names=self.chance.choice(names.SECONDS),
            family_name=f"{self.chance.choice(names.FRONTS)}{self.chance.choice(names.MIDDLES)}", welfare="none",
            welfare_why="Looked at with social care; nothing more is needed.", welfare_at=self._now,
        )  # fmt: skip
        self.take("send_record", at + datetime.timedelta(hours=1))
        self.batch.add(
            models.SentRecord, case_file_id=self.referral_file, referral_id=self.referral["id"],
            text="What was agreed, and who does it.", sent_to="The head of the service", how="Secure e-mail",
            sent_at=self._now, recorded_by_id=self.worker.appointment_id,
        )  # fmt: skip

    def _judged(self, at: Moment) -> None:
        met = "met" if self.way == MANAGED else "not_met"
        judged = {"answer": met, "why": "From what was told and seen."}
        self.take("judge", at)
        self._of(
            models.AllegationJudgement, criteria={one: dict(judged) for one in CRITERIA}, trust=dict(judged),
            transfer=dict(judged), judged_by=f"{self.worker.name}, {self.worker.post}",
        )  # fmt: skip

    def _decide(self, what: str, chosen: str, verb: str, at: Moment) -> None:
        self.take(verb, at)
        self._of(
            models.AllegationDecision, what=what, chosen=chosen, reasons="From all that was heard, weighed together.",
            decided_by=f"{self.worker.name}, {self.worker.post}",
        )  # fmt: skip

    def _managed(self) -> None:
        self.take("consider_suspension", after(self._now, 1))
        self._of(
            models.SuspensionView, alternatives=["supervised"], alternatives_why="A second adult is there at all times.",
            officer_view="That is enough for now.", decided=self.chance.choice(("alternative", "suspended", "neither")),
            reasons="The child is in another group.", decided_by="The head of the service", support="A colleague of theirs",
        )  # fmt: skip
        self._meet(after(self._now, self.chance.uniform(1, 5) * DAY))
        for kind in STRANDS:
            self.take("note_strand", self._now)
            self._of(
                models.Strand, kind=kind, opened=self.chance.choice(("closed", "not_opened")),
                stands="Looked at; the meeting has the result.", lead="Whoever leads it there",
            )  # fmt: skip
        self.take("review_progress", after(self._now, self.chance.uniform(10, 25) * DAY))
        self.next_on = on_day(after(self._now, 20 * DAY))
        self._of(
            models.ProgressReview, pace="As fast as the enquiry allows.", fairness="They have been heard.",
            thoroughness="Everybody who saw it was asked.", next_on=self.next_on,
        )  # fmt: skip
        chosen = _weighed(self.chance, OUTCOMES)
        self._decide("outcome", chosen, "conclude", after(self._now, self.chance.uniform(2, 40) * DAY))
        self.outcome = chosen
        if chosen == "substantiated" and self.chance.random() < 0.6:
            self._barred()

    def _meet(self, at: Moment) -> None:
        topic = Topic(self.reference, f"Allegation {self.reference}", self.worker, self.file)
        meeting = Meeting(self.record, MEETINGS, MEETING, topic, self._now)
        by = self.record.staff.by_role
        guests = [
            Guest("chair", self.worker), Guest("employer", self.sender),
            Guest("police", self.chance.choice(by["police_mash"])),
            Guest("social_care", self.chance.choice(by["social_work_manager"])),
        ]  # fmt: skip
        decided = ("What is done, and in which order?", "The police first; then the employer, who waits for them.")
        meeting.hold(guests, at, decided, ["Say when the police have finished."])
        self.latest = self.wait_until(at + LONG)

    def _barred(self) -> None:
        """They were removed: the organisation's duty to refer, done in time."""
        self.take("note_duty", after(self._now, 4))
        noted, done = self._now, after(self._now, self.chance.uniform(1, 8) * DAY)
        settled = self.past(done)
        self._of(
            models.ReferralDuty, reference=self.record.plan.code("AD"), kind="dbs", body="Disclosure and Barring Service",
            owed_by=self.sender.organisation, removed_on=on_day(noted), because="Dismissed after the outcome.",
            referred_on=on_day(done) if settled else None, referred_reference="As they acknowledged it" if settled else "",
            settled_at=done if settled else None,
        )  # fmt: skip
        self.take("settle_duty", done)

    def _tell_and_close(self) -> None:
        at = after(self._now, self.chance.uniform(0.5, 2) * DAY)
        for told in TOLD:
            self.take("tell", at)
            self._of(
                models.AllegationTelling, told=told, recipient={"accused": "The person it is about"}.get(told, "The family"),
                what="What was looked at, and how it ended.", told_at=self._now, told_by="The designated officer",
                how="In a talk",
            )  # fmt: skip
        self.take("close", after(self._now, self.chance.uniform(0.5, 4) * DAY))
        self.ended_at, self.next_on = self._now, None
