"""Single keys on the pages of `browse`, pressed with the policy of the pages in force."""

import pytest
from looking import Seen
from test_pages import serving

DAY = "as_of=2018-11-27"


@pytest.fixture(scope="module")
def pages(machine, demo):
    yield from serving(demo)


@pytest.fixture
def at(chromium, pages):
    """Opens a page of the demo's ledger; the second word is what its browser is told."""
    opened = []

    def open_(address, **context):
        opened.append(Seen(chromium, pages + address, 1280, bypass_csp=False, **context))
        return opened[-1].page

    yield open_
    for one in opened:
        one.close()


def presses(page, *keys):
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize(
    ("keys", "leads"),
    [
        (("g", "h"), f"/?{DAY}"), (("g", "q"), f"/questions?{DAY}"),
        (("g", "c"), f"/changes?{DAY}"), (("g", "s"), f"/sql?{DAY}"),
        (("g", "t"), f"/schema?{DAY}"), (("?",), f"/keys?{DAY}"), (("g", "g", "t"), ""),
        (("Control+?",), ""), (("Meta+?",), ""), (("x",), ""), (("h",), ""), (("g", "x"), ""),
        (("g", "Control+c"), ""),
        (("g", "x", "t"), ""),
    ],
)  # fmt: skip
def test_keys_lead_where_they_say(at, pages, keys, leads):
    begins = f"/ask/open_actions?{DAY}"
    page = at(begins)
    presses(page, *keys)
    page.wait_for_timeout(0 if leads else 300)
    page.wait_for_url(pages + (leads or begins))


def test_a_slash_goes_to_the_search_and_does_not_stand_in_it(at):
    page = at(f"/?{DAY}")
    presses(page, "/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("g?/crime")
    assert page.input_value("#find") == "g?/crime"
    presses(page, "Enter")
    page.wait_for_url("**/search?**")


def test_no_key_does_anything_while_somebody_types(at, pages):
    page = at("/sql")
    page.focus("textarea")
    page.keyboard.type("? g t / g h")
    assert page.url == pages + "/sql" and page.input_value("textarea") == "? g t / g h"


def test_single_keys_can_be_turned_off(at, pages):
    page = at("/keys")
    says = page.locator("#single-keys")
    assert says.is_visible() and "Single keys are on." in says.inner_text()
    page.click("#single-keys button")
    assert "Single keys are off" in says.inner_text()
    presses(page, "g", "t")
    page.wait_for_timeout(300)
    assert page.url == pages + "/keys"
    page.reload()
    page.click("#single-keys button")
    presses(page, "g", "t")
    page.wait_for_url(pages + "/schema")


def test_without_scripts_nothing_is_offered_that_needs_them(at):
    page = at("/keys", java_script_enabled=False)
    assert not page.locator("#single-keys").is_visible()
    assert page.locator("[accesskey='?']").is_visible()
