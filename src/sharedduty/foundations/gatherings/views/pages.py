"""The pages of meetings: lists, one meeting, calling, inviting, each small step, notes, the calendar file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, new_token
from sharedduty.foundations.design.forms import word_plainly
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.forms import api as forms_api
from sharedduty.foundations.gatherings import actions, forms, queries
from sharedduty.foundations.gatherings.allowed import declared_for
from sharedduty.foundations.gatherings.calendar_file import calendar_file
from sharedduty.foundations.gatherings.counting import quorum_of, team_of
from sharedduty.foundations.gatherings.declared import RoomGatherings
from sharedduty.foundations.gatherings.finding import found_people
from sharedduty.foundations.gatherings.joint import joinable
from sharedduty.foundations.gatherings.rules import quorum_in_words
from sharedduty.foundations.gatherings.views.acts import Act, chosen_parts, chosen_seats, minutes_shown
from sharedduty.foundations.gatherings.views.bench import Bench
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.papers.api import Refused
from sharedduty.foundations.process.api import CannotMove, Overtaken

SOMEBODY_FIRST = "Somebody else changed this meeting while you had it open. Look at what they did, and send again."


def meetings(request: Request, room: RoomGatherings) -> HttpResponse:
    """The room's meetings in sight: to come, or over; or, with `?about=`, those about one record."""
    about, over = request.GET.get("about", ""), request.GET.get("show") == "over"
    subject = room.about(request.viewer, about) if about else None
    found = queries.of_record(request.viewer, about) if about else queries.of_room(request.viewer, room, over=over)
    shown = list(found[:200])
    record_sight(by=request.viewer, verb="listed", object_type="meetings", files=[one.case_file_id for one in shown])
    rows = [(one, declared_for(one)[1].title) for one in shown if _is_of(room, one)]
    context = {"room": room, "rows": rows, "about": subject, "over": over, "address": _address(room)}
    return render(request, "gatherings/meetings.html", context)


def _is_of(room: RoomGatherings, meeting: queries.Gathering) -> bool:
    return meeting.room == room.code or any(one.room == room.code for one in meeting.parts.all())


def _address(room: RoomGatherings) -> Any:
    return lambda name, *more: reverse(f"{room.namespace}:{name}", args=more)


def call(request: Request, room: RoomGatherings) -> HttpResponse:
    """Call a meeting about one of the room's records (`?about=`)."""
    about = room.about(request.viewer, request.GET.get("about", ""))
    if about is None:
        raise Http404
    people = {one.key: one for one in about.people}
    named = {key: ", ".join(filter(None, (one.name, one.organisation_name))) for key, one in people.items()}
    joint = {key: f"{one.about.title}: {one.use.title}" for key, one in joinable(request.viewer, about).items()}
    kinds = {use.code: use.title for use in room.uses if not about.uses or use.code in about.uses}
    form = forms.CallForm(request.POST or None, kinds=kinds, people=named, joint=joint)
    elsewhere: list[dict[str, str]] = []
    word_plainly(form.fields)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        use = room.use(given.pop("kind", next(iter(kinds))))
        try:
            chosen = [people[key] for key in given.pop("people", [])]
            made = actions.call_together(by=request.viewer, people=chosen, room=room, use=use, about=about, **given)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            count = made.invitations.count()
            invited = f"People invited: {count}." if count else "Invite people next."
            messages.success(request, f"The meeting is called. {invited}")
            return HttpResponseRedirect(reverse(f"{room.namespace}:meeting", args=[made.reference]))
    more = {
        "heading": "Call a meeting",
        "caption": about.title,
        "back": about.href,
        "button_text": "Call the meeting",
        "under": {},
        "inside": (),
    }
    return forms_api.show_form(request, "gatherings/act.html", form, elsewhere, more)


def meeting(request: Request, room: RoomGatherings, reference: str) -> HttpResponse:
    """One meeting, whole: invited, there, quorum, and each part with notes, decisions, actions, papers and minutes."""
    bench = Bench(request, room, reference)
    _seen(bench, "opened")
    view = queries.view_of(request.viewer, bench.gathering)
    back = room.about(request.viewer, bench.record)
    conflicted = {conflict.part_id for one in view.invited for conflict in one.conflicts}
    context = {
        "bench": bench,
        "view": view,
        "about": back,
        "quorum": quorum_in_words(bench.use),
        "rules": {one.part.reference: quorum_in_words(one.use) for one in view.joint},
        "joins": bench.joinable(),
        "team": team_of(bench.use, view.attendances),
        "now": timezone.now(),
        "counts": {
            one.part.reference: quorum_of(bench.gathering, one.part) for one in view.parts if one.part.pk in conflicted
        },
    }
    return render(request, "gatherings/meeting.html", context)


def _seen(bench: Bench, verb: str, purpose: str = "") -> None:
    """Journal that the meeting, and each part in sight, was opened."""
    parts = queries.parts_of(bench.gathering)
    record_sight(
        by=bench.viewer, verb=verb, object_type="meeting", object_ref=bench.gathering.reference, purpose=purpose,
        files=[bench.gathering.case_file_id, *(part.case_file_id for part in parts)],
    )  # fmt: skip


def act(request: Request, room: RoomGatherings, step: Act, reference: str, about: str = "") -> HttpResponse:
    """One small step of a meeting: its form, or the step itself. What was typed stays when it is refused."""
    bench = Bench(request, room, reference).about(step.about, about)
    if not (bench.runs or (not step.runs and bench.is_theirs(step.about))):
        raise Http404
    posted = request.method == "POST"
    form = step.form(bench, request.POST if posted else None, request.FILES if posted else None)
    elsewhere: list[dict[str, str]] = []
    word_plainly(form.fields)
    if posted and form.is_valid():
        try:
            step.do(bench, form.cleaned_data)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        except Overtaken:
            elsewhere = [{"text": SOMEBODY_FIRST, "href": bench.page}]
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, step.done)
            # Whoever has just declared a conflict and left is shut out of the meeting: its page would be absent for them.
            shut_out = queries.by_reference(request.viewer, room, reference) is None
            return HttpResponseRedirect(reverse(f"{room.namespace}:meetings") if shut_out else bench.page)
    elif not posted:
        _seen(bench, "opened", step.heading)
    more: dict[str, Any] = {
        "bench": bench, "step": step, "heading": step.heading, "caption": bench.use.title, "back": bench.page,
        "button_text": step.button, "intro": step.intro, "thing": bench.thing, **forms_api.revealed(form, step.reveals),
        "version": getattr(bench.thing, "version", bench.gathering.version),
    }  # fmt: skip
    if step.slug == "make-minutes":
        more["sections"] = minutes_shown(bench)
    if step.slug == "decide":
        more["counts"] = quorum_of(bench.gathering, bench.thing)
    if step.slug == "quorum":
        more["finding"] = queries.undecided_finding(bench.gathering)
    return forms_api.show_form(request, "gatherings/act.html", form, elsewhere, more)


def invite(request: Request, room: RoomGatherings, reference: str) -> HttpResponse:
    """Find somebody with an account by words, and invite them."""
    bench = Bench(request, room, reference)
    if not bench.runs:
        raise Http404
    found = found_people(request.viewer, request.GET.get("q", ""))
    form = forms.PersonForm(
        request.POST or None, people=found.named, capacities=bench.capacities(family=False), parts=bench.own_parts(),
        seats=bench.seats(),
    )  # fmt: skip
    elsewhere: list[dict[str, str]] = []
    word_plainly(form.fields)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.invite(
                by=request.viewer, gathering=bench.gathering, capacity=given["capacity"], appointment=found.people[given["who"]],
                chairs="chairs" in given["tasks"], takes_notes="takes_notes" in given["tasks"],
                parts=chosen_parts(bench, given), seats=chosen_seats(bench, given),
            )  # fmt: skip
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            messages.success(request, "Invited, and told that there is something to do.")
            return HttpResponseRedirect(bench.page)
    more = {"bench": bench, "found": found, "back": bench.page}
    return forms_api.show_form(request, "gatherings/invite.html", form, elsewhere, more)


def _notes_or_404(bench: Bench) -> tuple[Any, Any, Any]:
    """The notes of a part, begun if need be, with their form and its one page."""
    if not bench.runs:
        raise Http404
    record = actions.take_notes(by=bench.viewer, part=bench.thing)
    made = forms_api.form(record.pack, record.form)
    return record, made, next(iter(made.pages))


def notes(request: Request, room: RoomGatherings, reference: str, about: str) -> HttpResponse:
    """Take notes of a part: every field saves itself as it is left, and the button saves all."""
    bench = Bench(request, room, reference).about("part", about)
    record, made, page = _notes_or_404(bench)
    if request.method == "POST":
        typed = forms_api.read_page(forms_api.on_page(page, record.answers, made), request.POST)
        saved = actions.save_notes(
            by=request.viewer, part=bench.thing, changes=typed, version=forms_api.version_posted(request.POST),
            own=forms_api.own_savings(request.POST, page),
        )  # fmt: skip
        if saved.conflicts:
            messages.warning(request, forms_api.SET_ASIDE_WORDS)
            return HttpResponseRedirect(bench.href("meeting-notes-choose", about))
        messages.success(request, "The notes are saved.")
        return HttpResponseRedirect(bench.page)
    _seen(bench, "opened", "notes")
    context = {
        "bench": bench, "part": bench.thing, "draft": record, "fields": forms_api.fields_of(made, page, record.answers),
        "heading": "Take notes", "caption": bench.thing.title, "back": bench.page, "form_token": new_token(),
        "autosave": bench.href("meeting-notes-save", about), "autosave_version": record.version,
        "submit_text": "Save and go back to the meeting", "undecided": forms_api.two_versions(record),
    }  # fmt: skip
    return render(request, "gatherings/notes.html", context)


def save_notes(request: Request, room: RoomGatherings, reference: str, about: str) -> HttpResponse:
    """Keep one field of the notes as it is left; answers as `design/autosave.mjs` expects."""
    if request.method != "POST":
        raise Http404
    bench = Bench(request, room, reference).about("part", about)
    record, _, page = _notes_or_404(bench)
    return forms_api.save_field(
        request, page, record,
        lambda changes, version, own: actions.save_notes(
            by=request.viewer, part=bench.thing, changes=changes, version=version, own=own
        ),
        bench.href("meeting-notes-choose", about),
    )  # fmt: skip


def choose_notes(request: Request, room: RoomGatherings, reference: str, about: str) -> HttpResponse:
    """Two versions of what was noted, side by side."""
    bench = Bench(request, room, reference).about("part", about)
    record, _, _ = _notes_or_404(bench)
    if request.method != "POST":
        _seen(bench, "opened", "two versions of notes")
    return forms_api.choose_page(
        request, record, lambda given: actions.settle_notes(by=request.viewer, part=bench.thing, choices=given),
        back=bench.href("meeting-notes", about), caption=bench.thing.title,
    )  # fmt: skip


def calendar(request: Request, room: RoomGatherings, reference: str) -> HttpResponse:
    """The meeting as a calendar file that gives nothing away."""
    bench = Bench(request, room, reference)
    record_sight(
        by=request.viewer, verb="exported", object_type="meeting", object_ref=reference,
        files=[bench.gathering.case_file_id], purpose="calendar",
    )  # fmt: skip
    text = calendar_file(bench.gathering, bench.page, timezone.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer
