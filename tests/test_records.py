"""What is on record about one person under one clause is found without looking through everyone's records."""

from datetime import date

from planner.domain import Instance, Record


def test_records_about_a_person_are_those_of_the_clause_that_name_her_oldest_first() -> None:
    late = Record(clause="A", day=date(2025, 3, 1), person_id="p")
    early = Record(clause="A", day=date(2024, 3, 1), person_id="p")
    others = (
        Record(clause="A", day=date(2025, 1, 1), person_id="q"),
        Record(clause="B", day=date(2025, 1, 1), person_id="p"),
        Record(clause="A", day=date(2025, 1, 1), site_id="p"),
    )
    instance = Instance(placement_date=date(2025, 7, 1), records=(late, *others, early))
    assert instance.records_about["A", "p"] == (early, late)
    assert ("B", "q") not in instance.records_about
    assert sum(map(len, instance.records_about.values())) == 4, "a record of a clinic is about nobody"
