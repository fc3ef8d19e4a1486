"""Harm done to the page, and the check that sees it: a check that cannot fail proves nothing."""

import re
from shutil import copytree

import msgspec
import pytest
from drawings import figures
from looking import (
    axe,
    cells,
    heads,
    histories,
    keys,
    marked,
    outline,
    overflow,
    quiet,
    regions,
    traced,
)

from commands.reports.render import html, styles, svg

STATUS = '<strong class="govuk-tag govuk-tag--{{ value|tag }}">{{ value|shown(column) }}</strong>'
ROW_HEAD = (
    '<th scope="row" data-label="{{ column.heading }}" class="govuk-table__header'
    '{% call width(column, true) %}header{% endcall %}">'
)
COLUMN_HEAD = (
    '<th scope="col" class="govuk-table__header{% call width(column, loop.first, wide) %}header'
    '{% endcall %}"'
)
SKIP = '<a href="#main" class="govuk-skip-link">Skip to main content</a>'
REGION = '<div class="scroll" role="region" aria-labelledby="t-{{ table.name }}" tabindex="0">'
MUTATIONS = {
    "a row's heading is a cell": (heads, "a row without", ROW_HEAD, "<td>"),
    "a column's heading is a cell": (
        heads, "a column without", COLUMN_HEAD, "<td"),
    "a heading without its scope": (
        heads, "a row without", '<th scope="row" data-label', "<th data-label"),
    "a column's heading is empty": (
        axe, "empty-table-header", "{% else %}{{ column.heading }}{% endif %}</th>",
        "{% else %}{% endif %}</th>"),
    "no caption": (heads, "without a caption", "<caption", "<nothing"),
    "an empty status": (
        cells, "items: ''", "{{ value|shown(column) }}</strong>", "</strong>"),
    "a status by colour alone": (
        cells, "'●' for 'open'", "{{ value|shown(column) }}</strong>", "●</strong>"),
    "a status that is not seen": (
        cells, "items: ''", STATUS,
        STATUS.replace("<strong", '<strong style="display: none"')),
    "a wrong word in a cell": (
        cells, "Chief Constable", "{% elif plain %}{{ value|shown(column) }}",
        "{% elif plain %}{{ value|shown(column)|lower }}"),
    "a row is missing": (cells, "rows for", "{% for row in table.rows %}",
                         "{% for row in table.rows[1:] %}"),
    "no language": (axe, "html-has-lang", ' lang="en-GB"', ""),
    "a language that is none": (axe, "html-lang-valid", ' lang="en-GB"', ' lang="xx-yy-zz"'),
    "no title": (axe, "document-title", "<title>{{ title|line }} – {{ marking }}</title>", ""),
    "grey words on white": (axe, "color-contrast", ".none { color: #484949; }",
                            ".none { color: #aaa; }"),
    "targets too small": (axe, "target-size", ".contents ol { padding-left: 30px; }",
                          ".contents ol li { font-size: 8px; line-height: 8px; margin: 0; }"),
    "zoom forbidden": (axe, "meta-viewport", "initial-scale=1", "initial-scale=1, maximum-scale=1"),
    "outside of every landmark": (axe, "region", '<main class="govuk-main-wrapper" id="main"',
                                  '<div class="govuk-main-wrapper" id="main"'),
    "an id twice": (outline, "id twice: main", 'id="about"', 'id="main"'),
    "a link to nowhere": (outline, "leads nowhere", 'href="#histories"', 'href="#history"'),
    "a level left out": (outline, "out of order", "<h2", "<h4"),
    "a figure without its rows": (
        traced, "leads to #t-completed-actions", 'href="#t-{{ part.table }}"',
        'href="#t-completed-actions"'),
    "an event told otherwise": (histories, "event", "{{ event.what|line }}",
                                "{{ event.what|line|upper }}"),
    "a picture from elsewhere": (quiet, "https://example.org/a.png", "<h1",
                                 '<img alt="" src="https://example.org/a.png"><h1'),
    "a font from elsewhere": (
        quiet, "https://example.org/a.woff", ".none {",
        "@font-face { font-family: a; src: url(https://example.org/a.woff) }"
        " h1 { font-family: a !important } .none {"),
    "scripts allowed": (quiet, "allows more", "style-src 'unsafe-inline'",
                        "style-src 'unsafe-inline'; script-src 'unsafe-inline'"),
    "a script that runs": (quiet, "hello", "style-src 'unsafe-inline'\">",
                           "style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
                           "<script>alert('hello')</script>"),
    "a table that does not scroll": (overflow, "at 660", ".scroll { overflow-x: auto;",
                                     ".scroll { overflow-x: visible;"),
    "a width of its own": (overflow, "at 1280", ".sentences {", ".sentences { width: 1300px;"),
    "no skip link": (keys, "no skip link", SKIP, ""),
    "an order of its own": (keys, "Tab goes", 'href="#about"', 'tabindex="1" href="#about"'),
    "focus that is not seen": (keys, "not seen", ".scroll:focus {", ".scroll:focus { all: unset; }"
                               " *:focus { outline: none !important; box-shadow: none !important; }"
                               " .none {"),
    "a table that keys do not scroll": (
        regions, "scroll", REGION, REGION.replace('tabindex="0"', 'tabindex="-1"')),
    "a table of no name": (
        regions, "scroll", REGION, REGION.replace('"t-{{ table.name }}"', '"nothing"')),
    "no marking": (marked, "marked", '<p class="marking govuk-body">{{ marking }}</p>', "<p></p>"),
    "no seal line": (marked, "no seal", "{{ paper.rests_on|line }} ", ""),
    "no description of a chart": (axe, "svg-img-alt", "{{ chart|svg }}", '<svg role="img"></svg>'),
}  # fmt: skip


@pytest.fixture
def harm(monkeypatch, tmp_path):
    """Make a page of templates in which one thing is changed."""
    monkeypatch.setattr(styles, "TEMPLATES", copytree(styles.TEMPLATES, tmp_path / "templates"))

    def made(old, new):
        changed = 0
        for file in styles.TEMPLATES.iterdir():
            text = file.read_text(encoding="utf-8")
            changed += old in text
            file.write_text(text.replace(old, new), encoding="utf-8")
        assert changed, "the page is not made in this way any more: change the mutation"

    styles.of_a_paper.cache_clear()
    yield made
    styles.of_a_paper.cache_clear()


@pytest.fixture
def paper(papers):
    """The committee's paper with few histories, for speed."""
    whole = papers["committee HTA"].paper
    return msgspec.structs.replace(whole, histories=whole.histories[:4])


def seen_of(look, tmp_path, paper):
    file = tmp_path / "paper.html"
    file.write_text(html.html(paper), encoding="utf-8")
    return look(file)


@pytest.mark.parametrize("check", sorted({m[0] for m in MUTATIONS.values()} | {figures},
                                         key=lambda one: one.__name__))  # fmt: skip
def test_without_harm_no_check_speaks(look, paper, tmp_path, check):
    assert check(seen_of(look, tmp_path, paper), paper) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_harm_is_seen(look, paper, tmp_path, harm, name):
    check, words, old, new = MUTATIONS[name]
    harm(old, new)
    found = check(seen_of(look, tmp_path, paper), paper)
    assert any(words in one for one in found), found


DRAWN = {
    "a wrong number": ('font-weight="700">3<', 'font-weight="700">4<', "ageing"),
    "a wrong label": ("1 to 2 years, ", "1 to 3 years, ", "ageing"),
    "a number is missing": (r'<text[^>]*class="value"[^>]*>11 found</text>', "", "by inspection"),
    "a bar too long": (r'width="\d+\.\d" height="13"', 'width="155.5" height="13"', "a bar of"),
    "a point too high": (r'cy="16\.0"', 'cy="46.0"', "points at"),
    "the end of a line": ("settled 0<", "settled 1<", "ends"),
    "a title that asks nothing": (r"\?</title>", "</title>", "no question"),
    "a description of other figures": (r"<desc([^>]*)>[^<]*", r"<desc\1>99 of them", "described"),
    "a point on another day": (
        r'cx="8\.0"',
        'cx="40.0"',
        "of the way",
    ),
    "a label on another": (r'y="20\.0"', 'y="36.0"', "one on the other"),
    "letters too small": ('font-size="14"', 'font-size="6" style="font-size: 6px"', "too small"),
    "a label off the page": (r'<text x="0\.0"', '<text x="-99.0"', "leaves the page"),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_that_shows_anything_else_is_seen(look, paper, tmp_path, monkeypatch, name):
    old, new, words = DRAWN[name]
    real, hits = svg.svg, []

    def wrong(chart):
        made, count = re.subn(old, new, real(chart))
        hits.append(count)
        return made

    monkeypatch.setattr(svg, "svg", wrong)
    found = figures(seen_of(look, tmp_path, paper), paper)
    assert sum(hits)
    assert any(words in one for one in found), found
