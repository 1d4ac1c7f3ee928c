"""How far each edition is checked, by whom; who agreed the threshold document, and when it is reviewed next."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Area, Organisation
from sharedduty.foundations.guidance.answers import DueAnswer, Layer
from sharedduty.foundations.guidance.digests import row_digest
from sharedduty.foundations.guidance.kinds import Clock, Pack, Provision
from sharedduty.foundations.guidance.models import DocumentReview, RowCheck, SignOff
from sharedduty.foundations.guidance.policy import CHECK, KEEP
from sharedduty.foundations.guidance.shelf import packs

CLOCK, PROVISION = "clock", "provision"
PEOPLE_NEEDED = 2


@dataclass(frozen=True)
class RowState:
    """One row of an edition and what people found who compared it with its source, the earliest first."""

    kind: str
    key: str
    row: Clock | Provision
    digest: str
    checks: tuple[RowCheck, ...] = ()
    read_otherwise: bool = False

    @property
    def title(self) -> str:
        """What the row is called."""
        return self.row.title if isinstance(self.row, Clock) else self.row.citation

    @property
    def says(self) -> str:
        """What the row says in a sentence."""
        return self.row.in_words if isinstance(self.row, Clock) else self.row.paraphrase

    @property
    def state(self) -> str:
        """`disputed` when anybody found a difference, else `confirmed` by two people, `once`, `changed` or `unchecked`."""
        if any(one.verdict == RowCheck.Verdict.DIFFERS for one in self.checks):
            return "disputed"
        if len(self.checks) >= PEOPLE_NEEDED:
            return "confirmed"
        return "once" if self.checks else "changed" if self.read_otherwise else "unchecked"

    def judged_by(self, account_id: int | None) -> RowCheck | None:
        """What this person found, or None."""
        return next((one for one in self.checks if one.account_id == account_id), None)


def may_check(viewer: Viewer, pack: Pack) -> bool:
    """Whether this viewer may check rows of `pack`: a local edition is checked by its own area."""
    return viewer.may(CHECK) and (pack.layer != "local" or _area_name(viewer) == pack.area.casefold())


def may_keep(viewer: Viewer, pack: Pack) -> bool:
    """Whether this viewer keeps the threshold document of `pack`, an edition of their own area."""
    return viewer.may(KEEP) and pack.layer == "local" and _area_name(viewer) == pack.area.casefold()


def _area_name(viewer: Viewer) -> str:
    found = Area.objects.using(viewer.database).filter(pk=viewer.area_id or 0).values_list("name", flat=True).first()
    return (found or "").casefold()


def _rows(pack: Pack) -> Iterator[tuple[str, str, Clock | Provision]]:
    """The rows that are checked one by one: every clock, and the provisions this edition states itself."""
    yield from ((CLOCK, key, clock) for key, clock in pack.clocks.items())
    yield from ((PROVISION, key, one) for key, one in pack.provisions.items() if one.pack == pack.id)


def row_states(viewer: Viewer, pack: Pack) -> list[RowState]:
    """Every row of an edition with what was found of it, in the edition's own order."""
    judged: dict[tuple[str, str], list[RowCheck]] = {}
    for one in _checks(viewer).filter(pack=pack.id):
        judged.setdefault((one.kind, one.key), []).append(one)
    return [_state(kind, key, row, judged.get((kind, key), ())) for kind, key, row in _rows(pack)]


def _checks(viewer: Viewer) -> QuerySet[RowCheck]:
    return RowCheck.objects.using(viewer.database).select_related("account", "checked_by__post").order_by("pk")


def _state(kind: str, key: str, row: Clock | Provision, judged: Sequence[RowCheck]) -> RowState:
    digest = row_digest(row)
    latest = {one.account_id: one for one in judged if one.row_digest == digest}
    standing = tuple(one for one in latest.values() if one.verdict != RowCheck.Verdict.WITHDRAWN)
    return RowState(kind, key, row, digest, standing, any(one.row_digest != digest for one in judged))


def row_state(viewer: Viewer, pack: Pack, kind: str, key: str) -> RowState | None:
    """One row with what was found of it, or None where the edition has no such row."""
    found = next((row for at_kind, at_key, row in _rows(pack) if (at_kind, at_key) == (kind, key)), None)
    if found is None:
        return None
    return _state(kind, key, found, list(_checks(viewer).filter(pack=pack.id, kind=kind, key=key)))


@dataclass(frozen=True)
class Progress:
    """How many rows of an edition there are, how many two people confirmed, one checked, and somebody disputes."""

    rows: int
    confirmed: int
    once: int
    disputed: int

    @property
    def whole(self) -> bool:
        """Whether every row is confirmed by two people: only then is the edition verified."""
        return self.rows > 0 and self.confirmed == self.rows

    @property
    def words(self) -> str:
        """'12 of 56 rows confirmed by two people, 3 checked by one, 1 disputed'."""
        said = [f"{self.confirmed} of {self.rows} rows confirmed by two people"]
        said += [f"{self.once} checked by one"] if self.once else []
        said += [f"{self.disputed} disputed"] if self.disputed else []
        return ", ".join(said)


def progress(states: Iterable[RowState]) -> Progress:
    """The counts of rows by state."""
    states = list(states)
    held = [one.state for one in states]
    return Progress(len(held), held.count("confirmed"), held.count("once"), held.count("disputed"))


def progress_by_pack(viewer: Viewer, packs: Iterable[Pack]) -> dict[str, Progress]:
    """The progress of several editions, in one query."""
    judged: dict[tuple[str, str, str], list[RowCheck]] = {}
    for one in _checks(viewer):
        judged.setdefault((one.pack, one.kind, one.key), []).append(one)
    return {
        pack.id: progress(
            _state(kind, key, row, judged.get((pack.id, kind, key), ())) for kind, key, row in _rows(pack)
        )
        for pack in packs
    }


def as_checked(viewer: Viewer, clocks: Iterable[Clock]) -> list[Clock]:
    """The clocks as they stand today: a draft that two people confirmed is verified, so its caution is gone."""
    clocks = list(clocks)
    drafts = {(one.pack, one.key) for one in clocks if one.status == "draft"}
    if not drafts:
        return clocks
    judged: dict[tuple[str, str], list[RowCheck]] = {}
    # Without the names of who checked: the logins of background work read this table and no more.
    found = RowCheck.objects.using(viewer.database).order_by("pk")
    for one in found.filter(kind=CLOCK, pack__in={pack for pack, _ in drafts}, key__in={key for _, key in drafts}):
        judged.setdefault((one.pack, one.key), []).append(one)
    return [_checked(one, judged) for one in clocks]


def _checked(clock: Clock, judged: Mapping[tuple[str, str], list[RowCheck]]) -> Clock:
    found = judged.get((clock.pack, clock.key))
    if clock.status != "draft" or not found or _state(CLOCK, clock.key, clock, found).state != "confirmed":
        return clock
    return replace(clock, status="verified")


def checked_since(viewer: Viewer, rules: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Clock]:
    """Of some rules, each an edition and a clock key, those that stand there as drafts and two people confirmed here.

    Gives each with the clock as confirmed.
    """
    drafts = [
        held
        for edition, key in set(rules)
        if (one := packs().get(edition)) is not None
        and (held := one.clocks.get(key)) is not None
        and held.status == "draft"
    ]
    return {(one.pack, one.key): one for one in as_checked(viewer, drafts) if one.status == "verified"}


def answer_as_checked(viewer: Viewer, answer: DueAnswer) -> DueAnswer:
    """A due date with each of its clocks as it stands today."""
    layers = [layer.clock for layer in answer.layers]
    top, *others = as_checked(viewer, [answer.clock, *layers, *answer.unnumbered])
    shown = tuple(Layer(clock, layer.due) for clock, layer in zip(others, answer.layers, strict=False))
    return replace(answer, clock=top, layers=shown, unnumbered=tuple(others[len(layers) :]))


# ---- the threshold document


@dataclass(frozen=True)
class Agreement:
    """An organisation of the area and its latest agreement to the threshold document, if it gave one."""

    organisation: Organisation
    is_partner: bool
    sign_off: SignOff | None


def bodies(viewer: Viewer, pack: Pack) -> list[Organisation]:
    """The organisations of the edition's area that exist today, by name."""
    today = timezone.localdate()
    held = Organisation.objects.using(viewer.database).filter(area__name__iexact=pack.area).order_by("name", "pk")
    return [
        one
        for one in held
        if (one.exists_from is None or one.exists_from <= today)
        and (one.exists_until is None or one.exists_until >= today)
    ]


def agreements(viewer: Viewer, pack: Pack) -> list[Agreement]:
    """The bodies of the edition's area, partners first, each with what it agreed."""
    given = {
        one.organisation_id: one for one in SignOff.objects.using(viewer.database).filter(pack=pack.id).order_by("pk")
    }
    listed = [Agreement(one, "safeguarding_partner" in one.duties, given.get(one.pk)) for one in bodies(viewer, pack)]
    return sorted(listed, key=lambda one: not one.is_partner)


def last_review(viewer: Viewer, pack: Pack) -> DocumentReview | None:
    """The latest review of the edition's threshold document, or None."""
    found = DocumentReview.objects.using(viewer.database).filter(pack=pack.id).select_related("recorded_by__post")
    return found.order_by("-reviewed_on", "-pk").first()


def review_warning(review: DocumentReview | None, today: datetime.date) -> str:
    """What has to be said about the review date: none is set, it has passed, or nothing (GL-TH-02)."""
    if review is None:
        return "No review date is set for this document. Whoever keeps it sets one."
    if review.review_due_on < today:
        return "This document is past its review date. Ask whether a newer one is in use."
    return ""
