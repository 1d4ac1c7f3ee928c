"""The steps beside an assessment or plan that are one form each: what each asks, and what it does."""

from typing import Any

from django.forms import BaseForm
from django.utils import timezone

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.people.api import by_reference as person_by_reference
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Act, CannotMove, Missing, given, simple
from sharedduty.modules.assessment.actions import beside
from sharedduty.modules.assessment.forms import beside as forms
from sharedduty.modules.assessment.queries import household, reading, starting
from sharedduty.modules.assessment.queries.choices import SPECIALIST, labels
from sharedduty.modules.assessment.rules.leading import led_by_another

NO_SUCH_PERSON = "No record of yours has this reference. Leave it empty if you do not know it."


def _adult_form(request: Request, held: Any, data: Any) -> BaseForm:
    known = household.relatives(request.viewer, held)
    return forms.AdultForm(data, relatives={key: words for key, (_, words) in known.items()})


def _adult(request: Request, held: Any, form: Any, version: int | None) -> None:
    answers = form.cleaned_data
    known = household.relatives(request.viewer, held).get(answers.get("relative") or "")
    person = known[0] if known else _person(request, form, answers["reference"])
    beside.name_adult(by=request.viewer, held=held, given=answers, person=person, version=version)


def _person(request: Request, form: Any, typed: str) -> Any:
    """The person a typed reference names; None where nothing was typed. Raises CannotMove for one out of sight."""
    if not typed.strip():
        return None
    try:
        found = person_by_reference(request.viewer, normalise_reference(typed, prefix="PN"))
    except NotAReference:
        found = None
    if found is None:
        raise CannotMove([Missing(NO_SUCH_PERSON, "#id_reference")])
    return found


def _relatives_files(request: Request, held: Any) -> list[int]:
    return [person.case_file_id for person, _ in household.relatives(request.viewer, held).values()]


def _specialist_form(request: Request, held: Any, data: Any) -> BaseForm:
    begun = set(held.specialists.values_list("kind", flat=True))
    kinds = {key: words for key, words in starting.kinds().items() if key in SPECIALIST and key not in begun}
    return forms.SpecialistForm(data, kinds=kinds)


def _held_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.PointHeldForm(data, points={key: str(words) for key, (_, words) in reading.open_points(held).items()})


def _held(request: Request, held: Any, form: Any, version: int | None) -> None:
    point, _ = reading.open_points(held).get(form.cleaned_data["point"], (None, ""))
    beside.hold_point(by=request.viewer, held=held, point=point, given=form.cleaned_data, version=version)


def _effect_form(request: Request, held: Any, data: Any) -> BaseForm:
    return forms.EffectForm(data, services={key: words for key, (_, words) in reading.services(held).items()})


def _effect(request: Request, held: Any, form: Any, version: int | None) -> None:
    service, _ = reading.services(held).get(form.cleaned_data["service"], (None, ""))
    beside.note_effect(by=request.viewer, held=held, service=service, given=form.cleaned_data, version=version)


def _legal_form(request: Request, held: Any, data: Any) -> BaseForm:
    on = timezone.localdate(held.referred_at)
    return forms.LegalForm(data, kinds=labels("assessment.legal", on), limbs=labels("accommodation.limbs", on))


BESIDE: tuple[Act, ...] = (
    Act("adult", ("name_adult",), "Name an adult of the household", "Add", "The adult is named.", _adult_form, _adult,
        "Every adult counts who lives with the child, or comes and goes.", files=_relatives_files),
    Act("specialist", ("add_specialist",), "Add a specialist assessment", "Add it",
        "It is part of this assessment. Write its own part below.", _specialist_form, given(beside.add_specialist),
        "A child has one process and one plan. What this kind asks besides is written as a part of it."),
    Act("point", ("set_point",), "Set a point of review", "Set it", "The point of review is set.",
        simple(forms.PointForm), given(beside.set_point)),
    Act("hold-point", ("hold_point",), "Record a point of review", "Record it", "The point of review is recorded.",
        _held_form, _held, offered=reading.open_points),
    Act("effect", ("note_effect",), "Record what a service does", "Record it", "Recorded.", _effect_form, _effect,
        offered=reading.services),
    Act("supervision", ("supervise",), "Record supervision", "Record it", "Supervision is recorded.",
        simple(forms.SupervisionForm), given(beside.supervise), permission="assessment_lead"),
    Act("sign-off", ("sign_off",), "Sign the assessment off", "Sign it off", "It is signed off.",
        simple(forms.SignOffForm), given(beside.sign_off),
        "Whoever leads it is no social worker. Look at what was found, and say whether it stands.",
        permission="assessment_lead", offered=led_by_another),
    Act("law", ("decide_legally",), "Record a decision under the law", "Record it", "The decision is recorded.",
        _legal_form, given(beside.decide_legally),
        "Act decisively where help has not been enough. Take legal advice before proceedings."),
    Act("transition", ("plan_transition",), "Plan a change that will come", "Keep the plan", "The transition is planned.",
        simple(forms.TransitionForm), given(beside.plan_transition)),
    Act("arrival", ("record_arrival",), "The child moved here with a plan", "Record it", "Recorded.",
        simple(forms.ArrivalForm), given(beside.record_arrival),
        "Their plan goes on until you have assessed, in time, what the child needs here."),
)  # fmt: skip
