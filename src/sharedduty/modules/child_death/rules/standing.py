"""What stands on a death's record: whether a declared step applies to it, and whether it is done."""

from collections.abc import Callable
from typing import Any

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.requests.api import InformationRequest
from sharedduty.modules.child_death.models import Signature

ANALYSIS = "child-death-analysis"
EDITION = "2019-1"  # the words of the agreement (`rules.panel`); other words are another edition, and are signed again

NOT_SIGNED = (
    "{} has not signed the confidentiality agreement of the panel. Nobody is invited, or reads a paper, before that."
)


def not_signed(viewer: Viewer, appointment: Appointment) -> str:
    """Why somebody may not be invited to the panel yet: they have not signed (GL-CD-20); nothing where they have."""
    signed = Signature.objects.filter(
        member__appointment_id=appointment.pk, member__ended_at__isnull=True, edition=EDITION
    )
    return "" if signed.exists() else NOT_SIGNED.format(appointment.account.name)


def scope_judged(record: Any) -> bool:
    """Whether it is on record if the death is reviewed here (WT-CDR-02, WT-CDR-09)."""
    return bool(record.scopes.exists())


def is_death(record: Any) -> bool:
    """Whether the child died: of an event that the child lived through, some steps are not asked (GL-CD-04)."""
    return record.died_on is not None


def response_judged(record: Any) -> bool:
    """Whether it is decided if a joint agency response is called for (WT-CDR-24)."""
    last = last_response(record)
    return last is not None and last.decided in ("yes", "no")


def last_response(record: Any) -> Any:
    """The judgement of the joint response that stands."""
    return record.responses.order_by("-recorded_at", "-pk").first()


def response_called_for(record: Any) -> bool:
    """Whether a joint agency response was decided on."""
    last = last_response(record)
    return last is not None and last.decided == "yes"


def agencies_asked(record: Any) -> bool:
    """Whether at least one agency was asked what it knows (WT-CDR-07)."""
    return InformationRequest.objects.filter(enquiry=record.reference, withdrawn_at__isnull=True).exists()


def answers_in(record: Any) -> bool:
    """Whether every agency asked has answered (WT-CDR-07)."""
    asked = InformationRequest.objects.filter(enquiry=record.reference, withdrawn_at__isnull=True)
    return asked.exists() and not asked.filter(answered_at__isnull=True).exists()


def category_known(record: Any) -> bool:
    """Whether the local kind of death is on record (GL-CD-02)."""
    return bool(record.category)


def in_family_log(kind: str) -> Callable[[Any], bool]:
    """Whether the family's log holds an entry of a kind."""

    def done(record: Any) -> bool:
        return bool(record.family_log.filter(kind=kind).exists())

    return done


def in_work_log(kind: str) -> Callable[[Any], bool]:
    """Whether something of a kind was done and recorded."""

    def done(record: Any) -> bool:
        return bool(record.work_log.filter(kind=kind).exists())

    return done


def analysis_submitted(record: Any) -> bool:
    """Whether the draft of the analysis form is finished (WT-CDR-30)."""
    return bool(record.written_forms.filter(code=ANALYSIS, form__submitted_at__isnull=False).exists())


def open_hold(record: Any) -> Any:
    """The police investigation that is not over; None without one."""
    return record.holds.filter(ended_on__isnull=True).order_by("began_on", "pk").first()


def hold_is_open(record: Any) -> bool:
    """Whether the police still investigate."""
    return open_hold(record) is not None


def consulted(record: Any) -> bool:
    """Whether police and prosecutors were asked since the open investigation began (WT-CDR-27; HE-CDR-13)."""
    hold = open_hold(record)
    return hold is None or bool(record.work_log.filter(kind="consulted", happened_at__date__gte=hold.began_on).exists())


def panel_met(record: Any) -> bool:
    """Whether the panel's meeting is on record with its signed sheet (GL-CD-21)."""
    return bool(record.panel_meeting and record.sheet.filter(meeting=record.panel_meeting).exists())


def findings_sent(record: Any) -> bool:
    """Whether whoever should act on a finding was told (WT-CDR-05)."""
    return not record.findings.filter(informed_at__isnull=True).exists()


def has_findings(record: Any) -> bool:
    """Whether somebody should act on what was found."""
    return bool(record.findings.exists())


def given_out(record: Any) -> bool:
    """Whether what was learned was given out without names (GL-CD-22)."""
    return bool(record.output)


def was_reviewed(record: Any) -> bool:
    """Whether the panel has said what it found."""
    return record.reviewed_at is not None


def incident_looked_at(record: Any) -> bool:
    """Whether somebody said if a serious incident is to be considered (GL-CD-32)."""
    return bool(record.incident_request) or bool(record.work_log.filter(kind="safeguarding").exists())
