"""Field names that say by themselves how delicate they are, and what a scrubbed copy does with each.

Scrub rules: `keep`; `drop` (empty); `blank` (words put in the place of free text); `invent` (an invented name);
`pseudonym` (a keyed number in its place); `shift` (moved by a number of days, the same for a whole file);
`generalise` (a district for a postcode, a month for a birth).
"""

from sharedduty.site.manual.privacy_words import INTERNAL, PERSONAL, PUBLIC, SPECIAL


def _each(sensitivity: str, scrub: str, names: str) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(names.split(), (sensitivity, scrub))


def _of(table: str, sensitivity: str, scrub: str, names: str) -> dict[str, tuple[str, str]]:
    return dict.fromkeys((f"{table}.{name}" for name in names.split()), (sensitivity, scrub))


# Fields of single tables of newer rooms, where the name alone would mislead (as `EXACT` of privacy_fields).
OF_ROOMS: dict[str, tuple[str, str]] = {
    **_of("access.Scope", INTERNAL, "keep", "read_by worked_by"),
    **_of("access.CaseFile", INTERNAL, "keep", "came_out_of"),
    **_of("access.Exclusion", INTERNAL, "keep", "follows"),
    **_of("process.Clock", SPECIAL, "blank", "sooner_because"),
    **_of("escalation.Escalation", INTERNAL, "keep", "about_record topic"),
    **_of("escalation.Escalation", SPECIAL, "keep", "child_status"),
    **_of("escalation.Escalation", SPECIAL, "blank", "unsafe_because wanted impact"),
    **_of("escalation.StageRun", SPECIAL, "blank", "sooner_because account"),
    **_of("escalation.StageRun", INTERNAL, "keep", "ended_how"),
    **_of("escalation.Participant", INTERNAL, "keep", "side part"),
    **_of("escalation.Participant", PERSONAL, "blank", "conflict_because"),
    **_of("escalation.Discussion", INTERNAL, "keep", "how result"),
    **_of("escalation.Discussion", PERSONAL, "invent", "between"),
    **_of("escalation.Discussion", SPECIAL, "blank", "said"),
    **_of("escalation.Tier", PERSONAL, "blank", "tier"),
    **_of("escalation.Tier", PERSONAL, "invent", "raised_side other_side"),
    **_of("escalation.Tier", SPECIAL, "blank", "result"),
    **_of("escalation.PlannedAction", PERSONAL, "invent", "owner"),
    **_of("escalation.PlannedAction", SPECIAL, "blank", "done"),
    **_of("escalation.ToldAbout", INTERNAL, "keep", "whom"),
    **_of("escalation.ToldAbout", PERSONAL, "blank", "how"),
    **_of("escalation.Logged", PERSONAL, "invent", "brought_in"),
    **_of("escalation.MeetingTaken", INTERNAL, "keep", "meeting"),
    **_of("escalation.MeetingTaken", SPECIAL, "blank", "basis result"),
    **_of("escalation.Ending", INTERNAL, "keep", "decided_how"),
    **_of("escalation.Ending", PERSONAL, "invent", "decided_by"),
    **_of("escalation.Ending", SPECIAL, "blank", "agreed loose_ends"),
    **_of("escalation.Referral", PERSONAL, "blank", "how"),
    **_of("escalation.WrittenCopy", INTERNAL, "keep", "notice"),
    **_of("escalation.WrittenCopy", PERSONAL, "blank", "how"),
    **_of("escalation.Debrief", PERSONAL, "blank", "offered_to"),
    **_of("escalation.Debrief", SPECIAL, "blank", "learned"),
    **_of("serious_incident.SeriousIncident", INTERNAL, "keep", "source place same_as"),
    **_of("serious_incident.SeriousIncident", SPECIAL, "blank", "what_happened where_words as_sent"),
    **_of("serious_incident.SeriousIncident", INTERNAL, "drop", "national_reference"),
    **_of("serious_incident.IncidentChild", SPECIAL, "keep", "part abuse care"),
    **_of("serious_incident.IncidentChild", PERSONAL, "blank", "other_area"),
    **_of("serious_incident.PartnerView", INTERNAL, "keep", "partner view"),
    **_of("serious_incident.PartnerView", PERSONAL, "invent", "given_by"),
    **_of("serious_incident.SafetyCheck", SPECIAL, "blank", "found done"),
    **_of("serious_incident.IncidentDecision", SPECIAL, "keep", "outcome abuse_met harm_met place_met"),
    **_of("serious_incident.IncidentDecision", PERSONAL, "invent", "decided_by signed_off_by"),
    **_of("serious_incident.IncidentDecision", SPECIAL, "blank", "without_views"),
    **_of("serious_incident.Telling", INTERNAL, "keep", "told"),
    **_of("serious_incident.Telling", PERSONAL, "invent", "told_by"),
    **_of("serious_incident.Telling", PERSONAL, "blank", "how"),
    **_of("serious_incident.IncidentChallenge", PERSONAL, "invent", "made_by_words"),
    **_of("serious_incident.RequestToConsider", INTERNAL, "keep", "source incident decided"),
    **_of("serious_incident.RequestToConsider", PERSONAL, "invent", "asked_by_words"),
    **_of("serious_incident.RequestToConsider", SPECIAL, "blank", "children_words what_happened why safe_now"),
    **_of("rapid_review.RapidReview", INTERNAL, "keep", "origin incident handover meeting quorate"),
    **_of("rapid_review.RapidReview", INTERNAL, "drop", "national_reference"),
    **_of("rapid_review.RapidReview", SPECIAL, "blank", "because what_happened"),
    **_of("rapid_review.CoreMember", INTERNAL, "keep", "capacity notice"),
    **_of("rapid_review.CoreMember", PERSONAL, "blank", "told_how"),
    **_of("rapid_review.CoreMember", PERSONAL, "invent", "deputy"),
    **_of("rapid_review.SecuredFile", PERSONAL, "blank", "agency"),
    **_of("rapid_review.SecuredFile", SPECIAL, "blank", "records"),
    **_of("rapid_review.SecuredFile", PERSONAL, "invent", "secured_by"),
    **_of("rapid_review.Findings", SPECIAL, "blank", "facts immediate improvement next_steps"),
    **_of("rapid_review.SafetyAction", PERSONAL, "invent", "owner"),
    **_of("rapid_review.SafetyAction", SPECIAL, "blank", "done"),
    **_of("rapid_review.CriteriaJudgement", SPECIAL, "blank", "criteria"),
    **_of("rapid_review.CriteriaJudgement", SPECIAL, "keep", "circumstances settings"),
    **_of("rapid_review.CriteriaJudgement", PERSONAL, "invent", "judged_by"),
    **_of("rapid_review.ReviewDecision", SPECIAL, "keep", "chosen"),
    **_of("rapid_review.ReviewDecision", SPECIAL, "blank", "focus no_actions_because why_again"),
    **_of("rapid_review.ReviewDecision", PERSONAL, "invent", "decided_by"),
    **_of("rapid_review.ReviewTelling", INTERNAL, "keep", "told"),
    **_of("rapid_review.ReviewTelling", PERSONAL, "invent", "told_by reviewer"),
    **_of("rapid_review.ReviewTelling", PERSONAL, "blank", "how"),
    **_of("rapid_review.Submission", INTERNAL, "keep", "national"),
    **_of("rapid_review.Submission", PERSONAL, "blank", "how copied_to"),
    **_of("rapid_review.Submission", SPECIAL, "blank", "as_sent"),
    **_of("rapid_review.PanelReply", INTERNAL, "keep", "view"),
    **_of("rapid_review.ReviewDisagreement", PERSONAL, "blank", "agency"),
    **_of("rapid_review.ReviewDisagreement", PERSONAL, "invent", "answered_by"),
    **_of("rapid_review.ParallelProcess", PERSONAL, "invent", "lead"),
    **_of("rapid_review.ParallelProcess", PERSONAL, "blank", "agreed"),
    **_of("rapid_review.ParallelProcess", INTERNAL, "keep", "joint_meeting"),
    **_of("practice_review.PracticeReview", INTERNAL, "keep", "origin rapid_review incident handover publication"),
    **_of("practice_review.PracticeReview", SPECIAL, "blank", "because what_happened proposed_focus"),
    **_of("practice_review.BeginDecision", INTERNAL, "keep", "begins agreed"),
    **_of("practice_review.BeginDecision", SPECIAL, "blank", "advice consulted"),
    **_of("practice_review.BeginDecision", PERSONAL, "invent", "decided_by"),
    **_of("practice_review.Reviewer", INTERNAL, "keep", "part linked"),
    **_of("practice_review.Reviewer", PERSONAL, "blank", "body checks conflict managed"),
    **_of("practice_review.Reviewer", PERSONAL, "invent", "appointed_by"),
    **_of("practice_review.Terms", INTERNAL, "keep", "method period_from_on period_to_on"),
    **_of("practice_review.Terms", SPECIAL, "blank", "focus questions why_method levels child_view why_again"),
    **_of("practice_review.Terms", PERSONAL, "invent", "agreed_by"),
    **_of("practice_review.Participant", PERSONAL, "blank", "role how told support not_invited_because"),
    **_of("practice_review.Participant", SPECIAL, "blank", "views"),
    **_of("practice_review.Supervision", PERSONAL, "blank", "asked asked_of judged"),
    **_of("practice_review.EarlyLearning", SPECIAL, "blank", "what action"),
    **_of("practice_review.EarlyLearning", PERSONAL, "invent", "owner"),
    **_of("practice_review.DelayNotice", PERSONAL, "blank", "how"),
    **_of("practice_review.OtherProcess", PERSONAL, "invent", "lead"),
    **_of("practice_review.OtherProcess", PERSONAL, "blank", "agreed"),
    **_of("practice_review.OtherProcess", INTERNAL, "keep", "joint"),
    **_of("practice_review.ReportVersion", SPECIAL, "blank", "title account analysis improvements why_again"),
    **_of("practice_review.Recommendation", SPECIAL, "blank", "outcome earlier response evidence audit_found"),
    **_of("practice_review.Recommendation", PERSONAL, "invent", "owner"),
    **_of("practice_review.Recommendation", PUBLIC, "keep", "learned_from"),
    **_of("practice_review.ProtectedWord", SPECIAL, "drop", "word why"),
    **_of("practice_review.ProtectedWord", INTERNAL, "keep", "of_child"),
    **_of("practice_review.Justification", INTERNAL, "drop", "digest"),
    **_of("practice_review.Justification", SPECIAL, "drop", "excerpt because"),
    **_of("practice_review.Justification", PERSONAL, "invent", "justified_by"),
    **_of("practice_review.PublicationDecision", INTERNAL, "keep", "route planned_on"),
    **_of("practice_review.PublicationDecision", SPECIAL, "blank", "impact why_again"),
    **_of("practice_review.PublicationDecision", PERSONAL, "invent", "decided_by"),
    **_of("practice_review.Dispatch", INTERNAL, "keep", "recipient route report"),
    **_of("practice_review.Dispatch", PERSONAL, "blank", "how"),
    **_of("practice_review.PublicationComment", INTERNAL, "keep", "who"),
    **_of("practice_review.PublicationComment", SPECIAL, "blank", "made_of_it"),
    **_of("practice_review.PartnersResponse", PERSONAL, "invent", "given_by"),
    **_of("practice_review.LearningShared", INTERNAL, "keep", "audience how"),
    **_of(
        "practice_review.PublishedReview",
        PUBLIC,
        "keep",
        "reference route public_title reviewer_named parts actions searched keep_until_on",
    ),
    **_of(
        "allegations.Referral",
        INTERNAL,
        "keep",
        "wanted source sector inquiry_begun allegation by_telephone accused_knows",
    ),
    **_of("allegations.Referral", PERSONAL, "invent", "accused_name senior_told sent_by_words"),
    **_of("allegations.Referral", PERSONAL, "drop", "accused_email"),
    **_of("allegations.Referral", PERSONAL, "keep", "worker"),
    **_of("allegations.Referral", PERSONAL, "blank", "employer informed"),
    **_of("allegations.Referral", SPECIAL, "blank", "accused_work what_happened told_from earlier children child_safe"),
    **_of("allegations.SentRecord", PERSONAL, "blank", "sent_to how"),
    **_of("allegations.Allegation", INTERNAL, "keep", "referral wanted concern sector"),
    **_of("allegations.Allegation", PERSONAL, "invent", "accused_name"),
    **_of("allegations.Allegation", PERSONAL, "drop", "accused_email"),
    **_of("allegations.Allegation", PERSONAL, "keep", "worker"),
    **_of("allegations.Allegation", PERSONAL, "blank", "employer"),
    **_of("allegations.Allegation", SPECIAL, "blank", "accused_work"),
    **_of("allegations.Allegation", SPECIAL, "keep", "outcome"),
    **_of("allegations.ConcernedChild", SPECIAL, "keep", "welfare"),
    **_of("allegations.ConcernedChild", SPECIAL, "blank", "welfare_why"),
    **_of("allegations.Discussion", INTERNAL, "keep", "concern"),
    **_of("allegations.Discussion", PERSONAL, "invent", "spoke_with"),
    **_of("allegations.Discussion", SPECIAL, "blank", "at_once employment safeguarding talk"),
    **_of("allegations.AllegationJudgement", SPECIAL, "blank", "criteria trust transfer"),
    **_of("allegations.AllegationJudgement", PERSONAL, "invent", "judged_by"),
    **_of("allegations.AllegationDecision", SPECIAL, "keep", "what chosen"),
    **_of("allegations.AllegationDecision", PERSONAL, "invent", "decided_by"),
    **_of("allegations.Strand", INTERNAL, "keep", "opened"),
    **_of("allegations.Strand", SPECIAL, "blank", "stands"),
    **_of("allegations.Strand", PERSONAL, "invent", "lead"),
    **_of("allegations.SuspensionView", SPECIAL, "keep", "alternatives decided"),
    **_of("allegations.SuspensionView", SPECIAL, "blank", "alternatives_why officer_view"),
    **_of("allegations.SuspensionView", PERSONAL, "invent", "decided_by support"),
    **_of("allegations.AllegationTelling", INTERNAL, "keep", "told held_back"),
    **_of("allegations.AllegationTelling", PERSONAL, "invent", "told_by"),
    **_of("allegations.AllegationTelling", PERSONAL, "blank", "how"),
    **_of("allegations.ContactNote", PERSONAL, "invent", "spoke_with"),
    **_of("allegations.ProgressReview", SPECIAL, "blank", "pace fairness thoroughness"),
    **_of("allegations.ReferralDuty", PERSONAL, "blank", "owed_by referred_reference"),
    **_of("allegations.ReferralDuty", SPECIAL, "blank", "because good_reason"),
    **_of("allegations.ReferralDuty", INTERNAL, "keep", "would_have"),
    **_of("allegations.SamePerson", INTERNAL, "keep", "other"),
    **_of("allegations.SamePerson", SPECIAL, "blank", "because"),
    **_of("allegations.EmployerContact", PERSONAL, "blank", "organisation reach"),
    **_of("allegations.EmployerContact", PERSONAL, "invent", "contact"),
    **_of("allegations.EmployerContact", INTERNAL, "keep", "policy"),
}

NAMES: dict[str, tuple[str, str]] = {
    # What anybody may know: published arrangements and the law.
    **_each(PUBLIC, "keep", "key local_pack front_door_name front_door_telephone out_of_hours_telephone council citation "
            "role_title body membership era frequency order is_chair is_vice_chair sector duties"),
    # What the house says to itself.
    **_each(INTERNAL, "keep", "id scope kind sensitivity retention_class level why breadth role stage verb from_stage "
            "to_stage event process pack form number version force status layers calendar_version about record for_record "
            "from_record enquiry template media_type size stored_as channel priority start title codename "
            "app_label model queue_name task_name lock queueing_lock periodic_id type position segment up_to head "
            "object_type verb files fields reference object_ref token path standing undo main "
            "restricted source_id line led_to birth_known protected identity_restricted body_type agreement key "
            "post breadth may_work ended_grants"),
    **_each(INTERNAL, "drop", "password session_key digest row_digest chain_digest email_digest token_digest "
            "browser_digest user_agent"),
    # Who somebody is, what they are called, where they live.
    **_each(PERSONAL, "invent", "given_names family_name also_known_as referrer_name author_name saved_by_name "
            "decided_by_name moved_by_name child_seen_by caller worker closed_by recipient requester "
            "name"),
    **_each(PERSONAL, "drop", "email to_email referrer_email referrer_telephone address ip"),
    **_each(PERSONAL, "pseudonym", "nhs_number upn external_number actor"),
    **_each(PERSONAL, "generalise", "postcode birth_on expected_on died_on birth_about"),
    **_each(PERSONAL, "keep", "sex first_language referrer_post caller_organisation acting_agency other_authority"),
    **_each(PERSONAL, "blank", "school gp_practice failed_because ended_because lifted_because unseal_because finding "
            "finding_note closing_note"),
    # Health, ethnicity, harm, offences, family life: special category or as delicate.
    **_each(SPECIAL, "keep", "ethnicity outcomes level4_category police_ground order_outcome family_told "
            "child_seen consent_state lawful_basis special_category_ground detriment shared course parental_responsibility"),
    **_each(SPECIAL, "blank", "answers answer text question reasons reason threshold_explained other_help grounds summary "
            "determinations level_reason health_without_services effect_of_services child_wishes siblings_considered "
            "family_told_note reopened_because withdrawn_because undone_because refused_because stopped_because "
            "late_because priority_reason picture asked advised held concerns withheld what relevance function_helped "
            "responsible_body finding_authority child_seen_note help_to_talk help_to_talk_note police_told police_told_note rule "
            "detriment_reason consent_note purpose power_reason no_order_because order_court not_seen_because "
            "legal_advice other_children_considered communication_needs note "
            "outcome"),
}  # fmt: skip
