"""Days in people's own SQL: read as the command line reads them, or refused with the form to use.

    from open_actions(as_of := '28/2/18')        -- 28 February 2018, not the year 28

The library's files read a day as `as_of::date`, which is right for a DATE. DuckDB reads text
differently from people, so for their own statements, in the sandbox or in an exported file, the
same files have `as_day` in its place.
"""

import calendar
import re
from datetime import date

import duckdb

from ledger.uk import WELSH_MONTHS
from ledger.words import day

FORM = (
    "Write a day as 2018-02-28, 28/2/18 or 28 February 2018: from 1900 on, and without a time of"
    " day."
)
LATER = "and nothing later is known here. Leave known_by out for what is known now."
FORM_IN_SQL = "Outside of as_of, known_by and the like, write a day as date '2018-02-28'."
_SHORT_YEAR = re.compile(
    r"(?P<cast>\bdate\s*)?"
    r"'(?P<text>\s*(?P<y>\d{1,3})[-/\\ ](?P<m>\d{1,2})[-/\\ ](?P<d>\d{1,2})\s*)'"
    r"(?P<to>\s*::\s*date\b|\s+as\s+date\b)?",
    re.IGNORECASE,
)
_READ = re.compile(r"\b(\w+)::date\b(?!')")
_OF_A_MEETING = "split_part(p_meeting, '/', 2)::date"
# Only as references have it: what is written otherwise is the reference of no meeting.
_DAY_OF_A_MEETING = (
    "as_day(if(p_meeting like '%/____-__-__', split_part(p_meeting, '/', 2), p_meeting))"
)
_YEAR = "(19|[2-9][0-9])[0-9][0-9]"
# An English month may be cut short anywhere after its third letter.
_MONTHS = "|".join(
    [name[:end].lower() for name in calendar.month_name[1:] for end in range(3, len(name) + 1)]
    + list(WELSH_MONTHS)
)
_SPACES = r"[\t-\r\x1c- \x{85}\pZ]+"
# From the words of a day to Y2018-2-28 or Y2018-feb-28: nobody's own text has that Y, since it
# is made small first.
_STEPS = (
    (_SPACES, " "),
    (
        r"^([0-9]{4})(?:/([0-9]{1,2})/|\.([0-9]{1,2})\.|-([0-9]{1,2})-)([0-9]{1,2})$",
        r"Y\1-\2\3\4-\5",
    ),
    (
        r"^([0-9]{1,2})(?:/([0-9]{1,2})/|\.([0-9]{1,2})\.|-([0-9]{1,2})-)([0-9]{4}|[0-9]{2})$",
        r"Y\5-\2\3\4-\1",
    ),
    (
        rf"^([0-9]{{1,2}})(?:st|nd|rd|th)?[ /-]*(?:of )?({_MONTHS})\.?,?[ /-]*(?:'')?"
        "([0-9]{4}|[0-9]{2})$",
        r"Y\3-\2-\1",
    ),
    *((rf"^Y([0-9]+)-{name}-", rf"Y\1-{number}-") for name, number in WELSH_MONTHS.items()),
    (r"^Y([0-9]+-[a-z]{3})[a-z]*", r"Y\1"),
    (r"^Y([0-9]{2})-", r"Y20\1-"),
)


def macros(latest: date) -> list[str]:
    """`as_day`, and `as_known`, which takes no day after `latest`."""
    said = "lower(given::varchar)"
    for at, (pattern, becomes) in enumerate(_STEPS):
        said = f"regexp_replace({said}, '{pattern}', '{becomes}', 'g')"
        said = f"trim({said})" if at == 0 else said
    later = f"'' is after {day(latest)}, {LATER}"
    return [
        f"""
        create or replace macro as_day(given) as (
            case
                when given is null then null
                -- A time that is the beginning of a day is one: date '2018-03-31' - interval 1 day.
                when regexp_full_match(
                    typeof(given) || ' ' || given::varchar,
                    '(DATE|VARCHAR) {_YEAR}-[0-9]{{2}}-[0-9]{{2}}|TIMESTAMP {_YEAR}-..-.. 00:00:00'
                ) and try_cast(left(given::varchar, 10) as date) is not null
                    then left(given::varchar, 10)::date
                else coalesce(
                    try_strptime(
                        regexp_extract({said}, '^Y({_YEAR}-.*)$', 1),
                        ['%Y-%m-%d', '%Y-%b-%d']
                    )::date,
                    error('''' || given::varchar || ''' is not a day. {FORM}')::date
                )
            end
        )
        """,
        f"""
        create or replace macro as_known(given) as (
            case
                when given is null then null
                when as_day(given) <= date '{latest}' then as_day(given)
                else error('''' || given::varchar || '{later}')::date
            end
        )
        """,
    ]


def misread(connection: duckdb.DuckDBPyConnection, sql: str) -> str | None:
    """What to say of a statement that holds a day against a text in which DuckDB finds another: in
    due < '28/2/18' the 18th of February of the year 28."""
    for match in _SHORT_YEAR.finditer(sql):
        text, year, month, number = match["text"], *map(int, match.group("y", "m", "d"))
        found = f"{year:04}-{month:02}-{number:02}"
        if match["cast"] or match["to"] or _as_day(text, _plan(connection, sql)):
            return f"'{text}' as a day is {found} in SQL, of the year {year}. {FORM_IN_SQL}"
    return None


def _plan(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """What is to be done, also before DuckDB leaves out what can have no rows."""
    plans = connection.execute(f"EXPLAIN (FORMAT json) {sql}").fetchall()
    return "\n".join(plan for _, plan in plans)


def _as_day(text: str, plan: str) -> bool:
    """Whether a text is taken for a day, or an instant, by DuckDB itself."""
    return re.search(rf"(?<!TRY_)CAST\('{re.escape(text)}' AS (DATE|TIMESTAMP)", plan) is not None


def as_people_type_them(sql: str) -> str:
    """A macro's text, reading what is a day as people type it."""
    sql = sql.replace(_OF_A_MEETING, _DAY_OF_A_MEETING)

    def read(match: re.Match[str]) -> str:
        name = match[1]
        if name == "known_by":
            return f"as_known({name})"
        return f"as_day({name})" if name == "as_of" or name.startswith("p_") else match[0]

    return _READ.sub(read, sql)
