"""The registry: what event kinds there are, and what holds across all of them."""

import ast
import re
from datetime import date
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
import pytest
from folded import each

from ledger import registry
from ledger.beginning import Beginning
from ledger.codec import decode, encode
from ledger.errors import Broken, NotFound
from ledger.events import Envelope, Event, EventRetracted, Recorded, Unknown
from ledger.fold import fold, step
from ledger.records import policies
from ledger.registry import event_kinds, record_kind, record_kinds, split
from ledger.words import called, format_event, plural, sentence

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "events.jsonl"
COLUMNS = {"position", "stream", "version", "kind", "ord", "id", "topic", "state", "leaf_hash"}
BASES = ("events", "beginning", "votes")  # What every kind is made of.
KINDS = sorted(event_kinds().items())
every_kind = each(("kind", "cls"), KINDS, ids=[kind for kind, _ in KINDS])


def plain_type(annotation: Any) -> Any:
    """The type without `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        (one,) = (a for a in get_args(annotation) if a is not NoneType)
        return one
    return annotation


def column_type(annotation: Any) -> Any:
    """The type as a column has it: words are words, whichever words are allowed."""
    plain = plain_type(annotation)
    return type(get_args(plain)[0]) if str(plain).startswith("typing.Literal") else plain


# Found, not typed twice


def test_every_record_kind_is_a_file_and_every_file_with_events_a_record_kind():
    with_events = set()
    for file in (ROOT / "ledger").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if re.search(r"^class \w+\((Event|Beginning)\b", text, re.M) and file.stem not in BASES:
            with_events.add(file.relative_to(ROOT).with_suffix("").as_posix())
    modules = [module for k in record_kinds().values() for module in k.modules]
    kinds = {module.__name__.replace(".", "/") for module in modules}
    assert with_events == kinds and len(kinds) == len(modules)
    assert kinds == {
        f"ledger/records/{f.stem}" for f in (ROOT / "ledger/records").glob("[a-z]*.py")
    }


def test_a_record_of_the_offices_business_may_begin_with_the_offices_own_reference():
    """What is no business of the office: what govledger does itself, and how it is set up."""
    ours = {"erasure", "export", "file", "key", "office", "policy", "restore", "seal", "sealkey"}
    ours |= {"peer", "upgrade", "withholding", "witnesses"}
    without = {
        kind.name
        for kind in record_kinds().values()
        for event in kind.events
        if "" in event.needs and not issubclass(event, Beginning)
    }
    assert without <= ours


def test_a_kind_with_one_event_may_name_it_as_the_others_name_their_union():
    named = ModuleType(policies.__name__)
    vars(named).update(vars(policies), PolicyEvent=policies.PolicySet)
    assert list(registry._events(named)) == [policies.PolicySet]


def test_no_event_kind_belongs_to_two_records():
    seen = [cls for kind in record_kinds().values() for cls in kind.events]
    assert len(seen) == len(set(seen)) == len({cls.__name__ for cls in seen})
    assert len(event_kinds()) == len(seen) + 1  # and EventRetracted


def test_no_two_kinds_share_the_letter_of_their_references():
    letters = [kind.numbered for kind in record_kinds().values() if kind.numbered]
    assert len(letters) == len(set(letters))
    assert all(re.fullmatch("[A-Z]", letter) for letter in letters)


def test_a_record_kind_that_is_not_there_is_said_so():
    with pytest.raises(NotFound, match="knows no record kind 'minute'"):
        record_kind("minute")


def test_a_stream_is_a_record_kind_and_a_reference():
    assert split("action:A-2018-003") == ("action", "A-2018-003")
    assert split("item:EFF17/SOC-R2") == ("item", "EFF17/SOC-R2")


# One name, one meaning


def test_one_field_name_has_one_type_across_all_event_kinds():
    types: dict[str, dict[Any, list[str]]] = {}
    for kind, cls in KINDS:
        for name, annotation in get_type_hints(cls).items():
            if name in cls.__struct_fields__:
                types.setdefault(name, {}).setdefault(column_type(annotation), []).append(kind)
    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_a_column_is_of_a_type_that_a_table_has():
    for kind, cls in KINDS:
        for name in cls.__struct_fields__:
            of = column_type(get_type_hints(cls)[name])
            assert of in (str, int, bool, date, tuple[str, ...]), f"{kind}.{name} is {of}"


@every_kind
def test_no_field_has_the_name_of_a_column_or_of_the_envelope(kind, cls):
    taken = COLUMNS | set(Envelope.__struct_fields__)
    assert not taken & set(cls.__struct_fields__)


@every_kind
def test_a_default_is_nothing_so_that_a_field_left_out_means_that(kind, cls):
    for field in msgspec.structs.fields(cls):
        assert field.default_factory is msgspec.NODEFAULT
        assert field.required or field.default in (None, (), False)


@every_kind
def test_an_event_is_frozen_and_its_absent_facts_are_not_stored(kind, cls):
    config = cls.__struct_config__
    assert config.frozen and config.omit_defaults
    assert not config.forbid_unknown_fields, "a later version may add a field"


# Words


@every_kind
def test_every_event_kind_says_what_it_means(kind, cls):
    assert cls.__doc__ and cls.__doc__.strip().endswith(".")
    assert cls.__doc__ != Event.__doc__
    assert cls.says


@every_kind
def test_a_sentence_tells_of_facts_that_the_event_has(kind, cls):
    named = set(re.findall(r"\{(\w+)\}", cls.says))
    assert named <= set(cls.__struct_fields__)
    assert "{" not in re.sub(r"\{\w+\}", "", cls.says)
    assert cls.says.count("[") == cls.says.count("]")


@every_kind
def test_a_sentence_leaves_out_no_fact_that_must_be_given(kind, cls):
    named = set(re.findall(r"\{(\w+)\}", cls.says))
    # Said by the record's own reference instead.
    own = {
        "body",
        "meets_on",
        "area",
        "category",
        "number",
        "meeting",
        "inspection_year",
        "inspection",
    }
    own |= {
        "note",
        "public_key",
        "cosignature",
        "token",
        "replaces",
    }  # For programs; nobody reads them aloud.
    own |= {"sha256"} if kind in ("FileStored", "DocumentRead") else set()
    assert {f.name for f in msgspec.structs.fields(cls) if f.required} - named <= own


@each("name", list(record_kinds()))
def test_a_refusal_tells_of_facts_that_the_state_has(name):
    module = record_kinds()[name].module
    (state,) = (
        value
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
        and hasattr(value, "phrases")
    )  # fmt: skip
    facts = {*state.__struct_fields__, "since", "event", "needs"}
    for status, template in state.phrases.items():
        assert set(re.findall(r"\{(\w+)\}", template)) <= facts, status
        assert "[" not in template, status


@every_kind
def test_a_sentence_counts_one_as_one(kind, cls):
    for name, things in re.findall(r"\{(\w+)\} (\w{3,}s)\b", cls.says):
        told = [sentence(cls.says, {name: many}) for many in (1, 2)]
        assert f"1 {things[:-1]}" in told[0] and f"1 {things}" not in told[0], kind
        assert f"2 {things}" in told[1], kind


def test_what_people_typed_is_never_read_as_a_template():
    assert sentence("{a}[ ({b})]", {"a": "[{b}]", "b": "{a} [x]"}) == "[{b}] ({a} [x])"


# The statuses


@each("name", list(record_kinds()))
def test_every_status_that_an_event_needs_can_be_reached(name):
    kind = record_kinds()[name]
    samples = [r.event for r in golden() if type(r.event) in kind.events]
    reached, waiting = {"": None}, [None]
    while waiting:
        state = waiting.pop()
        status = state.status if state else ""
        for event in samples:
            if event.needs and status not in event.needs:
                continue
            after = step(state, event, kind.evolve)
            if after.status not in reached:
                reached[after.status] = after
                waiting.append(after)
    for cls in kind.events:
        assert cls.needs <= set(reached), cls.__name__


# Every shape ever released


def golden() -> list[Recorded]:
    found = []
    for number, line in enumerate(GOLDEN.read_bytes().splitlines(), 1):
        shape = msgspec.json.decode(line, type=Shape)
        found.append(decode(number, "golden:REF", number, shape.kind, bytes(shape.data)))
    return found


class Shape(msgspec.Struct):
    kind: str
    data: msgspec.Raw


SHAPES = [msgspec.json.decode(line, type=Shape) for line in GOLDEN.read_bytes().splitlines()]


PARTS = {module.__name__ for kind in record_kinds().values() for module in kind.parts}
LATER = [r for r in golden() if type(r.event).__module__ in PARTS and "" not in r.event.needs]


@each("headless", LATER, ids=[r.kind for r in LATER])
def test_an_event_of_a_part_of_a_kind_does_not_begin_a_record(headless):
    (kind,) = (k for k in record_kinds().values() if type(headless.event) in k.events)
    with pytest.raises(Broken, match="contradicts the earlier events of REF"):
        fold("REF", [headless], kind.evolve)


@each("number", range(len(SHAPES)))
def test_a_shape_once_released_is_read_for_ever(number):
    shape = SHAPES[number]
    stored = msgspec.json.decode(shape.data)
    recorded = decode(1, "golden:REF", 1, shape.kind, bytes(shape.data))
    assert type(recorded.event) is event_kinds()[shape.kind], "a released kind is never unknown"
    for part in (recorded.event, recorded.envelope):
        for name in part.__struct_fields__:
            value = msgspec.to_builtins(getattr(part, name))
            default = msgspec.to_builtins(
                next(f.default for f in msgspec.structs.fields(part) if f.name == name)
                if name not in stored
                else None
            )
            expected = stored.get(name, default)
            assert value == (tuple(expected) if isinstance(value, tuple) else expected), name
    known = {*recorded.event.__struct_fields__, *recorded.envelope.__struct_fields__}
    assert set(stored) <= known, "a released field is never dropped"
    assert msgspec.json.decode(encode(recorded.event, recorded.envelope)) == stored


@every_kind
def test_every_kind_and_every_field_has_its_golden_line(kind, cls):
    fields = set()
    for shape in SHAPES:
        if shape.kind == kind:
            fields |= set(msgspec.json.decode(shape.data))
    assert fields, f"add a line of {kind} to tests/golden/events.jsonl"
    missing = set(cls.__struct_fields__) - fields
    assert not missing, f"add a line of {kind} with {missing} to tests/golden/events.jsonl"


def test_every_field_of_the_envelope_has_its_golden_line():
    fields = {name for shape in SHAPES for name in msgspec.json.decode(shape.data)}
    assert set(Envelope.__struct_fields__) <= fields


@every_kind
def test_every_kind_has_its_golden_line_with_no_more_than_it_needs(kind, cls):
    required = {f.name for f in msgspec.structs.fields(cls) if f.required}
    shapes = [set(msgspec.json.decode(s.data)) for s in SHAPES if s.kind == kind]
    assert any(shape & set(cls.__struct_fields__) == required for shape in shapes)


@every_kind
def test_every_kind_tells_itself_in_one_sentence(kind, cls):
    for recorded in golden():
        if recorded.kind == kind:
            sentence_of = format_event(recorded)
            assert not set("{}[]") & set(sentence_of)
            assert sentence_of == " ".join(sentence_of.split()), "one line, single spaces"


def test_a_kind_that_this_version_does_not_know_is_kept_whole():
    shape = SHAPES[0]
    recorded = decode(1, "a:b", 1, "ActionTeleported", bytes(shape.data))
    assert isinstance(recorded.event, Unknown)
    own = set(event_kinds()[shape.kind].__struct_fields__)
    assert set(recorded.event.fields) <= own and recorded.event.fields
    assert format_event(recorded) == "an event of a kind this version does not know"


def test_a_field_that_a_later_version_added_is_no_obstacle():
    shape = SHAPES[0]
    later = bytes(shape.data)[:-1] + b',"mood":"cheerful"}'
    assert decode(1, "a:b", 1, shape.kind, later) == decode(1, "a:b", 1, shape.kind, shape.data)


def test_a_retraction_is_an_event_of_every_record():
    assert event_kinds()["EventRetracted"] is EventRetracted


# The folders are layers


ALLOWED = {
    "ledger": {"ledger"},
    "projections": {"projections", "ledger"},
    "commands": {"commands", "projections", "ledger"},
}


def ours(file: Path) -> set[str]:
    """Which of our folders a file imports from, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(file.relative_to(ROOT).parts[0] if node.level else (node.module or ""))
    return {name.split(".")[0] for name in found} & {*ALLOWED, "tests", "scripts"}


@pytest.mark.parametrize("folder", list(ALLOWED))
def test_the_arrows_point_one_way(folder):
    files = list((ROOT / folder).rglob("*.py"))
    wrong = {str(f.relative_to(ROOT)): ours(f) - ALLOWED[folder] for f in files}
    assert {file: names for file, names in wrong.items() if names} == {}


def _only_for_types(node: ast.stmt) -> bool:
    """What a check is given to look at (`holds(ledger)`) has a type, and no more."""
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"


def test_the_domain_knows_no_store():
    modules = [module for k in record_kinds().values() for module in k.modules]
    domain = [module.__name__.replace(".", "/") for module in modules]
    for name in [*domain, *(f"ledger/{name}" for name in ("events", "closures", "errors"))]:
        text = (ROOT / f"{name}.py").read_text(encoding="utf-8")
        tree = ast.parse(text)
        tree.body = [n for n in tree.body if not _only_for_types(n)]
        for node in ast.walk(tree):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            for one in names:
                assert one.split(".")[0] not in ("sqlite3", "eventsourcing", "os", "time"), name
                assert one != "ledger.application" and not one.startswith("ledger.store"), name


def test_every_event_is_called_something_short_by_what_it_says():
    for name, kind in event_kinds().items():
        assert 1 <= len(called(kind).split()) <= 10, name
        assert not re.search(r"[{}\[\]:;,()]", called(kind)), name
    told = (called(event_kinds()[name]) for name in ("ActionDueExtended", "FundingAgreed"))
    assert [*told, called(event_kinds()["MeasureOmitted"])] == [
        *("due date moved", "agreed", "measure omitted")
    ]


def test_a_kind_says_which_of_its_own_statuses_are_open():
    for kind in record_kinds().values():
        moves = {event.moves_to for event in kind.events} | {"in progress"}
        assert kind.open is None or (kind.open and kind.open < moves), kind.name


def test_every_kind_has_a_name_that_can_be_read_of_several():
    several = {name: plural(kind.called) for name, kind in record_kinds().items()}
    assert several["funding"] == "sums of funding"
    assert several["witnesses"] == "lists of witnesses"
    assert several["nil"] == "nil returns"
    made = set(several.values())
    assert len(made) == len(several)
    for name, words in several.items():
        assert words.split(" of ")[0].endswith("s"), name
        assert not re.search(r"ss$|[^aeiou]ys\b|eses\b", words), name
        # A kind's own short name is never told where it is no word for one.
        assert record_kinds()[name].called not in {"nil", "item", "sealkey"}, name
