"""A disagreement of the school with the front door that both line managers have now: it is at stage two, and due soon."""

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.escalation.actions import moving, raising, recording
from sharedduty.modules.escalation.models import Escalation
from sharedduty.modules.front_door.models import Contact
from sharedduty.site.synthesis.stories.cast import Cast, somebody, take
from sharedduty.site.synthesis.then import acting, moment

WANTED = "That somebody sees the child at home this week, and that we hear what was found."


def tell(cast: Cast) -> int:
    """The disagreement, once; gives how many were new."""
    teacher = somebody("teacher")
    with seen_by(teacher):
        if Escalation.objects.filter(wanted=WANTED).exists():
            return 0
        # What the school told the front door before, where the newest contacts hold such a one.
        decided = (
            Contact.objects.filter(stage="decided", received_at__lt=moment(3)).order_by("-received_at", "pk").first()
        )
    with acting(teacher, moment(2, 9)):
        given = {**SAID, "wanted": WANTED, "other": cast.appointment("front_door_worker")}
        about = decided.reference if decided else ""
        held = raising.raise_disagreement(by=teacher, about_record=about, given=given)
    talked = {
        "talked_at": moment(2, 14), "how": "phone", "between": "Both of us", "result": "no",
        "said": "The front door holds that early help is enough. We saw the child hungry again this morning.",
    }  # fmt: skip
    take(teacher, 2, recording.talk, held, talked, hour=15)
    manager = {"other": cast.appointment("front_door_manager"), "part": "manager"}
    take(teacher, 1, recording.bring_in, held, manager, hour=9)
    head = {
        "name": "Hesper Dreamond, head teacher (invented)",
        "part": "manager",
        "organisation": cast.body("larkfield-primary-school"),
    }
    take(teacher, 1, recording.bring_in, held, head, hour=9)
    account = "We talked and see the level of need differently."
    take(teacher, 1, moving.to_managers, held, {"account": account}, hour=10)
    return 1


# --- What was said ------------------------------------------------------------------------------------------------

SAID = {
    "what": "The decision that early help is enough.", "topic": "levels",
    "unsafe_because": "The child comes hungry and tired, and nobody has been at the home.",
    "impact": "The child cannot learn and is afraid of going home.", "child_status": "neither", "decided_on": None,
}  # fmt: skip
