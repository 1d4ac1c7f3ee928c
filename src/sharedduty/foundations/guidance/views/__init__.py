"""The public pages of guidance: editions and clocks, when something is due, the threshold guide."""

from sharedduty.foundations.guidance.views.agreement import (
    record_review,
    record_sign_off,
    threshold_document,
    who_is_bound,
)
from sharedduty.foundations.guidance.views.checking import checking, checking_edition, checking_export, checking_row
from sharedduty.foundations.guidance.views.due_date import when_is_it_due
from sharedduty.foundations.guidance.views.editions import (
    clock_page,
    clocks,
    compare,
    find,
    guidance,
    not_checked,
    pack_page,
    provision_page,
    watch_list,
)
from sharedduty.foundations.guidance.views.threshold_guide import thresholds

__all__ = [
    "checking", "checking_edition", "checking_export", "checking_row", "clock_page", "clocks", "compare", "find", "guidance",
    "not_checked", "pack_page", "provision_page", "record_review", "record_sign_off", "threshold_document", "thresholds",
    "watch_list", "when_is_it_due", "who_is_bound",
]  # fmt: skip
