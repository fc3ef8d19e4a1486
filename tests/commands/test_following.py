"""What readers follow without asking: calendars, feeds of changes, and a digest for an e-mail."""

import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from clerk import CC, CEX, HTA, MISUSED, REFUSED

pytest.importorskip("icalendar")
pytestmark = pytest.mark.slow

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def office(empty, monkeypatch):
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-20T10:00")
    empty.begins(
        *("init", CC, CEX, HTA),
        "meeting open HTA --on 2018-12-18 --chair CEX",
        'action raise "First, of two; yes" --owner CC --due 2019-03-05 --meeting HTA/2018-12-18',
        'action raise "Second" --owner CC --due 2019-01-15 --meeting HTA/2018-12-18',
        'action raise "Undated" --owner CC --meeting HTA/2018-12-18',
        "meeting open HTA --on 2019-01-15 --chair CEX",
        "meeting schedule HTA --for 2019-03-12",
    )
    return empty


def calendar(tmp_path, file="out/hta.ics"):
    """Its entries by their names, read by the rules of RFC 5545 and nothing of ours."""
    data = (tmp_path / file).read_bytes()
    lines = data.split(b"\r\n")
    assert lines[-1] == b"" and b"\n" not in b"".join(lines) and max(map(len, lines)) <= 75
    text = data.replace(b"\r\n ", b"").decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
    head, *entries = text.split("BEGIN:VEVENT\r\n")
    assert head.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert {"VERSION:2.0", "PRODID:-//govledger//EN", "METHOD:PUBLISH"} <= set(head.splitlines())
    found = {}
    for entry in entries:
        said = {}
        for line in entry.partition("END:VEVENT")[0].splitlines():
            name, _, value = line.partition(":")
            assert name not in said, line
            said[name] = re.sub(r"\\([,;\\n])", lambda m: "\n" if m[1] == "n" else m[1], value)
        assert {"UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(said)
        assert said["UID"] not in found
        found[said["UID"]] = said
    return found


def entry(tmp_path, words):
    (one,) = (e for e in calendar(tmp_path).values() if words in e["SUMMARY"])
    return one


def feed(tmp_path, file="out/hta.xml"):
    root = ElementTree.parse(tmp_path / file).getroot()
    entries = root.findall(f"{ATOM}entry")
    told = [
        {name: one.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "content")}
        for one in entries
    ]
    assert all(all(one.values()) for one in told)
    assert len({one["id"] for one in told}) == len(told)
    assert [one["updated"] for one in told] == sorted((o["updated"] for o in told), reverse=True)
    assert root.findtext(f"{ATOM}updated") == max(one["updated"] for one in told)
    assert root.findtext(f"{ATOM}id").startswith("urn:uuid:") and root.find(f"{ATOM}author")
    return told


def test_a_calendar_has_what_is_due_and_the_meetings(office, tmp_path):
    said = office.done("export feeds --to out")
    assert "HTA: 7 days" in said.err
    every = calendar(tmp_path).values()
    law = [one for one in every if one["SUMMARY"].startswith("Last day: ")]
    assert [one["DTSTART;VALUE=DATE"] for one in law] == ["20190208", "20200208"]
    found = {one["SUMMARY"]: one for one in every if one not in law}
    assert sorted(found) == [
        "Due: First, of two; yes (A-2018-001)",
        "Due: Second (A-2018-002)",
        "Meeting: Monthly holding to account (HTA/2018-12-18)",
        "Meeting: Monthly holding to account (HTA/2019-01-15)",
        "Meeting: Monthly holding to account (HTA/2019-03-12)",
    ]
    first = found["Due: First, of two; yes (A-2018-001)"]
    assert (first["DTSTART;VALUE=DATE"], first["DTEND;VALUE=DATE"]) == ("20190305", "20190306")
    assert first["DESCRIPTION"].startswith("A-2018-001, open: First, of two; yes. Owner: Chief")
    assert {one["STATUS"] for one in found.values()} == {"CONFIRMED"}


def test_where_there_is_no_feed_that_is_said(office):
    office.begins("init", "body add HTA 'Monthly holding to account'")
    assert "there is no feed" in office.done("export feeds --to none").err


def test_a_last_day_of_the_law_is_in_it_until_it_is_met(office, tmp_path):
    office.done(
        'inspection publish EFF18 "Effectiveness" --on 2019-01-10 --year 2018',
        "export feeds --to out",
    )
    last = entry(tmp_path, "Last day: comments on a report")
    assert last["DTSTART;VALUE=DATE"] == "20190306" and last["STATUS"] == "CONFIRMED"
    office.done(
        'inspection comment EFF18 published --at "the website" --on 2019-02-10',
        "export feeds --to out --replace",
    )
    met = entry(tmp_path, "Last day: comments on a report")
    assert (met["UID"], met["STATUS"]) == (last["UID"], "CANCELLED")
    assert "Met on 10 February 2019." in met["DESCRIPTION"]


def test_what_moves_or_ends_is_the_same_entry_moved_or_cancelled(office, tmp_path):
    office.done("export feeds --to out")
    first, second = entry(tmp_path, "A-2018-001"), entry(tmp_path, "A-2018-002")
    meeting = entry(tmp_path, "2019-03-12")
    office.done(
        "action extend A-2018-001 --to 2019-05-07 --reason staff --approved-by CEX",
        'action complete A-2018-002 --by CC --evidence "a paper"',
        'action close A-2018-002 --verified-by CEX --evidence "seen"',
        'meeting cancel HTA/2019-03-12 --reason "no quorum"',
        "export feeds --to out --replace",
    )
    moved, closed = entry(tmp_path, "A-2018-001"), entry(tmp_path, "A-2018-002")
    assert moved["UID"] == first["UID"] and moved["DTSTART;VALUE=DATE"] == "20190507"
    assert "First due on 5 March 2019." in moved["DESCRIPTION"] and moved["STATUS"] == "CONFIRMED"
    assert int(moved["SEQUENCE"]) > int(first["SEQUENCE"])
    assert (closed["UID"], closed["STATUS"]) == (second["UID"], "CANCELLED")
    gone = entry(tmp_path, "2019-03-12")
    assert (gone["UID"], gone["STATUS"]) == (meeting["UID"], "CANCELLED")


def test_what_is_long_over_is_told_of_no_more_and_what_is_open_is(office, tmp_path, monkeypatch):
    office.done(
        'action complete A-2018-001 --by CC --evidence "a paper"',
        'action close A-2018-001 --verified-by CEX --evidence "seen"',
    )
    for now, there in ("2019-12-31", True), ("2020-03-05", True), ("2020-03-06", False):
        monkeypatch.setenv("GOVLEDGER_NOW", f"{now}T10:00")
        office.done("export feeds --to out --replace")
        titles = [one["SUMMARY"] for one in calendar(tmp_path).values()]
        assert any("A-2018-001" in one for one in titles) == there
        assert any("A-2018-002" in one for one in titles)


def test_the_same_record_is_the_same_bytes_and_one_export(office, tmp_path):
    office.done("export feeds --to out")
    before = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    size = office.size
    said = office.done("export feeds --to again")
    after = {file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()}
    assert before == after and office.size == size
    assert "recorded already, as E-2019-001" in said.err
    assert sorted(before) == ["MANIFEST.sha256", "hta.ics", "hta.xml"]
    office.refuses(REFUSED, "export feeds --to out", "already exists")


def test_what_is_withheld_is_in_no_feed_and_in_no_digest(office, tmp_path):
    office.done(
        'action raise "About A-2018-002" --owner CC --due 2019-03-01 --meeting HTA/2018-12-18',
        'withhold A-2018-002 --reason "personal"',
    )
    said = office.done("export feeds --to out")
    assert "Left out because withheld: 1." in said.err
    whole = "".join(file.read_text("utf-8") for file in (tmp_path / "out").iterdir())
    assert "Second" not in whole and "A-2018-002" not in whole
    assert "About (a record left out)" in whole.replace("\r\n ", "").replace("\n ", "")
    told = office.done("digest --for HTA").out
    assert "Second" not in told and "A-2018-002" not in told
    assert "1 record withheld and left out." in " ".join(told.split())
    inside = office.done("digest --for HTA --internal").out
    assert "A-2018-002 due 15 January 2019, 36 days ago: Second" in inside
    assert "OFFICIAL-SENSITIVE" in inside


def test_what_is_sensitive_is_refused_and_nothing_is_written(office, tmp_path):
    office.done(
        'body add SEC "Closed committee"',
        "meeting open SEC --on 2019-01-20 --chair CEX",
        'action raise "Names" --owner CC --due 2019-03-01 --meeting SEC/2019-01-20'
        ' --sensitive "names"',
    )
    office.refuses(REFUSED, "export feeds --to out", "A-2019-001", "withhold REF")
    office.refuses(REFUSED, "digest --for SEC", "A-2019-001", "withhold REF")
    assert not (tmp_path / "out").exists()
    office.done("export feeds --to out --for HTA", "digest --for HTA")
    assert sorted(one.name for one in (tmp_path / "out").iterdir())[1:] == ["hta.ics", "hta.xml"]
    office.done("export feeds --to all --internal")
    secret = calendar(tmp_path, "all/sec.ics").values()
    assert {one["CLASS"] for one in secret} == {"CONFIDENTIAL"}
    assert any("Names" in one["SUMMARY"] for one in secret)


def test_each_change_is_an_entry_for_ever_and_one_taken_back_says_so(office, tmp_path, monkeypatch):
    office.done("export feeds --to out")
    before = {one["title"]: one for one in feed(tmp_path)}
    raised = before["A-2018-003 raised: Undated; owner CC"]
    event = int(re.search(r"event (\d+)", raised["content"])[1])
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-21T10:00")
    office.done('action progress A-2018-002 "Half done"')
    monkeypatch.setenv("GOVLEDGER_NOW", "2019-02-22T10:00")
    office.done("undo", "export feeds --to out --replace")
    after = {one["id"]: one for one in feed(tmp_path)}
    assert after[raised["id"]] == raised and f"event {event}," in raised["content"]
    taken = next(iter(after.values()))
    assert "Half done [does not count: taken back by event" in taken["title"]
    assert taken["updated"].startswith("2019-02-22") and taken["id"] not in str(before)


HOSTILE = "=1+1 <b>&amp;</b> 'x'; \\n, \u20ac\U0001f600 " + "long words " * 30


def test_whatever_people_wrote_is_text_in_every_form(office, tmp_path):
    office.done(
        f'action raise "{HOSTILE}" --owner CC --due 2019-03-08 --meeting HTA/2019-01-15',
        "export feeds --to out",
    )
    said = " ".join(HOSTILE.split())
    assert said in " ".join(entry(tmp_path, "=1+1")["SUMMARY"].split())
    assert any(said in " ".join(one["content"].split()) for one in feed(tmp_path))
    assert said[:60] in " ".join(office.done("digest --for HTA --since 1/1/19").out.split())


# The digest


def lines(text):
    """What is told, a line each, of the parts by their headings."""
    found, part = {}, []
    for line in text.splitlines():
        if line.isupper() and not line.startswith((" ", "-")):
            found[line] = part = []
        elif line.startswith("- "):
            part.append(line[2:])
        elif part:
            part[-1] += line[1:]
    return found


def test_a_digest_of_a_day_in_the_future_says_so(office):
    told = " ".join(office.done("digest --for HTA --on 26/2/19").out.split())
    assert "26 February 2019 is in the future: this is not what will be so" in told
    assert "future" not in office.done("digest --for HTA").out


def test_a_digest_tells_each_change_with_its_reference(office):
    text = office.done(
        "action extend A-2018-001 --to 2019-03-06 --reason staff --approved-by CEX",
        "digest --for HTA --on 26/2/19",
    ).out
    assert text.startswith("Monthly holding to account (HTA)\nAs of 26 February 2019; since the")
    assert max(map(len, text.splitlines())) <= 76
    told = lines(text)
    assert told["CHANGED (6)"][-2:] == [
        "HTA/2019-03-12 scheduled on 20 February 2019",
        "A-2018-001 extended on 20 February 2019, from 5 March 2019, now 6 March 2019: First, of"
        " two; yes",
    ]
    assert told["PAST THE DUE DATE (1)"] == ["A-2018-002 due 15 January 2019, 42 days ago: Second"]
    assert told["IN THE NEXT 28 DAYS (2)"] == [
        "6 March 2019: Due: First, of two; yes (A-2018-001)",
        "12 March 2019: Meeting: Monthly holding to account (HTA/2019-03-12)",
    ]
    every = [one for part in told.values() for one in part if one != "none"]
    assert all(re.search(r"A-\d{4}-\d{3}|HTA/\d{4}|\(PANEL\)", one) for one in every)
    assert not re.search(r"(?<!/)\d{4}-\d{2}-\d{2}", text), "a British date"


def test_a_digest_agrees_with_the_question(office):
    office.done("action extend A-2018-001 --to 2019-03-06 --reason staff --approved-by CEX")
    rows = office.done("ask differences --from 15/1/19 --csv").out.splitlines()[1:]
    ours = [row for row in rows if row.startswith(("A-", "HTA/"))]
    told = lines(office.done("digest --for HTA").out)
    (heading,) = (one for one in told if one.startswith("CHANGED"))
    assert heading == f"CHANGED ({len(ours)})" and len(told[heading]) == len(ours) > 0


def test_the_last_meeting_stays_it_once_its_minutes_are_confirmed(office):
    office.done("meeting open HTA --on 20/2/19")
    office.done("meeting confirm HTA/2019-01-15 --at HTA/2019-02-20")
    text = " ".join(office.done("digest --for HTA").out.split())
    assert "since the meeting of 15 January 2019" in text


def test_since_is_the_last_meeting_or_a_day_or_an_event(office):
    at = office.size
    office.done('action raise "Late" --owner CC --on 2019-01-10 --meeting HTA/2018-12-18')
    for since, words, there in (
        ("last", "since the meeting of 15 January 2019", True),
        ("1/1/19", "since 1 January 2019", True),
        (f"{at}", f"since event {at}, recorded on 20 February 2019", True),
        (f"{at + 1}", f"since event {at + 1}, recorded", False),
    ):
        text = office.done(f"digest --for HTA --since {since}").out
        assert words in " ".join(text.split())
        (heading,) = (one for one in lines(text) if one.startswith("CHANGED"))
        assert ("Late" in " ".join(lines(text)[heading])) == there, since
    office.refuses(MISUSED, "digest --for HTA --since 999", "There is no event 999")
    office.refuses(MISUSED, "digest --for HTA --since 21/2/19", "is not before 20 February 2019")
    office.refuses(MISUSED, "digest --for HTA --since maybe", "maybe")


def test_only_the_command_that_needs_it_loads_the_calendar_library():
    code = (
        "import sys; import commands.reports.follow, commands.reports.render.feeds,"
        " commands.cli.export.feeds; assert 'icalendar' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
