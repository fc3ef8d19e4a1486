"""The headings that offices give their columns, and what each is taken for."""

import re
from collections.abc import Iterator

from commands.imports.notes import PERIOD
from ledger.characters import folded

# What a column may be taken for, and the headings that offices give it.
KINDS: dict[str, str] = {
    "reference": r"(our |your |action |minute |item |log |unique |rec(ommendation)? |row |serial )?"
    r"(ref(erence)?|id|no|nr|number|#)( no| number| id| code)?|(ref(erence)?|action|rec) ?#"
    r"|item|minute|s/?no|a/?n|rec",
    "action": r"(agreed |required |management |outstanding )*actions?( required| agreed| point"
    r"| description| to be taken| detail(s)?)?|description|tasks?|what|details?( of action)?"
    r"|recommendations?|title|subject|issue|(hmic(frs)? )?(recommendations?|recs?|items?|afis?"
    r"|areas? for improvement|causes? (of|for) concern|cocs?)( text| wording| details?"
    r"| description| title)?|(full )?(text|wording)( of (the )?\w+)?",
    "owner": r"(action |lead |responsible |assigned |force |opcc |business |strategic |tactical "
    r"|executive |chief officer |portfolio )?(owners?|leads?|officers?|person|manager)"
    r"( responsible| name)?|lead officer|sro"
    r"|responsib(le|ility)|assigned to|by whom|who|allocated to|action by",
    "due": r"(current |revised |new |target |agreed |latest )?(due|deadline|target|timescale)"
    r"( date| by)?|(revised|target|agreed|expected|current|proposed|planned)"
    r"( completion| implementation)? date|due (by|on)|by when|when|completion due"
    r"|implementation date",
    "original due": r"original( due| target| deadline| completion| implementation| agreed)*"
    r"( ?date)?|(first|initial) due( date)?",
    "RAG": r"(current )?rag( status| rating)?|colour|r/?a/?g|bragg? ?(status|rating)?",
    "percent": r"(% ?|per ?cent(age)? )(completed?|done|progress)?|progress %|%",
    "status": r"(action |current |progress |force |our )?status|state|open ?/ ?closed|complete\??"
    r"|(closed|done)\?|position|stage",
    "raised on": r"(date )?(raised|opened|agreed|logged|created|set)( on| date)?|date of meeting"
    r"|meeting( date)?|date|raised at|from meeting|start date"
    r"|((final )?report|audit|issued?|publication|inspection)( issued?)? date"
    r"|(report )?issued( on)?|report(ed)? on|((date|report) )?published( on| date)?"
    r"|(year|month) published|date of publication",
    "closed on": r"(date )?(closed|completed|discharged|implemented)( on| date)?|closure date"
    r"|completion date|actual completion( date)?|date of closure",
    "notes": r"(progress |latest |action |current |further |monthly )?"
    r"(updates?|notes?|comments?|progress|commentary|narrative|outcome|remarks|evidence)"
    r"( notes?| updates?| to date| commentary| comments?| ?/ ?(comments?|updates?|progress))?"
    r"|(latest|current|present) (position|situation)( ?/ ?updates?)?|latest|what has been done"
    r"|action taken|progress made",
    "priority": r"priority|risk( rating| level)?|grade|importance|risk priority"
    r"|(recommendation|finding|audit|rec|priority) (priority|rating|grad(e|ing)|categor(y|isation)"
    r"|level)|severity",
    "response": r"(management|client|trust|our|agreed|force)?( |'s )?response( to recommendation)?"
    r"|management comments?|response from management",
    # Of recommendations alone.
    "agreed": r"accepted|accept(ed)? ?/ ?(rejected|not accepted)|agreed ?/ ?(rejected|not agreed)"
    r"|(accepted|agreed) ?\(?(y ?/ ?n|yes ?/ ?no)\)?|management decision",
    "report": r"(internal |external |hmic(frs)? )?(audit|report|review|inspection|inquest"
    r"|assignment|publication)( (area|title|name|report|review|ref(erence)?|subject))*"
    r"|(name|title) of (audit|report|review|inspection)|source( of recommendation| report)?"
    r"|report name and ref(erence)?",
    "issuer": r"issuer|issued by|(internal |external )?auditors?|recommended by|made by|reviewer"
    r"|reviewing body|recommending body|audit (provider|body|firm)",
    "assurance": r"(overall |audit )?(assurance|opinion)( opinion| level| rating| given)*",
    "verified": r"(verified|validated|confirmed|checked|followed up|signed off)"
    r"( by)?( (the )?(internal |external )?auditors?| (internal |external )?audit| ia)?"
    r"|(internal |external )?audit(or)?('?s)? (verification|validation|follow[- ]?up|confirmation)"
    r"( status| result)?|follow[- ]?up (result|status|outcome)"
    r"|(signed[- ]off|closed|verified|accepted|approved|agreed|validated) (by|with|on) (the )?"
    r"(hmic(frs)?|hmi|inspectorate|portal)( portal)?( on)?|(hmic(frs)?|hmi|inspectorate)('?s)? "
    r"(sign[- ]?off|signed[- ]off|closed|accepted|closure|verification|validation|approval"
    r"|acceptance|status|decision|position)( date| status)?"
    r"|(hmic(frs)? )?(monitoring )?portal( status)?",
    # Of HMICFRS alone.
    "kind": r"(item |recommendation |rec |finding |hmic(frs)? |inspection )?(type|kind|category)"
    r"( of (item|recommendation|finding))?",
    "area": r"(question |peel |core |inspection |judge?ment )?(area|question|pillar|theme)s?"
    r"( code| name)?",
}
_YES_OR_NO = re.compile(r"(agreed|accepted)\??[ :-]*\(?(y ?/ ?n|yes ?/ ?no)\)?\??", re.IGNORECASE)
OF_HMICFRS = ("kind", "area")
OF_RECOMMENDATIONS = ("agreed", "report", "issuer", "assurance", "verified", *OF_HMICFRS)
AUDITED = {"priority", "response", "agreed"}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in KINDS.items()}


def kind_of(text: str) -> str | None:
    """What a heading is usually taken for."""
    if _YES_OR_NO.fullmatch(" ".join(text.split())):
        return "agreed"
    said = folded(re.sub(r"[\s\n]+", " ", re.sub(r"\([^)]*\)", " ", text))).strip(" .:*?")
    kinds = (
        kind for form in _forms(said) for kind, one in _PATTERNS.items() if one.fullmatch(form)
    )
    return next(kinds, None)


def _forms(said: str) -> Iterator[str]:
    """A heading as it may be said more briefly."""
    yield said
    yield re.sub(r"^(dates?|details?) ", "", said)  # Dates over Raised and Due.
    yield re.sub(r" (for|at|since|as at|as of|by) .*", "", said)  # Update for the meeting.
    yield re.sub(rf" {PERIOD}$", "", said)  # Update 1 March.
    yield re.sub(rf"^{PERIOD}( -)? ", "", said)  # Q2 2018/19 update.
    if (of := re.fullmatch(r"(?P<what>\w+) of (the )?(?P<whose>.+)", said)) is not None:
        yield f"{of['whose']} {of['what']}"  # Description of action.
    # RAG / status; AFI or recommendation.
    yield from (part.strip() for part in re.split(r" ?[/&] ?| and | or ", said))
