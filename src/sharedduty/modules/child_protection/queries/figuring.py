"""What child protection is counted by: each figure with its definition (its SQL: `figuresql`)."""

from sharedduty.foundations.process.api import AVERAGE, SHARE, Counting, Measure
from sharedduty.modules.child_protection.policy import FIGURES_INSIDE as INSIDE
from sharedduty.modules.child_protection.policy import FIGURES_OUTSIDE as OUTSIDE
from sharedduty.modules.child_protection.queries.figuresql import ITEMS

__all__ = ["FIGURES", "INSIDE", "ITEMS", "OUTSIDE"]

DUE = "Of those due in the month, by what the clock counted, the share held by then. One that was not held is counted too."
HELD = "Initial conferences held in the month."
FIGURES = Counting(
    "child_protection_figures", ITEMS, "child protection figures",
    (
        Measure(
            "enquiries", "", "Section 47 enquiries started",
            "Each child is one, counted in the month of the strategy discussion that started the enquiries. Sealed files "
            "are left out of every figure on this page.", unit="Children",
        ),
        Measure(
            "discussions", "", "Strategy discussions with all three there",
            "Of the strategy discussions held in the month, the share at which a social worker, health and the police were "
            "really there.", SHARE,
        ),
        Measure("decided_in_time", "", "Enquiries decided within 45 working days of the referral", DUE, SHARE),
        Measure(
            "seen", "OBA1-12", "Child seen in section 47 enquiries",
            "Of the enquiries whose outcome was decided in the month, the share in which the child was seen before it. "
            "Children not born yet are left out.", SHARE,
        ),
        Measure(
            "alone", "OBA2-15", "Child seen alone in section 47 enquiries",
            "Of the same enquiries, the share in which the child was seen alone before the outcome.", SHARE,
        ),
        Measure("conference", "", "Initial conferences within 15 working days", DUE, SHARE),
        Measure(
            "quorate", "OBA2-10", "Quoracy at child protection conferences",
            "Of the initial and review conferences held in the month, the share that had the quorum its process declares, "
            "judged by who was really there.", SHARE,
        ),
        Measure(
            "came", "", "Practitioners invited to an initial conference who came",
            f"{HELD} Of the practitioners invited, the share who came themselves or sent somebody. Who apologised counts "
            "as not there; who sent a report instead does too.", SHARE,
        ),
        Measure(
            "reports", "", "Reports to an initial conference that came",
            f"{HELD} Of the practitioners of other agencies invited, the share who sent a report about the child.", SHARE,
        ),
        Measure(
            "advocate", "OBA2-16", "Families offered an advocate for the initial conference",
            f"{HELD} The share in which an advocate was offered, whether or not it was taken up.", SHARE,
        ),
        Measure(
            "advocate_came", "OBA2-17", "Initial conferences an advocate came to",
            f"{HELD} The share at which an advocate of the child or the family was there. A friend or another supporter is "
            "not counted. Brothers and sisters at one conference count one each.", SHARE,
        ),
        Measure(
            "on_plan", "", "Children with a plan",
            "Plans that stood when the month ended (in this month: now). A child has one plan.", unit="Children",
        ),
        Measure(
            "again", "OBA2-12", "A second or later plan",
            "Of the plans begun in the month, the share for a child who had a plan here before, however long ago. The same "
            "child is the same person on record; a plan of a child not identified counts as a first one.", SHARE,
        ),
        Measure(
            "visits", "OBA2-22", "Visits to children with a plan in time",
            "Of the days in the month by which a child with a plan was to be seen, and that are past, the share on which the "
            "child had been seen since the visit before. No guidance sets a number of days: each visit agrees the next. A "
            "visit at which the child was not seen does not count; one without an agreed day is left out, and so are days agreed "
            "before the child was born.", SHARE,
        ),
        Measure(
            "plan_seen", "", "Children with a plan seen in the month",
            "Of the plans that stood from the beginning of the month to its end (in this month: until now), the share with a "
            "visit in the month at which the child was seen. Children not born when the month began are left out.", SHARE,
        ),
        Measure(
            "plan_alone", "", "Children with a plan seen alone in the month",
            "Of the same plans, the share with a visit at which the child was seen alone.", SHARE,
        ),
        Measure(
            "unallocated", "OBA1-14", "Strategy discussions nobody has taken up",
            "Hand-overs for a strategy discussion that nobody had accepted when the month ended (in this month: now).",
            unit="Hand-overs",
        ),
        Measure(
            "caseload", "OBA2-02", "Average caseload in child protection",
            "Children whose discussions, enquiries or plan were open when the month ended (in this month: now), over the "
            "workers who lead at least one of them. For a month that is past, the lead is the one of today or the last one. "
            "Assessments are counted on their own page.", AVERAGE, "workers",
        ),
        Measure("core_group", "", "First core groups within 10 working days", DUE, SHARE),
        Measure("review", "", "Review conferences in time", DUE, SHARE),
    ),
)  # fmt: skip
