"""The rules of referring: what the designated officer must be told, and whom it must not reach."""

from sharedduty.foundations.process.api import Given, Missing, passed, required, text

YES_NO = ("yes", "no", "not_known")


def referral_whole(given: Given) -> list[Missing]:
    """A referral says who, where, what, from whom, which children and what was done (GL-AL-02, -04, -13; WT2018 ch2 ¶7)."""
    missing = required(
        given, wanted="Say whether you refer an allegation or want advice.",
        accused_name="Write the name of the person, or “Not known”.",
        accused_work="Say what their work is and how they reach children.", worker="Say in what way they work there.",
        employer="Write the employer or organisation.", sector="Choose the kind of organisation.",
        source="Say how it came to be known.", came_at="Enter when it came to be known.",
        senior_told="Say which senior person was told, who has no part in it.",
        what_happened="Write what happened, in a few lines.", told_from="Say where it comes from.",
        children="Name the children, or write “Not known”.", child_safe="Say what was done so that the children are safe.",
        accused_knows="Say whether the person knows.", inquiry_begun="Say whether anybody has begun to enquire.",
        conflict="Say whether the designated officer may know of it.",
    )  # fmt: skip
    missing += passed(given, "came_at", "told_at")
    if given.get("by_telephone"):
        missing += required(given, sent_by_words="Say who told you: name, post and organisation.",
                            told_at="Enter when you were told.")  # fmt: skip
    return missing + _in_order(given) + _senior_not_implicated(given) + _late_reasoned(given)


def _in_order(given: Given) -> list[Missing]:
    came, told = given.get("came_at"), given.get("told_at")
    if came and told and told < came:
        return [Missing("You cannot have been told before it came to be known.", "#id_told_at")]
    return []


def _senior_not_implicated(given: Given) -> list[Missing]:
    """The senior person told is not the person it is about (GL-AL-03)."""
    accused, senior = text(given, "accused_name").casefold(), text(given, "senior_told").casefold()
    if accused and accused != "not known" and accused in senior:
        return [
            Missing("This is the person it is about. Tell somebody senior who has no part in it.", "#id_senior_told")
        ]
    return []


def _late_reasoned(given: Given) -> list[Missing]:
    """Told after one working day, with the reason (WT-LADO-11)."""
    if given.get("late") and not text(given, "late_because"):
        return [Missing("One working day has passed since then. Say why it took longer.", "#id_late_because")]
    return []
