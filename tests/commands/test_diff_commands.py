"""What changed, replayed, audited, sampled, and told by person or by field: at the terminal."""

import json
import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import duckdb
import pytest
from clerk import BROKEN, MISUSED, NEEDED, NOT_FOUND, REF
from test_recording import EVERYTHING, seals

from commands.menu import main
from commands.session import points
from commands.wording import differences
from ledger.application import Ledger
from ledger.events import NEW
from ledger.records.seals import Sealed
from ledger.registry import event_kinds, record_kind, split
from ledger.words import called, format_event, plural
from projections import digests
from projections.differences import Balance

pytestmark = pytest.mark.slow

BALANCES = "diff 1/1/1900 today --balances --json"


@pytest.fixture
def closed(action, monkeypatch):
    """Raised on 15 January, closed on 20 February, all of it recorded on 1 March 2019."""
    action.done(
        f"action complete {REF} --by CC --on 2019-02-19",
        f"action close {REF} --verified-by CEX --evidence 'minute 12' --on 2019-02-20",
    )
    return action


def balance(office, words: str) -> list[str]:
    return office.done(f"diff {words}").err.splitlines()


# diff


def test_a_difference_tells_the_changes_and_then_the_balance(closed):
    told = closed.done("diff 14/1/19 28/2/19")
    rows = [line.split("\t")[:3] for line in told.out.splitlines()[1:]]
    assert [row[1:] for row in rows if row[0] == REF] == [
        ["Share the resourcing plan", what] for what in ("raised", "moved", "closed")
    ]
    first, before, *balances, scope = told.err.splitlines()
    assert before.startswith("14 January 2019 is before the record begins, on 15 January 2019")
    assert first == f"From 14 January 2019 to 28 February 2019: {len(rows)} changes."
    assert balances[0] == "actions: 0 open + 1 raised - 1 closed = 0 open."
    assert "meetings: 0 recorded + 1 held = 1 recorded." in balances
    assert (
        scope == "Every kind of record is compared; of those not named here there is none to count."
    )
    rows = json.loads(closed.done("diff 14/1/19 28/2/19 --json").out)
    mine = [row["what"] for row in rows if row["record"] == "action"]
    assert mine == ["raised", "moved", "closed"]
    figures = closed.done("diff 14/1/19 28/2/19 --balances --csv").out.splitlines()
    assert figures[:5] == [
        "of,what,count",
        "actions,opening,0",
        "actions,raised,1",
        "actions,closed,-1",
        "actions,closing,0",
    ]


def test_a_point_may_be_a_meeting(closed):
    first = balance(closed, "hta/2019-1-15 28/2/19")
    assert first[0].startswith("From HTA/2019-01-15 (15 January 2019) to 28 February 2019: ")
    assert first[1] == "actions: 1 open - 1 closed = 0 open."


def test_by_what_the_ledger_was_told_nothing_was_there_before_it_was_recorded(closed):
    nothing = "Nothing of any kind is recorded by either, so nothing was compared."
    assert balance(closed, "14/1/19 28/2/19 --known")[1] == nothing
    closed.done(f"action reopen {REF} --reason 'not done' --on 2019-02-21")
    assert balance(closed, "28/2/19 1/3/19 --known")[1:2] == [
        "actions: 0 open + 1 learned later = 1 open."
    ]
    assert balance(closed, "28/2/19 1/3/19")[1] == "actions: 1 open = 1 open."
    assert balance(closed, "14/1/19 28/2/19 --known-by 28/2/19")[2] == nothing


@pytest.fixture
def sealed(closed, monkeypatch):
    """seal-1 of the first six events, where the action is raised; seal-2 of all eight."""
    of = {"seal:seal-1": 6, "seal:seal-2": 8}
    history = Ledger.history

    def with_seals(self: Ledger, stream: str) -> object:
        if stream not in of:
            return history(self, stream)
        seal = Sealed(tree_size=of[stream], root="", note="", public_key="", checked="all")
        one = self.at(of[stream])
        facts = {name: getattr(one, name) for name in one.__struct_fields__}
        return [type(one)(**(facts | {"event": seal, "kind": "Sealed"}))]

    monkeypatch.setattr(Ledger, "history", with_seals)
    return closed


def test_between_two_seals_it_is_what_was_recorded_between_them(sealed):
    lines = balance(sealed, "seal-1 SEAL-2")
    assert lines[0] == (
        "From seal-1 (6 events, 1 March 2019) to seal-2 (8 events, 1 March 2019): 2 changes."
    )
    assert lines[1] == "actions: 1 open - 1 learned later = 0 open."
    assert balance(sealed, "14/1/19 seal-1")[2] == "actions: 0 open + 1 raised = 1 open."


def test_points_that_are_not_there_or_the_wrong_way_round_are_refused(sealed):
    sealed.refuses(NOT_FOUND, "diff seal-3 today", "There is no seal-3")
    sealed.refuses(NOT_FOUND, "diff HTA/2018-01-01 today", "no meeting")
    sealed.refuses(MISUSED, "diff soon today", "cannot be read as a date")
    sealed.refuses(MISUSED, "diff seal-2 seal-1", "seal-1", "Swap them")
    sealed.refuses(MISUSED, "diff 28/2/19 27/2/19", "later than", "Swap them")
    sealed.refuses(MISUSED, "diff seal-1 seal-2 --known-by 1/3/19", "Leave out --known-by")
    sealed.refuses(NEEDED, "diff 28/2/19", "needs TO")


def test_a_balance_that_does_not_add_up_ends_with_5(closed):
    closed.done("rebuild")
    (path,) = closed.path.with_name(closed.path.name + ".projections").glob("*.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE events SET title = NULL WHERE kind = 'ActionRaised'")
    # As if this program had made it wrong: one that others changed is not used.
    ledger = Ledger.open(closed.path, read_only=True)
    digests.keep(ledger, path)
    ledger.close()
    with pytest.raises(SystemExit) as end:
        main(["--ledger", str(closed.path), "diff", "14/1/19", "16/1/19"])
    told = closed.capsys.readouterr().err
    assert end.value.code == BROKEN
    assert "actions: 0 open + 1 raised = 1 open, but 0 are." in told
    assert "govledger: The balance does not add up" in told
    audited = closed.types("audit projections")
    assert audited.code == BROKEN
    assert (
        "event 6, title: says nothing; the ledger says 'Share the resourcing plan'" in audited.err
    )


def test_what_was_told_by_a_day_is_found_at_its_edges():
    days = [1, 1, 2, 4, 4]

    def at(position: int) -> SimpleNamespace:
        when = datetime(2018, 2, days[position - 1], 12, tzinfo=UTC)
        return SimpleNamespace(envelope=SimpleNamespace(recorded_at=when))

    ledger = SimpleNamespace(size=5, at=at)
    found = [points.told_by(ledger, date(2018, 2, day)) for day in range(1, 6)]
    assert found == [2, 3, 3, 5, 5]
    assert points.told_by(ledger, date(2018, 1, 31)) == 0


def test_every_event_of_every_kind_says_what_it_changed_and_every_kind_has_a_balance(
    empty, tmp_path
):
    """By rule: of a ledger with every kind of event, so that a new kind is asked about too."""
    (tmp_path / "plan.txt").write_text("The plan\n")
    empty.done("init", *EVERYTHING)
    seals(empty, tmp_path)
    said = empty.done("diff 1/1/1900 today --json")
    rows = json.loads(said.out)
    silent = {row["what"] for row in rows if row["was"] is None and row["became"] is None}
    assert silent == set()
    assert not [row for row in rows if row["was"] == row["became"]]
    kinds = {split(recorded.stream)[0] for recorded in empty.events}
    assert {one["of"] for one in json.loads(empty.done(BALANCES).out)} == {
        plural(record_kind(kind).called) for kind in kinds
    }


def test_how_a_record_began_reads_after_its_number():
    """Of every kind of event that begins a record, so that a new kind is asked about too."""
    begin = [called(kind) for kind in event_kinds().values() if kind.needs == NEW]
    one = Balance(of="records", opening=0, terms=dict.fromkeys(begin, 2), closing=0)
    said = re.findall(r"\+ 2 ([^+=]+?)(?= [+=])", differences.balance(one))
    assert len(said) == len(one.terms) > 20
    ended = re.compile(r"(bid )?(\w+ed|found|made|taken|told|withheld)( under another)?")
    assert [words for words in said if not ended.fullmatch(words)] == []


def test_no_sentence_has_a_day_as_programs_write_it(empty, tmp_path):
    """A reference may: HTA/2018-02-27. What is found is of every kind, exports among them."""
    (tmp_path / "plan.txt").write_text("The plan\n")
    empty.done("init", *EVERYTHING, f"export --to '{tmp_path / 'out'}' --format csv")
    said = [format_event(one) for one in empty.events]
    assert any("the answer to every question as of" in words for words in said)
    assert [words for words in said if re.search(r"(?<![\w/-])\d{4}-\d\d-\d\d\b", words)] == []


def test_what_a_policy_a_witness_a_measure_and_a_post_were_and_became_is_told(empty, tmp_path):
    (tmp_path / "plan.txt").write_text("The plan\n")
    empty.done("init", *EVERYTHING)
    seals(empty, tmp_path)
    told = [
        (row["what"], row["was"], row["became"])
        for row in json.loads(empty.done("diff 1/1/1900 today --json").out)
    ]
    assert ("set", "off", "on (three people)") in told
    assert ("no longer held", "acting: Amanda Blakeman", "acting: none") in told
    assert ("cosignatures that a seal needs", "needed: 1", "needed: 0 (the Panel is gone)") in told
    quarter = "July to September 2018"
    assert (
        "restated",
        f"periods: {quarter}: left out",
        f"periods: {quarter}: restated; readings: {quarter}: down (data came)",
    ) in told


# replay


def test_beyond_the_last_event_and_before_the_first_it_is_said_what_there_is(closed):
    there = f"the ledger has {closed.size} events"
    for words in ("replay --to 5000", "replay --to 5000 --ask open_actions"):
        assert f"There is no event 5000: {there}.\n" in closed.done(words).err
    assert f"There is no event 40: {there}.\n" in closed.done("replay --from 40").err
    for words in ("--to 0", "--to 0 --csv", "--to 0 --ask open_actions"):
        assert (
            f"Nothing is replayed: {there}, numbered from 1." in closed.done(f"replay {words}").err
        )
    said = closed.done("replay --known-by 1/1/1900").err
    assert "Nothing is replayed: the first event was recorded on 1 March 2019, after" in said
    closed.done("correct 6 --set title='Better words' --reason typo")  # events 9 and 10
    half = "Event 9 is in the middle of a command: the replay ends at event 8.\n"
    assert half in closed.done("replay --to 9").err
    for words in ("replay", "replay --to 10", "replay --to 1 --ask open_actions"):
        assert "the ledger has" not in closed.done(words).err


def test_a_question_is_asked_of_the_ledger_replayed_to_a_day_or_an_event(closed):
    def status(words: str) -> str:
        (row,) = json.loads(closed.done(f"replay {words} --ask action_status --json").out)
        return row["status"]

    assert status("--to 16/1/19") == "open"
    assert status("--to 19/2/19") == "reported complete"
    assert status("--to 7") == "reported complete"
    assert status("--known-by 1/3/19") == status("") == "closed"
    assert closed.done("replay --known-by 28/2/19 --ask action-status --json").out == "[]\n"
    changed = "replay --ask changes_between --from 14/1/19 --to 16/1/19 --csv"
    assert closed.done(changed).out.splitlines()[1] == "action,0,1,0,0,1,yes,A-2019-001,,"


def test_half_of_a_command_is_never_replayed(closed):
    closed.done("correct 6 --set title='Better words' --reason typo")  # events 9 and 10
    (row,) = json.loads(closed.done("replay --to 9 --ask action_status --json").out)
    assert row["title"] == "Share the resourcing plan"
    (row,) = json.loads(closed.done("replay --to 10 --ask action_status --json").out)
    assert row["title"] == "Better words"
    assert closed.done("replay --to 0 --ask action_status --json").out == "[]\n"


def test_a_replay_to_a_day_leaves_out_what_was_not_so_by_then(closed):
    def events(words: str) -> list[str]:
        return [
            line.split(",")[0] for line in closed.done(f"replay {words} --csv").out.splitlines()
        ]

    assert events("--to 19/2/19")[-1] == "7"
    closed.done("correct 8 --set evidence='minute 13' --reason typo")
    assert events("--to 19/2/19")[-1] == "7", "nor what takes it back"
    assert events("--to 20/2/19")[-1] == "10"


def test_a_replay_to_an_event_says_of_which_events_the_answer_is(closed):
    said = closed.done("replay --to 7 --ask open_actions").err
    assert re.search(r"\d+ rows?, of events 1 to \d, as of ", said)
    assert "of events" not in closed.done("replay --to 19/2/19 --ask open_actions").err


def test_a_replay_refuses_what_it_does_not_know(closed):
    closed.refuses(MISUSED, "replay --lst", "no --lst")
    closed.refuses(MISUSED, "replay --from x", "number")
    closed.refuses(MISUSED, "replay --to x", "cannot be read as a date")
    closed.refuses(NOT_FOUND, "replay --ask action_statis", "Did you mean action_status")
    closed.refuses(MISUSED, "replay --ask action_status --size 3", "not a parameter")
    closed.refuses(NEEDED, "replay --ask changes_between", "--from")


# audit, sample


def test_an_audit_says_what_it_compared(closed):
    assert "8 events by" in closed.done("audit projections").out
    (check,) = json.loads(closed.done("audit projections --json").out)
    assert check["problems"] == [] and check["about"].startswith("what questions read")


def test_a_sample_says_its_population_and_seed(closed):
    told = closed.done("sample 25 closures --seed 7 --json")
    assert [row["ref"] for row in json.loads(told.out)] == [REF]
    assert closed.done("sample 25 closures --seed 7").err == (
        "1 of 1 closures as of 1 March 2019; seed 7.\n"
    )
    assert closed.done("sample 1 closures --as-of 19/2/19").err.startswith("0 of 0 closures")
    closed.refuses(MISUSED, "sample 0 closures", "SIZE")
    closed.refuses(MISUSED, "sample 5 cats", "cats")


def test_a_sample_of_decisions_shows_first_what_was_neither_published_nor_withheld(office):
    for number in range(1, 7):
        office.done(f"decision take 'Number {number}' --by PCC --on 2019-02-01")
    drawn = json.loads(office.done("sample 4 decisions --json").out)
    assert len(drawn) == 4 and [row["place"] for row in drawn] == [1, 2, 3, 4]
    first = drawn[0]["ref"]
    office.done(f"decision publish {first} --at https://example.org")
    again = json.loads(office.done("sample 4 decisions --json").out)
    assert [row["ref"] for row in again] == [*(row["ref"] for row in drawn[1:]), first]
    assert again[-1]["lacks"] == "a paper" and again[0]["lacks"] == "publication and a paper"
    office.done("decision take 'One more' --by PCC --on 2019-02-01")
    kept = {row["ref"] for row in json.loads(office.done("sample 4 decisions --json").out)}
    assert len(kept & {row["ref"] for row in drawn}) >= 3, "one more moves one out at most"
    assert office.done("sample 4 decisions").err == "4 of 7 decisions as of 1 March 2019; seed 1.\n"


# show, and history


def test_of_which_day_a_record_is_shown_is_said_and_that_something_of_it_was_taken_back(closed):
    closed.done("correct 6 --set title='Better words' --reason typo")
    said = closed.done(f"show {REF} --as-of 16/1/19 --known-by 1/3/19")
    assert said.err == "As of 16 January 2019, as known on 1 March 2019.\n"
    assert "5 events, 1 of them taken back: govledger history" in said.out
    said = closed.done(f"show {REF} --as-of 28/2/98").err
    assert said == (
        "As of 28 February 2098. That is in the future: this is what is recorded so far.\n"
    )
    assert closed.done(f"show {REF}").err == ""
    assert closed.done(f"history {REF} --known-by 1/3/19").err == "As known on 1 March 2019.\n"
    assert closed.done(f"history {REF}").err == ""


def test_a_day_that_is_none_is_not_taken_for_a_meeting(closed):
    for said in ("1/1/1890", "31/2/2019", "2019-02-28/1"):
        refused = closed.types(f"diff {said} today")
        assert refused.code == MISUSED and "meeting" not in refused.err


def test_a_history_by_person_has_what_they_recorded_and_what_was_recorded_for_them(
    closed, monkeypatch
):
    closed.done("post appoint CEX 'Andy Champness' --on 2019-01-01")
    monkeypatch.setenv("GOVLEDGER_ACTOR", "T Clerk")
    closed.done(f"action dispute {REF} 'not so' --by CC --on 2019-02-21 --behalf CEX")

    def by(words: str) -> list[str]:
        out = closed.done(f"history {words} --csv").out
        return [line.split(",")[0] for line in out.splitlines()[1:]]

    assert by("--who 't clerk'") == by("--who CEX") == by("--who 'Andy Champness'") == ["10"]
    assert by("--who 'M Clerk'") == [str(number) for number in range(1, 10)]
    assert by(f"{REF} --who 'M Clerk'") == ["6", "7", "8"]
    closed.refuses(NOT_FOUND, "history --who 'M Clark'", "Did you mean M Clerk")
    closed.refuses(NOT_FOUND, "history --who 'M Clerk' --known-by 28/2/19", "Nothing in the ledger")


def test_a_history_of_one_field_has_what_set_or_changed_it_and_nothing_else(closed):
    moved = f"action extend {REF} --to 2019-03-01 --reason late --approved-by PCC --on 2019-01-30"
    closed.done(moved, f"action progress {REF} begun --on 2019-01-31")

    def of(field: str) -> list[list[str]]:
        out = closed.done(f"history {REF} --changes {field}").out
        return [line.split("\t")[:4] for line in out.splitlines()[1:]]

    assert of("due") == [
        ["6", "2019-01-15", "none", "1 February 2019"],
        ["9", "2019-01-30", "1 February 2019", "1 March 2019"],
    ]
    assert of("owner") == of("OWNERS") == [["6", "2019-01-15", "none", "CC"]]
    assert [row[3] for row in of("status")] == ["open", "reported complete", "closed"]
    assert of("disputed") == []
    closed.refuses(MISUSED, f"history {REF} --changes colour", "status, title, own_ref")
    closed.refuses(MISUSED, "history --who CC --changes due", "one record")
    closed.refuses(NEEDED, "history", "REF, or --who")
