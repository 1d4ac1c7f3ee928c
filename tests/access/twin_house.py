"""What is asked of a house and of its twin, whatever secret one of them holds: lists, figures, searches, guesses."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from sharedduty.modules.assessment.queries.figuring import FIGURES as assessment
from sharedduty.modules.child_protection.queries.figuring import FIGURES as protection
from sharedduty.modules.early_help.queries.figuring import FIGURES as early_help
from sharedduty.modules.front_door.queries.figures import MEASURES
from sharedduty.site.manual.matrix import Address, addresses
from tests.access.scene import OPEN, Scene, record_of
from tests.access.test_matrix import NOT_ASKED
from tests.access.twins import Asked, Outsider, what_differs, worlds

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


@dataclass
class House:
    """A scene, and what everybody asks of it whatever they are told; `called` is the child's name as guessed."""

    scene: Scene
    called: str = f"{SECRET} Testwick"

    def asked_by(self, one: Outsider) -> list[Asked]:
        """Every list, count, search, figure and export this role opens, and every page of the records it may know."""
        may = [address for address in LISTS if one.viewer.role in address.roles]
        known = [
            address
            for address in RECORDS
            if one.viewer.role in address.roles and record_of(address) not in {"draft", ""}
        ]
        return [
            *(Asked("get", address.route) for address in may),
            *(Asked("get", self.scene.real(address)) for address in known),
            *self._probes(one),
        ]

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
            Asked("get", f"/front-door/advice/?words={SECRET}"),
            Asked("get", f"/people/{child}/merge/?other={SECRET}"),
            Asked("post", check, {"purpose": "To decide next steps"}),
        ]

    def guesses(self, **references: str) -> list[Asked]:
        """What somebody sends who guessed, or was told, the secret's references: to every address they could fit."""
        asked = []
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

    def outsider(self, role: str, number: int = 1, *, elsewhere: bool = False) -> Outsider:
        """A post-holder who is there in both worlds."""
        viewer = self.scene.other.post_holder(role) if elsewhere else self.scene.own.post_holder(role, number)
        return Outsider(f"{role} {number}{' elsewhere' if elsewhere else ''}", viewer, self.scene)


def noticed(readers: list[Outsider], secret: Callable[[], list[Asked]], *lists: Asked) -> dict[str, set[str]]:
    """By reader, which of these lists and of the secret's own addresses tell it: what the comparisons would not miss."""
    seen: dict[str, set[str]] = {one.name: set() for one in readers}
    for one, request, with_it, without in worlds(secret, readers, lambda _: lists):
        if what_differs(with_it, without):
            seen[one.name].add(str(request))
    return seen


def assert_told_nothing(house: House, outsiders: list[Outsider], secret: Callable[[], list[Asked]]) -> None:
    told, asked = [], 0
    for one, request, with_it, without in worlds(secret, outsiders, house.asked_by):
        asked += 1
        assert without.status < 500, f"{one.name} {request}: {without.status}"
        if difference := what_differs(with_it, without):
            told.append(f"{one.name}: {request}: {difference}")
    assert asked > 40 * len(outsiders), "hardly anything was asked"
    assert not told, "the secret shows:\n  " + "\n  ".join(told)
