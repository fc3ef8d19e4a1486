"""What is left out of what is published; when inspection items came to their end."""

from datetime import date

from office import Office, only

from ledger.records import inspection_items, withholdings


def test_a_withholding_is_told_with_why_it_began_and_ended(tmp_path):
    office = Office(tmp_path / "l.db")
    office.say("2018-02-01", withholdings.withhold, "W-2018-001", of="A-2018-001", reason="names")
    office.say("2018-02-01", withholdings.withhold, "W-2018-002", of="A-2018-002", reason="costs")
    office.say("2018-02-20", withholdings.end, "W-2018-001", reason="over")
    columns = "ref", "withheld", "status", "withheld_on", "why_withheld", "ended_on", "why_ended"
    first = "2018-02-01"
    began = date.fromisoformat(first)
    other = ("W-2018-002", "A-2018-002", "withheld", began, "costs", None, None)
    ended = ("W-2018-001", "A-2018-001", "ended", began, "names", date(2018, 2, 20), "over")
    assert only(office.ask("withholdings", "2018-02-20"), *columns) == [other, ended]
    assert len(office.ask("withholdings", "2018-02-19")) == 2
    assert {row["status"] for row in office.ask("withholdings", "2018-02-19")} == {"withheld"}
    office.close()


def test_an_item_has_its_end_only_while_it_is_over(tmp_path):
    from projections import Projections

    office = Office(tmp_path / "l.db")
    for ref in ("EFF17/AFI1", "EFF17/AFI2"):
        facts = {"title": "Improve"}
        office.say("2018-01-01", inspection_items.issue, ref, **facts)
    office.say("2018-02-01", inspection_items.reject, "EFF17/AFI1", reason="not ours")
    with Projections(office.ledger) as now:
        _, rows = now.state("items_ended", as_of=date(2018, 2, 1))
        assert rows == [("EFF17/AFI1", "rejected", date(2018, 2, 1))]
        assert now.state("items_ended", as_of=date(2018, 1, 31))[1] == []
    office.close()
