"""govledger's words, one meaning each.

action          a thing somebody agreed to do; A-2018-003
AFI             area for improvement, printed by the inspectorate: a failing with no duty to reply
agent           ssh-agent: it holds keys, and signs with them for govledger
anchor          what was last recorded in a ledger here, kept outside it, compared at every opening
as of           what was so on a day (valid time); compare *known by*
assurance       the opinion that an audit gives, in its own words: substantial, limited
audit pack      the events up to a seal, and all that a stranger needs to check them
backup          a copy of the ledger in one state, with its files, made while others record
body            a committee, board or meeting series that oversees: HTA, PANEL, JAC
cadence         how often a body is to meet; between two meetings it allows so many days
carried forward an open action taken from one meeting to a later one of the same body
cause of concern the inspectorate's gravest item; it comes with at least one recommendation
checkpoint      how many events there are and the root of their tree, signed (C2SP)
closed          somebody other than the owner verified that it is done; compare *reported complete*
commitment      a printed row of a delivery plan, or an activity under one: SWMP/A1.1
correlation     what ties together all that one command recorded
cosignature     a witness's signature of the note of a seal, by SSH or, with the time, by C2SP
decision        a ruling by those who govern; what code calls a decision is here a *rule*
discrepancy     a place where the papers contradict each other, or themselves; X-2018-001
draft           the text of a minute until it is recorded
effective on    the day a fact holds in the world, and how we know it (its date basis)
erased          gone for good, on a basis in law; the events that held it stay, and say so
event           one thing that happened, said in the past tense, never changed afterwards
expiry          the day from which a file need not be kept
export          what left the ledger as a file, so that it can be recalled; E-2018-001
file            bytes kept beside the ledger as evidence, known by their SHA-256
finding         what a meeting established about a matter; minutes also call it a response
frontier        the hashes of the perfect subtrees of the log so far, largest first
funding         a sum of money agreed or bid for, with the parts of it allocated; G-2018-002
generation      one immutable DuckDB file of events, built from the ledger up to a position
holder          the person in a post on a date
inspection item an AFI, a recommendation or a cause of concern, in one report: EFF17/SOC-R2
issuer          who issued a report: HMICFRS, or internal audit, a coroner and so on
key             a person's SSH key, whose signature is taken for their word; K-2018-001
known by        what the ledger had been told by a day (system time)
layout          the tables and triggers that a version makes in the file; 3 at present
leaf            the one line of bytes that is hashed for an event
ledger          the one file in which all events stand, in order
legal hold      the word of somebody with authority that a file is to be kept, whatever its expiry
measure         what is reported of the force's performance, period by period: ROBBERY
minute          a meeting as one plain text, a line a fact (govledger minute)
nil return      the recorded fact that there was nothing: "no actions arose"
office          whose ledger it is, by its own name; the record OFFICE (office name)
owner           the post answerable for an action, or a party that is none; people by their posts
paper           what a meeting reads of the ledger: one page, and the tables behind it
party           an organisation, a team or a person that owns things and is no post: LANE, JD
peer            another office, whose ledger is read beside this one, by its packs: KENT
personal value  the name of a natural person, kept apart from the events so that it can be erased
position        an event's place in the whole ledger, from 1
post            an office that people hold one after another: PCC, CC, CEX
practice ledger one to learn on, whose identity and every copy say that it is no record
programme       what a body means to do in a year, in sessions, and what it asks for: HTA-2018
published       of a seal: its note was put where others hold it
question        what a body asks at a meeting; also what is asked of the ledger (govledger ask)
record          one thing with a reference and a history: an action, a meeting, an inspection
reference       a record's permanent name, never used again: A-2018-003, HTA/2018-02-27
reported complete the owner's own word that it is done
retracted       an event recorded by mistake: it stays in the history and no longer counts
risk            a subject that has a score in somebody's register, as it was reported: SR04
rule            a pure function from state to events, or to a refusal
seal            a checkpoint of the ledger, made after verifying it; seal-41 covers 41 events
security key    a FIDO token, which signs where its person touches it (sk-ssh-ed25519)
selection       an audit pack of some records: authentic and in order, not shown to be complete
session         one planned piece of a programme: a meeting, or an area of scrutiny at one
attachments     the folder beside the ledger in which its files stand: office.ledger.files
signed          recorded by a command that its person signed with their key
slot            the place at which an event counts: its own position, or that of what it corrects
statement       what was told to a body, in which paper, at which paragraph
statutory clock what the law sets a time for, how the time is counted, and what satisfies it
stream          the events of one record; they have versions from 1
subject         what runs through the papers, with all that is linked to it: SOC
tail            the events recorded after a generation was built
tile            the stored root of 256 leaves, or of 256 tiles
withheld        left out of what is published, for a reason, and counted there; W-2018-001
witness         somebody else who signed the note of a seal; the office may accept some by name
token           what stands for a personal value in the stored bytes: its salted SHA-256
"""

__version__ = "0.2.0"
