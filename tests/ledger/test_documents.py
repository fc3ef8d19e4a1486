"""A source document: a short name, and the hash of its bytes."""

from folded import each
from given import given

from ledger.errors import Misused
from ledger.records.documents import DocumentRead, DocumentRegistered, read, register

HASH = "ab" * 32
registered = DocumentRegistered(title="HTA notes", sha256=HASH)


def test_a_paper_is_taken_in():
    given().when(register, title="HTA notes", sha256=HASH).then(registered)


@each("sha256", ["", "ab", HASH.upper(), HASH + "0", "g" * 64, HASH + "\n"])
def test_a_hash_is_sixty_four_hexadecimal_digits(sha256):
    given().when(register, title="HTA notes", sha256=sha256).refused("is not a SHA-256", Misused)


def test_a_paper_has_a_title():
    given().when(register, title="", sha256=HASH).refused("needs a title")


def test_a_name_means_one_paper():
    given(registered).when(register, title="HTA notes", sha256="cd" * 32).refused("already in the")


def test_the_same_paper_twice_is_written_once():
    given(registered).when(register, title="HTA notes", sha256=HASH).nothing_happens()


READ = {
    "sha256": HASH,
    "reading_sha256": "ef" * 32,
    "reader": "1",
    "form": "docx",
    "line_count": 84,
}
was_read = DocumentRead(**READ, furniture="1-6,9")


def test_a_paper_is_read_as_lines():
    given(registered).when(read, **READ, furniture="1-6,9").then(was_read)


def test_one_reading_stands_since_sources_name_its_lines():
    other = READ | {"reading_sha256": "cd" * 32, "reader": "2"}
    given(registered, was_read).when(read, **other).refused("was read before (reader 1)")


def test_the_same_reading_twice_is_written_once():
    given(registered, was_read).when(read, **READ, furniture="1").nothing_happens()
