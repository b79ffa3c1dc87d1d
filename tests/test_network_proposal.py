"""A network is proposed under the law in force, told, drawn, and written as a what-if to be planned on."""

import csv
import itertools
import json
import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from build import DAY, centre, clinic, county, doctor, plan, policy
from click.testing import CliRunner

from planner.auditing import audit
from planner.cli import main
from planner.domain import Instance, Lock, Site, SiteKind, Village, Waiver
from planner.finding import Status
from planner.policy import Policy
from planner.report.network_map import draw
from planner.run import solve
from planner.scenario import load
from planner.stages.demand import demand
from planner.stages.network import Freedom, Proposal, propose
from planner.text import plain

ROOT = Path(__file__).parents[1]
MENTOUGOU = ROOT / "scenarios" / "mentougou-2025"
JZ, REFORM, XX = "jiaozuo-2022", "mentougou-reform", "xixian-2021"
DEGREE_KM = 111.195
ALL = Freedom(regroup=True)


def at(km: float) -> dict[str, float]:
    return {"lon": 116.0, "lat": 40.0 + km / DEGREE_KM}


def village(code: str, km: float, people: int = 500, site: str | None = None, **more: object) -> Village:
    facts = {"town": "A镇", **at(km), **more}
    return Village(id=code, name=f"{code}村", population=people, site_id=site, **facts)  # type: ignore[arg-type]


def network(villages: Sequence[Village], sites: Sequence[Site] = (), **more: object) -> Instance:
    held = sites or [clinic("s", "A", kind=SiteKind.STATION, **at(50))]
    return county([centre("A")], held, villages=tuple(sorted(villages, key=lambda v: v.id)), **more)


def proposed(instance: Instance, rules: Policy, freedom: Freedom = ALL) -> Proposal:
    found = propose(instance, rules, freedom)
    assert found.proven
    return found


def served(proposal: Proposal) -> dict[str, tuple[str | None, str]]:
    return {code: service[:2] for code, service in proposal.after.items()}


def goal(proposal: Proposal, name: str) -> int:
    return next(score.value for score in proposal.scores if score.goal == name)


# Who is decided for, and how


def test_a_village_without_a_clinic_gets_one_of_its_own_where_nothing_stands():
    found = proposed(network([village("A", 0), village("B", 9)]), policy(REFORM), Freedom())
    assert served(found) == {"A": ("NA", "own"), "B": ("NB", "own")}
    assert [s.name for s in found.opened] == ["A村卫生室（拟设）", "B村卫生室（拟设）"]
    assert goal(found, "uncovered") == 0 and goal(found, "changes") == 2


def test_a_clinic_that_no_village_names_serves_the_village_it_stands_in():
    found = proposed(network([village("A", 0), village("B", 9)], [clinic("a", "A", **at(0.4))]), policy(XX), Freedom())
    assert served(found) == {"A": ("a", "own"), "B": ("NB", "own")}


@pytest.mark.parametrize(("people", "km", "covered"), [(799, 2.9, True), (800, 2.9, False), (799, 3.1, False)])
def test_where_no_clinic_may_open_only_who_may_share_is_covered(people, km, covered):
    instance = network([village("A", 0, 900, "a"), village("B", km, people)], [clinic("a", "A", **at(0))])
    found = proposed(instance, policy(XX), Freedom(opening=False))
    assert served(found)["B"] == (("a", "shared") if covered else (None, "nobody"))
    assert goal(found, "uncovered") == (not covered)
    assert goal(found, "residents") == (0 if covered else people)
    assert found.after["B"].clause == ("XX21-3.1.1-b" if covered else "")


def test_villages_that_have_a_clinic_keep_it_unless_all_are_regrouped():
    villages = [village("A", 0, 500, "a"), village("B", 2, 500, "a")]
    instance = network(villages, [clinic("a", "A", **at(0))])
    kept = proposed(instance, policy(XX), Freedom())
    assert not kept.changed and not kept.opened and not kept.free
    again = proposed(instance, policy(XX))
    assert served(again) == {"A": ("a", "own"), "B": ("NB", "own")}
    assert [v.id for v in again.changed] == ["B"] and not again.farther


def test_always_merging_joins_every_village_that_may_share_and_no_other():
    villages = [
        village("A", 0, 900, "a"),
        village("B", 2, 500, "b"),
        village("C", 4, 600, "c"),
        village("D", 20, 100, "d"),
    ]
    instance = network(villages, [clinic(v.site_id or "", "A", lon=v.lon, lat=v.lat) for v in villages])
    found = proposed(instance, policy(XX, XX21_3_1_1_b={"merge": "always"}))
    assert served(found) == {"A": ("a", "own"), "B": ("c", "shared"), "C": ("c", "own"), "D": ("d", "own")}
    assert found.closed == ("b",) and [v.id for v in found.farther] == ["B"]
    assert found.before["B"].minutes == 0 and found.after["B"].minutes == 9
    assert not proposed(instance, policy(XX)).changed


def test_MTGR_4_d_of_two_mergers_with_as_many_clinics_the_one_with_less_travel_is_chosen():
    villages = [village("A", 0, 900, "a"), village("B", 3.2, 900, "b"), village("V", 2, 300, "v")]
    instance = network(villages, [clinic(v.site_id or "", "A", lon=v.lon, lat=v.lat) for v in villages])
    found = proposed(instance, policy(REFORM, MTGR_4_b={"near_km": 3, "merge": "always"}))
    assert served(found)["V"] == ("b", "shared") and len(found.closed) == 1


def test_the_goals_and_their_order_are_the_pack_s():
    villages = [village("A", 0, 500, "a"), village("B", 2, 500, "b")]
    instance = network(villages, [clinic("a", "A", **at(0)), clinic("b", "A", **at(2))])
    near = {"MTGR_4_b": {"near_km": 3}}
    fewest = {"MTGR_4_d": {"network_goals": ["uncovered", "clinics", "travel"]}}
    assert not proposed(instance, policy(REFORM, **near)).closed
    assert len(proposed(instance, policy(REFORM, **near, **fewest)).closed) == 1


def test_until_a_distance_is_given_the_draft_lets_nobody_share():
    instance = network([village("A", 0, 900, "a"), village("B", 1, 100)], [clinic("a", "A", **at(0))])
    assert served(proposed(instance, policy(REFORM), Freedom(opening=False)))["B"] == (None, "nobody")


def test_the_seat_a_razed_village_one_turned_urban_and_a_remote_one_need_no_clinic():
    villages = [
        village("A", 0, 900, "a"),
        village("R", 30, 100, remote_mode="定期巡诊"),
        village("S", 9, 900, township_seat=True),
        village("U", 12, 900, "u", urbanised=True),
    ]
    sites = [clinic("a", "A", **at(0)), clinic("u", "A", **at(12)), clinic("s", "A", kind=SiteKind.STATION, **at(13))]
    found = proposed(network(villages, sites), policy(XX))
    assert served(found)["S"] == (None, "instead") and found.after["S"].clause == "XX21-3.1.1-c"
    assert served(found)["U"] == ("s", "instead") and found.closed == ("u",)
    trusted = proposed(network(villages, sites), policy(JZ))
    assert served(trusted)["R"] == (None, "instead") and trusted.after["R"].minutes is None
    razed = network([village("A", 0, 900, "a"), village("D", 5, 900, "d", demolition=True)], [
        clinic("a", "A", **at(0)), clinic("d", "A", **at(5)),
    ])  # fmt: skip
    gone = proposed(razed, policy(REFORM))
    assert served(gone)["D"] == (None, "instead") and gone.closed == ("d",)
    assert gone.after["D"].clause == "MTGR-4-e"


def test_a_clinic_that_a_decision_names_or_another_town_uses_stays():
    def merged(**more):
        villages = [village("A", 0, 900, "a"), village("B", 2, 500, "b"), *more.pop("others", ())]
        instance = network(villages, [clinic("a", "A", **at(0)), clinic("b", "A", **at(2))], **more)
        return proposed(instance, policy(XX, XX21_3_1_1_b={"merge": "always"}))

    assert merged().closed == ("b",)
    assert merged(people=(doctor("D", "b"),), locks=(Lock(person_id="D", site_id="b"),)).closed == ()
    assert merged(others=[village("Z", 3, 100, "b", town="B镇")]).closed == ()


def _excused(clause: str, **whom: str) -> tuple[Waiver, ...]:
    return (Waiver(clause=clause, why="测试", **whom),)  # type: ignore[arg-type]


@pytest.mark.parametrize(("pack", "clause"), [(REFORM, "MTGR-4-a"), (XX, "XX21-3.1.1-a")])
def test_a_village_excused_in_principle_gets_no_clinic_and_may_use_any_of_its_town(pack, clause):
    villages = [village("A", 0, 900, "a"), village("B", 20, 900)]
    instance = network(villages, [clinic("a", "A", **at(0))])
    assert served(proposed(instance, policy(pack)))["B"] == ("NB", "own")
    excused = replace(instance, waivers=_excused(clause, village_id="B"))
    found = proposed(excused, policy(pack), Freedom())
    assert served(found)["B"] == ("a", "shared") and found.after["B"].clause == clause and not found.opened
    assert not found.unfounded and goal(found, "uncovered") == 0
    assert not _uncovered(_with(excused, ["a", "a"]), policy(pack))
    over = replace(excused, waivers=(replace(excused.waivers[0], until=DAY - timedelta(days=1)),))
    assert served(proposed(over, policy(pack)))["B"] == ("NB", "own"), "a waiver that has run out excuses nobody"


def test_an_excused_village_that_no_clinic_of_its_town_can_serve_stays_bare_under_its_waiver():
    excused = network([village("B", 20, 900)], waivers=_excused("XX21-3.1.1-a", village_id="B"))
    assert proposed(excused, policy(XX)).after["B"] == (None, "nobody", None, "XX21-3.1.1-a")


def test_a_clinic_with_a_waiver_may_be_shared_by_a_large_village_far_off_and_no_other_clinic_may():
    villages = [village("A", 0, 900, "a"), village("B", 20, 900), village("C", 21, 900, "c")]
    instance = network(villages, [clinic("a", "A", **at(0)), clinic("c", "A", **at(21))])
    excused = replace(instance, waivers=_excused("XX21-3.1.1-a", site_id="a"))
    found = proposed(excused, policy(XX), Freedom(opening=False))
    assert served(found)["B"] == ("a", "shared")
    assert served(proposed(instance, policy(XX), Freedom(opening=False)))["B"] == (None, "nobody")


def test_a_waiver_alone_makes_no_village_join_another_where_merging_is_the_rule():
    villages = [village("A", 0, 900, "a"), village("B", 20, 900, "b")]
    instance = network(villages, [clinic("a", "A", **at(0)), clinic("b", "A", **at(20))])
    excused = replace(instance, waivers=_excused("XX21-3.1.1-a", village_id="B"))
    assert not proposed(excused, policy(XX, XX21_3_1_1_b={"merge": "always"})).changed


def test_a_proposal_breaks_no_clause_of_the_network_wherever_everybody_is_covered():
    loaded = load(MENTOUGOU)
    rules = policy("mentougou-2025", REFORM, MTGR_4_b={"near_km": 3, "merge": "always"})
    blank = replace(loaded.instance, villages=tuple(replace(v, site_id=None) for v in loaded.instance.villages))
    for instance, freedom in [(loaded.instance, ALL), (blank, Freedom())]:
        found = proposed(instance, rules, freedom)
        assert goal(found, "uncovered") == 0 and len(found.closed) == 53
        sites = [s for s in (*instance.sites, *found.opened) if s.id not in found.closed]
        villages = [replace(v, site_id=found.after[v.id].site_id) for v in instance.villages]
        people = [p for p in instance.people if p.site_id not in found.closed]
        then = replace(
            instance,
            sites=tuple(sorted(sites, key=lambda s: s.id)),
            villages=tuple(villages),
            people=tuple(people),
            wishes=(),
        )
        rows = audit(then, rules, plan())
        assert {f.status for f in rows if f.clause.startswith(("MTGR-1-", "MTGR-4-"))} <= {Status.MET, Status.UNCHECKED}


OF_THE_NETWORK = ("JZ22-4.1-a", "JZ22-4.1-c", "MTGR-4-a", "MTGR-4-e", "XX21-3.1.1-a", "XX21-4.1-c")


def _few_villages(chance: random.Random) -> Instance:
    """Two or three villages, some with a clinic, some excepted in one way or another; and perhaps a station."""
    villages, sites = [], []
    for code in "ABC"[: chance.randint(2, 3)]:
        km = chance.choice([0, 1, 2, 4, 8]) + 0.1 * len(villages)
        except_for = chance.choice([{}, {}, {"township_seat": True}, {"urbanised": True}, {"demolition": True}])
        villages.append(village(code, km, chance.choice([500, 799, 800]), **except_for))
        if chance.random() < 0.7:
            sites.append(clinic(code.lower(), "A", **at(km)))
    if chance.random() < 0.5 or not sites:
        sites.append(clinic("s", "A", kind=SiteKind.STATION, **at(3)))
    return network(villages, sites)


def _with(instance: Instance, places: Sequence[str | None]) -> Instance:
    """The villages served so, and only the clinics that then serve somebody."""
    villages = tuple(replace(v, site_id=place) for v, place in zip(instance.villages, places, strict=True))
    sites = tuple(s for s in instance.sites if s.id in places or s.kind is SiteKind.STATION)
    return replace(instance, villages=villages, sites=sites)


def _uncovered(instance: Instance, rules: Policy) -> set[str]:
    """Villages of which the audit finds that they are not served as the law asks."""
    rows = audit(instance, rules, plan())
    return {f.subject for f in rows if f.clause in OF_THE_NETWORK and f.status is Status.VIOLATED}


@pytest.mark.parametrize("pack", [JZ, REFORM, XX])
def test_everybody_can_be_covered_exactly_where_some_network_passes_the_audit(pack):
    """Every way of serving two or three villages by what stands, judged by the audit alone."""
    chance = random.Random(5)
    rules = policy(pack, **({"MTGR_4_b": {"near_km": 3}} if pack == REFORM else {}))
    seen = set()
    for _ in range(25):
        instance = _few_villages(chance)
        codes = [s.id for s in instance.sites]
        village_of = {v.id.lower(): n for n, v in enumerate(instance.villages)}
        every = itertools.product([None, *codes], repeat=len(instance.villages))
        # A clinic stands in its village: one that serves others serves that as well.
        own = (p for p in every if all(code not in p or p[n] == code for code, n in village_of.items()))
        clean = any(any(p) and not _uncovered(_with(instance, p), rules) for p in own)
        found = proposed(instance, rules, Freedom(opening=False))
        places = [found.after[v.id].site_id for v in instance.villages]
        if any(places):
            assert clean == (goal(found, "uncovered") == 0)
            bare = {code for code, service in found.after.items() if service.how == "nobody"}
            assert _uncovered(_with(instance, places), rules) == bare
            seen.add(clean)
    assert seen == {True, False}


# What is handed in


def run(*words: str, ends: int = 0) -> str:
    result = CliRunner().invoke(main, ["network", *words])
    assert result.exit_code == ends, result.output
    return result.output


@pytest.fixture
def scenario(tmp_path):
    return shutil.copytree(MENTOUGOU, tmp_path / "county")


def test_a_village_whose_clinic_belongs_to_another_town_or_that_has_no_town_keeps_it():
    villages = [village("A", 0, 500, "a", town=""), village("B", 2, 500, "b"), village("C", 40, 500, town="")]
    found = proposed(network(villages, [clinic("a", "A", **at(0)), clinic("b", "A", **at(2))]), policy(XX))
    assert served(found) == {"A": ("a", "own"), "B": ("b", "own"), "C": (None, "nobody")}
    assert not found.closed and "A" not in found.free


def test_a_service_that_no_clause_allows_is_left_and_named():
    sites = [clinic("a", "A", **at(0)), clinic("s", "A", kind=SiteKind.STATION, **at(9))]
    villages = [village("A", 0, 900, "a"), village("B", 2, 900, "a"), village("S", 9, 900, "s")]
    kept = proposed(network(villages, sites), policy(XX), Freedom())
    assert [v.id for v in kept.unfounded] == ["B", "S"]
    lawful = [village("A", 0, 900, "a"), village("B", 2, 799, "a"), village("S", 9, 900, "s", urbanised=True)]
    assert proposed(network(lawful, sites), policy(XX), Freedom()).unfounded == ()


def test_the_key_of_the_map_stays_on_the_sheet_however_much_it_names():
    villages = [
        village("A", 0, 900, "a"), village("B", 2, 300, "b"), village("C", 20, 300, township_seat=True),
        village("D", 25, 300, town="镇外", lon=116.3), village("E", 30, 900, "e"),
        village("F", 9, 900, "s", urbanised=True),
    ]  # fmt: skip
    sites = [clinic(c, "A", **at(km)) for c, km in (("a", 0), ("b", 2), ("e", 30))]
    sites.append(clinic("s", "A", kind=SiteKind.STATION, **at(9)))
    instance = network([*villages, village("G", 35, 900)], sites)
    found = proposed(instance, policy(XX, XX21_3_1_1_b={"merge": "always"}))
    figure = draw(found, plain("x"), "en")
    assert figure is not None
    drawer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    texts = [t for axes in figure.axes for t in axes.texts]
    assert {t.get_text() for t in texts} >= {"village not covered", "centre", "changed"}
    assert max(t.get_window_extent(drawer).x1 for t in texts) <= figure.bbox.x1


def test_the_command_says_what_merging_saves_and_who_travels_farther(scenario):
    told = run(str(scenario), "--regroup", "--merge", "always", "--near", "3", "--lang", "en")
    assert "clinics 150 → 97 (0 opened, 53 closed)" in told
    assert "63 of them travel farther" in told and "under MTGR-4-b" in told
    assert "borrowed from XX21-3.1.1-b" in told
    assert "(proven best)" in told and "not proven" not in told


def test_with_everything_entered_the_command_says_so_and_changes_nothing(scenario):
    told = run(str(scenario), "--lang", "en")
    assert "all 178 villages" in told and "clinics 150 → 150" in told
    assert "near_km of MTGR-4-b is not given yet" in told
    assert "not given yet, and" not in run(str(scenario), "--near", "3", "--lang", "en")


def test_without_a_clause_that_lets_villages_share_the_options_are_told_to_do_nothing(scenario):
    path = scenario / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("mentougou-reform", "jiaozuo-2022"), encoding="utf-8")
    assert "--merge and --near change nothing" in run(str(scenario), "--near", "3", "--lang", "en")


def test_the_folder_holds_maps_tables_and_the_what_if(scenario, tmp_path):
    out = tmp_path / "out"
    run(str(scenario), "--regroup", "--merge", "always", "--near", "3", "--out", str(out))
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert told["files"] == [
        "network.png", "network.svg", "network.xlsx", "tables/clinics.csv", "tables/goals.csv", "tables/villages.csv",
        "variant.yaml",
    ]  # fmt: skip
    assert told["notes"] == []
    with (out / "tables" / "villages.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 65 and {row["clause"] for row in rows} == {"MTGR-4-b"}
    assert all(row["minutes_before"] and row["minutes_after"] for row in rows)
    run(str(scenario), "--out", str(out))
    (out / "manifest.json").write_text("{}", encoding="utf-8")
    run(str(scenario), "--out", str(out), ends=2)


def test_without_coordinates_a_network_is_proposed_and_nothing_is_drawn():
    villages = [Village(id=code, name=code, town="A镇", population=300) for code in "AB"]
    instance = county([centre("A")], [clinic("a", "A")], villages=tuple(villages))
    found = proposed(instance, policy(XX), Freedom())
    assert served(found) == {"A": ("NA", "own"), "B": ("NB", "own")}
    assert draw(found, plain("x"), "en") is None
    nothing = proposed(county([centre("A")], [clinic("a", "A")]), policy(XX))
    assert not nothing.after and not nothing.changed


def test_the_what_if_is_read_back_as_the_network_proposed(scenario):
    run(str(scenario), "--regroup", "--merge", "always", "--near", "3", "--save", "merged")
    base, merged = load(scenario), load(scenario, "merged")
    rules = policy("mentougou-2025", REFORM, MTGR_4_b={"near_km": 3, "merge": "always"})
    found = proposed(base.instance, rules)
    assert {v.id: v.site_id for v in merged.instance.villages} == {c: s.site_id for c, s in found.after.items()}
    assert set(base.instance.site) - set(merged.instance.site) == set(found.closed)
    assert {p.id for p in merged.instance.people} == {p.id for p in base.instance.people}
    assert len(merged.instance.wishes) == len(base.instance.wishes)
    for site in merged.instance.sites:
        mine = [v.population for v in merged.instance.villages if v.site_id == site.id]
        assert not mine or site.kind is SiteKind.STATION or site.population == sum(mine)
    assert merged.policy.clause["MTGR-4-b"].near_km == 3  # type: ignore[attr-defined]
    again = run(str(scenario), "--variant", "merged", "--regroup", "--lang", "en")
    assert "clinics 97 → 97" in again and "0 villages change site" in again


def test_a_what_if_builds_on_the_one_in_hand_and_takes_new_clinics_with_it(scenario):
    run(str(scenario), "--variant", "rules-2021", "--regroup", "--save", "split")
    split = load(scenario, "split")
    assert [p.id for p in split.policy.packs] == ["mentougou-2021", "mentougou-2025", "mentougou-reform"]
    new = [s for s in split.instance.sites if s.id.startswith("NV")]
    assert len(new) == 22 and all(split.instance.travel.between(s.id, s.centre_id) is not None for s in new)


def _edited(path: Path, change: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    """Change the rows of a table, and leave out those for which nothing is returned."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    kept = [new for row in rows if (new := change(dict(row))) is not None]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(kept)


def test_a_new_clinic_to_which_no_clause_gives_posts_gets_one_marked_as_assumed(tmp_path):
    county = shutil.copytree(ROOT / "scenarios" / "xixian-2021", tmp_path / "county")

    villages = county / "data" / "villages.csv"
    head, *rows = villages.read_text(encoding="utf-8-sig").splitlines()
    first = dict(zip(head.split(","), rows[0].split(","), strict=True))
    for code, people in (("VX1", ""), ("VX2", "2221")):
        new = {**first, "村编码": code, "村名": f"{code}村", "常住人口": people, "所属服务点": ""}
        rows.append(",".join(new.values()))
    villages.write_text("\n".join((head, *rows, "")), encoding="utf-8")
    told = run(str(county), "--save", "new", "--lang", "en")
    assert "1 new clinic(s) get one post" in told and "VX1村卫生室（拟设）" in told
    new = load(county, "new")
    assert (new.instance.site["NVX1"].posts, new.instance.site["NVX2"].posts) == (1, None)
    assert demand(new.instance, new.policy)["NVX2"] == 3, "by the standard of the pack, which is no assumption"
    before_changes = (county / "variants" / "new.yaml").read_text(encoding="utf-8").split("change:")[0]
    assert "VX1村卫生室（拟设）" in before_changes and "VX2" not in before_changes


def test_a_town_razed_whole_keeps_its_centre_with_whoever_served_there(scenario):
    def razed(row: dict[str, str]) -> dict[str, str]:
        return {**row, "拟拆迁": "是"} if row["乡镇"] == "军庄镇" else row

    _edited(scenario / "data" / "villages.csv", razed)
    _edited(scenario / "data" / "sites.csv", lambda row: None if row["服务点编码"] == "S104002" else row)
    for table in ("people", "travel", "wishes"):
        _edited(scenario / "data" / f"{table}.csv", lambda row: None if "S104002" in row.values() else row)
    run(str(scenario), "--regroup", "--save", "razed")
    then = load(scenario, "razed")
    assert then.instance.sites_of["MTG-C09"] == ()
    assert {p.site_id for p in then.instance.people if p.id in ("VD014", "VD026")} == {"MTG-C09"}
    result = solve(then)
    assert not [f for f in result.findings if f.status is Status.VIOLATED and f.clause.startswith("MTGR-4")]


@pytest.mark.parametrize("name", ["ten-fewer", "../else", ""])
def test_a_file_that_is_not_ours_is_never_replaced(scenario, name):
    before = (scenario / "variants" / "ten-fewer.yaml").read_bytes()
    run(str(scenario), "--regroup", "--save", name, ends=2)
    assert (scenario / "variants" / "ten-fewer.yaml").read_bytes() == before
    assert not (scenario / "else.yaml").exists()
