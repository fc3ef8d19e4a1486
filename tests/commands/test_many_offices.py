"""Other offices: their packs taken, refused, counted as missing; their answers joined."""

import csv
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from books import progress
from clerk import BROKEN, DONE, MISUSED, NOT_FOUND, REFUSED, Office
from others import Other, key_of
from packs import packed, seal, verified
from signing import key_file

from commands.session import joined_sql
from commands.session import offices as register
from ledger.application import Ledger
from ledger.errors import Misused
from ledger.practice import identity as practice
from ledger.records import seal_keys
from ledger.records.seal_keys import RECORD, REF

pytestmark = pytest.mark.slow


@pytest.fixture
def own(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    own = Office(tmp_path / "own.ledger", capsys)
    own.begins("init")
    return own


@pytest.fixture
def kent(own, tmp_path):
    """An office that is added, and has two actions."""
    other = Other(tmp_path, "kent").raises("Cells", "Vans")
    own.done(f'office add KENT "Kent PCC" --seal-key "{other.line}"')
    return other


def held(own: Office, ref: str = "KENT"):
    state = own.state("peer", ref)
    return state.tree_size, state.refused


def asked(own: Office, more: str = "") -> dict:
    found: dict = json.loads(own.done(f"ask open_actions --offices all --json {more}").out)
    return found


def rows(own: Office) -> list[tuple[str, str, str]]:
    return [(row["office"], row["ref"], row["title"]) for row in asked(own)["rows"]]


def not_taken(own: Office, code: int, pack: Path, *words: str) -> str:
    """The pack is refused with these words, which is remembered, and the last good one stays."""
    before = held(own)[0]
    result = own.types(f"office take {pack} --office KENT")
    assert result.code == code, result
    assert result.err.count("\n") <= 2 and "Counted as missing" in result.err, result.err
    for word in words:
        assert word in result.err, result.err
        assert word in held(own)[1]
    assert held(own)[0] == before
    found = asked(own) if before else None
    if found is not None:
        assert found["missing"] >= 1
        (of,) = (one for one in found["offices"] if one["office"] == "KENT")
        assert words[0] in of["missing"]
        kept = [row for row in found["rows"] if row["office"] == "KENT"]
        assert kept and of["tree_size"] == before, "those of the last good pack"
    assert not list(register_folder(own).glob(".*")), "nothing half made is left"
    return result.err


def register_folder(own: Office) -> Path:
    ledger = Ledger.open(own.path, read_only=True)
    try:
        return register.folder(ledger)
    finally:
        ledger.close()


# Taken


def test_a_pack_is_taken_by_its_ledgers_key_and_its_answers_are_joined(own, kent, tmp_path):
    essex = Other(tmp_path, "essex").raises("Drones")
    own.done(f'office add essex --seal-key "{essex.line}"')
    own.done(f"office take {kent.pack()}", f"office take {essex.pack()}")
    assert rows(own) == [
        ("ESSEX", "A-2018-001", "Drones"),
        ("KENT", "A-2018-001", "Cells"),
        ("KENT", "A-2018-002", "Vans"),
    ]
    found = asked(own)
    assert (found["covered"], found["missing"]) == (2, 0)
    assert [one["tree_size"] for one in found["offices"]] == [2, 3]


def test_named_offices_are_asked_alone_and_an_unknown_one_is_said_so(own, kent, tmp_path):
    essex = Other(tmp_path, "essex").raises("Drones")
    own.done(f'office add ESSEX --seal-key "{essex.line}"', f"office take {essex.pack()}")
    said = own.done("ask open_actions --offices essex")
    assert said.out.count("\n") == 2 and "1 of 1 office covered" in said.err
    own.refuses(NOT_FOUND, "ask open_actions --offices ESSEX,DEVON", "no office DEVON")
    own.refuses(NOT_FOUND, "ask open_actions --offices all,ESSEX", "all stands alone")
    own.refuses(MISUSED, "ask open_actions --offices ''", "--offices is empty")
    for nobody in (",", " , "):
        told = own.refuses(MISUSED, f"ask open_actions --offices '{nobody}'")
        assert "--offices names no office. Give all or ESSEX" in told, nobody
    own.refuses(MISUSED, "ask open_actions --offices all --proof there", "--proof")


def test_a_newer_pack_takes_the_place_of_the_one_before(own, kent):
    own.done(f"office take {kent.pack()}")
    own.done(f"office take {kent.raises('Drones').pack()}")
    assert [row[2] for row in rows(own)] == ["Cells", "Vans", "Drones"]
    assert [one.name for one in sorted(register_folder(own).glob("*.ledger"))] == ["KENT-5.ledger"]


def test_the_same_pack_twice_is_recorded_once(own, kent):
    pack = kent.pack()
    own.done(f"office take {pack}")
    before = own.size
    assert "already recorded" in own.done(f"office take {pack}").err
    assert own.size == before and len(rows(own)) == 2


def test_the_same_pack_brings_back_a_ledger_that_was_lost(own, kent):
    pack = kent.pack()
    own.done(f"office take {pack}")
    (there,) = register_folder(own).glob("*.ledger")
    there.unlink()
    found = own.types("ask open_actions --offices all")
    assert found.code == NOT_FOUND and "not on this machine" in found.err
    own.done(f"office take {pack}")
    assert len(rows(own)) == 2


def test_personal_values_stay_behind_unless_they_are_asked_for(own, kent, tmp_path):
    ledger = kent.opened()
    from books import entry

    from ledger.records import posts

    ledger.record("post", "XX", posts.define, entry(), new=True, title="Clerk")
    ledger.record("post", "XX", posts.appoint, entry(), holder="Jane Hidden", acting=False)
    ledger.close()
    kent.raises("Third")
    ledger = kent.opened()
    ref = seal(ledger, kent.key)
    pack = packed(ledger, tmp_path / "with", ref=ref)
    ledger.close()
    assert b"Jane Hidden" in (pack / "personal.jsonl").read_bytes()
    own.done(f"office take {pack}")
    (there,) = register_folder(own).glob("*.ledger")
    assert b"Jane Hidden" not in there.read_bytes()


# Refused


def test_an_older_pack_after_a_newer_one(own, kent):
    old = kent.pack()
    own.done(f"office take {kent.raises('Drones').pack()}")
    not_taken(own, REFUSED, old, "It is older than the pack held: 3 of 5 events.")


def test_a_newer_pack_makes_good_for_one_that_was_refused_and_the_one_held_does_not(own, kent):
    old = kent.pack()
    new = kent.raises("Drones").pack()
    own.done(f"office take {new}")
    not_taken(own, REFUSED, old, "It is older")
    own.done(f"office take {new}")
    assert asked(own)["missing"] == 1
    own.done(f"office take {kent.raises('Dogs').pack()}")
    assert held(own) == (7, "")
    assert asked(own)["missing"] == 0


def test_a_refusal_of_a_file_that_was_not_meant_is_undone(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    (tmp_path / "letter.zip").write_text("Dear all")
    not_taken(own, BROKEN, tmp_path / "letter.zip", "letter.zip does not hold")
    own.done("undo")
    assert held(own) == (3, "") and asked(own)["missing"] == 0


def test_a_fork_sealed_with_the_right_key(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    fork = Other(tmp_path, "kent", kent.identity).raises("Cells", "Changed", "Third", "Fourth")
    not_taken(own, BROKEN, fork.pack(), "It is a fork")


def test_an_older_fork_is_a_fork(own, kent, tmp_path):
    own.done(f"office take {kent.raises('Third', 'Fourth').pack()}")
    fork = Other(tmp_path, "kent", kent.identity).raises("Changed")
    not_taken(own, BROKEN, fork.pack(), "It is a fork")


def test_a_fork_of_the_same_size(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    fork = Other(tmp_path, "kent", kent.identity).raises("Cells", "Changed")
    not_taken(own, BROKEN, fork.pack("fork.zip"), "It is a fork")


def test_all_made_anew_without_the_key(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    forged = Other(tmp_path, "forger", kent.identity).raises("Cells", "Changed")
    not_taken(own, BROKEN, forged.pack(), "neither the key of KENT")


def test_a_changed_event(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    changed = tmp_path / "changed"
    with zipfile.ZipFile(kent.raises("Third").pack()) as there:
        there.extractall(changed)
    events = changed / "events.jsonl"
    events.write_bytes(events.read_bytes().replace(b"Vans", b"Tanks"))
    not_taken(own, BROKEN, changed, "does not hold")


@pytest.mark.parametrize("what", ["outside", "swells", "no pack", "empty"])
def test_a_file_that_is_no_pack(own, kent, tmp_path, what):
    own.done(f"office take {kent.pack()}")
    bad = tmp_path / "bad.zip"
    if what in ("outside", "swells"):
        with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as made:
            if what == "outside":
                made.writestr("../../outside.txt", "x")
            else:
                made.writestr("events.jsonl", b"0" * (200 << 20))
    else:
        bad.write_bytes(b"" if what == "empty" else b"no zip at all")
    not_taken(own, BROKEN, bad, "bad.zip does not hold")
    assert not list(tmp_path.parent.glob("outside.txt"))


def test_a_selection(own, kent, tmp_path):
    ledger = kent.opened()
    seal(ledger, kent.key)
    some = packed(ledger, tmp_path / "some", "action:A-2018-001")
    ledger.close()
    not_taken(own, BROKEN, some, "it is a selection")
    assert held(own)[0] == 0


def test_another_offices_pack_under_this_name(own, kent, tmp_path):
    essex = Other(tmp_path, "essex").raises("Drones")
    own.done(f'office add ESSEX --seal-key "{essex.line}"', f"office take {kent.pack()}")
    not_taken(own, BROKEN, essex.pack(), "neither the key of KENT")


def test_the_ledger_of_another_office_sealed_with_this_ones_key(own, kent, tmp_path):
    essex = Other(tmp_path, "essex").raises("Drones")
    own.done(f'office add ESSEX --seal-key "{essex.line}"', f"office take {essex.pack()}")
    own.done(f"office take {kent.pack()}")
    twin = Other(tmp_path, "kent", essex.identity).raises("Drones")
    not_taken(own, REFUSED, twin.pack(), "It is of the ledger of ESSEX")


def test_a_second_ledger_under_the_same_key(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    second = Other(tmp_path, "kent").raises("Cells")
    not_taken(own, BROKEN, second.pack(), "It is of another ledger")


def test_a_practice_ledger(own, tmp_path):
    learning = Other(tmp_path, "kent", practice()).raises("Cells")
    own.done(f'office add KENT --seal-key "{learning.line}"')
    not_taken(own, REFUSED, learning.pack(), "practice ledger")
    assert held(own)[0] == 0


def test_a_pack_of_nobody_is_refused_and_recorded_of_nobody(own, kent, tmp_path):
    stranger = Other(tmp_path, "stranger").raises("Drones")
    own.refuses(NOT_FOUND, f"office take {stranger.pack()}", "that no office has")
    own.refuses(NOT_FOUND, "office take nowhere.zip", "no audit pack")
    own.refuses(NOT_FOUND, f"office take {kent.pack()} --office DEVON", "no office DEVON")


# Keys


def rotated(kent: Other, to: str, *, lost: bool = False) -> None:
    ledger, new = kent.opened(), key_of(to)
    from books import entry

    line = new.public.line
    if lost:
        ledger.record(RECORD, REF, seal_keys.lose, entry(), new=True, to=line, reason="lost")
    else:
        ledger.record(RECORD, REF, seal_keys.rotate, entry(), new=True, to=line, old=kent.key)
    ledger.close()
    kent.key = new


def test_a_key_that_gave_way_to_another_by_its_own_word_is_followed(own, kent):
    own.done(f"office take {kent.pack()}")
    rotated(kent, "kent the second")
    own.done(f"office take {kent.pack()}")
    assert own.state("peer", "KENT").public_key == key_of("kent the second").public.line
    rotated(kent, "kent the third")
    own.done(f"office take {kent.pack()}")


def test_a_key_that_was_lost_is_compared_before_the_new_one_counts(own, kent):
    own.done(f"office take {kent.pack()}")
    rotated(kent, "kent the second", lost=True)
    pack = kent.pack()
    not_taken(own, BROKEN, pack, "neither the key of KENT")
    own.done(f'office compare KENT --seal-key "{kent.line}" --reason "by telephone"')
    own.done(f"office take {pack}")
    assert held(own)[1] == ""


# The register


def test_a_ledger_changed_on_this_machine_is_not_read(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    essex = Other(tmp_path, "essex").raises("Drones")
    own.done(f'office add ESSEX --seal-key "{essex.line}"', f"office take {essex.pack()}")
    there = register_folder(own) / "KENT-3.ledger"
    data = bytearray(there.read_bytes())
    data[-100] ^= 1
    there.write_bytes(data)
    found = asked(own)
    assert (found["covered"], found["missing"]) == (1, 1)
    assert "was changed" in found["offices"][1]["missing"]
    assert {row["office"] for row in found["rows"]} == {"ESSEX"}
    assert "was changed" in own.done("office list").out


def test_a_removed_office_is_read_no_more(own, kent):
    own.done(f"office take {kent.pack()}", 'office remove KENT --reason "merged"')
    own.refuses(NOT_FOUND, "ask open_actions --offices all", "No other office")
    own.refuses(REFUSED, f'office add KENT --seal-key "{kent.line}"', "already in the ledger")


def test_no_two_offices_have_one_key(own, kent):
    own.refuses(REFUSED, f'office add ESSEX --seal-key "{kent.line}"', "KENT seals with that key")
    own.refuses(MISUSED, "office add ESSEX --seal-key nothing.pub", "cannot be read")


def test_the_list_says_of_each_its_seal_and_its_state(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    own.done(f'office add ESSEX --seal-key "{Other(tmp_path, "essex").line}"')
    said = json.loads(own.done("office list --json").out)
    assert [(one["office"], one["events"], one["state"]) for one in said] == [
        ("ESSEX", None, "missing: no pack was taken yet"),
        ("KENT", 3, "held"),
    ]
    assert said[1]["ledger"] == kent.identity and said[1]["key"].startswith("SHA256:")


def test_a_record_that_one_office_lacks_gives_no_rows_there(own, kent, tmp_path):
    essex = Other(tmp_path, "essex").raises("Drones")
    own.done(f'office add ESSEX --seal-key "{essex.line}"')
    own.done(f"office take {kent.pack()}", f"office take {essex.pack()}")
    said = own.types("ask due_date_slippage --offices all")
    assert said.code == DONE


# Updates: only what is new travels


def update(kent: Other, since: int, name: str = "update.zip") -> Path:
    """A pack of what is new since so many events."""
    return kent.pack(name, since=since)


def test_an_update_goes_on_from_the_pack_before(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    kent.raises("Drones", "Dogs")
    new = update(kent, 3)
    own.done(f"office take {new}")
    assert [row[2] for row in rows(own)] == ["Cells", "Vans", "Drones", "Dogs"]
    with zipfile.ZipFile(new) as there:
        events = there.read("events.jsonl").decode()
        assert "Vans" not in events and "Dogs" in events
        assert there.read("since") == b"3\n"
    own.done(f"office take {kent.raises('Horses').pack()}")
    assert len(rows(own)) == 5, "a pack of all events goes on from it, too"


def test_an_update_says_what_it_is_to_a_stranger(kent):
    kent.pack()
    code, said = verified(update(kent.raises("Drones"), 3))
    assert code == 0 and "not shown to be complete" in said


def test_an_update_may_begin_before_the_end_of_the_pack_held(own, kent):
    kent.pack()
    own.done(f"office take {kent.raises('Drones').pack()}")
    own.done(f"office take {update(kent.raises('Dogs'), 3)}")
    assert [row[2] for row in rows(own)] == ["Cells", "Vans", "Drones", "Dogs"]


def test_an_update_of_a_record_that_began_before(own, kent):
    own.done(f"office take {kent.pack()}")
    ledger = kent.opened()
    progress(ledger, 1, "half way")
    ledger.close()
    own.done(f"office take {update(kent, 3)}")
    assert held(own) == (5, "")


def test_an_update_after_a_gap(own, kent):
    own.done(f"office take {kent.pack()}")
    kent.raises("Drones").pack()
    not_taken(own, BROKEN, update(kent.raises("Dogs"), 5), "it begins after event 5")


def test_an_update_of_an_office_without_a_pack(own, kent):
    kent.pack()
    not_taken(own, BROKEN, update(kent.raises("Dogs"), 3), "of all events")


def test_an_update_of_a_fork(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    fork = Other(tmp_path, "kent", kent.identity).raises("Cells", "Changed")
    fork.pack("first.zip")
    not_taken(own, BROKEN, update(fork.raises("Third"), 3), "It is a fork")


def test_an_update_of_another_key(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    forged = Other(tmp_path, "forger", kent.identity).raises("Cells", "Vans")
    forged.pack("first.zip")
    not_taken(own, BROKEN, update(forged.raises("Third"), 3), "neither the key of KENT")


def test_an_update_from_which_an_event_was_taken(own, kent, tmp_path):
    own.done(f"office take {kent.pack()}")
    changed = tmp_path / "changed"
    with zipfile.ZipFile(update(kent.raises("Drones", "Dogs"), 3)) as there:
        there.extractall(changed)
    events = changed / "events.jsonl"
    lines = events.read_bytes().splitlines(keepends=True)
    events.write_bytes(b"".join(line for line in lines if b"Drones" not in line))
    not_taken(own, BROKEN, changed, "does not hold")


def test_a_rotated_key_is_followed_in_an_update(own, kent):
    own.done(f"office take {kent.pack()}")
    rotated(kent, "kent the second")
    own.done(f"office take {update(kent.raises('Dogs'), 3)}")
    assert own.state("peer", "KENT").public_key == key_of("kent the second").public.line


def test_an_update_is_no_ledger_of_its_own(own, kent, tmp_path):
    kent.pack()
    said = own.types(f"unpack {update(kent.raises('Drones'), 3)} --to there.ledger")
    assert said.code == REFUSED and "selection" in said.err


def test_an_answers_proof_is_never_an_update(kent, tmp_path):
    """Else the beginning of a record could be left out of what its row rests on."""
    kent.pack()
    proof = tmp_path / "proof"
    with zipfile.ZipFile(update(kent.raises("Drones"), 3)) as there:
        there.extractall(proof)
    events = [json.loads(line) for line in (proof / "events.jsonl").read_text().splitlines()]
    row = {"streams": sorted({one["stream"] for one in events}), "cells": []}
    row["events"] = [one["pos"] for one in events]
    answer = {"asks": "", "as_of": "", "columns": [], "rows": [row]}
    (proof / "answer.json").write_text(json.dumps(answer))
    lines = [f"{sha256(p.read_bytes()).hexdigest()}  {p.relative_to(proof).as_posix()}"
             for p in proof.rglob("*") if p.is_file() and p.name != "MANIFEST.sha256"]  # fmt: skip
    text = "".join(f"{line}\n" for line in sorted(lines, key=lambda one: one[66:]))
    (proof / "MANIFEST.sha256").write_text(text)
    assert verified(proof)[0] == 1


def test_the_command_makes_an_update_that_says_so(own, tmp_path):
    key_file(tmp_path / "seal.key", 1)
    own.done('action raise "One" --no-owner', "seal --seal-key seal.key")
    own.refuses(MISUSED, "export audit-pack --to a.zip --since seal-2", "No seal is later", "seal")
    own.done('action raise "Two" --no-owner', "seal --seal-key seal.key")
    said = own.done("export audit-pack --to new.zip --since seal-2")
    assert "What is new after the first 2 of 4 events" in said.err.replace("5 events", "4 events")
    assert "audit pack of what is new since seal-2" in said.err
    line = "export audit-pack --to b.zip --since seal-2 --record A-2019-001"
    own.refuses(MISUSED, line, "leave --record")


# In SQL


def test_a_statement_is_asked_of_each_office_and_the_answers_are_joined(own, kent, tmp_path):
    essex = Other(tmp_path, "essex").raises("Drones")
    own.done(f'office add essex --seal-key "{essex.line}"')
    own.done(f"office take {kent.pack()}", f"office take {essex.pack()}")
    sql = "sql 'select ref, title from open_actions order by title desc' --offices all"
    found = json.loads(own.done(f"{sql} --json").out)
    assert [tuple(row.values()) for row in found["rows"]] == [
        ("ESSEX", "A-2018-001", "Drones"),
        ("KENT", "A-2018-002", "Vans"),
        ("KENT", "A-2018-001", "Cells"),
    ]
    assert (found["covered"], found["missing"], found["cut"]) == (2, 0, False)
    said = own.done("sql 'select count(*) as n from open_actions' --offices all --csv")
    assert said.out.split() == ["office,n", "ESSEX,1", "KENT,2"]
    assert "2 of 2 offices covered" in said.err and "of one office's rows" in said.err
    fewer = json.loads(own.done(f"{sql} --json --rows 2").out)
    assert (len(fewer["rows"]), fewer["cut"]) == (2, True)
    one = json.loads(own.done(f"{sql.replace('all', 'KENT')} --json --rows 1").out)
    assert (len(one["rows"]), one["cut"]) == (1, True)
    before = own.done(
        "sql 'select count(*) as n from open_actions' --offices KENT --csv --as-of 2018-01-01"
    )
    assert before.out.split() == ["office,n", "KENT,0"]


def test_an_office_that_cannot_answer_the_statement_is_missing(own, kent, tmp_path):
    essex = Other(tmp_path, "essex").raises("Drones")
    own.done(f'office add essex --seal-key "{essex.line}"')
    own.done(f"office take {kent.pack()}", f"office take {essex.pack()}")
    only = "select if(count(*) > 1, error('too many'), 7) as n from open_actions"
    said = own.done(f'sql "{only}" --offices all --csv')
    assert said.out.split() == ["office,n", "ESSEX,7"]
    assert "1 of 2 offices covered" in said.err and "Missing: KENT" in said.err


def test_what_no_office_can_answer_is_refused_once(own, kent):
    own.done(f"office take {kent.pack()}")
    own.refuses(MISUSED, "sql 'select nothing' --offices all", "nothing")
    own.refuses(MISUSED, "sql 'select 1 as office' --offices all", "another name")
    own.refuses(MISUSED, "sql --offices all", "goes with a statement")
    own.refuses(NOT_FOUND, "sql 'select 1' --offices DEVON", "no office DEVON")
    register = register_folder(own)
    next(register.glob("*.ledger")).unlink()
    own.refuses(NOT_FOUND, "sql 'select 1' --offices all", "No office can be read", "KENT")


def test_answers_with_different_columns_are_never_joined():
    """No statement that is let through is known to give them."""
    assert joined_sql._columns([["ref"], ["ref"]]) == ["ref"]
    with pytest.raises(Misused, match="different columns"):
        joined_sql._columns([["ref"], ["title"]])


# As files


def test_the_answers_of_every_office_are_written_joined(own, kent, tmp_path):
    essex = Other(tmp_path, "essex").raises("Drones")
    own.done(f'office add essex --seal-key "{essex.line}"')
    own.refuses(NOT_FOUND, "export tables --to out --format csv --offices all", "No office can be")
    assert not (tmp_path / "out").exists()
    devon = Other(tmp_path, "devon")
    own.done(f'office add devon --seal-key "{devon.line}"')
    own.done(f"office take {kent.pack()}", f"office take {essex.pack()}")
    own.done("export tables --to out --format csv --offices all --recipient Region")
    found = list(csv.DictReader((tmp_path / "out/open_actions.csv").open(encoding="utf-8-sig")))
    joined = [{n: str(v) for n, v in row.items() if v} for row in asked(own)["rows"]]
    names = ("office", "ref", "title")
    assert [[r[n] for n in names] for r in found] == [[r[n] for n in names] for r in joined]
    said = " ".join((tmp_path / "out/README.txt").read_text().split())
    assert "2 of 3 offices covered." in said and "Missing: DEVON" in said
    assert own.events[-1].kind == "Exported"
    assert "as csv, of other offices: all" in own.events[-1].event.what
    line = f"The ledger in which they are registered: {own.size - 1} events, not sealed yet"
    assert line in said, "the last event is the export"
    assert "values that an office's pack brought are in clear" in said
    assert "registered: no checkpoint kept outside the ledger covers" in said


def test_a_pack_that_was_changed_is_told_in_words_and_once(own, kent, tmp_path):
    changed = tmp_path / "changed"
    with zipfile.ZipFile(kent.pack()) as there:
        there.extractall(changed)
    with (changed / "events.jsonl").open("ab") as events:
        events.write(b"{}\n")
    said = own.types(f"office take {changed} --office KENT").err
    listed = own.done("office list").out
    for told in (said, listed):
        assert "does not fit the pack: '" in told and "[" not in told
    assert said.count("was not taken") == 1 and "was not taken" not in listed
