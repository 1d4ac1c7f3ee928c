"""Agencies' accounts: each in its own file, merged with every source kept, discrepancies followed to an answer."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.chronology.actions import doubting, running, writing
from sharedduty.foundations.chronology.declared import Source
from sharedduty.foundations.chronology.models import AgencyPart, Chronology, DiscrepancyNotice, Entry, Pseudonym
from sharedduty.foundations.chronology.queries.lines import unanswered
from sharedduty.foundations.chronology.queries.picture import names_standing
from sharedduty.foundations.chronology.rules.comparing import DIFFERS, GAP, IMPOSSIBLE
from sharedduty.foundations.process.api import CannotMove
from sharedduty.foundations.requests.api import of_enquiry
from tests.chronology.scenes import ASKED, CHILD, LINE, PERIOD, Told, told
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db


@pytest.mark.rows("HE-CHR-02", "HE-CHR-03", "GL-DH-45")
def test_four_accounts_make_one_and_the_three_discrepancies_planted_are_found(told: Told) -> None:
    whole = told.composite()
    assert len(whole.rows) == 7
    assert {one.line.agency for one in whole.rows} == {"Police", "Health", "Testshire school", "Testshire council"}
    assert all(one.entry.reference and one.entry.number == 1 for one in whole.rows), "each line keeps its row"
    assert sorted(one.kind for one in whole.suggestions) == [DIFFERS, GAP, IMPOSSIBLE]
    by_kind = {one.kind: one.why for one in whole.suggestions}
    assert "child seen: yes for the one, no for the other" in by_kind[DIFFERS]
    assert "two places" in by_kind[IMPOSSIBLE] and "hospital ward" in by_kind[IMPOSSIBLE]
    assert by_kind[GAP].startswith("No line says that Child A was seen from")
    assert [one.kind for one in whole.same] == ["same"]


@pytest.mark.rows("HE-CHR-01")
def test_an_agency_sees_its_own_and_nothing_of_the_others_until_it_is_shared(told: Told) -> None:
    police, outsider = told.writer("police"), told.house.post_holder("gp")

    def sees(viewer) -> tuple[int, int, int, int]:
        with seen_by(viewer):
            models = (AgencyPart, Entry, Chronology, Pseudonym)
            return tuple(model.objects.count() for model in models)  # type: ignore[return-value]

    assert sees(police) == (1, 2, 0, 0) and sees(outsider) == (0, 0, 0, 0)
    assert sees(told.unit) == (4, 7, 1, 1)
    with seen_by(told.unit):
        running.share(by=told.unit, held=told.now(), given={"reason": "The panel reads it together."})
    assert sees(police) == (4, 7, 1, 0), "the key is never shared"
    assert len(told.composite(police).rows) == 7 and sees(outsider) == (0, 0, 0, 0)
    with seen_by(police), pytest.raises(PermissionDenied):
        other = AgencyPart.objects.get(pk=told.parts["health"].pk)
        writing.add_line(by=police, held=other, given=LINE)


def test_whoever_is_shut_out_of_the_record_is_shut_out_of_all_of_it(told: Told) -> None:
    with seen_by(told.unit):
        source = CaseFile.objects.get(reference=told.held.for_record)
        exclude(by=told.unit, file=source, reason="conflict", account_id=told.writer("health").account_id)
    with seen_by(told.writer("health")):
        assert AgencyPart.objects.count() == 0 and Entry.objects.count() == 0


def test_what_is_not_sent_is_not_compared(house) -> None:
    made = told(house).asks("police", "health").takes_in("police").takes_in("health").sends("police")
    assert {one.line.agency for one in made.composite().rows} == {"Police"}


@pytest.mark.rows("HE-CHR-01")
def test_a_corrected_line_keeps_what_it_said_and_a_line_taken_out_stays_on_record(told: Told) -> None:
    by, entry = told.writer("health"), told.entry("health", place="hospital ward")
    later = {
        **LINE,
        "date": datetime.date(2025, 4, 2),
        "time": datetime.time(16),
        "place": "hospital ward",
        "event": "Ward round",
    }
    with seen_by(by):
        with pytest.raises(CannotMove) as refused:
            writing.correct_line(by=by, held=told.part("health"), entry=entry, given=later)
        assert "Say why it is changed" in str(refused.value)
        writing.correct_line(by=by, held=told.part("health"), entry=entry, given={**later, "because": "Read wrongly."})
        versions = list(Entry.objects.filter(reference=entry.reference).order_by("number"))
        assert [(one.number, one.stands, one.happened_at.hour) for one in versions] == [(1, False, 13), (2, True, 15)]
        with pytest.raises(CannotMove):
            writing.correct_line(by=by, held=told.part("health"), entry=entry, given={**later, "because": "Twice."})
        writing.strike_line(by=by, held=told.part("health"), entry=versions[1], given={"because": "Another child."})
        assert Entry.objects.filter(reference=entry.reference).count() == 3
    assert entry.reference not in {one.line.reference for one in told.composite().rows}


@pytest.mark.rows("HE-CHR-03")
def test_a_discrepancy_goes_from_found_to_an_answer_and_to_corrected(told: Told) -> None:
    doubt = told.takes_up(IMPOSSIBLE)
    record = told.held.for_record
    with seen_by(told.unit):
        assert unanswered(told.unit, record) == [f"{doubt.reference}: {doubt.why}"]
        assert doubting.notify(by=told.unit, held=told.doubt(doubt), given={"question": "What do you hold?"}) == 2
        with pytest.raises(CannotMove) as refused:
            doubting.correct(by=told.unit, held=told.doubt(doubt), given={"outcome": "Put right."})
        assert "No agency has changed" in str(refused.value)
        assert len(unanswered(told.unit, record)) == 1, "told is not answered"
    health = told.writer("health")
    with seen_by(health):
        note = DiscrepancyNotice.objects.get()
        assert note.entries == [told.entry("health", place="hospital ward").reference], "its own line, and no other's"
        given = {"which": note.reference, "answer": "We wrote the wrong hour."}
        writing.answer_notice(by=health, held=told.part("health"), given=given)
        entry = Entry.objects.get(place="hospital ward", stands=True)
        right = {**LINE, "date": datetime.date(2025, 4, 2), "time": datetime.time(17), "place": "hospital ward"}
        writing.correct_line(
            by=health, held=told.part("health"), entry=entry, given={**right, "because": "Wrong hour."}
        )
    with seen_by(told.unit):
        doubting.take_answer(by=told.unit, held=told.doubt(doubt), given={"explanation": "Health: a wrong hour."})
        assert unanswered(told.unit, record) == []
        doubting.correct(by=told.unit, held=told.doubt(doubt), given={"outcome": "Health corrected the hour."})
        assert told.doubt(doubt).stage == "corrected"
    assert IMPOSSIBLE not in {one.kind for one in told.composite().suggestions}, "it is compared anew and fits"


@pytest.mark.rows("HE-CHR-03")
def test_what_is_set_aside_comes_again_only_when_a_line_changes(told: Told) -> None:
    one = next(each for each in told.composite().suggestions if each.kind == DIFFERS)
    with seen_by(told.unit):
        with pytest.raises(CannotMove):
            doubting.dismiss(by=told.unit, held=told.now(), suggestion=one, outcome=" ")
        doubting.dismiss(by=told.unit, held=told.now(), suggestion=one, outcome="One looked at the door only.")
        with pytest.raises(CannotMove):
            doubting.take_up(by=told.unit, held=told.now(), suggestion=one)
    assert DIFFERS not in {each.kind for each in told.composite().suggestions}
    police = told.writer("police")
    with seen_by(police):
        entry = Entry.objects.get(seen="yes", stands=True)
        writing.correct_line(
            by=police, held=told.part("police"), entry=entry, given={**LINE, "because": "A typing mistake."}
        )
    assert DIFFERS in {each.kind for each in told.composite().suggestions}


@pytest.mark.rows("HE-CHR-07")
def test_lines_of_one_event_stand_beside_each_other_and_each_stays_itself(told: Told) -> None:
    first, second = (one.entry.reference for one in told.composite().rows if one.line.at.month == 3)
    with seen_by(told.unit):
        made = running.put_together(by=told.unit, held=told.now(), given={"lines": [first, second]})
    rows = told.composite().rows
    at = [one.line.reference for one in rows].index(first)
    assert {rows[at].together, rows[at + 1].together} == {made.reference} and len(rows) == 7
    assert told.composite().same == []
    with seen_by(told.unit):
        running.take_apart(by=told.unit, held=told.now(), given={"which": made.reference, "because": "Two visits."})
    assert not any(one.together for one in told.composite().rows)


@pytest.mark.rows("HE-CHR-08")
def test_a_name_of_the_key_is_found_in_the_lines_and_pseudonyms_are_not(told: Told) -> None:
    with seen_by(told.unit):
        assert names_standing(told.unit, told.held, told.composite().rows) == []
        running.name_pseudonym(by=told.unit, held=told.now(), given={"label": "Mother", "stands_for": "Mary Testwick"})
        with pytest.raises(CannotMove):
            running.name_pseudonym(by=told.unit, held=told.now(), given={"label": "mother", "stands_for": "Another"})
    police = told.writer("police")
    with seen_by(police):
        writing.add_line(by=police, held=told.part("police"), given={**LINE, "event": "Mother rang. Mary was upset."})
    standing = names_standing_of(told)
    assert [(row.line.agency, name) for row, name in standing] == [("Police", "Mary")]


def names_standing_of(told: Told):
    """The lines with a name of the key, as the unit finds them."""
    rows = told.composite().rows
    with seen_by(told.unit):
        return names_standing(told.unit, told.held, rows)


@pytest.mark.rows("HE-CHR-09")
def test_more_is_asked_of_an_agency_in_a_request_of_its_own(told: Told) -> None:
    given = {**ASKED, "which": told.parts["police"].reference, "question": "Who took the call?"}
    with seen_by(told.unit):
        running.ask_more(by=told.unit, held=told.now(), given=given)
        asked = of_enquiry(told.unit, told.held.reference)
    assert len(asked) == 5 and asked[-1].question == "Who took the call?"


@pytest.mark.rows("HE-CHR-01")
def test_an_agency_that_writes_none_is_no_longer_waited_for_and_its_request_is_withdrawn(house) -> None:
    made = told(house).asks("police", "health", "school")
    with seen_by(made.unit):
        given = {"which": made.parts["police"].reference, "because": "It holds nothing."}
        running.stop_waiting(by=made.unit, held=made.now(), given=given)
        assert [one.withdrawn_because for one in of_enquiry(made.unit, made.held.reference)] == [
            "It holds nothing.",
            "",
            "",
        ]
    made.takes_in("health").sends("health")
    with seen_by(made.unit):
        with pytest.raises(CannotMove):
            running.stop_waiting(
                by=made.unit, held=made.now(), given={**given, "which": made.parts["health"].reference}
            )
        running.close(by=made.unit, held=made.now(), given={"reason": "The review has ended."})
    assert [made.part(one).stage for one in ("police", "health", "school")] == ["stopped", "sent", "stopped"]
    police = made.writer("police")
    with seen_by(police), pytest.raises(CannotMove):
        writing.add_line(by=police, held=made.part("police"), given=LINE)


@pytest.mark.rows("HE-CHR-01")
def test_two_colleagues_who_write_at_once_both_write(house) -> None:
    made = told(house).asks("police")
    first, second = made.part("police"), made.part("police")
    by = made.writer("police")
    with seen_by(by):
        for held in (first, second):
            writing.add_line(by=by, held=held, given=LINE)
        assert Entry.objects.count() == 2


@pytest.mark.rows("HE-CHR-01")
def test_a_record_has_one_chronology_with_a_period_and_children(house) -> None:
    made = told(house)
    source = Source(made.held.for_record, "a record", house.area.pk, made.unit.team_id, (), "")
    with seen_by(made.unit):
        for wrong in ({**PERIOD, "children": []}, {"children": [CHILD]}, {**PERIOD, "children": [CHILD, CHILD]},
                      {**PERIOD, "children": [CHILD], "period_to_on": datetime.date(2024, 1, 1)}):  # fmt: skip
            with pytest.raises(CannotMove):
                running.open_chronology(by=made.unit, source=source, given=wrong)
        with pytest.raises(CannotMove) as refused:
            running.open_chronology(by=made.unit, source=source, given={**PERIOD, "children": [CHILD]})
        assert "has a chronology already" in str(refused.value)
    with seen_by(house.post_holder("partner")), pytest.raises(PermissionDenied):
        running.open_chronology(by=house.post_holder("partner"), source=source, given={**PERIOD, "children": [CHILD]})


def test_every_step_is_journalled_in_the_file_it_is_about(told: Told) -> None:
    with journal_rows() as rows:
        doubt = told.takes_up(GAP)
        with seen_by(told.unit):
            assert doubting.notify(by=told.unit, held=told.doubt(doubt), given={"question": "Was the child seen?"}) >= 1
    said = {(row["verb"], row["object_ref"]) for row in rows}
    assert {("discrepancy found", told.held.reference), ("agencies told", doubt.reference)} <= said
