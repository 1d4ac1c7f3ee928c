"""What is asked of a house and of its twin, whatever secret one of them holds: lists, figures, searches, guesses."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from sharedduty.modules.assessment.queries.figuring import FIGURES as assessment
from sharedduty.modules.child_protection.queries.figuring import FIGURES as protection
from sharedduty.modules.early_help.queries.figuring import FIGURES as early_help
from sharedduty.modules.front_door.queries.figures import MEASURES
from sharedduty.site.manual.matrix import Address, addresses
from tests.access.scene import OPEN, Scene, record_of
from tests.access.test_matrix import NOT_ASKED
from tests.access.twin_post import Letter
from tests.access.twins import Anybody, Asked, Outsider, what_differs, worlds
from tests.allegations.scenes import typed
from tests.speaking_up.scenes import told as spoken_of

SECRET = "Quillonette"  # a given name nobody else has
REASON = "The father is on his way to the school and nobody answers"
POSTCODE = "GL7 9ZZ"  # of the protected address alone
# What is public, or about one's own sign-in, holds no record.
LISTS = [
    one
    for one in addresses()
    if not one.parameters
    and one.guard
    and one.guard.kind not in {"public", "own_account"}
    and one.name not in NOT_ASKED
]
RECORDS = [one for one in addresses() if record_of(one)]
# Open to anybody: they could tell only by counting, listing or answering to what is typed.
PUBLIC_PAGES = [one for one in addresses() if not one.parameters and one.guard and one.guard.kind == "public"]
NOT_PUBLIC = {"health", "account_logout", "mfa_login_webauthn", "mfa_authenticate"}  # say nothing of any record
# Every list again: what has ended, its second page, and whatever finder it has, given the secret's name.
FOUND = "?" + "&".join(["show=closed", "page=2", *(f"{name}={SECRET}" for name in ("q", "words", "find", "name"))])
LINK_GUESSED = "k" * 43
NOTICE_GUESSED = "N-7KQ4-M9TX"
SPOKEN = {name: value for name, value in spoken_of().items() if value and name not in {"kind", "way"}}
KEY_GUESSED = "7KQ4-M9TX-7KQ4-M9TX-7KQ4"


@dataclass
class House:
    """A scene, and what everybody asks of it whatever they are told; `called` is the child's name as guessed."""

    scene: Scene
    called: str = f"{SECRET} Testwick"
    guessed: set[str] = field(default_factory=set)

    def asked_by(self, one: Outsider) -> list[Asked]:
        """Every list, count, search, figure and export this role opens, and every page of the records it may know."""
        if isinstance(one, Anybody):
            return self._asked_by_anybody(one)
        may = [address for address in LISTS if one.viewer.role in address.roles]
        known = [
            address
            for address in RECORDS
            if one.viewer.role in address.roles and record_of(address) not in {"draft", ""}
        ]
        return [
            *(Asked("get", address.route + more) for address in may for more in ("", FOUND)),
            *(Asked("get", self.scene.real(address)) for address in known),
            *self._probes(one),
            *self._own_acts(one),
        ]

    def _asked_by_anybody(self, one: Anybody) -> list[Asked]:
        """Every public page, the public searches, and what is answered to an address, a key or a link that are guessed."""
        speaks = {**SPOKEN, "named": f"{self.called}, {one.address}", "told": f"{self.called} is rude."}
        return [
            *(Asked("get", page.route) for page in PUBLIC_PAGES if page.name not in NOT_PUBLIC),
            *(Asked("get", f"{page}?words={SECRET}") for page in ("/learning/reviews/", "/guidance/search/")),
            *(
                Asked("post", page, {"email": one.address}, follow=True)
                for page in ("/raise/by-link/", "/forgotten-password/")
            ),
            Asked("post", "/sign-in/", {"login": one.address, "password": SECRET}),
            Asked("get", f"/raise/link/{LINK_GUESSED}/"),
            Asked("post", "/speak-up/reply/", {"key": KEY_GUESSED}),
            *(Asked("post", f"/speak-up/{way}/", speaks, follow=True) for way in ("concern", "complaint", "access")),
            *(Asked("get", address.route) for address in LISTS),
        ]

    def _own_acts(self, one: Outsider) -> list[Asked]:
        """What somebody makes themselves, with a reference of its own, as if to find out whether another is there already."""
        asked = [Asked("post", "/speak-up/concern/", SPOKEN, follow=True)]
        if one.viewer.may("allegation_raise"):
            about = {"accused_name": self.called, "children": f"{SECRET}, 9"}
            asked += [
                Asked(
                    "post",
                    "/allegations/refer/",
                    {name: str(value) for name, value in typed(**about, **more).items()},
                    follow=True,
                )
                for more in ({}, {"source": ""})
            ]
        return asked

    def _probes(self, one: Outsider) -> list[Asked]:
        values = self.scene.values
        contact, child = values["contact"], values["child"]["reference"]
        check = f"/front-door/contacts/{contact['reference']}/children/{contact['child_reference']}/known/"
        return [
            *(Asked("post", "/search/", {"words": words}) for words in (SECRET, "Testwick", "Zebedeea", POSTCODE)),
            *(Asked("get", f"/front-door/?show={show}") for show in ("open", "mine", "decided", "closed", "all")),
            *(Asked("get", f"/front-door/figures/{measure.key}.csv") for measure in MEASURES),
            *(
                Asked("get", f"/{room}/figures/{measure.key}{what}")
                for room, counting in (
                    ("assessments", assessment),
                    ("protection", protection),
                    ("early-help", early_help),
                )
                for measure in counting.measures
                for what in (".csv", *([f"/{timezone.localdate():%Y-%m}/"] if measure is counting.measures[0] else []))
            ),
            *(
                Asked("get", f"/{room}/{key}/")
                for room, keys in (
                    ("organisations", [team.organisation.key for team in self.scene.own.teams.values()]),
                    ("speaking-up/safe-recruitment", ["school", "council"]),
                    ("menu", ["safeguarding", "learning"]),
                )
                for key in sorted(set(keys))
            ),
            *(
                Asked("get", page)
                for page in ("/account/", "/escalations/our-count/?year=2025", "/escalations/pattern/?year=2025")
            ),
            Asked("get", f"/notices/{NOTICE_GUESSED}/"),
            Asked("get", f"/front-door/advice/?words={SECRET}"),
            Asked("get", f"/people/{child}/merge/?other={SECRET}"),
            Asked("post", check, {"purpose": "To decide next steps"}),
        ]

    def guesses(self, **references: str) -> list[Asked]:
        """What somebody sends who guessed, or was told, the secret's references: to every address they could fit."""
        asked = []
        self.guessed |= set(references.values())
        for kind, reference in references.items():
            values = {**self.scene.values[kind], "reference": reference}
            for address in RECORDS:
                if record_of(address) == kind and not OPEN.match(address.name):
                    path = self._filled(address, values)
                    roles = frozenset(address.roles)
                    asked += [Asked("get", path, roles=roles), Asked("post", path, roles=roles)]
            asked += [
                Asked("post", "/search/", {"words": reference}),
                Asked("get", f"/emergency/?reference={reference}"),
                Asked("post", f"/emergency/{reference}/", {"child": self.called, "reason": REASON}),
                Asked("get", f"/privacy/files/?reference={reference}"),
                Asked("post", "/privacy/keeping/holds/", {"reference": reference, "reason": REASON}),
                Asked("get", f"/people/{self.scene.values['child']['reference']}/merge/?other={reference}"),
            ]
        return asked

    def _filled(self, address: Address, values: dict[str, str]) -> str:
        return address.filled({**dict.fromkeys(dict(address.parameters), "x"), **self.scene.values["words"], **values})

    def anybody(self, address: str, *, by_link: bool = False) -> Anybody:
        """Somebody without an account who says that this e-mail address is theirs."""
        name = f"{'somebody by a link' if by_link else 'anybody'} ({address})"
        return Anybody(name, address, self.scene.by_link() if by_link else Client())

    def outsider(self, role: str, number: int = 1, *, elsewhere: bool = False) -> Outsider:
        """A post-holder who is there in both worlds."""
        viewer = self.scene.other.post_holder(role) if elsewhere else self.scene.own.post_holder(role, number)
        return Outsider(f"{role} {number}{' elsewhere' if elsewhere else ''}", viewer, self.scene)


def noticed(readers: list[Outsider], secret: Callable[[], list[Asked]], *lists: Asked) -> dict[str, set[str]]:
    """By reader, which of these lists and of the secret's own addresses tell it: what the comparisons would not miss."""
    seen: dict[str, set[str]] = {one.name: set() for one in readers}
    for who, request, with_it, without in worlds(secret, readers, lambda _: lists):
        if what_differs(with_it, without):
            seen.setdefault(who, set()).add(str(request))
    return seen


def assert_told_nothing(house: House, outsiders: list[Outsider], secret: Callable[[], list[Asked]]) -> None:
    """Nothing that these outsiders ask, guess or are sent differs from a world without the secret, and no mail names it."""
    told, asked, sent = [], 0, list[Letter]()
    for who, request, with_it, without in worlds(secret, outsiders, house.asked_by, sent):
        asked += 1
        assert without.status < 500, f"{who} {request}: {without.status}"
        if difference := what_differs(with_it, without):
            told.append(f"{who}: {request}: {difference}")
    assert asked > 40 * len(outsiders), "hardly anything was asked"
    named = re.compile("|".join(map(re.escape, [SECRET, *house.guessed])).encode(), re.IGNORECASE)
    told += [f"mail {one}" for one in sent if named.search(one.sent)]
    assert not told, "the secret shows:\n  " + "\n  ".join(told)
