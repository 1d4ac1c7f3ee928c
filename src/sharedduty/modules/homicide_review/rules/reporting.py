"""The rules of the overview report, its checks, its recommendations and the sign-off (GL-DH-50 to -54, -61)."""

from typing import Any

from sharedduty.foundations.plain.words import same_person
from sharedduty.foundations.process.api import Given, Missing, passed, required, text
from sharedduty.modules.homicide_review.rules.setting_up import tests_answered


def reports_in(record: Any, given: Given) -> list[Missing]:
    """No overview report before each agency asked has given its own, or said that it has nothing (GL-DH-45).

    Takes: `outstanding`, the agencies that have not, in words; `none_asked`, whether no agency was asked at all.
    """
    missing = [Missing(f"Not in yet: the report of {one}") for one in given.get("outstanding") or ()]
    if record.form == "dhr" and given.get("none_asked"):
        missing.append(Missing("No agency was asked for its own report. Ask those that were involved."))
    return missing


def accounts_answered(record: Any, given: Given) -> list[Missing]:
    """No report is drafted while a discrepancy in the chronology was told to nobody, or answered by nobody.

    Takes: `unanswered`, each of them in words.
    """
    return [Missing(f"Not answered in the chronology: {one}") for one in given.get("unanswered") or ()]


def report_whole(record: Any, given: Given) -> list[Missing]:
    """A report has summary, account, analysis, lessons, good practice, the family's words and the chair's independence."""
    missing = required(
        given, title="Give the report a title that names nobody.", summary="Write the executive summary.",
        account="Write what happened, so that nobody is known by it.", analysis="Write why it happened.",
        lessons="Write what is to be learned.", good_practice="Write which good practice was found, or that none was.",
        family_words="Write the family's part and words, or why they took none.",
        independence="Write the chair's statement of independence.", received_on="Enter the day the report came.",
    )  # fmt: skip
    if record.reports.exists():
        missing += required(given, why_again="Say why the report changes. The earlier one is kept.")
        missing += required(given, approved_by="Say how chair and panel agreed. Nobody else may change it.")
    return missing + passed(given, "received_on")


def recommendation_whole(record: Any, given: Given) -> list[Missing]:
    """A recommendation is specific: what, who, by when, to what end, how one will know (GL-DH-52)."""
    return required(
        given, text="Write what should change.", owner="Say who does it: post and agency.", due_on="Enter by which day.",
        outcome="Say what will be different.", measure="Say how one will know.",
    )  # fmt: skip


def recommendation_mended(record: Any, given: Given) -> list[Missing]:
    """A recommendation is mended as a whole; what it said before is kept, and it is tested again."""
    missing = [] if given.get("recommendation") else [Missing("Choose the recommendation.", "#id_which")]
    return missing + recommendation_whole(record, given)


def tested_whole(record: Any, given: Given) -> list[Missing]:
    """An action is tested with its agency, and a senior person there agrees the day (GL-DH-52)."""
    missing = [] if given.get("recommendation") else [Missing("Choose the recommendation.", "#id_which")]
    missing += required(
        given, tested_with="Say with whom it was tested and what came of it.",
        senior="Name who agreed the day at a senior level.", tested_on="Enter the day.",
    )  # fmt: skip
    return missing + passed(given, "tested_on")


def checks_whole(record: Any, given: Given) -> list[Missing]:
    """Each of four checks is answered with reasons; where one is no, the report is mended first (GL-DH-51, -61).

    Takes: `checks`, code to words.
    """
    checks = given.get("checks") or {}
    missing = required(given, checklist="Say which checks.") + tests_answered(given, checks, "check_")
    return missing + required(given, checked_by="Say who checked: name and post.")


def change_whole(record: Any, given: Given) -> list[Missing]:
    """A change the partnership would like is put to chair and panel, in words, on a day (GL-DH-54)."""
    return required(given, text="Write what the partnership would change.", put_on="Enter the day.") + passed(
        given, "put_on"
    )


def change_answered(record: Any, given: Given) -> list[Missing]:
    """Chair and panel decide about a change, in words (GL-DH-54)."""
    missing = [] if given.get("change") else [Missing("Choose the change.", "#id_which")]
    missing += required(
        given, answer="Write what they decided.", answered_by="Name the chair.", answered_on="Enter the day.",
    )  # fmt: skip
    return missing + passed(given, "answered_on")


def family_read(record: Any, given: Given) -> list[Missing]:
    """Invited family had the draft, and what they said was considered, before it is finished; or it is said why (GL-DH-44)."""
    if not record.family.filter(invited_on__isnull=False, side="victim").exists() or text(given, "family_without"):
        return []
    kinds = set(record.log.filter(log="family").values_list("kind", flat=True))
    if "draft" not in kinds:
        return [Missing("The family has not had the draft. Give it to them, or say why not.", "#id_family_without")]
    if "comments" in kinds and "considered" not in kinds:
        return [Missing("Record first that the panel considered what the family said.")]
    if "comments" not in kinds:
        return [
            Missing(
                "Record what the family said of the draft, or say below that they said nothing.", "#id_family_without"
            )
        ]
    return []


def checks_passed(record: Any, given: Given) -> list[Missing]:
    """The panel's checks, and for a domestic homicide review what the Home Office tests, are all met of this very report.

    Takes: `checked`, the lists whose last answers are all yes of the report as it stands (GL-DH-51, -61).
    """
    missing = []
    if "report_check" not in (given.get("checked") or ()):
        missing.append(Missing("The panel's four checks of this report are not all met on record."))
    if record.form == "dhr" and "submission_check" not in (given.get("checked") or ()):
        missing.append(Missing("The four things the Home Office panel tests are not all met on record."))
    return missing


def plan_tested(record: Any, given: Given) -> list[Missing]:
    """There is a plan, and every action in it was tested and agreed at a senior level (GL-DH-52)."""
    if not record.recommendations.exists():
        return [Missing("Record the recommendations first.")]
    count = record.recommendations.filter(tested_with="").count()
    return [Missing(f"Not tested with the agency yet: {count} of the recommendations.")] if count else []


def changes_settled(record: Any, given: Given) -> list[Missing]:
    """Nothing is signed off while a change the partnership asked for waits for chair and panel (GL-DH-54)."""
    if record.changes.filter(answered_on__isnull=True).exists():
        return [Missing("A change waits for chair and panel. Record what they decided first.")]
    return []


def sign_off_whole(record: Any, given: Given) -> list[Missing]:
    """The partnership signs off with each of its six tasks done, and sends the whole securely; never its author (GL-DH-53).

    Takes: `all_tasks` and `tasks`, codes; `late`, whether the six months, or the longer time, have run out.
    """
    missing = []
    if set(given.get("all_tasks") or ()) - set(given.get("tasks") or ()):
        missing.append(Missing("Not every task is done. Do it first, then tick it.", "#id_tasks"))
    missing += required(
        given, feedback="Say how staff, family and media are told.", signed_by="Say who signs: name and post.",
        sent_at="Enter when it was sent.", how="Say by which secure way.",
    )  # fmt: skip
    if any(same_person(one, text(given, "signed_by")) for one in record.chairs.values_list("name", flat=True)):
        words = "Who chairs the review or writes the report does not sign it off. The partnership does."
        missing.append(Missing(words, "#id_signed_by"))
    if given.get("late"):
        missing += required(given, late_because="It is later than the time there was: say why.")
    return missing + passed(given, "sent_at")


def only_dhr(record: Any, given: Given) -> list[Missing]:
    """Only a domestic homicide review goes to the Home Office."""
    return [] if record.form == "dhr" else [Missing("A local review does not go to the Home Office. Accept it here.")]


def only_local(record: Any, given: Given) -> list[Missing]:
    """A learning review or near-miss review ends with the partnership; a domestic homicide review never does (GL-DH-56)."""
    return [Missing("The Home Office panel must clear this review.")] if record.form == "dhr" else []
