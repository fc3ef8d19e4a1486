"""What a heading or a label opens: who came, apologies, the last minutes, matters arising."""

import re

PRESENT = re.compile(
    r"^(?:(?:\w+\s+){0,2}?(?:members|officers|councillors|others|persons|people|those|attendees|staff|governors|trustees|directors|invited)\s+|also\s+|who\s+)*"
    r"(?:present|attendance|attendees?|in\s+attend[ae]n[cs]e|attending|attended|came|there(?=\s*:)|was\s+there|were\s+there|attendance\s+list|joined\s+(?:by|online|remotely|virtually)|joining|invitees|guests|by\s+invitation)\b"
    r"(?:\s+(?:by|were|was|via\s+\w+|remotely|virtually|for\s+item\s+\w+|(?:and|&|/)\s*apologies(?:\s+for\s+absence)?))?\s*(?:\([^)]{0,40}\))?\s*(?:[:;.–-]+|,(?=\s+(?-i:Chair\w*\s+[A-Z]|(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Dr)\s))|$|(?-i:(?=(?:the\s+)?[A-Z][a-z]+(?:,|\s+and)?\s+[A-Z]|[A-Z]\.?\s[A-Z][a-z]+,\s|(?:Councillors|Cllrs|Members)\b)))",
    re.I,
)
ROLE = re.compile(
    r"^(?:(?:in\s+the\s+)?chair(?:ed\s+by|man|person|ing)?|co-chairs?|vice[- ]chair\w*|officers?|"
    r"(?:(?:non-?\s?)?school\s+|core\s+|voting\s+|elected\s+|lay\s+|associate\s+)?members?(?:\s+of\s+\w+(?:\s+\w+)?)?|"
    r"councillors?|observers?|police|opcc|force|panel|board|committee|guests?|presenters?|auditors?|"
    r"(?:internal|external)\s+audit|staff|constabulary|representatives?|co-opted(?:\s+members?)?|independent\s+members?|unison|federation|witnesses|secretariat|partners|speakers)"
    r"(?:\s+present)?\s*(?:[:–-]+|$)",
    re.I,
)
# What stands within a list of people, and parts it from nothing.
PUBLIC = re.compile(r"^(?:\w+)\s+members?\s+of\s+the\s+(?:public|press)", re.I)
APOLOGIES = re.compile(
    r"^apologies(?=\s+(?-i:(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Dr|Sgt|Insp|PC)\.?\s+[A-Z]))|"
    r"^apologies(?:\s+for\s+absence|/absen(?:t|ce))?(?=\s+(?-i:(?!For|Of|Were|Was|Received|And|From|To|Given|Accepted|Agreed|Noted|Absence)(?:[A-Z]\.?\s)?[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?,\s))|"
    r"^(?:(?:\w+\s+){0,2}?(?:members|officers|councillors|staff|those|governors|trustees)\s+(?:who\s+)?(?:sent\s+|sending\s+|and\s+)?)?(?:apolog(?:y|ies)|apols?|absent|absence|absentees?|not\s+present|did\s+not\s+attend|(?:not\s+able|unable)\s+to\s+(?:attend|be\s+(?:here|there|present))|could(?:\s+not|n['’]t)\s+(?:attend|come|make\s+it|be\s+(?:here|there|with\s+us))|regrets|sorry\s+not)\b"
    r"[^.:]{0,60}?(?:[:;–-]+|\.(?=\s+(?-i:[A-Z]))|$)",
    re.I,
)
SECTIONS: dict[str, str] = {
    "present": r"^present|attendance|attendees|introductions|^members(?:hip)?$|^officers$",
    "apologies": r"apolog|\babsen(?:ce|t)\b",
    "declarations": r"declar\w*|(?<!wider\s)(?<!public\s)\binterests?\b|dispensations?",
    "minutes": r"(?<!wit)\bminutes\b(?!\s+\d+\b(?!\s*(?:st|nd|rd|th)?\s+\w+\s+\d{4}))|\b(?:notes|"
    r"record)\b.{0,20}\b(?:meeting|last|previous)\b|\b(?:last|previous)\s+(?:meeting|minutes|notes)\b",
    "arising": r"matters?\s+arising|\barising\b|"
    r"\baction\s+(?:points?\s+)?(?:log|track\w*|list|schedule|sheet|"
    r"points?\s+from|updates?|register)|\bactions\s+from\b|outstanding|"
    r"\bactions?\s+(?:points?\s+)?(?:at|of|in)\s+(?:the|our)\s+(?:last|previous)\b|\bactions?\s+(?:raised|agreed)\s+(?:at|in)\s+(?:the|our)\s+[\w\s]{0,30}meeting\b|"
    r"^(?:actions?\s+)?follow-?\s?up$|follow-?\s?up\s+(?:of|on|from|to)\s+(?:actions|previous|earlier|last)\b|"
    r"^actions?\s+(?:as\s+(?:at|of|on)|to\s+date)\b|"
    r"\bitems\s+from\s+(?:the\s+)?(?:past|last|previous)\b|\b(?:previous|earlier|last|open)\s+(?:actions|time|matters)|progress\s+(?:on|of|against|with)\b|(?:from|since)\s+(?:the\s+)?(?:last|previous)\s+meeting|"
    r"clerk['’]s\s+(?:report|update)|review\s+of\s+(?:the\s+)?(?:previous\s+)?actions|(?<!items\s)\b(?:and|&)\s+actions$|^last\s+time|"
    r"^minute\s+(?:no\.?\s*)?\d[\w/.]*\s.*\b(?:19|20)\d\d\b|^updates?$|^updates?\s+(?:on|from)\s+(?:previous|earlier|last)",
    "next": r"\bnext\s+(?:\w+\s+){0,2}(?:meetings?|sessions?)\b|\b(?:dates?|"
    r"time)\s+of\s+(?:\w+\s+){0,2}(?:next|future)|future\s+(?:meeting\s+)?dates|^(?:meeting\s+dates|dates\s+of\s+meetings)|future\s+meetings",
    "business": r"(?:any\s+)?(?:other|urgent)\s+(?:business|matters)|\ba\.?o\.?b\b",
    "questions": r"\bquestions?\b|\bq\s*&\s*a\b",
    "afi": r"\bareas?\s+for\s+improvement\b|^afis?\b",
    "concern": r"(?:^\W*|[:–—-]\s*)causes?\s+of\s+concern\b",
    "recommendations": r"^recommendations?\b|\brecommendations?$",
    "actions": r"^(?:new\s+|agreed\s+|summary\s+of\s+)?actions?(?:\s+(?:points?|agreed|required|"
    r"arising|from\s+(?:this|the)\s+meeting|items?|list))?$|^actions?\s*(?:/|and|&)\s*(?:further\s+)?(?:information|follow|points|next)|^actions?\s+from\s+this|^to\s+do$|^next\s+steps$|^(?!.*\b(?:previous|earlier|last|open|outstanding|completed?|closed|reviews?|current|recent|past|ongoing|live|and|of|on|from|future|"
    r"legal|industrial|disciplinary|enforcement)\b)(?:[\w'’/&-]+\s+){1,3}actions$|^(?:potential\s+|further\s+|agreed\s+)?follow-?\s?up\s+actions?\b",
    "decisions": r"^(?:key\s+|summary\s+of\s+)?decisions?(?:\s+(?:made|taken|agreed))?$|"
    r"^resolutions?$",
    "grades": r"\bgrad(?:es|ings?|ed|ement)\b|\bjudge?ments?\b",
    "documents": r"^(?:additional|supporting|background)\s+(?:documents|papers)",
    "planning": r"\bplanning\b",
}
PATTERNS = {name: re.compile(pattern, re.I) for name, pattern in SECTIONS.items()}
# Of the item that they stand below, and of no earlier meeting; of another body's.
OF_THE_ITEM = re.compile(
    r"^actions?\s+arising\W*$|\barising\s+from\s+(?:the\s+)?(?!(?:\w+\W+){0,3}?(?:minutes|meetings?|"
    r"last|previous|notes|actions?)\b)\w",
    re.I,
)
THIS = re.compile(r"\bfrom\s+this\b|\bof\s+this\s+meeting\b|\bagreed\s+(?:today|at\s+this)", re.I)


def is_within(words: str) -> bool:
    """Whether a line stands within a list of people, and opens nothing: Members, Officers."""
    return bool(ROLE.fullmatch(words) or PUBLIC.match(words))


def opened_by(heading: str) -> frozenset[str]:
    """The sections that a heading opens; several, as in Minutes and matters arising."""
    heading = heading.rstrip(" :–—-.")
    found = {name for name, one in PATTERNS.items() if one.search(heading)}
    if THIS.search(heading) or OF_THE_ITEM.search(heading):
        found.discard("arising")
    return frozenset(found)


def block_of(words: str) -> str:
    """Whether words open a list of who came, or of who did not."""
    if APOLOGIES.match(words):
        return "apologies"
    return "present" if PRESENT.match(words) else ""
