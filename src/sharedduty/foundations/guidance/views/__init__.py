"""The public pages of guidance: editions and clocks, when something is due, the threshold guide."""

from sharedduty.foundations.guidance.views.due_date import when_is_it_due
from sharedduty.foundations.guidance.views.editions import (
    clock_page,
    clocks,
    compare,
    guidance,
    not_checked,
    pack_page,
    provision_page,
    watch_list,
)
from sharedduty.foundations.guidance.views.threshold_guide import thresholds

__all__ = [
    "clock_page",
    "clocks",
    "compare",
    "guidance",
    "not_checked",
    "pack_page",
    "provision_page",
    "thresholds",
    "watch_list",
    "when_is_it_due",
]
