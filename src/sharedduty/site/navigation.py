"""The menu: what this post can do, in the order of its day; and what every page's frame is told: menu and help.

A person with many entries would drown in them: entries of one kind are folded into a group, whose name leads to a page that
says what each is for. In a group, a second line of the menu holds its entries.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse

from sharedduty.foundations.access.api import Request, Viewer
from sharedduty.site import help as help_pages


@dataclass(frozen=True)
class Group:
    """Entries of one kind: the word they are folded under, its part of the address, and what the page about it says."""

    slug: str
    text: str
    about: str
    least: int = 3  # fewer entries than this are shown one by one


REVIEWS = Group(
    "reviews", "Reviews", "Children who were seriously harmed or died: what happened, what was learned, what changes."
)
FIGURES = Group(
    "figures", "Figures", "How the work goes, month by month, with what each figure counts beside it.", least=2
)
ASSURANCE = Group(
    "complaints-and-assurance", "Complaints and assurance",
    "What people said is wrong, and what agencies have in place.", least=2,
)  # fmt: skip
ASKED = Group("asked-of-our-agency", "Asked of our agency", "What other agencies wait for from this one.", least=2)
CONCERNS = Group("other-concerns", "Other concerns", "What to raise beside a concern about a child.", least=2)
LEARNING = Group(
    "guidance-and-learning", "Guidance and learning", "What is asked of you, and what was learned.", least=2
)
KEEPING = Group(
    "people-and-records",
    "People and records",
    "People, bodies and records of this service, and who looked at what.",
    least=2,
)


@dataclass(frozen=True)
class Entry:
    """One entry of the menu: its words, the name of its address, and the permission it needs (none: anyone)."""

    text: str
    url_name: str
    permission: str = ""
    signed_in: bool = False
    unless: str = ""  # not shown to those who hold this permission: they have it on another page
    group: Group | None = None
    about: str = ""  # what it is for, on the page of its group


ENTRIES = (
    Entry("My work", "my_work", signed_in=True),
    Entry("Today", "today", "today_see"),
    Entry("Front door", "front_door:queue", "contact_queue"),
    Entry("Handed over to us", "front_door:handovers", "handover_accept", unless="contact_queue"),
    Entry("Assessments", "assessment:assessments", "assessment_read"),
    Entry("Child protection", "child_protection:lists", "protection_read"),
    Entry("Protection meetings", "child_protection:meetings", "protection_join", unless="protection_read"),
    Entry(
        "Serious incidents", "serious_incident:incidents", "incident_read", group=REVIEWS,
        about="Is it notifiable? Each partner’s view, the notice to the Panel, and who else is told.",
    ),
    Entry(
        "Child deaths", "child_death:deaths", "death_work", group=REVIEWS,
        about="Each death from the notice to the panel, and what is learned from it.",
    ),
    Entry(
        "Rapid reviews", "rapid_review:reviews", "rapid_read", group=REVIEWS,
        about="What each agency knows, the meeting, and the decision within 15 working days.",
    ),
    Entry(
        "Practice reviews", "practice_review:reviews", "practice_read", group=REVIEWS,
        about="The reviewer, the terms, the family’s part, and the report the public reads.",
    ),
    Entry(
        "Homicide reviews", "homicide_review:reviews", "homicide_work", group=REVIEWS,
        about="Deaths by domestic abuse: the decision within a month, the panel, the report, and the plan.",
    ),
    Entry(
        "Serious case reviews", "serious_case_review:reviews", "scr_read", group=REVIEWS,
        about="Cases of the older law: carried on, or kept, by the arrangements they were begun under.",
    ),
    Entry(
        "Chronologies", "chronology:chronologies", "chronology_work", group=REVIEWS,
        about="Agencies’ own accounts laid side by side, and what in them does not fit.",
    ),
    Entry(
        "Recommendations", "action_plans:board", "plan_read", group=REVIEWS,
        about="What reviews, audits and inspections recommend, what each agency does, and what it changed.",
    ),
    Entry(
        "Case officers", "case_officers", "case_officer_name", group=REVIEWS,
        about="Who of the unit carries each open case, and which has nobody.",
    ),
    Entry("Allegations", "allegations:allegations", "allegation_work"),
    Entry(
        "Speaking up and complaints", "speaking_up:matters", "speaking_up_work", group=ASSURANCE,
        about="Concerns, complaints and requests that were given to you, and what is owed by when.",
    ),
    Entry("Disagreements", "escalation:escalations", "escalation_read"),
    Entry("Early help", "early_help:plans", "early_help_read"),
    Entry(
        "Asked of us", "front_door:requests", "request_answer", group=ASKED,
        about="What the front door wants to know about a child, with the hour by which it is answered.",
    ),
    Entry(
        "Actions for us", "action_plans:parts", "plan_answer", unless="plan_work", group=ASKED,
        about="What an agency does about recommendations of reviews, audits and inspections.",
    ),
    Entry(
        "Chronologies asked of us", "chronology:asked", "chronology_write", group=ASKED,
        about="Accounts of a child's life that an agency is asked to write.",
    ),
    Entry(
        "Management reviews asked of us", "serious_case_review:asked", "scr_write", group=ASKED,
        about="What an agency finds in its own work, for a serious case review of the older law.",
    ),
    Entry("Notifications", "front_door:notifications", "notifications_send"),
    Entry(
        "Front door figures", "front_door:figures", "front_door_figures", unless="contact_queue", group=FIGURES,
        about="Contacts and their sources, decisions in time, children who came again.",
    ),
    Entry(
        "Assessment figures", "assessment:figures", "assessment_figures", unless="assessment_read", group=FIGURES,
        about="Assessments in time, children seen and seen alone, caseloads.",
    ),
    Entry(
        "Child protection figures", "child_protection:figures", "protection_figures", unless="protection_read",
        group=FIGURES, about="Enquiries, conferences, plans, visits and reviews.",
    ),
    Entry(
        "Early help figures", "early_help:figures", "early_help_figures", unless="early_help_read", group=FIGURES,
        about="Plans begun and ended, and what became of families.",
    ),
    Entry(
        "Child death figures", "child_death:figures", "death_figures", unless="death_work", group=FIGURES,
        about="Deaths by year, and how many had something that could be changed.",
    ),
    Entry(
        "Allegation figures", "allegations:figures", "allegation_figures", unless="allegation_work", group=FIGURES,
        about="A year of allegations by sector, small numbers left out.",
    ),
    Entry(
        "Complaint figures", "speaking_up:figures", "speaking_up_figures", group=ASSURANCE,
        about="A year of complaints and requests: how many, of what kind, and in time.",
    ),
    Entry(
        "Data breaches", "speaking_up:breaches", "breach_work", group=KEEPING,
        about="Data that was lost, or seen by somebody who should not have it, and who was told.",
    ),
    Entry(
        "Whistleblowing procedures", "speaking_up:procedures", "procedures_read", group=ASSURANCE,
        about="Which agency has a procedure for speaking up, who leads it, and what is missing.",
    ),
    Entry(
        "Safe recruitment", "speaking_up:recruitment", "recruitment_read", group=ASSURANCE,
        about="What each agency can show: references, checks, who selects, induction, supervision.",
    ),
    Entry(
        "Emergency openings", "openings", "openings_review", group=KEEPING,
        about="Files opened in an emergency, and whether that was right.",
    ),
    Entry(
        "Files to look at", "retention_reviews", "retention_review", group=KEEPING,
        about="Files whose time of keeping has ended.",
    ),
    Entry(
        "Child checks", "people:child_checks", "child_check_review", group=KEEPING,
        about="Who asked whether a child is known, and what for.",
    ),
    Entry(
        "Take in children", "people:import", "people_import", group=KEEPING,
        about="The council’s own list of children, from a file.",
    ),
    Entry(
        "Journal", "journal", "journal_watch", group=KEEPING,
        about="Whether the record of who did and who saw what is sealed and sound.",
    ),
    Entry(
        "People and posts", "people_and_posts", "appointments_propose", group=KEEPING,
        about="Who joins, moves and leaves, and who approved it.",
    ),
    Entry(
        "Organisations", "organisations", "directory_keep", group=KEEPING,
        about="Bodies of the area, their names over time, their leads.",
    ),
    Entry(
        "Our area", "our_area", "directory_keep", group=KEEPING,
        about="Whose area this is, and which local arrangements are in force.",
    ),
    Entry("Raise a concern", "raise"),
    Entry(
        "Worried about a worker", "allegations:sent", "allegation_raise", unless="allegation_work", group=CONCERNS,
        about="Somebody who works with children may have harmed one: tell the designated officer.",
    ),
    Entry(
        "Ask for a conference", "child_protection:conference-requests", "conference_ask", unless="protection_read",
        group=CONCERNS, about="Where enquiries you took part in ended without a child protection conference.",
    ),
    Entry(
        "Ask about an incident", "serious_incident:requests", "incident_ask", unless="incident_read", group=CONCERNS,
        about="A child died or was seriously harmed: ask the council to consider it.",
    ),
    Entry(
        "Notify a child death", "child_death:notices", "death_notify", unless="death_work", group=CONCERNS,
        about="A child has died: tell the child death review team. Your seat on the panel, if you have one.",
    ),
    Entry(
        "Homicide reviews", "homicide_review:asked", "homicide_declare", unless="homicide_work", group=LEARNING,
        about="Refer a death by domestic abuse. Your seat on a panel, or your agency's own report, if you are asked.",
    ),
    Entry(
        "Speak up or complain", "speaking_up:start", unless="speaking_up_work", group=CONCERNS,
        about="Something is wrong in an organisation, or somebody wants to complain or to see what is held about them.",
    ),
    Entry("Search", "search", "search_use"),
    Entry(
        "Thresholds", "thresholds", unless="contact_queue", group=LEARNING,
        about="The four levels of need, and what to do next at each.",
    ),
    Entry("When is it due?", "when_is_it_due", unless="concern_raise"),  # for the signed in: at the foot of each page
    Entry(
        "Guidance", "guidance", group=LEARNING,
        about="What law, guidance and local arrangements ask for, and by when.",
    ),
    Entry(
        "Learned from deaths", "child_death:outputs", "death_learn", unless="death_work", group=LEARNING,
        about="What the child death overview panel gives out. It names nobody.",
    ),
    Entry(
        "What we learned", "learning:reviews", group=LEARNING,
        about="Published reviews, the partners’ answer, and what changed.",
    ),
    Entry("Help", "help"),
)  # fmt: skip


def entries_for(viewer: Viewer) -> Iterator[Entry]:
    """The entries of the menu that this viewer has a use for, one by one."""
    for entry in ENTRIES:
        if entry.signed_in and viewer.kind != "account":
            continue
        if entry.permission and not viewer.may(entry.permission):
            continue
        if entry.unless and viewer.may(entry.unless):
            continue
        yield entry


def folded_for(viewer: Viewer) -> Iterator[Entry | tuple[Group, Sequence[Entry]]]:
    """The menu of this viewer: an entry, or a group with its entries where there are enough of them to fold."""
    entries = list(entries_for(viewer))
    done: set[Group] = set()
    for entry in entries:
        group = entry.group
        beside = [one for one in entries if group is not None and one.group == group]
        if group is None or viewer.kind != "account" or len(beside) < group.least:
            yield entry
        elif group not in done:
            done.add(group)
            yield group, beside


def _nearest(path: str, hrefs: Sequence[str]) -> str:
    """The address of the menu that a page lies nearest below: the longest of those it begins with, or nothing."""
    return max((one for one in hrefs if path.startswith(one)), key=len, default="")


def _item(path: str, text: str, href: str, *, active: bool) -> dict[str, Any]:
    """One item as the menu is drawn: where one is, and within what."""
    return {"text": text, "href": href, "current": path == href, "active": active}


class Menu:
    """The menu of one request, made only when a page asks for it. One entry of it, at the most, is where one is."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __iter__(self) -> Iterator[dict[str, Any]]:
        path, drawn = self.request.path, []
        for one in folded_for(self.request.viewer):
            if isinstance(one, Entry):
                drawn.append((one.text, [reverse(one.url_name)]))
            else:
                group, entries = one
                own = reverse("menu_group", args=[group.slug])
                drawn.append((group.text, [own, *(reverse(each.url_name) for each in entries)]))
        nearest = _nearest(path, [href for _, hrefs in drawn for href in hrefs])
        for text, hrefs in drawn:
            yield _item(path, text, hrefs[0], active=nearest in hrefs)


class Beside:
    """The second line of the menu: the entries of the folded group one is in; empty elsewhere."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __iter__(self) -> Iterator[dict[str, Any]]:
        path, folded = self.request.path, list(folded_for(self.request.viewer))
        alone = [reverse(one.url_name) for one in folded if isinstance(one, Entry)]
        groups = [
            [(each.text, reverse(each.url_name)) for each in one[1]] for one in folded if not isinstance(one, Entry)
        ]
        nearest = _nearest(path, [*alone, *(href for group in groups for _, href in group)])
        for group in groups:
            if nearest in [href for _, href in group]:
                yield from (_item(path, text, href, active=href == nearest) for text, href in group)


class HelpLink:
    """The address of the help for the screen one is on; empty where there is none. Known once the address is resolved."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __str__(self) -> str:
        match = self.request.resolver_match
        page = help_pages.for_screen(match.view_name) if match else None
        return reverse("help_page", args=[page.slug]) if page else ""


class Frame:
    """Middleware that tells the page's frame its menu and its page of help."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        request.navigation = Menu(request)
        request.navigation_beside = Beside(request)
        request.help_href = HelpLink(request)
        return self.get_response(request)
