"""The verbs by which a line of minutes gives a task: what is done, and what is only said."""

import re

# What is done: verbs of a task.
DOES = (
    r"(?:continue\s+to|write|circulate|re-?circulate|provide|send|resend|share|check|report|bring|arrange|rearrange|"
    r"speak|contact|prepare|draft|produce|investigate|review|revise|look|follow|find|confirm|"
    r"discuss|raise|update|obtain|organi[sz]e|invite|ask|liaise|consider|explore|add|amend|"
    r"publish|present|feed|chase|e-?mail|request|establish|submit|issue|consult|develop|"
    r"distribute|clarify|supply|forward|set|take|compile|pass|pick|seek|attend|advise|inform|"
    r"notify|respond|reply|monitor|identify|commission|convene|host|hold|launch|run|finali[sz]e|"
    r"scope|remind|upload|collate|ensure|make|get|talk|call|visit|draw|lead|work|meet|give|"
    r"put|include|remove|replace|link|act|assess|analy[sz]e|audit|benchmark|book|build|carry|"
    r"change|collect|communicate|compare|complete|conduct|co-?ordinate|correct|deliver|deal|"
    r"escalate|evaluate|examine|extend|gather|highlight|implement|incorporate|join|keep|map|"
    r"nominate|outline|own|progress|promote|propose|pursue|quantify|recruit|refer|refresh|"
    r"relay|resolve|schedule|secure|sign|summari[sz]e|support|tell|test|track|undertake|verify|"
    r"revisit|reconsider|rework|resubmit|reissue|reschedule|return|do\s+(?:so|this|it|that)|"
    r"reconcile|break|split|separate|open|close|show|explain|set\s+out|come\s+back|go\s+(?:back|through|over)|"
    r"let|ring|phone|tell|suggest|order|buy|pay|apply|appoint|approach|measure|count|clear|clean|repair|mend|replan|"
    r"insert|enter|append|source|locate|trace|query|research|log|flag|fix|print|reword|rephrase|retrieve|"
    r"consolidate|cascade|ascertain|apologi[sz]e|collaborate|address\s+(?:the|this|these|it|an?)\b|engage\s+with|fill|hand|borrow|lend|advertise|instruct|publicise|erect|think\s+(?:of|about)|decide\s+(?:on\s+)?(?:how|whether|which|when|what)|dig|redistribute|survey|canvass|negotiate|interview|inspect|sample|translate|weigh|tidy|step\s+up|"
    r"assist|enquire|inquire|compare|prioriti[sz]e|recirculate|redraft|rewrite|tighten|train|brief|debrief|try|use|cost|price|choose|help|see\s+(?:if|whether|about|what|that|to\s+it)|sort|paint|install|print\s+(?:an?|the|\d+)|post(?=\s+(?:an?|the|it|this|these|them|[a-z]+s)\b))"
)
# What serves others: what somebody says they will do for a meeting, and no news of what will
# happen.
SERVES = (
    r"(?:write|circulate|re-?circulate|provide|send|share|check|report\s+back|bring|arrange|"
    r"speak|contact|prepare|draft|investigate|look|follow|find|confirm|raise|obtain|organi[sz]e|"
    r"invite|ask|liaise|chat\s+(?:to|with)|add|amend|feed|chase|e-?mail|request|establish|submit|clarify|supply|"
    r"forward|seek|inform|notify|respond|reply|remind|upload|collate|take\s+(?:it|this|that|forward|(?:the\s+\w+\s+)(?:to|back|forward|up)\b)|take\s+on\s+board|take\s+(?:back|away)\b|call\s+an?\s+(?:\w+\s+)?meeting\b|assist|produce\s+(?:an?|the)\s+(?:\w+\s+){0,2}(?:list|note|paper|draft|summary|map|poster)\b|en?quire|inquire|"
    r"(?:get|be)\s+in\s+touch|have\s+a\s+(?:word|look|chat)|have\s+(?:[\w-]+\s+){1,5}?ready\b|post\s+(?:an?|the|it|this|these|them|[a-z]+s)\b|put\s+(?:out|up|forward|together|in(?!\s+(?:place|post)\b))\b|put\s+(?:an?|the|this|these|them|it)\s+(?:[\w-]+\s+){0,4}?(?:on|in|up|into|together)\b|see\s+(?:to\s+it\s+)?that\b|talk\s+(?:to|with)|keep\s+(?:the\s+)?(?:\w+\s+){1,2}(?:informed|updated|posted|up\s+to\s+date)|make\s+(?:contact|an?\s+note|arrangements|en?quiries|inquiries)|"
    r"come\s+back|go\s+back|get\s+back|draw\s+up|pass|relay|pick|ensure|update|include|make\s+sure|"
    r"consider|explore|review|discuss|refer|let|incorporate|apply\s+for|ring|phone|tell|do\s+(?:so|this|it|that|an?)|brief|report)"
)
# What somebody tells: it binds nobody, unless to what they themselves "would" do.
TELLS = (
    r"(?:said|noted|reported|explained|advised|stated|added|confirmed|believed|felt|thought|hoped|"
    r"understood|heard|told|informed|highlighted|outlined|mentioned|assured|commented|expected|"
    r"considered|described|indicated|observed|replied|responded)"
)
# What people are or come to be, and what befalls them: no task, whoever it is said of.
BEFALLS = re.compile(
    r"(?:\w+ly\s+)?(?:be|have|remain|continue|become|retire|leave|start|begin|know|like|want|wish|need|"
    r"feel|think(?!\s+(?:of|about|through)\b)|believe|see(?!\s+(?:if|whether|about|what|that|to)\b)|hear|expect|hope|welcome|prefer|attend|join|stand|act|chair|receive|"
    r"benefit|cost|cover|apply(?!\s+for)|serve|replace|succeed|stay|move|oppose|vote|abstain|lose|gain|reach|"
    r"carry|enter|work|step\s+(?:in|down|aside|up)|take\s+(?:over|up|place)|come(?!\s+back)|go(?!\s+(?:back|through|over)))\b",
    re.I,
)
# What will happen anyway, or what somebody's post is: "will attend", "would act as".
HAPPENS = re.compile(
    r"(?:\w+ly\s+)?(?:attend|act|join|work|run|lead|hold|launch|publish|make|get|keep|take|carry|close|open|deliver|implement|support|change|"
    r"meet|visit|recruit|build|complete|conduct|own|return|progress|promote|show|give|put|set|close|sign|resolve|extend|host|help)\b",
    re.I,
)
HOW = (
    r"(?:(?:also|then|now|both|each|either|all|jointly|together|further|first|once|\w+ly)\s+){0,2}"
)
TASK = re.compile(rf"{HOW}{DOES}\b", re.I)
SERVICE = re.compile(rf"{HOW}{SERVES}\b", re.I)
# What somebody is asked to say there and then is a question.
SAY = re.compile(
    r"(?:note|receive|comment|approve|endorse|agree|support|accept|ratify|welcome|scrutinise|remember|declare|"
    r"give\s+(?:members|the\s+\w+)\s+an?\s+(?:\w+\s+)?(?:update|overview|summary|outline|explanation)\b(?!.*\b(?:next|future|by)\b)|"
    r"explain|comment|outline|clarify|elaborate|say|describe|expand|tell|confirm|reassure|assure|give\s+(?:(?:an?|their|his|her)\s+)?(?:\w+\s+)?(?:example|view|opinion|"
    r"explanation|overview|idea|summary|account|presentation)|set\s+out|state|answer)\b",
    re.I,
)
# What is to be done to a thing.
PASSIVE = (
    r"(?:sent\s+round|circulated|re-?circulated|provided|brought|added|included|sent|shared|"
    r"arranged|updated|amended|reviewed|submitted|drafted|prepared|produced|presented|invited|"
    r"chased|raised|checked|followed\s+up|scheduled|uploaded|published|revised|investigated|"
    r"explored|fed\s+back|forwarded|discussed|developed|confirmed|completed|finalised|issued|"
    r"sought|obtained|taken|written|drawn\s+up|carried\s+out|put|made|given|tabled|reported|considered)"
)
# What those who meet do there and then, and what somebody stays or is.
AT_TABLE = re.compile(r"(?:consider|declare|discuss|raise|suggest|nominate|choose)\b")
AS_CHAIR = re.compile(r"(?:act|serve|stand)\s+as\b")
STAYS = re.compile(
    r"(?:be|have|remain|continue|differ|keep|(?:assume|take\s+on|take\s+over)\s+the\s+(?:role|post|chair|office|management|running))\b"
)
# "The PCC agreed to fund it": whoever may do so has ruled by it.
RULES = re.compile(
    r"(?:\w+ly\s+)?(?:fund|finance|grant|award|waive|allow|permit|adopt|authorise|allocate|delegate|sponsor)\b"
)
