"""The pages of help about homicide reviews, and the screens that lead to each."""

from sharedduty.site.help_screens import MEETING_SCREENS, HelpPage, of_room

ANYONE, AGENCIES, SAFETY = "Anyone", "Agencies who are asked", "Community safety partnership"

# Homicide reviews: what anybody is asked, how one is decided, how it runs, how it is published, what agencies report.
HOMICIDE_ASKED = of_room("homicide_review", "asked", "notify", "notice", "member")
HOMICIDE_DECIDED = (
    *of_room(
        "homicide_review", "reviews", "library", "review", "person", "body", "ask", "chase", "overlap", "decide", "look-again",
        "end-not-held", "pass-on", "set-aside", "home-office", *MEETING_SCREENS,
    ),
)  # fmt: skip
HOMICIDE_RUN = (
    *of_room(
        "homicide_review", "member-new", "open-to-panel", "chair", "chair-ends", "administrator", "family", "wishes",
        "family-log", "terms", "cost", "media", "workshop", "complaint", "complaint-answer", "extend", "start-review",
        "report-new",
    ),
    *of_room("homicide_panel", *MEETING_SCREENS),
)  # fmt: skip
HOMICIDE_PUBLISHED = of_room(
    "homicide_review", "overview", "recommendation", "recommendation-mend", "test", "checks", "submission", "change",
    "change-answer", "names", "protect", "let-stand", "sign-off", "clearance", "plan", "publish", "renew", "audit", "close",
)  # fmt: skip
HOMICIDE_REPORTS = of_room(
    "homicide_review",
    "report",
    "author",
    "write",
    "interview",
    "feedback",
    "endorse",
    "nothing",
    "give-back",
    "present",
)

HOMICIDES: tuple[HelpPage, ...] = (
    HelpPage("asked-in-a-homicide-review", "Refer a death, or sit on a panel", AGENCIES, HOMICIDE_ASKED),
    HelpPage("your-agencys-own-report", "Your agency's own report on a death", AGENCIES, HOMICIDE_REPORTS),
    HelpPage("decide-on-a-homicide-review", "Decide whether a death is reviewed", SAFETY, HOMICIDE_DECIDED),
    HelpPage("run-a-homicide-review", "Run a homicide review", SAFETY, HOMICIDE_RUN),
    HelpPage("publish-a-homicide-review", "Finish and publish a homicide review", SAFETY, HOMICIDE_PUBLISHED),
    HelpPage(
        "learning-from-homicides",
        "Read what was learned from a death",
        ANYONE,
        of_room("homicide_learning", "reviews", "review"),
    ),
)
