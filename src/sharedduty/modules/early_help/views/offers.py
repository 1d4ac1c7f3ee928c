"""The help there is: for workers, for families, and for the child of one plan."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, public_page, requires
from sharedduty.foundations.guidance.api import GuidanceError, help_kinds, help_offers, indicators, local_pack
from sharedduty.modules.early_help.forms import HelpFilter
from sharedduty.modules.early_help.queries import offers as queries
from sharedduty.modules.early_help.rules import consent_stands
from sharedduty.modules.early_help.views.bench import Bench

# How a family asks, in its own words: by what the offer says of asking.
WAYS = (
    ("direct", "You can ask these yourself", "Call in, or look them up. You need nobody to send you."),
    ("practitioner", "Ask somebody who knows you",
     "Talk to the school, your doctor or your health visitor. They can ask for you."),
    ("coordinator", "Ask for more help", "Tell the school, your doctor or your health visitor. They ask the families team."),
)  # fmt: skip


def _found(request: Request, pack: str, *, public: bool) -> dict[str, Any]:
    """The filter as sent, what it leaves, and what is missing. A filter that is wrong narrows nothing and says why."""
    form = HelpFilter(request.GET or None, kinds=help_kinds(pack), levels={} if public else queries.levels_named(pack))
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    lines = queries.offers_for(
        pack, years=asked.get("age"), disabled=bool(asked.get("disabled")), kind=asked.get("kind") or "",
        level=int(asked["level"]) if asked.get("level") else None,
    )  # fmt: skip
    return {
        "form": form,
        "errors": form if form.errors else [],
        "lines": lines,
        "all": len(help_offers(pack)),
        "narrowed": bool(request.GET),
    }


@requires("early_help_read")
def help_there_is(request: Request) -> HttpResponse:
    """What the area lists, narrowed by age, kind of help and level (WT-EH-15; GL-EH-22, GL-EH-23)."""
    pack = local_pack()
    listed = {kind for offer in help_offers(pack.id) for kind in offer.kinds}
    context = _found(request, pack.id, public=False)
    context |= {
        "pack": pack, "missing": [words for code, words in help_kinds(pack.id).items() if code not in listed],
    }  # fmt: skip
    return render(request, "early_help/help_there_is.html", context)


@public_page
def families(request: Request) -> HttpResponse:
    """The help there is, for families: what it does, for whom, and how to ask."""
    try:
        pack = local_pack().id
    except GuidanceError:  # no local arrangements yet: the page says whom to ask instead
        return render(request, "early_help/families.html", {"all": 0, "lines": [], "first": []})
    context = _found(request, pack, public=True)
    lines = [one for one in context["lines"] if one.offer.kinds != ("working_together",)]
    first = [one for one in queries.offers_for(pack, kind="information") if one.offer.ages_printed]
    context |= {
        "lines": lines, "first": first, "ways": WAYS,
        "all": len([one for one in help_offers(pack) if one.kinds != ("working_together",)]),
        "by_way": {way: [one for one in lines if one.offer.ask == way] for way, _, _ in WAYS},
    }  # fmt: skip
    return render(request, "early_help/families.html", context)


@requires("early_help_read")
def help_for_child(request: Request, reference: str) -> HttpResponse:
    """What of the area's help fits the child of a plan, with the reason for each."""
    bench = Bench(request, reference)
    bench.seen(purpose="help there is")
    plan, lacking = bench.plan, [one.text for one in consent_stands(bench.plan, {})]
    if not lacking and not queries.open_outcomes(plan):
        lacking = ["Add an outcome to the plan first; then you can choose help for it."]
    context = {
        "bench": bench, "plan": plan, "found": queries.help_for(request.viewer, plan), "open": plan.stage != "closed",
        "may_choose": bench.runs and not lacking, "not_yet": lacking[0] if lacking and bench.runs else "",
    }  # fmt: skip
    return render(request, "early_help/help_for_child.html", context)


# What to ask oneself, in our words (WT-EH-02: be alert in universal services and in those for adults).
ASK_OF_CHILDREN = (
    "Has the child changed: tired, hungry, quiet, angry, late, away?",
    "What is a day like for this child, at home and on the way?",
    "Who helps, and is it enough?",
    "Who else sees the child, and did they notice it too?",
)
ASK_OF_ADULTS = (
    "Do you live with a child, or look after one? Is a baby on the way?",
    "How is the child when you are at your worst?",
    "Does a child look after you, or after the home?",
    "Who keeps the child safe when you cannot?",
)


@public_page
def what_to_look_for(request: Request) -> HttpResponse:
    """Prompts to spot a problem early, for services for children and for services for adults (WT-EH-02)."""
    adults, pack = request.GET.get("with") == "adults", local_pack()
    domains = ("parent", "environment") if adults else ("child", "environment")
    groups: dict[str, list[dict[str, str]]] = {}
    for domain in domains:
        for level in (2, 3):
            for one in indicators(level=level, domain=domain, pack_id=pack.id):
                groups.setdefault(one.dimension, []).append({"sign": one.text, "level": str(level)})
    context = {
        "adults": adults, "pack": pack, "area": pack.area, "groups": sorted(groups.items(), key=lambda one: one[0].casefold()),
        "questions": ASK_OF_ADULTS if adults else ASK_OF_CHILDREN, "circumstances": queries.circumstances(),
    }  # fmt: skip
    return render(request, "early_help/what_to_look_for.html", context)
