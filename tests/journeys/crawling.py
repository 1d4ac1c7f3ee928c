"""What the crawl over every page needs: the product's own addresses, and a record in each state to open them with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import Resolver404, resolve

from sharedduty.site.demonstration import PEOPLE
from sharedduty.site.manual.matrix import EVERYBODY, Address, addresses
from tests.journeys.browsing import Visitor
from tests.journeys.conftest import Arrive
from tests.journeys.desk import ask_whether_known, claim, decide, register_as_new
from tests.journeys.prepared import Preparer
from tests.journeys.steps import begin_draft, notified, raise_concern, somebody
from tests.journeys.test_enquiry import open_enquiry

ROLES = tuple(dict.fromkeys(person.role for person in PEOPLE))
# A page open to everybody differs by its menu alone: it is read as these, signed out, and the two first pages as all.
SOME = ("teacher", "front_door_manager", "privacy_officer", "administrator")
FIRST = ("/", "/my-work/")
# Answers that are no page: files, answers for scripts, and addresses that only take in what a form sends.
NO_PAGE = re.compile(r"\.(csv|json)$|^/health/|/save/$|^/papers/|webauthn|^/static/")
# The addresses in parts of about the same work: what each begins with; what begins with none is the last.
PARTS = (
    "/front-door/contacts/", "/front-door/", "/raise/", "/guidance/", "/people", "/account/", "/early-help/meetings/",
    "/early-help/", "/assessments/", "/protection/meetings/", "/protection/records/", "/protection/", "/",
)  # fmt: skip
# The rooms whose pages are found by following links, each as whoever works there; then as whoever else has sight of them.
ROOMS = {
    "/early-help/": ("teacher", "early_help_coordinator", "gp"),
    "/assessments/": ("social_worker", "social_work_manager"),
    "/protection/": ("social_worker", "social_work_manager", "conference_chair"),
}
FIGURES = ("/assessments/figures/", "/protection/figures/")
LINK = re.compile(r'(?:href|action)="(/[^"#?]*)')
OF_EACH = 2  # records that one address is opened with, where links lead to more

Sample = dict[str, str]


@dataclass
class Made:
    """Samples for the parts of addresses: for what an address begins with, one or several records."""

    samples: dict[str, list[Sample]] = field(default_factory=dict)
    linked: dict[str, list[str]] = field(default_factory=dict)  # route: paths that links led to

    def paths(self, part: str) -> Iterator[tuple[Address, str]]:
        """Every address of a part with each sample put in; those without a sample are left out."""
        for one in addresses():
            if NO_PAGE.search(one.route) or part_of(one.route) != part:
                continue
            yield from ((one, path) for path in self.linked.get(one.route, ()))
            if one.route in self.linked:
                continue
            section = next((s for s in sorted(self.samples, key=len, reverse=True) if one.route.startswith(s)), "")
            for sample in self.samples.get(section) or [{}]:
                if all(name in sample for name, _ in one.parameters):
                    yield one, one.filled(sample)


def part_of(route: str) -> str:
    """The part of the crawl an address belongs to."""
    return next(part for part in PARTS if route.startswith(part))


def who_opens(address: Address) -> tuple[str, ...]:
    """The roles as which a page is opened; "" is the public."""
    kind = address.guard.kind if address.guard else ""
    if room := next((roles for begins, roles in ROOMS.items() if address.route.startswith(begins)), ()):
        return tuple(role for role in (room if address.parameters else ROLES) if role in address.roles)
    if address.roles != EVERYBODY:
        return tuple(role for role in ROLES if role in address.roles)
    return (*(("",) if kind == "public" else ()), *(ROLES if address.route in FIRST else SOME))


def linked(arrive: Arrive, pages: list[str]) -> dict[str, list[str]]:
    """For each address of the rooms the paths that these pages, and the pages they lead to, lead to.

    A step that no page leads to at this stage is opened with the first of the room's records: whoever kept its address.
    """
    found: dict[str, list[str]] = {}
    for begins, roles in ROOMS.items():
        who = arrive(roles[0])
        edge = [page for page in (*pages, *FIGURES) if page.startswith(begins)]
        found |= {route: [] for route in map(_route, edge)}
        for page in edge:
            found[_route(page)].append(page)
        while edge:
            html = who.page.context.request.get(edge.pop(0)).text()
            for path in dict.fromkeys(LINK.findall(html)):
                known = found.setdefault(_route(path), [])
                if path.startswith(begins) and path not in known and len(known) < OF_EACH and not NO_PAGE.search(path):
                    known.append(path)
                    edge.append(path)
    return {route: paths for route, paths in found.items() if paths}


def _route(path: str) -> str:
    try:
        return f"/{resolve(path).route}"
    except Resolver404:
        return ""


def make(arrive: Arrive, prepared: Preparer) -> Made:
    """Contacts untouched, in hand with an enquiry, and decided; a request, a draft, a concern sent; people, posts, groups."""
    pages = prepared("rooms")
    police, worker = arrive("police_mash"), arrive("front_door_worker")
    worker.reads = False
    contacts = [_fresh(police, worker), _decided(police, worker)]
    enquiring, child = _enquiring(police, worker)
    police.go("/front-door/requests/")
    row = police.page.get_by_role("row").filter(has_text=child)
    request = row.first.get_by_role("link").inner_text().strip()
    teacher = arrive("teacher")
    teacher.reads = False
    raised = raise_concern(teacher, (somebody("Zinnia"),))
    draft = begin_draft(teacher).rstrip("/").rsplit("/", 1)[1]
    keeper = arrive("administrator").go("/people-and-posts/?words=Fern+Mockbury")
    person = _first(keeper, r"/people-and-posts/([A-Z][\w-]+)/\"")
    keeper.go(f"/people-and-posts/{person}/")
    appointment = _first(keeper, r"/appointments/([\w-]+)/move/")
    edition = {"pack_id": "wt-2018"}
    return Made(
        {
            "/front-door/contacts/": [*contacts, enquiring],
            "/front-door/requests/": [{"reference": request}],
            "/raise/draft/": [{"reference": draft, "page": page} for page in _pages(teacher, draft)],
            "/emergency/": [enquiring],
            "/files/": [enquiring],
            "/privacy/files/": [enquiring],
            "/people-and-posts/": [{"reference": person}],
            "/appointments/": [{"reference": appointment}],
            "/people/": _record(worker, enquiring, child),
            "/organisations/": [_body(arrive("business_manager"))],
            "/groups/": [_group(arrive("business_manager"))],
            "/front-door/handovers/": [
                {"reference": _first(worker.go("/front-door/handovers/"), r"/handovers/([\w-]+)/")}
            ],
            "/outbox/": [{"mark": _first(arrive().go("/outbox/"), r"/outbox/([\w-]+)/")}],
            "/raise/sent/": [{"reference": raised}],
            "/raise/status/": [{"reference": raised}],
            "/guidance/editions/": [{**edition, "part": part} for part in ("clocks", "provisions", "terms")],
            "/guidance/checking/": [{"pack_id": "wt-2026"}],
            "/guidance/clocks/": [{"key": "referral.decision"}],
            "/guidance/processes/": [{"code": "front_door"}],
            "/help/": [{"slug": "today"}],
            **_first_of_each(pages),
        },
        linked(arrive, pages),
    )


def _first_of_each(pages: list[str]) -> dict[str, list[Sample]]:
    """For each kind of record of the rooms the first that was made."""
    found: dict[str, list[Sample]] = {}
    for page in pages:
        kind, _, reference = page.strip("/").rpartition("/")
        if re.fullmatch(r"[A-Z]{1,3}-[0-9A-Z]{4}-[0-9A-Z]{4}", reference):
            found.setdefault(f"/{kind}/", [{"reference": reference}])
    return found


def _fresh(police: Visitor, worker: Visitor) -> Sample:
    child = somebody("Wren")
    reference = notified(police, child)
    worker.go(f"/front-door/contacts/{reference}/")
    return {"reference": reference, "child_reference": _first(worker, r"/children/([\w-]+)/")}


def _enquiring(police: Visitor, worker: Visitor) -> tuple[Sample, str]:
    child = somebody("Xanthe")
    reference = notified(police, child)
    claim(worker, reference)
    open_enquiry(worker, child)
    worker.go(f"/front-door/contacts/{reference}/")
    sample = {
        "reference": reference,
        "child_reference": _first(worker, r"/children/([\w-]+)/"),
        "enquiry_reference": _first(worker, r"/enquiries/([\w-]+)/"),
    }
    worker.go(f"/front-door/contacts/{reference}/enquiries/{sample['enquiry_reference']}/")
    return {**sample, "request_reference": _first(worker, r"/requests/([\w-]+)/remind/")}, child


def _decided(police: Visitor, worker: Visitor) -> Sample:
    child = somebody("Yarrow")
    reference = notified(police, child)
    claim(worker, reference)
    ask_whether_known(worker, child)
    worker.go(f"/front-door/contacts/{reference}/")
    sample = {"reference": reference, "child_reference": _first(worker, r"/children/([\w-]+)/")}
    decide(worker, child, level="2", also="Early help")
    return sample


def _record(worker: Visitor, sample: Sample, child: str) -> list[Sample]:
    """The record of a child with another name and a number: each can be ended, and the number checked."""
    worker.go(f"/front-door/contacts/{sample['reference']}/")
    ask_whether_known(worker, child)
    register_as_new(worker)
    person = _first(worker, r"/people/(PN-[\w-]+)/")
    worker.go(f"/people/{person}/names/add/").choose("Also known as").fill("Given names", "Xanni").press("Add the name")
    worker.go(f"/people/{person}/numbers/add/").choose("NHS number").fill("Number", "9990000018").press(
        "Add the number"
    )
    name, number = (
        _first(worker, rf"/{what}/([\w-]+)/{act}/") for what, act in (("name", "end"), ("numbers", "checked"))
    )
    return [{"reference": person, "what": "name", "mark": name}, {"reference": person, "mark": number}]


def _body(keeper: Visitor) -> Sample:
    """An organisation with a team, a post to close and a lead."""
    key = "gloucestershire-constabulary"
    keeper.go(f"/organisations/{key}/")
    return {
        "key": key, "team": "police-mash", "post": _first(keeper, r"/posts/(\w+)/close/"),
        "lead": _first(keeper, r"/leads/(\w+)/end/"),
    }  # fmt: skip


def _group(keeper: Visitor) -> Sample:
    """A group with a seat that somebody fills."""
    keeper.go("/groups/").follow("GSCP Executive")
    group, seat, holding = re.search(r"/groups/(\w+)/seats/(\w+)/(\w+)/end/", keeper.page.content()).groups()  # type: ignore[union-attr]  # the demonstration fills four of its seats
    return {"group": group, "seat": seat, "holding": holding}


def _pages(teacher: Visitor, draft: str) -> list[str]:
    """The pages of the form a draft is written on."""
    teacher.go(f"/raise/draft/{draft}/")
    found = re.findall(rf"/raise/draft/{draft}/([a-z-]+)/", teacher.page.content())
    return [page for page in dict.fromkeys(found) if page not in {"check", "choose"}]


def _first(who: Visitor, pattern: str) -> str:
    found = re.search(pattern, who.page.content())
    assert found, (who.page.url, pattern)
    return found.group(1)
