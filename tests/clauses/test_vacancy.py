"""Vacancies: what is a gap, what a town declares, and that gaps are filled before anything else."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from build import DAY, centre, clinic, county, doctor, findings, graduate, plan, policy, staffed

from planner.auditing.count import count
from planner.domain import Instance, Lock, Plan, Role, SiteKind
from planner.faces.seats import Tally
from planner.finding import Status
from planner.policy import Policy
from planner.season import centre_by_person, plan_season
from planner.stages.demand import demand
from planner.stages.supply import staffing_on
from planner.stages.tally import tallies

M25 = ("mentougou-2025",)
M21 = ("mentougou-2021", "mentougou-2025")


def tallied(instance: Instance, rules: Policy, code: str = "X") -> Tally:
    """A centre's tally by the planner, which must be the auditor's."""
    staffing = staffing_on(instance.placement_date, instance, rules)
    made = tallies(instance, rules, demand(instance, rules), staffing)[code]
    counted = count(instance, rules, Plan())
    assert counted.tallies(counted.on(instance.placement_date))[code] == made
    return made


def one_each(graduates: int) -> Instance:
    """X and Y have one vacancy each, Z none."""
    x, _ = staffed("x", "X", 1, 1)
    y, _ = staffed("y", "Y", 1, 1)
    z, in_z = staffed("z", "Z", 1, 0)
    people = [*in_z, *(graduate(f"G{n}", 90 - n) for n in range(graduates))]
    return county([centre("X"), centre("Y"), centre("Z")], [x, y, z], people)


@pytest.mark.parametrize(
    ("graduates", "counts", "unplaced"),
    [(1, {"X": 1}, 0), (2, {"X": 1, "Y": 1}, 0), (3, {"X": 1, "Y": 1}, 1)],
)
def test_MTG25_1_a_gaps_are_filled_and_a_surplus_is_left_unplaced(graduates, counts, unplaced):
    placements = plan_season(one_each(graduates), policy(*M25)).plan.placements
    assert Counter(p.centre_id for p in placements if p.centre_id) == counts
    assert sum(p.centre_id is None for p in placements) == unplaced


def test_MTG25_1_a_the_check_finds_a_graduate_sent_to_a_centre_without_a_vacancy():
    found = findings(one_each(2), policy(*M25), plan(G0="X/x", G1="Z/z"))
    assert "MTG25-1-a" in found
    assert any("毕业生G1" in f.message.zh for f in found["MTG25-1-a"])
    assert any("中心Z" in f.message.en for f in found["MTG25-1-a"])


@pytest.mark.parametrize(("newcomers", "over"), [(1, False), (2, True)])
def test_MTG25_1_a_the_check_finds_a_clinic_above_its_posts(newcomers, over):
    """The centre has room for two; only the clinic is overfull."""
    sites = [clinic("a", "A", 1), clinic("b", "A", 1)]
    instance = county([centre("A")], sites, [graduate("G1"), graduate("G2")])
    made = plan(G1="A/a", G2="A/a" if newcomers == 2 else "A/b")
    assert ("MTG25-1-a" in findings(instance, policy(*M25), made)) is over


def test_MTG25_1_a_a_post_promised_to_someone_who_starts_later_is_not_open():
    sites = [clinic("a", "A", 1), clinic("b", "A", 1)]
    instance = county([centre("A")], sites, [doctor("D", "a", since=date(2025, 9, 1)), graduate("G1")])
    assert plan_season(instance, policy(*M25)).plan.placement["G1"].site_id == "b"
    assert "MTG25-1-a" in findings(instance, policy(*M25), plan(G1="A/a"))


def test_MTG25_1_a_above_the_posts_by_option_only_after_every_gap_and_within_the_cap():
    instance = one_each(5)
    rules = policy(*M25, "xixian-2021", MTG25_1_a={"allow_placement_above_posts": "yes"})
    counts = Counter(p.centre_id for p in plan_season(instance, rules).plan.placements)
    assert counts["X"] >= 1
    assert counts["Y"] >= 1
    assert sum(counts.values()) == 5
    assert None not in counts
    before_the_gap = plan(G0="X/x", G1="X/x", G2="Z/z", G3="Z/z", G4="Z/z")
    assert "MTG25-1-a" in findings(instance, rules, before_the_gap)


def test_MTG25_1_a_a_locked_decision_above_the_posts_stands_as_an_exception():
    instance = county(
        [centre("A")], [clinic("a", "A", 0)], [graduate("G1")], locks=(Lock(person_id="G1", site_id="a", why="特批"),)
    )
    assert findings(instance, policy(*M25), plan(G1="A/a")) == {}
    row = findings(instance, policy(*M25), plan(G1="A/a"), Status.WAIVED)["MTG25-1-a"][0]
    assert "特批" in row.message.zh


@pytest.mark.parametrize("where", ["locked elsewhere", "not locked"])
def test_MTG25_1_a_only_whoever_is_locked_there_is_excused(where):
    sites = [clinic("a", "A", 1), clinic("b", "A", 1)]
    at = "b" if where == "locked elsewhere" else "a"
    lock = Lock(person_id="G1", site_id=at, why="特批")
    instance = county([centre("A")], sites, [graduate("G1"), graduate("G2")], locks=(lock,))
    assert "MTG25-1-a" in findings(instance, policy(*M25), plan(G1="A/a", G2="A/a"))


def mixed(*, covered: bool = False) -> Instance:
    """Three integrated clinics with 4 posts, 1 vacant; two that are not, with 2 posts, both vacant."""
    a, in_a = staffed("a", "X", 2, 0)
    b, in_b = staffed("b", "X", 1, 0)
    c, _ = staffed("c", "X", 1, 1)
    others = [clinic("d", "X", integrated=False), clinic("e", "X", integrated=False)]
    people = [*in_a, *in_b, *([doctor("R", "c", role=Role.SECONDED)] if covered else [])]
    return county([centre("X")], [a, b, c, *others], people)


def test_MTG25_2_1_b_the_rate_counts_integrated_clinics_only():
    counted = tallied(mixed(), policy(*M25))
    assert (counted.short, counted.of, counted.clinics) == (1, 4, 3)
    everything = tallied(mixed(), policy(*M25, MTG25_2_1_b={"vacancy_scope": "all_clinics"}))
    assert (everything.short, everything.of, everything.clinics) == (3, 6, 5)


@pytest.mark.parametrize(("cover", "short"), [("no", 1), ("yes", 0)])
def test_MTG25_2_1_b_a_rotating_doctor_fills_a_post_only_by_option(cover, short):
    counted = tallied(mixed(covered=True), policy(*M25, MTG25_2_1_b={"cover_staff_fill_posts": cover}))
    assert Fraction(counted.short, counted.of) == Fraction(short, 4)


def test_MTG25_2_1_b_the_basis_may_be_clinics_without_a_doctor():
    counted = tallied(mixed(), policy(*M25, MTG25_2_1_b={"vacancy_basis": "unstaffed_clinics"}))
    assert (counted.short, counted.of) == (1, 3)


def test_MTG25_2_1_b_a_surplus_at_one_clinic_fills_no_gap_at_another():
    a, _ = staffed("a", "X", 1, 1)
    b, in_b = staffed("b", "X", 1, 0)
    counted = tallied(county([centre("X")], [a, b], [*in_b, doctor("D2", "b")]), policy(*M25))
    assert (counted.vacant, counted.posts, counted.room) == (1, 2, 1)


@pytest.mark.parametrize(("since", "clinics"), [(date(2025, 6, 30), 1), (DAY, 1), (date(2025, 7, 2), 0)])
def test_MTG25_2_1_b_a_clinic_counts_from_the_day_of_its_integration(since, clinics):
    instance = county([centre("X")], [clinic("a", "X", integrated_from=since)])
    assert tallied(instance, policy(*M25)).clinics == clinics


def test_MTG25_2_1_b_a_service_station_is_not_counted():
    instance = county([centre("X")], [clinic("a", "X"), clinic("s", "X", 3, kind=SiteKind.STATION)])
    assert tallied(instance, policy(*M25)).posts == 1


def test_MTG25_2_1_b_the_check_finds_someone_at_a_clinic_outside_the_count():
    instance = mixed()
    instance = county(instance.centres, instance.sites, [*instance.people, graduate("G1")])
    row = findings(instance, policy(*M25), plan(G1="X/d"))["MTG25-2.1-b"][0]
    assert "毕业生G1" in row.message.zh
    assert "d村卫生室" in row.message.en


def two_vacant(towns: tuple[str, ...] = ("西镇",)) -> Instance:
    """Centres with two vacancies each, and two graduates of other towns."""
    codes = [f"X{n}" for n in range(len(towns))]
    centres = [centre(c, town) for c, town in zip(codes, towns, strict=True)]
    sites = [clinic(f"{c}a", c, 2) for c in codes]
    return county(centres, sites, [graduate("G1", graduated_on=DAY), graduate("G2", 70, graduated_on=DAY)])


@pytest.mark.parametrize(
    ("declared", "placed"), [({}, 2), ({"西镇": 0}, 0), ({"西镇": 1}, 1), ({"X0": 1}, 1), ({"西镇": 3}, 2)]
)
def test_MTG21_A1_1_a_only_declared_posts_are_filled(declared, placed):
    rules = policy(*M21, MTG21_A1_1_a={"declared_posts": declared})
    made = plan_season(two_vacant(), rules).plan
    assert sum(p.centre_id is not None for p in made.placements) == placed
    assert findings(two_vacant(), rules, made) == {}


def test_MTG21_A1_1_a_the_check_finds_more_people_than_declared_posts():
    rules = policy(*M21, MTG21_A1_1_a={"declared_posts": {"西镇": 1}})
    row = findings(two_vacant(), rules, plan(G1="X0/X0a", G2="X0/X0a"))["MTG21-A1.1-a"][0]
    assert (row.actual, row.limit) == ("2", "<=1")
    assert "中心X0" in row.message.zh


def test_MTG21_A1_1_a_a_town_with_two_centres_declares_once_for_both():
    rules = policy(*M21, MTG21_A1_1_a={"declared_posts": {"西镇": 1}})
    assert len(centre_by_person(two_vacant(("西镇", "西镇")), rules)) == 1


def test_MTG21_A1_1_a_clinics_not_integrated_are_declared_too():
    instance = county([centre("X")], [clinic("a", "X", integrated=False)], [graduate("G1", graduated_on=DAY)])
    made = plan_season(instance, policy(*M21)).plan
    assert made.placement["G1"].site_id == "a"
    assert findings(instance, policy(*M21), made) == {}
