"""The rules of early help: each one function, its docstring the rule in plain words with its source.

A rule takes the plan and what was given with the step, and answers what is missing, with a link to mend it.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.forms.api import FormRecord
from sharedduty.foundations.guidance.api import HelpOffer
from sharedduty.foundations.people.api import age
from sharedduty.foundations.process.api import Missing

Given = Mapping[str, Any]
OLDEST = 25  # the age up to which a disabled young person has early help (GL-EH-22)
MY_PROFILE, MY_PLAN, MY_ASSESSMENT, MY_PLAN_PLUS = "my-profile", "my-plan", "my-assessment", "my-plan-plus"


def needed(given: Given, name: str, words: str) -> list[Missing]:
    """What was left empty, beside its field."""
    return [] if str(given.get(name) or "").strip() else [Missing(words, f"#id_{name}")]


def ahead(given: Given, name: str, words: str) -> list[Missing]:
    """A day still to come, given under `name`."""
    day = given.get(name)
    if not isinstance(day, datetime.date):
        return [Missing(words, f"#id_{name}")]
    return [] if day > timezone.localdate() else [Missing("This day must be in the future.", f"#id_{name}")]


def of_age(birth_on: datetime.date | None) -> list[Missing]:
    """Early help is for children and young people, to 25 where they are disabled (GL-EH-22); unknown is no fault."""
    today = timezone.localdate()
    if birth_on is None or (today.year - OLDEST - 1, today.month, today.day) < (
        birth_on.year,
        birth_on.month,
        birth_on.day,
    ):
        return []
    return [Missing("This date of birth is not a child's or a young person's: check the year.", "#id_birth_on")]


def named_and_agreed(plan: Any, given: Given) -> list[Missing]:
    """Consent says who gave it and what it covers (WT-EH-10; GL-EH-03)."""
    return needed(given, "by_whom", "Say who agreed.") + needed(
        given, "covers", "Say what they agreed to, and with whom it may be shared."
    )


def refusal_thought_through(plan: Any, given: Given) -> list[Missing]:
    """A refusal says whose it is and how the need can still be met (WT-EH-12)."""
    return needed(given, "by_whom", "Say who refused or withdrew.") + needed(
        given, "considered", "Say how what the child needs can still be met."
    )


def consent_stands(plan: Any, given: Given) -> list[Missing]:
    """Nothing at levels 2 and 3 goes on without consent that stands (GL-EH-19)."""
    return [] if has_consent(plan) else [Missing("The family has not agreed, or no longer agrees.")]


def review_date_given(plan: Any, given: Given) -> list[Missing]:
    """A plan always has its next review date (GL-EH-05; the interval is for the people of the plan)."""
    return ahead(given, "review_on", "Enter when the plan is reviewed next.")


def next_review_given(plan: Any, given: Given) -> list[Missing]:
    """A review that goes on with the plan sets the next date; needs met, the plan closes instead (GL-EH-08)."""
    return [] if given.get("result") == "met" else review_date_given(plan, given)


def not_registered_yet(plan: Any, given: Given) -> list[Missing]:
    """A plan is registered once, with one of the area's families teams (GL-EH-06)."""
    if plan.registered_at is not None:
        return [Missing("This plan is registered already.")]
    return needed(given, "team", "Choose the families team.")


def review_is_whole(plan: Any, given: Given) -> list[Missing]:
    """A review says when it was held, what changed, what the family thinks, and one outcome (GL-EH-08)."""
    missing = needed(given, "progress", "Say what changed for the child.")
    missing += needed(given, "family_view", "Write what the child and family say about it.")
    missing += needed(given, "result", "Choose one outcome of the review.")
    day = given.get("held_on")
    if not isinstance(day, datetime.date):
        missing.append(Missing("Enter when the review was held.", "#id_held_on"))
    elif day > timezone.localdate():
        missing.append(Missing("A review that was held lies in the past.", "#id_held_on"))
    return missing


def tried_or_harm(plan: Any, given: Given) -> list[Missing]:
    """A higher level is asked for after this one was tried in full, unless a child may suffer significant harm (GL-TH-09)."""
    missing = needed(given, "worry", "Say what you are worried about.")
    if given.get("harm") not in ("yes", "no"):
        missing.append(Missing("Say whether the child may be suffering significant harm.", "#id_harm"))
    if given.get("harm") == "no":
        missing += needed(given, "tried", "Say what was tried at this level, and what came of it.")
    return missing


def family_told(plan: Any, given: Given) -> list[Missing]:
    """The family is told and part of the decision, or it is written why telling them is not safe (GL-TH-10)."""
    if given.get("told") not in ("yes", "no"):
        return [Missing("Say whether the family was told.", "#id_told")]
    if given["told"] == "no":
        return needed(given, "not_told_because", "Say why the family was not told.")
    return []


def closing_is_whole(plan: Any, given: Given) -> list[Missing]:
    """A plan closes with a reason, what changed and the family's view (GL-EH-27)."""
    return (
        needed(given, "closed_because", "Say why the plan closes.")
        + needed(given, "what_changed", "Say what changed for the child, and what did not.")
        + needed(given, "family_view", "Write what the child and family say about closing.")
    )


def nothing_left_open(plan: Any, given: Given) -> list[Missing]:
    """Nothing agreed is left hanging: each action is done or stopped with a reason (GL-EH-15)."""
    left = plan.actions.filter(state="open").count()
    page = f"{reverse('early_help:plan', args=[plan.reference])}#plan"
    return [Missing(f"Actions still open: {left}. Say what became of each.", page)] if left else []


def reason_given(plan: Any, given: Given) -> list[Missing]:
    """What changes a plan's course is done with a written reason."""
    return needed(given, "reason", "Say why.")


def has_consent(plan: Any) -> bool:
    """Whether the newest answer about consent is that it is given."""
    newest = plan.consents.order_by("-answered_at", "-pk").first()
    return newest is not None and newest.answer == "given"


def has_lead(plan: Any) -> bool:
    """Whether somebody leads the plan now (GL-EH-09)."""
    return bool(plan.leads.filter(led_until__isnull=True).exists())


def outcomes_have_actions(plan: Any) -> bool:
    """Whether there is an outcome, and none without an action (GL-EH-04)."""
    wanted = plan.outcomes.exclude(state="dropped")
    return wanted.exists() and not wanted.exclude(actions__isnull=False).exists()


def is_level_three(plan: Any) -> bool:
    """Whether the plan rests on a My Assessment (GL-TH-13)."""
    return bool(plan.tool == "my_plan_plus")


def assessment_finished(plan: Any) -> bool:
    """Whether a My Assessment was finished (GL-EH-16, GL-EH-18)."""
    return form_finished(plan, MY_ASSESSMENT)


def form_finished(plan: Any, form: str) -> bool:
    """Whether a form of this plan was finished at least once."""
    held = FormRecord.objects.filter(case_file_id=plan.case_file_id, form=form, submitted_at__isnull=False)
    return held.exists()


def both_were_heard(plan: Any) -> bool:
    """Whether the child's words and the family's are both on record (GL-EH-16)."""
    said = set(plan.words.values_list("capacity", flat=True))
    return "child" in said and bool(said & {"parent", "supporter"})


def has_a_team(plan: Any) -> bool:
    """Whether practitioners of at least two organisations are of the team around the child (GL-EH-13)."""
    there = plan.members.filter(capacity="practitioner", left_at__isnull=True)
    return there.values("organisation_name").distinct().count() >= 2


def earlier_plan_checked(plan: Any) -> bool:
    """Whether the families team was asked for an earlier plan (GL-EH-17)."""
    return plan.checked_at is not None


def advice_taken(plan: Any) -> bool:
    """Whether advice was taken on what to do and whom to involve (GL-EH-18)."""
    return bool(plan.advice.exists())


def is_registered(plan: Any) -> bool:
    """Whether the plan is registered with a families team (GL-EH-06)."""
    return plan.registered_at is not None


FITS, ASK, NOT = "fits", "ask", "not"
UNBORN = -1  # "years of age" before the birth
LEVEL_OF_TOOL = {"my_plan": 2, "my_plan_plus": 3}  # GL-TH-12, GL-TH-13
HIGHEST = 4

# Which kinds of help answer which circumstance (WT-EH-05; WT2018 ch1 ¶12). Ours: it sorts offers, and decides nothing.
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "disabled": ("health", "learning"),
    "sen": ("learning", "health"),
    "young_carer": ("family_life",),
    "crime": ("outside_home",),
    "missing": ("outside_home", "family_life"),
    "exploited": ("outside_home",),
    "radicalised": ("outside_home",),
    "family": ("domestic_abuse", "drugs_alcohol", "health", "family_life", "parenting"),
    "misuse": ("drugs_alcohol", "health"),
    "returned": ("family_life", "parenting"),
    "private_fostering": ("working_together",),
}


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether an offer is for a child of this age and level: it fits, ask first, or it is not for them; and why."""

    state: str
    why: str


def years_on(birth_on: datetime.date | None, on: datetime.date) -> int | None:
    """Whole years of age on a day; `UNBORN` before the birth, or before the day it is expected; None if not known."""
    if birth_on is None:
        return None
    return UNBORN if birth_on > on else age(birth_on, on)


def fits_age(offer: HelpOffer, years: int | None, *, disabled: bool) -> Fit:
    """An offer is for the ages its text gives, the first and the last counted in (GL-EH-22, GL-EH-23).

    Where the ages are only usual for such a service, it says so, and that one may ask all the same. A young person over the
    age but within the higher one of disabled people has it if a disability is known.
    """
    low, high, higher = offer.age_from, offer.age_to, offer.age_to_disabled
    if years == UNBORN:
        return _before_birth(offer)
    if low is None or high is None:
        return Fit(FITS, "No ages are given.")
    ages = f"ages {low} to {high}" if offer.ages_printed else f"ages {low} to {high} as a rule"
    ages = "a child's first year as a rule" if high == 0 else ages
    if years is None:
        return Fit(ASK, f"It is for {ages}, and the date of birth is not known.")
    if low <= years <= high:
        return Fit(FITS, f"It is for {ages}; this is age {years}.")
    if higher is not None and high < years <= higher:
        if disabled:
            return Fit(FITS, f"It is for {ages}, and to {higher} with a disability; this is age {years}.")
        return Fit(NOT, f"At age {years} it is only for people with a disability, and none is noted.")
    if offer.ages_printed:
        return Fit(NOT, f"It is for {ages}{f', to {higher} with a disability' if higher else ''}; this is age {years}.")
    return Fit(NOT, f"It is for {ages}, and this is age {years}. The local guide gives no ages, so one may ask.")


def _before_birth(offer: HelpOffer) -> Fit:
    if offer.before_birth:
        return Fit(FITS, "It helps before a birth too.")
    return Fit(NOT, "It is for after the birth." if not offer.age_from else f"It is from age {offer.age_from}.")


def fits_level(offer: HelpOffer, level: int) -> Fit:
    """The guide lists an offer at levels: at this one or a lower one it can be had; at a higher one, ask (GL-TH-09)."""
    lowest = min(offer.levels)
    if lowest <= level:
        return Fit(FITS, "")
    if lowest == HIGHEST:
        return Fit(ASK, "The guide lists it at level 4. It may help sooner, so ask.")
    return Fit(ASK, f"The guide lists it from level {lowest}, and this plan is at level {level}.")


def fit(offer: HelpOffer, *, years: int | None, disabled: bool, level: int) -> Fit:
    """Age and level together: the lesser answer counts, and both reasons are told. It never decides who gets help."""
    found = (fits_age(offer, years, disabled=disabled), fits_level(offer, level))
    state = next(one for one in (NOT, ASK, FITS) if one in {part.state for part in found})
    return Fit(state, " ".join(part.why for part in found if part.why))


def last_day(offer: HelpOffer, birth_on: datetime.date | None, *, disabled: bool) -> datetime.date | None:
    """The day before the birthday on which an offer with printed ages ends for this child; None without one."""
    last = offer.age_to_disabled if disabled and offer.age_to_disabled else offer.age_to
    if birth_on is None or last is None or not offer.ages_printed:
        return None
    year = birth_on.year + last + 1
    leap = (birth_on.month, birth_on.day) == (2, 29) and not _leap(year)
    birthday = datetime.date(year, 3, 1) if leap else birth_on.replace(year=year)
    return birthday - datetime.timedelta(days=1)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def asked_for_by(offer: HelpOffer, noted: Iterable[str]) -> list[str]:
    """Which of the circumstances noted on a plan an offer's kinds of help may answer, by code."""
    return [one for one in noted if set(ANSWERS.get(one, ())) & set(offer.kinds)]


def kind_of_offer_given(offer: HelpOffer | None, given: Given) -> list[Missing]:
    """An offer of several kinds is chosen for one of them, so that what helps can be counted (WT-EH-15)."""
    if offer is None:
        return [Missing("This help is not in the area's list.")]
    return [] if given.get("help_kind") in offer.kinds else [Missing("Choose what kind of help.", "#id_help_kind")]


def outside_thought_through(found: Fit, given: Given) -> list[Missing]:
    """An offer that does not plainly fit is chosen with a reason: the person decides, and says why (GL-EH-23)."""
    return [] if found.state == FITS else needed(given, "despite", "Say why you choose it all the same.")
