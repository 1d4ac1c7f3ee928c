"""Minutes put together from the record: who was there, the quorum, what was said, decided and agreed, and who gets them."""

from typing import Any

from sharedduty.foundations.design.dates import date_words, moment_words, time_words
from sharedduty.foundations.gatherings.models import Attendance, Decision, Invitation, QuorumFinding
from sharedduty.foundations.gatherings.queries import GatheringView, PartView


def entitled(part: PartView) -> list[Invitation]:
    """Who gets a part's minutes: they may hear it still, are no family, and their capacity is entitled."""
    wanted = part.use.minutes_to
    return [
        one.invitation
        for one in part.hears
        if one.heard_until is None
        and one.invitation.withdrawn_at is None
        and not one.invitation.family
        and (not wanted or (one.capacity or one.invitation.capacity) in wanted)
    ]


def there_for(view: GatheringView, part: PartView) -> list[tuple[Attendance, str]]:
    """Who was there for one part, each with the code of what they came to it as; of a joint meeting, no one of the other."""
    if not view.joint:
        return [(one, one.capacity) for one in view.attendances]
    seats = {one.invitation_id: one.capacity for one in part.hears}
    return [
        (one, seats.get(one.invitation_id or 0) or one.capacity) for one in view.attendances
        if one.invitation_id in seats or (one.invitation_id is None and not part.part.room)
    ]  # fmt: skip


def _not_there(view: GatheringView, part: PartView) -> list[str]:
    """Those invited who did not come themselves, with what became of each; of a joint meeting, those of this part alone."""
    seats = {one.invitation_id: one.capacity for one in part.hears}
    return [
        f"{one.invitation.name}, {_as(part, seats.get(one.invitation.pk)) or one.capacity}: {one.became.lower()}"
        for one in view.invited
        if one.became not in ("", "Came") and not one.became.startswith("Sent a deputy")
        and (not view.joint or one.invitation.pk in seats)
    ]  # fmt: skip


def _as(part: PartView, seat: str | None) -> str:
    return part.use.capacity(seat).title if seat else ""


def minutes_of(view: GatheringView, part: PartView) -> list[dict[str, Any]]:
    """A part's minutes out of what was recorded: who was there, quorum, conflicts, notes, decisions, actions.

    Gives sections {"title", "lines"}; nothing is typed twice (design section 2).
    """
    gathering = view.gathering
    when = f"{moment_words(gathering.began_at)} to {time_words(gathering.ended_at)}"
    sections = [
        ("Meeting", [*_titles(view, part), when, gathering.get_mode_display(), gathering.purpose]),
        ("There", [_who(one, part.use.capacity(seat).title) for one, seat in there_for(view, part)]),
        ("Not there", _not_there(view, part)),
        ("Quorum", _quorum_lines(part.finding if part.part.room else view.finding)),
        ("Conflicts of interest", [
            f"{one.invitation.name}: {conflict.get_effect_display().lower()}" for one in view.invited
            for conflict in one.conflicts if conflict.part_id in (None, part.part.pk)
        ]),
        ("Notes", [f"{row['key']}: {row['value']}" for row in part.said]),
        ("Written views", [f"{one.invitation.name}: {one.text}" for one in part.part.views.all()]),
        ("Decisions", [line for one in part.decisions for line in _decision_lines(one)]),
        ("Actions", [f"{one.what}: {one.owner.name}, by {date_words(one.due_on)}" for one in part.actions]),
    ]  # fmt: skip
    return [{"title": title, "lines": lines} for title, lines in sections if lines]


def _titles(view: GatheringView, part: PartView) -> list[str]:
    if part.part.room:
        return [part.part.title, f"Held jointly with the {view.use.title[:1].lower()}{view.use.title[1:]}"]
    others = [f"{one.use.title[:1].lower()}{one.use.title[1:]}" for one in view.joint]
    return [f"{view.use.title}: {part.part.title}", *(f"Held jointly with the {one}" for one in dict.fromkeys(others))]


def _who(one: Attendance, capacity: str) -> str:
    words = f"{one.name}, {capacity}"
    if one.organisation_name:
        words += f", {one.organisation_name}"
    if one.as_deputy and one.invitation:
        words += f" (for {one.invitation.name})"
    return f"{words}; left {time_words(one.left_at)}" if one.left_at else words


def _quorum_lines(finding: QuorumFinding | None) -> list[str]:
    if finding is None:
        return []
    if finding.quorate:
        return [f"Quorate ({finding.citation})"]
    lines = [f"Not quorate: {'; '.join(finding.missing)} ({finding.citation})"]
    if finding.went_on is not None:
        lines.append(
            f"{finding.decided_by_name} decided {'' if finding.went_on else 'not '}to go on: {finding.because}"
        )
    return lines


def _decision_lines(one: Decision) -> list[str]:
    said = f"{one.question}: {one.text}" if one.question else one.text
    superseded = " (a later decision stands instead)" if one.replaced_by.all() else ""
    lines = [f"{said}{superseded}", f"Because: {one.reason}"]
    return lines + [f"{dissent.invitation.name} does not agree: {dissent.because}" for dissent in one.dissents.all()]
