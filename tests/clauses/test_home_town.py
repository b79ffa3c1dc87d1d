"""The 2021 scheme: first call at home, then any town in need."""

from build import DAY, centre, clinic, county, findings, graduate, plan, policy, service, wishes

from planner.domain import Instance, Lock
from planner.finding import Status
from planner.season import centre_by_person, plan_season

M25 = ("mentougou-2025",)
M21 = ("mentougou-2021", "mentougou-2025")


def fifth_and_half(home: str = "X镇") -> Instance:
    """Rates X 1/5 and Y 1/2; one graduate."""
    x, in_x = service("X", 5, 5, 1)
    y, in_y = service("Y", 2, 2, 1)
    graduated = graduate("G1", home_town=home, graduated_on=DAY)
    return county([centre("X"), centre("Y")], [*x, *y], [*in_x, *in_y, graduated])


def test_MTG21_A1_1_b_home_comes_first_in_2021_and_the_rate_in_2025():
    assert centre_by_person(fifth_and_half(), policy(*M21)) == {"G1": "X"}
    assert centre_by_person(fifth_and_half(), policy(*M25)) == {"G1": "Y"}
    row = findings(fifth_and_half(), policy(*M21), plan(G1="Y"))["MTG21-A1.1-b"][0]
    assert "毕业生G1" in row.message.zh
    assert "中心X" in row.message.zh


def taken_at_home() -> Instance:
    """One post at X, wanted by a better graduate of another town; Y has one too."""
    people = [
        graduate("G1", 60, home_town="X镇", graduated_on=DAY),
        graduate("G2", 90, home_town="Z镇", graduated_on=DAY),
    ]
    return county([centre("X"), centre("Y")], [clinic("x", "X"), clinic("y", "Y")], people, wishes(G1="Y", G2="X"))


def test_MTG21_A1_1_b_who_is_at_home_precedes_a_better_grade_from_elsewhere():
    made = plan_season(taken_at_home(), policy(*M21)).plan
    assert {p.person_id: p.centre_id for p in made.placements} == {"G1": "X", "G2": "Y"}
    assert findings(taken_at_home(), policy(*M21), made) == {}
    rows = findings(taken_at_home(), policy(*M21), plan(G1="Y/y", G2="X/x"))["MTG21-A1.1-b"]
    assert any("毕业生G2" in f.message.zh and "毕业生G1" in f.message.zh for f in rows)
    assert any("毕业生G2" in f.message.en and "X镇" in f.message.en for f in rows)


def test_MTG21_A1_1_b_with_fewer_posts_at_home_than_graduates_the_grade_decides():
    people = [graduate(f"G{n}", score, home_town="X镇", graduated_on=DAY) for n, score in ((1, 70), (2, 80))]
    instance = county([centre("X"), centre("Y")], [clinic("x", "X"), clinic("y", "Y")], people)
    assert centre_by_person(instance, policy(*M21)) == {"G2": "X", "G1": "Y"}
    assert findings(instance, policy(*M21), plan(G1="X/x", G2="Y/y"))


def test_MTG21_A1_1_b_a_post_at_home_held_by_a_locked_decision_is_no_fault():
    instance = taken_at_home()
    lock = Lock(person_id="G2", site_id="x", why="已签协议")
    locked = county(instance.centres, instance.sites, instance.people, instance.wishes, locks=(lock,))
    made = plan_season(locked, policy(*M21)).plan
    assert {p.person_id: p.centre_id for p in made.placements} == {"G1": "Y", "G2": "X"}
    assert findings(locked, policy(*M21), made) == {}


def test_MTG21_A1_1_b_someone_who_accepts_no_other_and_did_not_list_home_is_not_called_there():
    people = [
        graduate("G1", 60, home_town="X镇", graduated_on=DAY, accepts_adjustment=False),
        graduate("G2", 90, home_town="Z镇", graduated_on=DAY),
    ]
    sites = [clinic("x", "X"), clinic("y", "Y")]
    instance = county([centre("X"), centre("Y")], sites, people, wishes(G1="Y", G2="X"))
    made = plan_season(instance, policy(*M21)).plan
    assert {p.person_id: p.centre_id for p in made.placements} == {"G1": "Y", "G2": "X"}
    assert findings(instance, policy(*M21), made) == {}


def away(listed: str = "Y") -> Instance:
    """The home town Z has no post, X and Y have one each."""
    sites = [clinic("x", "X"), clinic("y", "Y"), clinic("z", "Z", 0)]
    graduated = graduate("G1", home_town="Z镇", graduated_on=DAY)
    return county([centre(c) for c in "XYZ"], sites, [graduated], wishes(G1=listed))


def test_MTG21_A1_1_c_without_a_post_at_home_she_goes_where_one_is_by_her_wish():
    assert centre_by_person(away("Y"), policy(*M21)) == {"G1": "Y"}
    assert centre_by_person(away("X"), policy(*M21)) == {"G1": "X"}
    assert centre_by_person(away("Z Y X"), policy(*M21)) == {"G1": "Y"}


def test_MTG21_A1_1_c_the_check_finds_someone_left_out_while_a_town_is_in_need():
    row = findings(away(), policy(*M21), plan(G1=""))["MTG21-A1.1-c"][0]
    assert "毕业生G1" in row.message.zh
    assert "毕业生G1" in row.message.en
    assert findings(away(), policy(*M21), plan(G1="Y/y")) == {}


def test_MTG21_A1_1_c_a_declaration_of_none_is_no_need():
    rules = policy(*M21, MTG21_A1_1_a={"declared_posts": {"X镇": 0}})
    assert centre_by_person(away("X"), rules) == {"G1": "Y"}
    assert findings(away("X"), rules, plan(G1="X/x"))
    assert findings(away("X"), rules, plan(G1="Y/y"), Status.VIOLATED) == {}
