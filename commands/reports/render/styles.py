"""The styles of a page: those of the GOV.UK Design System, and ours."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ledger.system import installation

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
BLOCK = "[a-z]+(?:-[a-z]+)*"  # The component of a class: table of govuk-table__row.


@cache
def govuk() -> str:
    """The styles of the GOV.UK Design System without fonts, images and whatever asks for a file."""
    css = installation.text_of(HERE / "govuk" / "govuk-frontend.min.css")
    css = re.sub(r'@charset "UTF-8";|@font-face\{[^}]*\}|/\*#.*?\*/', "", css)
    css = css.replace("GDS Transport,arial", "Arial")
    # The font is named for print too: sans-serif differs from machine to machine.
    css = css.replace("font-family:sans-serif", "font-family:Arial,sans-serif")
    return re.sub(r"url\([^)]*\)", "none", css).strip()


@cache
def style() -> str:
    """All the styles of a page, theirs and ours."""
    return govuk() + installation.text_of(TEMPLATES / "page.css")


@cache
def of_a_paper() -> str:
    """The same without the components that no paper has. They would make the page half as long
    again, and slow everything that draws it."""
    said = "".join(map(installation.text_of, sorted(TEMPLATES.glob("*.html"))))
    theirs = used(govuk(), frozenset(re.findall(f"govuk-({BLOCK})", said)))
    return theirs + installation.text_of(TEMPLATES / "page.css")


def used(css: str, blocks: frozenset[str]) -> str:
    """Minified styles of these components, and those that belong to none."""
    return "".join(
        f"{head}{{{body}}}"
        for head, body in (_used(*rule, blocks) for rule in _rules(css))
        if head and body
    )


def _used(head: str, body: str, blocks: frozenset[str]) -> tuple[str, str]:
    if head.startswith(("@media", "@supports")):
        return head, used(body, blocks)
    if head.startswith("@"):
        return head, body
    each = re.split(r",(?![^(]*\))", head)
    return ",".join(one for one in each if blocks.issuperset(_blocks(one))), body


def _blocks(selector: str) -> list[str]:
    """Its components; of a class that overrides others (govuk-!-margin-0), the !."""
    return re.findall(rf"\.govuk-(\\!|{BLOCK})", selector)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Each rule's head, and what its braces hold."""
    deep = head = begun = 0
    for brace in re.finditer("[{}]", css):
        deep += 1 if brace[0] == "{" else -1
        if brace[0] == "{" and deep == 1:
            begun = brace.start()
        elif not deep:
            yield css[head:begun], css[begun + 1 : brace.start()]
            head = brace.end()
