"""Words of the field that mean one thing, and words that say nothing about what a recommendation is about.

General usage of the field, written down once: not taken from any one document. An area may word things in other ways; a word
that is missing here only makes two recommendations look less alike.
"""

# The idea, and the ways it is worded (regular expressions, whole words). Earlier ones are looked for first.
IDEAS: dict[str, tuple[str, ...]] = {
    "voice of the child": (
        "voices? of (?:the )?child(?:ren)?",
        "child's voice",
        "wishes and feelings",
        "what (?:the child|they) (?:said|told|think)",
        "own words",
        "lived experience",
        "say what (?:he|she|it|they) thinks?",
    ),
    "domestic abuse": ("domestic (?:abuse|violence)", "coercive control", "violence at home"),
    "child protection plan": (
        "child protection plans?",
        "protection plans?",
        "subject to (?:a )?plans?",
        "on (?:a|the) plans?",
        "on plans",
    ),
    "conference": ("child protection conferences?", "conferences?"),
    "strategy meeting": ("strategy (?:meetings?|discussions?)",),
    "health visitor": ("health visit(?:ors?|ing)(?: (?:team|service)s?)?",),
    "midwife": ("midwi(?:fe|ves|fery)", "maternity(?: (?:services?|units?))?"),
    "pregnancy": (
        "pregnan(?:t|cy|cies)",
        "antenatal",
        "pre-?birth",
        "unborn(?: bab(?:y|ies))?",
        "before birth",
        "prenatal",
    ),
    "gp": ("gps?(?: practices?)?", "surger(?:y|ies)", "general practi(?:ce|tioner)s?"),
    "police": ("police", "constabulary", "officers"),
    "social care": ("(?:children's )?social care", "children's services", "social services"),
    "front door": ("front door", "safeguarding hub", "the hub", "mash"),
    "professional curiosity": ("professional(?:ly)? curio(?:sity|us)", "inquisitive", "curious", "beneath the surface"),
    "challenge": (
        "escalat(?:e|es|ed|ion|ions|ing)",
        "challeng(?:e|es|ed|ing)",
        "disagree(?:ment|ments|s)?",
        "question another",
    ),
    "thresholds": ("thresholds?(?: documents?)?", "levels? of need"),
    "safe sleep": ("saf(?:e|er) sleep(?:ing)?",),
    "return interview": ("return (?:conversation|interview|home interview)s?",),
    "missing": ("missing", "run(?:s)? away", "absconds?"),
    "interpreter": ("interpreters?", "translat(?:e|es|ed|or|ors|ion)"),
    "english": ("english",),
    "substance misuse": (
        "misus(?:e|ing) substances?",
        "substance misuse",
        "drug(?:s)?(?: (?:and|or) alcohol)?(?: services?)?",
        "drinks? harmfully",
        "treatment providers?",
    ),
    "core group": ("core groups?",),
    "father": ("fathers?", "dads?", "men in the household", "male (?:partners?|carers?)", "mothers?' partners?"),
    "exploitation": ("exploit(?:ed|ation)", "grooming", "county lines"),
    "offender": ("offenders?", "perpetrators?"),
    "disrupt": ("disrupt(?:ed|s|ion)?",),
    "supervision": ("supervision",),
    "neglect": ("neglect(?:ful)?(?: care)?",),
    "sexual abuse": ("sexual (?:abuse|harm)", "intra-?familial", "sexually abused"),
    "disability": ("disab(?:led|ilit(?:y|ies))",),
    "communication aid": ("communication aids?", "symbols", "signing"),
    "home education": ("home education", "educated at home", "(?:electively )?home educated"),
    "young carer": ("young carers?", "looked after by a child"),
    "referral": ("referrals?", "refers?", "referrers?", "referring"),
    "suicide": ("suicides?", "suicidal", "self-?harm"),
    "private fostering": ("private(?:ly)? foster(?:ing|ed)",),
    "online": ("online", "internet", "social media"),
    "teenager": ("teenagers?", "adolescents?", "young (?:person|people)"),
    "looked after": ("looked after(?: child(?:ren)?)?", "children in care", "in care"),
    "out of area": ("out of (?:county|area)", "other areas?", "elsewhere", "previous authorit(?:y|ies)"),
    "infant": (
        "babies who cannot (?:yet )?move",
        "non-?mobile infants?",
        "newborns?",
        "bab(?:y|ies)",
        "infants?",
        "under twos?",
        "younger than two",
    ),
    "paediatrician": ("p(?:a)?ediatric(?:ian|ians)?", "consultant for children"),
    "injury": ("bruis(?:e|es|ing)", "injur(?:y|ies)"),
    "out of hours": ("out of hours", "at night", "nights?(?:-time)?", "weekends?", "overnight", "emergency workers"),
    "emergency department": ("accident and emergency", "emergency departments?", "a&e"),
    "early help": ("early help",),
    "mental illness": ("mental (?:health|illness)",),
    "housing": ("housing(?: (?:officers?|providers?))?", "landlords?", "tenan(?:t|ts|cy|cies)", "rents"),
    "information sharing": ("shar(?:e|ing) information", "information sharing"),
    "consent": ("consent", "family's agreement", "without (?:the )?agreement"),
    "disguised compliance": ("disguised compliance", "appear to co-?operate", "real engagement"),
    "culture": ("cultur(?:e|al)(?: background)?",),
    "faith": ("faith", "religio(?:n|us)"),
    "designated officer": ("designated officers?", "lado"),
    "chronology": ("chronolog(?:y|ies)", "significant events"),
    "foster carer": ("foster carers?", "carers"),
    "history": ("histor(?:y|ies)", "child's past"),
    "discharge": ("discharg(?:e|ed)(?: planning)?", "go home from (?:the )?(?:ward|hospital)"),
    "hospital": ("hospitals?", "wards?"),
    "dental": ("dental(?: health)?", "teeth", "tooth", "decay"),
    "school nurse": ("school nurses?",),
    "school": ("schools?", "colleges?"),
    "pupil": ("pupils?", "school-aged? children", "children of school age"),
    "review": ("serious case reviews?", "rapid reviews?", "practice reviews?"),
    "audit": ("audit(?:s|ed)?", "quarterly checks?", "dip sampl(?:e|es|ing)"),
    "training": ("train(?:s|ed|ing)?", "courses?", "briefings?", "equip", "workshops?"),
    "evaluate": ("evaluat(?:e|es|ed|ion)", "measured", "test (?:each year|whether)"),
    "death": ("deaths?", "died", "bereave(?:d|ment)"),
    "support for staff": ("debrief(?:ing|s)?", "counselling"),
    "handover": ("transfers? of cases?", "change of social worker", "hand-?overs?"),
    "repeat contacts": ("repeat(?:ed)? contacts?", "several contacts", "cumulative"),
    "immediately": ("immediately", "at once", "straight away", "same[- ]day"),
    "overdose": ("overdoses?",),
    "ambulance": ("ambulance(?: services?)?", "paramedics?"),
    "probation": ("probation",),
    "in writing": ("in writing", "written"),
    "working day": ("working days?",),
    "written record": ("records?", "recorded", "recording", "case notes?", "files?"),
}

# Words that most recommendations have, and that say nothing about what one is about.
PLAIN = frozenset(
    """a about above after again against all also an and another any apart are around as at away be because been before being
    between both but by can cannot come could did do does done each ensure every everybody everyone few first for from further
    get give given has have he her him his how if in into is it its just keep kept like made make many may might more most must
    need needed needs no nor not now of off offered on once one only or other ought our out over own people put recommend
    recommendation seek set shall she should so some somebody such take taken than that the their them then there these they
    this those through to too two under until up use used very was way we well were what when where whether which while who
    whoever whole whom whose why will with within without would agency agencies staff practitioner practitioners professional
    professionals worker workers service services partnership multi child children family families clear consider subject
    concerned concerns tell tells told notify notified report reports reported review reviewed reviews check checks checked call
    calls called name named copy receive received include included recording ask asked asks hear heard know known show shown
    two three four five six seven eight nine ten twelve minute minutes hour hours day days week weeks month months year years
    last next number part term start starts held hold holds meet meets meeting meetings lead led""".split()
)
