"""Goal C7 for every review room: 2,000 protected names, addresses and dates are sown, and none comes out where it must not.

They are written into every text and birth date of the records of serious incidents, rapid reviews, practice reviews, older case
reviews, child deaths, homicide reviews, chronologies, actions, allegations and speaking up. Then a review of each kind that is
published is published, learning is given out, notices are sent; and everything that leaves is read as each kind of outsider:
pages, lists, exports, calendar files, the names of files, headers, mails, the journal and every line of the log. A leak planted
on purpose in each of these makes the test red.

Rows: GL-XN-06, GL-XN-07, WT-LCSPR-11, GL-CD-22, HE-WB-03; quality goal C7.
"""

import datetime
import logging
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, islice, product
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connections, models, transaction
from django.http import HttpResponse
from django.test import Client

from sharedduty.foundations.access.api import ROLES, CaseFile, Viewer, grant, seen_by
from sharedduty.foundations.access.models import Confidential
from sharedduty.foundations.design import exports
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices import delivery
from sharedduty.foundations.notices.models import Notice
from sharedduty.modules.front_door.tests.partnership import make_partnership
from sharedduty.modules.homicide_review.models import PublishedHomicideReview
from sharedduty.modules.practice_review.models import PublishedReview
from sharedduty.modules.practice_review.tests.scenes import without
from sharedduty.modules.serious_case_review.models import PublishedSummary
from sharedduty.modules.serious_case_review.tests.scenes import opened as case_opened
from sharedduty.site.manual.matrix import Address, addresses
from tests.access import scene as making
from tests.access.scene import Scene, record_of
from tests.access.test_matrix import ABOUT_A_RECORD, NOT_ASKED
from tests.homicide_review.scenes import taken_in as homicide_taken_in
from tests.journalled import journal_rows

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.rows("GL-XN-06", "GL-XN-07", "WT-LCSPR-11", "GL-CD-22", "HE-WB-03"),
]
ROOMS = ("serious_incident", "rapid_review", "practice_review", "serious_case_review", "child_death", "homicide_review",
         "chronology", "action_plans", "allegations", "speaking_up")  # fmt: skip
MANY = 2000
A_FEW, ABOUT = 2, "whom it is about"
TAKEN_OUT = re.compile(r"export|csv|print|picture|calendar|output|document|compare")
# Stands in every canary, and in nothing else: no reference, key or token is such a word, and no day is of those years.
MARK = re.compile(
    r"\bzq[aeiou][bdfgklmnprst][a-z]{1,7}\b|\b[a-z]{3,9}\.? 187[1-3]\b|\b\d\d/\d\d/187[1-3]\b|\b187[1-3]-\d\d-\d\d\b",
    re.IGNORECASE,
)
# Fields of which a value stands for something else than words: codes, references, addresses of pages, keys.
CODES = re.compile(
    r"reference|^(kind|stage|state|status|way|verb|digest|key|code|record|matter|handed|incident|rapid_review|handover|publication"
    r"|meeting|panel_meeting|output|purpose|method|part|source_kind|source_record|route|answer|outcome|decision|ground|harm"
    r"|chosen|sent_as|element|template|category|threshold|about|form|request)$"
)
# What is written for the public is looked at by publishing itself: a canary there is the planted leak, below.
EXPORT = "/action-plans/export/"  # of a register that the area's own people may take out
# Of nobody's case: who sits on the panel is known to those who work with it; the law wants the reviewer's name published.
OF_NO_CASE = {"PanelMember", "Reviewer", "Chair"}
FOR_THE_PUBLIC = {
    "ReportVersion",
    "Recommendation",
    "PartnersResponse",
    "LearningOutput",
    "ThemesNamed",
    "PublishedReview",
    "CaseWriting",
    "CaseRecommendation",
}
PUBLIC_PAGES = (
    (PublishedReview, "/learning/reviews/"), (PublishedSummary, "/learning/serious-case-reviews/"),
    (PublishedHomicideReview, "/homicide-learning/"),
)  # fmt: skip
WHO_SOW = (
    "business_manager",
    "community_safety_lead",
    "lado",
    "head_of_service",
    "police_mash",
    "teacher",
    "privacy_officer",
)


def canaries() -> Iterator[str]:
    """Protected names, addresses and dates that nobody has, without end; each is another."""
    syllables = [a + b for a, b in product("bdfgklmnprst", "aeiou")]
    day = datetime.date(1871, 1, 1)
    for number in count():
        first, second = syllables[number % 60], syllables[number // 60 % 60]
        name = f"Zq{second[1]}{first}{second}{'bdfgklmnprst'[number % 12]}"
        on = day + datetime.timedelta(days=number % 1095)
        yield f"{name.title()} Zqa{first}l"
        yield f"{number + 1} Zqo{second}{first} Row, ZQ{number % 90 + 10} 4ZZ"
        yield (f"{on.day} {on:%B} {on.year}", f"{on:%d/%m/%Y}", f"{on:%Y-%m-%d}")[number % 3]


@dataclass
class World:
    """The scene, what was sown, and everything that came out, with where from."""

    scene: Scene
    sown: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    came_out: list[tuple[str, str]] = field(default_factory=list)

    def leaks(self) -> list[str]:
        """Where something that was sown came out, and what."""
        found = []
        for where, words in ((place, text.replace("_", " ")) for place, text in self.came_out):
            if first := MARK.search(words):
                found.append(f"{where}: {words[max(0, first.start() - 30) : first.end() + 40]!r}")
        return found


def sowable() -> list[type[models.Model]]:
    """Every confidential record of the review rooms."""
    found = [one for room in ROOMS for one in apps.get_app_config(room).get_models()]
    return [one for one in found if issubclass(one, Confidential) and one.__name__ not in FOR_THE_PUBLIC | OF_NO_CASE]


def text_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The fields of a record that hold what people write, and birth dates."""
    return [
        one for one in model._meta.get_fields()
        if isinstance(one, models.TextField | models.DateField) and not isinstance(one, models.DateTimeField)
        and not one.choices and not CODES.search(one.name) and (isinstance(one, models.TextField) or "birth" in one.name)
    ]  # fmt: skip


def sow(world: World) -> None:
    """Write canaries into every text and birth date of every record of the rooms, as whoever may write there."""
    fresh, places = canaries(), list(_places(world.scene))
    each = -(-MANY // max(len(places), 1))
    for viewer, row, one in places:
        with seen_by(viewer):
            if isinstance(one, models.DateField):
                _set(world, row, one, datetime.date(1872, 2, 29), ["29 February 1872"])
            else:
                given = [next(fresh) for _ in range(each)]
                _set(world, row, one, " ".join([str(getattr(row, one.attname) or ""), *given]).strip(), given)


def _places(scene: Scene) -> Iterator[tuple[Viewer, models.Model, "models.Field[Any, Any]"]]:
    done: set[tuple[str, int]] = set()
    for role in WHO_SOW:
        viewer = scene.holder(role)
        for model in sowable():
            with seen_by(viewer):
                rows = list(model._default_manager.all())
            for row in rows:
                if (model.__name__, row.pk) not in done:
                    done.add((model.__name__, row.pk))
                    yield from ((viewer, row, one) for one in text_fields(model))


def _set(world: World, row: models.Model, one: "models.Field[Any, Any]", value: object, given: list[str]) -> None:
    try:
        with transaction.atomic():
            if type(row)._default_manager.filter(pk=row.pk).update(**{one.attname: value}):
                world.sown |= set(given)
                world.fields.add(f"{row._meta.label}.{one.name}")
    except (DatabaseError, ValidationError):  # what may never be changed, or a code a rule of the database checks
        return


def made() -> World:
    """A partnership with a record in each review room, every text of it sown with canaries."""
    scene = Scene(make_partnership(), making._another_partnership())
    for role in ROLES:
        scene.own.post_holder(role)
        scene.other.post_holder(role)
    for part in (making._incident, making._rapid, making._death, making._practice, making._chronology, making._recommend,
                 making._allegation, making._speak_up, making._homicide,
                 making._case_review, making._family):  # fmt: skip
        part(scene)
    scene.values["words"] = {"token": "x", "slug": "raise", "name": "mark", "what": "name", "item": "x", "page": "x"}
    return World(scene)


def words_of(answer: HttpResponse) -> str:
    """All that an answer gives out: its words, its headers with the names of files, its cookies."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    told = [f"{name}: {value}" for name, value in answer.headers.items() if name != "Content-Length"]
    return "\n".join([body.decode("utf-8", "replace"), *told, answer.cookies.output()])


def of_the_rooms(one: Address) -> bool:
    """Whether an address belongs to a review room, to the public, or is a list that may name their records."""
    return one.name.partition(":")[0] in {*ROOMS, "death_panel", "homicide_panel", "learning", "families"} or (
        not one.parameters and ":" not in one.name
    )


def outsiders(scene: Scene) -> dict[str, Client]:
    """A browser of each kind of outsider, by what they are."""
    return {
        "anybody": Client(),
        "somebody by a link of their own": scene.by_link(),
        "a mother who reads what was shared with her": scene.family(),
        "the business manager of another area": scene.client(scene.stranger("business_manager")),
        "the community safety lead of another area": scene.client(scene.stranger("community_safety_lead")),
        "the designated officer of another area": scene.client(scene.stranger("lado")),
        "a colleague without sight": scene.client(scene.own.post_holder("police_mash", 7, "office")),
        "an administrator": scene.client(scene.own.post_holder("administrator", 7, "office")),
        "a former business manager": scene.client(scene.former("business_manager")),
        ABOUT: scene.client(scene.subject("business_manager")),
    }


def harvest(world: World) -> None:
    """Read everything that leaves, as each kind of outsider.

    Whoever it is about asks for every address there is. The others ask for every list, for whatever is taken out as a file, and
    for two pages of each record: `test_matrix` asks for the rest as them.
    """
    chosen = [
        one for one in addresses()
        if of_the_rooms(one) and one.name not in NOT_ASKED | ABOUT_A_RECORD and (not one.parameters or _known(world, one))
    ]  # fmt: skip
    asked: Counter[str] = Counter()
    few = []
    for one in chosen:
        record = record_of(one) if one.parameters else ""
        if not record or asked[record] < A_FEW or TAKEN_OUT.search(one.name):
            few.append(one)
        asked[record] += 1
    for who, client in outsiders(world.scene).items():
        for one in chosen if who == ABOUT else few:
            answer = client.get(world.scene.real(one) if one.parameters else one.route)
            world.came_out.append((f"{who}: {one.name}", words_of(answer)))
    for model, at in PUBLIC_PAGES:
        references = list(model.objects.values_list("reference", flat=True))
        assert references, f"nothing is published at {at}"
        for path in (
            *(f"{at}{reference}/" for reference in references),
            at,
            f"{at}?words=weekend",
            f"{at}?theme=Weekends",
        ):
            answer = Client().get(path)
            assert answer.status_code == 200, path
            world.came_out.append((f"anybody: {path}", words_of(answer)))


def _known(world: World, one: Address) -> bool:
    return bool(record_of(one)) and record_of(one) in world.scene.values


@contextmanager
def queued() -> Iterator[list[Notice]]:
    """The notices queued meanwhile, which the serving role may write and never read."""
    notices: list[Notice] = []

    def watch(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if "SELECT notices_queue" in str(sql):
            reference, _, record, template, to, email, _ = params
            notices.append(
                Notice(reference=reference, record=record, template=template, to_appointment_id=to, to_email=email)
            )
        return execute(sql, params, many, context)

    with connections["default"].execute_wrapper(watch):
        yield notices


def send(world: World, notices: list[Notice], patched: pytest.MonkeyPatch) -> None:
    """Send these notices as the job does, and read the mails: subject, words, headers."""
    patched.setattr(delivery, "REMINDER", SimpleNamespace(database="default"))  # one transaction, one connection
    for one in notices:
        delivery._send(one)
    world.came_out += [(f"mail to {one.to}", one.message().as_string()) for one in mail.outbox]


INSIDE = {
    "business_manager": (
        "serious_incident:incident", "rapid_review:review", "practice_review:review", "child_death:death",
        "chronology:chronology", "action_plans:recommendation", "speaking_up:matter", "serious_case_review:review",
    ),
    "community_safety_lead": ("homicide_review:review",),
    "lado": ("allegations:allegation",),
}  # fmt: skip


def unseen_inside(world: World) -> list[str]:
    """The rooms whose own people do not read there what was sown: without them an empty house would pass."""
    by_name, wrong = {one.name: one for one in addresses()}, []
    for role, names in INSIDE.items():
        client = world.scene.client(world.scene.holder(role))
        for name in names:
            answer = client.get(world.scene.real(by_name[name]))
            if answer.status_code != 200 or not MARK.search(words_of(answer)):
                wrong.append(f"{role} {name}: {answer.status_code}")
    return wrong


def plant(world: World, patched: pytest.MonkeyPatch) -> dict[str, str]:
    """Leak a canary on purpose in every way that something can come out; gives what each is called, by where it must be found."""
    leak = next(iter(canaries()))
    page = PublishedReview.objects.get()
    page.parts = [["What happened", f"{leak} was hurt."]]
    page.save()
    patched.setattr(exports, "_file_name", lambda name, ending: f"{leak}.{ending}")
    mail.outbox.append(mail.EmailMessage(f"About {leak}", "You have something to do.", to=["a@example.org"]))
    logging.getLogger("sharedduty").warning("%s was looked for", leak)
    manager, colleague = (
        world.scene.holder("business_manager"),
        world.scene.own.post_holder("head_of_service", 7, "office"),
    )
    with seen_by(manager):
        file = CaseFile.objects.get(pk=world.scene.files["practice"])
        record_change(by=manager, verb="looked", object_type="test", object_ref="X", file=file.pk, reason=f"for {leak}")
        grant(by=manager, file=file, level="read", why="by mistake", post_id=colleague.post_id)
    return {
        "a public page": f"anybody: /learning/reviews/{page.reference}/", "a file's name": "anybody of the area: an export",
        "a mail": "mail to", "the log": "the log", "the journal": "the journal", "a file shown": "a colleague by mistake",
    }  # fmt: skip


def harvest_planted(world: World) -> None:
    """Read again what `plant` leaked."""
    colleague = world.scene.client(world.scene.own.post_holder("head_of_service", 7, "office"))
    shown = next(one for one in addresses() if one.name == "practice_review:review")
    reference = PublishedReview.objects.get().reference
    for where, client, path in (
        (f"anybody: /learning/reviews/{reference}/", Client(), f"/learning/reviews/{reference}/"),
        ("anybody of the area: an export", world.scene.client(world.scene.holder("business_manager")), EXPORT),
        ("a colleague by mistake", colleague, world.scene.real(shown)),
    ):
        world.came_out.append((where, words_of(client.get(path))))
    world.came_out += [(f"mail to {one.to}", one.message().as_string()) for one in mail.outbox]


def test_of_two_thousand_canaries_none_comes_out_and_a_planted_one_does(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C7: 0 protected values in anything that leaves; with a leak planted in each way out, each is found."""
    caplog.set_level(logging.INFO)
    with queued() as notices, journal_rows() as rows:
        world = made()
        practice = without(world.scene.own, birth_on=datetime.date(2019, 5, 4)).as_far_as("decided").sends()
        homicide = homicide_taken_in(world.scene.own).as_far_as("cleared")
        older = case_opened(world.scene.own).as_far_as("signed").summed_up()
        sow(world)
        practice.publishes()
        homicide.publishes()
        older.publishes()
        send(world, notices, monkeypatch)
        harvest(world)
    world.came_out += [("the journal", str(row)) for row in rows]
    world.came_out.append(("the log", caplog.text))
    assert len(world.sown) >= MANY and all(MARK.search(one) for one in world.sown)
    assert {one.partition(".")[0] for one in world.fields} == set(ROOMS)
    assert rows and mail.outbox and len(world.came_out) > 500, len(world.came_out)
    assert not world.leaks(), "\n  ".join(["these came out:", *world.leaks()[:40]])
    assert not unseen_inside(world)

    with journal_rows() as rows:
        wanted = plant(world, monkeypatch)
    harvest_planted(world)
    world.came_out += [*(("the journal", str(row)) for row in rows), ("the log", caplog.text)]
    found = world.leaks()
    missed = {what for what, where in wanted.items() if not any(one.startswith(where) for one in found)}
    assert not missed, f"planted, and not found: {missed}"


def test_every_canary_is_another_and_is_found_by_its_mark() -> None:
    some = list(islice(canaries(), 3 * MANY))
    assert len({one for one in some if one.lower().startswith("zq")}) == MANY, "names"
    assert len({one for one in some if "Row" in one}) == MANY, "addresses"
    assert all(MARK.search(one) for one in some)
    for innocent in (
        "Equal",
        "May 1970",
        "Mozquito",
        "PR-ZQ12-AB34",
        "1871234",
        "Zqx",
        "Content-Length: 1872",
        "xZqabel",
    ):
        assert not MARK.search(innocent), innocent
