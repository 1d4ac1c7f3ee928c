"""What people said and wrote in the two invented homicide reviews."""

from typing import Any

LEAD = "Sage Conjectorby, lead of the partnership"
WHAT = {
    "Ottoline Fabrication": (
        "Found dead at home by her sister. Her husband was arrested there. She had spoken to her doctor of being watched."
    ),
    "Leopold Fabrication": "Killed at home by a partner who had moved out in the spring. Neighbours had rung twice before.",
}
NOTICE: dict[str, Any] = {
    "district": "Stroud", "agreed_with": "The senior investigating officer", "coordinator": "The strategic coordinator",
    "late_because": "", "telephoned": "The lead of the partnership, the same day", "on_behalf": "",
}  # fmt: skip
LETTER = {
    "question": "Did you know either of them, or their children?",
    "purpose": "A death is looked at by the community safety partnership, which decides whether a review is held.",
}
# Which team is asked, who answers for it, and what it says.
KNEW = {
    "police-mash": ("police_mash", "Two calls to the home in three years; a domestic abuse notice after the second."),
    "health-mash": (
        "health_mash",
        "Her doctor saw her four times about poor sleep, and once wrote down that she was watched.",
    ),
    "children-and-families": ("social_worker", "One contact about their son, closed after a talk on the telephone."),
}
WEIGHED = {
    "1": "She told her doctor that she was watched; nobody asked further.", "2": "Her sister felt that her call was not heard.",
    "3": "She was known to three agencies, and to none of them well.",
    "4": "No risk was graded after the second call to the police.", "5": "She was not put to the meeting on high risk. She may "
    "have belonged there.", "7": "It is not clear to practitioners when a single sentence to a doctor is passed on.",
}  # fmt: skip
NOTHING = "Looked at; nothing is known of it."
DECISION: dict[str, Any] = {
    "over_16": "yes", "relation": "partner", "death": "killed",
    "abuse": "Watching, questions about every journey, and control of money for years.", "overlaps": [],
    "specialist": "The specialist service sees coercive control that rose when she spoke of leaving.",
    "partners": "Police, health and council each knew a part.", "panel": "", "outcome": "dhr",
    "reasons": "The definition is met, and three agencies each held a part that the others did not have.", "against": "",
    "decided_by": "The chair of the community safety partnership", "late_because": "", "why_again": "",
}  # fmt: skip
TRIAL: dict[str, Any] = {
    "kind": "criminal", "consulted": "Senior investigating officer",
    "agreed": "No witness of the trial is spoken to before they gave evidence. Records may be read.", "joint": False,
    "agreed_chair": "", "agreed_money": "", "agreed_terms": "", "held_to_account": "",
}  # fmt: skip
SISTER = {
    "name": "Wilhelmina Fabrication", "tie": "her sister", "delivered": "The family liaison officer",
    "advocate": "A specialist advocate was offered, and accepted",
}  # fmt: skip
BROTHER = {
    "name": "Barnabas Fabrication", "tie": "his brother", "delivered": "The family liaison officer",
    "advocate": "A specialist advocate was offered, and accepted",
}  # fmt: skip
OTHER_SIDE: dict[str, Any] = {
    "side": "perpetrator", "name": "Not known", "tie": "parents", "letter": [], "invited_on": None, "delivered": "",
    "advocate": "", "not_invited_because": "They live abroad, and the investigator advised against writing before sentence.",
}  # fmt: skip
CHAIR: dict[str, Any] = {
    "part": "chair", "name": "Marlowe Imaginson", "body": "Independent (invented)",
    "register": "On the register of chairs; two references were followed up.",
    "chosen_by": "District lead, chair of the county body, commissioner's office, coordinator",
    "contract": "The office of the commissioner",
}  # fmt: skip
CHAIR_TESTS = {
    "agencies": "Has never worked for, or with, an agency of this county.", "csp": "Not a member of any partnership here.",
    "states": "The contract asks for it in the report.", "training": "Certificates of both parts were seen.",
    "abuse": "Eight years with a refuge, then research on coercive control.",
}  # fmt: skip
ADMINISTRATOR = {
    "name": "Jocasta Mockwell, support officer (invented)", "supplied_by": "the district council",
    "supervised_by": "the lead of the partnership",
}  # fmt: skip
MEMBER: dict[str, Any] = {
    "panel": "review", "email": "", "name": "", "body": "", "politician": "no", "fitness": "",
    "shown": "A woman died at home; her husband was arrested. Nothing more before you have declared.",
}  # fmt: skip
SPECIALIST = {
    "seat": "Gloucestershire Domestic Abuse Support Service (GDASS)", "email": "", "name": "Ione Supposeley",
    "body": "Service manager (invented)",
}  # fmt: skip
# Seat, and e-mail name of who sits and declares for themselves.
HERE = (
    ("Gloucestershire Constabulary", "police_mash"),
    ("Gloucestershire NHS Integrated Care Board", "health_mash"),
    ("Gloucestershire County Council (children and adults)", "social_work_manager"),
)
ELSEWHERE = (
    {"seat": "Gloucestershire Constabulary", "email": "", "name": "Ptolemy Guessford", "body": "Inspector, Gloucestershire "
     "Constabulary (invented)"}, SPECIALIST,
)  # fmt: skip
TERMS: dict[str, Any] = {
    "scope_words": "What agencies knew, or could have known, of control and danger in the last three years.",
    "holding_statement": "A review is under way. It asks what can be learned, and blames nobody. The family asks for quiet.",
    "data_protection": "Each agency answers for its own records; the review's papers lie in one restricted file.",
    "agreed_by": "Marlowe Imaginson, chair", "why_again": "",
}  # fmt: skip
TOPICS = {
    "1": "Who could have heard of the control, and what was asked when they did.",
    "2": "Police, health, council and the specialist service; the school says in writing that it has nothing.",
    "3": "The trial comes first; the inquest is adjourned.", "4": "Advice on coercive control, from the specialist service.",
    "5": "Three years, and a short account of the years before.", "6": "Asked of every agency; none recorded more than age.",
    "8": "Should she have been put to the meeting on high risk?", "12": "Did anybody tell her of a helpline?",
    "14": "Her sister takes part. The husband may be asked after the trial.",
    "15": "One person speaks for the partnership; the family sees every statement first.",
    "18": "She worked in the next county: its force and her employer are asked.",
    "21": "Two earlier reviews said the same of doctors.",
}  # fmt: skip
NO_PLACE = "Looked at: it has no place in this review, as far as is known."
STATEMENT = "A review has begun. It asks what can be learned. Nothing more is said while a court is busy."
TO_LOOK_AT = "Every contact in the three years, what was asked, what was passed on, and why not."
POLICE_AUTHOR = {
    "email": "", "author_words": "Zenobia Pretendale, review officer (invented)", "no_part": "yes", "no_line": "yes",
    "independent_because": "Works in the review unit, and never in that district.",
}  # fmt: skip
HEALTH_AUTHOR = {
    "email": "gp@demonstration.example", "author_words": "", "no_part": "yes", "no_line": "yes",
    "independent_because": "Of another surgery; never saw the family, and manages nobody who did.",
}  # fmt: skip
POLICE_REPORT = {
    "account": "Officers went to the home twice. The first time nobody wished to speak. A notice was given the second time.",
    "analysis": "Because the two logs were never read together, nobody saw that control rose, and risk was not graded anew.",
    "learning": "A second call to one home is read together with the first, by somebody who asks about control.",
    "good_practice": "An officer rang her sister back the next day, unasked.",
    "recommended": "One log for a home, by the spring; the superintendent answers for it; forty logs are read after six months.",
}  # fmt: skip
EARLIER_REPORT = {
    **POLICE_REPORT,
    "account": "Neighbours rang twice in the summer. Officers spoke with both at the door and left.",
    "analysis": "He was a man and taller than his partner: officers did not think of him as somebody in danger, and did not ask.",
    "learning": "Ask whoever is at the door, alone, whoever they are.",
}  # fmt: skip
FEEDBACK = {
    "who": "Two officers of the response team", "corrected": "One day in the account was put right.",
    "apart": "None is running.",
}  # fmt: skip
ENDORSED = {
    "endorsed_by": "The superintendent for public protection", "owns": "What it recommends stands in my plan for the year.",
    "nobody_because": "",
}  # fmt: skip
REPORT: dict[str, Any] = {
    "title": "A man who was not asked", "summary": "Neighbours heard, officers came, and nobody asked him alone.",
    "account": "Adult A was killed by a former partner. Neighbours had rung twice.",
    "analysis": "Services pictured victims as women. What Adult A said was heard as a quarrel.",
    "lessons": "Ask everybody alone. Say where a man can turn.", "good_practice": "A neighbour was rung back the same evening.",
    "family_words": "His brother asked that men be told in plain words that the helpline is for them too.",
    "independence": "The chair never worked for an agency of this county.", "approved_by": "", "why_again": "",
}  # fmt: skip
ADVISED = (
    ({"text": "Ask whoever is at the door, alone, whoever they are.", "owner": "Superintendent, public protection",
      "outcome": "Men say what happens to them.", "measure": "Forty logs are looked at every half year."}, 120),
    ({"text": "Say on every leaflet that the helpline is for men too.", "owner": "Strategic coordinator",
      "outcome": "More men ring.", "measure": "Calls of men, counted each quarter."}, 60),
)  # fmt: skip
TESTED = {"tested_with": "The team's managers: it can be done in the time.", "senior": "The superintendent"}
DRAFT_READ = (
    ("draft", "His brother had the draft for three weeks, with his advocate.", 103),
    ("comments", "He finds it fair, and asks for one sentence about his work.", 99),
    ("considered", "The panel put the sentence in.", 98),
)
CHECKED = {
    "fair": "Both authors read it and agreed.", "true": "Held against the panel's minutes.",
    "people": "Police, helpline, employer and brother were heard.", "lessons": "Two actions, each with a measure.",
}  # fmt: skip
SIGNED = {
    "feedback": "Staff in two briefings, the family by the chair, the media on the day.", "family_without": "",
    "signed_by": "The chair of the community safety partnership", "how": "The Home Office's secure mailbox", "late_because": "",
}  # fmt: skip
