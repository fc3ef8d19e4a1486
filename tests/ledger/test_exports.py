"""What left the ledger as a file."""

from ledger.errors import Misused
from ledger.records.exports import Exported, export
from tests.given import given, state_after

SHA = "ab" * 32
made = Exported(what="audit pack", tree_size=41, sha256=SHA, recipient="PANEL", discloses=True)
said = {
    "what": "audit pack",
    "tree_size": 41,
    "sha256": SHA,
    "recipient": "PANEL",
    "discloses": True,
}


def test_what_was_made_of_how_much_for_whom_is_recorded():
    given().when(export, **said).then(made)
    state = state_after(made)
    assert (state.title, state.tree_size, state.sha256) == ("audit pack", 41, SHA)
    assert (state.recipient, state.discloses, state.status) == ("PANEL", True, "exported")


def test_the_same_export_said_again_is_one():
    given(made).when(export, **said).nothing_happens()


def test_another_export_takes_its_own_reference():
    given(made).when(export, **said | {"tree_size": 42}).refused("already in the ledger")


def test_an_export_says_what_it_is():
    given().when(export, **said | {"what": " "}).refused("says what was made")


def test_an_export_is_known_again_by_its_hash():
    given().when(export, **said | {"sha256": SHA.upper()}).refused("is not a SHA-256", Misused)
    given().when(export, **said | {"sha256": SHA[:-1]}).refused("is not a SHA-256", Misused)


def test_an_export_is_of_a_number_of_events():
    given().when(export, **said | {"tree_size": -1}).refused("none or more")
    given().when(export, **said | {"tree_size": 0, "recipient": " "}).then(
        Exported(what="audit pack", tree_size=0, sha256=SHA, discloses=True)
    )
