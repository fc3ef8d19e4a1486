"""Making a paper from a ledger: asking, gathering, and refusing to publish what must not be."""

from collections.abc import Callable
from datetime import date

from commands.reports.gather.asking import EVER, PaperQuery
from commands.reports.gather.histories import histories
from commands.reports.gather.unsure import marked
from commands.reports.model import OFFICIAL, SENSITIVE, Lead, Paper, Section
from ledger import unknown
from ledger.application import Ledger
from ledger.errors import Misused, Refused
from ledger.privacy import clearance
from ledger.uk import day_of
from ledger.words import LONG_STANDING, calendar_day
from projections import Projections, span

Gather = Callable[[PaperQuery], tuple[tuple[str, ...], tuple[Section, ...]]]
# What a cover says; the argument is whether the paper has something to settle.
Cover = Callable[[bool], tuple[tuple[str, str], ...]]


def make(
    ledger: Ledger,
    gather: Gather,
    *,
    name: str,
    title: str,
    body: str,
    on: date,
    since: date | None,
    internal: bool = False,
    cover: Cover = lambda _: (),
) -> tuple[Paper, PaperQuery]:
    """The paper, and what was asked for it. It is marked OFFICIAL and leaves out what is withheld;
    with `internal` it is whole and marked OFFICIAL-SENSITIVE. Raises Refused, naming sensitive
    records that are not withheld."""
    from ledger.integrity import covered
    from ledger.records import exports, seals

    if on <= LONG_STANDING:
        raise Misused(f"No record is of {calendar_day(on)}: name a later day for the paper.")
    with Projections(ledger) as now:
        query = PaperQuery(now, body, on, since, set() if internal else withheld_of(now))
        sentences, sections = gather(query)
        sections = marked(query, sections)
        told = histories(query, sections)
        query.seen |= {history.ref for history in told}
        if not internal:
            publishable(now, query.seen)
        size = exports.size_without(ledger, now.size)
        before, after = _about_the_ledger(now, on)
    return Paper(
        name=name, title=title, body=body, on=on, since=since,
        marking=SENSITIVE if internal else OFFICIAL,
        sentences=(*before, *sentences, *after),
        sections=sections, histories=told,
        position=size, seal_line=seals.line(ledger, size),
        beyond=covered.notice(ledger, ledger.size - size),
        left_out=len(query.left_out),
        cover=cover(any(isinstance(one, Lead) for one in sentences)),
    ), query  # fmt: skip


def _about_the_ledger(now: Projections, on: date) -> tuple[list[str], list[str]]:
    """What a reader must know of the ledger that a paper is made of: before its sentences, whether
    the record tells of that day; after them, which events are of unknown kinds, and how many
    whoever made the paper may not see."""
    outside = span.outside(now, on, day_of(now.ledger.clock.now()))
    strange = unknown.notice(now.unknown_kinds())
    partly = clearance.notice(now.ledger.store)
    return [outside] if outside else [], [*filter(None, [strange, partly])]


def withheld_of(now: Projections) -> set[str]:
    """The records that are withheld by all that is known now, whatever the paper's day."""
    found = now.named_rows("withholding_state", as_of=EVER)
    return {str(one["withheld"]) for one in found if one["status"] == "withheld"}


def publishable(now: Projections, refs: set[str], what: str = "paper") -> None:
    """Refuse to publish sensitive records. Events taken back count too, since a history shows
    them."""
    rows = now.of_events(
        "SELECT DISTINCT ref FROM events WHERE marking = 'OFFICIAL-SENSITIVE' ORDER BY ref"
    )
    found = [ref for (ref,) in rows if ref in refs]
    if found:
        named = ", ".join(found[:10]) + (f" and {len(found) - 10} more" if len(found) > 10 else "")
        raise Refused(
            f"This {what} would publish what is marked OFFICIAL-SENSITIVE: {named}. Withhold it"
            f" first (withhold REF --reason), or make the {what} --internal."
        )
