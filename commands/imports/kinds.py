"""The headings that offices give their columns, and what each is taken for."""

import re
from collections.abc import Iterator

from commands.imports.notes import PERIOD
from ledger.characters import folded

# Which of several days on which something is to be done.
_WHICH = (
    r"(current|revised|new|target|agreed|latest|expected|estimated|anticipated|forecast|proposed"
    r"|planned|due|hmic(frs)?|force|action)"
)
_DOING = r"(completion|implementation|delivery)"
# What a column may be taken for, and the headings that offices give it.
KINDS: dict[str, str] = {
    "reference": r"(our |your |hmic(frs)? |action |minute |item |log |unique |rec(ommendation)? "
    r"|row |serial )*(ref(erence)?|id|no|nr|number|#)( no| number| id| code)?"
    r"|(ref(erence)?|action|rec) ?#|item|minute|s/?no|a/?n|rec|uid|ap( no)?",
    "action": r"(agreed |required |management |outstanding )*actions?( required| agreed| point"
    r"| needed| description| to be taken| detail(s)?)?|description|tasks?|details?( of action)?"
    r"|what( needs to be done| is (asked|to be done))?|title|subject|issue|requests?"
    r"|(audit |original |summary of )?recommendations?( made| summary| in full)?"
    r"|(hmic(frs)? )?(recommendations?|recs?|items?|afis?|areas? for improvement"
    r"|causes? (of|for) concern|cocs?)( text| wording| details?| description| title)?"
    r"|(full )?(text|wording)( of (the )?\w+)?",
    "owner": r"(?!.*\b(from|updates?|comments?)\b|(risk|previous) )([a-z]+ ){0,2}"
    r"(owners?|leads?|officers?)( responsible| name)?|sro"
    r"|(responsible |lead |named )?(person|manager)( responsible)?|responsib(le|ility)"
    r"|assigned to|(action )?by whom?|who|allocated to|action by",
    "due": rf"({_WHICH} |{_DOING} )*(due|deadlines?|targets?|time ?(scales?|frames?|lines?))"
    rf"( date| by)?( (for|of) {_DOING}| set by .+)?"
    rf"|({_WHICH} )+({_DOING}( date)?|date( (for|of) {_DOING})?)"
    r"|due (by|on)|(action )?by when|when|completion due|(implementation|delivery) date"
    rf"|extended to|to be completed? by|complete by|date (due )?for {_DOING}",
    "original due": r"original( due| target| deadline| completion| implementation| agreed)*"
    r"( ?date)?|(first|initial) due( date)?",
    "RAG": r"(current )?rag( status| rating)?|colour|r/?a/?g|bragg? ?(status|rating)?",
    "percent": r"(% ?|per ?cent(age)? )(completed?|done|progress)?|progress %|%",
    "status": r"(action |current |latest |overall |progress |implementation |force |our )?status"
    r"|state|(open|live|active) ?/ ?(closed?|completed?)|(action )?complete|position|stage",
    "raised on": r"(date )?(first )?(raised|opened|agreed|logged|created|set)( on| date)?"
    r"|date (action )?(raised|agreed|added|entered|identified|assigned)|date of (meeting|action)"
    r"|((originating|source|original) )?meeting( date| raised)?|date|raised at|from meeting"
    r"|start date"
    r"|((final )?report|audit|issued?|publication|inspection)( issued?)? date"
    r"|(report )?issued( on)?|report(ed)? on|((date|report) )?published( on| date)?"
    r"|(year|month) published|date of publication",
    "closed on": r"(date )?(closed|completed|discharged|implemented)( on| date)?|closure date"
    r"|completion date|actual completion( date)?|date of closure|(date completed?|actual date)",
    "notes": r"(?!(date|of|next|management|expected|intended|desired|planned) "
    r"|client('s)? (response|comment))([a-z'’]+ ){0,3}"
    r"(updates?|notes?|comments?|progress|commentary|narrative|outcome|remarks|evidence)"
    r"( notes?| updates?| to date| commentary| comments?| provided| of completion| from .+"
    r"| ?/ ?(comments?|updates?|progress))?|progress since .+"
    r"|(latest|current|present) (position|situation)( ?/ ?updates?)?|latest|what has been done"
    r"|position (as )?at .+|position statement|reasons? for closure|closure (rationale|reason)"
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
    "area": r"(question |peel |core |inspection |judge?ment )?(area|question|pillar|theme|strand)s?"
    r"( code| name)?",
}
_DONE = re.compile(
    r"(?:action )?(?:completed?|closed|done|implemented)"
    r"(?:\?|\??[ :-]*\(?(?:y ?/ ?n|yes ?/ ?no)\)?\??)",
    re.IGNORECASE,
)
_WHICH_DAY = re.compile(
    r"(?P<what>.+?) ?\((?P<which>target|due|planned|expected|revised|estimated|original|previous)\)"
)
_YES_OR_NO = re.compile(r"(agreed|accepted)\??[ :-]*\(?(y ?/ ?n|yes ?/ ?no)\)?\??", re.IGNORECASE)
OF_HMICFRS = ("kind", "area")
OF_RECOMMENDATIONS = ("agreed", "report", "issuer", "assurance", "verified", *OF_HMICFRS)
AUDITED = {"priority", "response", "agreed"}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in KINDS.items()}


def kind_of(text: str) -> str | None:
    """What a heading is usually taken for."""
    text = " ".join(text.split())
    if _YES_OR_NO.fullmatch(text):
        return "agreed"
    if _DONE.fullmatch(text):
        return "status"
    text = re.sub(r"(?<=[A-Za-z])\.(?= |$)", "", text)  # Rec. No.
    if (later := _WHICH_DAY.fullmatch(text.casefold())) is not None:
        text = f"{later['which']} {later['what']}"
    said = folded(re.sub(r"\s+", " ", re.sub(r"\([^)]*\)", " ", text))).strip(" .:*?")
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
