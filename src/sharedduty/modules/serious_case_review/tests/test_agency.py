"""An agency's own management review: who may write it, what it holds, who endorses it, and who sees what."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.chronology.actions.running import ask_agencies, open_chronology
from sharedduty.foundations.chronology.actions.writing import add_line
from sharedduty.foundations.papers.tests.corpus import GOOD
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.serious_case_review.actions import reviewing, writing
from sharedduty.modules.serious_case_review.models import ManagementNote, ManagementReview, SeriousCaseReview
from sharedduty.modules.serious_case_review.queries.choices import labels
from sharedduty.modules.serious_case_review.queries.records import source_of
from sharedduty.modules.serious_case_review.tests.scenes import (
    FED_BACK,
    INDEPENDENT,
    PACK,
    TO_OURSELVES,
    Legacy,
    listed,
    on,
)

pytestmark = pytest.mark.django_db


def refused(do: Any) -> str:
    """The words of a refusal."""
    with pytest.raises(CannotMove) as caught:
        do()
    return str(caught.value)


@pytest.fixture
def part(legacy: Legacy) -> ManagementReview:
    """What health was asked."""
    return legacy.as_far_as("reviewing").asks()[0]


@pytest.mark.rows("HE-IMR-01")
def test_whoever_had_a_part_or_managed_those_who_had_cannot_write_it(legacy: Legacy, part: ManagementReview) -> None:
    def names(**more: Any) -> Any:
        return legacy.as_agency(part, writing.name_author, {**INDEPENDENT, **more})

    assert "worked with the child or family cannot write" in refused(lambda: names(no_part="yes"))
    assert "managed those who did cannot write" in refused(lambda: names(no_line="yes"))
    assert "senior enough" in refused(lambda: names(senior="no"))
    for name in ("author_name", "author_post", "no_part", "no_line", "declared_on"):
        with pytest.raises(CannotMove):
            names(**{name: ""})
    write = listed("scr.imr")
    assert "Record first who writes it" in refused(lambda: legacy.as_agency(part, writing.write_report, write))
    names()
    legacy.as_agency(part, writing.write_report, write)
    with seen_by(legacy.agency(part)):
        assert ManagementReview.objects.get(pk=part.pk).author_name == "Kit Helpwell"


@pytest.mark.rows("HE-IMR-02", "HE-IMR-12")
def test_the_report_has_every_item_of_the_outline_and_versions(legacy: Legacy, part: ManagementReview) -> None:
    named = labels(PACK, "scr.imr")
    assert len(named) == 13 and sum(one.startswith("s2_") for one in named) == 10
    legacy.as_agency(part, writing.name_author, INDEPENDENT)
    short = listed("scr.imr", s2_7=" ")
    assert "Answer this, or say that it does not apply" in refused(
        lambda: legacy.as_agency(part, writing.write_report, short)
    )
    legacy.as_agency(part, writing.write_report, listed("scr.imr", s2_5="Does not apply: there was no plan."))
    again = listed("scr.imr")
    assert "Say why it changes" in refused(lambda: legacy.as_agency(part, writing.write_report, again))
    legacy.as_agency(part, writing.write_report, {**again, "why_again": "A fact."})
    with seen_by(legacy.agency(part)):
        assert [one.number for one in part.reports.order_by("number")] == [1, 2]


@pytest.mark.rows("HE-IMR-03", "HE-IMR-02")
def test_analysis_that_says_the_chronology_again_is_refused(legacy: Legacy, part: ManagementReview) -> None:
    line = "The health visitor saw Robin at home and noted a bruise."
    with seen_by(legacy.unit):
        source = source_of(legacy.unit, legacy.held.reference)
        assert source is not None
        given = {"period_from_on": on(2019, 1, 1), "period_to_on": on(2020, 1, 10), "children": [{"label": "Child A"}]}
        whole = open_chronology(by=legacy.unit, source=source, given=given)
        [own] = ask_agencies(
            by=legacy.unit, held=whole, teams=[legacy.house.teams["health"]],
            given={"question": "What of Robin?", "purpose": "To see", "due_at": None},
        )  # fmt: skip
    with seen_by(by := legacy.agency(part)):
        add_line(by=by, held=own, given={
            "date": on(2019, 6, 1), "precision": "day", "event": line, "source": "Log", "seen": "yes",
        })  # fmt: skip
    legacy.as_agency(part, writing.name_author, INDEPENDENT)
    copied = listed("scr.imr", s2_3=f"On the day: {line.lower()}")
    assert "repeats a line of your chronology" in refused(lambda: legacy.as_agency(part, writing.write_report, copied))
    legacy.as_agency(part, writing.write_report, listed("scr.imr", s2_3="Nobody asked how, for the rota left no time."))


@pytest.mark.rows("HE-IMR-04", "HE-IMR-05", "HE-IMR-06", "HE-IMR-07", "HE-IMR-11", "HE-IMR-09")
def test_notes_beside_the_report_and_of_discipline_only_that_it_runs(legacy: Legacy, part: ManagementReview) -> None:
    def notes(**more: Any) -> ManagementNote:
        made: ManagementNote = legacy.as_agency(part, writing.add_note, {**FED_BACK, **more})
        return made

    assert "its record was shared" in refused(lambda: notes(kind="interview"))
    notes(kind="interview", shared_on=on(2020, 5, 22))
    for kind in ("feedback", "second", "support", "urgent", "ombudsman"):
        assert notes(kind=kind).kind == kind
        assert "Write what" in refused(lambda kind=kind: notes(kind=kind, what=""))
    assert "Discipline is kept apart" in refused(lambda: notes(kind="discipline"))
    flag = notes(kind="discipline", who="", what="")
    with seen_by(legacy.agency(part)), pytest.raises(IntegrityError), transaction.atomic():
        ManagementNote.objects.filter(pk=flag.pk).update(what="He did it.")


@pytest.mark.rows("HE-IMR-05", "HE-IMR-08", "HE-IMR-09")
def test_a_senior_officer_who_did_not_write_it_endorses_it_before_it_is_submitted(
    legacy: Legacy, part: ManagementReview
) -> None:
    def endorses(by: str = "Director of nursing", number: int = 2) -> Any:
        return legacy.as_agency(part, writing.endorse, {"endorsed_by": by}, number=number)

    assert "cannot follow" in refused(lambda: legacy.as_agency(part, writing.submit))
    legacy.as_agency(part, writing.name_author, INDEPENDENT)
    words = refused(endorses)
    assert "Write the report first" in words and "staff had feedback" in words and "It recommends nothing" in words
    legacy.as_agency(part, writing.write_report, listed("scr.imr"))
    legacy.as_agency(part, writing.add_advice, TO_OURSELVES)
    legacy.as_agency(part, writing.add_note, FED_BACK)
    assert "somebody else endorses it: say how and when they signed" in refused(lambda: endorses(number=1))
    assert "Whoever wrote it cannot endorse it" in refused(lambda: endorses("Kit Helpwell, named nurse")), (
        "the author by name"
    )
    on_paper = {"endorsed_by": "Director of nursing", "signed_how": "Letter of 3 May"}
    legacy.as_agency(part, writing.endorse, on_paper)
    with seen_by(legacy.agency(part)):
        part.refresh_from_db()
        assert part.endorsed_by == "Director of nursing. Signed: Letter of 3 May"
    legacy.as_agency(part, writing.take_back, {"reason": "A date."})
    with seen_by(legacy.agency(part)):
        part.refresh_from_db()
        assert part.stage == "asked" and part.endorsed_by == ""
    endorses()
    legacy.as_agency(part, writing.submit)
    with seen_by(legacy.agency(part)):
        part.refresh_from_db()
        assert part.stage == "sent" and part.submitted_at and part.endorsed_by == "Director of nursing"


@pytest.mark.rows("HE-IMR-13")
def test_a_report_endorsed_and_never_submitted_is_waited_for_no_longer(legacy: Legacy, part: ManagementReview) -> None:
    legacy.written(part).as_agency(part, writing.endorse, {"endorsed_by": "Director of nursing"}, number=2)
    given = {"which": part.reference, "because": "The trust was dissolved."}
    assert "Say why" in refused(lambda: legacy.does(reviewing.stop_waiting, given, because=" "))
    legacy.does(reviewing.stop_waiting, given)
    with seen_by(legacy.unit):
        part.refresh_from_db()
        assert (part.stage, part.stopped_because) == ("stopped", "The trust was dissolved.")
    assert "cannot follow" in refused(lambda: legacy.as_agency(part, writing.submit))


@pytest.mark.rows("HE-IMR-10")
def test_an_agencys_recommendation_has_its_five_fields(legacy: Legacy, part: ManagementReview) -> None:
    for name in TO_OURSELVES:
        with pytest.raises(CannotMove):
            legacy.as_agency(part, writing.add_advice, {**TO_OURSELVES, name: ""})
    assert legacy.as_agency(part, writing.add_advice, TO_OURSELVES).number == 1


@pytest.mark.rows("HE-IMR-13", "HE-SCR-39")
def test_a_nil_return_is_an_answer_with_a_signature(legacy: Legacy, part: ManagementReview) -> None:
    assert "Say who signs" in refused(lambda: legacy.as_agency(part, writing.return_nil, {"nil_because": "No record."}))
    legacy.as_agency(part, writing.return_nil, {"nil_because": "No record.", "nil_signed_by": "Director"})
    with seen_by(legacy.unit):
        part.refresh_from_db()
        assert part.stage == "nil" and part.nil_signed_by == "Director"


@pytest.mark.rows("HE-SCR-39", "HE-IMR-08")
def test_an_agency_sees_what_it_was_asked_and_nothing_else(legacy: Legacy, part: ManagementReview) -> None:
    house = legacy.house
    other = legacy.asks("police")[0]

    def sees(viewer: Any) -> tuple[list[str], int]:
        with seen_by(viewer):
            found = ManagementReview.objects.order_by("pk").values_list("reference", flat=True)
            return list(found), SeriousCaseReview.objects.count()

    assert sees(legacy.agency(part)) == ([part.reference], 0)
    assert sees(legacy.agency(other)) == ([other.reference], 0)
    assert sees(legacy.unit) == ([part.reference, other.reference], 1)
    assert sees(house.post_holder("head_of_service")) == ([part.reference, other.reference], 1)
    for role in ("education_mash", "teacher", "social_worker", "front_door_manager", "scrutineer", "administrator"):
        assert sees(house.post_holder(role)) == ([], 0), role
    browser = house.client(legacy.agency(part))
    own = browser.get(f"/serious-case-reviews/agencies/{part.reference}/")
    assert own.status_code == 200 and "Robin Testwick" in own.content.decode() and "shelf 4" not in own.content.decode()
    for at in (f"/serious-case-reviews/agencies/{other.reference}/", f"/serious-case-reviews/{legacy.held.reference}/",
               "/serious-case-reviews/", f"/serious-case-reviews/{legacy.held.reference}/steps/"):  # fmt: skip
        assert browser.get(at).status_code == 404, at
    assert part.reference in browser.get("/serious-case-reviews/asked/").content.decode()
    assert "management review" in browser.get("/my-work/").content.decode()


def test_who_is_shut_out_of_the_review_is_shut_out_of_an_agencys_part(legacy: Legacy, part: ManagementReview) -> None:
    head = legacy.house.post_holder("head_of_service")
    with seen_by(legacy.unit):
        file = CaseFile.objects.get(pk=legacy.held.case_file_id)
        exclude(by=legacy.unit, file=file, reason="conflict", account_id=head.account_id)
    with seen_by(head):
        assert not ManagementReview.objects.exists() and not SeriousCaseReview.objects.exists()


@pytest.mark.rows("HE-IMR-11")
def test_the_ombudsmans_report_is_attached_once_it_is_noted_and_whoever_reads_the_review_opens_it(
    legacy: Legacy, part: ManagementReview
) -> None:
    at = f"/serious-case-reviews/agencies/{part.reference}/"
    writer, other = legacy.agency(part), legacy.house.post_holder("police_mash")
    browser = legacy.house.client(writer)

    def attach(name: str = "report.pdf", data: bytes = GOOD["letter.pdf"]) -> Any:
        return browser.post(f"{at}attach/", {"file": SimpleUploadedFile(name, data)})

    assert 'enctype="multipart/form-data"' in browser.get(f"{at}attach/").content.decode()
    early = attach()
    assert early.status_code == 422 and "Note first that the ombudsman" in early.content.decode()
    legacy.as_agency(part, writing.add_note, {**FED_BACK, "kind": "ombudsman"})
    none = browser.post(f"{at}attach/", {})
    assert none.status_code == 422 and "Choose the file." in none.content.decode()
    wrong = attach("report.exe", b"MZ" + b"\0" * 200)
    assert wrong.status_code == 422 and "#id_file" in wrong.content.decode()
    assert "Attached" not in browser.get(at).content.decode(), "nothing of what was refused is kept"
    assert attach().status_code == 302
    shown = browser.get(at).content.decode()
    (paper,) = re.findall(r'href="(/[^"]+)">report.pdf', shown)
    for reader in (browser, legacy.house.client(legacy.unit)):
        assert "report.pdf" in reader.get(at).content.decode()
        opened = reader.get(paper)
        assert opened.status_code == 200 and opened["Content-Disposition"].startswith("attachment")
    assert legacy.house.client(other).get(paper).status_code == 404
