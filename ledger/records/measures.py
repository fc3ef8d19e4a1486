"""A measure: a figure reported on the force's performance, period by period.

    followed: each period reported, or left out for a reason; either may be restated later

Leaving a measure out is recorded as a fact; otherwise it would look like one that was overlooked.
"""

from typing import assert_never

from msgspec.structs import replace

from ledger.beginning import Beginning
from ledger.characters import folded
from ledger.errors import Refused
from ledger.events import Event, State, when
from ledger.references import Form
from ledger.rules import nonempty, require

RECORD = "measure"
REFERENCE = Form("the code of a measure", r"[A-Z][A-Z0-9-]{1,29}")

# What can happen


class MeasureReported(Beginning, kw_only=True):
    """What was reported of it for a period: the reading, or only a commentary."""

    moves_to = "followed"
    says = (
        "{title} ({objective}), {period}[: {reading}][; commentary: {commentary}]"
        "[; included: {inclusion}]"
    )
    title: str
    objective: str
    period: str
    reading: str | None = None
    commentary: str | None = None
    inclusion: str | None = None


class MeasureOmitted(Beginning, kw_only=True):
    """It was left out of the report for a period."""

    moves_to = "followed"
    says = "{title} ({objective}), {period}: left out; {reason}"
    title: str
    objective: str
    period: str
    reason: str


class MeasureRestated(Event):
    """What was reported for a period was wrong or not there; this is the reading now."""

    needs = when("followed")
    says = "{period} restated: {reading}; {reason}"
    period: str
    reading: str
    reason: str


MeasureEvent = MeasureReported | MeasureOmitted | MeasureRestated

# What the columns of its events mean to whoever asks in SQL, each said once among the kinds.
COLUMNS = {
    "period": "the period that a measure is for",
    "reading": "the figure of a measure, as printed",
    "commentary": "what was said of a measure",
    "inclusion": "why a measure is in the report",
}

# What we know


class Measure(State):
    """`periods` are those of which something was said, and what: reported, left out or restated;
    `readings` are those of the periods that have one, as it is now."""

    objective: str = ""
    periods: tuple[tuple[str, str], ...] = ()
    readings: tuple[tuple[str, str], ...] = ()


def evolve(measure: Measure | None, event: MeasureEvent) -> Measure:
    known = measure or Measure()
    match event:
        case MeasureReported() | MeasureOmitted():
            what = "left out" if isinstance(event, MeasureOmitted) else "reported"
            reading = event.reading if isinstance(event, MeasureReported) else None
            return replace(
                _with(known, event.period, what, reading),
                title=event.title,
                objective=event.objective,
            )
        case MeasureRestated():
            return _with(known, event.period, "restated", event.reading)
    assert_never(event)


def _with(measure: Measure, period: str, what: str, reading: str | None) -> Measure:
    """The measure with this statement for a period, in place of an earlier one."""
    said = dict(measure.periods) | {period: what}
    readings = dict(measure.readings) | ({period: reading} if reading else {})
    return replace(measure, periods=tuple(said.items()), readings=tuple(readings.items()))


# Rules


def lawful(measure: Measure, event: Event) -> None:
    """Refuse two accounts of one period, when recorded or when corrected."""
    said = dict(measure.periods)
    match event:
        case MeasureReported(period=period) | MeasureOmitted(period=period):
            if period in said:
                raise Refused(
                    f"{measure.ref} for {period} is {said[period]} already. Restate it (measure"
                    " restate) if that changed; correct it if it was recorded wrongly."
                )
        case MeasureRestated(period=period):
            if period not in said:
                raise Refused(
                    f"Nothing is reported of {measure.ref} for {period}, so there is nothing to"
                    " restate. Report it first (measure report)."
                )


def _period(measure: Measure | None, said: str) -> str:
    """A period as it was first written, regardless of case and spaces."""
    plain = nonempty(" ".join(said.split()), "Say of which period: July to September 2018.")
    known = [period for period, _ in measure.periods] if measure is not None else []
    return next((one for one in known if folded(one) == folded(plain)), plain)


def _add(measure: Measure | None, event: Event) -> list[Event]:
    require(measure, event)
    if measure is not None and event in measure.said:
        return []
    if measure is not None:
        lawful(measure, event)
    return [event]


def report(
    measure: Measure | None,
    *,
    period: str,
    title: str | None = None,
    objective: str | None = None,
    reading: str | None = None,
    commentary: str | None = None,
    inclusion: str | None = None,
) -> list[Event]:
    if reading is None and commentary is None:
        raise Refused(
            "A report needs a reading or a commentary (--commentary). If the measure was"
            " left out, say so (measure omit)."
        )
    return _add(
        measure,
        MeasureReported(
            **_named(measure, title, objective),
            period=_period(measure, period),
            reading=reading,
            commentary=commentary,
            inclusion=inclusion,
        ),
    )


def omit(
    measure: Measure | None,
    *,
    period: str,
    reason: str,
    title: str | None = None,
    objective: str | None = None,
) -> list[Event]:
    return _add(
        measure,
        MeasureOmitted(
            **_named(measure, title, objective),
            period=_period(measure, period),
            reason=nonempty(reason, "Leaving a measure out needs a reason (--reason)."),
        ),
    )


def restate(measure: Measure, *, period: str, reading: str, reason: str) -> list[Event]:
    restated = MeasureRestated(
        period=_period(measure, period),
        reading=nonempty(reading, "Say what the reading is now."),
        reason=nonempty(reason, "Restating needs a reason (--reason)."),
    )
    require(measure, restated)
    of_period = [one for one in measure.said if getattr(one, "period", None) == restated.period]
    if of_period[-1:] == [restated]:
        return []
    lawful(measure, restated)
    return [restated]


def _named(measure: Measure | None, title: str | None, objective: str | None) -> dict[str, str]:
    """Its title and objective, as given now or as known before."""
    known = measure or Measure()
    return {
        "title": nonempty(title or known.title, "A new measure needs its title (--title)."),
        "objective": nonempty(
            objective or known.objective, "A new measure needs the objective it serves (--under)."
        ),
    }
