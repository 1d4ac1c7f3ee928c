"""Referring an allegation, and taking a referral up. Whom it must not reach is shut out in the same transaction."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, exclude, grant, open_file, revoke
from sharedduty.foundations.guidance.api import NoNumber, due
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.process.api import CannotMove, Given, Missing, begin, kept, meet, start_where_known
from sharedduty.modules.allegations.models import Allegation, Referral
from sharedduty.modules.allegations.policy import OFFICER, SEALED
from sharedduty.modules.allegations.process import PROCESS
from sharedduty.modules.allegations.queries import routing
from sharedduty.modules.allegations.queries.reading import EMPLOYER, POLICE, PREFIX, REFERRAL
from sharedduty.modules.allegations.rules.referring import referral_whole

WRITTEN = (
    "wanted", "source", "accused_name", "accused_email", "accused_work", "worker", "employer", "sector", "came_at",
    "late_because", "senior_told", "what_happened", "told_from", "earlier", "children", "child_safe", "accused_knows",
    "informed", "inquiry_begun",
)  # fmt: skip
NOBODY = "Nobody here takes this in. Telephone the council, and ask for the designated officer."
SUBJECT, DECLARED = "subject of the file", "declared conflict"


def clock_of(source: str) -> str:
    """The key of the one working day that runs for a referral, by how it came to be known."""
    return POLICE if source == "police" else EMPLOYER


def is_late(given: Given, told_at: Any) -> bool:
    """Whether more than the working day that the guidance gives had passed when the designated officer was told."""
    came = given.get("came_at")
    if not came or came > told_at:
        return False
    try:
        return due(clock_of(str(given.get("source") or "")), came).due < told_at
    except NoNumber:
        return False


@transaction.atomic
def refer(*, by: Viewer, given: Given) -> Referral:
    """Refer an allegation, or ask for advice (WT2018 ch2 ¶7; GL-AL-03, -04, -13, -16).

    It goes to the designated officer's team; to the first who stands in where it is about a designated officer, who has
    that person's name or address, or is said to have a conflict. The person accused and whoever is named as too close are
    shut out before anybody is told. Its sender may read it and change it no more. Raises PermissionDenied; CannotMove.
    """
    by.must("allegation_raise")
    if by.area_id is None:
        raise PermissionDenied
    telephone = bool(given.get("by_telephone")) and by.may("allegation_work")
    told_at = (given.get("told_at") if telephone else None) or timezone.now()
    facts = {**given, "by_telephone": telephone, "late": is_late(given, told_at)}
    accused, close = _shut(by, by.area_id, facts)
    given_to = routing.taker(by, by.area_id, accused | close)
    missing = referral_whole(facts) + ([] if given_to else [Missing(NOBODY)])
    if by.account_id in accused:
        missing.append(Missing("This is your own address. Ask somebody senior to refer it.", "#id_accused_email"))
    elif by.account_id in close:
        missing.append(Missing("You named yourself. Ask somebody else to refer it.", "#id_too_close"))
    if missing or given_to is None:
        raise CannotMove(missing)
    file = open_file(
        by=by, kind="allegation_referral", area_id=by.area_id, team_id=given_to.post.team_id, letter=REFERRAL,
        sensitivity=SEALED, sealed=True,
    )  # fmt: skip
    _exclude(by, file, accused, SUBJECT)
    _exclude(by, file, close - accused, DECLARED)
    words = str(given.get("sent_by_words") or "").strip() if telephone else ""
    made = Referral.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team_id=given_to.post.team_id, told_at=told_at,
        sent_by_id=by.holding, by_telephone=telephone,
        sent_by_words=words or f"{by.name}, {by.post_title}, {by.organisation_name}",
        **{**kept(given, *WRITTEN), **({} if facts["late"] else {"late_because": ""})},
    )  # fmt: skip
    key = clock_of(made.source)
    start_where_known(
        by=by, file=file, record=made.reference, key=key, at=made.came_at, title="Tell the designated officer",
        team_id=by.team_id,
    )  # fmt: skip
    meet(
        by=by, record=made.reference, key=key, at=made.told_at, late_because="kept in the file" if facts["late"] else ""
    )
    record_change(
        by=by, verb="referred to the designated officer", object_type="allegation referral", object_ref=made.reference,
        file=file.pk, fields=list(WRITTEN),
    )  # fmt: skip
    _give(by, file, made, given_to, accused | close)
    return made


def _shut(by: Viewer, area_id: int, given: Given) -> tuple[set[int], set[int]]:
    """The accounts of the person accused, and of those too close to it."""
    accused = routing.accounts_at([str(given.get("accused_email") or "")])
    accused |= routing.officers_called(by, area_id, str(given.get("accused_name") or ""))
    close = routing.accounts_at(str(given.get("too_close") or "").replace(",", "\n").split("\n"))
    if given.get("conflict") == "yes":
        close |= {one.account_id for one in routing.holders(by, area_id, OFFICER)}
    return accused, close


def _exclude(by: Viewer, file: CaseFile, accounts: Iterable[int], reason: str) -> None:
    for one in sorted(accounts):
        exclude(by=by, file=file, account_id=one, reason=reason)


def _give(by: Viewer, file: CaseFile, made: Referral, given_to: Any, shut: set[int]) -> None:
    """Tell whoever takes it, give a stand-in sight of it, and leave its sender a reader only."""
    if given_to.role != OFFICER:
        grant(by=by, file=file, level="work", why="stands in", post_id=given_to.post_id)
    let_know(by=by, file=file, record=made.reference, template="allegation_referred",
             whom=routing.told_with(by, given_to, shut))  # fmt: skip
    takes = by.appointment_id in {one.pk for one in routing.told_with(by, given_to, shut)}
    if not takes:
        grant(by=by, file=file, level="read", why="referred it", appointment_id=by.holding)
        revoke(by=by, file=file, why="sent", appointment_id=by.holding, level="work")


@transaction.atomic
def take_up(*, by: Viewer, referral: Referral) -> Allegation:
    """Take a referral up in a record of its own, shut to everybody the referral is shut to (GL-AL-05, GL-AL-16).

    Raises PermissionDenied; CannotMove where somebody did it before.
    """
    by.must("allegation_work")
    locked = Referral.objects.select_for_update(of=("self",)).filter(pk=referral.pk, allegation="").first()
    if locked is None:
        raise CannotMove([Missing("Somebody took this up before.")])
    file = open_file(
        by=by, kind="allegation", area_id=locked.area_id, team_id=locked.team_id, letter=PREFIX, sensitivity=SEALED,
        sealed=True, out_of=[locked.case_file_id],
    )  # fmt: skip
    made = Allegation.objects.create(
        case_file=file, reference=file.reference, area_id=locked.area_id, team_id=locked.team_id, referral=locked.reference,
        wanted=locked.wanted, accused_name=locked.accused_name, accused_work=locked.accused_work,
        accused_email=locked.accused_email, worker=locked.worker, employer=locked.employer, sector=locked.sector,
        opened_at=timezone.now(), opened_by_id=by.holding,
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=made, event="taken up")
    Referral.objects.filter(pk=locked.pk).update(allegation=made.reference, taken_at=timezone.now())
    record_change(
        by=by, verb="took a referral up", object_type="allegation", object_ref=made.reference,
        files=[file.pk, locked.case_file_id],
    )  # fmt: skip
    return made
