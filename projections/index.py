"""The index of words in a generation, made with it: which event has which word, and where.

Each record has a row of places, in the order of its reference: one for itself, then one for each of
its events. What has a word is a set of places, a bit each: for a rare word as a list of them, for a
common one as a slab of bits at a time. A word is all between two spaces, with what stands about it:
what was typed is looked for in these as it would be in the text.

`records`: the place of each, and its reference in small letters.
`places`: an event each, by day, so that the newest are found first and those to come are left out.
`words`: each word in each part of an event, with its places, or a slab and its bits; and besides,
the places of the records, and the forms of their references: most words are in none of these.
"""

import duckdb

from projections.searched import PART

SLAB = 1 << 18  # Places whose bits are kept together.
TITLE, TEXTS, OWN_REF = PARTS = range(3)  # Of an event.
RECORDS = 3  # In place of a part number: the places of all records.
FORM = 4  # And: a form that references have, being all of one but its digits, as FORMED has them.
FORMED = "0123456789", "0000000000"
TABLES = ("records", "places", "words")

_RECORDS = """
    SELECT *, row_number() OVER () AS number,
        (sum(held + 1) OVER (ROWS UNBOUNDED PRECEDING) - held - 1)::INTEGER AS place
    FROM (
        SELECT record, ref, lower(ref) AS low, count(*) AS held
        FROM {source} GROUP BY record, ref ORDER BY record, ref
    )"""
_SAID = f"""
    SELECT (row_number() OVER () + number - 1)::INTEGER AS place, * EXCLUDE (number)
    FROM (
        SELECT r.number, r.place AS of_record, e.position, e.ord, e.recorded_on, e.counts_until,
            lower(e.title) AS title, e.own_ref,
            replace(split_part(e.words, {PART}, 2), chr(10), ' ') AS texts
        FROM {{source}} e JOIN {{into}}.records r USING (record, ref) ORDER BY r.number, e.position
    )"""
_PLACES = "SELECT * EXCLUDE (title, texts) FROM said ORDER BY ord"
_FORMS = f"""
    INSERT INTO {{into}}.words
    SELECT DISTINCT translate(low, '{FORMED[0]}', '{FORMED[1]}'), {FORM}, NULL, NULL, NULL
    FROM {{into}}.records ORDER BY ALL"""
_SLAB = f"""
    SELECT word, part, list(place) AS places
    FROM (
        SELECT place, {TITLE} AS part, unnest(string_split(title, ' ')) AS word
        FROM said WHERE title IS NOT NULL AND {{within}}
        UNION ALL SELECT place, {TEXTS}, unnest(string_split(texts, ' '))
        FROM said WHERE texts <> '' AND {{within}}
        UNION ALL SELECT place, {OWN_REF}, lower(own_ref)
        FROM said WHERE own_ref IS NOT NULL AND {{within}}
        UNION ALL SELECT place, {RECORDS}, '-' FROM {{into}}.records WHERE {{within}}
    )
    WHERE word <> ''
    GROUP BY ALL"""
# For records, even if there are few.
_BITS = f"""
    INSERT INTO {{into}}.words
    SELECT word, part, {{slab}}, NULL, bitstring_agg(place, 0, {{last}})::BLOB
    FROM (
        SELECT word, part, unnest(places) - {{first}} AS place
        FROM in_slab WHERE len(places) > {{longest}} OR part = {RECORDS}
    )
    GROUP BY ALL ORDER BY ALL"""
_LISTS = f"""
    INSERT INTO {{into}}.words
    SELECT word, part, NULL, places, NULL
    FROM in_slab WHERE len(places) <= {{longest}} AND part <> {RECORDS} ORDER BY word, part"""


def create(connection: duckdb.DuckDBPyConnection, source: str, into: str) -> None:
    """Make the tables of the index of the events in `source`, in the schema `into`."""
    run = connection.execute
    run(f"CREATE TABLE {into}.records AS {_RECORDS.format(source=source)}")
    run(f"CREATE TEMP TABLE said AS {_SAID.format(source=source, into=into)}")
    run(f"CREATE TABLE {into}.places AS {_PLACES}")
    shape = "word VARCHAR, part TINYINT, slab INTEGER, places INTEGER[], bits BLOB"
    run(f"CREATE TABLE {into}.words ({shape})")
    run(_FORMS.format(into=into))
    ((places,),) = run("SELECT coalesce(max(place) + 1, 0) FROM said").fetchall()
    for slab in range(-(-places // SLAB)):  # One slab at a time, to bound the memory.
        said = {"into": into, "slab": slab, "first": slab * SLAB, "last": SLAB - 1}
        said["longest"] = SLAB // 32  # A list of more places would be larger than the bits.
        within = "place BETWEEN {first} AND {first} + {last}".format(**said)
        run(f"CREATE OR REPLACE TEMP TABLE in_slab AS {_SLAB.format(within=within, **said)}")
        run(_BITS.format(**said))
        run(_LISTS.format(**said))
    run("DROP TABLE said; DROP TABLE IF EXISTS in_slab")


def compared(table: str) -> str:
    """The columns of a table as they are compared: the order of a list does not matter."""
    return "* REPLACE (list_sort(places) AS places)" if table == "words" else "*"


def shape() -> str:
    """Changes whenever the index would: a generation with another shape is made again."""
    return f"{SLAB}{_RECORDS}{_SAID}{_PLACES}{_FORMS}{_SLAB}{_BITS}{_LISTS}"
