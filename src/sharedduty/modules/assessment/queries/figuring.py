"""What assessments and child in need plans are counted by: each figure with its definition (its SQL: `figuresql`)."""

from sharedduty.foundations.process.api import AVERAGE, SHARE, Counting, Measure
from sharedduty.modules.assessment.policy import FIGURES_INSIDE as INSIDE
from sharedduty.modules.assessment.policy import FIGURES_OUTSIDE as OUTSIDE
from sharedduty.modules.assessment.queries.figuresql import ITEMS

__all__ = ["FIGURES", "INSIDE", "ITEMS", "OUTSIDE"]

SAME_MONTH = "counted in the month it was concluded"
FIGURES = Counting(
    "assessment_figures", ITEMS, "assessment figures",
    (
        Measure(
            "concluded", "", "Assessments concluded",
            f"Each child's assessment is one, {SAME_MONTH}. Sealed files are left out of every figure on this page.",
            unit="Assessments",
        ),
        Measure(
            "in_time", "OBA2-01", "Timeliness of assessments",
            "Of the assessments concluded in the month, the share concluded before 45 working days from the point of "
            "referral had ended. An assessment that is still open is in none of the months: look at those open past 45 "
            "working days too.",
            SHARE,
        ),
        Measure(
            "late", "", "Open past 45 working days",
            "Of the assessments not concluded when the month ended (in this month: now), the share whose 45 working days "
            "from the point of referral had ended. Lower is better.", SHARE,
        ),
        Measure(
            "seen", "OBA1-12", "Child seen",
            "Of the assessments concluded in the month, the share in which the child was seen before the conclusion. "
            "Children not born yet are left out.", SHARE,
        ),
        Measure(
            "alone", "OBA2-15", "Child seen alone",
            "Of the assessments concluded in the month, the share in which the child was seen alone before the "
            "conclusion. Children not born yet are left out; a baby who cannot be seen alone counts as not seen alone.",
            SHARE,
        ),
        Measure(
            "visited", "", "First visit by the day agreed",
            "Of the assessments whose agreed day to see the child was in the month and is past, the share in which the "
            "child was seen by the end of that day. Assessments without an agreed day are left out.", SHARE,
        ),
        Measure(
            "reviewed", "OBA1-05", "Child in need plans reviewed",
            "Of the child in need plans that stood when the month ended (in this month: now), the share with a review held in "
            "the month.", SHARE,
        ),
        Measure(
            "supervised", "OBA2-03", "Supervision held",
            "Of the supervisions agreed for a day of the month that is past, on assessments and plans still open on that day, "
            "the share held by the end of the month. The first supervision of a case has no agreed day and is left out.", SHARE,
        ),
        Measure(
            "supervised_in_time", "OBA2-04", "Supervision in time",
            "Of the same supervisions, the share held by the end of the day agreed.", SHARE,
        ),
        Measure(
            "unallocated", "OBA1-14", "Work nobody has taken up",
            "Hand-overs for an assessment or services that nobody had accepted when the month ended (in this month: now).",
            unit="Hand-overs",
        ),
        Measure(
            "caseload", "OBA2-02", "Average caseload",
            "Assessments and child in need plans open when the month ended (in this month: now), over the workers who lead "
            "at least one of them. For a month that is past, the lead is the one of today or the last one.",
            AVERAGE, "workers",
        ),
    ),
)  # fmt: skip
