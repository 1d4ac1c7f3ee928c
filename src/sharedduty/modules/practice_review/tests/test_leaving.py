"""What leaves comes from a source and is compared with it; its day is thought of; a trial holds it; themes are found."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from sharedduty.foundations.access.api import Viewer, grant, seen_by
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.practice_review.actions import leaving, publishing, reporting, reviewing
from sharedduty.modules.practice_review.models import (
    DocumentSeen,
    PracticeReview,
    PublicationDecision,
    PublishedReview,
    ReviewedChild,
)
from sharedduty.modules.practice_review.queries import publication
from sharedduty.modules.practice_review.tests.scenes import DAY, DECISION, REPORT, SOURCE, Practice, today, without
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db


def refused(practice: Practice, act: Any, given: dict[str, Any]) -> list[str]:
    """What a step says is missing."""
    with pytest.raises(CannotMove) as refusal:
        practice.does(act, given)
    return [one.text for one in refusal.value.missing]


def sourced(practice: Practice) -> Practice:
    """A review whose report came with names."""
    practice.as_far_as("reviewing").heard()
    practice.does(leaving.keep_source, SOURCE, received_on=today())
    return practice


def signs(practice: Practice, by: Viewer, **more: Any) -> None:
    """Somebody signs that they compared the version for the public with the report as it came."""
    with seen_by(by):
        held = PracticeReview.objects.get(pk=practice.held.pk)
        given = {"found": "Names are taken out; it says the same.", "signed_by": "A partner", **more}
        leaving.sign_comparison(by=by, held=held, given=given)


@pytest.mark.rows("GL-XN-06", "GL-XN-07")
def test_the_public_version_begins_as_the_source_without_names(plain: Practice) -> None:
    sourced(plain)
    with seen_by(plain.unit):
        draft = publication.draft_of(plain.unit, plain.held)
        page = plain.house.client(plain.unit).get(f"/practice-reviews/{plain.held.reference}/report/").content.decode()
    assert draft == {
        "title": "[name] [name]", "account": "[name] [name] was hurt on a weekend.\n[name] rang.",
        "analysis": SOURCE["analysis"], "improvements": SOURCE["improvements"],
    }  # fmt: skip
    assert "[name] [name] was hurt" in page and "Testwick" not in page and "with each protected word taken out" in page


@pytest.mark.rows("GL-XN-06")
def test_nothing_is_published_before_somebody_compared_this_very_version_and_signed(
    plain: Practice, delegates: dict[str, Viewer]
) -> None:
    sourced(plain).reported().decides().sends()
    partner = delegates["health"]
    said = refused(plain, publishing.publish, {})
    assert any("Nobody has compared this version" in one for one in said)
    for lack in ({"found": ""}, {"signed_by": " "}):
        with pytest.raises(CannotMove):
            signs(plain, partner, **lack)
    signs(plain, partner)
    plain.does(reporting.write_report, {**REPORT, "why_again": "Mended.", "received_on": today()})
    assert any("Nobody has compared" in one for one in refused(plain, publishing.publish, {}))
    signs(plain, partner, found="As before.")
    assert plain.publishes().public_title == REPORT["title"]
    plain.does(reporting.write_report, {**REPORT, "why_again": "A typing error.", "received_on": today()})
    assert any("Nobody has compared" in one for one in refused(plain, publishing.renew_page, {"reason": "Typing."}))


@pytest.mark.rows("GL-XN-06")
def test_whoever_wrote_a_version_for_the_public_never_signs_the_comparison(
    plain: Practice, delegates: dict[str, Viewer]
) -> None:
    """By account and whatever the version, with a colleague and a partner as those who may; and the pages say who signs."""
    sourced(plain).reported()
    at, colleague = f"/practice-reviews/{plain.held.reference}/", plain.house.post_holder("business_manager", 2)
    writer = plain.house.client(plain.unit)
    page = writer.get(f"{at}compare/").content.decode()
    assert "Somebody else signs" in page and f"{at}sign/" not in page
    refusal = writer.post(f"{at}sign/", {"found": "The same.", "signed_by": "Somebody quite else, of another body"})
    assert refusal.status_code == 422 and "You wrote the version for the public" in refusal.content.decode()
    with seen_by(colleague):
        plain.held.refresh_from_db()
        reporting.write_report(
            by=colleague, held=plain.held, given={**REPORT, "why_again": "Mended.", "received_on": today()}
        )
    assert "You wrote the version" in refused(plain, leaving.sign_comparison, {"found": "x", "signed_by": "y"})[0]
    with pytest.raises(CannotMove):
        signs(plain, colleague)
    for role in ("social_worker", "scrutineer", "administrator"):
        assert plain.house.client(plain.house.post_holder(role)).post(f"{at}sign/", {}).status_code in (403, 404), role
    partner = plain.house.client(delegates["health"])
    assert f"{at}sign/" in partner.get(f"{at}compare/").content.decode()
    assert partner.post(f"{at}sign/", {"found": "Names are out.", "signed_by": "A partner"}).status_code == 302
    with seen_by(plain.unit):
        assert publication.is_signed(plain.held)
        assert plain.held.comparisons.get().recorded_by.account_id == delegates["health"].account_id


def test_without_the_report_as_it_came_there_is_nothing_to_compare(plain: Practice) -> None:
    plain.as_far_as("decided").sends()
    assert refused(plain, leaving.sign_comparison, {"found": "x", "signed_by": "y"})[0].startswith("Keep the report")
    for lack in ("title", "account", "analysis", "improvements"):
        assert refused(plain, leaving.keep_source, {**SOURCE, "received_on": today(), lack: " "})
    assert refused(plain, leaving.keep_source, {**SOURCE, "received_on": today() + DAY})
    plain.publishes()


@pytest.mark.rows("GL-XN-06")
def test_both_texts_stand_side_by_side_with_what_was_changed(plain: Practice) -> None:
    sourced(plain).reported()
    page = plain.house.client(plain.unit).get(f"/practice-reviews/{plain.held.reference}/compare/").content.decode()
    assert "<del>Robin Testwick</del>" in page and "<ins>A baby</ins>" in page and "Somebody else signs" in page
    assert "<del>Mary rang.</del>" in page and "The same in both." in page
    with journal_rows() as rows:
        plain.house.client(plain.unit).get(f"/practice-reviews/{plain.held.reference}/compare/")
    assert [row["files"] for row in rows if row["verb"] == "opened"] == [[plain.held.case_file_id]]


@pytest.mark.rows("WT-LCSPR-11")
@pytest.mark.parametrize(("off", "warned"), [(-7, True), (0, True), (7, True), (-8, False), (8, False)])
def test_a_day_near_a_birthday_is_warned_of_and_taken_only_with_a_reason(
    house: Partnership, off: int, warned: bool
) -> None:
    planned = today() + 30 * DAY
    birth = planned + off * DAY
    plain = without(house, birth_on=birth.replace(year=birth.year - 5)).as_far_as("reported")
    given = {**DECISION, "planned_on": planned}
    if not warned:
        plain.does(publishing.decide_publication, given)
        with seen_by(plain.unit):
            assert PublicationDecision.objects.get().near == []
        return
    said = refused(plain, publishing.decide_publication, given)
    assert said and said[0].startswith("The birthday of a child of the review is ") and "Choose another day" in said[0]
    assert "Robin" not in said[0]
    plain.does(publishing.decide_publication, {**given, "near_because": "The family chose it."})
    with seen_by(plain.unit):
        kept = PublicationDecision.objects.get()
        assert len(kept.near) == 1 and kept.near_because == "The family chose it."
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicationDecision.objects.update(near_because="")


@pytest.mark.rows("WT-LCSPR-11")
def test_the_day_a_child_died_counts_and_a_leap_day_has_its_anniversary(plain: Practice) -> None:
    worker, planned = plain.house.post_holder("front_door_worker"), today() + 20 * DAY
    plain.as_far_as("reported")
    with seen_by(worker):
        person = register_person(
            by=worker, area_id=plain.house.area.pk, given_names="Bobbin", birth_on=planned - 400 * DAY
        )
        Person.objects.filter(pk=person.pk).update(died_on=planned.replace(year=planned.year - 1))
    with seen_by(plain.unit):
        ReviewedChild.objects.update(person=person.pk)
        assert publication.days_near(plain.unit, plain.held, planned) == []  # out of this viewer's sight
    with seen_by(worker):
        grant(by=worker, file=person.case_file, level="read", why="review", post_id=plain.unit.post_id)
    with seen_by(plain.unit):
        near = publication.days_near(plain.unit, plain.held, planned)
    assert near == [f"The day a child of the review died is {date_words(planned)}."]
    assert publication.anniversary(datetime.date(2020, 2, 29), 2027) == datetime.date(2027, 2, 28)
    assert publication.anniversary(datetime.date(2020, 2, 29), 2028) == datetime.date(2028, 2, 29)


@pytest.mark.rows("WT-LCSPR-11", "GL-PR-11")
def test_publication_waits_for_a_trial_until_it_is_recorded_that_it_ended(plain: Practice) -> None:
    trial = {"kind": "criminal", "lead": "The court", "agreed": "No witness is spoken to.", "holds": True}
    plain.as_far_as("decided").sends()
    assert refused(plain, reviewing.note_process, {**trial, "holds_because": " "}) == [
        "Say why publication waits for it."
    ]
    made = plain.does(reviewing.note_process, {**trial, "holds_because": "A jury must not read it."})
    assert refused(plain, publishing.publish, {}) == [
        "Publication waits for criminal proceedings: A jury must not read it. Record first that it ended."
    ]
    for lack in ({"which": "LP-none"}, {"ended_on": None}, {"ended_how": ""}, {"ended_on": today() + DAY}):
        given = {"which": made.reference, "ended_on": today(), "ended_how": "A verdict.", **lack}
        assert refused(plain, reviewing.end_process, given)
    plain.does(reviewing.end_process, {"which": made.reference, "ended_on": today(), "ended_how": "A verdict."})
    assert refused(plain, reviewing.end_process, {"which": made.reference, "ended_on": today(), "ended_how": "Again."})
    plain.publishes()


@pytest.mark.rows("GL-XN-08", "GL-PR-12")
def test_anybody_finds_reviews_by_theme_and_reads_how_far_the_actions_are(house: Partnership, client: Client) -> None:
    sleeping, other = without(house), without(house, given_names="Kim")
    for one, themes in ((sleeping, "Sleep of babies\n\nWeekends  cover\nSleep of babies"), (other, "Neglect")):
        one.as_far_as("decided")
        one.does(leaving.name_themes, {"themes": themes})
        one.sends().publishes()
    listed = client.get("/learning/reviews/").content.decode()
    for theme in ("Neglect", "Sleep of babies", "Weekends cover"):
        assert theme in listed
    found = client.get("/learning/reviews/", {"theme": "Sleep of babies"}).content.decode()
    with seen_by(sleeping.unit):
        mine, not_mine = sleeping.held, other.held
        mine.refresh_from_db()
        not_mine.refresh_from_db()
    assert mine.publication in found and not_mine.publication not in found and "1 found about" in found
    assert "No review says this" in client.get("/learning/reviews/", {"theme": "Nothing"}).content.decode()
    both = client.get("/learning/reviews/", {"theme": "Neglect", "words": "weekend"}).content.decode()
    assert not_mine.publication in both and mine.publication not in both
    page = client.get(f"/learning/reviews/{mine.publication}/").content.decode()
    assert "0 of 1 done, as it stood on" in page and "Sleep of babies" in page


@pytest.mark.rows("WT-LCSPR-11")
def test_a_theme_that_names_somebody_stops_publication_and_bad_themes_are_refused(plain: Practice) -> None:
    plain.as_far_as("decided").sends()
    for bad in ("", " \n ", "x" * 81, "\n".join(f"theme {number}" for number in range(13))):
        assert refused(plain, leaving.name_themes, {"themes": bad})
    plain.does(leaving.name_themes, {"themes": "What became of Robin"})
    assert any("place shows a protected word" in one for one in refused(plain, publishing.publish, {}))
    with seen_by(plain.unit):
        assert not PublishedReview.objects.exists()


def send(plain: Practice, data: bytes, name: str, **more: str) -> str:
    """Send a document through its page; gives the page that answers."""
    at = f"/practice-reviews/{plain.held.reference}/document/"
    answer = plain.house.client(plain.unit).post(at, {"file": SimpleUploadedFile(name, data), **more})
    return answer.content.decode()


@pytest.mark.rows("GL-XN-06", "WT-LCSPR-11")
def test_a_document_is_looked_through_and_said_what_stands_where(plain: Practice) -> None:
    plain.as_far_as("reported")
    page = send(plain, b"Line,Note\r\n1,Testwick slept\r\n", "Robin_report.csv")
    assert "It may not leave: 2 to mend" in page and "“Testwick” still stands in line 2: a name of a child" in page
    assert "“Robin” still stands in the file&#39;s name" in page or "“Robin” still stands in the file's name" in page
    assert "Robin_report" not in page
    assert "It may leave" in send(plain, b"Nobody knew who was on call.", "learning.txt")
    with seen_by(plain.unit):
        first, second = DocumentSeen.objects.order_by("pk")
        assert (first.may_leave, first.file_name, first.found) == (False, "", 2)
        assert (second.may_leave, second.file_name, second.found) == (True, "learning.txt", 0)
        with pytest.raises(IntegrityError), transaction.atomic():
            DocumentSeen.objects.filter(pk=first.pk).update(may_leave=True)
    assert "Choose the file" in plain.house.client(plain.unit).post(
        f"/practice-reviews/{plain.held.reference}/document/", {}
    ).content.decode()  # fmt: skip
    assert "cannot be read" in send(plain, b"\x00\xff\x00", "x.bin") or "no text" in send(
        plain, b"\x00\xff\x00", "x.bin"
    )
    with journal_rows() as rows:
        send(plain, b"Testwick", "a.txt")
    assert any(row["verb"] == "looked through a document" for row in rows) and "Testwick" not in str(rows)


def test_only_the_business_unit_looks_documents_through(plain: Practice, delegates: dict[str, Viewer]) -> None:
    partner = next(iter(delegates.values()))
    with seen_by(partner), pytest.raises(PermissionDenied):
        leaving.look_through_document(by=partner, held=plain.held, data=b"x", name="a.txt")


@pytest.mark.rows("WT-LCSPR-10")
def test_taking_down_too_early_names_the_law(plain: Practice) -> None:
    plain.as_far_as("published")
    assert "SI 2018/789 reg 17" in refused(plain, publishing.take_down, {"reason": "They ask for it."})[0]
