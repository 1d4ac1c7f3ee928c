"""The rules of beginning: the case, its children, who takes part, what agencies are asked, files, actions, the meeting."""

from typing import Any

from sharedduty.foundations.process.api import Given, Missing, passed, required, text
from sharedduty.foundations.requests.api import question_whole

DEATHS = "child_death"  # the code, in the pack's list of other investigations, of a child death review


def reason_given(record: Any, given: Given) -> list[Missing]:
    """What changes a review's course is done with a written reason (design section 6)."""
    return required(given, reason="Say why.")


def considered_whole(given: Given) -> list[Missing]:
    """A case reviewed without a notification says what happened, why it is reviewed, and when it came (GL-RR-01)."""
    missing = required(
        given, what_happened="Write what happened, as far as it is known.",
        because="Say why this case is reviewed: which threshold it meets, and who considered it.",
        begun_at="Enter when the case was referred.", given_names="Write the child's given names, or “Not known”.",
    )  # fmt: skip
    return missing + passed(given, "begun_at", "birth_on")


def child_whole(record: Any, given: Given) -> list[Missing]:
    """A child of the review has a name, or is said to be not known (GL-RR-01)."""
    missing = required(given, given_names="Write the child's given names, or “Not known”.")
    return missing + passed(given, "birth_on")


def member_whole(record: Any, given: Given) -> list[Missing]:
    """A member has a part, a name and a body (GL-RR-11)."""
    if given.get("unknown"):
        words = "Nobody in post here has this address. Leave it blank, and write their name and post."
        return [Missing(words, "#id_email")]
    return required(
        given, capacity="Say what they take part as.", name="Write their name.",
        body="Write their post and organisation.",
    )  # fmt: skip


def notice_possible(record: Any, given: Given) -> list[Missing]:
    """Notice goes to members who have none yet; who has no account here is told in another way, on record (GL-RR-04)."""
    waiting = list(record.members.filter(told_at__isnull=True))
    if not waiting:
        return [Missing("Everybody named has had notice. Name another member first.")]
    if all(one.appointment_id for one in waiting):
        return []
    return required(given, told_how="Say how those without an account here were told.")


def confirmation_whole(record: Any, given: Given) -> list[Missing]:
    """A member confirms that they know the case and their agency's part, and can commit it; or names a deputy (GL-RR-10)."""
    missing = [] if given.get("member") else [Missing("Choose the member.", "#id_who")]
    if not given.get("knows"):
        missing.append(Missing("Confirm that they know the case and their agency's part.", "#id_knows"))
    if not given.get("commits"):
        missing.append(Missing("Confirm that they can commit their agency.", "#id_commits"))
    return missing


def asking_whole(record: Any, given: Given) -> list[Missing]:
    """At least one agency is asked what it knows, for a purpose it can weigh (GL-RR-05)."""
    return question_whole(given)


def still_waited_for(record: Any, given: Given) -> list[Missing]:
    """Only an agency that has not answered is chased (GL-RR-05; GL-RR-19)."""
    return [] if given.get("request") else [Missing("Choose an agency that has not answered.", "#id_which")]


def file_whole(record: Any, given: Given) -> list[Missing]:
    """A file secured says whose, which, when and by whom (GL-RR-04)."""
    missing = required(
        given, agency="Say which agency.", records="Say which records, and where they are kept.",
        secured_at="Enter when they were secured.", secured_by="Say who secured them: name and post.",
    )  # fmt: skip
    return missing + passed(given, "secured_at")


def action_whole(record: Any, given: Given) -> list[Missing]:
    """An immediate action says what, who owns it and by which day (GL-RR-06, GL-RR-09)."""
    return required(
        given, what="Write what is done.", owner="Say who does it: post and agency.", due_on="Enter by which day.",
    )  # fmt: skip


def action_done(record: Any, given: Given) -> list[Missing]:
    """An action is done on a day, with what was done (GL-RR-09)."""
    missing = [] if given.get("action") else [Missing("Choose an action that is open.", "#id_which")]
    missing += required(given, done="Write what was done.", done_on="Enter the day.")
    return missing + passed(given, "done_on")


def process_whole(record: Any, given: Given) -> list[Missing]:
    """Another investigation has a kind, a lead, and what was agreed between the two (WT-RR-15).

    A child death review that is held here may be named; it is one that whoever notes it sees (GL-RR-18).
    """
    missing = required(
        given, kind="Say which investigation.", lead="Say who leads it: post and organisation.",
        agreed="Write how the two go together.",
    )  # fmt: skip
    if text(given, "record") and text(given, "kind") != DEATHS:
        missing.append(Missing("Only a child death review is named by its reference. Choose that, or leave it blank.",
                               "#id_record"))  # fmt: skip
    elif text(given, "record") and not given.get("death"):
        missing.append(Missing("No child death review that you see has this reference. Check it, or leave it blank.",
                               "#id_record"))  # fmt: skip
    return missing


def findings_whole(record: Any, given: Given) -> list[Missing]:
    """Each of the four aims is answered; none is left blank (WT-RR-04; GL-RR-03)."""
    return required(
        given, facts="Write what is known so far.", immediate="Write what is done at once, and what is learned already.",
        improvement="Write what could be better.", next_steps="Write what should come next, and why.",
    )  # fmt: skip


def meeting_chosen(record: Any, given: Given) -> list[Missing]:
    """A review rests on a meeting that was really held and ended here (GL-RR-06)."""
    if given.get("meeting"):
        return []
    return [Missing("Choose a meeting that was held. Until one is held and ended, there is nothing to record.",
                    "#id_meeting")]  # fmt: skip


def again_reasoned(record: Any, given: Given) -> list[Missing]:
    """A decision made anew says why; the earlier one stays (GL-RR-09)."""
    return [] if text(given, "why_again") else [Missing("Say why it is decided anew.", "#id_why_again")]
