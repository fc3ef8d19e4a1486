"""The styles that a paper has: all that it uses of the design system's, and nothing more."""

import re

from folded import each

from commands.reports.render import styles

CSS = (
    ":root{--x:1}.govuk-table{a:1}.govuk-table__cell,.govuk-tabs__tab:not(.a,.b){b:2}"
    "@media print{.govuk-tabs{c:3}}@media print{.govuk-table--small{d:4}}"
    "@supports (a:b){@media print{.govuk-tag,.govuk-tabs{e:5}}}"
    ".govuk-\\!-margin-0{f:6}.govuk-template .govuk-tabs{g:7}body{h:8}"
)


def test_rules_of_components_that_no_template_names_are_left_out():
    assert styles.used(CSS, frozenset({"table", "tag", "template"})) == (
        ":root{--x:1}.govuk-table{a:1}.govuk-table__cell{b:2}"
        "@media print{.govuk-table--small{d:4}}@supports (a:b){@media print{.govuk-tag{e:5}}}"
        "body{h:8}"
    )
    every = frozenset({"table", "tag", "template", "tabs", "\\!"})
    assert styles.used(CSS, every) == CSS


@each("name", ["table", "tag--green", "table__cell--numeric", "skip-link"])
def test_what_a_template_names_has_its_styles(name):
    assert f".govuk-{name}" in styles.of_a_paper()


def test_a_page_has_sides_at_any_width():
    """GOV.UK Frontend takes its sides away where its own page of 960px has room; ours is wider."""
    every = styles.style()
    centred = re.search(
        r"@media \(min-width:(\d+)px\)\{\.govuk-width-container\{margin-right:auto", every
    )
    assert centred is not None
    ours = re.search(
        r"@media screen and \(min-width: (\d+)px\) \{ \.govuk-width-container"
        r" \{ max-width: min\(1200px, 100% - 60px\)",
        every,
    )
    assert ours is not None and ours[1] == centred[1]


def test_a_paper_has_few_of_all_styles_and_ours_whole():
    every, some = styles.style(), styles.of_a_paper()
    assert len(some) < len(every) / 4 and some.count("{") == some.count("}")
    ours = (styles.TEMPLATES / "page.css").read_text(encoding="utf-8")
    assert some.endswith(ours) and not re.search(r"govuk-(accordion|cookie-banner)", some)
