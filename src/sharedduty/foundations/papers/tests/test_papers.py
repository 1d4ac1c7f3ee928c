"""Keeping files with a record: limits, sight, bytes before rows, and how they are handed out."""

import datetime
import stat
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import PUBLIC, Account, CaseFile, Viewer, open_file, seen_by, system_viewer
from sharedduty.foundations.access.models import Link
from sharedduty.foundations.access.recognition import link_viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.papers import actions, queries, storing
from sharedduty.foundations.papers.api import Refused, add_paper, paper_called, papers_of, remove_paper, sweep
from sharedduty.foundations.papers.models import Paper
from sharedduty.foundations.papers.tests.corpus import GOOD, pdf
from tests.houses import House

pytestmark = pytest.mark.django_db
RECORD = "F-0000-0001"


@pytest.fixture(autouse=True)
def _place(settings, tmp_path) -> None:
    settings.PAPERS_DIR = tmp_path / "papers"


def a_file(house: House, by: Viewer) -> CaseFile:
    return open_file(by=by, kind="trial", area_id=house.area.pk, letter="C")


def sent(name: str = "letter.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, GOOD["letter.pdf"] if data is None else data)


def a_link(house: House) -> Viewer:
    now = timezone.now()
    link = Link.objects.create(
        email_digest=b"x", token_digest=b"y", purpose="trial", area=house.area, made_at=now, expires_at=now,
        consumed_at=now,
    )  # fmt: skip
    return link_viewer(link.pk)


def test_bytes_lie_under_a_random_name_that_only_we_can_read(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    with seen_by(author):
        paper = add_paper(by=author, file=a_file(house, author), record=RECORD, upload=sent("../../letter.pdf"))
    path = storing.place(paper.stored_as)
    assert paper.name == "letter.pdf" and "letter" not in str(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == GOOD["letter.pdf"]


def test_five_files_on_a_form_and_no_more(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    with seen_by(author):
        file = a_file(house, author)
        kept = [add_paper(by=author, file=file, record=RECORD, upload=sent()) for _ in range(5)]
        with pytest.raises(Refused, match="5 files already"):
            add_paper(by=author, file=file, record=RECORD, upload=sent())
        remove_paper(by=author, paper=kept[0])
        add_paper(by=author, file=file, record=RECORD, upload=sent())
        assert papers_of(author, RECORD).count() == 5


def test_a_link_has_a_days_share(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "LINK_FILES_A_DAY", 2)
    link = a_link(house)
    with seen_by(link):
        file = a_file(house, link)
        for number in range(2):
            add_paper(by=link, file=file, record=f"F-0000-000{number}", upload=sent())
        with pytest.raises(Refused, match="as many files today"):
            add_paper(by=link, file=file, record="F-0000-0009", upload=sent())


def test_a_links_share_counts_bytes_too(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "LINK_BYTES_A_DAY", len(GOOD["letter.pdf"]) + 10)
    link = a_link(house)
    with seen_by(link):
        file = a_file(house, link)
        add_paper(by=link, file=file, record=RECORD, upload=sent())
        with pytest.raises(Refused, match="as many files today"):
            add_paper(by=link, file=file, record=RECORD, upload=sent())


def test_nobody_else_sees_a_paper(house: House) -> None:
    author, other = (house.post_holder(name, "teacher", house.school) for name in ("Ann", "Bob"))
    with seen_by(author):
        paper = add_paper(by=author, file=a_file(house, author), record=RECORD, upload=sent())
    for viewer in (other, PUBLIC, a_link(house)):
        with seen_by(viewer):
            assert paper_called(viewer, paper.reference) is None
            assert not papers_of(viewer, RECORD)


def test_no_row_without_bytes(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(data: bytes) -> str:
        raise OSError(28, "No space left on device")

    author = house.post_holder("Ann", "teacher", house.school)
    monkeypatch.setattr(storing, "keep", full)
    with seen_by(author):
        file = a_file(house, author)
        with pytest.raises(OSError, match="No space"):
            add_paper(by=author, file=file, record=RECORD, upload=sent())
        assert not Paper.objects.exists()


def test_a_nearly_full_disk_takes_no_files(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing.shutil, "disk_usage", lambda path: storing.shutil._ntuple_diskusage(1000, 950, 50))
    author = house.post_holder("Ann", "teacher", house.school)
    with seen_by(author), pytest.raises(Refused, match="no room for files"):
        add_paper(by=author, file=a_file(house, author), record=RECORD, upload=sent())


@pytest.mark.django_db(transaction=True, databases=["default", "owner", "importer"])
def test_bytes_that_no_row_names_are_swept_away_after_a_day(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    with seen_by(author):
        paper = add_paper(by=author, file=a_file(house, author), record=RECORD, upload=sent())
    loose = storing.keep(b"left behind by a saving that was undone")
    assert sweep(by=system_viewer("importer")) == 0
    assert sweep(by=system_viewer("importer"), older_than=datetime.timedelta(seconds=-5)) == 1
    assert storing.stored_names() == {paper.stored_as} != {loose}
    with pytest.raises(ValueError, match="system viewer"):
        sweep(by=PUBLIC)


def scanner(tmp_path, body: str) -> str:
    script = tmp_path / "scanner.py"
    script.write_text(f"import sys\ndata = sys.stdin.buffer.read()\n{body}\n")
    return f"{sys.executable} {script}"


def test_with_a_scanner_clean_files_are_marked_and_others_refused(house: House, settings, tmp_path) -> None:
    settings.PAPERS_SCANNER = scanner(tmp_path, "sys.exit(1 if b'wicked' in data else 0)")
    author = house.post_holder("Ann", "teacher", house.school)
    with seen_by(author):
        file = a_file(house, author)
        assert add_paper(by=author, file=file, record=RECORD, upload=sent()).scanned_at is not None
        with pytest.raises(Refused, match="contains a virus"):
            add_paper(by=author, file=file, record=RECORD, upload=sent(data=pdf(b"/Title (wicked)")))


@pytest.mark.parametrize("command", ["", "sys.exit(2)"])
def test_a_scanner_that_fails_lets_nothing_through(house: House, settings, tmp_path, command: str) -> None:
    settings.PAPERS_SCANNER = scanner(tmp_path, command) if command else "/nowhere/scanner"
    author = house.post_holder("Ann", "teacher", house.school)
    with seen_by(author), pytest.raises(Refused, match="cannot be checked at the moment"):
        add_paper(by=author, file=a_file(house, author), record=RECORD, upload=sent())


def signed_in(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=viewer.account_id), "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
    session.save()
    return client


def test_a_paper_is_handed_out_as_something_to_save_and_the_opening_is_journalled(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict] = []
    monkeypatch.setattr(queries, "record_sight", lambda **row: seen.append(row) or record_sight(**row))
    author, other = (house.post_holder(name, "teacher", house.school) for name in ("Ann", "Bob"))
    with seen_by(author):
        paper = add_paper(by=author, file=a_file(house, author), record=RECORD, upload=sent("brief “x”.txt", b"words"))
    answer = signed_in(author).get(f"/papers/{paper.reference}/")
    assert answer.status_code == 200 and answer.content == b"words"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert [(one["verb"], one["object_ref"]) for one in seen] == [("opened", paper.reference)]
    assert signed_in(other).get(f"/papers/{paper.reference}/").status_code == 404
    assert Client().get(f"/papers/{paper.reference}/").status_code == 302
