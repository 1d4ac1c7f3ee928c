"""The register of recommendations: what a published review, an audit, an inspection and others asked for, and how far it is.

The lines are in `data/recommendations.csv`: one for each recommendation, with the agencies asked and how far each came.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.directory.actions import add_post, close_post
from sharedduty.foundations.directory.models import Post
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.action_plans.actions import answering, documents, ending, following, taking_in
from sharedduty.modules.action_plans.models import ActionPart, TrackedRecommendation
from sharedduty.modules.action_plans.process import START
from sharedduty.site.synthesis.stories.cast import Cast, somebody, take
from sharedduty.site.synthesis.then import acting, in_days, moment

LINES = Path(__file__).parents[1] / "data" / "recommendations.csv"
REVIEW = "review"  # the source whose recommendations came by a hand-over
# Each other source: its kind in the pack's list, its title, and how many working days ago it was made.
SOURCES = {
    "audit": ("multi_agency_audit", "Multi-agency audit of neglect", 130),
    "inspection": ("inspection", "Joint inspection of the front door (invented)", 75),
    "section_11": ("section_11", "Section 11 audit of last year", 95),
    "deep_dive": ("deep_dive", "Deep dive on children who go missing", 50),
    "rapid_review": ("rapid_review", "Rapid review of a broken arm", 45),
}  # fmt: skip
MODALITIES = {"should consider": "consider"}
# Who of the demonstration answers for a team that is asked.
ANSWERS = {
    "police-mash": "police_mash", "health-mash": "health_mash", "education-mash": "education_mash", "surgery": "gp",
    "larkfield-primary-school/safeguarding": "teacher", "front-door": "front_door_manager",
    "families-first": "early_help_coordinator", "children-and-families": "social_work_manager",
    "service-leadership": "head_of_service",
}  # fmt: skip
GONE = "Neighbourhood superintendent"


@dataclass(frozen=True)
class Line:
    """One recommendation as it is written in the list."""

    words: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    @cached_property
    def accepted(self) -> int:
        """How many working days ago it was accepted; 0 where it was not."""
        return int(self["accepted"] or 0)

    def parts(self) -> Iterator[tuple[str, list[str]]]:
        """Each team asked, with how far it came, its colour and what is special."""
        for one in self["agencies"].split():
            team, how = one.split("=")
            yield team, how.split("/")


def tell(cast: Cast) -> int:
    """Fill the register, once; gives how many recommendations were new."""
    unit = cast.unit
    with seen_by(unit):
        if TrackedRecommendation.objects.filter(source_title=SOURCES["audit"][1]).exists():
            return 0
    with LINES.open(encoding="utf-8", newline="") as file:
        lines = [Line(one) for one in csv.DictReader(file)]
    came = _handed_over(cast)
    lines = [one for one in lines if one["source"] != REVIEW or one["number"] in came]
    for line in lines:
        held = came[line["number"]] if line["source"] == REVIEW else _taken_in(unit, line)
        _followed(cast, line, held)
    _carried(cast)
    return len(lines)


def _handed_over(cast: Cast) -> dict[str, TrackedRecommendation]:
    """What the published review recommends, by its number there."""
    with acting(cast.unit, moment(27, 10)):
        waiting = Handover.objects.filter(start=START, closed_at=None).order_by("left_at", "pk").first()
        made = taking_in.open_from_handover(by=cast.unit, handover=waiting) if waiting else []
    return {one.source_number: one for one in made}


def _taken_in(unit: Viewer, line: Line) -> TrackedRecommendation:
    kind, title, days = SOURCES[line["source"]]
    given = {
        "wording": line["wording"], "source_kind": kind, "source_title": title, "source_number": line["number"],
        "modality": MODALITIES.get(line["modality"], line["modality"]), "addressee": line["addressee"], "gap": line["gap"],
        "breadth": "local", "made_on": moment(days).date(),
    }  # fmt: skip
    with acting(unit, moment(days - 5, 10) if line["priority"] else moment(2, 10)):
        return taking_in.take_in(by=unit, given=given)


def _followed(cast: Cast, line: Line, held: TrackedRecommendation) -> None:
    """Looked at, accepted, agencies asked and heard, and what became of it."""
    unit = cast.unit
    if not line["priority"]:
        return  # it came lately: somebody has still to look whether it was said before
    looked = (line.accepted or SOURCES.get(line["source"], ("", "", 30))[2] - 8) + 1
    chosen = {
        "priority": line["priority"], "front_line": line["front_line"], "hard_to_measure": line["hard"] == "yes",
        "group": "GSCP-QIIP", "repeats": "no", "said_before_because": "",
    }  # fmt: skip
    take(unit, looked, following.look_at, held, chosen, hour=12)
    if line["then"] in ("refused", "not_for_area"):
        action = following.refuse if line["then"] == "refused" else following.not_for_area
        take(unit, looked - 2, action, held, {"reason": REASONS[line["then"]]})
    if line.accepted:
        _accepted(cast, line, held)


def _accepted(cast: Cast, line: Line, held: TrackedRecommendation) -> None:
    unit, days = cast.unit, line.accepted
    given = {
        "accepted_on": moment(days).date(), "accepted_by": "The Executive of the partnership", "owner": line["owner"],
        "due_on": in_days(int(line["due"])), "intended": line["intended"],
        "measure": line["measure"] or "To be agreed once it is defined.",
    }  # fmt: skip
    take(unit, days, following.accept, held, given, hour=11)
    teams = dict(line.parts())
    silent = any(how[0] == "asked" for how in teams.values())
    answer_by = in_days(5) if silent else moment(max(days - 15, 1)).date()
    asked = {"teams": cast.teams(teams), "asked": "What do you do about it, or why is it not for you?"}
    parts = take(unit, days - 1, following.ask_agencies, held, {**asked, "answer_by_on": answer_by})
    for part, (team, how) in zip(parts, teams.items(), strict=True):
        _answered(cast, line, part, somebody(ANSWERS[team]), how)
    if line["then"] in ("proposed", "closed"):
        take(unit, 8, ending.propose_closing, held, {"why": "Files and children themselves show the change."})
    if line["then"] == "closed":
        take(somebody("partner"), 5, ending.close, held, {"answer": "Read the files and the figures."})


def _answered(cast: Cast, line: Line, part: ActionPart, by: Viewer, how: list[str]) -> None:
    """One agency's answers, spread over the time since it was asked."""
    stage, days = how[0], line.accepted
    if stage == "asked":
        return
    if stage == "not_for_us":
        take(by, days - 6, answering.not_for_us, part, {"not_for_us": "We hold no supervision of this kind."})
        return
    late, gone = "late" in how, "gone" in how
    due = in_days(-5 if late else 30)
    owner = _post_to_go(cast, part) if gone else ""
    plan = {**PLAN, "what": _plan_of(line), "post": owner, "owner": "" if gone else f"{by.post_title}", "due_on": due}
    take(by, round(days * 0.85), answering.plan, part, plan)
    if gone:
        _close(owner)
    reached = STAGES[: STAGES.index(stage) + 1] if stage in STAGES else ()
    for name, share in zip(STAGES, (0.6, 0.4, 0.15), strict=True):
        if name in reached:
            _said(by, part, name, max(1, round(days * share)))
        if name == "adopted":  # once the effect is shown nothing is rated any more
            when = round(days * 0.2) if stage == "effect" else 3
            rated = {"colour": how[1], "rag_reason": COLOURS[how[1]], "rated_on": moment(when).date(), "own_words": ""}
            take(by, when, answering.rate, part, rated)


def _said(by: Viewer, part: ActionPart, name: str, days: int) -> None:
    """One of the three answers; staff are told once it is in place, and an effect is shown on evidence."""
    found = {"found_on": moment(days).date()}
    if name == "done":
        take(by, days, answering.record_done, part, {"text": "It is written down, and teams were told.", **found})
    elif name == "adopted":
        given = {"text": "It is done as a rule.", "known_from": "Twenty files looked at by a manager", **found}
        take(by, days, answering.record_adopted, part, given)
        take(by, days, answering.share, part, {**TOLD, "shared_on": moment(days).date()}, hour=14)
        look = {"look_on": in_days(12), "look_how": "Another twenty files, and what children say"}
        take(by, days, answering.plan_look, part, look, hour=15)
    else:
        take(by, days, answering.add_evidence, part, {**EVIDENCE, "dated_on": moment(days).date()})
        given = {
            "text": "Children say that they were asked.",
            "known_from": "An audit, and children's own words",
            **found,
        }
        take(by, days, answering.record_effect, part, given, hour=14)


def _plan_of(line: Line) -> str:
    return f"Change how we work so that this is true: {line['intended'][0].lower()}{line['intended'][1:]}"


def _post_to_go(cast: Cast, part: ActionPart) -> str:
    """A post of the body asked, as it is chosen in the form: it owns the plan and is closed afterwards."""
    administrator = somebody("administrator")
    with acting(administrator, moment(40, 9)):
        made = add_post(by=administrator, team=cast.team("police-mash"), title=GONE)
    return str(made.pk)


def _close(post: str) -> None:
    administrator = somebody("administrator")
    with acting(administrator, moment(6, 9)):
        close_post(by=administrator, post=Post.objects.get(pk=int(post)), on=moment(6).date())


def _carried(cast: Cast) -> None:
    """A procedure that should carry one of them was issued again: somebody says whether it does."""
    unit = cast.unit
    with seen_by(unit):
        held = TrackedRecommendation.objects.get(source_title=SOURCES["inspection"][1], source_number="1")
    for title, owner, issued in DOCUMENTS:
        with acting(unit, moment(55, 9)):
            made = documents.add_document(by=unit, given={"kind": "procedure", "title": title, "owner": owner})
        if issued:
            named = {"which": made.reference, "since_on": moment(50).date()}
            take(unit, 50, following.name_carrier, held, named)
            with acting(unit, moment(issued, 9)):
                documents.note_reissue(by=unit, held=made, given={"reissued_on": moment(issued).date()})


# --- What was said ------------------------------------------------------------------------------------------------

STAGES = ("done", "adopted", "effect")
REASONS = {
    "refused": "Plans about neglect name the health visitor or the school nurse, who see to the dentist.",
    "not_for_area": "There is no airport with a border in this area.",
}
PLAN: dict[str, Any] = {
    "intended": "Children are seen and heard.", "monitored": "Looked at each month by the team's manager.",
    "signed_by": "A. Invented, chief officer", "own_plan": "Safeguarding plan, line 4",
}  # fmt: skip
COLOURS = {
    "green": "On time, and it works where we looked.",
    "amber": "Begun; one team has not changed yet.",
    "red": "The post was empty for two months and nothing was begun.",
}
TOLD = {
    "changed": "What is done from now on, and why.",
    "audience": "All staff of the service",
    "channel": "Team meetings",
}
EVIDENCE = {
    "again": "", "kind": "own_audit", "title": "Audit of thirty files", "kept_at": "Quality folder, number 12",
    "shows": "In 27 of 30 files the change is there.", "lever": "supervision", "lever_worked": "yes",
}  # fmt: skip
# Title, owner, how many working days ago it was issued again (0 for never).
DOCUMENTS: tuple[tuple[str, str, int], ...] = (
    ("Ringing back whoever raised a concern", "Front door manager, council", 4),
    ("Seeing children alone", "Head of service, council", 0),
)
