"""The office whose ledger it is: its name on a day."""

from datetime import date

from given import given, state_after
from office import Office

from ledger.records.offices import LONGEST, OFFICE, OfficeNamed, name, name_on

old, new = OfficeNamed(title="West Mercia PCC"), OfficeNamed(title="West Mercia Mayor")


def test_an_office_is_named_and_named_again():
    given().when(name, title=" West Mercia PCC ").then(old)
    given(old).when(name, title="West Mercia Mayor").then(new)
    assert state_after(old, new).title == "West Mercia Mayor"


def test_an_office_needs_a_name_that_fits_a_heading():
    given().when(name, title=" ").refused("needs a name")
    given().when(name, title="W" * (LONGEST + 1)).refused("at most 120 characters; that has 121")


def test_the_same_name_is_not_written_twice():
    given(old).when(name, title="West Mercia PCC").nothing_happens()
    given(old, new, old).when(name, title="West Mercia PCC").nothing_happens()


def test_a_paper_has_the_name_of_its_day_and_before_the_first_that(tmp_path):
    office = Office(tmp_path / "office.ledger")
    assert name_on(office.ledger, date(2018, 1, 1)) == ""
    office.say("2017-05-01", name, OFFICE, title="West Mercia PCC")
    (last,) = office.say("2018-01-01", name, OFFICE, title="West Mercia Mayor")
    days = (date(2016, 1, 1), date(2017, 5, 1), date(2017, 12, 31), date(2018, 1, 1))
    said = [name_on(office.ledger, on) for on in days]
    assert said == ["West Mercia PCC"] * 3 + ["West Mercia Mayor"]
    office.retract(last.position)
    assert name_on(office.ledger, days[-1]) == "West Mercia PCC"
