"""Days in people's own SQL: read as the command line reads them, or refused with the form to use.

    from open_actions(as_of := '28/2/18')        -- 28 February 2018, not the year 28

The library's files read a day as `as_of::date`, which is right for a DATE. DuckDB reads text
differently from people, so for their own statements, in the sandbox or in an exported file, the
same files have `as_day` in its place.
"""

import calendar
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import cast

import duckdb

from ledger.uk import WELSH_MONTHS
from ledger.words import day

FORM = (
    "Write a day as 2018-02-28, 28/2/18 or 28 February 2018: from 1900 to 2099, and without a time"
    " of day."
)
LATER = "and nothing later is known here. Leave known_by out for what is known now."
FORM_IN_SQL = "Outside of as_of, known_by and the like, write a day as date '2018-02-28'."
_CAST = re.compile(r"CAST\(")
_TO_A_DAY = re.compile(r" AS (?:DATE|TIMESTAMP)")
_TEXT = re.compile(r"'((?:[^']|'')*)'")
# How DuckDB 2 writes a day in a plan that it computed itself.
_WORKED_OUT = re.compile(r"'(0\d{3}-\d\d-\d\d)[^']*'::(?:DATE|TIMESTAMP)")
_OUR_OWN = '"left"('  # How as_day treats what is already a day.
FIRST = date.min.isoformat()
LONG_AGO = 1000  # An earlier year was meant to have more digits.
_READ = re.compile(r"\b(\w+)::date\b(?!')")
_OF_A_MEETING = "split_part(p_meeting, '/', 2)::date"
# Only as in references: in another form it is no meeting's reference.
_DAY_OF_A_MEETING = (
    "as_day(if(p_meeting like '%/____-__-__', split_part(p_meeting, '/', 2), p_meeting))"
)
_YEAR = "(?:19|20)[0-9][0-9]"
_SPACES = r"[\t-\r\x1c- \x{85}\pZ]+"
_MONTH = r"/([0-9]{1,2})/|\.([0-9]{1,2})\.|-([0-9]{1,2})-"
# From the words of a day to 2018Y2Y28 or 2018YfebY28: nobody's own text has a Y, for it is made
# small first.
_YEAR_FIRST = rf"^({_YEAR})(?:{_MONTH})([0-9]{{1,2}})$", r"\1Y\2\3\4Y\5"
_DAY_FIRST = (
    rf"^([0-9]{{1,2}})(?:{_MONTH}|(?:st|nd|rd|th)?[ /-]*(?:of )?([a-z]{{3,}})\.?,?[ /-]*(?:'')?)"
    rf"({_YEAR}|[0-9]{{2}})$",
    r"\6Y\2\3\4\5Y\1",
)
# Twelve letters a month. English names may be cut after the third letter.
_ENGLISH = "".join(f"|{name.lower():<11}" for name in calendar.month_name[1:])
_WELSH = "".join(f"|{f'{name}|':<11}" for name in WELSH_MONTHS)
_NUMBER = (
    f"(strpos('{_ENGLISH}', '|' || part[2]) + strpos('{_WELSH}', '|' || part[2] || '|') + 11) // 12"
)
# A time that is the beginning of a day is one: date '2018-03-31' - interval 1 day.
_TYPED = "if(typeof(it) = 'TIMESTAMP', replace(it::varchar, ' 00:00:00', ''), it::varchar)"
_SPLIT = f"trim(regexp_replace(lower({_TYPED}), '{_SPACES}', ' ', 'g'))"
for _form, _becomes in (_YEAR_FIRST, _DAY_FIRST):
    _SPLIT = f"regexp_replace({_SPLIT}, '{_form}', '{_becomes}')"
# 9999 is for ever, in the library's own files.
_SPLIT = f"if(typeof(it) = 'DATE' and it::varchar = '9999-12-31', '9999Y12Y31', {_SPLIT})"
# The day that is `given`, or NULL. Each step is the one item of a list, so that `given` is named
# once: DuckDB puts all that was given in its place, and macros within macros make that long.
_FOUND = f"""
    [
        try_strptime(
            right('20' || part[1], 4)
                || '-' || if(part[2] < 'a', part[2], ({_NUMBER})::varchar)
                || '-' || part[3],
            '%Y-%m-%d'
        )::date
        for part in [string_split({_SPLIT}, 'Y') for it in [given]]
    ][1]
"""

_NO_DAY = f"error('''' || given::varchar || ''' is not a day. {FORM}')::date"


def macros(latest: date) -> list[str]:
    """`as_day`, and `as_known`, which accepts no day after `latest`."""
    return [
        f"create or replace macro as_day(given) as (coalesce({_FOUND}, {_NO_DAY}))",
        f"""
        create or replace macro as_known(given) as (
            [
                case
                    when known is null then {_NO_DAY}
                    when known > date '{latest}' then {_too_late(latest)}
                    else known
                end
                for known in [{_FOUND}]
            ][1]
        )
        """,
    ]


def macros_of(read: dict[str, date], latest: date) -> list[str]:
    """The same for a statement that gives no other texts than these, written as in SQL; what is
    not among them is no day."""
    whens = {text: f"date '{one}'" for text, one in read.items()}
    later = {text: _too_late(latest) for text, one in read.items() if one > latest}
    return [
        f"create or replace macro {name}(given) as ({_chosen(each)})"
        for name, each in (("as_day", whens), ("as_known", whens | later))
    ]


def _chosen(each: dict[str, str]) -> str:
    whens = "".join(f" when {text} then {becomes}" for text, becomes in each.items())
    return f"case given::varchar{whens} else {_NO_DAY} end" if each else _NO_DAY


def _too_late(latest: date) -> str:
    return f"error('''' || given::varchar || ''' is after {day(latest)}, {LATER}')::date"


def misread(connection: duckdb.DuckDBPyConnection, sql: str) -> str | None:
    """What to say about a statement in which DuckDB reads a text as a different day: in due <
    '28/2/18', the 18th of February of the year 28. Found from texts alone, whether or not there are
    rows."""
    if "'" not in sql and "$" not in sql:  # There is no text.
        return None
    plan = _plan(connection, sql)
    for worked_out in _WORKED_OUT.findall(plan):
        day_meant = date.fromisoformat(worked_out)
        if is_long_ago(day_meant):
            reads = (text for text in _TEXT.findall(sql) if _is(connection, text, day_meant))
            text = f"'{next(reads, worked_out)}'"
            return f"{text} as a day is {_as_in_sql(day_meant)}. {FORM_IN_SQL}"
    for given in _taken_for_days(plan):
        texts = [text for text in _TEXT.findall(given) if text]
        # The texts in our own files are not checked.
        if texts and all(text in sql for text in texts) and not given.startswith(_OUR_OWN):
            found = _read(connection, given)
            if found is not None and is_long_ago(found):
                text = f"'{texts[0]}'" if len(texts) == 1 else given
                return f"{text} as a day is {_as_in_sql(found)}. {FORM_IN_SQL}"
    return None


def is_long_ago(value: object) -> bool:
    """Whether it is a day of a year that was not meant; the first day there is stands for
    -infinity."""
    return isinstance(value, date) and value.year < LONG_AGO and value.isoformat()[:10] > FIRST


def holds_long_ago(column: str, found: date) -> str:
    return f"The column {column} holds {_as_in_sql(found)}. {FORM_IN_SQL}"


def _as_in_sql(found: date) -> str:
    year = f"{found.year:04}-{found.month:02}-{found.day:02}"
    return f"{year} in SQL, of the year {found.year}"


def _plan(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """What is to be done, also before DuckDB leaves out what can have no rows; nothing, if that
    is mistaken: it is told where once it is asked."""
    try:
        plans = connection.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall()
    except duckdb.Error:
        return ""
    return "\n".join(plan.replace('\\"', '"') for _, plan in plans)


def _taken_for_days(plan: str) -> Iterator[str]:
    """The expressions that are made into a day or an instant: in CAST('28/2/18' AS DATE), the
    text."""
    for opened in _CAST.finditer(plan):
        depth, at, given = 1, opened.end(), opened.end()
        while depth and at < len(plan):
            if (text := _TEXT.match(plan, at)) is not None:
                at = text.end()
                continue
            if depth == 1 and _TO_A_DAY.match(plan, at):
                yield plan[given:at]
                break
            depth += {"(": 1, ")": -1}.get(plan[at], 0)
            at += 1


def _is(connection: duckdb.DuckDBPyConnection, text: str, day_meant: date) -> bool:
    found = _read(connection, f"'{text}'")
    return found is not None and found.date() == day_meant


def _read(connection: duckdb.DuckDBPyConnection, given: str) -> datetime | None:
    """The earliest day that DuckDB finds there, if it is made of texts alone."""
    for asked in (given, f"list_min({given}::timestamp[])"):
        with suppress(duckdb.Error, ValueError, OverflowError):
            sql = f"SELECT try_cast({asked} AS timestamp)"
            if (found := connection.execute(sql).fetchall()[0][0]) is not None:
                return cast("datetime", found)
    return None


def as_people_type_them(sql: str) -> str:
    """A macro's text, changed to read days as people type them."""
    sql = sql.replace(_OF_A_MEETING, _DAY_OF_A_MEETING)

    def read(match: re.Match[str]) -> str:
        name = match[1]
        if name == "known_by":
            return f"as_known({name})"
        return f"as_day({name})" if name == "as_of" or name.startswith("p_") else match[0]

    return _READ.sub(read, sql)
