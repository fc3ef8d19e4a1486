"""Posts of offices, as papers write them, with what they are of."""

from commands.papers.people import GROUP, RANK

# What a post is about, where two such words are joined: Policy and Improvement Officer.
FIELD = (
    r"(?:Policy|Performance|Standards|Finance|Estates?|Governance|Communications?|Engagement|Equality|Equalities|Risk|Research|"
    r"Business|Planning|Training|Property|Contracts?|Commercial|Compliance|Information|Data|Digital|People|Health|Safety|Complaints|"
    r"Audit|Strategy|Commissioning|Communit(?:y|ies)|Partnerships?|Democratic|Legal|Corporate|Procurement|Scrutiny|Assurance|"
    r"Resources|Facilities|Fleet|Human|Customer|Press|Media|Records|Grants|Projects?|Programmes?|Administration|Payroll|Welfare)"
)
ROLE = (
    r"(?:Manager|Lead|Officer|Director|Team|Auditor|Adviser|Lawyer|Solicitor|Clerk|Analyst|"
    r"Accountant|Secretary|Coordinator)"
)
POST = (
    r"(?:[Tt]he\s+)?(?:[A-Z]\w+['’]s?\s+)?(?:(?:Acting|Deputy|Assistant|Temporary|Interim|Lead|Joint|Vice|Independent|Strategic|Executive|Corporate|Managing|Associate|Regional)\s+)*"
    r"(?:Police(?:,\s+Fire)?\s+and\s+(?:Crime|Fire)[\w\s,]*?Commissioner|PFCC|PCC|DPCC|OPCC|OPFCC|CE[Xx]|CeX|CC|DCC|"
    r"ACC|ACO|CFO|CEO|CoS|Ho[A-Z]{1,3}|Commissioner|Chief\s+(?:Constable|Exec(?:utive)?|Finance\s+Officer|Officer|"
    r"Auditor|of\s+Staff)(?:\s+Officer)?"
    r"(?:\s+of\s+the\s+(?:OPF?CC|Force|Panel|Board|Authority))?|[Tt]reasurer|"
    r"(?:(?:[Vv]ice|Past)[- ])?President|(?:[Vv]ice[- ])?[Cc]hair(?:man|woman|person)?"
    r"(?:\s+of\s+the\s+[A-Z]\w+(?:\s+(?:and\s+)?[A-Z]\w+){0,3})?|"
    r"Office\s+of\s+the\s+(?:PF?CC|(?:Police(?:,\s+Fire)?\s+and\s+Crime\s+)?Commissioner)|Monitoring\s+Officer|(?:Town|Parish|Deputy)\s+Clerk|[Cc]lerk|[Ss]olicitor|[Ss]ecretary|Co-?ordinator|[Cc]aretaker|[Gg]roundsman|[Ll]engthsman|[Ww]ebmaster|[Ee]ditor|[Ww]arden|"
    r"(?:Heads?|Directors?|Commander|Commissioner|Superintendent|Chief|Leader|Managers?)\s+of\s+(?:the\s+)?"
    r"[A-Z][\w&]+(?:\s+(?:and\s+|&\s+)?[A-Z][\w&]+){0,3}|"
    r"(?:[Cc]lerk|[Ss]ecretary|[Aa]dvis[eo]r|[Aa]ssistant|[Oo]fficer)\s+to\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+){0,3}|"
    rf"{GROUP}|{FIELD}\s+(?:and|&)\s+(?:[A-Z][\w-]+\s+){{1,2}}{ROLE}|(?:[A-Z][\w-]+\s+){{1,3}}{ROLE}|"
    r"(?:Director|Manager|Lead|Officer|Adviser|Mayor|(?:Cabinet|Executive|Lead)\s+Member|Portfolio\s+Holder)\s+for\s+(?:the\s+)?[A-Z][\w&]+(?:\s+(?:and\s+|&\s+)?[A-Z][\w&]+){0,3}|Director|"
    r"(?:[Ii]nternal|[Ee]xternal)\s+[Aa]udit(?:ors?)?|[Aa]uditors?|Superintendent|Force|[Ss]ecretariat|Staff|[Oo]fficers?|[Oo]fficials|[Pp]artners|[Cc]olleagues|[Mm]anagement|(?:(?:Committee|Panel|Board|Forum|Group|Council)\s+)?[Mm]embers|Councillors|Governors|Trustees|[Hh]ead\s?[Tt]eacher|[Pp]rincipal|[Bb]ursar|[Aa]dministrator)"
)
RANKED = rf"(?:{RANK}\s+){{1,2}}(?:[A-Z]\.?\s+){{0,2}}[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?"
