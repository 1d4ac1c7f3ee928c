"""Gathering what is known: notices that come, the family, work done, the police, agencies, forms, the review meeting."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.forms.api import FormRecord, Saved, choose, save_answers, start_form, submit
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import (
    CannotMove,
    Given,
    Missing,
    Overtaken,
    kept,
    meet,
    start_where_known,
    stop,
)
from sharedduty.foundations.requests.api import InformationRequest, ask, chase, of_enquiry
from sharedduty.modules.child_death.actions.steps import recorded, step
from sharedduty.modules.child_death.models import (
    ChildDeath,
    CriminalHold,
    DeathForm,
    FamilyEntry,
    IncomingNotice,
    WorkEntry,
)
from sharedduty.modules.child_death.queries.choices import ANALYSIS, FORMS, written_form
from sharedduty.modules.child_death.queries.meetings import MEETINGS, held_meetings, who_came
from sharedduty.modules.child_death.queries.reading import ACTIONS, DATABASE, MEETING_BY, open_holds
from sharedduty.modules.serious_incident.api import ask_to_consider

# Which clock each kind of notice that comes is judged by: it ran for its sender, and is met by the moment it came.
CLOCK_OF = {
    "registrar_particulars": "registrar.particulars", "registrar_correction": "registrar.particulars",
    "registrar_no_liability": "registrar.particulars", "coroner_investigation": "coroner.notify_cdrp",
    "coroner_post_mortem": "coroner.notify_cdrp",
}  # fmt: skip
MET_BY = {"ncmd": DATABASE, "panel_actions": ACTIONS}


@transaction.atomic
def note_incoming(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> IncomingNotice:
    """Record what came from the registrar, the coroner or others, judged by its own limit (WT-CDR-18, -19). As `step`."""
    step(by, held, "note_incoming", given, version=version)
    made = IncomingNotice.objects.create(
        **recorded(by, held), reference=new_reference("DI"), **kept(given, "kind", "event_at", "received_at", "words")
    )
    if key := CLOCK_OF.get(made.kind):
        start_where_known(
            by=by, file=held.case_file, record=held.reference, key=key, at=made.event_at, title="Notice of a death",
            about=made.reference, team_id=held.team_id,
        )  # fmt: skip
        meet(by=by, record=held.reference, key=key, about=made.reference, at=made.received_at)
    return made


@transaction.atomic
def record_family(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> FamilyEntry:
    """Write in the family's log: key contact, told, asked, offered (GL-CD-13; WT-CDR-17). Raises as `step` does."""
    step(by, held, "record_family", given, version=version)
    return FamilyEntry.objects.create(
        **recorded(by, held), **kept(given, "kind", "who", "words", "happened_at", "by_whom")
    )


@transaction.atomic
def record_work(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> WorkEntry:
    """Record something done: a step of the response, a consultation, a sending; it meets its clock. Raises as `step`."""
    step(by, held, "record_work", given, version=version)
    made = WorkEntry.objects.create(
        **recorded(by, held), **kept(given, "kind", "whom", "words", "happened_at", "by_whom")
    )
    if key := MET_BY.get(made.kind):
        meet(by=by, record=held.reference, key=key, at=made.happened_at)
    return made


@transaction.atomic
def note_hold(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> CriminalHold:
    """Note that the police investigate (WT-CDR-27). Raises as `step` does."""
    step(by, held, "note_hold", given, version=version)
    return CriminalHold.objects.create(
        **recorded(by, held), reference=new_reference("DC"), **kept(given, "lead", "agreed", "began_on")
    )


@transaction.atomic
def end_hold(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Record that the police investigation ended. Raises as `step` does."""
    hold = held.holds.filter(reference=str(given.get("which") or ""), ended_on__isnull=True).first()
    step(by, held, "end_hold", {**given, "hold": hold}, version=version)
    if hold:
        hold.ended_on = given["ended_on"]
        hold.save(update_fields=["ended_on"])


@transaction.atomic
def refer_incident(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Ask the council to consider the death as a serious incident; the answer comes back here (GL-CD-32; WT-CDR-28).

    Whoever is shut out of the death is shut out of the request. Raises as `step` does.
    """
    if held.incident_request:
        raise CannotMove([Missing("The council was asked about this death already.")])
    born = f", born {held.birth_on:%-d %B %Y}" if held.birth_on else ""
    facts = {
        "source": "child_death", "children_words": f"{held}{born}", "what_happened": held.what_happened,
        "why": given.get("why"), "safe_now": given.get("safe_now"),
    }  # fmt: skip
    made = ask_to_consider(by=by, given=facts, about=held.reference, out_of=[held.case_file_id])
    step(by, held, "refer_incident", given, version=version, sets={"incident_request": made.reference})


@transaction.atomic
def ask_agencies(
    *, by: Viewer, held: ChildDeath, teams: Sequence[Team], given: Given, version: int | None = None
) -> list[InformationRequest]:
    """Ask agencies what they know, each in a file of its own, by the day agreed (WT-CDR-07). Raises as `step` does."""
    step(by, held, "ask_agencies", {**given, "teams": list(teams)}, version=version)
    about = {"names": f"{held}", "birth_on": held.birth_on.isoformat() if held.birth_on else ""}
    return [
        ask(
            by=by, for_record=held.reference, enquiry=held.reference, about=about, asked_team=team,
            asking_team=held.team, question=given["question"], purpose=given["purpose"], priority="",
            due_at=given.get("due_at"),
        )
        for team in teams
    ]  # fmt: skip


@transaction.atomic
def chase_agency(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Remind an agency that has not answered (WT-CDR-07). Raises as `step` does."""
    waiting = {
        one.reference: one for one in of_enquiry(by, held.reference) if not (one.answered_at or one.withdrawn_at)
    }
    found = waiting.get(str(given.get("which") or ""))
    step(by, held, "chase_agency", {**given, "request": found}, version=version)
    if found:
        chase(by=by, request=found)


@transaction.atomic
def begin_form(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> DeathForm:
    """Begin one of the pack's forms; of the analysis there is one (WT-CDR-22). Raises as `step` does."""
    code = str(given.get("code") or "")
    taken = code == ANALYSIS and held.written_forms.filter(code=ANALYSIS).exists()
    step(by, held, "begin_form", {**given, "known": FORMS, "taken": taken}, version=version)
    pack, made = written_form(held.happened_on, code)
    return DeathForm.objects.create(
        **recorded(by, held), reference=new_reference("DF"), code=code, **kept(given, "agency"),
        form=start_form(by=by, file=held.case_file, form=made.id, pack=pack),
    )  # fmt: skip


@transaction.atomic
def save_form(
    *, by: Viewer, held: ChildDeath, record: FormRecord, changes: Given, page: str, version: int, own: dict[str, int],
) -> Saved:  # fmt: skip
    """Keep what was typed on a form, from the version it was made from. Raises PermissionDenied; Overtaken; TooBusy."""
    by.must("death_work")
    if held.stage not in ("gathering", "met", "panel"):
        raise Overtaken
    return save_answers(by=by, record=record, changes=changes, page=page, version=version, own=own)


@transaction.atomic
def settle_form(*, by: Viewer, record: FormRecord, choices: dict[str, str]) -> Saved:
    """Settle what two people wrote differently. Raises as the forms foundation's `choose` does."""
    by.must("death_work")
    return choose(by=by, record=record, choices=choices)


@transaction.atomic
def finish_form(*, by: Viewer, record: FormRecord, lacks: Sequence[tuple[str, str]] = ()) -> None:
    """Finish a form for good. Raises PermissionDenied; CannotMove with what it lacks: the words, and where to write it."""
    by.must("death_work")
    if lacks:
        raise CannotMove([Missing(f"{words}.", href) for words, href in lacks])
    submit(by=by, record=record)


@transaction.atomic
def take_in_meeting(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Rest the review on a meeting that was held here, not of health alone (WT-CDR-29). Raises as `step` does."""
    found = {one.reference: one for one in held_meetings(by, held, MEETINGS)}
    chosen = found.get(str(given.get("meeting") or ""))
    sets: dict[str, Any] = {}
    sectors: list[str] = []
    if chosen:
        sets = {"meeting": chosen.reference, "met_at": chosen.began_at or chosen.starts_at}
        sectors = [sector for _, _, sector, _ in who_came(by, held, chosen)]
    step(by, held, "take_in_meeting", {**given, "meeting": chosen, "sectors": sectors}, version=version, sets=sets)
    if held.met_at:
        meet(by=by, record=held.reference, key=MEETING_BY, at=held.met_at)


def end_everything(by: Viewer, held: ChildDeath, because: str) -> None:
    """Stop every clock of a review that has ended. Inside the caller's act."""
    for hold in open_holds(held):
        raise CannotMove([Missing(f"The police investigation of {hold.lead} is still open. Record its end first.")])
    stop(by=by, record=held.reference, because=because)
