"""Addresses of the desk: the queue, one contact and every step taken on it."""

from django.urls import path

from sharedduty.modules.front_door.views import (
    calls,
    contact,
    decide,
    enquiries,
    figures,
    handovers,
    identify,
    queue,
    requests,
)

ONE = "front-door/contacts/<str:reference>/"
CHILD = f"{ONE}children/<str:child_reference>/"
ENQUIRY = f"{ONE}enquiries/<str:enquiry_reference>/"

urlpatterns = [
    path("front-door/", queue.queue, name="queue"),
    path("front-door/out-of-hours/", queue.out_of_hours, name="out-of-hours"),
    path("front-door/to-be-told/", queue.to_be_told, name="to-be-told"),
    path("front-door/advice/", calls.advice, name="advice"),
    path("front-door/advice/new/", calls.new_advice, name="new-advice"),
    path("front-door/telephone/", calls.telephone, name="telephone"),
    path("front-door/notifications/", calls.notifications, name="notifications"),
    path("front-door/figures/", figures.figures, name="figures"),
    path("front-door/figures/<slug:measure>.csv", figures.figures_csv, name="figures-csv"),
    path("front-door/enquiries/", enquiries.enquiries, name="enquiries"),
    path("front-door/handovers/", handovers.handovers, name="handovers"),
    path("front-door/handovers/<str:reference>/", handovers.handover, name="handover"),
    path("front-door/requests/", requests.asked, name="requests"),
    path("front-door/requests/<str:reference>/", requests.answer, name="request"),
    path(ONE, contact.contact, name="contact"),
    path(f"{ONE}claim/", contact.claim, name="claim"),
    path(f"{ONE}put-back/", contact.put_back, name="put-back"),
    path(f"{ONE}hand-over/", contact.hand_over, name="hand-over"),
    path(f"{ONE}acknowledge/", contact.acknowledge, name="acknowledge"),
    path(f"{ONE}note/", contact.note, name="note"),
    path(f"{ONE}send-back/", contact.send_back, name="send-back"),
    path(f"{ONE}answered/", contact.answered, name="answered"),
    path(f"{ONE}carry-on/", contact.carry_on, name="carry-on"),
    path(f"{ONE}withdraw/", contact.withdraw, name="withdraw"),
    path(f"{ONE}written/", calls.written_received, name="written-received"),
    path(f"{ONE}received/", contact.correct_received, name="correct-received"),
    path(f"{ONE}disagree/", contact.disagree, name="disagree"),
    path(f"{ONE}reopen/", decide.reopen, name="reopen"),
    path(f"{ONE}feedback/", decide.feedback, name="feedback"),
    path(f"{ONE}export.json", handovers.export_json, name="export-json"),
    path(f"{ONE}export.csv", handovers.export_csv, name="export-csv"),
    path(f"{ENQUIRY}", enquiries.enquiry, name="enquiry"),
    path(f"{ENQUIRY}close/", enquiries.close, name="close-enquiry"),
    path(f"{ENQUIRY}ask/", enquiries.ask_another, name="ask-another"),
    path(f"{ENQUIRY}requests/<str:request_reference>/remind/", enquiries.chase, name="chase"),
    path(f"{ENQUIRY}requests/<str:request_reference>/withdraw/", enquiries.withdraw, name="withdraw-request"),
    path(f"{CHILD}ask/", enquiries.open_enquiry, name="open-enquiry"),
    path(f"{CHILD}decide/", decide.decide, name="decide"),
    path(f"{CHILD}protect/", decide.protect, name="protect"),
    path(f"{CHILD}protect/later/", decide.protect_later, name="protect-later"),
    path(f"{CHILD}known/", identify.known, name="known"),
    path(f"{CHILD}identify/", identify.identify, name="identify"),
    path(f"{CHILD}identify/undo/", identify.undo, name="undo-identification"),
    path(f"{CHILD}remove/", contact.remove_child, name="remove-child"),
    path(f"{CHILD}correct/", contact.correct_child, name="correct-child"),
]
