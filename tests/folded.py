"""Many small cases in one test: pytest takes longer to begin and end a test than most cases take.

    @each(("words", "day"), [("1 March", date(2018, 3, 1)), ("1/3", date(2018, 3, 1))])
    def test_a_day_is_read(words, day): ...

It is written as `pytest.mark.parametrize` is. Every case is tried, whatever became of those before,
and each that fails is told by its name. A case has settings, and what it is given of `tmp_path`,
`monkeypatch` and `capsys`, to itself. It shares a fixture of a module with the others, and any
other fixture of a test that `sharing` names; one that it does not name is refused.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from inspect import signature
from typing import Any

import pytest
from machine import settle

OWN = {"tmp_path", "monkeypatch", "capsys"}  # What each case has to itself.
EVERYWHERE = {"_no_machine", "_without_waiting_for_the_disk"}  # What every test has.
FAILS = (Exception, pytest.fail.Exception)
SHOWN = 20  # As many failing cases as are told in full.
Parameters = type(pytest.param())
Case = tuple[str, dict[str, Any]]


def each(
    names: str | Iterable[str],
    cases: Iterable[Any],
    *,
    ids: Callable[[Any], object] | Iterable[str] | None = None,
    sharing: str = "",
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Have a test try every case, one after the other; `sharing` names fixtures of a test of which
    no case needs one that no other had, and with them the cases share the settings."""
    said = names.replace(",", " ").split() if isinstance(names, str) else list(names)
    alone = len(said) == 1 and (not isinstance(names, str) or "," not in names)
    known = list(_named(said, list(cases), ids, alone))

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        asked = signature(test)

        @wraps(test)
        def tried(**given: Any) -> None:
            failing = []
            for number, (name, values) in enumerate(known):
                try:
                    _one(test, given, values, number, bool(sharing))
                except FAILS as error:
                    error.add_note(f"in the case {name}")
                    failing.append((name, error))
            if failing:
                raise AssertionError(_told(failing, len(known))) from failing[0][1]

        left = [p for p in asked.parameters.values() if p.name not in said]
        assert len(left) + len(said) == len(asked.parameters), f"{test.__name__} takes no {said}"
        tried.may_share = {*sharing.split(), *getattr(test, "may_share", ())}  # type: ignore[attr-defined]
        tried.__signature__ = asked.replace(parameters=left)  # type: ignore[attr-defined]
        return tried

    return decorate


def shared(item: pytest.Item) -> list[str]:
    """The fixtures that would be made afresh for each of the cases, had each a test of its own."""
    may: set[str] | None = getattr(getattr(item, "obj", None), "may_share", None)
    if may is None:
        return []
    info = item._fixtureinfo  # type: ignore[attr-defined]
    made = {name for name, defs in info.name2fixturedefs.items() if defs[-1].scope == "function"}
    of = [*may]  # And what these are made of.
    for name in of:
        for fixture in info.name2fixturedefs.get(name, ())[-1:]:
            of += [one for one in fixture.argnames if one not in of]
    return sorted(made & set(info.names_closure) - OWN - EVERYWHERE - {*of} - {"request"})


def _one(
    test: Callable[..., None],
    given: dict[str, Any],
    values: dict[str, Any],
    number: int,
    shares: bool,
) -> None:
    """Try one case, with what is to be its own."""
    asked = signature(test).parameters
    with pytest.MonkeyPatch.context() as patch:
        if not shares:
            settle(patch)
        own = {name: value for name, value in given.items() if name in asked}
        if "monkeypatch" in own:
            own["monkeypatch"] = patch
        if "capsys" in own:
            own["capsys"].readouterr()
        if "tmp_path" in own:
            own["tmp_path"] = given["tmp_path"] / str(number)
            own["tmp_path"].mkdir()
        test(**own, **values)


def _named(names: list[str], cases: list[Any], ids: Any, alone: bool) -> Iterator[Case]:
    assert cases, "there is no case, and a test of none is always green"
    given = [None] * len(cases) if ids is None or callable(ids) else list(ids)
    assert len(given) == len(cases), "each case has one name"
    for case, its in zip(cases, given, strict=True):
        called, values = its, (case,) if alone else case
        if isinstance(case, Parameters):
            called, values = case.id, case.values
        assert len(values) == len(names), f"{case!r} is not for {names}"
        name = str(called or "-".join(_word(value, ids) for value in values))
        yield name, dict(zip(names, values, strict=True))


def _word(value: Any, ids: Any) -> str:
    said = ids(value) if callable(ids) else None
    said = getattr(value, "__name__", repr(value)) if said is None else str(said)
    return str(said)[:60]


def _told(failing: list[tuple[str, BaseException]], of: int) -> str:
    """The names of all that fail, and what is wrong with the first of them."""
    told = [f"{len(failing)} of {of} cases fail:"]
    for name, error in failing[:SHOWN]:
        first = (str(error) or type(error).__name__).strip().splitlines()
        told.append(f"  {name}: {' '.join(first[:6])[:300]}")
    told += [f"  {name}" for name, _ in failing[SHOWN:]]
    return "\n".join(told)
