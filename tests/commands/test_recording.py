"""The recording commands, driven as at the terminal: what they say, where, and how they end."""

import os
import re
import shlex
import subprocess
import sys
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import click
import forked
import pytest
from clerk import (
    DONE,
    MISUSED,
    NEEDED,
    NOT_FOUND,
    RAISE,
    REF,
    REFUSED,
    ROOT,
    UNAVAILABLE,
    Office,
    Result,
    of_a_file,
)
from folded import each
from patience import HANGS_SECONDS
from signing import key, key_file

from commands import menu
from commands.menu import main, pages
from ledger.application import Ledger
from ledger.integrity.checkpoints import NAMESPACE
from ledger.integrity.verify import verify
from ledger.registry import event_kinds
from ledger.system import contents

# The life of an action, as the contract has it


def test_an_action_is_raised_extended_completed_and_closed(empty):
    empty.done("init")
    assert empty.done('post define CC "Chief Constable"').out == "CC\n"
    assert empty.done('post define PCC "Police and Crime Commissioner"').out == "PCC\n"
    assert empty.done('post define CEX "Chief Executive"').out == "CEX\n"
    body = empty.done('body add HTA "Monthly holding to account" --cadence monthly')
    assert body.out == "HTA\n"
    meeting = empty.done("meeting open HTA --on 2019-01-15 --chair PCC")
    assert meeting.out == "HTA/2019-01-15\n"
    raised = empty.done(RAISE)
    assert raised.out == "A-2019-001\n"
    assert raised.err == (
        "A-2019-001 raised: Share the resourcing plan; owner CC; due 1 February 2019 (item 2.1)"
        " — 15 January 2019\n"
    )
    extended = empty.done(
        f'action extend {REF} --to 2019-03-01 --reason "survey late" --approved-by PCC'
        " --on 2019-01-30"
    )
    assert extended == (
        DONE,
        "",
        "A-2019-001 due date moved from 1 February 2019 to 1 March 2019, approved by PCC:"
        " survey late — 30 January 2019\n",
    )
    empty.done(
        f'action complete {REF} --by CC --evidence "briefing paper" --on 2019-02-20',
        f'action close {REF} --verified-by CEX --evidence "minute 12" --on 2019-02-25',
    )
    assert [(r.kind, r.envelope.effective_on.isoformat()) for r in empty.events[5:]] == [
        ("ActionRaised", "2019-01-15"),
        ("ActionDueExtended", "2019-01-30"),
        ("ActionReportedComplete", "2019-02-20"),
        ("ActionClosed", "2019-02-25"),
    ]
    closed = empty.state("action", REF)
    assert (closed.status, closed.verified_by, closed.meeting) == (
        "closed",
        "CEX",
        "HTA/2019-01-15",
    )
    assert closed.original_due == date(2019, 2, 1)


def test_who_typed_it_and_when_is_on_every_event(action):
    for recorded in action.events:
        about = recorded.envelope
        assert (about.recorded_by, about.authority, about.clock) == ("M Clerk", "asserted", "set")
        assert about.recorded_at == datetime(2019, 3, 1, 10, tzinfo=UTC)
    assert len({r.envelope.correlation for r in action.events}) == len(action.events)


def test_the_clock_is_of_the_united_kingdom(office, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-07-01T00:30")  # still June in UTC
    office.done('action raise "Summer" --owner CC')
    recorded = office.events[-1].envelope
    assert recorded.effective_on == date(2019, 7, 1)
    assert recorded.recorded_at == datetime(2019, 6, 30, 23, 30, tzinfo=UTC)


def test_all_that_an_entry_says_is_recorded(office, tmp_path):
    (tmp_path / "notes.md").write_text("PCC to review sickness\n")
    office.done("document register hta-notes 'HTA notes' --file notes.md")
    office.done(
        "action raise 'Review sickness' --owner PCC --on 2017-03-28 --inferred 'the next meeting'"
        " --source hta-notes:12-14 --quote 'PCC to review' --behalf cex --sensitive 'names a man'"
    )
    about, paper = office.events[-1].envelope, office.events[-2].event
    assert (about.date_basis, about.date_reason) == ("inferred", "the next meeting")
    assert (about.source, about.source_sha256) == ("hta-notes:12-14", paper.sha256)
    assert (about.quote, about.on_behalf_of) == ("PCC to review", "CEX")
    assert (about.marking, about.marking_reason) == ("OFFICIAL-SENSITIVE", "names a man")
    office.done("action raise 'x' --owner PCC --undated 'the paper bears none' --source notes.md:3")
    about = office.events[-1].envelope
    assert (about.date_basis, about.source, about.source_sha256) == (
        "unknown",
        "notes.md:3",
        paper.sha256,
    )
    office.refuses(MISUSED, "action raise x --owner PCC --undated a --inferred b", "not both")
    office.refuses(MISUSED, "action raise x --owner PCC --sensitive ' '", "--sensitive is empty")
    office.refuses(NOT_FOUND, "action raise x --owner PCC --source gone:1", "neither")


def test_an_action_is_due_on_a_day_at_a_meeting_in_words_or_never(office):
    office.done(
        "action raise a --owner CC --due HTA/2019-03-15",
        "action raise b --owner CC --due-words 'when the survey is in'",
        "action raise c --no-owner",
        "action raise d --owner CC,cex --owner 'chief constable' --due '1 Feb'",
    )
    a, b, c, d = (r.event for r in office.events[-4:])
    assert (a.due_meeting, a.due) == ("HTA/2019-03-15", date(2019, 3, 15))
    assert (b.due_words, b.due) == ("when the survey is in", None)
    assert (c.owners, c.due, c.due_meeting, c.due_words) == ((), None, None, None)
    assert (d.owners, d.due) == (("CC", "CEX"), date(2020, 2, 1))
    office.refuses(NOT_FOUND, "action raise x --owner CC --due XYZ/2019-02-15", "no body 'XYZ'")
    office.refuses(MISUSED, "action raise x --owner CC --no-owner", "not both")


# Every command, and every event kind

EVERYTHING = """
office name "Office of the Police and Crime Commissioner" --on 2017-01-01
post define CC "Chief Constable" --on 2017-01-01
post define DCC "Deputy Chief Constable" --on 2017-01-01
post define PCC "Police and Crime Commissioner" --on 2017-01-01
post define CEX "Chief Executive" --on 2017-01-01
post alias CEX "head of the office" --on 2017-01-01
post appoint CC "Anthony Bangham" --on 2018-01-01
post appoint CC "Amanda Blakeman" --acting --on 2018-06-01
post end CC --holder "Amanda Blakeman" --on 2018-07-01
post renamed CC "Anthony J Bangham" --on 2018-07-02
post renamed CC "Anthony Bangham" --on 2018-07-03
post define OCC "Office of the Commissioner" --on 2017-01-01
post succeed OCC PCC --on 2018-07-01
policy set independent-verification off --reason "two people" --on 2018-01-01
policy set independent-verification on --reason "three people" --on 2018-02-01
key accept "Jane Doe" --line "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMxPZPMoTE9PpKlMy2vIlre8sBVYGAddirN6llCFMk1/"
key revoke K-2019-001 --reason "she left"
document register hta-notes "HTA notes" --sha256 ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB
document register plan "The plan" --file plan.txt
file expire 7153425c 2019-03-01 --reason "the retention schedule"
file hold 7153425c --authority IOPC --reason "its inquiry"
file release 7153425c --reason "it is over"
file expire 7153425c 2019-01-15 --reason "no longer needed"
file dispose 7153425c --reason "past its day"
body add HTA "Holding to account" --cadence monthly --publishes-notes --private --on 2018-01-01
body add PANEL "Police and Crime Panel" --public --on 2018-01-01
body add OLD "Old board" --purpose "to be old" --on 2018-01-01
body add TIE "Estates" --on 2018-01-01
body cadence HTA quarterly --on 2018-01-02
body publication HTA --public --on 2018-01-03
body review TIE --reason "cost" --on 2018-01-04
body resume TIE --reason "needed" --on 2018-01-04
body alias TIE "Buildings" --on 2018-01-04
body member TIE "Cllr A Member" --capacity "Chairman" --on 2018-01-04
body left TIE "Cllr A Member" --on 2018-01-05
body replace OLD --by HTA --on 2018-01-05
body dissolve TIE --reason "done" --on 2018-12-31
meeting schedule HTA --for 2018-02-27 --subject Roads --on 2018-01-30
meeting schedule HTA --for 2018-12-24 --on 2018-01-30
meeting schedule HTA --for 2018-11-27 --on 2018-01-30
meeting move HTA/2018-11-27 --to 2018-11-28 --reason "half term" --on 2018-11-01
meeting cancel HTA/2018-12-24 --reason "Christmas" --on 2018-12-01
meeting open HTA --on 2018-02-27 --chair PCC --venue "Hindlip" --minuted-by "A Clerk"
meeting open HTA --on 2018-03-27 --chair "PCC; CC" --chair-name "Jane Doe"
meeting open PANEL --on 2018-06-19
meeting attend HTA/2018-02-27 CC PCC --apology DCC --name "Jane Doe" --capacity "observer"
meeting item HTA/2018-02-27 1 "Sickness" --purpose decision
meeting item HTA/2018-02-27 2 "Cyber crime"
meeting item HTA/2018-02-27 3 "Fleet" --noted "noted"
meeting interest HTA/2018-02-27 "a governor" --by "Jane Doe" --item 1
meeting private HTA/2018-02-27 2 --reason "exempt, paragraph 3"
meeting vote HTA/2018-02-27 "to wait" --result lost --for 1 --against 2 --who-for CC --item 1
meeting defer HTA/2018-02-27 2 --to HTA/2018-03-27 --reason "no time"
meeting item HTA/2018-03-27 1 "Cyber crime" --deferred-from HTA/2018-02-27
question put "How many?" --meeting HTA/2018-02-27 --item 1 --by PCC --to CC
question put "Why?" --meeting HTA/2018-02-27 --item 1
question answer Q-2018-001 "Twelve"
question defer Q-2018-002 --to HTA/2018-03-27 --reason "no figures"
question withdraw Q-2018-002 --reason "answered elsewhere"
finding record "Sickness fell" --meeting HTA/2018-02-27 --item 1 --answers Q-2018-001
finding correct F-2018-001 "Sickness rose" --reason "last year's figures" --on 2018-03-01
finding withdraw F-2018-001 --reason "no figures" --on 2018-03-02
nil record --of "outstanding matters" --meeting HTA/2018-02-27
decision take "Fund the roads" --by PCC --by CC --public-interest --meeting HTA/2018-02-27
decision take "Do not" --by PCC --on 2018-05-01
decision vote D-2018-001 --for 2 --against 1 --abstained 1 --who-abstained "Jane Doe" --on 2018-03-01
decision recommend D-2018-001 --to PANEL --on 2018-03-01
decision reply D-2018-001 accepted --by PANEL --on 2018-03-01
decision withhold D-2018-001 --exemption "commercial" --on 2018-03-01
decision notify D-2018-001 --to "the Panel" --on 2018-03-01
decision publish D-2018-001 --at "the website" --on 2018-04-01
decision implement D-2018-001 --evidence "invoice 7" --on 2018-04-02
decision reverse D-2018-001 --reason "no money" --by D-2018-002 --on 2018-05-01
meeting drop HTA/2018-02-27 2 --reason "in writing" --on 2018-03-27
meeting close HTA/2018-02-27 --next 2018-03-27 --next-subject "Cyber crime"
meeting confirm HTA/2018-02-27 --at HTA/2018-03-27
meeting correct HTA/2018-02-27 "for 2108 read 2018" --item 1 --on 2018-03-28
meeting publish HTA/2018-02-27 --at "the website" --on 2018-03-29
inspection announce EFF17 "PEEL Effectiveness 2017" --on 2017-03-01
inspection draft EFF17 --on 2018-02-01
inspection check EFF17 --text "two dates" --on 2018-02-10
inspection publish EFF17 "PEEL Effectiveness 2017" --afis 1 --recommendations 2 --on 2018-03-22
inspection grade EFF17 SOC inadequate --on 2018-03-22
inspection grade EFF17 overall "requires improvement" --carried-from 2016 --on 2018-03-22
inspection comment EFF17 published --at "the website" --on 2018-05-01
inspection phase EFF17 engage --reason "SOC" --on 2018-05-02
item issue EFF17/SOC-R1 "Map groups" --on 2018-03-22
item issue EFF17/PV-COC1 "Victims" --recommendation "See them" --recommendation "Hear them" --on 2018-03-22
item issue EFF17/PC-AFI1 "Neighbourhoods" --on 2018-03-22
item issue EFF17/PC-AFI2 "Streets" --on 2018-03-22
item issue EFF17/PC-AFI3 "Lanes" --on 2018-03-22
item lead SOC-R1 --post CC --on 2018-04-01
item progress SOC-R1 "a plan" --told PANEL/2018-06-19
item test SOC-R1 "officers know it" --on 2018-06-20
item complete SOC-R1 --by CC --evidence "plan 3" --on 2018-07-01
item submit SOC-R1 --evidence letter --on 2018-07-02
item return SOC-R1 --reason "not embedded" --on 2018-07-03
item complete SOC-R1 --by CC --on 2018-08-01
item accept SOC-R1 --evidence "their letter" --on 2018-09-01
item reopen SOC-R1 --reason "it came back" --on 2018-10-01
item supersede PC-AFI1 --by PC-AFI2 --on 2018-10-01
item end PC-AFI2 --reason "overtaken" --on 2018-10-01
item reject PC-AFI3 --reason "no money" --on 2018-10-01
inspection announce IA18-01 "Creditors" --issuer "internal audit" --on 2018-04-01
inspection publish IA18-01 "Creditors" --issued-by "Lane LLP" --body HTA --scale High,Low --assurance partial --on 2018-06-01
inspection publish IA18-02 "Payroll" --issuer "internal audit" --on 2018-06-01
inspection assurance IA18-02 "green" --level reasonable --text "no fault" --on 2018-06-02
inspection publish COR18-01 "A report to prevent deaths" --issuer coroner --respondent CC --on 2018-06-01
inspection extend COR18-01 --to 2018-09-01 --reason "holidays" --on 2018-06-10
inspection respond COR18-01 --by CC --text "two steps" --on 2018-08-01
item issue IA18-01/R1 "Check" --priority high --response agreed --response-by CC --owner CC --due 2018-09-01 --on 2018-06-01
item issue IA18-01/R2 "Count" --priority low --response rejected --response-text "too dear" --on 2018-06-01
item issue IA18-01/R3 "Pay" --on 2018-06-01
item respond IA18-01/R3 "partly agreed" --text "not the second half" --on 2018-06-02
item due IA18-01/R3 --due-words "when the system is in" --set-by issuer --on 2018-06-02
item revise IA18-01/R1 --to 2018-10-01 --reason "a new system" --approved-by PCC --on 2018-08-01
item evidence IA18-01/R1 "a list" --on 2018-09-01
item complete IA18-01/R1 --by CC --on 2018-09-01
item complete IA18-01/R3 --by CC --on 2018-09-01
item unverified IA18-01/R1 --reason "not all" --on 2018-09-02
item complete IA18-01/R1 --by CC --on 2018-09-20
item verify IA18-01/R1 --evidence "follow-up 2" --on 2018-09-25
item claim IA18-01/R3 --rag GREEN --status "partially outstanding" --on 2018-09-20
item issue IA18-01/R4 "File" --on 2018-06-01
item verify IA18-01/R4 --agreed-at HTA/2018-03-27 --on 2018-09-26
item verify IA18-01/R3 --verified-by CEX --evidence "the list" --on 2018-09-26
commitment adopt SWMP A.1 "A charter" --objective "Victims first" --part "PCC's" --on 2018-04-01
commitment adopt SWMP A.2 "A needs assessment" --on 2018-04-01
commitment adopt SWMP 1.1 "Skills" --on 2018-04-01
commitment activity SWMP "(A1.1) (1)" "Consult" --on 2018-04-01
commitment oversee A.1 HTA PANEL --words "Holding to account; the Panel" --on 2018-04-02
commitment progress (A1.1) "a draft is out" --on 2018-04-03
commitment update A1.1 2018-09-30 --on 2018-04-03
commitment refer 1.1 A1.1-A1.3 --nowhere A.9 --on 2018-04-04
commitment hold SWMP/A.2 --reason "no analyst" --on 2018-04-05
commitment reopen A2 --reason "an analyst came" --on 2018-04-06
commitment complete A1.1 --evidence "the website" --on 2018-04-07
commitment merge A.2 --into A.1 --on 2018-04-08
told PANEL/2018-06-19 "work is under way" --about SOC-R1 --paper "Update" --paragraph 21-22
statement note S-2018-001 --meeting PANEL/2018-06-19
statement request PANEL/2018-06-19 "figures on Kent" --about EFF17
statement respond S-2018-002 "email of 3 July" --on 2018-07-03
action raise "Plan" --owner CC --due 2018-04-01 --meeting HTA/2018-02-27 --item 1
action raise "Other" --owner DCC --meeting HTA/2018-02-27
action raise "Third" --owner DCC --meeting HTA/2018-02-27
action raise "Fourth" --owner DCC --meeting HTA/2018-02-27
action reassign A-2018-001 --to CC,DCC --reason "both" --on 2018-03-01
action extend A-2018-001 --to 2018-05-01 --reason "late" --approved-by PCC --on 2018-03-02
action progress A-2018-001 "arranged" --on 2018-03-03
action evidence A-2018-001 "email" --on 2018-03-04
action carry A-2018-001 --to HTA/2018-03-27 --on 2018-03-27
action complete A-2018-001 --by CC --evidence "paper" --on 2018-04-10
action refuse A-2018-001 --reason "no figures" --by PCC --on 2018-04-11
action complete A-2018-001 --by CC --evidence "figures" --on 2018-04-12
action close A-2018-001 --verified-by CEX --evidence "minute 12" --on 2018-04-13
action reopen A-2018-001 --reason "wrong plan" --on 2018-04-14
action dispute A-2018-001 "it was never agreed" --by CC --on 2018-04-15
action link A-2018-001 --to SOC-R1 --on 2018-04-16
action settle A-2018-001 "the minute is right" --by HTA --on 2018-04-16
action dispute A-2018-001 "nor is the minute" --by CC --on 2018-04-16
action claim A-2018-001 "slow" --rag amber --percent 60 --by CC --on 2018-04-16
action extend A-2018-001 --due-words "when the survey is in" --reason "late" --approved-by HTA --on 2018-04-16
action raise "Fifth" --owner DCC --meeting HTA/2018-02-27
action raise "Sixth" --owner DCC --meeting HTA/2018-02-27
party add LANE "Lane LLP"
party alias LANE "the auditors"
party person JD "Jo Dale"
action raise "Seventh" --owner LANE --owner JD,DCC --lead LANE --meeting HTA/2018-02-27
action reassign A-2018-007 --to "the auditors,DCC" --lead DCC --on 2018-03-02
action raise "Eighth" --owner All --meeting HTA/2018-02-27
action dispute A-2018-005 "never said" --by DCC --existence --on 2018-03-01
action settle A-2018-005 "minute 4" --exists --on 2018-03-02
action dispute A-2018-005 "never said" --by DCC --existence --on 2018-03-03
action settle A-2018-005 "no minute" --never-agreed --by PCC --on 2018-03-04
action close A-2018-006 --agreed-at HTA/2018-03-27
action supersede A-2018-002 --by A-2018-001 --on 2018-04-17
action merge A-2018-003 --into A-2018-001 --on 2018-04-17
action withdraw A-2018-004 --reason "overtaken" --on 2018-04-17
programme propose PANEL 2018/19 "Work programme" --on 2018-04-01
programme adopt PANEL 2018-19 "Work programme" --on 2018-06-19
programme plan PANEL-2018/19 precept --type scrutiny --for 2019-02-07 --duty precept --on 2018-06-19
programme plan PANEL-2018/19 "annual report" --type scrutiny --subject Report --for-words June --on 2018-06-19
programme move PANEL-2018/19 Precept --to 2019-02-05 --reason "half term" --on 2018-07-01
programme held PANEL-2018/19 "annual report" --meeting PANEL/2018-06-19 --subject Report
programme request PANEL-2018/19 Athena "an update" --by PANEL/2018-06-19
programme met PANEL-2018/19 Athena "the report" --on 2018-11-27
measure report ROBBERY "July to September 2018" up --title Robbery --under "A secure West Mercia"
measure omit IOM "July to September 2018" --reason "no data" --title IOM --under Victims
measure restate IOM "July to September 2018" down --reason "data came"
funding agree "Safer roads" £500,000 --for "Safer Roads Partnership"
funding allocate G-2019-001 150000 --to "Ambassadors Fund" --purpose "Small projects"
funding bid "Youth fund" --to "Home Office" --amount 1,000.50 --with Staffordshire
funding decline G-2019-002 --reason "cities only"
funding bid "Conference" --to "Transformation Fund"
funding win G-2019-003 --amount 2000
subject name SOC "Serious and organised crime"
subject link SOC EFF17 --area SOC --reason "graded inadequate"
subject link SOC HTA/2018-02-27 --item 1
subject unlink SOC HTA/2018-02-27 --reason "about sickness"
risk name SR04 "Estates" --register "the force's"
risk score SR04 16
risk score SR04 --words high
subject link SR04 A-2018-001
discrepancy raise "Two or three" --should-hold "one number" --says "two @ hta-notes:3" --about HTA
discrepancy explain X-2019-001 "a slip"
discrepancy resolve X-2019-001 "three"
office add KENT "Kent PCC" --seal-key "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIqHX/8es4RRV3rNWv7kBUVlaN18ieCQhjoFV7x69J8X"
office compare KENT --seal-key "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOpKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs" --reason "by telephone"
office remove KENT --reason "merged"
withhold A-2018-001 --reason "names a victim"
withholding end W-2019-001 --reason "the name was erased"
correct 2 --set "title=Chief Constable of West Mercia" --reason "in full"
action raise "A slip" --no-owner
undo
""".strip().splitlines()  # noqa: E501


SEALING = f"""
witness accept "Jane Witness" --line "{key(3).public.line}"
witness need 1 --reason "the Panel asked"
seal --seal-key old --note note
seal --witness note.sig --by "Jane Witness" --timestamp note.tsr
key rotate --seal-key old --to new.pub
restore --reason "the disk was lost"
witness need 0 --reason "the Panel is gone"
witness end "Jane Witness" --reason "left"
""".strip().splitlines()


def seals(office, folder) -> None:
    """SEALING, with a witness and a backup between."""
    key_file(folder / "old", 1)
    key_file(folder / "new", 2)
    office.done(*SEALING[:3])
    note = (folder / "note").read_bytes()
    (folder / "note.sig").write_text(key(3).sign_text(note, NAMESPACE))
    (folder / "note.tsr").write_bytes(b"\x30\x24\x04\x20" + sha256(note).digest())
    office.done(*SEALING[3:5])
    put_back = office.kept()
    office.done('action raise "Soon lost" --no-owner')
    put_back()
    office.done(*SEALING[5:])


def command_of(line: str) -> str:
    words = shlex.split(line)
    return words[0] if words[0] in pages()[""] else f"{words[0]}.{words[1].replace('-', '_')}"


def file_of(module: str) -> Path:
    return ROOT / "commands" / "cli" / f"{module.replace('.', '/')}.py"


def is_recording(module: str) -> bool:
    return bool(getattr(import_module(f"commands.cli.{module}").command, "records", False))


def test_every_command_records_and_every_kind_of_event_is_recorded_by_one(empty, tmp_path):
    (tmp_path / "plan.txt").write_text("The plan\n")
    empty.done("init")
    empty.done(*EVERYTHING)
    seals(empty, tmp_path)
    recording = {m for verbs in pages().values() for m in verbs.values() if is_recording(m)}
    assert recording == {command_of(line) for line in EVERYTHING + SEALING} | {"upgrade"}
    # Those that come of a command which does more than record.
    besides = {"Exported", "ValuesErased", "LedgerUpgraded", "SealPublished"}
    besides |= {"PeerPackTaken", "PeerPackRefused"}
    # Those of an option that needs an answer from elsewhere (test_witnesses, test_agent).
    besides |= {"Cosigned", "SecurityKeyAccepted"}
    assert {r.kind for r in empty.events} == set(event_kinds()) - besides
    ledger = Ledger.open(empty.place, read_only=True)
    assert verify(ledger).problems == []
    ledger.close()
    assert empty.state("action", "A-2018-001").status == "open"
    assert empty.state("action", "A-2018-001").disputed
    assert empty.state("item", "EFF17/SOC-R1").status == "open"
    assert empty.state("item", "EFF17/PV-R2").title == "Hear them"
    assert empty.state("meeting", "HTA/2018-02-27").status == "confirmed"
    assert empty.state("meeting", "HTA/2018-02-27").deferred == ()
    assert empty.state("post", "CC").holder == "Anthony Bangham"
    assert empty.state("post", "CC").title == "Chief Constable of West Mercia"
    assert empty.state("action", "A-2019-001") is None


@pytest.mark.slow
def test_what_is_typed_one_by_one_and_what_is_typed_in_a_batch_is_the_same(empty, tmp_path):
    (tmp_path / "plan.txt").write_text("The plan\n")
    lines = [line for line in EVERYTHING if "A slip" not in line and line != "undo"]
    empty.done("init")
    (tmp_path / "all.txt").write_text("\n".join(lines))
    batch = empty.done("batch all.txt")
    assert f"{len(lines)} commands, {empty.size} events (1 to {empty.size})" in batch.err
    other = Office(tmp_path / "other.ledger", empty.capsys)
    other.done("init")
    told = "".join(other.done(line).out for line in lines)
    given = list(dict.fromkeys(re.findall(r"^[A-Z]-\d{4}-\d{3}$", told, re.MULTILINE)))
    assert batch.out.split() == given
    assert [(r.stream, r.version, r.event) for r in empty.events] == [
        (r.stream, r.version, r.event) for r in other.events
    ]


MODULES = sorted({module for verbs in pages().values() for module in verbs.values()})


@each("module", MODULES)
def test_every_command_explains_itself(module, capsys):
    file = file_of(module)
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith('"""') and first.strip('"').endswith((".", ":")), first
    assert len(first) <= 100
    args = module.replace("_", "-").split(".")
    main([*args, "--help"])
    out = capsys.readouterr().out
    assert out.startswith(f"Usage: govledger {' '.join(args)}")
    assert isinstance(menu._load(module), click.Command)


@each("group", [g for g in pages() if g])
def test_every_group_lists_what_can_be_done(group, capsys):
    main([group, "--help"])
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in pages()[group])


def test_help_lists_every_group_and_every_command(capsys):
    main(["--help"])
    out = capsys.readouterr().out
    for name in [*pages(), *pages()[""]]:
        assert not name or f"  {name} " in out


# Refused by a rule: 1


def test_nothing_is_closed_twice(action):
    action.done(f"action complete {REF} --by CC --on 2019-02-20")
    action.done(f"action close {REF} --verified-by CEX --evidence 'minute 12' --on 2019-02-25")
    action.refuses(
        REFUSED,
        f"action close {REF} --verified-by PCC --evidence 'minute 13' --on 2019-02-26",
        "A-2019-001 was closed on 25 February 2019, verified by CEX (event 8).",
        "Reopen it with a reason first",
    )


def test_the_same_closure_twice_is_written_once_and_said_so(action):
    close = f"action close {REF} --verified-by CEX --evidence 'minute 12' --on 2019-02-25"
    action.done(f"action complete {REF} --by CC --on 2019-02-20", close)
    before = action.size
    again = action.done(close)
    assert again == (DONE, "", f"{REF}: already recorded; nothing was written twice.\n")
    assert action.size == before


@pytest.mark.parametrize("verifier", ["CC", "cc", "'Chief Constable'"])
def test_the_owner_does_not_verify_by_any_name(action, verifier):
    action.done(f"action complete {REF} --by CEX --on 2019-02-20")
    line = f"action close {REF} --verified-by {verifier} --evidence 'minute 12' --on 2019-02-25"
    action.refuses(REFUSED, line, "CC is its only owner")


def test_independence_is_switched_off_from_a_day(action):
    action.done(f"action complete {REF} --by CC --on 2019-02-20")
    action.done("policy set independent-verification off --reason 'one person' --on 2019-02-24")
    close = f"action close {REF} --verified-by CC --evidence 'minute 12' --on"
    action.refuses(REFUSED, f"{close} 2019-02-23", "somebody else must verify it")
    action.done(f"{close} 2019-02-24")


@pytest.mark.parametrize("due", ["2019-02-01", "2019-01-31"])
def test_an_extension_does_not_go_backwards(action, due):
    action.refuses(
        REFUSED,
        f"action extend {REF} --to {due} --reason r --approved-by PCC --on 2019-01-30",
        "A-2019-001 is already due on 1 February 2019. Extend it to a later date",
    )


def test_an_acceptance_needs_evidence(office):
    office.done(
        "inspection publish EFF17 'PEEL' --on 2018-03-22",
        "item issue EFF17/SOC-R1 'Map' --on 2018-03-22",
        "item complete SOC-R1 --by CC --on 2018-07-01",
    )
    office.refuses(REFUSED, "item accept SOC-R1 --on 2018-09-01", "needs evidence", "--evidence")


def test_an_unpublished_inspection_has_no_items(office):
    office.done("inspection announce EFF19 'PEEL' --on 2019-01-01")
    office.refuses(REFUSED, "item issue EFF19/SOC-R1 'Map'", "EFF19 is not published")
    office.refuses(NOT_FOUND, "item issue LEG17/AFI1 'Map'", "There is no inspection LEG17")
    office.done("inspection publish EFF19 'PEEL' --on 2019-02-20")
    office.refuses(REFUSED, "item issue EFF19/SOC-R1 'Map' --on 2019-02-19", "not published")
    office.done("item issue EFF19/SOC-R1 'Map' --on 2019-02-20")


def test_a_recommendation_belongs_to_a_cause_of_concern(office):
    office.done("inspection publish EFF17 'PEEL' --on 2018-03-22")
    office.done("item issue EFF17/SOC-AFI1 'x'")
    office.refuses(REFUSED, "item issue EFF17/SOC-R1 'y' --cause SOC-AFI1", "cannot belong to")
    office.refuses(REFUSED, "item issue EFF17/PV-COC1 'y'", "at least one --recommendation")


def test_an_action_is_not_carried_to_an_earlier_meeting(action):
    action.done("meeting open HTA --on 2018-12-15", "meeting open HTA --on 2019-02-15")
    line = f"action carry {REF} --on 2019-02-15 --to"
    action.refuses(REFUSED, f"{line} HTA/2018-12-15", "HTA/2018-12-15 is not later")
    action.refuses(REFUSED, f"{line} HTA/2019-01-15", "HTA/2019-01-15 is not later")
    action.done(f"{line} HTA/2019-02-15")
    action.done("body add JAC 'Joint Audit'", "meeting open JAC --on 2019-02-25")
    action.refuses(REFUSED, f"action carry {REF} --to JAC/2019-02-25", "is an action of HTA")


def test_superseding_goes_in_no_circle_however_long(office):
    office.done(*(f"action raise {n} --owner CC" for n in "abc"))
    office.done("action supersede 1 --by 2", "action merge 2 --into 3")
    office.refuses(REFUSED, "action supersede 3 --by 2019-1", "would lead back to itself")
    office.refuses(REFUSED, "action merge 3 --into 3", "would lead back to itself")


def test_nothing_takes_the_place_of_another_once_it_was_given_up(office):
    office.done(*(f"action raise {n} --owner CC --on 2018-03-01" for n in "abc"))
    office.done("action withdraw 2 --reason r --on 2018-03-03")
    for line in ("action supersede 1 --by A-2018-002", "action merge 1 --into A-2018-002"):
        words = "A-2018-002 was over on 3 March 2018 (withdrawn), so it cannot take the place"
        office.refuses(REFUSED, f"{line} --on 2018-03-04", words)
    office.done("action supersede 1 --by A-2018-002 --on 2018-03-02")
    office.refuses(
        REFUSED, "action merge 3 --into A-2018-001 --on 2018-03-04", "Name A-2018-002; or"
    )
    office.done("action merge 3 --into A-2018-001 --on 2018-03-01")
    moved = "correct {} --on 2018-03-05 --reason r"
    office.refuses(REFUSED, moved.format(office.size), "A-2018-001 was over on 2 March")


def test_of_items_and_commitments_too(office):
    office.done("inspection publish EFF17 x --on 2018-02-01")
    office.done(*(f"item issue EFF17/PV-AFI{n} x --on 2018-02-01" for n in (1, 2)))
    office.done("item reject EFF17/PV-AFI2 --reason r --on 2018-02-02")
    line = "item supersede EFF17/PV-AFI1 --by EFF17/PV-AFI2 --on"
    office.refuses(REFUSED, f"{line} 2018-02-03", "was over on 2 February 2018 (rejected)")
    office.done(f"{line} 2018-02-01")
    office.done(*(f"commitment adopt SWMP A.{n} x --on 2018-02-01" for n in (1, 2, 3)))
    office.done("commitment merge A.1 --into A.2 --on 2018-02-02")
    line = "commitment merge A.3 --into A.1 --on"
    office.refuses(REFUSED, f"{line} 2018-02-03", "Name SWMP/A2; or check --on.")
    office.done(f"{line} 2018-02-01")


def test_a_post_by_law_is_no_secret_though_what_first_names_it_is(office):
    office.done("action raise x --owner CFO --sensitive why --on 2018-03-01")
    markings = {one.stream: one.envelope.marking for one in office.events}
    assert markings["action:A-2018-001"] == "OFFICIAL-SENSITIVE"
    assert markings["post:CFO"] == "OFFICIAL"


@pytest.mark.parametrize("name", ["All", "everybody"])
def test_what_means_all_who_are_present_is_nobodys_name(office, name):
    for kind in ("party add", "post define", "body add"):
        words = f"{name} means everybody who is present. Choose another name."
        office.refuses(REFUSED, f"{kind} XYZ {name}", words)
    office.refuses(REFUSED, f"party add {name.upper()} 'The Firm'", "means everybody")


def test_a_name_that_is_taken_is_the_one_that_is_told(office):
    office.done("party add NSP 'National Supplier'")
    office.refuses(REFUSED, "post define NSP 'Night Post'", "NSP already means the party NSP.")
    office.refuses(REFUSED, "body add NSP 'Night Body'", "NSP already means the party NSP.")
    office.refuses(REFUSED, "body add NB 'national supplier'", "national supplier already means")
    office.refuses(REFUSED, "party add CC Council", "CC already means the post CC.")


def test_a_body_that_was_dissolved_meets_no_more(office):
    office.done("body add JAC 'Joint Audit' --on 2018-01-01")
    office.done("body dissolve JAC --reason 'done' --on 2019-02-01")
    office.refuses(REFUSED, "meeting open JAC --on 2019-02-01", "dissolved on 1 February 2019")
    office.refuses(
        REFUSED, "meeting schedule JAC --for 2019-02-15 --on 2019-01-20", "it no longer meets"
    )
    office.done("meeting open JAC --on 2019-01-31")


def test_one_name_means_one_post(office):
    office.refuses(REFUSED, "post define XX 'chief constable'", "already means CC")
    office.done("post alias CC Chief")
    office.refuses(REFUSED, "post define chief 'Chief of Staff'", "already means CC")
    office.refuses(REFUSED, "post alias CEX CHIEF", "already means CC")
    office.done("post define CC 'Chief Constable'")


def test_nothing_is_said_at_a_cancelled_meeting(office):
    office.done("meeting schedule HTA --for 2019-02-15 --on 2019-01-20")
    office.done("meeting cancel HTA/2019-02-15 --reason snow --on 2019-02-14")
    office.refuses(REFUSED, "action raise x --owner CC --meeting HTA/2019-02-15", "was cancelled")


def test_a_missing_reason_is_refused_in_words(action):
    line = f"action extend {REF} --to 2019-03-01 --approved-by PCC --on 2019-01-30"
    action.refuses(REFUSED, line, "needs a reason (--reason)")
    action.refuses(REFUSED, f"action withdraw {REF}", "needs a reason (--reason)")


# Not typed right: 2


@pytest.mark.parametrize(
    ("day", "words", "due"),
    [
        ("2019-02-30", "not in the calendar", "not in the calendar"),
        ("31/2/19", "not in the calendar", "not in the calendar"),
        ("'Monday 15 January 2019'", "is a Tuesday", "is a Tuesday"),
        ("whenever", "cannot be read as a date", "is not a date"),
        ("''", "The date is empty", "--due is empty"),
    ],
)
def test_an_impossible_date_is_refused(office, day, words, due):
    office.refuses(MISUSED, f"action raise x --owner CC --on {day}", words)
    office.refuses(MISUSED, f"action raise x --owner CC --due {day}", due)


@each(
    ("line", "words"),
    [
        ("action rise x", "There is no command govledger action rise. Did you mean raise"),
        ("acton raise x", "Did you mean action"),
        ("action raise x --ownr CC", "--ownr"),
        ("action raise x y --owner CC", "extra argument"),
        ("body add HTB x --cadence often", "often"),
        ("body add 'H T' x", "not an abbreviation"),
        ("post define 1CC x", "not an abbreviation"),
        ("policy set tea off", "tea"),
        ("correct one --set a=b", "one"),
        ("correct 1 --set title --reason r", "not FIELD=VALUE"),
        ("correct 1 --set colour=red --reason r", "PostDefined has no 'colour'"),
        ("item issue SOC-R1 x", "not the reference of an inspection item"),
        ("inspection publish 17EFF x", "not an inspection's reference"),
        ("document register n t --file gone.md", "There is no file"),
        ("batch gone.txt", "cannot be read"),
    ],
    sharing="office",
)
def test_what_is_not_a_command_is_said_so(office, line, words):
    office.refuses(MISUSED, line, words)


@pytest.mark.parametrize(
    ("title", "words"),
    [("a\0b", "character 2 is a NUL"), ("a\udcffb", "not text"), ("a\x7fb", "is a DEL")],
)
def test_words_that_are_not_text_are_refused(office, title, words):
    result = office.types("action raise --owner CC", title)
    assert (result.code, result.out) == (MISUSED, "")
    assert words in result.err
    assert office.types("action raise x --owner CC --meeting", title).code == MISUSED


# Not found, or more than one: 3


def test_an_unknown_post_is_not_found(office):
    office.refuses(NOT_FOUND, "action raise x --owner ACC", "There is no post 'ACC'")
    office.refuses(NOT_FOUND, "action raise x --owner 'Chief Constabel'", "Did you mean CC")
    office.refuses(NOT_FOUND, "action raise x --owner Chief", "Did you mean CC or CEX or CFO?")


def test_an_ambiguous_reference_lists_the_candidates(office):
    office.done("action raise One --owner CC", "action raise Two --owner CC --on 2018-05-01")
    said = office.refuses(NOT_FOUND, "action progress 1 x", "could be 2 records")
    assert "\n  A-2019-001  One\n  A-2018-001  Two\n" in said
    office.done("action progress 2018-1 x", "action progress a-2019-1 x --on 2019-03-01")


@each(
    "line",
    [
        "action close A-2019-009 --verified-by CC --evidence e",
        "action raise x --owner CC --meeting HTA/2019-01-16",
        "meeting open ZZZ",
        "action raise x --owner CC --behalf ACC",
        "undo 99",
        "correct 99 --set a=b --reason r",
        "action link A-2019-009 --to HTA",
    ],
    sharing="office",
)
def test_what_is_not_in_the_ledger_is_not_found(office, line):
    office.refuses(NOT_FOUND, line)


def test_what_was_retracted_is_not_there_to_be_named(office):
    office.done("body add JAC 'Joint Audit'", "undo")
    office.refuses(NOT_FOUND, "meeting open JAC", "JAC was retracted")
    office.done("action raise One --owner CC", "action raise Two --owner CC", "undo")
    office.refuses(NOT_FOUND, "action supersede 1 --by 2", "A-2019-002 was retracted")
    office.refuses(NOT_FOUND, "action link 1 --to A-2019-002", "A-2019-002 was retracted")
    office.refuses(NOT_FOUND, "action progress 2 x", "A-2019-002 was retracted")


def test_nothing_is_recorded_of_a_record_before_it_began(action):
    said = action.refuses(REFUSED, f"action progress {REF} x --on 2019-01-14")
    assert "begins on 15 January 2019" in said


# Something missing: 4


@each(
    ("line", "words"),
    [
        ("action close 1", ["--verified-by"]),
        ("action raise x", ["--owner", "--no-owner"]),
        ("action extend 1", ["--to"]),
        ("action raise", ["TITLE"]),
        ("action", []),
        ("decision take x", ["--by"]),
        ("nil record", ["--meeting"]),
        ("question put x", ["--meeting"]),
        ("meeting attend HTA/2019-01-15", ["--apology", "--name"]),
        ("body publication HTA", ["--public"]),
        ("correct 1 --reason r", ["--set", "--on"]),
        ("document register n t", ["--file", "--sha256"]),
        ("action dispute 1 text", ["--by"]),
    ],
    sharing="office",
)
def test_what_is_missing_is_named(office, line, words):
    result = office.types(line)
    assert result.code == (NEEDED if words else MISUSED)
    assert all(word in result.err for word in words), result.err


def test_all_that_is_missing_is_named_at_once(monkeypatch, capsys):
    from commands.session.options import Command, option

    @option("--this", needed=True)
    @option("--that", needed=True)
    def function(this: str, that: str) -> None: ...

    command = click.command(cls=Command)(function)
    monkeypatch.setattr(menu, "_load", lambda _: command)
    with pytest.raises(SystemExit) as end:
        main(["told"])
    assert end.value.code == NEEDED
    assert "needs --this and --that" in capsys.readouterr().err


def test_which_ledger_is_said_somewhere(monkeypatch, capsys, tmp_path):
    with pytest.raises(SystemExit) as end:
        main(["action", "progress", "1", "x"])
    assert end.value.code == NEEDED
    assert "--ledger" in capsys.readouterr().err
    monkeypatch.setenv("GOVLEDGER_LEDGER", str(tmp_path / "l"))
    main(["init"])
    config = tmp_path / "config" / "govledger"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'ledger = "{tmp_path / "l"}"\nactor = "A Member"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("GOVLEDGER_LEDGER")
    monkeypatch.delenv("GOVLEDGER_ACTOR")
    main(["post", "define", "CC", "Chief Constable"])
    ledger = Ledger.open(tmp_path / "l", read_only=True)
    assert ledger.at(1).envelope.recorded_by == "A Member"
    ledger.close()
    (config / "config.toml").write_text("ledger = ")
    with pytest.raises(SystemExit) as end:
        main(["post", "define", "CC", "Chief Constable"])
    assert end.value.code == MISUSED


@pytest.mark.parametrize(
    ("line", "says"),
    [
        *((line, f'must be text between quotes: {line.split()[0]} = "')
          for line in ("ledger = 5", 'actor = ["A Member"]', "key = true", "anchors = 3")),
        ('Actor = "A Member"', "ledger, actor, key, anchors and no more, and it says Actor."),
        ('[govledger]\nactor = "A Member"', "and no more, and it says govledger."),
        (r'ledger = "C:\Users\o.ledger"', "between single quotes: ledger = 'C:"),
    ],
)  # fmt: skip
def test_what_the_config_file_says_is_text_by_a_name_that_is_known(
    office, tmp_path, monkeypatch, line, says
):
    config = tmp_path / "config" / "govledger"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(line + "\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("GOVLEDGER_ACTOR")
    office.refuses(MISUSED, "action raise x --owner CC", says)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """The place of the config file, which is not there."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (folder := tmp_path / "config" / "govledger").mkdir(parents=True)
    return folder / "config.toml"


@pytest.mark.parametrize("kind", ["folder", "link to nothing", "not UTF-8", "closed", "not TOML"])
def test_a_config_file_that_cannot_be_read_is_never_passed_over(
    office, settings, monkeypatch, kind
):
    """It may say which ledger is meant, and who records."""
    if kind == "folder":
        settings.mkdir()
    elif kind == "link to nothing":
        settings.symlink_to("gone")
    else:
        settings.write_bytes(b"actor = \xe9" if kind == "not UTF-8" else b"actor")
    if kind == "closed":
        _closed(monkeypatch, settings)
    said = office.refuses(MISUSED, "action raise x --owner CC", str(settings))
    assert office.refuses(MISUSED, "ask open_actions", str(settings)) == said


def test_a_folder_of_settings_that_is_closed_is_said(office, settings, monkeypatch):
    """As of the home of somebody else, for whom this is run."""
    assert "settings" not in office.done("ask open_actions").err
    _closed(monkeypatch, settings)
    said = office.done("ask open_actions").err
    assert f"You may not look into {settings.parent}" in said and "XDG_CONFIG_HOME" in said


def _closed(monkeypatch, file):
    def closed(path, most):
        if path == file:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, most)

    read = contents.text
    monkeypatch.setattr(contents, "text", closed)


@pytest.mark.parametrize("name", [" ", "\udcff"])
def test_who_types_has_a_name(office, monkeypatch, name):
    monkeypatch.setattr(os, "environ", {**os.environ, "GOVLEDGER_ACTOR": name})
    office.refuses(MISUSED, "action raise x --owner CC", "is not a name")


def test_a_clock_that_cannot_be_read_is_said_so(office, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "noon")
    office.refuses(MISUSED, "action raise x --owner CC", "GOVLEDGER_NOW is 'noon'")


# The ledger cannot be used: 6


@of_a_file
def test_a_file_that_is_not_a_ledger_is_not_touched(empty):
    said = empty.types("post define CC x")
    assert said.code == UNAVAILABLE and "make one with: govledger init" in said.err
    empty.path.write_text("Dear Sir,\n" * 50)
    said = empty.types("post define CC x")
    assert said.code == UNAVAILABLE and "is not a ledger" in said.err
    assert empty.types("init").code == REFUSED
    assert empty.path.read_text() == "Dear Sir,\n" * 50


@of_a_file
def test_a_ledger_is_never_made_over_another(office):
    office.refuses(REFUSED, "init", "govledger never overwrites a file")


# Rehearsing, repeating, undoing, correcting


def test_a_dry_run_shows_the_same_and_records_nothing(action):
    line = f"action complete {REF} --by CC --on 2019-02-20"
    rehearsed = action.types(f"{line} --dry-run")
    assert rehearsed.code == DONE and rehearsed.out == ""
    assert rehearsed.err.endswith("A dry run: none of this was recorded.\n")
    assert action.size == 6
    assert rehearsed.err.startswith(action.done(line).err)
    raised = action.types("action raise Another --owner CC --dry-run")
    assert (raised.code, raised.out) == (DONE, ""), "no reference that was not given"
    assert action.done("action raise Another --owner CC").out == "A-2019-002\n"
    action.refuses(REFUSED, f"action withdraw {REF} --dry-run", "needs a reason")


def test_a_key_makes_repeating_safe(office):
    line = "action raise Plan --owner CC --key march-7"
    first, again = office.done(line), office.done(line)
    assert first.out == again.out == "A-2019-001\n"
    assert "'march-7' was given before: nothing was written twice" in again.err
    assert office.size == 6
    office.done("action raise Plan --owner CC")
    assert office.size == 7
    office.refuses(REFUSED, "action raise Other --owner CC --key march-7", "another command")


def test_a_key_is_not_spent_by_a_rehearsal_nor_by_a_refusal(office):
    line = "action raise Plan --owner CC --key k"
    office.done(f"{line} --dry-run")
    assert office.size == 5
    office.done(line)
    assert office.size == 6
    assert office.done(f"{line} --dry-run").out == ""
    office.refuses(REFUSED, "action withdraw 1 --key w")
    office.done("action withdraw 1 --key w --reason x")


def test_undo_retracts_the_last_command_and_says_what(action):
    undone = action.done("undo")
    assert "A-2019-001 event 6 retracted: recorded by mistake" in undone.err
    assert "undone: A-2019-001 raised: Share the resourcing plan" in undone.err
    assert action.state("action", REF) is None
    assert action.size == 7, "nothing is erased"
    again = action.done("undo")
    assert "undone: HTA/2019-01-15 held" in again.err, "undoing is not undone"


def test_undo_takes_all_that_one_command_recorded(office):
    office.done(
        "inspection publish EFF17 'PEEL' --on 2018-03-22",
        "item issue EFF17/PV-COC1 Victims --recommendation 'See' --recommendation 'Hear'",
    )
    before = office.size
    office.done("undo")
    assert office.size == before + 3
    assert office.state("item", "EFF17/PV-COC1") is office.state("item", "EFF17/PV-R2") is None


def test_undo_is_of_ones_own_commands(action, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_ACTOR", "A Member")
    action.refuses(NOT_FOUND, "undo", "Nothing that A Member recorded")
    action.done("undo 6 --reason 'not agreed'")
    assert action.events[-1].event.reason == "not agreed"
    assert action.events[-1].envelope.recorded_by == "A Member"


def test_undo_does_not_leave_what_the_rules_could_not_have_written(action):
    action.done(f"action complete {REF} --by CC --on 2019-02-20")
    action.refuses(REFUSED, "undo 6", "1 later event depends on what you take back:", "undo 6 7")
    action.refuses(REFUSED, "undo 4", "  5  HTA/2019-01-15 held", "undo 4 5 6 7")
    action.refuses(REFUSED, "undo 5", "  6  A-2019-001 raised", "undo 5 6 7")
    action.done("undo 7")
    action.refuses(REFUSED, "undo 7", "was already retracted")
    action.refuses(REFUSED, "undo 8", "is itself a retraction")


def test_what_was_undone_may_be_typed_again_for_an_earlier_day(office):
    office.done("undo", "meeting open HTA --on 2019-01-15 --chair CC")
    assert office.state("meeting", "HTA/2019-01-15").chair == "CC"


def test_correct_puts_right_and_keeps_both(action):
    corrected = action.done("correct 6 --set owners=cex,PCC --set due=2019-02-10 --reason slip")
    assert "event 6 retracted: slip" in corrected.err
    assert "owner CEX and PCC; due 10 February 2019" in corrected.err
    now = action.state("action", REF, "2019-01-15")
    assert (now.owners, now.due, now.title) == (
        ("CEX", "PCC"),
        date(2019, 2, 10),
        "Share the resourcing plan",
    )
    assert [r.kind for r in action.events[5:]] == [
        "ActionRaised",
        "EventRetracted",
        "ActionRaised",
    ]
    assert action.events[7].envelope.corrects == 6
    assert action.events[7].envelope.effective_on == date(2019, 1, 15)


def test_correct_may_move_the_day_or_empty_a_fact(action):
    action.refuses(REFUSED, "correct 6 --on 2019-01-14 --reason slip", "nothing was said there by")
    action.done("correct 6 --on 2019-01-16 --reason slip")
    assert action.state("action", REF, "2019-01-15") is None
    assert action.state("action", REF, "2019-01-16").status == "open"
    action.done("correct 8 --set due= --set owners= --reason slip")
    assert action.state("action", REF).due is None
    assert action.state("action", REF).owners == ()
    action.refuses(REFUSED, "correct 6 --set item=3 --reason slip", "was already retracted")
    assert "already says so" in action.done("correct 10 --set item=2.1 --reason slip").err


def test_correct_needs_a_reason_and_keeps_to_the_rules(action):
    action.refuses(REFUSED, "correct 6 --set item=3", "needs a reason")
    action.done(
        f"action extend {REF} --to 2019-03-01 --reason late --approved-by PCC --on 2019-01-30"
    )
    action.refuses(REFUSED, "correct 6 --set due=2019-03-01 --reason slip", "to a later date")
    action.refuses(NOT_FOUND, "correct 6 --set owners=ACC --reason slip", "no post 'ACC'")


@pytest.mark.parametrize(
    ("flag", "name", "value"),
    [
        ("--inferred 'the notes'", "date_basis", "inferred"),
        ("--undated 'the notes'", "date_reason", "the notes"),
        ("--sensitive 'names a man'", "marking", "OFFICIAL-SENSITIVE"),
        ("--quote 'by February'", "quote", "by February"),
        ("--behalf PCC", "on_behalf_of", "PCC"),
    ],
)
def test_correct_puts_right_what_is_said_of_an_event(action, flag, name, value):
    line = f"correct {{}} --on 2019-01-15 {flag} --reason slip"
    action.done(line.format(6))
    assert getattr(action.events[-1].envelope, name) == value
    assert action.events[-1].envelope.corrects == 6
    assert "already says so" in action.done(line.format(action.size)).err


def test_a_marking_or_a_quotation_alone_is_put_right(action):
    action.done("correct 6 --sensitive 'names a man' --reason slip")
    action.done(f"correct {action.size} --quote 'a man' --reason slip")
    about = action.events[-1].envelope
    assert (about.marking_reason, about.quote) == ("names a man", "a man")
    action.refuses(NEEDED, "correct 6 --reason slip", "Say what is right")


def test_correct_does_not_lift_a_marking(office):
    office.done("action raise x --owner CC --sensitive 'names a man' --quote 'a man'")
    office.done("correct 6 --set title=y --reason slip")
    about = office.events[-1].envelope
    assert (about.marking, about.marking_reason) == ("OFFICIAL-SENSITIVE", "names a man")
    assert about.quote == "a man"


def test_undo_of_a_correction_brings_back_what_it_corrected(action):
    action.done("correct 6 --set item=3 --reason slip")
    undone = action.done("undo").err
    assert "undone: A-2019-001" in undone and "stands again: A-2019-001" in undone
    assert action.events[-1].event == action.events[5].event


# Batches


def batch(office: Office, content: str | bytes, name: str = "b.txt") -> Result:
    file = office.path.parent / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return office.types(f"batch {name}")


def test_a_batch_that_fails_on_its_last_line_records_nothing_and_names_the_line(office):
    before = office.size
    lines = "# two actions\naction raise One --owner CC\n\ngovledger action raise Two --owner CC\n"
    failed = batch(office, lines + "action raise Three --owner ACC\n")
    assert failed.code == NOT_FOUND and failed.out == ""
    assert "b.txt line 5: There is no post 'ACC'" in failed.err
    assert "  action raise Three --owner ACC\n" in failed.err
    assert "Nothing of the batch was recorded." in failed.err
    assert office.size == before
    done = batch(office, lines)
    assert (done.code, done.out) == (DONE, "A-2019-001\nA-2019-002\n")
    assert done.err.splitlines() == [
        "line 2: A-2019-001 raised: One; owner CC",
        "line 4: A-2019-002 raised: Two; owner CC",
        "b.txt: 2 commands, 2 events (6 to 7)",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfaction raise One --owner CC\r\naction raise Two --owner CC\r\n",
        b"action raise One --owner CC\r\naction raise Two --owner CC",
        b"action raise One \\\n  --owner CC\naction raise Two \\\r\n  --owner CC\n",
        b"\xef\xbb\xbf# with a comment first\r\naction raise One --owner CC\r\n"
        b"   # and another\r\n\r\naction raise Two --owner CC \\\r\n",
    ],
)
def test_a_batch_from_any_editor_is_read(office, content):
    done = batch(office, content)
    assert done.code == DONE, done.err
    assert [r.event.title for r in office.events[-2:]] == ["One", "Two"]


def test_a_batch_keeps_peoples_words_whole(office):
    title = "next\u0085line \u2028 separator \x0b tab \x1c end"
    assert batch(office, f"action raise '{title}' --owner CC\n").code == DONE
    assert office.events[-1].event.title == title


@each(
    ("content", "code", "words"),
    [
        ("action raise 'One --owner CC\n", MISUSED, "line 1: the quotes do not close"),
        (
            "action raise One --owner CC\nbatch b.txt\n",
            MISUSED,
            "govledger batch is no line of a batch",
        ),
        (
            "--ledger other init\n",
            MISUSED,
            "line 1: a line of a batch begins with a command",
        ),
        (
            "action raise One --owner CC --dry-run\n",
            MISUSED,
            "line 1: a batch is recorded as a whole",
        ),
        ("action raise One\n", NEEDED, "line 1: An action needs --owner"),
        ("\n\naction close 9 --verified-by CC --evidence e\n", NOT_FOUND, "line 3: There is no"),
        ("action\n", MISUSED, "line 1: this shows help"),
        (b"action raise '\xff' --owner CC\n", MISUSED, "is not UTF-8 text (byte 14)"),
    ],
    sharing="office",
)
def test_a_batch_that_cannot_be_carried_out_names_the_line(office, content, code, words):
    failed = batch(office, content)
    assert failed.code == code
    assert words in failed.err
    assert office.size == 5


def test_an_empty_batch_is_done_at_once(office):
    assert batch(office, "").err == "b.txt: 0 commands, 0 events\n"


# On the screen


HOSTILE = "[bold]x[/] [/] \x1b[31m \x1b]52;c;aGk=\x07 \u200babc\u2060 {owners} %s \rx\n next"
SPELLED = "[bold]x[/] [/] \\x1b[31m \\x1b]52;c;aGk=\\x07 \\u200babc\\u2060 {owners} %s \\x0dx next"


def test_peoples_words_are_shown_as_text_and_kept_as_typed(office):
    done = office.types("action raise --owner CC", HOSTILE)
    assert done.code == DONE
    assert f"raised: {SPELLED}; owner CC" in done.err
    assert done.out == "A-2019-001\n"
    assert office.events[-1].event.title == HOSTILE
    office.done("action raise Two --owner CC --on 2018-01-01")
    refused = office.types("action progress 1 x")
    assert "A-2019-001  [bold]x[/] [/] \\x1b[31m" in refused.err
    undone = office.done("undo 6")
    assert SPELLED in undone.err
    for result in (done, refused, undone):
        assert not set("\x1b\x07\u200b\u2060\r") & set(result.err + result.out)


def test_a_refusal_shows_what_was_typed_as_text(office):
    result = office.types("action raise x --owner", "\x1b[31m\u200bboss")
    assert result.code == NOT_FOUND
    assert "\\x1b[31m\\u200bboss" in result.err
    result = office.types("action raise x --owner CC", "--\x1b[31m")
    assert result.code == MISUSED and "\x1b" not in result.err


def test_a_fault_of_the_program_is_one_sentence(office, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(Ledger, "record", broken)
    result = office.types("action raise x --owner CC")
    assert result.code == menu.FAULT
    assert result.err.count("\n") == 1 and "a fault in govledger, not in what you did" in result.err
    assert office.size == 5


def test_being_stopped_is_no_fault(office, monkeypatch):
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "record", stopped)
    assert office.types("action raise x --owner CC").code == menu.INTERRUPTED


# As its own process


def process(path: Path, *args: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    env = {
        "PATH": os.environ["PATH"],
        "HOME": os.environ["HOME"],
        "GOVLEDGER_LEDGER": str(path),
        "GOVLEDGER_ACTOR": "M Clerk",
        "GOVLEDGER_NOW": "2019-03-01T10:00",
        "XDG_CONFIG_HOME": str(path.parent / "none"),
    }
    return forked.run(args, env=env, input=stdin)


@pytest.mark.slow
def test_the_program_says_data_on_stdout_and_words_on_stderr(tmp_path):
    path = tmp_path / "l"
    made = process(path, "init")
    assert (made.returncode, made.stdout) == (DONE, "")
    done = process(path, "batch", "-", stdin="post define CC 'Chief Constable'\n")
    assert (done.returncode, done.stdout) == (DONE, "")
    raised = process(path, "action", "raise", "Plan", "--owner", "CC")
    assert (raised.returncode, raised.stdout) == (DONE, "A-2019-001\n")
    assert raised.stderr == "A-2019-001 raised: Plan; owner CC — 1 March 2019\n"
    refused = process(path, "action", "close", "1", "--verified-by", "CC", "--evidence", "e")
    assert (refused.returncode, refused.stdout) == (REFUSED, "")
    assert refused.stderr.startswith("govledger: A-2019-001 is still open.")
    bom = "\ufeffaction raise Two --owner CC\r\n"
    assert process(path, "batch", "-", stdin=bom).returncode == DONE


def test_a_recording_command_loads_no_more_than_it_needs(tmp_path):
    script = (
        "import sys\nfrom commands import menu\n"
        "menu.main(['--ledger', sys.argv[1], 'init'])\n"
        "menu.main(['--ledger', sys.argv[1], 'post', 'define', 'CC', 'Chief Constable'])\n"
        "print(*({'duckdb', 'rich', 'arro3', 'cryptography'} & set(sys.modules)))\n"
    )
    env = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "PYTHONPATH": str(ROOT)}
    env |= {"GOVLEDGER_ACTOR": "M Clerk"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "l")],
        env=env, capture_output=True, text=True, timeout=HANGS_SECONDS, check=True,
    )  # fmt: skip
    assert done.stdout == "CC\n\n"


def test_help_loads_nothing_of_the_ledger():
    script = (
        "import sys\nfrom commands import menu\n"
        "try: menu.main(['--help'])\n"
        "except SystemExit: pass\n"
        "print('loaded:', *({'duckdb', 'rich', 'eventsourcing', 'msgspec'} & set(sys.modules)))\n"
    )
    env = {"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True,
        timeout=HANGS_SECONDS,
        check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_what_has_not_come_yet_has_not_happened(action):
    action.refuses(REFUSED, "meeting open HTA --on 2031-01-15", "is in the future")
    action.done(
        "meeting schedule HTA --for 2031-01-15", "post appoint CC 'A Successor' --on 2031-01-01"
    )


def test_the_posts_that_the_law_gives_every_area_need_no_definition(office):
    office.done("action raise x --owner CEX --on 2019-01-15")
    assert office.state("post", "CEX").title == "Chief Executive"
    office.refuses(NOT_FOUND, "action raise y --owner XYZ", "There is no post 'XYZ'")


def test_a_post_that_is_implied_is_told_but_its_reference_is_not_what_was_asked_for(office):
    for _ in "once, and again with the same key":
        result = office.types("action raise x --owner CFO --key k1")
        assert result.out.split() == ["A-2019-001"]
    assert office.state("post", "CFO").title == "Chief Finance Officer"


@each(
    ("words", "offered"),
    [
        ("govledger act", "action"),
        ("govledger action clo", "close"),
        ("govledger action close a-2019", REF),
        ("govledger ask open_", "open_actions"),
        ("govledger help da", "dates"),
        ("govledger ask open_actions --bo", "--body"),
        ("govledger ask open_actions --as", "--as-of"),
        ("govledger ask open_actions --body ", "HTA"),
        ("govledger ask open_actions --body no", "not stated"),
        ("govledger ask deadlines --state r", "running"),
        ("govledger replay --ask owner_workload --owner c", "CC"),
        ("govledger report committee --for H", "HTA"),
        ("govledger report afi --for H", "HTA"),
        ("govledger report action-log --since H", "HTA/2019-01-15"),
        ("govledger diff H", "HTA/2019-01-15"),
        ("govledger decision recommend --to H", "HTA"),
    ],
    sharing="action",
)
def test_the_shell_completes_commands_references_questions_and_topics(
    action, words, offered, monkeypatch, capsys
):
    from commands.menu import cli

    monkeypatch.setenv("GOVLEDGER_LEDGER", str(action.place))
    monkeypatch.setenv("_GOVLEDGER_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    with pytest.raises(SystemExit):
        cli.main(args=[], prog_name="govledger", complete_var="_GOVLEDGER_COMPLETE")
    assert f"plain,{offered}" in capsys.readouterr().out.splitlines()
