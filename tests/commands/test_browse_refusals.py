"""What a page refuses is said to whoever reads a page: with no option and no command of ours."""

import html
import re

import pytest
from test_browse import Browser, office

pytestmark = pytest.mark.slow

__all__ = ["office"]


@pytest.mark.parametrize(
    "status, address, says",
    [
        (400, "/ask/open_actions?foo=1", "'foo' is not a parameter: open_actions has body"),
        (400, "/ask/refer_only.csv?x=1", "'x' is not a parameter: refer_only has none"),
        (400, "/ask/carried_forward?more_than=x", "more-than must be a whole number"),
        (404, "/ask/open_action", "Did you mean open_actions"),
        (404, "/ask/zebra", "All of them are under Questions."),
        (404, "/schema/zebra", "All of them are under Tables."),
        (400, "/sql?q=from+zebra", "All of them are under Tables."),
        (404, "/sql?q=select+1&offices=all", "No other office is added yet."),
        (404, "/offices", "No other office is added yet."),
        (404, "/meeting/ZZ/2018-01-01", "There is no body"),
    ],
)
def test_a_refusal_names_no_option_and_no_command(office, status, address, says):
    got = Browser(office.path).get(address)
    main = re.search(r"<main.*?</main>", got.text, re.DOTALL)[0]
    told = html.unescape(re.sub(r"<[^>]+>", "", main.partition("<details")[0]))
    assert got.status == status and says in told
    assert not re.findall(r"--[a-z]|: govledger ", told)
