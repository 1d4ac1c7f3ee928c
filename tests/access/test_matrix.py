"""Every address asked for as everybody: who is let in, and that everybody else learns nothing (quality goal S2).

The addresses, guards and roles are those that run; `docs/access-matrix.md` is made from the same. What exists and is not
yours answers exactly as what does not exist: the same status, the same length, the same words.
"""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from sharedduty.foundations.access.api import ROLES, Viewer, seen_by
from sharedduty.foundations.families.actions import take_back
from sharedduty.foundations.families.models import FamilyShare
from sharedduty.site.manual.matrix import Address, addresses
from tests.access.scene import CANARY, OPEN, Scene, record_of, records

pytestmark = pytest.mark.django_db
PLAIN = [one for one in addresses() if not one.parameters]
# Asked for by GET, these do something to the one who asks: they sign out, or begin a sign-in.
NOT_ASKED = {"account_logout", "health"}
# A meeting is called about a record named in the query, and about nothing there is no page.
ABOUT_A_RECORD = {
    f"{room}:call-meeting"
    for room in (
        "allegations",
        "child_death",
        "child_protection",
        "death_panel",
        "early_help",
        "homicide_panel",
        "homicide_review",
        "rapid_review",
        "serious_case_review",
        "escalation",
    )
}
SENT = {302, 303}
NOWHERE = "/no-such-page-at-all/"
MENU = re.compile(
    r"""<nav\b.*?</nav>|<section\b[^>]*service-navigation.*?</section>|<div class="sd-beside.*?</div></div>""", re.S
)
# Which page's help is linked depends on the address that was typed, not on whether anything is there.
HELP = re.compile(r'<li><a class="govuk-link" href="/help/[^<]*</a></li>')
METHODS = ("get", "post")
CLOSED = {404, 405, *SENT}


def ask(client: Client, method: str, path: str) -> HttpResponse:
    return getattr(client, method)(path)


def telling(answer: HttpResponse) -> tuple[int, str]:
    """What an answer tells: its status, where it sends one, and its words without the tokens that are new each time."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = re.sub(rb'(value|data-session-token)="[\w-]{20,}"', b"", body).decode("utf-8", "replace")
    text = HELP.sub("", text)
    return answer.status_code, answer.headers.get("Location", "").split("?")[0] + text


def bare(told: tuple[int, str]) -> tuple[int, str]:
    """The same without the menu, which marks where one is by the address alone."""
    return told[0], re.sub(r"\s+", " ", MENU.sub("", told[1]))


def test_every_address_with_references_is_in_the_scene() -> None:
    strangers = [
        one.name
        for one in addresses()
        if one.parameters and not record_of(one) and not OPEN.match(one.name) and not one.name.startswith("front_door:")
    ]
    assert not strangers, f"tests/access/scene.py must say what these show: {strangers}"


def test_the_signed_out_get_the_way_in_and_nothing_else(scene: Scene) -> None:
    client = Client()
    for one in addresses():
        if one.guard is None or one.guard.kind == "public" or one.name in NOT_ASKED:
            continue
        path = scene.real(one) if record_of(one) else one.filled(dict.fromkeys(dict(one.parameters), "x"))
        for method in METHODS:
            answer = ask(client, method, path)
            if answer.status_code == 405:  # the address takes the other method only, from anybody
                continue
            wanted = "/link-needed/" if one.guard.kind == "link" else "/sign-in/"
            assert answer.status_code == 302, (one.name, method, answer.status_code)
            assert answer["Location"].startswith(wanted), (one.name, answer["Location"])


def test_a_role_opens_what_it_may_and_for_the_rest_there_is_nothing(scene: Scene) -> None:
    wrong = []
    for role in ROLES:
        client = scene.client(scene.holder(role))
        nothing = telling(client.get(NOWHERE))
        for one in PLAIN:
            if one.guard is None or one.guard.kind == "public" or one.name in NOT_ASKED | ABOUT_A_RECORD:
                continue
            if role not in one.roles:
                answers = [telling(ask(client, method, one.route)) for method in METHODS]
                wrong += [f"{role} {one.name}: {answer[0]}" for answer in answers if bare(answer) != bare(nothing)]
            elif (status := client.get(one.route).status_code) not in {200, *SENT, 405}:
                if one.guard.kind == "own_account" and status == 404:  # this person has no such factor to look after
                    continue
                wrong.append(f"{role} should open {one.name}: {status}")
    assert not wrong, "\n  ".join(wrong)


def learns_something(scene: Scene, client: Client, chosen: list[Address]) -> list[str]:
    """The addresses whose answer for the scene's record differs from that for references nobody ever gave, or for no address."""
    told = []
    nothing = bare(telling(client.get(NOWHERE)))
    for one in chosen:
        for method in METHODS:
            real = telling(ask(client, method, scene.real(one)))
            if bare(real) == nothing:  # the page of an address that is none; that guesses get it too is asked below
                continue
            absent = telling(ask(client, method, scene.absent(one)))
            if real != absent or real[0] not in CLOSED or CANARY in real[1]:
                told.append(f"{method} {one.name}: {real[0]}, and {absent[0]} for what never was")
    return told


def chosen_for(role: str) -> list[Address]:
    return [one for one in records() if role in one.roles]


OUTSIDERS: dict[str, Callable[[Scene, str], Viewer]] = {
    "of another organisation": Scene.stranger,
    "former post-holder": Scene.former,
    "subject of the record": Scene.subject,
}
# Those who do these things by role. The rest hold no permission here, and the test above has tried them.
ROLES_TRIED = (
    "front_door_worker", "front_door_manager", "social_worker", "police_mash", "teacher", "privacy_officer", "administrator",
    "head_of_service", "business_manager", "community_safety_lead",
)  # fmt: skip


@pytest.mark.parametrize("who", OUTSIDERS)
def test_somebody_outside_cannot_tell_the_record_from_one_that_never_was(scene: Scene, who: str) -> None:
    told = []
    for role in ROLES_TRIED:
        client = scene.client(OUTSIDERS[who](scene, role))
        # An administrator is not shut out of colleagues' accounts by being the subject of a child's file.
        chosen = [
            one for one in chosen_for(role) if not (who.startswith("subject") and record_of(one) in {"staff", ""})
        ]
        told += [f"{role}: {one}" for one in learns_something(scene, client, chosen)]
        told += [f"{role}: {one}" for one in named_in_lists(scene, client, role)]
    assert not told, f"{who}:\n  " + "\n  ".join(told)


def named_in_lists(scene: Scene, client: Client, role: str) -> list[str]:
    """The lists, counts and exports this role opens that name the record or the child."""
    named = scene.named()
    told = []
    for one in PLAIN:
        if role in one.roles and one.guard is not None and one.guard.kind != "public" and one.name not in NOT_ASKED:
            words = telling(client.get(one.route))[1]
            if CANARY in words or any(name in words for name in named):
                told.append(f"{one.name} names it")
    return told


def test_a_colleague_without_sight_cannot_tell_the_record_from_one_that_never_was(scene: Scene) -> None:
    """In the same area, with the permission, but never given this record."""
    told = []
    for role in ("teacher", "police_mash", "administrator", "partner", "practitioner"):
        client = scene.client(scene.own.post_holder(role, 7, "office"))
        # What the panel gave out names nobody and is for every holder of the role in the area.
        # Every partner's delegate reads the register of recommendations by standing: it is the partnership's own.
        seen = {"staff", "death_output", *(("recommendation", "action_part") if role == "partner" else ())}
        chosen = [one for one in chosen_for(role) if record_of(one) not in seen]
        told += [f"{role}: {one}" for one in learns_something(scene, client, chosen)]
    assert not told, "\n  ".join(told)


def test_somebody_by_a_link_of_their_own_cannot_either(scene: Scene) -> None:
    client = scene.by_link()
    told = learns_something(scene, client, [one for one in records() if one.guard and one.guard.kind == "link"])
    assert not told, "\n  ".join(told)
    for one in records():
        if one.guard and one.guard.kind == "permission" and (answer := client.get(scene.real(one))).status_code != 405:
            assert answer["Location"].startswith("/sign-in/"), one.name


def test_a_family_sees_what_was_shared_with_it_by_name_and_nothing_else(scene: Scene) -> None:
    """At every address: the words shared, at their own two pages, until they are taken back."""
    client, own = scene.family(), {"families:mine", "families:read"}
    shared = scene.values["family_share"]["reference"]
    assert shared in client.get("/family/mine/").content.decode()
    assert f"We look at what happened to {CANARY}." in client.get(f"/family/read/{shared}/").content.decode()
    links = [one for one in records() if one.guard and one.guard.kind == "link"]
    told = learns_something(scene, client, [one for one in links if one.name not in own])
    for one in addresses():
        if one.guard is None or one.guard.kind == "public" or one.name in own or one.name in NOT_ASKED:
            continue
        path = scene.real(one) if record_of(one) else one.filled(dict.fromkeys(dict(one.parameters), "x"))
        answer = client.get(path)
        words = answer.content.decode() if not answer.streaming else ""
        if one.guard.kind == "permission" and answer.status_code not in {302, 405}:
            told.append(f"{one.name}: {answer.status_code}")
        if CANARY in words or any(name in words for name in scene.named() - {shared}):
            told.append(f"{one.name} names it")
    assert not told, "\n  ".join(told)
    unit = scene.holder("business_manager")
    with seen_by(unit):
        held = FamilyShare.objects.get(reference=shared)
        take_back(by=unit, share=held, given={"reason": "It was not for her."})
    assert CANARY not in client.get("/family/mine/").content.decode()
    assert client.get(f"/family/read/{shared}/").status_code == 404


def test_the_right_people_do_see_it(scene: Scene) -> None:
    """Without this, an empty house would pass every test above."""
    opened = {
        "front_door_worker": ("front_door:contact", "front_door:enquiry", "front_door:decide", "front_door:feedback"),
        "police_mash": ("front_door:request", "action_plans:part"),
        "scrutineer": ("action_plans:recommendation", "action_plans:part"),
        "teacher": (
            "allegations:referral",
            "allegations:meeting",
            "raise_draft",
            "raise_status",
            "paper",
            "serious_incident:request",
        ),
        "front_door_manager": ("front_door:contact", "front_door:handover"),
        "privacy_officer": ("sightings",),
        "administrator": ("person",),
        "lado": ("allegations:allegation", "allegations:referral", "allegations:meeting"),
        "head_of_service": ("serious_incident:incident", "serious_incident:request-open"),
        "partner": ("child_death:death", "child_death:member", "child_death:output"),
        "gp": ("child_death:notice", "child_death:death"),
        "community_safety_lead": (
            "homicide_review:review",
            "homicide_review:notice",
            "homicide_review:member",
            "homicide_review:report",
            "homicide_review:names",
            "homicide_review:meeting",
            "homicide_panel:meeting",
        ),
        "business_manager": (
            "child_death:death",
            "child_death:notice",
            "child_death:form-write",
            "child_death:meeting",
            "death_panel:meeting",
            "serious_incident:incident",
            "rapid_review:review",
            "rapid_review:report",
            "rapid_review:start",
            "practice_review:review",
            "practice_review:names",
            "practice_review:start",
            "serious_case_review:review",
            "serious_case_review:steps",
            "serious_case_review:names",
            "serious_case_review:part",
            "serious_case_review:meeting",
            "chronology:chronology",
            "chronology:part",
            "chronology:discrepancy",
            "chronology:start",
            "action_plans:recommendation",
            "action_plans:part",
            "action_plans:start",
        ),
    }
    by_name = {one.name: one for one in records()}
    wrong = []
    for role, names in opened.items():
        client = scene.client(scene.holder(role))
        for name in names:
            if (status := client.get(scene.real(by_name[name])).status_code) != 200:
                wrong.append(f"{role} {name}: {status}")
    queue = scene.client(scene.holder("front_door_worker")).get("/front-door/").content.decode()
    assert scene.values["contact"]["reference"] in queue
    assert not wrong, "\n  ".join(wrong)


def test_a_guessed_reference_says_nothing_to_those_who_hold_every_permission(scene: Scene) -> None:
    wrong = []
    for role in ("front_door_manager", "administrator", "privacy_officer"):
        client = scene.client(scene.holder(role))
        nothing = telling(client.get(NOWHERE))
        for one in chosen_for(role):
            for method in METHODS:
                answer = telling(ask(client, method, scene.absent(one)))
                if bare(answer) != bare(nothing) and answer[0] not in {405, *SENT}:
                    wrong.append(f"{role} {method} {one.name}: {answer[0]}")
    assert not wrong, "\n  ".join(wrong)
