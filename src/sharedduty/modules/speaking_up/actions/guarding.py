"""Who must not see a matter: somebody named or too close is shut out; whoever has a part in it hands it to the next."""

from django.db import transaction
from django.db.models import Q

from sharedduty.foundations.access.api import CaseFile, Viewer, declare_conflict, exclude, grant
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.process.api import Given, Handover
from sharedduty.modules.speaking_up.actions.steps import step
from sharedduty.modules.speaking_up.models import Matter, Sending
from sharedduty.modules.speaking_up.queries import routing

CLOSE = "too close to it"


@transaction.atomic
def shut_out(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Shut somebody and whoever they answer to out, now and whenever they get an account. Raises as `step` does."""
    email = str(given.get("email") or "").strip().lower()
    whom = routing.with_line(by, routing.accounts_named(by, held.area_id, email))
    facts = {**given, "oneself": by.account_id in whom}
    kept = sorted({*held.shut_emails, *routing.addresses_in(email)})
    step(by, held, "shut_out", facts, version=version, note="reason", sets={"shut_emails": kept})
    file = CaseFile.objects.get(pk=held.sending.case_file_id)
    for one in sorted(whom - routing.shut_accounts(by, file.pk)):
        exclude(by=by, file=file, account_id=one, reason=CLOSE)


@transaction.atomic
def hand_over(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Hand it to the next who has no part in it; from this moment one sees nothing of it any more. Raises as `step` does."""
    shut = routing.shut_accounts(by, held.sending.case_file_id) | {by.account_id or 0}
    taker = routing.taker(by, held.area_id, held.kind, shut=shut, organisation_id=held.sending.organisation_id)
    step(by, held, "hand_over", {**given, "taker": taker}, version=version, note="reason")
    if taker is None:
        return
    left = Handover.objects.filter(reference=held.handed).values("case_file_id")
    own = Q(pk__in=[held.sending.case_file_id, held.case_file_id])
    files = list(CaseFile.objects.filter(own | Q(pk__in=left)).order_by("pk"))
    Sending.objects.filter(pk=held.sending_id).update(given_to=taker.post_id)
    Matter.objects.filter(pk=held.pk).update(given_to=taker.post_id)
    for file in files:
        grant(by=by, file=file, level="work", why="was given it", post_id=taker.post_id)
    let_know(by=by, file=held.case_file, record=held.reference, template="speaking_up_handed",
             whom=routing.of_post(by, taker.post_id))  # fmt: skip
    for file in files:  # last: after it this viewer sees nothing of the file any more
        declare_conflict(by=by, file_id=file.pk, reference=file.reference, reason=CLOSE)
