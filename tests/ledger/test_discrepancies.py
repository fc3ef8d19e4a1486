"""A discrepancy: raised with what the papers say, explained, resolved."""

import pytest
from folded import each
from given import given, state_after

from ledger.records.discrepancies import (
    DiscrepancyExplained,
    DiscrepancyRaised,
    DiscrepancyResolved,
    explain,
    raise_discrepancy,
    resolve,
)

facts = {
    "title": "Eight or seven",
    "should_hold": "As many are listed as are stated",
    "quotes": ["eight areas", "a list of seven"],
    "quoted_from": ["minute:51", "minute:55-67"],
}
raised = DiscrepancyRaised(
    title="Eight or seven",
    should_hold="As many are listed as are stated",
    quotes=("eight areas", "a list of seven"),
    quoted_from=("minute:51", "minute:55-67"),
)
explained = DiscrepancyExplained(text="one was counted twice")
resolved = DiscrepancyResolved(text="seven is right")


def test_what_the_papers_say_is_quoted_each_with_its_place():
    given().when(raise_discrepancy, **facts).then(raised)
    assert state_after(raised).quotes == (
        ("minute:51", "eight areas"),
        ("minute:55-67", "a list of seven"),
    )


def test_one_place_may_contradict_itself():
    alone = {"quotes": ["Q4 of 2108/19"], "quoted_from": ["pack:442"]}
    assert given().when(raise_discrepancy, **facts | alone).said


def test_it_is_about_each_record_once():
    outcome = given().when(raise_discrepancy, **facts, about=["LEG17", "PANEL", "LEG17"])
    assert [event.about for event in outcome.said] == [("LEG17", "PANEL")]


@each("places", [[], ["minute:51"], ["minute:51", "minute:55", "minute:67"]])
def test_quotations_and_places_pair_up(places):
    given().when(raise_discrepancy, **facts | {"quoted_from": places}).refused(
        f"there are 2 quotations and {len(places)} places"
    )


def test_without_a_quotation_there_is_none():
    given().when(raise_discrepancy, **facts | {"quotes": [], "quoted_from": []}).refused(
        "at least once"
    )


@each(
    ("missing", "words"),
    [
        ({"title": " "}, "needs a title"),
        ({"should_hold": ""}, "what should be so"),
        ({"quotes": ["eight", " "]}, "A quotation needs words"),
        ({"quoted_from": ["minute:51", ""]}, "needs its place"),
    ],
)
def test_nothing_of_it_is_empty(missing, words):
    given().when(raise_discrepancy, **facts | missing).refused(words)


def test_a_reference_is_raised_once():
    given(raised).when(raise_discrepancy, **facts).refused("already in the ledger")


def test_quotations_and_places_are_not_corrected_apart():
    assert DiscrepancyRaised.fixed == {"quotes", "quoted_from"}


@pytest.mark.parametrize("before", [(), (DiscrepancyExplained(text="a slip"),)])
def test_it_is_explained_and_may_be_explained_better(before):
    given(raised, *before).when(explain, text="one was counted twice").then(explained)
    assert state_after(raised, *before, explained).explanation == "one was counted twice"


def test_an_explanation_needs_words():
    given(raised).when(explain, text=" ").refused("needs words")


def test_what_is_resolved_is_not_explained():
    given(raised, resolved).when(explain, text="x").refused("was resolved on")


def test_the_same_explanation_twice_is_written_once():
    given(raised, explained).when(explain, text="one was counted twice").nothing_happens()


@pytest.mark.parametrize("before", [(), (explained,)])
def test_it_is_resolved_explained_or_not(before):
    given(raised, *before).when(resolve, text="seven is right").then(resolved)
    after = state_after(raised, *before, resolved)
    assert (after.status, after.resolution) == ("resolved", "seven is right")


def test_a_resolution_says_what_is_right():
    given(raised).when(resolve, text="").refused("what is right")


def test_it_is_resolved_once():
    given(raised, resolved).when(resolve, text="eight is right").refused("was resolved on")
    given(raised, resolved).when(resolve, text="seven is right").nothing_happens()
