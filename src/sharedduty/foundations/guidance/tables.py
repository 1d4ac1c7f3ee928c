"""Which CSV tables a pack may hold, their columns and keys.

A file that is not named here is a fault, not a surprise.
"""

from dataclasses import dataclass

SOURCE = ("seed", "line")


@dataclass(frozen=True, slots=True)
class TableSpec:
    """The shape of a table: its columns, the ones that make its key, and those that must point into another table."""

    title: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    filled: tuple[str, ...] = ()
    points_to: tuple[tuple[str, str], ...] = ()


def _spec(
    title: str, columns: str, key: str, filled: str = "", points_to: tuple[tuple[str, str], ...] = ()
) -> TableSpec:
    return TableSpec(title, tuple(columns.split()), tuple(key.split()), tuple(filled.split()), points_to)


TABLES: dict[str, TableSpec] = {
    "provisions": _spec(
        "Provisions",
        "citation document paragraph force paraphrase source",
        "citation",
        "document force paraphrase source",
    ),
    "terms": _spec("Terms", "key term short synonyms note", "key", "term"),
    "outcomes": _spec("Outcome lists", "list code label citation note", "list code", "label"),
    "parameters": _spec(
        "Numbers that are not time limits", "key value unit meaning citation source", "key", "meaning source"
    ),
    "watch": _spec("Watch list", "key title what_would_change known_so_far confidence source", "key", "title"),
    "facts": _spec("Facts of this edition", "key fact source confidence", "key", "fact source confidence"),
    "organisations": _spec(
        "Organisations",
        "organisation sector roles valid_from valid_to succeeds succeeded_by note seed line",
        "organisation",
        "sector seed line",
    ),
    "districts": _spec(
        "Districts",
        "district council community_safety_partnership_dhr_body families_first_team seed line",
        "district",
        "council seed line",
        (("council", "organisations"),),
    ),
    "groups": _spec(
        "Groups and boards",
        "group_id name era kind parent_group_id accountable_to frequency_text min_meetings_per_year chair chair_rule "
        "other_names_in_text valid_to succeeds seed section line",
        "group_id",
        "name kind seed line",
        (("parent_group_id", "groups"), ("succeeds", "groups")),
    ),
    "seats": _spec(
        "Seats in groups",
        "group_id order role_title organisation is_chair is_vice_chair membership_type seed section line",
        "group_id order",
        "role_title seed line",
        (("group_id", "groups"),),
    ),
    "group_objectives": _spec(
        "What each group is for",
        "objective_id group_id order objective seed section line",
        "objective_id",
        "objective seed line",
        (("group_id", "groups"),),
    ),
    "levels": _spec(
        "Levels of need",
        "level name description response plan lead_practitioner team_around consent_to_share intended_outcome seed lines",
        "level",
        "name description seed lines",
    ),
    "threshold_indicators": _spec(
        "Threshold indicators",
        "indicator_id level domain dimension indicator source_note seed section line",
        "indicator_id",
        "level domain dimension indicator seed line",
        (("level", "levels"),),
    ),
    "level_services": _spec(
        "Services by level", "level service note seed line", "level service", "seed line", (("level", "levels"),)
    ),
    "help_offers": _spec(
        "Help there is for families",
        "key service kinds levels age_from age_to age_to_disabled age_basis before_birth who ask plain contact seed line",
        "key",
        "service kinds levels age_basis who ask plain seed line",
    ),
    "level4_categories": _spec(
        "Categories of level 4", "order category criterion seed line", "category criterion", "order seed line"
    ),
    "level_need_examples": _spec(
        "Examples of need", "level example seed line", "level example", "seed line", (("level", "levels"),)
    ),
    "acronyms": _spec("Abbreviations", "acronym meaning in_source_table seed line", "acronym", "meaning seed line"),
    "vocabularies": _spec(
        "Local lists of choices", "vocabulary code label seed line", "vocabulary code", "label seed line"
    ),
    "funding": _spec(
        "Funding",
        "financial_year contributor share_percent_stated contribution_gbp_stated share_percent_of_line_sum "
        "share_percent_of_stated_total seed section line",
        "financial_year contributor",
        "contribution_gbp_stated seed line",
    ),
    "funding_checks": _spec(
        "Funding: what does not add up", "check stated computed difference note seed line", "check", "note seed line"
    ),
    "time_limits": _spec(
        "Local time limits as printed",
        "clock_id process event value unit day_basis direction actor seed line",
        "clock_id",
        "process event seed line",
    ),
    "escalation_stages": _spec(
        "Escalation stages",
        "stage name who_acts who_is_told max_working_days rule record final seed line",
        "stage",
        "name seed line",
    ),
    "partnership_functions": _spec(
        "Functions of the partnership", "document_list order function seed line", "document_list order"
    ),
    "external_boards": _spec("Boards and forums outside", "name link seed line", "name"),
    "priorities": _spec("Priorities", "kind priority seed line", "kind priority"),
    "duty_body_classes": _spec("Classes of section 11 body", "class seed section line", "class"),
    "rapid_review_members": _spec("Rapid review meeting", "role_title attendance seed line", "role_title"),
    "rapid_review_steps": _spec(
        "Rapid review, step by step",
        "step title day_from day_to day_basis clear clock_starts action lead_role seed line",
        "step",
        "title day_basis clear action seed line",
    ),
    "dhr_considerations": _spec(
        "Domestic homicide: what is weighed", "order consideration dhr_line learning_review_line seed", "order",
        "consideration dhr_line seed",
    ),
    "dhr_decision_panel": _spec("Domestic homicide: who helps to decide", "agency seed line", "agency", "seed line"),
    "dhr_panel_organisations": _spec(
        "Domestic homicide: who sits on the review panel", "organisation requirement seed line", "organisation",
        "requirement seed line",
    ),
    "dhr_topics": _spec("Domestic homicide: terms of reference", "order topic seed line", "order", "topic seed line"),
    "dhr_costs": _spec(
        "Domestic homicide: what it costs and who pays", "code item amount_gbp kind share_rule note seed line", "code",
        "item kind share_rule seed line",
    ),
    "dhr_stages": _spec(
        "Domestic homicide: stages", "stage name panel_work seed lines", "stage", "name panel_work seed lines"
    ),
    "dhr_templates": _spec("Domestic homicide: templates", "ref document seed line", "ref", "document seed line"),
    "training_courses": _spec(
        "Training courses",
        "course group_code duration_text duration_hours_or_days delivery audience_note seed line",
        "course",
    ),
    "needs_assessments": _spec("Needs assessments", "source_of_need year seed line", "source_of_need"),
    "organisation_duties": _spec(
        "Duties of organisations",
        "organisation duty class seed line",
        "organisation duty",
        "seed line",
        (("organisation", "organisations"), ("class", "duty_body_classes")),
    ),
    "duty_bodies": _spec("Bodies under a duty", "duty kind body citation source", "duty kind", "body citation source"),
    "legal_bases": _spec(
        "What makes the guidance binding", "key instrument asks binds citation source", "key", "instrument asks binds source"
    ),
    "documents": _spec("Documents", "document title version dated review seed line", "document", "title seed line"),
    "document_contents": _spec(
        "What a document must contain", "document key asks citation", "document key", "asks citation"
    ),
    "document_coverage": _spec(
        "What a document contains", "document key covered where note seed line", "document key", "covered seed line",
        (("document", "documents"),),
    ),
    "retention": _spec(
        "How long files are kept", "class title trigger quantity unit force meaning citation confidence", "class",
        "title trigger quantity unit force meaning citation confidence",
    ),
    "opening_hours": _spec("Opening hours of the front door", "day opens closes note source", "day", "opens closes source"),
}  # fmt: skip
